// The way out, ours beside GOV.UK's component "Exit this page": the same page around both, the same
// questions, in one run. `cargo xtask bench exit [--rounds 7] [--engine chromium]` runs this.
//
// - behaviours.mjs: what a way out should do, asked of both, one after the other, in each engine there is.
// - times.mjs: how soon, in Chromium, in rounds that take turns; the head there says how it is measured.
// - bytes.mjs: what a visitor downloads for it.
//
// Prints a table in Markdown. Ends with 1 if GOV.UK's does something that ours does not, or if ours could not
// be asked. Times have no limit here: they depend on the machine.

import { ENGINES } from "../harness/engines.mjs";
import { startExit } from "../harness/exit-server.mjs";
import { startGuard } from "../harness/guard.mjs";
import { startSite } from "../harness/site.mjs";
import { askBehaviours, isBehind } from "./behaviours.mjs";
import { bundleGovuk, weigh } from "./bytes.mjs";
import { askedFor, say, wrong } from "./rounds.mjs";
import { makeSubjects } from "./subjects.mjs";
import { table } from "./table.mjs";
import { measureTimes } from "./times.mjs";

const asked = askedFor({ rounds: 7, engine: { type: "string", multiple: true, default: [] } });
const { rounds } = asked;
const wanted = asked.engine.length ? asked.engine : Object.keys(ENGINES);
if (wanted.some((engine) => !ENGINES[engine])) wrong(`--engine is one of ${Object.keys(ENGINES).join(", ")}`);

const govuk = await bundleGovuk();
const subjects = makeSubjects(govuk);
const servers = {
  site: await startSite(),
  exit: await startExit("Väder"),
  exit2: await startExit("Uppslagsverk"),
  guard: await startGuard(),
};

const engines = [];
let rows = [];
let times = null;
for (const engine of wanted) {
  const missing = ENGINES[engine].missing();
  if (missing) {
    say(`${engine}: skipped, ${missing}`);
    continue;
  }
  say(`${engine}: behaviours`);
  engines.push(engine);
  rows = await askBehaviours({ engine, servers, subjects, rows, say });
  if (engine !== "chromium") continue;
  say(`${engine}: times, ${rounds} rounds`);
  times = await measureTimes({ servers, subjects, rounds, say });
}
for (const server of Object.values(servers)) server.close();

console.log(table({ engines, rows, times, bytes: weigh(govuk), version: govuk.version, rounds }));
const behind = rows.filter(isBehind);
for (const { words } of behind) console.log(`BEHIND: ${words}`);
process.exit(behind.length || !engines.length ? 1 : 0);
