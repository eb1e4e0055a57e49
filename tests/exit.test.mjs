// Leave at once: every row of the table, with oracles that look where a person who watches would look. Each
// oracle is shown to catch what it is for in oracles.test.mjs.

import assert from "node:assert/strict";

import { forEachEngine, ownBrowser } from "./harness/each.mjs";
import { SHIFT, arrived, onlyStartBehind, stays } from "./harness/exit.mjs";
import { UNNAMED } from "./harness/guard.mjs";
import {
  backList,
  chromiumHistory,
  chromiumHistoryPage,
  firefoxHistory,
  isBlank,
  tabHistory,
} from "./harness/oracles.mjs";
import { arrive, element, guidePage, html, leaves } from "./harness/page.mjs";
import { pause, until } from "./harness/poll.mjs";

// --- one press ----------------------------------------------------------------------------------------

forEachEngine("one press leaves, and Back does not come to the guide", async (all) => {
  const { engine, page, site, exit, browser } = all;
  const guide = await arrived(all, { title: "Hjälp vid våld" });
  await guide.walk("self", "close_relationship", "talk");
  await leaves({ page, exit }, () => guide.exit());
  assert.equal(exit.arrivals.length, 1);
  if (engine === "chromium")
    assert.deepEqual((await tabHistory(browser)).urls, [site.url("/start.html"), exit.url]);
  await onlyStartBehind(all);
});

forEachEngine(
  "the exit address is not told where the visitor came from, whatever the page sends",
  async (all) => {
    const { page, exit } = all;
    for (const headers of [{}, { "referrer-policy": "unsafe-url" }]) {
      exit.clear();
      const guide = await arrived(all, { headers });
      await leaves({ page, exit }, () => guide.exit());
      const [{ referer, cookie, path }] = exit.arrivals;
      assert.deepEqual([referer, cookie, path], [null, null, "/"]);
    }
  },
);

forEachEngine("a frame in the page cannot have the visitor asked either", async (all) => {
  const { page, site, exit } = all;
  const asks =
    "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; })";
  site.page("/frame.html", html(`<button>Knapp</button><script>${asks}</script>`, { loader: false }), {
    "content-security-policy": null,
  });
  guidePage(all, { after: '<iframe id="frame" src="/frame.html" width="300" height="100"></iframe>' });
  await page.open("/t.html");
  await page.guide().ready();
  // Browsers ask only in a frame that has been used.
  await page.ask(() => document.getElementById("frame").scrollIntoView());
  await page.tap("#frame");
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine("the middle button leaves in this tab, and opens no other", async (all) => {
  const { page, exit } = all;
  await arrived(all);
  await page.ask(() => {
    var press = new MouseEvent("auxclick", { button: 1, bubbles: true, cancelable: true, composed: true });
    window.went = parts(0, "exit")[0].dispatchEvent(press);
  });
  await leaves({ page, exit }, () => {});
  await onlyStartBehind(all);
});

forEachEngine(
  "a way out of the page's own leaves when it is pressed, and when a hand that shakes pulls at it",
  async (all) => {
    const { page, exit, exit2 } = all;
    const own = `<p><a id="own" href="${exit.url}" data-exit="${exit2.url}">Lämna sidan</a></p>`;
    for (const how of [
      () => page.tap("#own"),
      () =>
        page.ask(function () {
          var drag = new DragEvent("dragstart", { bubbles: true, cancelable: true, composed: true });
          document.getElementById("own").firstChild.dispatchEvent(drag);
        }),
    ]) {
      exit.clear();
      guidePage(all, { before: own, attributes: { "exit-url": exit2.url } });
      await arrive(page, all.site);
      await page.guide().ready();
      await leaves(all, how);
      await onlyStartBehind(all);
    }
  },
);

forEachEngine(
  "what the page itself calls data-exit, and is no link, is pressed as before",
  async (all) => {
    guidePage(all, { before: '<div data-exit="fade"><button id="own">Knapp</button></div>' });
    await all.page.open("/t.html");
    await all.page.guide().ready();
    await all.page.tap("#own");
    await stays(all)("a press on it");
  },
  { only: ["chromium"] },
);

forEachEngine("the link tells no Referer either, if all our script is dead", async (all) => {
  const { page, exit } = all;
  const guide = await arrived(all, { headers: { "referrer-policy": "unsafe-url" } });
  const link = await guide.ask(function (n) {
    var a = parts(n, "exit")[0];
    return [a.localName, a.getAttribute("href"), a.rel];
  });
  assert.deepEqual(link.slice(0, 2), ["a", exit.url]);
  assert.match(link[2], /noreferrer/);
  assert.match(link[2], /nofollow/);
  // As a browser without our click handler follows it.
  await page.ask(function (n) {
    var a = parts(n, "exit")[0].cloneNode(true);
    delete a.dataset.exit;
    a.removeAttribute("popover");
    a.id = "bare";
    document.body.append(a);
  }, 0);
  await leaves({ page, exit }, () => page.tap("#bare"));
  assert.equal(exit.arrivals[0].referer, null);
});

forEachEngine("while the exit address does not answer, the screen is blank and says nothing", async (all) => {
  const { page, site, exit, exit2 } = all;
  // The page tells by itself: Chromium's DevTools hold every question back while a page is on its way to
  // another host.
  site.script("/tell.js", () => {
    addEventListener("click", function () {
      setTimeout(function () {
        var icons = Array.from(document.querySelectorAll("link[rel~=icon]"), function (one) {
          return one.getAttribute("href");
        });
        navigator.sendBeacon(
          "/state",
          JSON.stringify({
            title: document.title,
            words: document.documentElement.textContent.replace(document.title, "").trim(),
            elements: document.body.querySelectorAll("*").length,
            icons: icons,
          }),
        );
      }, 300);
    });
  });
  const title = "Hjälp vid våld";
  const guide = await arrived(all, {
    title,
    before: `<h1>${title}</h1>`,
    head: '<script src="/tell.js"></script>',
  });
  const frame = await page.frame();
  exit.hang();
  exit2.hang();
  await guide.exit();
  await until("the request", () => exit.arrivals.length);
  await until("a blank screen", () => isBlank(page, frame), { within: 2000 });
  const { body } = await until("the page to tell", () =>
    site.log.find(({ path, body: told }) => path === "/state" && told),
  );
  const state = JSON.parse(body);
  assert.ok(!/våld|stöd/i.test(state.title), state.title);
  // One line for a screen reader is all there is.
  const left = { title: "", words: "Sidan lämnas", elements: 1, icons: ["data:,"] };
  assert.deepEqual({ ...state, title: "" }, left);
});

forEachEngine(
  "the page is blank before the press has been dealt with: no frame later shows it",
  async (all) => {
    const { page, exit, site } = all;
    site.script("/after.js", () => {
      addEventListener("click", function () {
        queueMicrotask(function () {
          navigator.sendBeacon("/then", getComputedStyle(document.documentElement).display);
        });
      });
    });
    const guide = await arrived(all, { head: '<script src="/after.js"></script>' });
    exit.hang();
    await guide.exit();
    const { body } = await until("the page to tell", () =>
      site.log.find(({ path, body: told }) => path === "/then" && told),
    );
    assert.equal(body, "none");
  },
);

forEachEngine("after three seconds without an answer the second address is tried", async (all) => {
  const { page, exit, exit2 } = all;
  const guide = await arrived(all);
  exit.hang();
  const pressed = performance.now();
  await guide.exit();
  await until("the second address", () => exit2.arrivals.length, { within: 8000 });
  // From the press, not from the first request, which may be late on a busy machine.
  const waited = exit2.arrivals[0].at - pressed;
  assert.ok(waited > 2900 && waited < 8000, `after ${Math.round(waited)} ms`);
  assert.equal(exit2.arrivals[0].referer, null);
  await page.loaded(exit2.url);
});

forEachEngine(
  "offline the page is blank and stays so; back online it leaves",
  async (all) => {
    const { page, browser, exit } = all;
    const guide = await arrived(all);
    const offline = (on) =>
      browser.cdp("Network.emulateNetworkConditions", {
        offline: on,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    await browser.cdp("Network.enable");
    await offline(true);
    try {
      await guide.exit();
      await until("a blank screen", () => isBlank(page));
      await pause(3500);
      assert.ok(await isBlank(page), "no error page that names the address");
      assert.equal(exit.arrivals.length, 0);
    } finally {
      await offline(false);
    }
    await until("the exit address", () => exit.arrivals.length);
    await page.loaded(exit.url);
  },
  { only: ["chromium"] },
);

forEachEngine("Back while leaving, then Forward: the page stays blank and leaves again", async (all) => {
  const { engine, page, site, exit, exit2 } = all;
  const guide = await arrived(all);
  const frame = await page.frame();
  const age = await page.age();
  exit.hang();
  exit2.hang();
  await guide.exit();
  await until("the request", () => exit.arrivals.length);
  await page.back();
  await page.loaded(site.url("/start.html"));
  await page.forward();
  if (engine === "firefox") {
    // Firefox 140 does not keep a page that is being left: Forward loads it, and it can be left anew.
    await page.loaded(site.url("/t.html"));
    if ((await page.age()) !== age) await page.guide().exit();
  }
  await until("a second request", () => exit.arrivals.length > 1);
  await until("a blank screen", () => isBlank(page, frame));
  exit.hang(false);
  exit2.hang(false);
});

forEachEngine("it leaves while the program is still loading, by press and by keys", async (all) => {
  const { page, site, exit } = all;
  for (const how of [(guide) => guide.exit(), () => page.press(...SHIFT)]) {
    exit.clear();
    site.fault("/vagvisare/*.wasm", "hang");
    guidePage(all);
    await arrive(page, site);
    const guide = page.guide();
    await guide.fallback(3000);
    await leaves({ page, exit }, () => how(guide));
  }
});

// --- more than one ------------------------------------------------------------------------------------

forEachEngine("with two guides on the page, either exit leaves, and so do the keys", async (all) => {
  const { page, site, exit } = all;
  for (const how of [() => page.guide(0).exit(), () => page.guide(1).exit(), () => page.press(...SHIFT)]) {
    exit.clear();
    site.page("/t.html", html(`${element(all)}<h2>Till</h2>${element(all, { area: "9999" })}`));
    await page.open("/t.html");
    await page.guide(0).ready();
    await page.guide(1).ready();
    await leaves({ page, exit }, how);
  }
});

forEachEngine("the other tabs of the same guide leave too", async (all) => {
  const { page, site, exit, driver } = all;
  guidePage(all);
  await page.open("/t.html");
  await page.guide().ready();
  const tabs = [await driver.getWindowHandle()];
  await driver.switchTo().newWindow("tab");
  tabs.push(await driver.getWindowHandle());
  await page.open("/t.html");
  await until("the second half", () => page.ask(() => Boolean(document.querySelector("body > nav"))));
  // Which of the two is in front differs: Chromium and Firefox show the new one, WebKitGTK keeps the old one.
  const hidden = await page.ask(function () {
    return document.hidden;
  });
  const [front, behind] = hidden ? tabs : [...tabs].reverse();
  await driver.switchTo().window(front);
  await leaves({ page, exit }, () => page.guide().exit());
  await driver.switchTo().window(behind);
  await page.loaded(exit.url);
  assert.ok(!(await backList(page, site.url("/start.html"))).includes(site.url("/t.html")));
});

// --- on disk ------------------------------------------------------------------------------------------

// WebKitGTK's MiniBrowser keeps no history on disk: there, the back list above is all there is to look at.
forEachEngine(
  "the history on disk does not name the page that was left",
  async (all) => {
    const { engine, site, exit, t } = all;
    const { browser, page } = await ownBrowser(engine, t);
    guidePage(all, { title: "Hjälp vid våld" });
    await page.newTab();
    await arrive(page, site);
    const guide = page.guide();
    await guide.walk("self", "close_relationship");
    await leaves({ page, exit }, () => guide.exit());
    if (engine === "chromium") {
      const listed = await chromiumHistoryPage(browser);
      assert.ok(
        listed.some(({ url }) => url === exit.url),
        JSON.stringify(listed),
      );
      assert.deepEqual(
        listed.filter(({ url, title }) => url === site.url("/t.html") || /våld/.test(title)),
        [],
      );
    }
    await browser.close();
    const rows = await (engine === "chromium" ? chromiumHistory : firefoxHistory)(browser.profile);
    assert.ok(
      rows.some(({ url }) => url === exit.url),
      JSON.stringify(rows),
    );
    assert.deepEqual(
      rows.filter(({ title }) => /våld|stöd/i.test(title ?? "")),
      [],
      "no title tells",
    );
  },
  { only: ["chromium", "firefox"] },
);

// --- the address --------------------------------------------------------------------------------------

forEachEngine(
  "a bad exit address is not used: the default is, and a message names the attribute",
  async (all) => {
    const { page, site } = all;
    for (const bad of [
      "",
      "ftp://localhost/",
      "http://www.example.se/",
      "/inne.html",
      site.url("/x"),
      "https://",
      "javascript:alert(1)",
      "ftp://x.se/",
    ]) {
      await page.open(guidePage(all, { attributes: { "exit-url": bad } }));
      const { hrefs } = await page.guide().ready();
      assert.ok(hrefs.includes("https://www.smhi.se/"), `${bad}: ${hrefs}`);
      const said = await page.said();
      assert.ok(
        said.some(({ kind, text }) => kind === "console.warn" && text.includes("exit-url")),
        `${bad}: ${JSON.stringify(said)}`,
      );
    }
    for (const bad of ["http://www.example.se/", "skräp", site.origin]) {
      await page.open(guidePage(all, { attributes: { "exit-url-2": bad } }));
      await page.guide().ready();
      assert.ok(
        (await page.said()).some(({ text }) => text.includes("exit-url-2")),
        bad,
      );
      assert.equal(
        await page.guide().ask(function (n) {
          return parts(n, "exit")[0].dataset.exit;
        }),
        "https://sv.wikipedia.org/",
      );
    }
  },
  { only: ["chromium"] },
);

forEachEngine("without an exit address the page is left for the default ones", async (all) => {
  const { engine, page, site, guard } = all;
  site.page("/t.html", html('<vag-visare area="0184"></vag-visare>'));
  await page.open("/t.html");
  await page.guide().ready();
  guard.hang();
  await page.guide().exit();
  const wanted = engine === "webkit" ? [UNNAMED] : ["www.smhi.se", "sv.wikipedia.org"];
  await until(`${wanted} to be asked`, () => wanted.every((host) => guard.hosts().includes(host)), {
    within: 8000,
  });
  guard.hang(false);
});

// --- ways of looking ----------------------------------------------------------------------------------

forEachEngine(
  "the exit is not printed",
  async (all) => {
    const { page } = all;
    const guide = await arrived(all);
    await page.media({ print: true });
    assert.equal((await guide.screen()).exit, false);
    await page.media();
    assert.equal((await guide.screen()).exit, true);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "in forced colours the exit still has a border and words",
  async (all) => {
    const { page } = all;
    await page.media({ forced: true });
    const guide = await arrived(all);
    const [width, border, back, fore] = await guide.ask(function (n) {
      var style = getComputedStyle(parts(n, "exit")[0]);
      return [style.borderTopWidth, style.borderTopColor, style.backgroundColor, style.color];
    });
    assert.ok(parseFloat(width) >= 1);
    assert.notEqual(border, back);
    assert.notEqual(fore, back);
    await page.media();
  },
  { only: ["chromium"] },
);
