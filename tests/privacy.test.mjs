// No trace of ours: nothing kept, nobody else asked, no request that follows from an answer, the address
// untouched.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { NOTHING, stored, tabHistory } from "./harness/oracles.mjs";
import { arrive, guidePage } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";

/** Uses all of the guide that asks for no new file. */
async function useItAll(page) {
  const guide = page.guide();
  await guide.walk("self", "close_relationship", "talk");
  await guide.tapPart("back");
  await guide.choose("safe_place");
  await guide.openSearch();
  await page.press(..."bris");
  await until("a hit", async () => (await guide.screen()).cards.includes("se.bris"));
  await guide.tapPart("back");
}

forEachEngine("nothing is stored in the browser, from the first question to the last card", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all));
  await useItAll(page);
  assert.deepEqual(await stored(page), NOTHING);
  assert.deepEqual(
    site.log.filter(({ headers }) => headers.cookie),
    [],
  );
});

forEachEngine("no other host is asked for anything", async (all) => {
  const { page, guard } = all;
  await page.open(guidePage(all));
  await useItAll(page);
  assert.deepEqual(guard.hosts(), []);
});

forEachEngine("no request depends on an answer: everything is there before the first one", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all));
  await page.guide().ready();
  const before = site.asked().length;
  await useItAll(page);
  assert.deepEqual(site.asked().slice(before), []);
});

forEachEngine("another language asks for that file alone, another area for its layers alone", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all));
  const guide = page.guide();
  await guide.ready();
  await until("the pages to read", () => site.asked("/vagvisare/guide/pages-sv.json").length);
  let before = site.asked().length;
  await guide.pick("language", "en");
  await until("English", async () => (await guide.screen()).lang === "en");
  // Its words, and its pages to read, whether they are read or not.
  const words = ["en", "pages-en"].map((name) => `/vagvisare/guide/${name}.json`);
  await until("both files", () => site.asked().length === before + 2);
  assert.deepEqual(site.asked().slice(before).toSorted(), words);
  before = site.asked().length;
  await guide.tapOn("area");
  await guide.pick("area", "0126");
  await until("the other area", async () =>
    (
      await guide.ask(function (n) {
        return text(areaBlock(n));
      })
    ).includes("Huddinge"),
  );
  const layers = ["0126", "01", "se", "areas"].map((name) => `/vagvisare/contacts/${name}.json`);
  const asked = site.asked().slice(before);
  assert.ok(asked.length && asked.every((path) => layers.includes(path)), String(asked));
});

forEachEngine("the address, the title and the history are what they were", async (all) => {
  const { engine, page, site, browser } = all;
  guidePage(all, { title: "Kommunen" });
  await arrive(page, site);
  const look = () =>
    page.ask(function () {
      return [location.href, document.title, history.length, history.state];
    });
  const before = await look();
  await useItAll(page);
  assert.deepEqual(await look(), before);
  assert.equal(before[1], "Kommunen");
  if (engine === "chromium") {
    assert.deepEqual((await tabHistory(browser)).urls, [site.url("/start.html"), site.url("/t.html")]);
  }
  await page.back();
  await page.loaded(site.url("/start.html"));
});

forEachEngine(
  "the files have neutral names, and asking for data does not tell which page it was for",
  async (all) => {
    const { page, site } = all;
    await page.open(guidePage(all));
    await useItAll(page);
    const files = site.log.filter(({ path }) => path.startsWith("/vagvisare/"));
    assert.ok(files.length >= 8, `${files.length} files`);
    for (const { path, headers, url } of files) {
      assert.match(
        path,
        /^\/vagvisare\/(vagvisare\.js|p-[\w-]+\.(js|wasm)|contacts\/\w+\.json|guide\/[\w-]+\.json)$/,
      );
      assert.ok(!url.includes("?"), url);
      // The page's own tag follows the page's own policy; what it asks for says nothing.
      if (!path.endsWith("/vagvisare.js"))
        assert.equal(headers.referer, undefined, `${path} was told ${headers.referer}`);
    }
  },
);

forEachEngine(
  "the page is told that the guide is ready, and nothing of what the visitor answers",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all));
    await useItAll(page);
    assert.deepEqual(await page.events(), [{ type: "vagvisare-ready", detail: null }]);
    const attributes = await page.ask(function () {
      return list(host(0).attributes)
        .map(function (one) {
          return one.name;
        })
        .concat(
          list(document.documentElement.attributes).map(function (one) {
            return one.name;
          }),
        );
    });
    assert.deepEqual(
      attributes.filter((name) => !["area", "exit-url", "exit-url-2", "lang", "style"].includes(name)),
      [],
    );
  },
);

forEachEngine(
  "the search field is never offered what was typed before",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all));
    const guide = page.guide();
    await guide.ready();
    await guide.openSearch();
    const field = await page.ask(function () {
      var field = focused();
      return [field.autocomplete, field.name, field.id];
    });
    assert.deepEqual(field, ["off", "", ""]);
  },
  { only: ["chromium"] },
);
