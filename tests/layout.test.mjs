// No harm to the layout: narrow screens, nothing that jumps, nothing under the exit, the host's room.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { forEachEngine } from "./harness/each.mjs";
import { ROOM } from "./harness/manual.mjs";
import { KEYS, guidePage } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** What sticks out to the right of the page, by name. */
const sticksOut = (page, n = 0) =>
  page.ask(function (n) {
    var wide = document.documentElement.clientWidth;
    var out = list(root(n).querySelectorAll("*"))
      .filter(shown)
      .filter(function (one) {
        var box = one.getBoundingClientRect();
        return box.right > wide + 0.5 || box.left < -0.5;
      })
      .map(nameOf);
    if (document.documentElement.scrollWidth > wide)
      out.push("the page scrolls to " + document.documentElement.scrollWidth + " of " + wide);
    return out;
  }, n);

async function everyState(guide, look) {
  await guide.ready();
  await look("first question");
  await guide.choose("self");
  await look("second question");
  await guide.choose("sexual");
  await guide.choose("care");
  await look("results");
  await guide.ask(function (n) {
    list(root(n).querySelectorAll("details")).forEach(function (one) {
      one.open = true;
    });
  });
  await look("results, all opened");
  await guide.openSearch();
  await look("search");
  await guide.tapOn("area");
  await until("the areas", () =>
    guide.ask(function (n) {
      return Boolean(areaSelect(n));
    }),
  );
  await look("areas");
}

// MiniBrowser's window is never narrower than 447 px: WebKit is asked at that width.
for (const lang of ["sv", "en"]) {
  forEachEngine(`at 320 px nothing scrolls sideways (${lang})`, async (all) => {
    const { engine, page } = all;
    for (const area of ["0184", "9999"]) {
      await page.viewport(320, 640);
      await page.open(guidePage(all, { lang, attributes: { area } }));
      const [width] = await page.ask(function () {
        return [innerWidth];
      });
      assert.ok(width <= (engine === "chromium" ? 320 : 500), `${engine} shows ${width} px`);
      const found = [];
      await everyState(page.guide(), async (state) =>
        found.push(...(await sticksOut(page)).map((one) => `${state}: ${one}`)),
      );
      assert.deepEqual(found, []);
    }
  });
}

forEachEngine(
  "at 320 px the fallback and the panel do not scroll sideways",
  async (all) => {
    const { page, site } = all;
    await page.viewport(320, 640);
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await page.guide().tapOn("open-button");
    await page.guide().ready();
    assert.deepEqual(await sticksOut(page), []);
    site.fault("/vagvisare/*.wasm", "missing");
    await page.open(guidePage(all));
    await until("the end of the start", async () => (await page.events()).length > 0);
    assert.deepEqual(await sticksOut(page), []);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "text at twice its size still fits",
  async (all) => {
    const { page } = all;
    await page.viewport(640, 900);
    await page.browser.cdp("Emulation.setDeviceMetricsOverride", {
      width: 320,
      height: 450,
      deviceScaleFactor: 2,
      mobile: false,
    });
    await page.open(guidePage(all, { attributes: { area: "9999" } }));
    const found = [];
    await everyState(page.guide(), async (state) =>
      found.push(...(await sticksOut(page)).map((one) => `${state}: ${one}`)),
    );
    assert.deepEqual(found, []);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "nothing on the page jumps when the guide comes, or the panel's button",
  async (all) => {
    const { page } = all;
    const moved = [];
    const panel = { attributes: { mode: "panel" } };
    const children = '<p><a href="tel:112">112</a></p>';
    for (const [width, rest] of [
      ...[320, 360, 412, 480, 600, 768, 1024, 1280].map((width) => [width, {}]),
      ...["en", "fi", "ar", "uk"].map((lang) => [360, { lang }]),
      [320, { attributes: { children } }],
      [1280, { attributes: { area: "9999", children } }],
      [320, panel],
      [1280, panel],
    ]) {
      await page.viewport(width, 800);
      await page.open(guidePage(all, { after: "<p>Stycke efter</p>".repeat(20), ...rest }));
      await until("the guide or its button", () =>
        page.guide().ask(function (n) {
          return parts(n, "choice").length || parts(n, "open-button").length;
        }),
      );
      await page.askLater(function () {
        return new Promise(function (done) {
          requestAnimationFrame(function () {
            requestAnimationFrame(done);
          });
        });
      });
      moved.push(
        `${width} px ${JSON.stringify(rest)}: ${await page.ask(function () {
          return __test.shift;
        })}`,
      );
    }
    assert.deepEqual(
      // The loader speaks Swedish and English: in others the exit's own words, in their corner, change once.
      moved.filter((one) => !one.endsWith(": 0") && !(/"(fi|ar|uk)"/.test(one) && /: 0\.00/.test(one))),
      [],
    );
  },
  { only: ["chromium"] },
);

test("the room that a page keeps for the guide is what the guide itself keeps", () => {
  const [, kept] = read("src/loader/style.js").match(/:host>div{min-height:([^}]+)}/);
  for (const sheet of [ROOM, read("www/site/site.css")])
    assert.ok(sheet.replace(/,\s+/g, ",").includes(`min-height: ${kept};`), sheet);
});

forEachEngine(
  "nor when the script comes long after the page, if the page keeps the guide's room",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/vagvisare.js", "late");
    site.page("/with.css", ROOM);
    site.page("/without.css", "");
    const shifts = {};
    for (const name of ["with", "without"]) {
      const head = `<link rel="stylesheet" href="/${name}.css"><script async src="/vagvisare/vagvisare.js"></script>`;
      const attributes = { children: '<p><a href="tel:112">112</a></p>' };
      await page.viewport(412, 800);
      await page.open(
        guidePage(all, { attributes, head, loader: false, after: "<p>Stycke efter</p>".repeat(20) }),
      );
      await page.guide().ready();
      shifts[name] = await page.ask(function () {
        return __test.shift;
      });
    }
    assert.equal(shifts.with, 0);
    assert.ok(shifts.without > 0, "without the room it would be seen");
  },
  { only: ["chromium"] },
);

forEachEngine(
  "answering moves nothing but the answer",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all));
    await page.guide().walk("self", "close_relationship", "talk");
    // What shifts within half a second of a press is the answer to it and does not count.
    assert.ok(
      (await page.ask(function () {
        return __test.shift;
      })) < 0.01,
    );
  },
  { only: ["chromium"] },
);

/** What has the focus, and what of it lies beneath 112 or the exit, or off the screen. */
const beneath = (page) =>
  page.ask(function () {
    var at = focused();
    if (!at || at === document.body || at.closest(".exit, dialog > button") || at.matches("dialog")) return null;
    var box = at.getBoundingClientRect();
    var overlaps = function (other) {
      var its = other.getBoundingClientRect();
      return (
        !contains(other, at) &&
        box.left < its.right - 1 &&
        box.right > its.left + 1 &&
        box.top < its.bottom - 1 &&
        box.bottom > its.top + 1
      );
    };
    var over = parts(0, "exit").concat(parts(0, "emergency")).filter(shown).filter(overlaps).map(nameOf);
    if (box.bottom > innerHeight + 1 || box.top < -1) over.push("the edge of the screen");
    return { at: nameOf(at) + " " + text(at).slice(0, 30), over: over };
  });

for (const [mode, lang, width, height] of [
  ["inline", "sv", 320, 568],
  ["inline", "ar", 320, 568],
  ["inline", "sv", 1280, 900],
  ["panel", "sv", 320, 568],
  ["panel", "ar", 450, 600],
]) {
  forEachEngine(
    `nothing of ours lies over what has focus, forwards and backwards: ${mode}, ${lang}, ${width} × ${height}`,
    async (all) => {
      const { page } = all;
      await page.viewport(width, height);
      const after = '<p>Sist</p><a id="last" href="/away.html">slut</a>';
      await page.open(guidePage(all, { attributes: { lang, mode }, after }));
      const guide = page.guide();
      if (mode === "panel") await guide.tapOn("open-button");
      await guide.walk("self", "sexual", "care");
      const hidden = [];
      for (const keys of [[KEYS.TAB], [KEYS.SHIFT, KEYS.TAB]]) {
        if (mode === "inline" && keys.length > 1) await page.focus("#last");
        for (let i = 0; i < 60; i += 1) {
          await (keys.length > 1 ? page.chord(...keys) : page.press(...keys));
          const found = await beneath(page);
          if (found?.over.length) hidden.push(`${keys.length > 1 ? "back to " : ""}${found.at}: ${found.over}`);
        }
      }
      assert.deepEqual(hidden, []);
    },
  );
}

forEachEngine(
  "the end of the page can be scrolled clear of the exit",
  async (all) => {
    const { page } = all;
    await page.viewport(320, 568);
    await page.open(
      guidePage(all, {
        after: '<p id="last">Sist på sidan, med ord hela vägen ut till kanten på sidan.</p>',
      }),
    );
    await page.guide().ready();
    const clear = await page.ask(function () {
      scrollTo(0, document.documentElement.scrollHeight);
      var last = document.getElementById("last").getBoundingClientRect();
      return last.bottom <= parts(0, "exit").filter(shown)[0].getBoundingClientRect().top;
    });
    assert.ok(clear);
  },
  { only: ["chromium"] },
);

// The second line has two rows of words.
for (const [lang, width, under] of [
  ["sv", 480, 6],
  ["ar", 320, 56],
]) {
  forEachEngine(
    `the heading that takes the focus never lies beneath the emergency line (${lang}, ${width} px)`,
    async (all) => {
      const { page } = all;
      await page.viewport(width, 700);
      await page.open(guidePage(all, { attributes: { lang } }));
      const guide = page.guide();
      await guide.walk("self");
      const before = await guide.ask(function (n, under) {
        var heading = root(n).querySelector(".landing");
        scrollBy({ top: heading.getBoundingClientRect().top - under, behavior: "instant" });
        click(n, "choice");
        return [text(heading), heading.getBoundingClientRect().top];
      }, under);
      const lies = () =>
        guide.ask(function (n) {
          var top = root(n).querySelector(".landing").getBoundingClientRect().top;
          return [text(focused()), top - parts(n, "emergency")[0].getBoundingClientRect().bottom];
        });
      await until("the next question", async () => (await lies())[0] !== before[0]);
      assert.ok((await lies())[1] >= 0, `${before}: ${await lies()}`);
    },
    { only: ["chromium"] },
  );
}

forEachEngine(
  "the emergency line stays in sight however far one scrolls",
  async (all) => {
    const { page } = all;
    await page.viewport(360, 640);
    await page.open(guidePage(all, { attributes: { area: "9999" } }));
    const guide = page.guide();
    await guide.walk("self", "close_relationship", "talk");
    const inSight = await guide.ask(function (n) {
      var cards = parts(n, "card");
      return [0, Math.floor(cards.length / 2), cards.length - 1].map(function (i) {
        cards[i].scrollIntoView({ block: "center", behavior: "instant" });
        var box = parts(n, "emergency").filter(shown)[0].getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
      });
    });
    assert.deepEqual(inSight, [true, true, true]);
  },
  { only: ["chromium"] },
);
