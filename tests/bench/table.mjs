// The figures as the table that the README has.

import { short } from "./behaviours.mjs";

const NAMES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

/** Markdown: behaviours, then what can be measured with its ratio. */
export function table({ engines, rows, times, bytes, version, rounds }) {
  const lines = [
    `| asked in ${engines.map((engine) => NAMES[engine]).join(", ")} | ours | GOV.UK ${version} |`,
    "|---|---|---|",
    ...rows.map(({ words, answers }) => `| ${words} | ${answers.map(cell).join(" | ")} |`),
    "",
    "| | ours | GOV.UK | ratio |",
    "|---|--:|--:|--:|",
    measured(
      "its script alone, bytes",
      bytes.script.map(({ raw }) => raw),
    ),
    measured(
      "… as brotli",
      bytes.script.map(({ brotli }) => brotli),
    ),
    measured(
      "all that leaving needs (script and style), bytes",
      bytes.all.map(({ raw }) => raw),
    ),
    measured(
      "… as brotli",
      bytes.all.map(({ brotli }) => brotli),
    ),
  ];
  if (times) {
    lines.push(
      measured("from the press to a blank page, ms", times.blank, 1),
      measured("… in frames", times.frames),
      measured("from the press to the request at the exit address, ms", times.asked, 1),
      "",
      `Times: medians of ${times.presses} presses of each in Chromium, in ${rounds} rounds that took turns.`,
    );
  }
  // The bench cannot ask something of one and not of the other.
  for (const {
    words,
    answers: [one],
  } of rows) {
    for (const [engine, { why }] of Object.entries(one)) {
      if (why) lines.push(`"${words}" cannot be asked in ${NAMES[engine]}: ${why}.`);
    }
  }
  return lines.join("\n");
}

/** One word if all engines that could be asked agree, else one for each. */
function cell(answers) {
  const said = Object.entries(answers)
    .map(([engine, answer]) => [NAMES[engine], short(answer)])
    .filter(([, word]) => word !== "–");
  const words = new Set(said.map(([, word]) => word));
  if (words.size > 1) return said.map((one) => one.join(" ")).join(", ");
  return [...words][0] ?? "–";
}

function measured(words, [ours, theirs], digits = 0) {
  return `| ${words} | ${ours.toFixed(digits)} | ${theirs.toFixed(digits)} | ${(ours / theirs).toFixed(2)} |`;
}
