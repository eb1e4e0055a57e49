// No wrong door: every path of the shipped guide, walked by pressing, ends with somebody to turn to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { forEachEngine } from "./harness/each.mjs";
import { guidePage } from "./harness/page.mjs";
import { WWW } from "./harness/site.mjs";

const AREAS = {
  "0184": "Solna",
  "0126": "Huddinge",
  "0114": "Upplands Väsby, which has no file of its own,",
  se: "Sweden",
  9999: "Exempelköping",
};

const INSTANTS = {
  "a Wednesday at ten": "2026-11-25T10:00:00+01:00",
  "the night after it": "2026-11-26T03:00:00+01:00",
  "a Sunday": "2026-11-29T14:00:00+01:00",
  "late on Christmas Eve": "2026-12-24T23:30:00+01:00",
  "Midsummer's Eve": "2027-06-25T12:00:00+02:00",
  "the hour that comes twice": "2026-10-25T02:30:00+01:00",
  "after the hour that does not come": "2027-03-28T03:15:00+02:00",
};

const contacts = (code) => JSON.parse(readFileSync(join(WWW, "contacts", `${code}.json`), "utf8")).services;
const SCHEMES = { phone: "tel:", textphone: "tel:", sms: "sms:", email: "mailto:" };

/** What is for staff alone: addresses that no other service of the area has. */
function staffAddresses(area) {
  const layers = new Set(["se", ...(area === "se" ? [] : [area.slice(0, 2), area])]);
  const services = [...layers].flatMap((code) => {
    try {
      return contacts(code);
    } catch {
      return [];
    }
  });
  const addresses = (some) =>
    some
      .flatMap(({ channels }) => channels)
      .filter(({ value }) => value)
      .map(({ type, value }) => (SCHEMES[type] ?? "") + value);
  const forStaff = ({ audience }) => audience.length === 1 && audience[0] === "staff";
  const others = new Set(addresses(services.filter((one) => !forStaff(one))));
  return addresses(services.filter(forStaff)).filter((one) => !others.has(one));
}

/** Opens a page with a guide and gives it when its first question stands there. */
async function open(all, attributes) {
  await all.page.open(guidePage(all, { attributes }));
  const guide = all.page.guide();
  await guide.ready();
  return guide;
}

/**
 * Walks every path inside the page, by pressing: `[{ path, hrefs, cards, open, emergency, exit, keys }]`,
 * where `keys` are names of texts that stand there because the words are missing, and a path that ends with
 * `!` is a button that did nothing. With `skips` each question is skipped once as well.
 */
function everyPath(guide, { skips = false } = {}) {
  return guide.page.askLater(
    async function (n, skips) {
      var found = [];
      // Not by timers: a page's nested timers wait 4 ms each.
      var settle = function () {
        return new Promise(function (done) {
          var way = new MessageChannel();
          way.port1.onmessage = done;
          way.port2.postMessage(0);
        });
      };
      var screen = function () {
        return root(n).querySelector(".screen");
      };
      // Another screen is another element.
      var change = async function (press) {
        var before = screen();
        press();
        for (var i = 0; i < 500 && screen() === before; i += 1) await settle();
        return screen() !== before;
      };
      var missing = function () {
        return list(screen().querySelectorAll("*"))
          .filter(function (one) {
            return !one.children.length && /^(ui|q|c|adv|safe)\.[\w.]+$/.test(one.textContent.trim());
          })
          .map(text);
      };
      var visit = async function (path) {
        var choices = parts(n, "choice").map(function (one) {
          return one.dataset.choice;
        });
        if (!choices.length) {
          var cards = parts(n, "card");
          found.push({
            path: path,
            hrefs: parts(n, "channel").map(function (a) {
              return a.getAttribute("href");
            }),
            cards: cards.length,
            open: cards.filter(function (card) {
              return card.dataset.state === "open";
            }).length,
            emergency: parts(n, "emergency").length,
            exit: parts(n, "exit").length,
            keys: missing(),
          });
          return;
        }
        var ways = choices.map(function (id, at) {
          return [id, "choice", at];
        });
        if (skips && parts(n, "skip").length) ways.push(["skip", "skip", 0]);
        for (var i = 0; i < ways.length; i += 1) {
          var answered = await change(function () {
            parts(n, ways[i][1])[ways[i][2]].click();
          });
          if (!answered) {
            found.push({ path: path.concat(ways[i][0], "!"), hrefs: [], keys: [] });
            continue;
          }
          await visit(path.concat(ways[i][0]));
          await change(function () {
            parts(n, "back")[0].click();
          });
        }
      };
      await visit([]);
      return found;
    },
    guide.n,
    skips,
  );
}

/** What is wrong with these paths, a line each. */
function faults(paths, { staff, answering = true }) {
  return paths.flatMap(({ path, hrefs, cards, open: opened, emergency, exit, keys }) => {
    const isStaff = path[0] === "staff";
    const wrong = [
      path.at(-1) === "!" && "a button that does nothing",
      !cards && "no card",
      !(emergency && exit) && "no emergency number or no exit",
      answering && !opened && "nobody answers",
      !isStaff && hrefs.some((one) => staff.includes(one)) && "a line for staff",
      keys.length && `no words for ${keys}`,
    ];
    return wrong.filter(Boolean).map((what) => `${path.join(" › ")}: ${what}`);
  });
}

for (const [area, name] of Object.entries(AREAS)) {
  forEachEngine(
    `every path in ${name} ends with somebody who answers, at any time`,
    async (all) => {
      const staff = staffAddresses(area);
      assert.ok(staff.length > 1, "there are lines for staff to be kept apart");
      for (const [when, at] of Object.entries(INSTANTS)) {
        const paths = await everyPath(await open(all, { area, at }));
        assert.ok(paths.length > 100, `${paths.length} paths`);
        assert.deepEqual(faults(paths, { staff }), [], `${name}, ${when}`);
      }
    },
    { only: ["chromium"], timeout: 300_000 },
  );
}

forEachEngine(
  "every path still leads on when every check is years old: nothing is called open, every number stands",
  async (all) => {
    const { site } = all;
    site.fault("/vagvisare/contacts/*.json", ({ response, headers, body }) => {
      const layer = JSON.parse(body);
      for (const service of layer.services ?? []) {
        service.checked = { on: "2020-01-01", how: "phoned" };
        service.check_every_days = 30;
      }
      response.writeHead(200, headers).end(JSON.stringify(layer));
    });
    const paths = await everyPath(await open(all, { area: "0184", at: INSTANTS["a Wednesday at ten"] }));
    assert.deepEqual(faults(paths, { staff: staffAddresses("0184"), answering: false }), []);
    assert.deepEqual(
      paths.filter(({ open: opened }) => opened).map(({ path }) => path),
      [],
    );
    assert.ok(paths.every(({ hrefs }) => hrefs.some((one) => one.startsWith("tel:"))));
  },
  { only: ["chromium"], timeout: 120_000 },
);

forEachEngine(
  "skipping any question leads to help as well",
  async (all) => {
    const guide = await open(all, { area: "0184", at: INSTANTS["late on Christmas Eve"] });
    const paths = await everyPath(guide, { skips: true });
    assert.ok(paths.some(({ path }) => path.every((one) => one === "skip")));
    assert.deepEqual(faults(paths, { staff: staffAddresses("0184") }), []);
  },
  { only: ["chromium"], timeout: 120_000 },
);

forEachEngine(
  "each line for staff is on some path for staff",
  async (all) => {
    const paths = await everyPath(await open(all, { area: "9999" }));
    const shown = new Set(paths.filter(({ path }) => path[0] === "staff").flatMap(({ hrefs }) => hrefs));
    const staff = staffAddresses("9999");
    assert.ok(staff.length > 2);
    assert.deepEqual(
      staff.filter((one) => !shown.has(one)),
      [],
    );
  },
  { only: ["chromium"] },
);
