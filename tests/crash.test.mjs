// Yew 0.23.0 panics when, in one list of siblings, a child appears, a component between draws nothing, and
// another child disappears (yewstack/yew #4092): half a page is left. The guide keeps every condition in an
// element of its own; here it is clicked through the changes that would show a slip.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { guidePage } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";

/** Clicks `times` times on anything, from a seed; gives what went wrong, with the steps that led there. */
function wander(guide, seed, times) {
  return guide.page.askLater(
    async function (n, seed, times) {
      var next = function (below) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return Math.floor(seed / 65536) % below;
      };
      var settle = function () {
        return new Promise(function (done) {
          var way = new MessageChannel();
          way.port1.onmessage = done;
          way.port2.postMessage(0);
        });
      };
      var steps = [];
      for (var i = 0; i < times; i += 1) {
        var at = root(n);
        var things = list(at.querySelectorAll("button, summary, select, input[type=search]")).filter(shown);
        var one = things[next(things.length)];
        steps.push(nameOf(one) + " " + (one.dataset.choice || text(one).slice(0, 12)));
        if (one.localName === "select") {
          one.value = one.options[next(one.options.length)].value;
          one.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
        } else if (one.localName === "input") {
          one.value = ["", "b", "bris", "020", "zzz"][next(5)];
          one.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        } else one.click();
        // Sometimes the next click comes before the answer to this one.
        if (next(3)) {
          await settle();
          await settle();
        }
        var failed = __test.events.some(function (event) {
          return event.type === "vagvisare-error";
        });
        var whole =
          parts(n, "area").length === 1 &&
          parts(n, "language").length === 1 &&
          (parts(n, "choice").length || parts(n, "card").length || searchField(n)) &&
          parts(n, "emergency").length === 1;
        if (failed || !whole) return { i: i, failed: failed, said: __test.said, steps: steps.slice(-12) };
      }
      return null;
    },
    guide.n,
    seed,
    times,
  );
}

forEachEngine(
  "search, back, area, language and answers in any order never leave half a page",
  async (all) => {
    const { page } = all;
    for (const [area, seed] of [
      ["0184", 1],
      ["9999", 2],
      ["7777", 3],
    ]) {
      await page.open(guidePage(all, { attributes: { area } }));
      await page.guide().ready();
      assert.equal(await wander(page.guide(), seed, 150), null);
      assert.deepEqual(
        (await page.said()).filter(({ kind }) => kind !== "console.warn"),
        [],
      );
    }
  },
  { timeout: 240_000 },
);

forEachEngine("what appears and disappears around a question does so in one step, both ways", async (all) => {
  const { page } = all;
  await page.open(guidePage(all, { attributes: { area: "7777" } }));
  const guide = page.guide();
  const first = await guide.ready();
  // Here at once: the way back appears, the line to call now disappears, the help text goes, the notice
  // stays.
  for (const choice of ["using_violence", "staff", "self", "child"]) {
    await guide.choose(choice);
    await guide.tapOn("area");
    await guide.tapOn("search");
    await until("the search", async () => (await guide.screen()).choices.length === 0);
    await guide.tapOn("area");
    await guide.tapPart("back");
    assert.deepEqual((await guide.tapPart("back")).choices, first.choices);
  }
  assert.deepEqual(
    (await page.events()).map(({ type }) => type),
    ["vagvisare-ready"],
  );
});

forEachEngine("removed in the middle of an answer, and put back, it is whole", async (all) => {
  const { page } = all;
  await page.open(guidePage(all));
  const guide = page.guide();
  await guide.choose("self");
  await page.ask(function () {
    parts(0, "choice")[0].click();
    window.kept = host(0);
    kept.remove();
  });
  await page.ask(function () {
    document.body.append(kept);
  });
  await guide.ready();
  await guide.walk("child", "home", "talk").catch(async () => guide.walk("talk"));
  assert.ok((await guide.screen()).cards.length);
  assert.deepEqual(await page.said(), []);
});
