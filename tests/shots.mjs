#!/usr/bin/env node
// Pictures to look at, into tests/shots/ (not kept in git).
//
//   node shots.mjs        the standard set: every state at 320 and 1280 px, light and dark
//   node shots.mjs --page /stod.html --taps self,close_relationship,talk --width 320 --theme dark --lang en \
//                  --engine webkit --name mine
//
// --page   a path of the demo site; without it a page of its own with one guide (--area --lang --mode --at)
// --taps   choices in order; skip, back, search, area, open-button press what has that part
// --type   characters to type at the end
// --break  glob=kind: files broken in that way (harness/faults.mjs), e.g. '/vagvisare/*.wasm=missing'
// --height height of the window; by default as high as the page

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { startBrowser } from "./harness/engines.mjs";
import { startExit } from "./harness/exit-server.mjs";
import { startGuard } from "./harness/guard.mjs";
import { readDisplay } from "./harness/display.mjs";
import { Page, guidePage } from "./harness/page.mjs";
import { writePng } from "./harness/png.mjs";
import { until } from "./harness/poll.mjs";
import { startSite } from "./harness/site.mjs";

const FOLDER = new URL("shots/", import.meta.url).pathname;
const PARTS = ["skip", "back", "search", "area", "open-button"];

const names = [
  "page",
  "taps",
  "type",
  "break",
  "width",
  "height",
  "theme",
  "lang",
  "area",
  "mode",
  "at",
  "engine",
  "name",
];
const { values } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

const RESULT = "self,close_relationship,talk";
const STATES = {
  question: {},
  second: { taps: "self" },
  result: { taps: RESULT },
  search: { taps: "search", type: "bris" },
  fallback: { break: "/vagvisare/*.wasm=missing" },
  panel: { taps: "open-button", mode: "panel" },
};

function standard() {
  const all = [];
  for (const [state, options] of Object.entries(STATES)) {
    for (const width of ["320", "1280"]) {
      for (const theme of ["light", "dark"])
        all.push({ ...options, width, theme, name: `${state}-${width}-${theme}` });
    }
  }
  return all;
}

const wanted = Object.keys(values).length ? [values] : standard();
const engine = values.engine ?? "chromium";
const servers = {
  site: await startSite(),
  exit: await startExit(),
  exit2: await startExit(),
  guard: await startGuard(),
};
const browser = await startBrowser(engine, servers.guard);
mkdirSync(FOLDER, { recursive: true });
try {
  for (const shot of wanted) console.log(await take(shot));
} finally {
  await browser.close();
  for (const server of Object.values(servers)) server.close();
}

async function take({
  page: path,
  taps = "",
  type = "",
  width = "1280",
  height,
  theme = "light",
  name = "shot",
  ...rest
}) {
  const page = new Page(browser, servers.site);
  servers.site.clear();
  if (rest.break) servers.site.fault(...rest.break.split("="));
  await page.newTab();
  if (engine === "chromium") await page.media({ theme });
  await page.viewport(Number(width), Number(height ?? 800));
  const { area = "0184", lang = "sv", mode, at } = rest;
  const attributes = Object.fromEntries(Object.entries({ area, mode, at }).filter(([, value]) => value));
  await page.open(path ?? guidePage(servers, { lang, attributes }));
  const guide = page.guide();
  if (rest.break) await until("the end of the start", async () => (await page.events()).length > 0);
  else if (mode !== "panel" && !taps.startsWith("open-button") && (await guide.screen())) await guide.ready();
  for (const tap of taps.split(",").filter(Boolean)) {
    if (PARTS.includes(tap)) await guide.tapOn(tap);
    else await guide.choose(tap);
    if (tap === "open-button") await guide.ready();
  }
  if (type) {
    await until("a field to have focus", () =>
      page.ask(function () {
        return focused() && focused().localName === "input";
      }),
    );
    await page.press(...type);
  }
  await page.askLater(function () {
    scrollTo(0, 0);
    return new Promise(function (done) {
      requestAnimationFrame(function () {
        requestAnimationFrame(done);
      });
    });
  });
  if (engine === "chromium" && !height) {
    const tall = await page.ask(function () {
      return document.documentElement.scrollHeight;
    });
    await page.viewport(Number(width), Math.min(Math.max(tall, 600), 4000));
  }
  const file = join(FOLDER, `${name}.png`);
  writeFileSync(
    file,
    engine === "webkit"
      ? writePng(readDisplay(await page.frame()))
      : Buffer.from(await page.driver.takeScreenshot(), "base64"),
  );
  return file;
}
