// One named test per engine: "chromium: exit leaves no history entry". A file's tests share one browser per
// engine and one set of servers; each test gets a new tab and servers without faults or memory.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { readDisplay } from "./display.mjs";
import { ENGINES, startBrowser } from "./engines.mjs";
import { startExit } from "./exit-server.mjs";
import { startGuard } from "./guard.mjs";
import { Page } from "./page.mjs";
import { writePng } from "./png.mjs";
import { within } from "./poll.mjs";
import { startSite } from "./site.mjs";

export const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));

const wanted = (process.env.VAGVISARE_ENGINES ?? Object.keys(ENGINES).join())
  .split(",")
  .map((name) => name.trim());

let servers = null;
const browsers = new Map();
/** Tests that passed at the second try, and why not at the first. */
const again = [];

async function theServers() {
  servers ??= (async () => ({
    site: await startSite(),
    exit: await startExit("Väder"),
    exit2: await startExit("Uppslagsverk"),
    guard: await startGuard(),
  }))();
  return servers;
}

/**
 * Registers a test for every engine (or those in `only`, when browsers cannot differ in it or can only be
 * asked there). `body` gets `{ engine, browser, driver, page, site, exit, exit2, guard, t }`.
 */
export function forEachEngine(name, body, { only = Object.keys(ENGINES), timeout = 90_000 } = {}) {
  for (const engine of only) {
    const title = `${engine}: ${name}`;
    if (!wanted.includes(engine)) continue;
    const missing = ENGINES[engine].missing();
    if (missing && !process.env.CI) test(title, { skip: missing }, () => {});
    else if (missing) test(title, () => Promise.reject(new Error(missing)));
    else test(title, { timeout: 2 * timeout + 180_000 }, (t) => twice(engine, title, body, timeout, t));
  }
}

/** A browser of this test's own, closed after it: `options` as in engines.mjs. */
export async function ownBrowser(engine, t, options = {}) {
  const { guard, site } = await theServers();
  const browser = await startBrowser(engine, guard, options);
  t.after(() => browser.close());
  return { browser, page: new Page(browser, site) };
}

/**
 * Drivers lose a Back or hang for twenty seconds now and then (WebKit's most). What is ours fails again in a
 * browser that has just been started; what passes there is told by name at the end.
 */
async function twice(engine, title, body, timeout, t) {
  try {
    await run(engine, title, body, timeout, t);
  } catch (error) {
    const browser = browsers.get(engine);
    browsers.delete(engine);
    await browser?.close();
    await run(engine, title, body, timeout, t);
    again.push(`${title}: ${error.message.split("\n")[0]}`);
  }
}

async function run(engine, title, body, timeout, t) {
  const all = await theServers();
  for (const server of Object.values(all)) server.clear();
  if (!browsers.has(engine)) browsers.set(engine, await startBrowser(engine, all.guard));
  const browser = browsers.get(engine);
  const page = new Page(browser, all.site);
  try {
    await within(30_000, "a new tab", page.newTab());
    all.guard.clear();
    await within(timeout, title, body({ engine, browser, driver: browser.driver, page, ...all, t }));
  } catch (error) {
    await within(10_000, "the picture", picture(browser, title)).catch(() => {});
    const alive = await within(5000, "the browser", browser.driver.getAllWindowHandles()).catch(() => null);
    // A test that ran out of time may still be at it: the next one gets a browser of its own.
    if (!alive || error.message.startsWith(title)) {
      browsers.delete(engine);
      await browser.close();
    }
    throw error;
  }
}

/** What the screen looked like when a test failed: tests/shots/failed/. */
async function picture(browser, title) {
  const folder = join(SHOTS, "failed");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, title.replace(/[^\wåäöÅÄÖ]+/g, "-").slice(0, 120));
  const png =
    browser.engine === "webkit"
      ? writePng(readDisplay())
      : Buffer.from(await browser.driver.takeScreenshot(), "base64");
  writeFileSync(`${file}.png`, png);
}

after(async () => {
  for (const one of again) console.log(`passed at the second try: ${one}`);
  await Promise.all([...browsers.values()].map((browser) => browser.close()));
  if (servers) for (const server of Object.values(await servers)) server.close();
});
