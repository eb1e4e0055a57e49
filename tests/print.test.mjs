// Cards and posters on paper: one page with every number that was chosen, and none that is not the public's.
// Looked at as the PDF that Chromium's print makes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { forEachEngine } from "./harness/each.mjs";
import { consoleLines } from "./harness/oracles.mjs";
import { readPdf } from "./harness/pdf.mjs";
import { until } from "./harness/poll.mjs";
import { WWW } from "./harness/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "/manual/utskrift.html";
const CHROMIUM = { only: ["chromium"] };
const layer = (code) => JSON.parse(readFileSync(join(WWW, `contacts/${code}.json`), "utf8"));

/** Numbers as written of the services that `test` takes, of the area's files. */
function numbers(area, test) {
  const services = [area, area.slice(0, 2), "se"].flatMap((code) => layer(code).services);
  const channels = services.filter(test).flatMap((service) => service.channels);
  return channels.filter(({ type }) => type === "phone").map(({ display }) => display);
}

/** What everybody gets without choosing, in the order of the paper. */
const WANTED = {
  "0184": ["112", "114 14", "08-746 10 00", "020-50 50 50", "116 111", "020-80 80 80", "020-555 666"],
  9999: ["112", "114 14", "08-465 004 01", "020-50 50 50", "116 111", "020-80 80 80", "020-555 666"],
};

/** Chooses as a person does, and waits for the sheet. */
async function choose(page, { area, kind, lang }) {
  const pick = (selector) =>
    page.ask(function (selector) {
      var one = document.querySelector(selector);
      if (one.localName === "option") one.selected = true;
      else one.checked = true;
      (one.closest("select") || one).dispatchEvent(new Event("change", { bubbles: true }));
    }, selector);
  await until("the areas", () =>
    page.ask(function () {
      return document.querySelectorAll("#omrade option").length > 20 && document.querySelector(".sheet");
    }),
  );
  if (area) {
    await pick(`#omrade option[value="${area}"]`);
    const centre = WANTED[area][2];
    await until("the area's own number", () =>
      page.ask(function (centre) {
        return document.querySelector("#ark").textContent.includes(centre);
      }, centre),
    );
  }
  if (kind) await pick(`#${kind}`);
  if (lang) await pick(`#sprak-${lang}`);
  const sheet = kind === "affisch" ? `.poster[lang="${lang ?? "sv"}"]` : ".cards";
  await until("the sheet", () =>
    page.ask(function (sheet) {
      return Boolean(document.querySelector(sheet));
    }, sheet),
  );
}

/** The printed sheet, as people print it: without backgrounds, with the page's own margins. */
async function pdf({ browser }) {
  const { data } = await browser.cdp("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
  const { pages, text } = readPdf(Buffer.from(data, "base64"));
  return { pages, text: text.replace(/\s+/g, " ") };
}

/** Boxes of the sheet whose words do not fit. */
const spilt = (page) =>
  page.ask(function () {
    return list(document.querySelectorAll(".sheet, .page, .poster .main, .strip li, .front")).filter(
      function (one) {
        return one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
      },
    ).length;
  });

for (const area of Object.keys(WANTED)) {
  for (const [kind, lang] of [
    ["kort", "sv"],
    ["affisch", "sv"],
    ["affisch", "en"],
    ["affisch", "ar"],
  ]) {
    forEachEngine(
      `print: ${kind} for ${area} in ${lang} is one page with every number and no staff line`,
      async (all) => {
        const { page } = all;
        await page.open(PAGE);
        await choose(page, { area, kind, lang });
        const { pages, text } = await pdf(all);
        assert.equal(pages, 1);
        for (const number of WANTED[area]) assert.ok(text.includes(number), `${number} in ${text}`);
        const staff = numbers(area, ({ audience }) => audience.every((one) => one === "staff"));
        assert.ok(staff.length);
        for (const number of staff) assert.ok(!text.includes(number), number);
        assert.ok(!/Alla handböcker|Skriv ut/.test(text), "only the sheet is printed");
        assert.equal(await spilt(page), 0, "boxes whose words do not fit");
        assert.deepEqual(await consoleLines(page), []);
      },
      CHROMIUM,
    );
  }
}

forEachEngine(
  "print: every number on the Arabic poster reads from left to right, in the small print too",
  async (all) => {
    const { page } = all;
    await page.open(PAGE);
    await choose(page, { area: "9999", kind: "affisch", lang: "ar" });
    const seen = await page.ask(function () {
      var sheet = document.querySelector(".sheet");
      var walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
      var numbers = [];
      while (walker.nextNode()) {
        var node = walker.currentNode;
        if (node.parentElement.closest(".strips")) continue;
        node.data.replace(/\d[\d -]*\d/g, function (number, start) {
          var letters = list(number).map(function (letter, n) {
            var range = document.createRange();
            range.setStart(node, start + n);
            range.setEnd(node, start + n + 1);
            return [range.getBoundingClientRect().left, letter];
          });
          letters.sort(function (one, other) {
            return one[0] - other[0];
          });
          var shown = letters.map(function (letter) {
            return letter[1];
          });
          numbers.push([number, shown.join("")]);
        });
      }
      return numbers;
    });
    assert.ok(seen.filter(([number]) => number === "08-465 004 01").length === 2, JSON.stringify(seen));
    for (const [number, shown] of seen) assert.equal(shown, number);
    const sheet = await page.ask(function () {
      return text(document.querySelector(".sheet .rows"));
    });
    assert.ok(
      sheet.includes("من 07:00 إلى 21:00"),
      "hours in words: a reader from the right meets 21:00 first",
    );
  },
  CHROMIUM,
);

forEachEngine(
  "print: the card's outside is neutral, and the small print says what nobody has checked",
  async (all) => {
    const { page } = all;
    await page.open(PAGE);
    await choose(page, { area: "9999", kind: "kort" });
    const cover = await page.ask(function () {
      return list(document.querySelectorAll(".cover")).map(function (one) {
        return one.textContent;
      });
    });
    assert.deepEqual(cover, ["Bra att ha", "Bra att ha"]);
    const { text } = await pdf(all);
    assert.doesNotMatch(text, /våld|hot|övergrepp|slå[rs]?\b|Vägvisare/i);
    assert.match(text, /Kontrollerat 2026-11-02 ?: 08-465 004 01 ?\. Övriga nummer är ej kontrollerade\./);
    await choose(page, { area: "0184", kind: "kort" });
    assert.match((await pdf(all)).text, /Ej kontrollerat: ingen har ringt/);
  },
  CHROMIUM,
);

forEachEngine(
  "print: what is hidden, closed or for staff is not offered; eight numbers at most; 112 always",
  async (all) => {
    const { page, site } = all;
    const own = { ...layer("9999"), hide: ["se.bris", "se.112"] };
    site.page("/vagvisare/contacts/9999.json", JSON.stringify(own));
    await page.open(PAGE);
    await choose(page, { area: "9999", kind: "kort" });
    const offered = () =>
      page.ask(function () {
        return list(document.querySelectorAll("#nummer li")).map(function (one) {
          var box = one.querySelector("input");
          return { number: one.querySelector("b").textContent, on: box.checked, off: box.disabled };
        });
      });
    const first = await offered();
    const all_ = first.map(({ number }) => number);
    const closed = ({ id, status, audience }) =>
      own.hide.slice(0, 1).includes(id) || (status ?? "active") !== "active" || String(audience) === "staff";
    for (const number of numbers("9999", closed)) assert.ok(!all_.includes(number), number);
    assert.deepEqual(first[0], { number: "112", on: true, off: true });
    assert.equal(new Set(all_).size, all_.length);
    for (let more = true; more;) {
      more = await page.ask(function () {
        var free = list(document.querySelectorAll("#nummer input:not(:checked):not(:disabled)"))[0];
        if (free) free.click();
        return Boolean(free);
      });
      await page.ask(function () {
        return new Promise(requestAnimationFrame);
      });
    }
    const chosen = (await offered()).filter(({ on }) => on).map(({ number }) => number);
    assert.equal(chosen.length, 8);
    for (const kind of ["kort", "affisch"]) {
      await choose(page, { kind });
      const { pages, text } = await pdf(all);
      assert.equal(pages, 1);
      for (const number of chosen) assert.ok(text.includes(number), number);
      assert.equal(await spilt(page), 0, kind);
    }
  },
  CHROMIUM,
);

forEachEngine(
  "print: nothing comforting is said that the data does not say with a source",
  async ({ page, site }) => {
    const bare = layer("se");
    for (const service of bare.services) {
      service.source = null;
      for (const channel of service.channels) channel.hours = "unknown";
    }
    site.page("/vagvisare/contacts/se.json", JSON.stringify(bare));
    await page.open(PAGE);
    await choose(page, { area: "0184", kind: "affisch" });
    const words = await page.ask(function () {
      return document.querySelector(".poster").textContent;
    });
    assert.doesNotMatch(words, /gratis|inte säga vem|dygnet|Alla dagar/i);
  },
  CHROMIUM,
);

for (const [what, glob] of [
  ["the national file", "/vagvisare/contacts/se.json"],
  ["the municipality's file", "/vagvisare/contacts/0184.json"],
  ["the list of areas", "/vagvisare/contacts/areas.json"],
  ["every file", "/vagvisare/**"],
]) {
  forEachEngine(
    `print: without ${what} the page says so in Swedish, and 112 stands on the sheet`,
    async (all) => {
      const { page, site } = all;
      site.fault(glob, "missing");
      await page.open(PAGE);
      if (glob.includes("0184")) {
        await until("the areas", () =>
          page.ask(function () {
            return document.querySelectorAll("#omrade option").length > 20;
          }),
        );
        await page.ask(function () {
          document.querySelector("#omrade").value = "0184";
          document.querySelector("#omrade").dispatchEvent(new Event("change", { bubbles: true }));
        });
      }
      const said = await until("the message", () =>
        page.ask(function () {
          return document.querySelector("#besked").textContent.trim();
        }),
      );
      assert.match(said, /^Filen [\w.]+ gick inte att läsa, eller är inte hel\./);
      assert.match((await pdf(all)).text, /\b112\b/);
    },
    CHROMIUM,
  );
}

for (const theme of ["light", "dark"]) {
  forEachEngine(
    `print: axe finds nothing on the page, ${theme}`,
    async ({ page, driver }) => {
      await page.media({ theme });
      await page.open(PAGE);
      for (const [kind, lang] of [["kort"], ["affisch", "ar"]]) {
        await choose(page, { area: "0184", kind, lang });
        await page.ask(function () {
          document.querySelector("details").open = true;
        });
        await driver.executeScript(AXE);
        const found = await page.askLater(function () {
          return axe.run(document).then(function (result) {
            return result.violations.map(function (one) {
              return one.id + ": " + one.nodes.map((node) => node.target).join(", ");
            });
          });
        });
        assert.deepEqual(found, []);
      }
    },
    CHROMIUM,
  );
}
