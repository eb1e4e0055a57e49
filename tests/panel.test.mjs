// The panel: a button on an ordinary page that opens the guide over it, and leaves nothing of it.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { SHIFT, onlyStartBehind, stays } from "./harness/exit.mjs";
import { KEYS, arrive, guidePage, leaves } from "./harness/page.mjs";
import { never, pause, until } from "./harness/poll.mjs";

forEachEngine(
  "the panel opens over an ordinary page and leaves address, title and history as they were",
  async (all) => {
    const { page, site, exit } = all;
    guidePage(all, { title: "Kommunen", attributes: { mode: "panel" } });
    await arrive(page, site);
    const guide = page.guide();
    const look = () =>
      page.ask(function () {
        return [location.href, document.title, history.length];
      });
    const before = await look();
    const closed = await until("the button", () =>
      guide.ask(function (n) {
        return parts(n, "open-button").some(shown) && root(n).innerHTML;
      }),
    );
    assert.ok(!/våld/i.test(closed), "a neutral button");
    const outside = await page.ask(function () {
      return document.body.cloneNode(true).outerHTML;
    });
    await guide.tapOn("open-button");
    const screen = await guide.ready();
    assert.ok(screen.emergency && screen.exit);
    assert.deepEqual(await look(), before);
    await guide.walk("self", "close_relationship", "talk");
    assert.deepEqual(await look(), before);
    await page.press(KEYS.ESCAPE);
    await until(
      "the panel to close, leaving nothing",
      async () =>
        (await guide.ask(function (n) {
          return root(n).innerHTML;
        })) === closed,
    );
    assert.equal(
      await page.ask(function () {
        return document.body.cloneNode(true).outerHTML;
      }),
      outside,
    );
    await until("focus to be back on the button", () =>
      page.ask(function () {
        return Boolean(focused()) && focused().getAttribute("part") === "open-button";
      }),
    );
    assert.deepEqual(await look(), before);
    await guide.tapOn("open-button");
    await guide.ready();
    await leaves({ page, exit }, () => guide.exit());
    await onlyStartBehind(all);
  },
);

/** The button's words and language. */
const button = (page) =>
  page.ask(function () {
    var one = parts(0, "open-button").filter(shown)[0];
    return one ? [one.textContent, one.lang] : null;
  });

forEachEngine("the button and the panel are named in the page's language, whichever it is", async (all) => {
  const { page } = all;
  for (const [lang, words] of [
    ["fi", "Tuki ja yhteystiedot"],
    ["ar", "دعم واتصال"],
  ]) {
    await page.open(guidePage(all, { lang, attributes: { mode: "panel" } }));
    await until(`${lang}: the button`, async () => {
      const named = await button(page);
      return named && named[0] === words && named[1] === lang;
    });
    const preloads = await page.ask(() => document.querySelectorAll("link[rel=modulepreload]").length);
    assert.equal(preloads, 0, "nothing of ours is left in the page's head");
    await page.guide().tapOn("open-button");
    await page.guide().ready();
    const label = () => page.ask(() => parts(0, "panel")[0].getAttribute("aria-label"));
    assert.equal(await label(), words);
    await page.guide().pick("language", "en");
    await until("the panel to be named in English", async () => (await label()) === "Support and contact");
  }
});

forEachEngine(
  "a panel's own label is kept, and asks for nothing; without the language's file the button is Swedish",
  async (all) => {
    const { page, site } = all;
    await page.open(guidePage(all, { lang: "fi", attributes: { mode: "panel", label: "Apua" } }));
    await until("the button", async () => (await button(page))?.[0] === "Apua");
    await pause(500);
    assert.equal((await button(page))[0], "Apua");
    assert.deepEqual(site.asked("/vagvisare/guide/*"), []);
    site.fault("/vagvisare/guide/fi.json", "missing");
    await page.open(guidePage(all, { lang: "fi", attributes: { mode: "panel" } }));
    await until("the webmaster to be told", async () =>
      (await page.said()).some(({ text }) => text.includes("/guide/fi.json: status 404")),
    );
    assert.deepEqual(await button(page), ["Stöd och kontakt", ""]);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "what closes the panel speaks the guide's language",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { attributes: { mode: "panel", lang: "fi" } }));
    const guide = page.guide();
    await guide.tapOn("open-button");
    await guide.ready();
    const closes = () =>
      page.ask(function () {
        var button = root(0).querySelector("dialog > button");
        return [button.textContent, button.lang];
      });
    assert.deepEqual(await closes(), ["Sulje", "fi"]);
    await guide.pick("language", "ar");
    await until("Arabic", async () => (await closes())[1] === "ar");
    assert.equal((await closes())[0], "إغلاق");
  },
  { only: ["chromium"] },
);

forEachEngine("three Shifts leave from inside the panel", async (all) => {
  const { page, exit } = all;
  await page.open(guidePage(all, { attributes: { mode: "panel" } }));
  await page.guide().tapOn("open-button");
  await page.guide().ready();
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

forEachEngine(
  "a closed panel does not listen: an ordinary page has its Shift and Esc to itself",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await until("the button", () =>
      page.guide().ask(function (n) {
        return parts(n, "open-button").some(shown);
      }),
    );
    await page.press(...SHIFT);
    await stays(all)("Shift");
  },
  { only: ["chromium"] },
);

forEachEngine("the panel asks for nothing before it is opened", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all, { attributes: { mode: "panel" } }));
  await until("the button", () =>
    page.guide().ask(function (n) {
      return parts(n, "open-button").some(shown);
    }),
  );
  await never("a request", () => site.asked("/vagvisare/**").length > 1, { during: 400 });
});

forEachEngine(
  "the panel fills a phone",
  async (all) => {
    const { page } = all;
    await page.viewport(360, 640);
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await page.guide().tapOn("open-button");
    await page.guide().ready();
    const box = await page.guide().ask(function (n) {
      var box = parts(n, "panel")[0].getBoundingClientRect();
      return [box.left, box.top, box.width, box.height].map(Math.round);
    });
    assert.deepEqual(box, [0, 0, 360, 640]);
  },
  { only: ["chromium"] },
);
