// Help without machinery: whatever fails to come or breaks, the emergency numbers and a working exit are on
// the page.

import assert from "node:assert/strict";

import { forEachEngine, ownBrowser } from "./harness/each.mjs";
import { UNNAMED } from "./harness/guard.mjs";
import { KEYS, arrive, guidePage, html, leaves } from "./harness/page.mjs";
import { never, until } from "./harness/poll.mjs";
import { POLICY } from "./harness/site.mjs";

const CONTACTS = "/vagvisare/contacts/*.json";
const GUIDE = "/vagvisare/guide/*.json";
const WASM = "/vagvisare/*.wasm";
const GLUE = "/vagvisare/p-*.js";
/**
 * Where the engines hardly differ one is asked, but all of them for the whole matrix (`cargo xtask matrix`).
 */
const SPARED = process.env.VAGVISARE_MATRIX ? {} : { only: ["chromium"] };

/** Numbers and exit are there, and the exit leaves. */
async function helps(all, guide = all.page.guide()) {
  const { page, exit } = all;
  const screen = await guide.fallback(5000);
  assert.ok(screen.hrefs.includes("tel:112"));
  assert.ok(
    screen.hrefs.some((href) => ["tel:+4620505050", "tel:11414"].includes(href)),
    String(screen.hrefs),
  );
  await leaves({ page, exit }, () => guide.exit());
  return screen;
}

/** Opens the page with these files broken, and waits until the guide has given up. */
async function broken(all, faults, rest = {}) {
  const { page, site, exit } = all;
  exit.clear();
  const path = guidePage(all, rest);
  for (const [glob, kind] of faults) site.fault(glob, kind);
  await page.open(path);
}

const failed = (page) =>
  until(
    "the guide to say that it has failed",
    async () => {
      const found = (await page.events()).find(({ type }) => type === "vagvisare-error");
      return found ?? null;
    },
    { within: 20_000 },
  );

/** Whether a message of ours on the console has these words. */
const isNamed = async (page, words) =>
  (await page.said()).some(
    ({ kind, text }) => kind === "console.warn" && text.startsWith("vagvisare:") && text.includes(words),
  );

/** No policy: the page's own styles hold. */
const FREE = { "content-security-policy": null };
const AT_ONCE = ["missing", "truncated", "half", "status-500", "wrong-shape", "empty-list", "html-200"];

for (const kind of AT_ONCE) {
  forEachEngine(`all contact files ${kind}: numbers and exit`, async (all) => {
    await broken(all, [[CONTACTS, kind]]);
    await until("an end of the start", async () => (await all.page.events()).length > 0);
    const { hrefs } = await helps(all);
    // The loader's numbers, which are more than a guide without contacts has.
    for (const number of ["tel:+4620505050", "tel:116111"]) assert.ok(hrefs.includes(number), String(hrefs));
  });
}

for (const kind of AT_ONCE) {
  forEachEngine(
    `the guide's own files ${kind}: numbers and exit`,
    async (all) => {
      await broken(all, [[GUIDE, kind]]);
      await failed(all.page);
      await helps(all);
    },
    SPARED,
  );
}

for (const kind of AT_ONCE) {
  forEachEngine(
    `one contact file ${kind}: the other layers stand, and a notice says so`,
    async (all) => {
      await broken(all, [["/vagvisare/contacts/0184.json", kind]]);
      const guide = all.page.guide();
      const { notices } = await guide.ready();
      assert.ok(notices, "a notice");
      const screen = await guide.walk("self", "close_relationship", "talk");
      assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
      await helps(all);
    },
    SPARED,
  );
}

forEachEngine("everything ten seconds late: numbers and exit at once", async (all) => {
  await broken(all, [
    [CONTACTS, "slow"],
    [GUIDE, "slow"],
    [WASM, "slow"],
  ]);
  await helps(all);
});

forEachEngine(
  "the guide ten seconds late: it comes when it comes",
  async (all) => {
    await broken(all, [[GUIDE, "slow"]]);
    await all.page.guide().fallback(2000);
    await all.page.guide().ready(25_000);
  },
  SPARED,
);

forEachEngine(
  "a contact file that never comes is given up, and the rest is shown",
  async (all) => {
    await broken(all, [["/vagvisare/contacts/01.json", "hang"]]);
    await all.page.guide().fallback(2000);
    assert.ok((await all.page.guide().ready(20_000)).notices);
  },
  SPARED,
);

forEachEngine("a contact file of fifty megabytes is not read to its end", async (all) => {
  await broken(all, [["/vagvisare/contacts/0184.json", "huge"]]);
  const guide = all.page.guide();
  await guide.fallback(3000);
  assert.ok((await guide.ready(20_000)).notices);
  await helps(all);
});

forEachEngine(
  "every file of fifty megabytes: numbers and exit",
  async (all) => {
    await broken(all, [
      [CONTACTS, "huge"],
      [GUIDE, "huge"],
    ]);
    await failed(all.page);
    await helps(all);
  },
  SPARED,
);

for (const kind of ["missing", "truncated", "corrupt", "status-500", "html-200"]) {
  forEachEngine(`the program ${kind}: numbers and exit`, async (all) => {
    await broken(all, [[WASM, kind]]);
    await failed(all.page);
    await helps(all);
  });
}

forEachEngine("the program under the wrong MIME type runs all the same", async (all) => {
  await broken(all, [[WASM, "wrong-mime"]]);
  const screen = await all.page.guide().walk("self", "close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
});

for (const kind of ["missing", "half", "wrong-mime", "html-200"]) {
  forEachEngine(`the program's script ${kind}: numbers and exit`, async (all) => {
    await broken(all, [[GLUE, kind]]);
    await failed(all.page);
    await helps(all);
  });
}

/** The digits of each of the loader's numbers as they lie on the screen, from left to right. */
const numbersOnScreen = (page) =>
  page.ask(() =>
    list(root(0).querySelectorAll("[part=emergency] a")).map(function (link) {
      var words = link.firstChild;
      while (words.firstChild) words = words.firstChild;
      var signs = list(words.data).map(function (sign, at) {
        var range = document.createRange();
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        return [range.getBoundingClientRect().left, sign];
      });
      signs.sort((a, b) => a[0] - b[0]);
      return signs.map((one) => one[1]).join("").replace(/\D/g, "");
    }),
  );

forEachEngine("in an Arabic page the loader's numbers are read in the order in which they are dialled", async (all) => {
  const { page } = all;
  await broken(all, [[WASM, "missing"]], { lang: "ar", attributes: { lang: "ar" } });
  await failed(page);
  assert.deepEqual(await numbersOnScreen(page), ["112", "11414", "020505050", "116111", "087461000"]);
  const said = await page.ask(function () {
    var exit = parts(0, "exit")[0];
    var emergency = parts(0, "emergency")[0];
    return [emergency.lang, emergency.dir, exit.lang];
  });
  assert.deepEqual(said.slice(0, 2), ["sv", "ltr"], "words in another language than the page's say so");
  await until("the way out in Arabic", async () => (await page.ask(() => parts(0, "exit")[0].lang)) === "ar");
  await helps(all);
});

for (const [what, faults] of [
  ["the program is missing", [[WASM, "missing"]]],
  ["the guide's own files are missing", [[GUIDE, "missing"]]],
  ["the contact files are missing", [[CONTACTS, "missing"]]],
]) {
  forEachEngine(`where ${what}, Space, Esc and the first stop of the Tab key leave, and Shift is counted`, async (all) => {
    const { page, site, exit } = all;
    const ways = [
      () => page.press(KEYS.ESCAPE, KEYS.ESCAPE),
      async () => {
        await page.ask(() => parts(0, "exit")[0].focus());
        await page.press(" ");
      },
      async () => {
        await page.press(KEYS.TAB);
        assert.equal(await page.ask(() => Boolean(focused().closest(".exit"))), true, "the first stop");
        await page.press(KEYS.ENTER);
      },
    ];
    for (const way of ways) {
      site.clear();
      exit.clear();
      guidePage(all, { before: '<a href="/away.html">en länk före</a>' });
      for (const [glob, kind] of faults) site.fault(glob, kind);
      await arrive(page, site);
      await failed(page);
      await until("the first stop", () => page.ask(() => Boolean(document.querySelector("body > nav"))));
      if (way === ways[0]) {
        await page.press(KEYS.SHIFT);
        await until("a light", () => page.ask(() => parts(0, "exit")[0].textContent.includes("●")));
      }
      await leaves(all, way);
    }
  }, what === "the program is missing" ? {} : SPARED);
}

for (const [what, children, head] of [
  ["by its style sheet", '<p class="no-js"><a href="tel:112">112</a></p>', "<style>.no-js{display:none}</style>"],
  ["with hidden", '<p hidden><a href="tel:112">112</a></p>', ""],
  ["in what is folded", '<details><summary>Nummer</summary><a href="tel:112">112</a></details>', ""],
]) {
  forEachEngine(`a number of the page's own that it hides ${what} takes none away`, async (all) => {
    const { page } = all;
    await broken(all, [[WASM, "missing"]], { attributes: { children }, head, headers: FREE });
    await failed(page);
    const seen = await page.ask(() => list(root(0).querySelectorAll("[href='tel:112']")).filter(shown).length);
    assert.equal(seen, 1);
  });
}

// Without WebAssembly the same program runs as plain JavaScript, or, if that fails too, the numbers stay.
const FORBIDDEN = { "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") };

for (const [why, shim, headers] of [
  ["no WebAssembly at all, as in Lockdown Mode", "no-wasm", undefined],
  ["a policy without 'wasm-unsafe-eval'", null, FORBIDDEN],
]) {
  forEachEngine(`${why}: the guide answers, as JavaScript`, async (all) => {
    const { page, site } = all;
    if (shim) site.shim(shim);
    await broken(all, [], { headers });
    const guide = page.guide();
    const screen = await guide.walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
    assert.equal(site.asked(WASM).length, 0, "what cannot run is not asked for");
    // Areas and languages make its memory grow; what is read afterwards must be read from the new one.
    await guide.pick("language", "uk");
    await until("Ukrainian", async () => (await guide.screen()).lang === "uk");
    await guide.openSearch();
    await page.press(..."116111");
    await until("Bris", async () => (await guide.screen()).cards.includes("se.bris"));
    await helps(all);
  });

  forEachEngine(`${why}, and the JavaScript missing: numbers and exit`, async (all) => {
    if (shim) all.site.shim(shim);
    // All of the program's scripts but the one that the loader itself names.
    await broken(
      all,
      [
        [
          GLUE,
          ({ request, response, headers: given, body }) => {
            if (body.length < 50_000) response.writeHead(200, given).end(body);
            else response.writeHead(404).end(request.url);
          },
        ],
      ],
      { headers },
    );
    await failed(all.page);
    await helps(all);
  });
}

// WebKit (2.50) does not look at `integrity` when it preloads a module: there the script's own sum is not
// checked.
for (const [what, glob, only] of [
  ["program", WASM],
  ["program's script", GLUE, ["chromium", "firefox"]],
]) {
  forEachEngine(
    `the ${what} exchanged on the server is not run: numbers and exit`,
    async (all) => {
      const { page, site } = all;
      site.fault(glob, ({ response, headers, body }) => {
        // As good as the real one, but for some bytes at its end: only the sum in the loader can tell.
        const more =
          glob === WASM ? Buffer.from([0, 2, 0, 7]) : Buffer.from("\nglobalThis.exchanged = true;");
        response.writeHead(200, headers).end(Buffer.concat([body, more]));
      });
      await page.open(guidePage(all));
      await failed(page);
      assert.equal(
        await page.ask(function () {
          return "exchanged" in window;
        }),
        false,
      );
      await helps(all);
    },
    { only },
  );
}

forEachEngine("what is missing on the server is named on the console, with its address", async (all) => {
  const { page, site } = all;
  for (const [glob, kind, wanted] of [
    ["/vagvisare/contacts/01.json", "missing", "/vagvisare/contacts/01.json: status 404"],
    ["/vagvisare/contacts/0184.json", "status-500", "/vagvisare/contacts/0184.json: status 500"],
    ["/vagvisare/contacts/01.json", "half", "/vagvisare/contacts/01.json: "],
    ["/vagvisare/guide/guide.json", "missing", "/vagvisare/guide/guide.json: status 404"],
    ["/vagvisare/guide/sv.json", "html-200", "/vagvisare/guide/sv.json: "],
    // Checked by its sum, it is refused whatever came instead; the browser's own line beside ours says what.
    [WASM, "missing", "p-….wasm: "],
  ]) {
    site.clear();
    await broken(all, [[glob, kind]]);
    await until("an end of the start", async () => (await page.events()).length > 0);
    assert.ok(await isNamed(page, wanted), `${wanted}: ${JSON.stringify(await page.said())}`);
  }
});

forEachEngine("a guide that could not start comes when the page mends the attribute that was wrong", async (all) => {
  const { page } = all;
  await broken(all, [], { attributes: { contacts: "/nothing/there/" } });
  await failed(page);
  await page.ask(function () {
    host(0).setAttribute("contacts", "/vagvisare/contacts/");
  });
  const screen = await page.guide().walk("self", "close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
  await leaves(all, () => page.guide().exit());
});

forEachEngine("a policy without connect-src: numbers and exit", async (all) => {
  const policy = POLICY.replace("connect-src 'self'; ", "");
  await broken(all, [], { headers: { "content-security-policy": policy } });
  await failed(all.page);
  await helps(all);
});

for (const [where, what] of [
  ["enter", "as it is called"],
  ["middle", "in the middle of changing the page"],
]) {
  forEachEngine(`the program traps ${what}: numbers and exit instead of half a guide`, async (all) => {
    const { page, site } = all;
    site.shim("trap");
    await broken(all, []);
    const guide = page.guide();
    await guide.choose("self");
    await page.ask(function (where) {
      __test.arm(where, where === "enter" ? 1 : 3);
    }, where);
    await guide.tapOn("choice", 0);
    await until("the trap", () =>
      page.ask(function () {
        return __test.traps > 0;
      }),
    );
    assert.equal((await failed(page)).detail.reason, "trap");
    const screen = await guide.fallback();
    assert.deepEqual(screen.choices, [], "nothing is left of the program");
    assert.deepEqual(screen.cards, []);
    assert.equal(
      await page.ask(function () {
        return __test.traps;
      }),
      1,
      "a program that has trapped is not asked again",
    );
    await helps(all);
  });
}

forEachEngine(
  "a trap in one of two guides brings both back to the numbers",
  async (all) => {
    const { page, site, exit, exit2 } = all;
    site.shim("trap");
    site.page(
      "/t.html",
      html(`<vag-visare area="0184" exit-url="${exit.url}" exit-url-2="${exit2.url}"></vag-visare>
    <vag-visare area="9999" exit-url="${exit.url}" exit-url-2="${exit2.url}"></vag-visare>`),
    );
    await page.open("/t.html");
    await page.guide(0).ready();
    await page.guide(1).ready();
    await page.ask(function () {
      __test.arm("enter", 1);
    });
    await page.guide(1).tapOn("choice", 0);
    await failed(page);
    for (const n of [0, 1]) assert.deepEqual((await page.guide(n).fallback()).choices, []);
    await leaves({ page, exit }, () => page.guide(0).exit());
  },
  SPARED,
);

forEachEngine("a trap as the guide is taken away for another: numbers and exit, and no second trap", async (all) => {
  const { page, site } = all;
  site.shim("trap");
  await broken(all, []);
  await page.guide().choose("self");
  await page.ask(function () {
    __test.arm("enter", 1);
    host(0).setAttribute("lang", "en");
  });
  await failed(page);
  assert.deepEqual((await page.guide().fallback()).choices, [], "nothing is left of the program");
  const traps = await page.ask(function () {
    return __test.traps;
  });
  assert.equal(traps, 1, "a program that has trapped is not asked again");
  await helps(all);
});

forEachEngine("another's WebAssembly that traps in the page is not taken for ours", async (all) => {
  const { engine, page, site } = all;
  site.script("/own.js", function () {
    // One function, which is `unreachable`.
    const bytes = "0061736d0100000001040160000003020100070501017400000a05010300000b";
    const module = new WebAssembly.Module(Uint8Array.from(bytes.match(/../g), (byte) => parseInt(byte, 16)));
    const { t } = new WebAssembly.Instance(module).exports;
    window.trap = (isBare) => setTimeout(isBare ? t : () => t());
    addEventListener("error", () => (window.trapped = true));
  });
  await broken(all, [], { after: '<script src="/own.js"></script>' });
  const before = await page.guide().choose("self");
  // WebKit says of a bare function only that it is WebAssembly, which ours is too.
  for (const isBare of engine === "webkit" ? [false] : [false, true]) {
    await page.ask((isBare) => {
      window.trapped = false;
      window.trap(isBare);
    }, isBare);
    await until("the trap", () => page.ask(() => window.trapped === true));
  }
  assert.deepEqual((await page.guide().screen()).choices, before.choices);
  const screen = await page.guide().walk("close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
});

for (const kind of ["missing", "half", "html-200", "wrong-shape"]) {
  forEachEngine(
    `a translation ${kind}: the guide in Swedish, not none, and the file is named on the console`,
    async (all) => {
      await broken(all, [["/vagvisare/guide/en.json", kind]], { attributes: { lang: "en" } });
      const screen = await all.page.guide().ready();
      assert.equal(screen.lang, "sv");
      assert.ok(screen.choices.includes("self"));
      assert.ok(await isNamed(all.page, "guide/en.json: "));
    },
    SPARED,
  );
}

for (const kind of ["missing", "half", "html-200"]) {
  forEachEngine(
    `files that come later ${kind}: each is named on the console`,
    async (all) => {
      const { page, site } = all;
      const names = ["guide/pages-sv", "guide/so", "contacts/areas"];
      for (const name of names) site.fault(`/vagvisare/${name}.json`, kind);
      await page.open(guidePage(all));
      const guide = page.guide();
      await guide.ready();
      await until("the pages", () => isNamed(page, "guide/pages-sv.json: "));
      await guide.pick("language", "so");
      await until("the language", () => isNamed(page, "guide/so.json: "));
      await guide.tapOn("area");
      await until("the list of areas", () => isNamed(page, "contacts/areas.json: "));
    },
    SPARED,
  );
}

forEachEngine(
  "a national file with nobody in it: numbers and exit, not an answer without a card",
  async (all) => {
    const { page, site } = all;
    const nation = { format: 1, area: { code: "se", name: "Sverige" }, services: [] };
    site.page("/vagvisare/contacts/se.json", JSON.stringify(nation));
    await broken(all, [], { attributes: { area: "se" } });
    await failed(page);
    await helps(all);
  },
  SPARED,
);

forEachEngine(
  "the page's own fallback stays when the program does not come, and its exit leaves",
  async (all) => {
    const { page, site, exit } = all;
    site.fault(WASM, "missing");
    const children = '<p><a href="tel:112">112</a> <a id="own" href="tel:+4687461000">08-746 10 00</a></p>';
    await page.open(guidePage(all, { attributes: { children } }));
    await failed(page);
    const { hrefs } = await page.guide().fallback();
    assert.ok(hrefs.includes("tel:+4687461000"));
    await leaves({ page, exit }, () => page.guide().exit());
  },
);

forEachEngine(
  "a fallback of the page's own that only happens to have 112 in it does not take ours away",
  async (all) => {
    const { page, site } = all;
    site.fault(GLUE, "missing");
    for (const children of [
      "<p>Besök oss: Storgatan 112</p>",
      '<noscript><a href="tel:112">112</a></noscript>',
      '<!-- <a href="tel:112"> -->',
      '<p><a href="tel:1129">1129</a></p>',
    ]) {
      await page.open(guidePage(all, { attributes: { children } }));
      await failed(page);
      assert.ok((await page.guide().fallback()).hrefs.includes("tel:112"), children);
    }
  },
  SPARED,
);

forEachEngine("a panel whose program did not come asks for it anew when it is opened again", async (all) => {
  const { page, site } = all;
  site.fault(WASM, "status-500");
  await page.open(guidePage(all, { attributes: { mode: "panel" } }));
  await page.guide().tapOn("open-button");
  await failed(page);
  await page.ask(() => root(0).querySelector("dialog").close());
  site.clear();
  await until("the panel to be closed", () => page.ask(() => parts(0, "open-button").length > 0));
  await page.guide().tapOn("open-button");
  await page.guide().ready();
});

forEachEngine(
  "a language whose file is no such file leaves the words of the exit, and three Shifts leave",
  async (all) => {
    const { page, site, exit } = all;
    await page.open(guidePage(all));
    await page.guide().ready();
    const words = () =>
      page.ask(function () {
        var exit = parts(0, "exit")[0];
        return [exit.textContent, exit.getAttribute("aria-description"), exit.lang];
      });
    const before = await words();
    for (const kind of ["empty-list", "wrong-shape"]) {
      site.fault("/vagvisare/guide/en.json", kind);
      await page.guide().pick("language", "en");
      await until("the notice", () =>
        page.ask(() => text(root(0).querySelector(".settings .notices")) !== ""),
      );
      assert.deepEqual(await words(), before);
    }
    const { SHIFT } = page.keys;
    await leaves({ page, exit }, () => page.press(SHIFT, SHIFT, SHIFT));
  },
  SPARED,
);

forEachEngine(
  "a language without the loader's words leaves those of the exit",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/guide/en.json", ({ response, headers, body }) =>
      response.writeHead(200, headers).end(String(body).replaceAll('"loader.', '"x.')),
    );
    await page.open(guidePage(all, { attributes: { lang: "en" } }));
    await page.guide().ready();
    assert.equal((await page.guide().screen()).exitText, "Leave this page fast");
  },
  SPARED,
);

forEachEngine(
  "a language that comes when another has been chosen does not change the words of the exit",
  async (all) => {
    const { page, site } = all;
    await page.open(guidePage(all));
    await page.guide().ready();
    site.fault("/vagvisare/guide/en.json", "late");
    await page.guide().pick("language", "en");
    await page.guide().pick("language", "fi");
    await until("Finnish", async () => (await page.guide().screen()).lang === "fi");
    await until("the English file", () => site.asked("/vagvisare/guide/en.json").length > 0);
    const isFinnish = () =>
      page.ask(() => parts(0, "exit")[0].lang === "fi" && document.querySelector("body > nav") !== null);
    await never("another language of the exit", async () => !(await isFinnish()), { during: 1200 });
    const label = () => page.ask(() => document.querySelector("body > nav").getAttribute("aria-label"));
    assert.equal(await label(), await page.ask(() => parts(0, "exit")[0].firstChild.textContent));
  },
  SPARED,
);

forEachEngine(
  "without a fallback of the page's own: 112, the police, Kvinnofridslinjen, Bris and the contact centre",
  async (all) => {
    const { page, site } = all;
    site.fault(WASM, "missing");
    await page.open(guidePage(all));
    await failed(page);
    const { hrefs } = await page.guide().fallback();
    for (const href of ["tel:112", "tel:11414", "tel:+4620505050", "tel:116111", "tel:+4687461000"]) {
      assert.ok(hrefs.includes(href), `${href} among ${hrefs}`);
    }
  },
  SPARED,
);

forEachEngine(
  "the loader itself missing: the numbers and the way out in the page are plain links",
  async (all) => {
    const { page, site, exit } = all;
    site.fault("/vagvisare/vagvisare.js", "missing");
    const leave = `<a class="leave" href="${exit.url}" rel="nofollow noreferrer">Lämna</a>`;
    const children = `${leave} <a href="tel:112">112</a>`;
    await page.open(guidePage(all, { attributes: { children } }));
    const seen = await page.ask(function () {
      return list(document.querySelectorAll("vag-visare a")).map(function (a) {
        return shown(a) && a.getAttribute("href");
      });
    });
    assert.deepEqual(seen, [exit.url, "tel:112"]);
    await leaves({ page, exit }, () => page.tap(".leave"));
    assert.equal(exit.arrivals[0].referer, null);
  },
);

forEachEngine(
  "JavaScript off: every demo page with a guide has the numbers and a way out as plain links",
  async (all) => {
    const { engine, site, guard, t } = all;
    const { page } = await ownBrowser(engine, t, { scripting: false });
    for (const path of ["/stod.html", "/solna.html", "/tva.html"]) {
      // With scripting off nothing can be asked in the page: the driver's own eyes have to do.
      const find = (css) => page.driver.findElements({ css });
      await until(`the numbers on ${path}`, async () => {
        // The address that the page before was left for may still be on its way, and come after this one;
        // Firefox tells its failure as this one's.
        if ((await page.url()) !== site.url(path)) await page.driver.get(site.url(path)).catch(() => {});
        return (await find('a[href="tel:112"]')).length > 0;
      });
      const number = (await find('a[href="tel:112"]'))[0];
      const { width, height } = await number.getRect();
      assert.ok(width > 10 && height > 10, `112 on ${path} is in sight`);
      assert.ok((await find('a[href="tel:+4620505050"]')).length, `Kvinnofridslinjen on ${path}`);
      guard.clear();
      await (await find("a[data-exit]"))[0].click();
      const host = engine === "webkit" ? UNNAMED : "www.smhi.se";
      await until(`${path} to be left for www.smhi.se`, () => guard.hosts().includes(host));
    }
  },
);

forEachEngine(
  "files that are late do not move what stands there",
  async (all) => {
    const { page } = all;
    await broken(all, [[CONTACTS, "slow"]]);
    await page.guide().fallback(2000);
    await never("a blank guide", async () => !(await page.guide().screen()).emergency, { during: 500 });
  },
  SPARED,
);
