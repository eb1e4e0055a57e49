// A reporter for `node --test`: tests that are named "engine: promise" as one table, a line a promise, a
// column an engine. `cargo xtask matrix` prints the faults with it.

const MARKS = { pass: "✔", fail: "✖", skip: "skipped" };

export default async function* matrix(events) {
  const rows = new Map();
  const engines = [];
  const failures = [];
  let count = 0;

  for await (const { type, data } of events) {
    if (type === "test:stdout" && data.message.startsWith("passed at the second try")) yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const [, engine, promise] = /^(\w+): (.*)$/s.exec(data.name) ?? [];
    const outcome = type === "test:fail" ? "fail" : data.skip === undefined ? "pass" : "skip";
    if (outcome === "fail") {
      const { error } = data.details;
      failures.push(`${data.name}\n  ${(error?.cause?.message ?? error?.message ?? error).split("\n")[0]}`);
    }
    // A file that does not even start has a name of another kind; a test that was not wanted is no fault.
    if (!engine || data.skip === "test name does not match pattern") continue;
    if (!engines.includes(engine)) engines.push(engine);
    if (!rows.has(promise)) rows.set(promise, {});
    rows.get(promise)[engine] = outcome;
    count += outcome === "skip" ? 0 : 1;
  }

  const [first, ...others] = [["", ...engines], ...table(rows, engines)];
  const widths = first.map((_, at) => Math.max(...[first, ...others].map((cells) => cells[at].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |\n`;
  yield `\n${line(first)}${line(widths.map((width) => "-".repeat(width)))}`;
  for (const cells of others) yield line(cells);
  yield `\n${rows.size} faults and promises, asked ${count} times, ${failures.length} not kept\n`;
  for (const failure of failures) yield `${MARKS.fail} ${failure}\n`;
}

const table = (rows, engines) =>
  [...rows].map(([promise, outcomes]) => [
    promise,
    ...engines.map((engine) => MARKS[outcomes[engine]] ?? "–"),
  ]);
