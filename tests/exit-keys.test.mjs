// Leave by the keyboard: Shift three times, Esc twice, and what must not count as that.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { SHIFT, arrived, onlyStartBehind, stays } from "./harness/exit.mjs";
import { KEYS, element, html, leaves } from "./harness/page.mjs";
import { pause, until } from "./harness/poll.mjs";

const FIELDS =
  '<input id="field" value="x"><select id="list"><option>a<option>b</select>' +
  '<textarea id="area">x</textarea>' +
  '<div id="edit" contenteditable="true" tabindex="0">x</div>';

for (const [where, focus] of [
  ["with focus nowhere", null],
  ["in an input", "#field"],
  ["in a select", "#list"],
  ["in a textarea", "#area"],
  ["in editable text", "#edit"],
]) {
  forEachEngine(`three Shifts leave ${where}`, async (all) => {
    const { page, exit } = all;
    await arrived(all, { before: FIELDS });
    if (focus) await page.focus(focus);
    await leaves({ page, exit }, () => page.press(...SHIFT));
    await onlyStartBehind(all);
  });
}

forEachEngine("three Shifts leave with focus inside the guide, in its search field too", async (all) => {
  const { page, exit } = all;
  const guide = await arrived(all);
  await guide.choose("self");
  await guide.openSearch();
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

forEachEngine("left and right Shift both count", async (all) => {
  const { page, exit } = all;
  await arrived(all);
  await leaves({ page, exit }, () => page.press(KEYS.SHIFT, KEYS.RIGHT_SHIFT, KEYS.SHIFT));
});

forEachEngine("Shift as a modifier, another key between, or two Shifts do not leave", async (all) => {
  const { page } = all;
  const staying = stays(all);
  await arrived(all, { before: FIELDS });
  await page.focus("#area");
  for (let i = 0; i < 4; i += 1) await page.chord(KEYS.SHIFT, "a");
  await staying("capital letters");
  await page.press(KEYS.SHIFT, KEYS.SHIFT, "a", KEYS.SHIFT, KEYS.SHIFT, KEYS.TAB);
  await staying("another key between");
  await page.press(KEYS.SHIFT, KEYS.SHIFT);
  await staying("two Shifts");
  // As one goes through the keyboard's layouts.
  await page.press("a");
  for (const held of [KEYS.ALT, KEYS.CONTROL]) {
    await page.chord(held, KEYS.SHIFT, KEYS.SHIFT, KEYS.SHIFT);
    await staying("Alt or Ctrl held");
  }
});

forEachEngine(
  "Shift held to scroll sideways does not count",
  async (all) => {
    const { page, exit } = all;
    await arrived(all);
    for (let i = 0; i < 4; i += 1) await page.turn(KEYS.SHIFT);
    await stays(all)("scrolling sideways");
    await leaves({ page, exit }, () => page.press(...SHIFT));
  },
  // WebKit's driver has no wheel.
  { only: ["chromium", "firefox"] },
);

forEachEngine(
  "a third Shift after five seconds counts as the first",
  async (all) => {
    const { page, exit } = all;
    await arrived(all);
    await page.press(KEYS.SHIFT, KEYS.SHIFT);
    await pause(5200);
    await page.press(KEYS.SHIFT);
    await stays(all)("a late Shift");
    await leaves({ page, exit }, () => page.press(KEYS.SHIFT, KEYS.SHIFT));
  },
  { only: ["chromium"] },
);

forEachEngine(
  "Shifts pressed before the page went into the back/forward cache do not count after it",
  async (all) => {
    const { page, site } = all;
    await arrived(all, { before: '<a id="away" href="/away.html">bort</a>' });
    site.page("/away.html", html("Annat", { loader: false }));
    await page.press(KEYS.SHIFT, KEYS.SHIFT);
    await page.tap("#away");
    await page.loaded(site.url("/away.html"));
    await page.back();
    await page.loaded(site.url("/t.html"));
    assert.ok(
      await page.ask(function () {
        return parts(0, "choice").length > 0;
      }),
      "the page came from the cache as it was",
    );
    await page.press(KEYS.SHIFT);
    await stays(all)("one Shift");
  },
);

forEachEngine(
  "three Shifts leave although the page has broken what the lights need",
  async (all) => {
    const { page, exit } = all;
    await arrived(all);
    await page.ask(function () {
      String.prototype.replace = function () {
        throw new Error("broken");
      };
    });
    await leaves({ page, exit }, () => page.press(...SHIFT));
  },
  { only: ["chromium"] },
);

forEachEngine("each Shift lights a lamp and is spoken", async (all) => {
  const { page } = all;
  const guide = await arrived(all);
  const said = () =>
    guide.ask(function (n) {
      return [
        text(parts(n, "exit").filter(shown)[0]),
        list(root(n).querySelectorAll("[role=status]")).map(text).filter(Boolean).join("|"),
      ];
    });
  const before = await said();
  await page.press(KEYS.SHIFT);
  const first = await until("the first light", async () => {
    const now = await said();
    return now[0] !== before[0] && now[1] ? now : null;
  });
  await page.press(KEYS.SHIFT);
  await until("the second light", async () => {
    const now = await said();
    return now[0] !== first[0] && now[1] !== first[1];
  });
  await page.press("x");
  // That the count has lapsed is spoken as well: who does not see the lights must not press on in vain.
  await until("the lights to go out", async () => {
    const [lights, spoken] = await said();
    return lights === before[0] && /börjar om/.test(spoken);
  });
});

forEachEngine("Esc twice leaves", async (all) => {
  const { page, exit } = all;
  await arrived(all);
  await leaves({ page, exit }, () => page.press(KEYS.ESCAPE, KEYS.ESCAPE));
});

forEachEngine("Esc twice in a field, or when the page uses it, or slowly, does not leave", async (all) => {
  const { page, site } = all;
  const staying = stays(all);
  site.script("/uses.js", () => {
    addEventListener("keydown", function (event) {
      if (event.key === "Escape" && window.uses) event.preventDefault();
    });
  });
  await arrived(all, { before: FIELDS, head: '<script src="/uses.js"></script>' });
  for (const field of ["#field", "#area", "#list", "#edit"]) {
    await page.focus(field);
    await page.press(KEYS.ESCAPE, KEYS.ESCAPE);
    await staying(`Esc in ${field}`);
  }
  await page.ask(function () {
    document.activeElement.blur();
    window.uses = true;
  });
  await page.press(KEYS.ESCAPE, KEYS.ESCAPE);
  await staying("Esc that the page uses");
  await page.ask(function () {
    window.uses = false;
  });
  await page.press(KEYS.ESCAPE);
  await pause(1200);
  await page.press(KEYS.ESCAPE);
  await staying("slow Esc");
});

/** Which guides show a light. */
const lit = (page) =>
  page.ask(() =>
    list(document.querySelectorAll("vag-visare")).map(function (one, n) {
      return parts(n, "exit").some((exit) => exit.textContent.includes("●"));
    }),
  );

forEachEngine("the lights are on the way out that is in sight", async (all) => {
  const { page, site } = all;
  const [wide, narrow] = [element(all), element(all)];
  site.page("/t.html", html(`<div style="display:none">${wide}</div>${narrow}`), {
    "content-security-policy": null,
  });
  await page.open("/t.html");
  await page.guide(1).ready();
  await page.press(KEYS.SHIFT);
  await until("a light", async () => (await lit(page)).includes(true));
  assert.deepEqual(await lit(page), [false, true]);
  // A panel over a page that has a guide of its own.
  site.page("/t.html", html(element(all) + element(all, { mode: "panel" })));
  await page.open("/t.html");
  await page.guide(0).ready();
  await page.guide(1).tapOn("open-button");
  await page.guide(1).ready();
  await page.press(KEYS.SHIFT);
  await until("a light", async () => (await lit(page)).includes(true));
  assert.deepEqual(await lit(page), [false, true]);
  await page.press("a", KEYS.ESCAPE);
  await until("the panel to close", () => page.ask(() => !parts(1, "panel").length));
  await pause(1200);
  await page.press(KEYS.SHIFT);
  await until("a light", async () => (await lit(page)).includes(true));
  assert.deepEqual(await lit(page), [true, false]);
});

forEachEngine("where the first of two guides is taken away, the first stop is the other's way out", async (all) => {
  const { page, site } = all;
  site.page("/t.html", html(`<a href="/away.html">en länk före</a>${element(all)}${element(all)}`));
  await page.open("/t.html");
  await page.guide(0).ready();
  await page.guide(1).ready();
  await page.ask(() => host(0).remove());
  await until("one first stop", () =>
    page.ask(() => document.querySelectorAll("body > nav").length === 1 && parts(0, "exit")[0].matches(".fixed")),
  );
  await leaves(all, async () => {
    await page.ask(() => document.querySelector("body > nav").shadowRoot.querySelector("a").focus());
    await page.press(KEYS.ENTER);
  });
});

forEachEngine("the first stop of the Tab key is the way out, and Enter leaves", async (all) => {
  const { page, exit } = all;
  await arrived(all, { before: '<a href="/away.html">en länk före</a>' });
  // The start of the page, as after loading: what was tapped on the page before does not count.
  await page.press(KEYS.TAB);
  const first = await until("something to have focus", () =>
    page.ask(function () {
      var at = focused();
      if (!at || at === document.body) return null;
      var box = at.getBoundingClientRect();
      var top = topAt(box.left + box.width / 2, box.top + box.height / 2);
      // The exit itself may lie over it, being the same link at the same place.
      return [
        at.getAttribute("href"),
        shown(at),
        Boolean(top && top.closest(".exit, [part~=exit]")),
        getComputedStyle(at).outlineStyle,
      ];
    }),
  );
  assert.deepEqual(first, [exit.url, true, true, "solid"]);
  await leaves({ page, exit }, () => page.press(KEYS.ENTER));
});
