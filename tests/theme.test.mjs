// The theming page tells the truth: every property and part that there is, and no other, and each example
// looks different from the guide as it is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { forEachEngine } from "./harness/each.mjs";
import { WWW } from "./harness/site.mjs";

const read = (path) => readFileSync(join(WWW, path), "utf8");
const PAGE = read("manual/utseende.html");
const CSS = read("manual/utseende.css");
const SOURCES = read("../src/style.css") + read("../src/loader/style.js");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The parts of the contract. */
const PARTS = [
  ...["exit", "emergency", "open-button", "panel", "question", "choice", "skip", "back", "card", "channel"],
  ...["hours", "checked", "language", "area", "search"],
];
const QUESTION = ["emergency", "question", "choice", "skip", "language", "area", "search"];
const ANSWERS = ["back", "card", "channel", "hours", "checked"];
const PANEL = ["open-button", "panel", "exit"];

const properties = (text) => [...new Set(text.match(/--vv-[a-z-]+[a-z]/g))].sort();
const rows = (page) => [...page.matchAll(/<th scope="row"><code>([^<]+)<\/code>/g)].map(([, name]) => name);

test("theme: every property of the style sheets is on the page, with an example, and no other", () => {
  const there = properties(SOURCES);
  const named = rows(PAGE).filter((name) => name.startsWith("--"));
  assert.ok(there.length >= 8);
  assert.deepEqual([...named].sort(), there);
  assert.deepEqual(properties(CSS), there);
});

test("theme: every part of the contract is on the page, with an example, and no other", () => {
  const named = rows(PAGE).filter((name) => !name.startsWith("--"));
  assert.deepEqual([...named].sort(), [...PARTS].sort());
  const styled = [...new Set([...CSS.matchAll(/::part\(([a-z-]+)\)/g)].map(([, name]) => name))];
  assert.deepEqual(styled.sort(), [...PARTS].sort());
  assert.deepEqual([...QUESTION, ...ANSWERS, ...PANEL].sort(), [...PARTS].sort());
});

test("theme: the code that is shown is the code of the example", () => {
  const plain = (text) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  for (const id of ["farg", "mork", "form", "delar", "panel"]) {
    const rules = CSS.match(new RegExp(`^#${id}\\b[^{]*\\{[^}]*\\}`, "gm")).map((rule) =>
      rule.replace(`#${id}`, "vag-visare"),
    );
    assert.ok(plain(PAGE).includes(rules.join("\n")), id);
  }
});

/** Which guide of the page an example is. */
const EXAMPLES = ["vanlig", "farg", "mork", "form", "delar", "panel"];

/** A guide of the page, in sight and ready. */
async function example(page, id) {
  await page.ask(function (id) {
    document.getElementById(id).scrollIntoView();
  }, id);
  const guide = page.guide(EXAMPLES.indexOf(id));
  if (id !== "panel") await guide.ready();
  return guide;
}

/** Part → what can be seen of it, of the guide; without a part of that name, null. */
const looks = (guide, names) =>
  guide.ask(function (n, names) {
    var kinds = [
      "color",
      "backgroundColor",
      "fontSize",
      "fontStyle",
      "fontWeight",
      "fontFamily",
      "borderRadius",
    ];
    kinds.push("borderTopWidth", "borderTopColor", "borderBottomWidth", "borderBottomColor", "width");
    return names.map(function (name) {
      var one = parts(n, name).filter(shown)[0] || parts(n, name)[0];
      var style = one && getComputedStyle(one);
      return style
        ? kinds.map(function (kind) {
            return style[kind];
          })
        : null;
    });
  }, names);

/** Names of the parts that look alike in both, or are missing in one. */
function alike(names, one, other) {
  return names.filter((name, n) => !one[n] || !other[n] || String(one[n]) === String(other[n]));
}

/** A property's example, what it is to be seen on, and of which kind. */
const SEEN = [
  ["--vv-colour", "farg", ".quiet", "color"],
  ["--vv-text", "farg", ".guide", "color"],
  ["--vv-background", "farg", ".guide", "backgroundColor"],
  ["--vv-dark-colour", "mork", ".quiet", "color"],
  ["--vv-dark-text", "mork", ".guide", "color"],
  ["--vv-dark-background", "mork", ".guide", "backgroundColor"],
  ["--vv-scheme", "mork", ".guide", "colorScheme"],
  ["--vv-font", "form", ".guide", "fontFamily"],
  ["--vv-radius", "form", ".choice", "borderTopLeftRadius"],
];

/** What a colour or a length of the style sheet becomes when computed. */
const computed = (page, kind, value) =>
  page.ask(
    function (kind, value) {
      var probe = document.createElement("p");
      probe.style[kind] = value;
      document.body.append(probe);
      var result = getComputedStyle(probe)[kind];
      probe.remove();
      return result;
    },
    kind,
    value,
  );

forEachEngine(
  "theme: each property's example shows its value, and the guide as it is does not",
  async ({ page }) => {
    assert.deepEqual(SEEN.map(([name]) => name).sort(), properties(SOURCES));
    await page.open("/manual/utseende.html");
    const look = (guide, selector, kind) =>
      guide.ask(
        function (n, selector, kind) {
          return getComputedStyle(root(n).querySelector(selector))[kind];
        },
        selector,
        kind,
      );
    for (const [name, id, selector, kind] of SEEN) {
      const value = new RegExp(`^#${id} {[^}]*${name}: ([^;]+);`, "m").exec(CSS)[1];
      const wanted = await computed(page, kind, value);
      assert.ok(wanted, name);
      assert.equal(await look(await example(page, id), selector, kind), wanted, name);
      assert.notEqual(await look(await example(page, "vanlig"), selector, kind), wanted, name);
    }
  },
  { only: ["chromium"] },
);

forEachEngine(
  "theme: each part's example looks different from the guide as it is",
  async ({ page }) => {
    await page.open("/manual/utseende.html");
    const [plain, styled] = [await example(page, "vanlig"), await example(page, "delar")];
    assert.deepEqual(alike(QUESTION, await looks(plain, QUESTION), await looks(styled, QUESTION)), []);
    for (const id of ["vanlig", "delar"]) {
      await (await example(page, id)).walk("self", "close_relationship", "talk");
    }
    assert.deepEqual(alike(ANSWERS, await looks(plain, ANSWERS), await looks(styled, ANSWERS)), []);
    // The panel beside another page's, which has no example.
    const exit = await looks(plain, ["exit"]);
    const panel = await example(page, "panel");
    const button = await looks(panel, ["open-button"]);
    await panel.tapOn("open-button");
    await panel.ready();
    const [dialog, link] = await looks(panel, ["panel", "exit"]);
    assert.notDeepEqual(link, exit[0]);
    await page.open("/index.html");
    const other = page.guide();
    const plainButton = await looks(other, ["open-button"]);
    await other.tapOn("open-button");
    await other.ready();
    const [plainDialog] = await looks(other, ["panel"]);
    assert.notDeepEqual(button, plainButton);
    assert.notDeepEqual(dialog, plainDialog);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "theme: axe finds nothing on the page, and the example's colours keep 4.5:1",
  async ({ page, driver }) => {
    await page.open("/manual/utseende.html");
    for (const id of ["vanlig", "farg", "mork", "form", "delar"]) await example(page, id);
    await driver.executeScript(AXE);
    const found = await page.askLater(function () {
      return axe.run(document).then(function (result) {
        return result.violations.map(function (one) {
          return one.id + ": " + one.nodes.map((node) => node.target.flat().join(" ")).join(", ");
        });
      });
    });
    assert.deepEqual(found, []);
  },
  { only: ["chromium"] },
);
