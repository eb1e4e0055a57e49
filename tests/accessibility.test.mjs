// Everyone: no finding of axe in any state, and the whole guide by keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { forEachEngine } from "./harness/each.mjs";
import { KEYS, guidePage } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** axe's findings, as lines. */
async function findings(page) {
  if (
    !(await page.ask(function () {
      return Boolean(window.axe);
    }))
  )
    await page.driver.executeScript(`${AXE}`);
  return page.askLater(function (rules) {
    return axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then(function (result) {
      var lines = [];
      result.violations.forEach(function (one) {
        one.nodes.forEach(function (node) {
          lines.push(
            one.id + ": " + node.target.flat().join(" ") + " – " + node.failureSummary.replace(/\s+/g, " "),
          );
        });
      });
      // What the exit or the emergency line lies over at this moment can be scrolled clear: see
      // layout.test.mjs.
      return lines.filter(function (line) {
        return line.indexOf("partially obscured") < 0;
      });
    });
  }, RULES);
}

/** Every state that a visitor can come to, one after the other on one page. */
async function* states(page) {
  const guide = page.guide();
  yield "first question";
  await guide.choose("self");
  yield "second question";
  await guide.choose("unsure");
  yield "self-check";
  await guide.tapPart("back");
  await guide.choose("sexual");
  await guide.choose("care");
  yield "results";
  await guide.ask(function (n) {
    list(root(n).querySelectorAll("details")).forEach(function (one) {
      one.open = true;
    });
  });
  yield "results, all opened";
  await guide.openSearch();
  await page.press(..."bris");
  await until("a hit", async () => (await guide.screen()).cards.includes("se.bris"));
  yield "search";
  await page.press(..."xyzxyz");
  // Whoever finds nothing is led to somebody all the same.
  await until("no hit", async () => (await guide.screen()).cards.length === 3);
  yield "search without a hit";
  await guide.tapPart("back", { changes: false });
  await page.tapOn("a page to read", function () {
    return root(0).querySelector("[data-page]");
  });
  await until("the page", () =>
    guide.ask(function (n) {
      return Boolean(root(n).querySelector(".page"));
    }),
  );
  yield "page to read";
  await guide.tapPart("back", { changes: false });
  await guide.ready();
  await guide.tapOn("area");
  await until("the areas", () =>
    guide.ask(function (n) {
      return Boolean(areaSelect(n));
    }),
  );
  yield "areas";
}

for (const lang of ["sv", "sv-simple", "en", "fi", "ar", "fa", "so", "ti", "pl", "uk", "es"]) {
  for (const theme of ["light", "dark"]) {
    for (const mode of ["inline", "panel"]) {
      forEachEngine(
        `axe finds nothing in any state: ${lang}, ${theme}, ${mode}`,
        async (all) => {
          const { page } = all;
          await page.media({ theme });
          await page.open(
            guidePage(all, {
              lang,
              attributes: { area: "9999", mode },
              before: "<main><h1>Stöd och hjälp</h1>",
              after: "</main>",
            }),
          );
          const found = [];
          if (mode === "panel") {
            await until("the button", () =>
              page.guide().ask(function (n) {
                return parts(n, "open-button").some(shown);
              }),
            );
            found.push(...(await findings(page)).map((line) => `closed – ${line}`));
            await page.guide().tapOn("open-button");
          }
          await page.guide().ready();
          for await (const state of states(page))
            found.push(...(await findings(page)).map((line) => `${state} – ${line}`));
          assert.deepEqual(found, []);
          await page.media();
        },
        { only: ["chromium"], timeout: 180_000 },
      );
    }
  }
}

forEachEngine(
  "axe finds nothing in the fallback, nor in forced colours",
  async (all) => {
    const { page, site } = all;
    const frame = { before: "<main><h1>Stöd och hjälp</h1>", after: "</main>" };
    site.fault("/vagvisare/*.wasm", "missing");
    await page.open(guidePage(all, frame));
    await until("the end of the start", async () => (await page.events()).length > 0);
    assert.deepEqual(await findings(page), []);
    await page.media({ forced: true });
    assert.deepEqual(await findings(page), []);
    await page.media();
  },
  { only: ["chromium"] },
);

/** Pages as councils have them: `light` has no dark version, `dark` is dark without telling the browser. */
const GROUNDS = {
  light: "",
  dark: "body { background: #12181b; color: #eef2f3 } main a { color: inherit }",
  // With its ground named, for axe takes an unnamed one for white.
  both: ":root { color-scheme: light dark } body { background: Canvas }",
};
const OWN = '<p>Ring <a href="tel:112">112</a> när det är bråttom.</p>';

for (const [ground, css] of Object.entries(GROUNDS)) {
  forEachEngine(
    `the numbers can be read before the program on a page that is ${ground}, whatever the visitor's setting`,
    async (all) => {
      const { page, site } = all;
      site.fault("/vagvisare/*.wasm", "missing");
      site.page("/ground.css", css);
      const head = '<link rel="stylesheet" href="/ground.css">';
      const found = [];
      for (const theme of ["light", "dark"]) {
        await page.media({ theme });
        for (const children of ["", OWN]) {
          for (const mode of ["inline", "panel"]) {
            const frame = { before: "<main><h1>Stöd och hjälp</h1>", after: "</main>" };
            await page.open(guidePage(all, { ...frame, head, attributes: { area: "9999", mode, children } }));
            if (mode === "panel") await page.guide().tapOn("open-button");
            await until("the end of the start", async () => (await page.events()).length > 0);
            found.push(
              ...(await findings(page)).map((line) => `${theme} ${mode} ${children && "own "}– ${line}`),
            );
          }
        }
      }
      await page.media();
      assert.deepEqual(found, []);
    },
    { only: ["chromium"] },
  );
}

for (const path of [
  "/index.html",
  "/stod.html",
  "/solna.html",
  "/tva.html",
  "/manual/index.html",
  "/manual/webbansvarig.html",
  "/manual/redaktor.html",
  "/manual/sitevision.html",
  "/manual/optimizely.html",
  "/manual/wordpress.html",
  "/manual/drupal.html",
  "/manual/ramverk.html",
  "/manual/servrar.html",
  "/manual/tillganglighet.html",
  "/manual/utseende.html",
  "/manual/utskrift.html",
  "/404.html",
]) {
  forEachEngine(
    `axe finds nothing on ${path}`,
    async (all) => {
      const { page } = all;
      await page.open(path);
      const guided = await page.ask(function () {
        return document.querySelectorAll("vag-visare:not([mode=panel])").length;
      });
      for (let n = 0; n < guided; n += 1) {
        // One far down the page starts when one comes to it.
        await page.guide(n).ask((n) => host(n).scrollIntoView());
        await page.guide(n).ready();
      }
      assert.deepEqual(await findings(page), []);
    },
    { only: ["chromium"] },
  );
}

/** What has focus, and whether a person sees that it has. */
const focus = (page) =>
  page.ask(function () {
    var at = focused();
    if (!at || at === document.body) return null;
    var style = getComputedStyle(at);
    var box = at.getBoundingClientRect();
    return {
      part: at.getAttribute("part"),
      choice: at.dataset.choice || null,
      name: at.localName,
      text: text(at).slice(0, 60),
      seen:
        (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
      href: at.getAttribute("href"),
      height: Math.round(box.height),
    };
  });

/** Presses Tab until `wanted` has focus. */
async function tabTo(page, what, wanted, { most = 60, backwards = false } = {}) {
  for (let i = 0; i < most; i += 1) {
    if (backwards) await page.chord(KEYS.SHIFT, KEYS.TAB);
    else await page.press(KEYS.TAB);
    const at = await focus(page);
    if (at && wanted(at)) {
      if (at.name === "button" || at.name === "a")
        assert.ok(at.seen, `${what} shows that it has focus: ${JSON.stringify(at)}`);
      return at;
    }
  }
  throw new Error(`${what} cannot be reached with Tab; at ${JSON.stringify(await focus(page))}`);
}

forEachEngine("the whole way from the first question to a number, by keyboard alone", async (all) => {
  const { page } = all;
  await page.open(guidePage(all));
  const guide = page.guide();
  let screen = await guide.ready();
  for (const [choice, key] of [
    ["self", KEYS.ENTER],
    ["close_relationship", KEYS.SPACE],
    ["talk", KEYS.ENTER],
  ]) {
    await tabTo(page, choice, (at) => at.choice === choice);
    await page.press(key);
    screen = await guide.changed(screen, `${choice} by key`);
    // The new screen's heading has focus: a screen reader reads it, and the next Tab goes on from there.
    await until("the heading to have focus", async () => /^h\d$/.test((await focus(page))?.name ?? ""));
  }
  assert.ok(screen.cards.length);
  const number = await tabTo(page, "a number", (at) => at.part === "channel" && at.href.startsWith("tel:"));
  assert.ok(number.height >= 44, `${number.height} px to press`);
  await tabTo(page, "Back", (at) => at.part === "back", { backwards: true });
  await page.press(KEYS.ENTER);
  screen = await guide.changed(screen, "Back by key");
  assert.ok(screen.choices.includes("talk"));
  await tabTo(page, "search", (at) => at.part === "search");
  await page.press(KEYS.ENTER);
  await until("the field to have focus", async () => (await focus(page))?.name === "input");
});

forEachEngine(
  "everything to press is at least 44 px high, or a line in running text",
  async (all) => {
    const { page } = all;
    await page.viewport(320, 640);
    await page.open(guidePage(all, { attributes: { area: "9999" } }));
    await page.guide().ready();
    const small = [];
    for await (const state of states(page)) {
      const found = await page.guide().ask(function (n) {
        return list(root(n).querySelectorAll("button, a[href], select, input, summary"))
          .filter(shown)
          .map(function (one) {
            var box = one.getBoundingClientRect();
            var inText = getComputedStyle(one).display === "inline";
            return [
              one.getAttribute("part") || one.localName,
              text(one).slice(0, 30),
              Math.round(box.width),
              Math.round(box.height),
              inText,
            ];
          })
          .filter(function (one) {
            return !one[4] && (one[3] < 44 || one[2] < 24);
          });
      });
      small.push(...found.map((one) => `${state}: ${one}`));
    }
    assert.deepEqual([...new Set(small)], []);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "what has changed is said: hits, language, area",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all));
    const guide = page.guide();
    await guide.ready();
    const spoken = () =>
      guide.ask(function (n) {
        return list(root(n).querySelectorAll("[role=status], [aria-live]"))
          .map(text)
          .filter(Boolean)
          .join(" | ");
      });
    await guide.openSearch();
    await page.press(..."bris");
    await until("the hits to be said", async () => /\d/.test(await spoken()));
  },
  { only: ["chromium"] },
);

forEachEngine(
  "an area or a language that cannot be had is told where it was chosen, and said",
  async (all) => {
    const { page, site } = all;
    await page.viewport(360, 640);
    await page.open(guidePage(all));
    const guide = page.guide();
    await guide.ready();
    await guide.tapOn("area");
    await until("the list", () => page.ask(() => Boolean(areaSelect(0))));
    for (const [folder, what, value, words] of [
      ["contacts", "area", "0126", "Området gick inte att hämta."],
      ["guide", "language", "fi", "Språket gick inte att hämta."],
    ]) {
      site.fault(`/vagvisare/${folder}/*`, "missing");
      await guide.pick(what, value);
      const told = () =>
        guide.ask(function (n, words) {
          var is = function (one) {
            return text(one) === words;
          };
          var notice = list(root(n).querySelectorAll(".notices p")).find(is);
          var box = notice && notice.getBoundingClientRect();
          var inSight = box && box.top >= 0 && box.bottom <= innerHeight;
          return inSight && list(root(n).querySelectorAll("[role=status]")).some(is);
        }, words);
      await until(words, told);
    }
  },
  { only: ["chromium"] },
);

// Names of organizations stay as they are.
forEachEngine(
  "every word is marked with its language",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { lang: "en", attributes: { area: "0184" } }));
    const guide = page.guide();
    await guide.walk("self", "close_relationship", "talk");
    const wrong = await guide.ask(function (n) {
      var found = [];
      var walk = document.createTreeWalker(root(n), NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        var words = walk.currentNode.data;
        var at = walk.currentNode.parentElement.closest("[lang]");
        if (
          /[åäö]/i.test(words) &&
          at &&
          at.getAttribute("lang") === "en" &&
          words.split(" ").length > 4 &&
          !/^Run by /.test(words)
        )
          found.push(words);
      }
      return found;
    });
    assert.deepEqual(wrong, []);
  },
  { only: ["chromium"] },
);
