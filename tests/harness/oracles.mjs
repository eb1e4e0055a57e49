// Places where a person who watches would look, and how to look there. Each has a control in oracles.test.mjs
// that shows it catches what it is for.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import initSqlJs from "sql.js";

import { readDisplay } from "./display.mjs";
import { readPng } from "./png.mjs";
import { until } from "./poll.mjs";

/** Chromium: the tab's back/forward list, oldest first, without the empty page that a new tab starts with. */
export async function tabHistory(browser) {
  const { entries, currentIndex } = await browser.cdp("Page.getNavigationHistory");
  return {
    current: entries[currentIndex]?.url,
    urls: entries.map(({ url }) => url).filter((url) => url !== "about:blank"),
  };
}

/**
 * Steps back until `first` or as often as the tab allows; tells the addresses it came to, the present first.
 */
export async function backList(page, first) {
  const seen = [await page.url()];
  while (seen.at(-1) !== first && seen.length < 8) {
    const moved = await goneBack(page);
    if (!moved) break;
    seen.push(moved);
  }
  return seen.filter((url) => url !== "about:blank");
}

/**
 * Presses Back; where that led, or null if it led nowhere. WebKit's driver loses every fifth Back, and half
 * of those it carries out in the tab's list without showing the page: what a second Back then passes over,
 * Forward shows.
 */
async function goneBack(page) {
  const from = await page.url();
  for (let tries = 0; tries < 4; tries++) {
    const first = await led(page, () => page.back());
    if (first) return first;
    const second = await led(page, () => page.back());
    if (!second) return null;
    const forward = () => led(page, () => page.forward());
    const next = (await forward()) ?? (await forward());
    if (next && next !== from) return next;
  }
  throw new Error(`Back from ${from} leads nowhere for sure`);
}

/** Where a press led, or null if it led nowhere. */
async function led(page, press) {
  const where = () => page.ask(() => [location.href, performance.timeOrigin]);
  const before = await where();
  await press();
  const moved = async () => {
    const now = await where();
    return now[0] !== before[0] || now[1] !== before[1] ? now[0] : null;
  };
  return until("the press to lead somewhere", moved, { within: 5000 }).catch(() => null);
}

let sql = null;

async function query(file, statement) {
  sql ??= initSqlJs();
  const base = new (await sql).Database(readFileSync(file));
  try {
    const [result] = base.exec(statement);
    return (result?.values ?? []).map((row) =>
      Object.fromEntries(result.columns.map((name, i) => [name, row[i]])),
    );
  } finally {
    base.close();
  }
}

/** Chromium's history database, after the browser has been closed: `[{ url, title }]`. */
export function chromiumHistory(profile) {
  return query(
    join(profile, "Default", "History"),
    "select url, title, visit_count, hidden from urls order by id",
  );
}

/** Chromium's own history page: the addresses a person sees there. */
export async function chromiumHistoryPage(browser) {
  const { driver } = browser;
  await driver.get("chrome://history/");
  const read = () =>
    driver.executeScript(`
    var list = document.querySelector('history-app')?.shadowRoot?.querySelector('history-list');
    if (!list || !list.shadowRoot) return null;
    return Array.from(list.shadowRoot.querySelectorAll('history-item')).map(function (item) {
      var link = item.shadowRoot.querySelector('a');
      return { url: link ? link.href : '', title: link ? link.textContent.trim() : '' };
    });`);
  return until("the history page to list something", async () => {
    const items = await read();
    return items?.length ? items : null;
  });
}

/** Firefox's places database, after the browser has been closed: `[{ url, title }]`. */
export function firefoxHistory(profile) {
  const file = join(profile, "places.sqlite");
  const log = `${file}-wal`;
  if (existsSync(log) && readFileSync(log).length) throw new Error(`${log} has not been written back`);
  return query(file, "select url, title, visit_count, hidden from moz_places order by id");
}

/** Everything a site can leave in the browser, as this page sees it. */
export function stored(page) {
  return page.askLater(async () => {
    const files = [];
    const folder = await navigator.storage?.getDirectory?.().catch(() => null);
    for await (const name of folder?.keys() ?? []) files.push(name);
    return {
      cookies: document.cookie,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      files,
      name: window.name,
      state: history.state,
    };
  });
}

/** What `stored` says when nothing is. */
export const NOTHING = {
  cookies: "",
  local: [],
  session: [],
  databases: [],
  caches: [],
  workers: 0,
  files: [],
  name: "",
  state: null,
};

/**
 * Everything the browser's console holds about this page, as lines: the shim's record in every engine,
 * Chromium's own log, Firefox's console service. Reading empties Chromium's log.
 */
export async function consoleLines(page) {
  const lines = (await page.said()).map(({ kind, text }) => `${kind}: ${text}`);
  if (page.engine === "chromium") {
    const log = await page.driver.manage().logs().get("browser");
    lines.push(
      ...log
        .filter(({ level }) => level.value >= 900)
        .map(({ level, message }) => `${level.name}: ${message}`),
    );
  }
  if (page.engine === "firefox") {
    const found = await page.browser.chrome(function (origin) {
      return Services.console
        .getMessageArray()
        .map(function (one) {
          if (one instanceof Ci.nsIScriptError) {
            return [one.sourceName || "", one.category, one.errorMessage, String(one.flags)].join(" | ");
          }
          return "";
        })
        .filter(function (line) {
          // Firefox 140 says of the page's own policy that it does not know Trusted Types.
          const isOfPolicy = /\| CSP_couldNotProcessUnknownDirective \|.*trusted-types/.test(line);
          return line.indexOf(origin) >= 0 && !isOfPolicy;
        });
    }, page.site.origin);
    lines.push(...found.map((line) => `firefox: ${line}`));
    await page.browser.chrome(function () {
      Services.console.reset();
    });
  }
  return lines;
}

/**
 * Whether the page's part of the screen shows nothing: one single colour. `frame` is what `page.frame()` told
 * while the page was there; WebKit's driver gives no screenshot while an address is being waited for, so
 * there the virtual display's own pixels are read, without the strip at the bottom where that browser tells
 * the address under the pointer.
 */
export async function isBlank(page, frame) {
  const screen =
    page.engine === "webkit"
      ? readDisplay({ ...frame, height: frame.height - 24 })
      : readPng(await page.driver.takeScreenshot());
  const first = screen.at(0, 0);
  for (let y = 0; y < screen.height; y += 1) {
    for (let x = 0; x < screen.width; x += 1) if (screen.at(x, y) !== first) return false;
  }
  return true;
}
