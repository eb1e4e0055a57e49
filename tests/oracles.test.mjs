// An oracle that cannot fail proves nothing. Each one that the other tests rely on is shown here to catch
// what it is for, on a plain page that does the wrong thing on purpose.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { forEachEngine, ownBrowser } from "./harness/each.mjs";
import { UNNAMED } from "./harness/guard.mjs";
import {
  NOTHING,
  backList,
  chromiumHistory,
  chromiumHistoryPage,
  consoleLines,
  firefoxHistory,
  isBlank,
  stored,
  tabHistory,
} from "./harness/oracles.mjs";
import { KEYS, html } from "./harness/page.mjs";
import { never, until } from "./harness/poll.mjs";
import { scratch } from "./harness/processes.mjs";

/** A start page, and a page that tells all: leaving it by its button is `leave`, the script it runs. */
function plainPages(site, leave, more = "") {
  site.page(
    "/start",
    html('<h1>Start</h1><a href="/secret" id="on">vidare</a>', { title: "Start", loader: false }),
  );
  site.page(
    "/secret",
    html(
      '<h1>Hemligt</h1><button id="leave">Lämna</button><input id="field"><script src="/leave.js"></script>',
      { title: "Hemligt", loader: false },
    ),
  );
  site.page(
    "/leave.js",
    `${more};document.getElementById('leave').addEventListener('click',function(){${leave}})`,
  );
}

async function goThere(page, site) {
  await page.open("/start");
  await page.tap("#on");
  await page.loaded(site.url("/secret"));
}

forEachEngine(
  "control: Back after location.href comes to the page that was left, from the back/forward cache",
  async ({ page, site, exit }) => {
    plainPages(
      site,
      `location.href='${exit.url}'`,
      "addEventListener('pageshow',function(e){document.title=e.persisted?'kept':'new'})",
    );
    await goThere(page, site);
    await page.tap("#leave");
    await page.loaded(exit.url);
    await page.back();
    await page.loaded(site.url("/secret"));
    assert.equal(
      await until("a title", () =>
        page.ask(function () {
          return document.title;
        }),
      ),
      "kept",
    );
  },
);

forEachEngine(
  "control: the back list holds a page left by location.href, and not one left by location.replace",
  async ({ page, site, exit }) => {
    plainPages(site, `location.href='${exit.url}'`);
    await goThere(page, site);
    await page.tap("#leave");
    await page.loaded(exit.url);
    assert.ok((await backList(page, site.url("/start"))).includes(site.url("/secret")));
    await page.newTab();
    plainPages(site, `location.replace('${exit.url}')`);
    await goThere(page, site);
    await page.tap("#leave");
    await page.loaded(exit.url);
    const list = await backList(page, site.url("/start"));
    assert.deepEqual(list, [exit.url, site.url("/start")]);
  },
);

forEachEngine(
  "control: the DevTools navigation history holds a page left by location.href",
  async ({ page, browser, site, exit }) => {
    plainPages(site, `location.href='${exit.url}'`);
    await goThere(page, site);
    await page.tap("#leave");
    await page.loaded(exit.url);
    assert.deepEqual((await tabHistory(browser)).urls, [site.url("/start"), site.url("/secret"), exit.url]);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "control: the history on disk holds a page left by location.href",
  async ({ engine, site, exit, t }) => {
    const { browser, page } = await ownBrowser(engine, t);
    plainPages(site, `location.href='${exit.url}'`);
    await goThere(page, site);
    await page.tap("#leave");
    await page.loaded(exit.url);
    if (engine === "chromium") {
      const listed = await chromiumHistoryPage(browser);
      assert.ok(
        listed.some(({ title }) => title === "Hemligt"),
        JSON.stringify(listed),
      );
    }
    await browser.close();
    const rows = await (engine === "chromium" ? chromiumHistory : firefoxHistory)(browser.profile);
    assert.ok(
      rows.some(({ url, title }) => url === site.url("/secret") && title === "Hemligt"),
      JSON.stringify(rows),
    );
  },
  { only: ["chromium", "firefox"] },
);

forEachEngine(
  "control: the exit server notes a Referer, and an arrival while it hangs",
  async ({ page, site, exit }) => {
    plainPages(site, `location.href='${exit.url}'`);
    exit.hang();
    await goThere(page, site);
    const frame = await page.frame();
    await page.tap("#leave");
    await until("the arrival", () => exit.arrivals.length);
    assert.ok(exit.arrivals[0].referer, "a plain link tells where it came from");
    assert.equal(await isBlank(page, frame), false, "the page that was left still shows");
  },
);

forEachEngine("control: an empty page is blank on the screenshot", async ({ page, site, exit }) => {
  plainPages(site, `document.documentElement.style.display='none';location.href='${exit.url}'`);
  exit.hang();
  await goThere(page, site);
  const frame = await page.frame();
  await page.tap("#leave");
  await until("the arrival", () => exit.arrivals.length);
  await until("a blank screen", () => isBlank(page, frame));
});

forEachEngine(
  "control: a request to another host is caught, whatever makes it",
  async ({ engine, page, site, guard }) => {
    site.script("/out.js", () => {
      new Image().src = "http://picture.example/p.png";
      fetch("https://fetch.example/x").catch(function () {});
      navigator.sendBeacon("https://beacon.example/x", "x");
      var link = document.createElement("link");
      link.rel = "preconnect";
      link.href = "https://preconnect.example";
      document.head.append(link);
    });
    site.page("/out", html('<script src="/out.js"></script>', { loader: false }), {
      "content-security-policy": null,
    });
    await page.open("/out");
    const hosts = ["picture.example", "fetch.example", "beacon.example"];
    // Firefox makes no early connection through a proxy: there, only Chromium's and WebKit's guard can speak
    // for it.
    if (engine !== "firefox") hosts.push("preconnect.example");
    for (const host of hosts) {
      const named = engine !== "webkit" || host === "picture.example";
      await until(`${host} to be caught`, () => guard.hosts().includes(named ? host : UNNAMED));
    }
  },
);

forEachEngine("control: what a page keeps in the browser is found", async ({ page, site }) => {
  site.script("/keep.js", () => {
    document.cookie = "a=1";
    window.name = "n";
    localStorage.b = "1";
    sessionStorage.c = "1";
    history.replaceState({ e: 1 }, "");
    indexedDB.open("d");
    caches.open("f");
  });
  site.page("/keep", html('<script src="/keep.js"></script>', { loader: false }));
  await page.open("/keep");
  await until("everything to be found", async () => {
    const kept = await stored(page);
    return (
      Object.keys(NOTHING).filter((key) => JSON.stringify(kept[key]) === JSON.stringify(NOTHING[key]))
        .length === 2
    );
  });
  await page.ask(function () {
    document.cookie = "a=; max-age=0";
    localStorage.clear();
    sessionStorage.clear();
    indexedDB.deleteDatabase("d");
    caches.delete("f");
  });
});

forEachEngine(
  "control: console messages, errors, rejections, missing files and policy violations are seen",
  async ({ page, site }) => {
    site.script("/loud.js", () => {
      console.warn("warned");
      console.error("erred");
      Promise.reject(new Error("rejected"));
      document.body.append(Object.assign(document.createElement("img"), { src: "/missing.png" }));
      document.body.append(
        Object.assign(document.createElement("img"), { src: "https://elsewhere.example/p.png" }),
      );
      setTimeout(function () {
        throw new Error("thrown");
      });
    });
    site.page("/loud", html('<script src="/loud.js"></script>', { loader: false }));
    await page.open("/loud");
    const wanted = ["warned", "erred", "rejected", "thrown", "missing.png", "policy: img-src"];
    const seen = [];
    await until(`all of ${wanted}`, async () => {
      seen.push(...(await consoleLines(page)));
      const all = seen.join("\n");
      return wanted.every((one) => all.includes(one));
    });
  },
);

forEachEngine(
  "control: a host's beforeunload handler that asks is noticed",
  async ({ engine, page, site, exit }) => {
    plainPages(
      site,
      `location.href='${exit.url}'`,
      `var kept=Object.getOwnPropertyDescriptor(BeforeUnloadEvent.prototype,'returnValue').get;
    addEventListener('beforeunload',function(e){e.preventDefault();e.returnValue='x';
    if(e.defaultPrevented||kept.call(e))navigator.sendBeacon('/asked-to-stay')})`,
    );
    await goThere(page, site);
    await page.tap("#field");
    await page.press("a");
    await page.tap("#leave");
    await until("the handler to run", () => site.asked("/asked-to-stay").length);
    // Chromium and Firefox also open the dialog; WebKitGTK's automation answers it without showing it.
    if (engine !== "webkit") await until("the dialog", async () => (await page.dialog()) !== null);
    await page.dismissDialog();
  },
);

forEachEngine(
  "control: a popup without a tap is blocked, with one it opens",
  async ({ engine, page, site }) => {
    site.script("/popup.js", () => {
      addEventListener("keyup", function (e) {
        window.open("/start");
      });
    });
    site.page("/popup", html('<p id="p">x</p><script src="/popup.js"></script>', { loader: false }));
    site.page("/start", html("Start", { loader: false }));
    await page.open("/popup");
    await page.press(KEYS.SHIFT);
    await never(
      "a popup after Shift alone",
      async () => (await page.driver.getAllWindowHandles()).length > 1,
      { during: 300 },
    );
    await page.press("a");
    await until("the popup", async () => (await page.driver.getAllWindowHandles()).length > 1);
  },
  { only: ["chromium", "firefox"] },
);

test("control: the matrix shows a fault that is not held, and one that was not asked", () => {
  const file = join(scratch("matrix"), "faults.test.mjs");
  writeFileSync(
    file,
    `import { test } from "node:test";
    test("chromium: holds", () => {});
    test("firefox: holds", () => { throw new Error("gone"); });
    test("chromium: alone", () => {});`,
  );
  const reporter = fileURLToPath(new URL("harness/matrix.mjs", import.meta.url));
  // A node that believes itself to be one of this run's own processes reports to nobody.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ["--test", `--test-reporter=${reporter}`, file], {
    env,
    encoding: "utf8",
  });
  assert.equal(status, 1);
  assert.match(stdout, /holds +\| ✔ +\| ✖/);
  assert.match(stdout, /alone +\| ✔ +\| –/);
  assert.match(stdout, /✖ firefox: holds\n +gone/);
});
