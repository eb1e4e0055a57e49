// How soon help is there, and what it costs: ours beside a static page (the limit), Pagefind's component UI
// and GOV.UK's exit, in Chromium on a slow network and a slow processor. `cargo xtask bench load [--rounds
// 5]` runs this.
//
// - load-pages.mjs: the pages. marks.js: the clock, inside the page. devtools.mjs: network, processor, bytes.
// - many.mjs: whether a visit grows with the number of municipalities.
//
// Each visit has a profile of its own and nothing cached; the pages take turns. Prints tables in Markdown:
// medians, and ours as a ratio to the others. Ends with 1 if a ratio that is promised is not kept, and says
// which.

import { readFileSync } from "node:fs";

import { startGuard } from "../harness/guard.mjs";
import { pause, until } from "../harness/poll.mjs";
import { NETWORKS, startChromium } from "./devtools.mjs";
import { median, row, shown } from "./figures.mjs";
import { putPages } from "./load-pages.mjs";
import { COUNTS, putMany } from "./many.mjs";
import { askedFor, say } from "./rounds.mjs";
import { startWire } from "./wire.mjs";

const CPU = 4;
/** What has come by then belongs to the visit. */
const SETTLE_MS = 500;

const { rounds } = askedFor({ rounds: 5 });
const MARKS = ["changes.js", "marks.js"]
  .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
  .join("\n");

/** The script for a page. */
function marksOf({ find, go, args }) {
  const finds = Object.entries(find).map(([name, run]) => `${name}: ${run}`);
  const words = [args.find, args.go].map((word) => JSON.stringify(word));
  return `(function () { ${MARKS} mark({ ${finds} }, ${go ?? null}, ${words}); })();`;
}

/** One visit: marks in ms, bytes, requests, main thread in ms, memory in bytes. */
async function visit(chromium, wire, subject, options = {}) {
  const page = await chromium.newPage({ start: wire.url("/start.html"), ...options });
  try {
    wire.asked.length = 0;
    await page.go(wire.url(subject.path), marksOf(subject));
    await pause(SETTLE_MS);
    const figures = await until("all requests to end", async () => {
      const figures = await page.figures();
      return figures.open === 0 ? figures : null;
    });
    if (figures.failed.length) throw new Error(`${subject.name}: ${figures.failed}`);
    if (figures.requests !== wire.asked.length)
      throw new Error(`${subject.name}: ${figures.requests} requests seen, ${wire.asked} came`);
    const { seen, longTasks, shift, painted } = JSON.parse(await page.evaluate("JSON.stringify(marks)"));
    // Nothing is in sight before the browser has painted for the first time.
    for (const name of Object.keys(seen)) seen[name] = Math.max(seen[name], painted);
    const long = longTasks.filter((ms) => ms > 50);
    return { ...seen, ...figures, longTasks: long.length, longest: Math.max(0, ...long), shift };
  } finally {
    await page.close();
  }
}

/** What is printed of each page: `[words, figure, digits, divided by]`. */
const LINES = [
  ["emergency numbers in sight, ms", "numbers"],
  ["a way out in sight, ms", "wayOut"],
  ["the exit with all it does, ms", "exit"],
  ["first question can be answered (Pagefind: its field), ms", "question"],
  ["first result, ms", "result"],
  ["requests", "requests"],
  ["bytes on the wire", "bytes"],
  ["main thread at work, ms", "busy"],
  ["tasks longer than 50 ms", "longTasks"],
  ["the longest of them, ms", "longest"],
  ["layout shift before the first press", "shift", 3],
  ["memory (JavaScript and its buffers), KB", "heap", 0, 1024],
];

/** What issue and README promise: `[words, ours, figure, theirs, figure, most]`. */
const PROMISES = [
  ["numbers, snippet, of the static page", "snippet", "numbers", "static", "numbers", 1.05],
  ["a way out, snippet, of the static page", "snippet", "wayOut", "static", "wayOut", 1.05],
  ["numbers, script tag alone, of a page with one script", "tag", "numbers", "script", "numbers", 1.05],
  ["exit, script tag alone, of a page with one script", "tag", "exit", "script", "exit", 1.05],
  ["first question, snippet, of Pagefind's first result", "snippet", "question", "pagefind", "result", 0.5],
  ["first question, script tag, of Pagefind's first result", "tag", "question", "pagefind", "result", 0.5],
];
/** The network for which they hold. */
const PROMISED = "Slow 4G";
const MOST_GROWTH = 1.01;

const guard = await startGuard();
const wire = await startWire();
const chromium = await startChromium(guard);
const broken = [];
try {
  const { subjects, pages } = await putPages(wire);
  const keys = Object.keys(subjects);

  // The browser's first visit is slower than all others.
  await visit(chromium, wire, subjects.snippet);
  for (const [name, network] of Object.entries(NETWORKS)) {
    const all = Object.fromEntries(keys.map((key) => [key, []]));
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 ? [...keys].reverse() : keys;
      for (const key of order)
        all[key].push(await visit(chromium, wire, subjects[key], { network, cpu: CPU }));
      say(`${name}, round ${round + 1} of ${rounds}`);
    }
    const figure = (key, what) => median(all[key].map((one) => one[what] ?? NaN));

    console.log(`\n**${name}, ${CPU} × slower processor**, medians of ${rounds} visits each\n`);
    console.log(row("", ...keys.map((key) => subjects[key].name)));
    console.log(row("---", ...keys.map(() => "--:")).replaceAll(" ", ""));
    for (const [words, what, digits = 0, by = 1] of LINES)
      console.log(row(words, ...keys.map((key) => shown(figure(key, what) / by, digits))));

    console.log(`\n${row("ratio", "ours", "theirs", "ratio", name === PROMISED ? "promised" : "")}`);
    console.log(row("---", "--:", "--:", "--:", "---").replaceAll(" ", ""));
    for (const [words, ours, what, theirs, against, most] of PROMISES) {
      const [one, other] = [figure(ours, what), figure(theirs, against)];
      const isKept = one / other <= most;
      const verdict = name === PROMISED ? `≤ ${most}${isKept ? "" : " NOT KEPT"}` : "";
      console.log(row(words, shown(one), shown(other), shown(one / other, 2), verdict));
      if (name === PROMISED && !isKept) broken.push(`${words}: ${shown(one / other, 2)}, not ≤ ${most}`);
    }
  }
  console.log(`\nPagefind searches ${pages} pages, one a service of the same contact files.`);

  say("many municipalities");
  const grown = [];
  for (const count of COUNTS) {
    const subject = { ...subjects.tag, ...putMany(wire, count) };
    grown.push(await visit(chromium, wire, subject));
  }
  console.log(`\n${row("municipalities", "requests", "bytes of a visit", "of one")}`);
  console.log(row("--:", "--:", "--:", "--:").replaceAll(" ", ""));
  for (const [i, { requests, bytes }] of grown.entries()) {
    const ratio = bytes / grown[0].bytes;
    console.log(row(COUNTS[i], requests, bytes, ratio.toFixed(4)));
    if (ratio > MOST_GROWTH)
      broken.push(`bytes with ${COUNTS[i]} municipalities: ${ratio.toFixed(4)}, not ≤ ${MOST_GROWTH}`);
  }
} finally {
  await chromium.close();
  for (const server of [guard, wire]) server.close();
}
for (const one of broken) console.log(`NOT KEPT: ${one}`);
process.exit(broken.length ? 1 : 0);
