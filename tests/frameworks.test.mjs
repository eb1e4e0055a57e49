// Pages that are made by scripts: attributes that come late or again, components with roots of their own,
// dialogs, listeners that fail, a script that runs again. What the page does to itself, the guide neither
// suffers from nor adds to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { forEachEngine } from "./harness/each.mjs";
import { backList } from "./harness/oracles.mjs";
import { arrive, element, guidePage, html, leaves } from "./harness/page.mjs";
import { never, until } from "./harness/poll.mjs";
import { PKG } from "./harness/site.mjs";

/** For pages with inline scripts of their own. */
const FREE = { "content-security-policy": null };
const CHROMIUM = { only: ["chromium"] };

/** Runs `make(exit address)` in a page without a guide, as soon as there is a body. */
async function made(all, make) {
  const { page, site, exit } = all;
  site.script("/make.js", make, exit.url);
  site.page("/t.html", html('<h1>Stöd</h1><script src="/make.js"></script>'), FREE);
  await page.open("/t.html");
}

forEachEngine("attributes that are set after the element is in the page count", async (all) => {
  const { page, exit } = all;
  await made(all, function (exit) {
    var guide = document.createElement("vag-visare");
    document.body.append(guide);
    var all = { area: "0184", lang: "en", "exit-url": exit, "heading-level": "4" };
    for (var name in all) guide.setAttribute(name, all[name]);
  });
  const screen = await until("the guide in English", async () => {
    const screen = await page.guide().screen();
    return screen?.lang === "en" && screen.choices.length ? screen : null;
  });
  assert.equal(screen.question, "Who needs help?");
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine(
  "another area while the first is being fetched: nothing is said of the wrong one",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/contacts/0184.json", "late");
    await page.open(guidePage(all));
    await until("the request", () => site.asked("/vagvisare/contacts/0184.json").length > 0);
    await page.ask(() => host(0).setAttribute("area", "0126"));
    await until("Huddinge", async () => {
      await page.guide().ready();
      return page.ask(() => /Huddinge/.test(text(root(0).querySelector(".area"))));
    });
    assert.equal(await page.ask(() => text(root(0).querySelector(".notices"))), "");
  },
  CHROMIUM,
);

forEachEngine("an attribute that is written again with its value takes no answer away", async (all) => {
  const { page } = all;
  await page.open(guidePage(all));
  const before = await page.guide().choose("self");
  await page.ask(() => host(0).setAttribute("area", host(0).getAttribute("area")));
  await never("another screen", async () => (await page.guide().screen()).question !== before.question, {
    during: 400,
  });
  await page.ask(() => host(0).setAttribute("lang", "en"));
  await until("the guide anew", async () => (await page.guide().screen()).question === "Who needs help?");
});

forEachEngine("a listener of the page's own that fails when the focus moves is no trap", async (all) => {
  const { page, site } = all;
  site.script("/own.js", function () {
    for (const type of ["focusin", "focusout", "focus", "blur"])
      addEventListener(
        type,
        function (event) {
          event.target.not.there();
        },
        true,
      );
  });
  site.page("/t.html", html(element(all), { head: '<script src="/own.js"></script>' }), FREE);
  await page.open("/t.html");
  const screen = await page.guide().walk("self", "close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
  assert.ok(!(await page.events()).some(({ type }) => type === "vagvisare-error"));
});

forEachEngine(
  "in a dialog that is opened later the exit lies on top, and leaves",
  async (all) => {
    const { page, site, exit } = all;
    const dialog = `<dialog id="d" style="width:600px;height:80vh">${element(all)}</dialog>`;
    site.page("/t.html", html(`<h1>Stöd</h1>${dialog}`), FREE);
    await page.open("/t.html");
    await page.ask(() => document.getElementById("d").showModal());
    await page.guide().ready();
    await until("the exit on top", () =>
      page.ask(function () {
        var exit = parts(0, "exit")[0];
        var place = exit.getBoundingClientRect();
        return topAt(place.left + place.width / 2, place.top + place.height / 2) === exit;
      }),
    );
    await leaves({ page, exit }, () => page.guide().exit());
  },
  CHROMIUM,
);

// A hand that shakes pulls at the link: the browser begins to drag it.
for (const [how, press] of [
  ["press", () => guide.shadowRoot.querySelector("[part=exit]").click()],
  ["pull", () => guide.shadowRoot.querySelector("[part=exit]").dispatchEvent(new DragEvent("dragstart"))],
])
  forEachEngine(`in a component with a closed root a ${how} leaves no way back`, async (all) => {
    const { page, site, exit } = all;
    guidePage(all);
    site.script(
      "/make.js",
      function (exit) {
        var place = document.createElement("div");
        document.body.append(place);
        var guide = document.createElement("vag-visare");
        guide.setAttribute("exit-url", exit);
        place.attachShadow({ mode: "closed" }).append(guide);
        window.guide = guide;
      },
      exit.url,
    );
    const panel = '<vag-visare mode="panel"></vag-visare>';
    site.page("/t.html", html(`<h1>Stöd</h1>${panel}<script src="/make.js"></script>`), FREE);
    await arrive(page, site);
    await until("the guide", () => page.ask(() => Boolean(guide.shadowRoot?.querySelector("[part=choice]"))));
    await leaves({ page, exit }, () => page.ask(press));
    assert.ok(!(await backList(page, site.url("/start.html"))).includes(site.url("/t.html")));
  });

forEachEngine(
  "inside another component the guide speaks the page's language",
  async (all) => {
    const { page, site } = all;
    site.script("/make.js", function () {
      var place = document.createElement("div");
      document.body.append(place);
      place.attachShadow({ mode: "open" }).append(document.createElement("vag-visare"));
      window.guide = place.shadowRoot.lastChild;
    });
    const panel = '<vag-visare mode="panel"></vag-visare>';
    site.page("/t.html", html(`<h1>Help</h1>${panel}<script src="/make.js"></script>`, { lang: "en" }), FREE);
    await page.open("/t.html");
    const words = await until("the guide", () =>
      page.ask(() => guide.shadowRoot?.querySelector("[part=question]")?.textContent),
    );
    assert.equal(words, "Who needs help?");
  },
  CHROMIUM,
);

forEachEngine(
  "a body that is a grid is laid out as before when the program has come",
  async (all) => {
    const { page, site } = all;
    const head = "<style>body{margin:0;display:grid;grid-template-columns:200px 1fr;gap:24px}</style>";
    site.page("/t.html", html(`<aside>Meny</aside><main>${element(all)}</main>`, { head }), FREE);
    site.fault("/vagvisare/*.wasm", "late");
    await page.open("/t.html");
    const places = () =>
      page.ask(() =>
        list(document.querySelectorAll("aside, main")).map(function (one) {
          var place = one.getBoundingClientRect();
          return [place.left, place.top, place.width];
        }),
      );
    const before = await places();
    await page.guide().ready();
    await until("the page's first stop", () => page.ask(() => Boolean(document.querySelector("body > nav"))));
    assert.deepEqual(await places(), before);
  },
  CHROMIUM,
);

forEachEngine(
  "the script run again where the element is gone puts one there",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { headers: FREE }));
    await page.guide().ready();
    await page.ask(function () {
      host(0).remove();
      var script = document.createElement("script");
      script.src = "/vagvisare/vagvisare.js?2";
      script.dataset.area = "0184";
      document.body.append(script);
    });
    await until("a guide", () => page.ask(() => document.querySelectorAll("vag-visare").length === 1));
    await page.guide().ready();
  },
  CHROMIUM,
);

forEachEngine(
  "the script written into the page itself, without an address: exit and numbers",
  async (all) => {
    const { page, site, exit } = all;
    const script = readFileSync(join(PKG, "vagvisare.js"), "utf8");
    const head = `<script>${script}</script>`;
    site.page("/t.html", html(element(all), { loader: false, head }), FREE);
    await page.open("/t.html");
    const { hrefs } = await page.guide().fallback();
    assert.ok(hrefs.includes("tel:112"));
    await leaves({ page, exit }, () => page.guide().exit());
  },
  CHROMIUM,
);

forEachEngine(
  "of two guides the first of which is not shown, the other's exit stays in sight",
  async (all) => {
    const { page, site, exit } = all;
    const long = '<p id="end" style="margin-top: 3000px">Slut</p>';
    site.page("/t.html", html(`<div hidden>${element(all)}</div>${element(all)}${long}`), FREE);
    await page.open("/t.html");
    await page.guide(1).ready();
    await page.ask(function () {
      document.getElementById("end").scrollIntoView();
    });
    assert.ok(await page.ask(() => document.querySelector("body > nav") !== null));
    await leaves({ page, exit }, () => page.guide(1).exit());
  },
);

forEachEngine(
  "who stands on a number while the guide comes stands on 112 then",
  async (all) => {
    const { page, site } = all;
    for (const children of ["", '<a href="tel:112">112</a><a href="tel:11414">114 14</a>']) {
      site.fault("/vagvisare/guide/sv.json", "late");
      site.page("/t.html", html(element(all, { children })), FREE);
      await page.open("/t.html");
      await page.guide().fallback();
      await page.ask(function () {
        (host(0).querySelector("a:last-child") || root(0).querySelector("a:not([part])")).focus();
      });
      await page.guide().ready();
      assert.equal(await page.ask(() => focused().getAttribute("href")), "tel:112");
    }
  },
  CHROMIUM,
);

/** Before everything else in the page: sheets as in Safari before 16.4 and Firefox before 101. */
const WITHOUT_SHEETS = `<head><script>
  CSSStyleSheet = function () { throw new TypeError("Illegal constructor"); };
  for (const one of [Document, ShadowRoot]) delete one.prototype.adoptedStyleSheets;
</script>`;

for (const mode of ["inline", "panel"]) {
  forEachEngine(`where no sheet can be constructed the guide stands with its look: ${mode}`, async (all) => {
    const { page, site, exit } = all;
    const body = element(all, { mode, children: '<a href="tel:112">112</a>' });
    site.page("/t.html", html(body).replace("<head>", WITHOUT_SHEETS), FREE);
    await page.open("/t.html");
    const guide = page.guide();
    for (let times = mode === "panel" ? 2 : 1; times > 0; times -= 1) {
      if (mode === "panel") await guide.tapOn("open-button");
      await guide.walk("self");
      const look = () =>
        page.ask(function () {
          var styles = [parts(0, "exit")[0], parts(0, "choice")[0]].map(getComputedStyle.bind(window));
          return [styles[0].position, styles[1].display, root(0).querySelectorAll("style").length];
        });
      assert.deepEqual(await look(), ["fixed", "block", 3]);
      if (times > 1) await page.tapOn("what closes", () => root(0).querySelector("dialog > button"));
    }
    await leaves({ page, exit }, () => guide.exit());
  });
}

forEachEngine(
  "a language's tag counts in whatever letters it is written",
  async (all) => {
    const { page } = all;
    for (const [lang, spoken] of [
      ["EN", "en"],
      ["En-gb", "en"],
      ["SV-Simple", "sv-simple"],
    ]) {
      await page.open(guidePage(all, { attributes: { lang } }));
      assert.equal((await page.guide().ready()).lang, spoken);
    }
  },
  CHROMIUM,
);

forEachEngine(
  "an area named like what every object has: numbers, exit and the nation's guide",
  async (all) => {
    const { page, exit } = all;
    await page.open(guidePage(all, { attributes: { area: "constructor" } }));
    assert.ok((await page.guide().ready()).exit);
    await leaves({ page, exit }, () => page.guide().exit());
  },
  CHROMIUM,
);

forEachEngine(
  "when a guide says that it is ready, 112 and its first question are on the page",
  async (all) => {
    const { page, site } = all;
    site.script("/seen.js", function () {
      window.seen = [];
      addEventListener("vagvisare-ready", function (event) {
        var root = event.target.shadowRoot;
        var has = function (what) {
          return root.querySelectorAll(what).length > 0;
        };
        window.seen.push([has("[href='tel:112']"), has("[part=question]"), has("[part=exit]")]);
      });
    });
    const head = '<script src="/seen.js"></script>';
    site.page("/t.html", html("<h1>Stöd</h1>" + element(all) + element(all), { head }));
    await page.open("/t.html");
    const seen = await until("both guides", () => page.ask(() => seen.length > 1 && seen));
    assert.deepEqual(seen, [
      [true, true, true],
      [true, true, true],
    ]);
  },
);

/** Browsers before 2024 (Firefox 124, Safari 16). */
const WITHOUT_POPOVERS = `<head><script>
  for (const name of ["popover", "showPopover", "hidePopover"]) delete HTMLElement.prototype[name];
</script>`;

forEachEngine(
  "in a dialog of the page's own the guide stands also where there are no popovers",
  async (all) => {
    const { page, site, exit } = all;
    const body = `<dialog>${element(all)}</dialog>`;
    site.page("/t.html", html(body).replace("<head>", WITHOUT_POPOVERS), FREE);
    await page.open("/t.html");
    const show = (open) => page.ask(`() => document.querySelector("dialog").${open}()`);
    await show("showModal");
    await page.guide().ready();
    await show("close");
    await show("showModal");
    await page.guide().walk("self");
    assert.deepEqual(
      (await page.events()).map(({ type }) => type),
      ["vagvisare-ready"],
    );
    await leaves({ page, exit }, () => page.guide().exit());
  },
  CHROMIUM,
);

forEachEngine(
  "a function that the page has put before fetch, and that takes words alone, stops nothing",
  async (all) => {
    const { page, site } = all;
    site.script("/words.js", function () {
      var plain = window.fetch;
      window.fetch = function (url, options) {
        return plain.call(window, url.indexOf("/api/") === 0 ? "/v1" + url : url, options);
      };
    });
    site.page("/t.html", html(element(all), { head: '<script src="/words.js"></script>' }));
    await page.open("/t.html");
    assert.ok((await page.guide().ready()).choices.length > 1);
  },
  CHROMIUM,
);

forEachEngine("a page that writes its own HTML again has a guide, and no error of ours", async (all) => {
  const { page, site, exit } = all;
  site.page("/t.html", html(`<main>${element(all)}</main>`), FREE);
  await page.open("/t.html");
  await page.guide().ready();
  await page.ask(function () {
    var main = document.querySelector("main");
    var words = main.innerHTML;
    main.innerHTML = words;
  });
  await until("the second guide", async () => (await page.events()).length > 1);
  assert.deepEqual(await page.said(), []);
  await leaves({ page, exit }, () => page.guide().exit());
});
