// In other people's pages: whatever the page does, the guide works; whatever the guide does, the page is
// unharmed.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { consoleLines } from "./harness/oracles.mjs";
import { element, guidePage, html, leaves } from "./harness/page.mjs";
import { never, pause, until } from "./harness/poll.mjs";
import { demoPages } from "./harness/site.mjs";

const guides = (page) =>
  page.ask(function () {
    return document.querySelectorAll("vag-visare").length;
  });

/** Nothing to be read in the console, by any webmaster. */
async function quiet(page) {
  assert.deepEqual(await consoleLines(page), []);
}

forEachEngine("two guides on a page do not know of each other", async (all) => {
  const { page, site } = all;
  site.page(
    "/t.html",
    html(`${element(all, { area: "0184" })}<h2>Till</h2>${element(all, { area: "9999", lang: "en" })}`),
  );
  await page.open("/t.html");
  const [first, second] = [page.guide(0), page.guide(1)];
  const [one, two] = [await first.ready(), await second.ready()];
  assert.deepEqual([one.lang, two.lang], ["sv", "en"]);
  await first.choose("self");
  assert.deepEqual((await second.screen()).choices, two.choices);
  const screen = await second.walk("using_violence", "stop");
  assert.ok(screen.cards.includes("9999.vandpunkten"));
  assert.notDeepEqual((await first.screen()).choices, one.choices);
  assert.ok((await first.screen()).exit && screen.exit);
  await quiet(page);
});

forEachEngine("a page that loads the script twice has one guide of it, and no complaint", async (all) => {
  const { page, site } = all;
  const again = '<script src="/vagvisare/vagvisare.js"></script>';
  site.page("/t.html", html(`${element(all)}${again}${again}`, { head: again }));
  await page.open("/t.html");
  await page.guide().choose("self");
  assert.equal(await guides(page), 1);
  await quiet(page);
});

forEachEngine("a guide that is moved goes on as it was", async (all) => {
  const { page } = all;
  await page.open(guidePage(all, { after: '<section id="there"><p>Dit</p></section>' }));
  const before = await page.guide().choose("self");
  await page.ask(function () {
    document.getElementById("there").append(host(0));
  });
  assert.deepEqual((await page.guide().screen()).choices, before.choices);
  const screen = await page.guide().walk("close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen") && screen.exit);
  await quiet(page);
});

forEachEngine(
  "a guide that is taken away leaves nothing in the page, and begins anew when put back",
  async (all) => {
    const { page } = all;
    const outside = function () {
      var copy = document.documentElement.cloneNode(true);
      list(copy.querySelectorAll("vag-visare")).forEach(function (one) {
        one.remove();
      });
      return copy.outerHTML;
    };
    await page.open(guidePage(all));
    await page.guide().ready();
    await page.ask(function () {
      window.kept = host(0);
      kept.remove();
    });
    // A task of its own takes the last things out; what is compared must not be asked for before it.
    await until("the page's first stop to be gone", () =>
      page.ask(function () {
        return !document.querySelector("body > nav");
      }),
    );
    const clean = await page.ask(outside);
    await page.ask(function () {
      document.body.append(kept);
    });
    await page.guide().choose("self");
    await page.ask(function () {
      kept.remove();
    });
    await until("the page to be as it was", async () => (await page.ask(outside)) === clean);
    await page.ask(function () {
      document.body.append(kept);
    });
    const screen = await page.guide().ready();
    assert.ok(screen.choices.includes("self") && screen.exit);
    await quiet(page);
  },
);

forEachEngine("attributes that the page changes are followed", async (all) => {
  const { page, exit, exit2 } = all;
  await page.open(guidePage(all));
  const guide = page.guide();
  await guide.ready();
  const set = (name, value) =>
    page.ask(
      function (name, value) {
        host(0).setAttribute(name, value);
      },
      name,
      value,
    );
  await set("lang", "en");
  await until("English", async () => (await guide.screen()).lang === "en");
  await set("area", "9999");
  await until("the other area", () =>
    guide.ask(function (n) {
      return text(areaBlock(n)).indexOf("Exempelköping") >= 0;
    }),
  );
  await set("exit-url", exit2.url);
  await until(
    "the other exit",
    async () => (await guide.screen()).hrefs.includes(exit2.url) && (await guide.screen()).choices.length,
  );
  await set("heading-level", "4");
  await until("the other heading", () =>
    guide.ask(function (n) {
      return Boolean(parts(n, "question")[0] && parts(n, "question")[0].localName === "h4");
    }),
  );
  const corner = await guide.ask(function (n) {
    var box = parts(n, "exit").filter(shown)[0].getBoundingClientRect();
    return [Math.round(innerWidth - box.right), Math.round(innerHeight - box.bottom)];
  });
  assert.ok(Math.max(...corner) < 40, `the exit is in its corner still, not ${corner} from it`);
  await leaves({ page, exit: exit2 }, () => guide.exit());
  assert.equal(exit.arrivals.length, 0);
});

forEachEngine(
  "contact and guide files from another host are refused, with a message, and our own used",
  async (all) => {
    const { page, exit, guard } = all;
    // The exit server stands for another host: it would note every request.
    const attributes = { contacts: `${exit.url}contacts/`, guide: "https://data.example/guide/" };
    await page.open(guidePage(all, { attributes }));
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
    const said = (await page.said()).filter(({ kind }) => kind === "console.warn").map(({ text }) => text);
    for (const name of Object.keys(attributes)) {
      assert.ok(
        said.some((line) => line.startsWith("vagvisare:") && line.includes(name)),
        JSON.stringify(said),
      );
    }
    assert.deepEqual([exit.arrivals.length, guard.hosts()], [0, []]);
  },
);

forEachEngine(
  "an attribute that is left empty is as if it were not there, and one that cannot be used is named",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { attributes: { contacts: "", guide: "", at: "" } }));
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
    const warnings = async () => (await page.said()).filter(({ kind }) => kind === "console.warn");
    for (const [name, value] of [
      ["area", "184"],
      ["at", "2026-12-24T23:30"],
      ["at", "2026-02-30T10:00Z"],
      ["at", "2026-12-24T25:00:00+01:00"],
    ]) {
      await page.open(guidePage(all, { attributes: { [name]: value } }));
      await page.guide().ready();
      const said = (await warnings()).map(({ text }) => text);
      assert.ok(
        said.some((line) => line.includes(`${name}="${value}" godtas inte`)),
        JSON.stringify(said),
      );
    }
    for (const at of ["2026-12-24T23:30Z", "2024-02-29T23:30:00.5+0100", "2026-12-31T00:00:00-01"]) {
      await page.open(guidePage(all, { attributes: { at } }));
      await page.guide().ready();
      assert.deepEqual(await warnings(), []);
    }
  },
  { only: ["chromium"] },
);

forEachEngine(
  "an attribute that is changed while the guide is on its way leaves one guide and one first stop",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/guide/sv.json", "late");
    await page.open(guidePage(all));
    await until("the first stop", () => page.ask(() => Boolean(document.querySelector("body > nav"))));
    await page.ask(() => host(0).setAttribute("area", "9999"));
    await page.guide().ready();
    await pause(1500);
    assert.equal(await page.ask(() => document.querySelectorAll("body > nav").length), 1);
    await page.ask(() => host(0).remove());
    await until("nothing of ours", () => page.ask(() => !document.querySelector("body > nav")));
  },
  { only: ["chromium"] },
);

forEachEngine("a policy by nonce is enough, with WebAssembly and without", async (all) => {
  const { page, site } = all;
  const tag = '<script nonce="abc" src="/vagvisare/vagvisare.js" data-area="0184"></script>';
  for (const wasm of [" 'wasm-unsafe-eval'", ""]) {
    const policy = `default-src 'none'; script-src 'nonce-abc'${wasm}; connect-src 'self'`;
    site.page("/t.html", html(tag, { loader: false }), { "content-security-policy": policy });
    await page.open("/t.html");
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen"), policy);
  }
});

forEachEngine("data-attributes that no element can have are passed over", async (all) => {
  const { page, site } = all;
  const odd = 'data--x="1" data-@x="1" data-.x="1" data-[x]="1" data-$x="1"';
  const tag = `<script src="/vagvisare/vagvisare.js" ${odd} data-area="9999"></script>`;
  site.page("/t.html", html(tag, { loader: false }));
  await page.open("/t.html");
  await page.guide().ready();
  assert.equal(await page.ask(() => host(0).getAttribute("area")), "9999");
});

forEachEngine(
  "a panel leaves the style of the page's root alone, and a label means nothing to a guide in the page",
  async (all) => {
    const { page, site } = all;
    const style = "padding-bottom: 20px; scroll-padding-bottom: 33px;";
    const whole = html(element(all, { mode: "panel" })).replace("<html", `<html style="${style}"`);
    site.page("/t.html", whole, { "content-security-policy": null });
    await page.open("/t.html");
    await until("the button", () => page.ask(() => parts(0, "open-button").some(shown)));
    assert.equal(await page.ask(() => document.documentElement.getAttribute("style")), style);
    await page.open(guidePage(all));
    await page.guide().walk("self");
    const { question } = await page.guide().screen();
    await page.ask(() => host(0).setAttribute("label", "Hjälp"));
    await pause(300);
    assert.equal((await page.guide().screen()).question, question);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "a script tag without an element puts the guide where it stands, with its data-attributes",
  async (all) => {
    const { page, site, exit } = all;
    const data = `data-area="9999" data-lang="en" data-exit-url="${exit.url}" data-="" data-1=""`;
    const tag = `<script src="/vagvisare/vagvisare.js" ${data}></script>`;
    site.page("/t.html", html(`<p id="over">Över</p>${tag}<p id="under">Under</p>`, { loader: false }));
    await page.open("/t.html");
    const { lang } = await page.guide().ready();
    assert.equal(lang, "en");
    const place = await page.ask(function () {
      return [
        host(0).previousElementSibling.localName,
        host(0).nextElementSibling.id,
        host(0).getAttribute("area"),
      ];
    });
    assert.deepEqual(place, ["script", "under", "9999"]);
    await leaves({ page, exit }, () => page.guide().exit());
  },
);

for (const [how, tag] of [
  ["in head", { head: '<script src="/vagvisare/vagvisare.js" data-area="9999"></script>' }],
  ["deferred", { head: '<script defer src="/vagvisare/vagvisare.js" data-area="9999"></script>' }],
  ["async", { head: '<script async src="/vagvisare/vagvisare.js" data-area="9999"></script>' }],
]) {
  forEachEngine(`a script tag ${how} without an element: one guide in the page`, async (all) => {
    const { page, site } = all;
    site.page("/t.html", html("<p>Sidan</p>", { loader: false, ...tag }));
    await page.open("/t.html");
    await page.guide().ready();
    assert.equal(await guides(page), 1);
  });
  forEachEngine(`a script tag ${how} with an element: that one, and no other`, async (all) => {
    const { page, site } = all;
    site.page("/t.html", html(`<p>Sidan</p>${element(all)}`, { loader: false, ...tag }));
    await page.open("/t.html");
    await page.guide().ready();
    assert.equal(await guides(page), 1);
  });
}

forEachEngine(
  "the hostile page: the guide reads as elsewhere, works, and leaves in one press",
  async (all) => {
    const { page, guard, engine } = all;
    const look = function (n) {
      return parts(n, "choice")
        .concat(parts(n, "question"), parts(n, "exit"))
        .map(function (one) {
          var style = getComputedStyle(one);
          return [
            one.getAttribute("part"),
            style.textTransform,
            style.letterSpacing,
            style.wordSpacing,
            style.fontSize,
            style.display,
            style.textAlign,
          ].join(" ");
        });
    };
    await page.open("/stod.html");
    await page.guide().ready();
    const plain = await page.guide().ask(look);
    await page.open("/svar.html");
    await page.guide().ready();
    assert.deepEqual(await page.guide().ask(look), plain);
    await page.tap("#kakor-ok");
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("9999.jourlinjen"));
    guard.clear();
    await page.guide().exit();
    const wanted = engine === "webkit" ? /over-tls/ : /smhi\.se/;
    await until("the page to be left", () => guard.hosts().some((host) => wanted.test(host)));
  },
);

forEachEngine(
  "our look does not reach the page",
  async (all) => {
    const { page, site } = all;
    const look = function () {
      return list(document.querySelectorAll("body, body *:not(vag-visare)"))
        .filter(function (one) {
          return !one.closest("nav[aria-label]") && !one.closest("vag-visare");
        })
        .map(function (one) {
          var style = getComputedStyle(one);
          return [
            one.localName,
            style.color,
            style.font,
            style.margin,
            style.padding,
            style.backgroundColor,
            style.display,
            one.offsetWidth,
          ].join(" ");
        });
    };
    const top =
      '<h1>Rubrik</h1><p class="exit screen card">Stycke</p><button class="choice quiet">Knapp</button>' +
      "<ul><li>Rad</li></ul><dialog open>D</dialog>";
    const rest = "<p>Lång sida</p>".repeat(60);
    site.page("/without.html", html(top + rest, { loader: false }));
    site.page("/with.html", html(top + element(all) + rest));
    await page.open("/without.html");
    const before = await page.ask(look);
    await page.open("/with.html");
    await page.guide().ready();
    const after = await page.ask(look);
    assert.deepEqual(after.slice(1, before.length), before.slice(1));
  },
  { only: ["chromium"] },
);

forEachEngine(
  "an area that nobody has falls to the next wider one, and says so",
  async (all) => {
    const { page } = all;
    for (const area of ["0199", "7777", "abc", "../../secret", ""]) {
      await page.open(guidePage(all, { attributes: { area } }));
      const { notices, emergency, exit } = await page.guide().ready();
      assert.ok(emergency && exit, area);
      if (area) assert.ok(notices, `a notice about ${area}`);
      const screen = await page.guide().walk("self", "close_relationship", "talk");
      assert.ok(screen.cards.includes("se.kvinnofridslinjen"), area);
    }
  },
  { only: ["chromium"] },
);

forEachEngine(
  "a language that nobody has falls to Swedish, a regional one to its base",
  async (all) => {
    const { page } = all;
    for (const [lang, shown] of [
      ["xx", "sv"],
      ["en-GB", "en"],
      ["", "sv"],
      ["../../x", "sv"],
    ]) {
      await page.open(guidePage(all, { attributes: { lang } }));
      assert.equal((await page.guide().ready()).lang, shown, lang);
    }
    for (const [lang, shown] of [
      ["en", "en"],
      ["xx", "sv"],
      ["sv-SE", "sv"],
    ]) {
      await page.open(guidePage(all, { lang }));
      assert.equal((await page.guide().ready()).lang, shown, `page in ${lang}`);
    }
  },
  { only: ["chromium"] },
);

const EVIL = [
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "http://plain.example/",
  "https://user:word@evil.example/",
  "//evil.example/",
  "blob:https://x/y",
];

forEachEngine(
  "no address of a bad kind in a contact file ever becomes a link",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/contacts/9999.json", ({ response, headers, body }) => {
      const layer = JSON.parse(body);
      const one = layer.services[0];
      const types = ["web", "chat", "video", "phone", "sms", "email", "textphone"];
      layer.services = types
        .flatMap((type) =>
          EVIL.map((value, n) => ({
            ...one,
            id: `9999.evil-${type}-${n}`,
            name: { sv: `<img src=x onerror=alert(1)> ${type} ${n}` },
            channels: [
              { ...one.channels[0], type, value },
              { ...one.channels[0], type: "phone", value: "+46846500410" },
            ],
            source: { url: value, date: "2026-01-01" },
          })),
        )
        .concat(one);
      response.writeHead(200, headers).end(JSON.stringify(layer));
    });
    await page.open(guidePage(all, { attributes: { area: "9999" } }));
    const guide = page.guide();
    const { notices } = await guide.ready();
    await guide.walk("self", "close_relationship", "talk");
    const hrefs = await guide.ask(function (n) {
      list(root(n).querySelectorAll("details")).forEach(function (one) {
        one.open = true;
      });
      return list(root(n).querySelectorAll("[href], [src], [action], [formaction]")).map(function (one) {
        return (
          one.getAttribute("href") ||
          one.getAttribute("src") ||
          one.getAttribute("action") ||
          one.getAttribute("formaction")
        );
      });
    });
    assert.ok(hrefs.length > 20);
    for (const href of hrefs) {
      assert.match(
        href,
        /^(tel:\+?\d+|sms:\+?\d+|mailto:[^?&<>\s]+@[^?&<>\s]+|https:\/\/[^@\s]+|http:\/\/localhost:\d+\/)$/,
        href,
      );
    }
    assert.ok(notices, "what was left out is told");
    assert.equal(
      await guide.ask(function (n) {
        return root(n).querySelectorAll("img, script, iframe").length;
      }),
      0,
    );
  },
  { only: ["chromium"] },
);

forEachEngine("a guide far down a page asks for nothing until it comes near", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all, { before: "<p>Lång sida</p>".repeat(200) }));
  await until("the exit", async () => (await page.guide().screen()).exit);
  await never("a request", () => site.asked("/vagvisare/**").length > 1, { during: 400 });
  await page.ask(() => host(0).scrollIntoView());
  await page.guide().ready();
});

for (const path of demoPages()) {
  forEachEngine(`no error and no warning in the console on ${path}`, async (all) => {
    const { page } = all;
    await consoleLines(page);
    await page.open(path);
    if (await guides(page)) {
      const panel = await page.ask(function () {
        return parts(0, "open-button").length;
      });
      if (panel) await page.guide().tapOn("open-button");
      if (path === "/svar.html") await page.tap("#kakor-ok");
      await page.guide().walk("self", "close_relationship", "talk");
    }
    await quiet(page);
  });
}
