// Leave at once: every row of the table, with oracles that look where a person who watches would look. Each
// oracle is shown to catch what it is for in oracles.test.mjs.

import assert from "node:assert/strict";

import { forEachEngine, ownBrowser } from "./harness/each.mjs";
import { UNNAMED } from "./harness/guard.mjs";
import {
  backList,
  chromiumHistory,
  chromiumHistoryPage,
  firefoxHistory,
  isBlank,
  tabHistory,
} from "./harness/oracles.mjs";
import { KEYS, arrive, element, guidePage, html, leaves } from "./harness/page.mjs";
import { never, pause, until } from "./harness/poll.mjs";

const SHIFT = [KEYS.SHIFT, KEYS.SHIFT, KEYS.SHIFT];

/** Comes to a page with a guide by way of a start page, and waits for the first question. */
async function arrived(all, rest = {}) {
  guidePage(all, rest);
  await arrive(all.page, all.site);
  await all.page.guide().ready();
  return all.page.guide();
}

/** Behind the exit's page lies the one before the guide's, and never the guide's. */
async function onlyStartBehind({ page, site, exit }) {
  assert.deepEqual(await backList(page, site.url("/start.html")), [exit.url, site.url("/start.html")]);
}

const stays =
  ({ page, exit, site }, path = "/t.html") =>
  async (what) => {
    await never(
      `leaving after ${what}`,
      async () => exit.arrivals.length > 0 || (await page.url()) !== site.url(path),
      { during: 400 },
    );
  };

// --- one press -----------------------------------------------------------------------------------------

forEachEngine("one press leaves, and Back does not come to the guide", async (all) => {
  const { engine, page, site, exit, browser } = all;
  const guide = await arrived(all, { title: "Hjälp vid våld" });
  await guide.walk("self", "close_relationship", "talk");
  await leaves({ page, exit }, () => guide.exit());
  assert.equal(exit.arrivals.length, 1);
  if (engine === "chromium")
    assert.deepEqual((await tabHistory(browser)).urls, [site.url("/start.html"), exit.url]);
  await onlyStartBehind(all);
});

forEachEngine(
  "the exit address is not told where the visitor came from, whatever the page sends",
  async (all) => {
    const { page, exit } = all;
    for (const headers of [{}, { "referrer-policy": "unsafe-url" }]) {
      exit.clear();
      const guide = await arrived(all, { headers });
      await leaves({ page, exit }, () => guide.exit());
      const [{ referer, cookie, path }] = exit.arrivals;
      assert.deepEqual([referer, cookie, path], [null, null, "/"]);
    }
  },
);

forEachEngine("a frame in the page cannot have the visitor asked either", async (all) => {
  const { page, site, exit } = all;
  const asks =
    "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; })";
  site.page("/frame.html", html(`<button>Knapp</button><script>${asks}</script>`, { loader: false }), {
    "content-security-policy": null,
  });
  guidePage(all, { after: '<iframe id="frame" src="/frame.html" width="300" height="100"></iframe>' });
  await page.open("/t.html");
  await page.guide().ready();
  // Browsers ask only in a frame that has been used.
  await page.ask(() => document.getElementById("frame").scrollIntoView());
  await page.tap("#frame");
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine(
  "what the page itself calls data-exit, and is no link, is pressed as before",
  async (all) => {
    guidePage(all, { before: '<div data-exit="fade"><button id="own">Knapp</button></div>' });
    await all.page.open("/t.html");
    await all.page.guide().ready();
    await all.page.tap("#own");
    await stays(all)("a press on it");
  },
  { only: ["chromium"] },
);

forEachEngine("the link tells no Referer either, if all our script is dead", async (all) => {
  const { page, exit } = all;
  const guide = await arrived(all, { headers: { "referrer-policy": "unsafe-url" } });
  const link = await guide.ask(function (n) {
    var a = parts(n, "exit")[0];
    return [a.localName, a.getAttribute("href"), a.rel];
  });
  assert.deepEqual(link.slice(0, 2), ["a", exit.url]);
  assert.match(link[2], /noreferrer/);
  assert.match(link[2], /nofollow/);
  // As a browser without our click handler follows it.
  await page.ask(function (n) {
    var a = parts(n, "exit")[0].cloneNode(true);
    delete a.dataset.exit;
    a.removeAttribute("popover");
    a.id = "bare";
    document.body.append(a);
  }, 0);
  await leaves({ page, exit }, () => page.tap("#bare"));
  assert.equal(exit.arrivals[0].referer, null);
});

forEachEngine("while the exit address does not answer, the screen is blank and says nothing", async (all) => {
  const { page, site, exit, exit2 } = all;
  // The page tells by itself: Chromium's DevTools hold every question back while a page is on its way to
  // another host.
  site.script("/tell.js", () => {
    addEventListener("click", function () {
      setTimeout(function () {
        var icons = Array.from(document.querySelectorAll("link[rel~=icon]"), function (one) {
          return one.getAttribute("href");
        });
        navigator.sendBeacon(
          "/state",
          JSON.stringify({
            title: document.title,
            words: document.documentElement.textContent.replace(document.title, "").trim(),
            elements: document.body.querySelectorAll("*").length,
            icons: icons,
          }),
        );
      }, 300);
    });
  });
  const title = "Hjälp vid våld";
  const guide = await arrived(all, {
    title,
    before: `<h1>${title}</h1>`,
    head: '<script src="/tell.js"></script>',
  });
  const frame = await page.frame();
  exit.hang();
  exit2.hang();
  await guide.exit();
  await until("the request", () => exit.arrivals.length);
  await until("a blank screen", () => isBlank(page, frame), { within: 2000 });
  const { body } = await until("the page to tell", () =>
    site.log.find(({ path, body: told }) => path === "/state" && told),
  );
  const state = JSON.parse(body);
  assert.ok(!/våld|stöd/i.test(state.title), state.title);
  // One line for a screen reader is all there is.
  const left = { title: "", words: "Sidan lämnas", elements: 1, icons: ["data:,"] };
  assert.deepEqual({ ...state, title: "" }, left);
});

forEachEngine(
  "the page is blank before the press has been dealt with: no frame later shows it",
  async (all) => {
    const { page, exit, site } = all;
    site.script("/after.js", () => {
      addEventListener("click", function () {
        queueMicrotask(function () {
          navigator.sendBeacon("/then", getComputedStyle(document.documentElement).display);
        });
      });
    });
    const guide = await arrived(all, { head: '<script src="/after.js"></script>' });
    exit.hang();
    await guide.exit();
    const { body } = await until("the page to tell", () =>
      site.log.find(({ path, body: told }) => path === "/then" && told),
    );
    assert.equal(body, "none");
  },
);

forEachEngine("after three seconds without an answer the second address is tried", async (all) => {
  const { page, exit, exit2 } = all;
  const guide = await arrived(all);
  exit.hang();
  const pressed = performance.now();
  await guide.exit();
  await until("the second address", () => exit2.arrivals.length, { within: 8000 });
  // From the press, not from the first request, which may be late on a busy machine.
  const waited = exit2.arrivals[0].at - pressed;
  assert.ok(waited > 2900 && waited < 8000, `after ${Math.round(waited)} ms`);
  assert.equal(exit2.arrivals[0].referer, null);
  await page.loaded(exit2.url);
});

forEachEngine(
  "offline the page is blank and stays so; back online it leaves",
  async (all) => {
    const { page, browser, exit } = all;
    const guide = await arrived(all);
    const offline = (on) =>
      browser.cdp("Network.emulateNetworkConditions", {
        offline: on,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    await browser.cdp("Network.enable");
    await offline(true);
    try {
      await guide.exit();
      await until("a blank screen", () => isBlank(page));
      await pause(3500);
      assert.ok(await isBlank(page), "no error page that names the address");
      assert.equal(exit.arrivals.length, 0);
    } finally {
      await offline(false);
    }
    await until("the exit address", () => exit.arrivals.length);
    await page.loaded(exit.url);
  },
  { only: ["chromium"] },
);

forEachEngine("Back while leaving, then Forward: the page stays blank and leaves again", async (all) => {
  const { page, site, exit, exit2 } = all;
  const guide = await arrived(all);
  const frame = await page.frame();
  exit.hang();
  exit2.hang();
  await guide.exit();
  await until("the request", () => exit.arrivals.length);
  await page.back();
  await page.loaded(site.url("/start.html"));
  await page.forward();
  await until("a second request", () => exit.arrivals.length > 1);
  await until("a blank screen", () => isBlank(page, frame));
  exit.hang(false);
  exit2.hang(false);
});

forEachEngine("it leaves while the program is still loading, by press and by keys", async (all) => {
  const { page, site, exit } = all;
  for (const how of [(guide) => guide.exit(), () => page.press(...SHIFT)]) {
    exit.clear();
    site.fault("/vagvisare/*.wasm", "hang");
    guidePage(all);
    await arrive(page, site);
    const guide = page.guide();
    await guide.fallback(3000);
    await leaves({ page, exit }, () => how(guide));
  }
});

// --- hosts that stand in the way -----------------------------------------------------------------------

for (const [how, script] of [
  ["before", '<script src="/vagvisare/vagvisare.js"></script><script src="/ask.js"></script>'],
  ["after", '<script src="/ask.js"></script><script async src="/vagvisare/vagvisare.js"></script>'],
]) {
  forEachEngine(`a host's beforeunload handlers cannot ask (our script came ${how} theirs)`, async (all) => {
    const { page, site, exit } = all;
    site.script("/ask.js", () => {
      var kept = Object.getOwnPropertyDescriptor(BeforeUnloadEvent.prototype, "returnValue").get;
      var ask = function (event) {
        event.preventDefault();
        event.returnValue = "x";
        // WebKit's automation answers the box without showing it.
        if (event.defaultPrevented || kept.call(event)) navigator.sendBeacon("/asked");
        return "x";
      };
      window.onbeforeunload = ask;
      addEventListener("beforeunload", ask);
      addEventListener("beforeunload", ask, true);
    });
    const guide = await arrived(all, { head: script, loader: false });
    await guide.choose("self");
    await leaves({ page, exit }, () => guide.exit());
    assert.deepEqual(site.asked("/asked"), []);
    assert.equal(await page.dialog(), null);
  });
}

forEachEngine("a press by a hand that shakes, which pulls at the link, leaves", async (all) => {
  const { page, exit } = all;
  const guide = await arrived(all);
  await guide.ready();
  const { x, y } = await page.ask(() => spotOf(parts(0, "exit")[0]));
  await leaves({ page, exit }, async () => {
    const actions = page.driver.actions();
    actions.move({ x, y, duration: 0 }).press();
    for (const far of [4, 8, 12, 16]) actions.move({ x: x + far, y, duration: 20 });
    // The page may be gone before the hand lets go.
    await actions
      .release()
      .perform()
      .catch(() => {});
  });
});

forEachEngine("Space leaves from the exit, also where it is the page's first stop", async (all) => {
  const { page, exit } = all;
  for (const focus of [
    () => page.ask(() => parts(0, "exit")[0].focus()),
    () => page.ask(() => document.querySelector("body > nav").shadowRoot.querySelector("a").focus()),
  ]) {
    exit.clear();
    await arrived(all);
    await until("the first stop", () => page.ask(() => Boolean(document.querySelector("body > nav"))));
    await focus();
    await leaves({ page, exit }, () => page.press(" "));
  }
});

forEachEngine("a host's listener for navigations cannot call the way out off", async (all) => {
  const { page, site, exit } = all;
  site.script("/stay.js", () => {
    if (!self.navigation) return;
    var stay = function (event) {
      event.preventDefault();
    };
    navigation.onnavigate = stay;
    navigation.addEventListener("navigate", stay);
  });
  await page.open(guidePage(all, { head: '<script src="/stay.js"></script>' }));
  await page.guide().ready();
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine(
  "the exit lies above a cookie banner of the highest z-index, and is not caught by a transformed ancestor",
  async (all) => {
    const { page, site, exit } = all;
    site.page(
      "/banner.css",
      `
    #banner { position: fixed; inset: 0; z-index: 2147483647; background: #eee; }
    #bent { transform: translate(40px, 300px) scale(.5); filter: blur(1px); contain: paint; overflow: hidden;
            height: 30px; }`,
    );
    site.page("/start.html", html('<a id="on" href="/t.html">vidare</a>', { loader: false }));
    site.page(
      "/t.html",
      html(`<div id="bent">${element(all)}</div><div id="banner">Kakor</div>`, {
        head: '<link rel="stylesheet" href="/banner.css">',
      }),
    );
    await arrive(page, site);
    const guide = page.guide();
    const spot = await until("the exit", () =>
      guide.ask(function (n) {
        return spotOf(parts(n, "exit")[0]);
      }),
    );
    assert.equal(spot.covered, null);
    const [width, height, right, bottom, wide, high] = await guide.ask(function (n) {
      var box = parts(n, "exit")[0].getBoundingClientRect();
      return [box.width, box.height, box.right, box.bottom, innerWidth, innerHeight];
    });
    assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    assert.ok(right <= wide && bottom <= high && wide - right < 40 && high - bottom < 40, "in its corner");
    await leaves({ page, exit }, () => guide.exit());
  },
);

forEachEngine("a host that stops every click does not stop the exit", async (all) => {
  const { page, site, exit } = all;
  site.script("/stop.js", () => {
    ["click", "pointerdown", "pointerup", "mousedown", "mouseup"].forEach(function (type) {
      addEventListener(
        type,
        function (event) {
          event.stopImmediatePropagation();
          event.preventDefault();
        },
        true,
      );
    });
  });
  guidePage(all, { head: '<script src="/stop.js"></script>' });
  await page.open("/t.html");
  await page.guide().ready();
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine("a host that stops every key does not stop three Shifts", async (all) => {
  const { page, site, exit } = all;
  site.script("/stop.js", () => {
    ["keydown", "keypress", "keyup"].forEach(function (type) {
      addEventListener(
        type,
        function (event) {
          event.stopImmediatePropagation();
          event.preventDefault();
        },
        true,
      );
    });
  });
  await arrived(all, { head: '<script src="/stop.js"></script>' });
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

forEachEngine("a host that has replaced the built-in functions does not stop the exit", async (all) => {
  const { page, site, exit } = all;
  site.script("/patched.js", () => {
    Element.prototype.remove =
      Element.prototype.append =
      Element.prototype.replaceChildren =
      Document.prototype.querySelectorAll =
      CSSStyleDeclaration.prototype.setProperty =
      BroadcastChannel.prototype.postMessage =
        function () {
          throw new Error("patched");
        };
  });
  guidePage(all, { after: '<script src="/patched.js"></script>' });
  await page.open("/t.html");
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

forEachEngine("from inside a frame the whole tab leaves", async (all) => {
  const { page, site, exit } = all;
  const headers = { "content-security-policy": null };
  guidePage(all, { headers });
  site.page(
    "/outer.html",
    html('<iframe src="/t.html" width="700" height="500"></iframe>', { loader: false }),
    headers,
  );
  await page.open("/outer.html");
  const frame = await page.driver.findElement({ css: "iframe" });
  await page.driver.switchTo().frame(frame);
  await page.guide().ready();
  await page.ask(function (n) {
    parts(n, "exit")[0].click();
  }, 0);
  await page.driver.switchTo().defaultContent();
  await until("the visitor to come to the exit address", () => exit.arrivals.length > 0);
  await page.loaded(exit.url);
});

const OVER_ALL = 'popover="manual" style="width:100%;height:100%;inset:0;box-sizing:border-box"';

for (const [what, body] of [
  ["the page shows later", (guide) => `${guide}<div ${OVER_ALL}>Kakor</div>`],
  ["holds the guide", (guide) => `<div ${OVER_ALL}>${guide}</div>`],
]) {
  forEachEngine(`a popover that ${what} does not cover the exit`, async (all) => {
    const { page, site, exit } = all;
    site.page("/t.html", html(body(element(all))), { "content-security-policy": null });
    await page.open("/t.html");
    const set = (how) => page.ask(`() => document.querySelector("div[popover]").${how}Popover()`);
    const onTop = () =>
      until("the exit on top", () =>
        page.ask(function () {
          var exit = parts(0, "exit")[0];
          var place = exit.getBoundingClientRect();
          return topAt(place.left + place.width / 2, place.top + place.height / 2) === exit;
        }),
      );
    // A guide that is not seen asks for nothing.
    if (what === "holds the guide") await set("show");
    await page.guide().ready();
    await onTop();
    if (what === "holds the guide") await set("hide");
    await set("show");
    await onTop();
    await leaves({ page, exit }, () => page.guide().exit());
  });
}

forEachEngine("a modal dialog of the host's hides the button, not the keys", async (all) => {
  const { page, exit } = all;
  await arrived(all, { after: '<dialog id="d"><button>Stäng</button></dialog>' });
  await page.ask(function () {
    document.getElementById("d").showModal();
  });
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

// --- keys ----------------------------------------------------------------------------------------------

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
  await guide.tapOn("search");
  await until("the field to have focus", () =>
    page.ask(function () {
      return focused() && focused().localName === "input";
    }),
  );
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
});

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

// --- more than one -------------------------------------------------------------------------------------

forEachEngine("with two guides on the page, either exit leaves, and so do the keys", async (all) => {
  const { page, site, exit } = all;
  for (const how of [() => page.guide(0).exit(), () => page.guide(1).exit(), () => page.press(...SHIFT)]) {
    exit.clear();
    site.page("/t.html", html(`${element(all)}<h2>Till</h2>${element(all, { area: "9999" })}`));
    await page.open("/t.html");
    await page.guide(0).ready();
    await page.guide(1).ready();
    await leaves({ page, exit }, how);
  }
});

forEachEngine("the other tabs of the same guide leave too", async (all) => {
  const { page, site, exit, driver } = all;
  guidePage(all);
  await page.open("/t.html");
  await page.guide().ready();
  const tabs = [await driver.getWindowHandle()];
  await driver.switchTo().newWindow("tab");
  tabs.push(await driver.getWindowHandle());
  await page.open("/t.html");
  await page.guide().fallback();
  // Which of the two is in front differs: Chromium and Firefox show the new one, WebKitGTK keeps the old one.
  const hidden = await page.ask(function () {
    return document.hidden;
  });
  const [front, behind] = hidden ? tabs : [...tabs].reverse();
  await driver.switchTo().window(front);
  await leaves({ page, exit }, () => page.guide().exit());
  await driver.switchTo().window(behind);
  await page.loaded(exit.url);
  assert.ok(!(await backList(page, site.url("/start.html"))).includes(site.url("/t.html")));
});

// --- on disk -------------------------------------------------------------------------------------------

// WebKitGTK's MiniBrowser keeps no history on disk: there, the back list above is all there is to look at.
forEachEngine(
  "the history on disk does not name the page that was left",
  async (all) => {
    const { engine, site, exit, t } = all;
    const { browser, page } = await ownBrowser(engine, t);
    guidePage(all, { title: "Hjälp vid våld" });
    await page.newTab();
    await arrive(page, site);
    const guide = page.guide();
    await guide.walk("self", "close_relationship");
    await leaves({ page, exit }, () => guide.exit());
    if (engine === "chromium") {
      const listed = await chromiumHistoryPage(browser);
      assert.ok(
        listed.some(({ url }) => url === exit.url),
        JSON.stringify(listed),
      );
      assert.deepEqual(
        listed.filter(({ url, title }) => url === site.url("/t.html") || /våld/.test(title)),
        [],
      );
    }
    await browser.close();
    const rows = await (engine === "chromium" ? chromiumHistory : firefoxHistory)(browser.profile);
    assert.ok(
      rows.some(({ url }) => url === exit.url),
      JSON.stringify(rows),
    );
    assert.deepEqual(
      rows.filter(({ title }) => /våld|stöd/i.test(title ?? "")),
      [],
      "no title tells",
    );
  },
  { only: ["chromium", "firefox"] },
);

// --- the address ---------------------------------------------------------------------------------------

forEachEngine(
  "a bad exit address is not used: the default is, and a message names the attribute",
  async (all) => {
    const { page, site } = all;
    for (const bad of [
      "",
      "ftp://localhost/",
      "http://www.example.se/",
      "/inne.html",
      site.url("/x"),
      "https://",
      "javascript:alert(1)",
      "ftp://x.se/",
    ]) {
      await page.open(guidePage(all, { attributes: { "exit-url": bad } }));
      const { hrefs } = await page.guide().ready();
      assert.ok(hrefs.includes("https://www.smhi.se/"), `${bad}: ${hrefs}`);
      const said = await page.said();
      assert.ok(
        said.some(({ kind, text }) => kind === "console.warn" && text.includes("exit-url")),
        `${bad}: ${JSON.stringify(said)}`,
      );
    }
    for (const bad of ["http://www.example.se/", "skräp", site.origin]) {
      await page.open(guidePage(all, { attributes: { "exit-url-2": bad } }));
      await page.guide().ready();
      assert.ok(
        (await page.said()).some(({ text }) => text.includes("exit-url-2")),
        bad,
      );
      assert.equal(
        await page.guide().ask(function (n) {
          return parts(n, "exit")[0].dataset.exit;
        }),
        "https://sv.wikipedia.org/",
      );
    }
  },
  { only: ["chromium"] },
);

forEachEngine("without an exit address the page is left for the default ones", async (all) => {
  const { engine, page, site, guard } = all;
  site.page("/t.html", html('<vag-visare area="0184"></vag-visare>'));
  await page.open("/t.html");
  await page.guide().ready();
  guard.hang();
  await page.guide().exit();
  const wanted = engine === "webkit" ? [UNNAMED] : ["www.smhi.se", "sv.wikipedia.org"];
  await until(`${wanted} to be asked`, () => wanted.every((host) => guard.hosts().includes(host)), {
    within: 8000,
  });
  guard.hang(false);
});

// --- the panel -----------------------------------------------------------------------------------------

forEachEngine(
  "the panel opens over an ordinary page and leaves address, title and history as they were",
  async (all) => {
    const { page, site, exit } = all;
    guidePage(all, { title: "Kommunen", attributes: { mode: "panel" } });
    await arrive(page, site);
    const guide = page.guide();
    const look = () =>
      page.ask(function () {
        return [location.href, document.title, history.length];
      });
    const before = await look();
    const closed = await until("the button", () =>
      guide.ask(function (n) {
        return parts(n, "open-button").some(shown) && root(n).innerHTML;
      }),
    );
    assert.ok(!/våld/i.test(closed), "a neutral button");
    const outside = await page.ask(function () {
      return document.body.cloneNode(true).outerHTML;
    });
    await guide.tapOn("open-button");
    const screen = await guide.ready();
    assert.ok(screen.emergency && screen.exit);
    assert.deepEqual(await look(), before);
    await guide.walk("self", "close_relationship", "talk");
    assert.deepEqual(await look(), before);
    await page.press(KEYS.ESCAPE);
    await until(
      "the panel to close, leaving nothing",
      async () =>
        (await guide.ask(function (n) {
          return root(n).innerHTML;
        })) === closed,
    );
    assert.equal(
      await page.ask(function () {
        return document.body.cloneNode(true).outerHTML;
      }),
      outside,
    );
    await until("focus to be back on the button", () =>
      page.ask(function () {
        return Boolean(focused()) && focused().getAttribute("part") === "open-button";
      }),
    );
    assert.deepEqual(await look(), before);
    await guide.tapOn("open-button");
    await guide.ready();
    await leaves({ page, exit }, () => guide.exit());
    await onlyStartBehind(all);
  },
);

forEachEngine(
  "what closes the panel speaks the guide's language",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { attributes: { mode: "panel", lang: "fi" } }));
    const guide = page.guide();
    await guide.tapOn("open-button");
    await guide.ready();
    const closes = () =>
      page.ask(function () {
        var button = root(0).querySelector("dialog > button");
        return [button.textContent, button.lang];
      });
    assert.deepEqual(await closes(), ["Sulje", "fi"]);
    await guide.pick("language", "ar");
    await until("Arabic", async () => (await closes())[1] === "ar");
    assert.equal((await closes())[0], "إغلاق");
  },
  { only: ["chromium"] },
);

forEachEngine("three Shifts leave from inside the panel", async (all) => {
  const { page, exit } = all;
  await page.open(guidePage(all, { attributes: { mode: "panel" } }));
  await page.guide().tapOn("open-button");
  await page.guide().ready();
  await leaves({ page, exit }, () => page.press(...SHIFT));
});

forEachEngine(
  "a closed panel does not listen: an ordinary page has its Shift and Esc to itself",
  async (all) => {
    const { page } = all;
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await until("the button", () =>
      page.guide().ask(function (n) {
        return parts(n, "open-button").some(shown);
      }),
    );
    await page.press(...SHIFT);
    await stays(all)("Shift");
  },
  { only: ["chromium"] },
);

forEachEngine("the panel asks for nothing before it is opened", async (all) => {
  const { page, site } = all;
  await page.open(guidePage(all, { attributes: { mode: "panel" } }));
  await until("the button", () =>
    page.guide().ask(function (n) {
      return parts(n, "open-button").some(shown);
    }),
  );
  await never("a request", () => site.asked("/vagvisare/**").length > 1, { during: 400 });
});

forEachEngine(
  "the panel fills a phone",
  async (all) => {
    const { page } = all;
    await page.viewport(360, 640);
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await page.guide().tapOn("open-button");
    await page.guide().ready();
    const box = await page.guide().ask(function (n) {
      var box = parts(n, "panel")[0].getBoundingClientRect();
      return [box.left, box.top, box.width, box.height].map(Math.round);
    });
    assert.deepEqual(box, [0, 0, 360, 640]);
  },
  { only: ["chromium"] },
);

// --- ways of looking -----------------------------------------------------------------------------------

forEachEngine(
  "the exit is not printed",
  async (all) => {
    const { page } = all;
    const guide = await arrived(all);
    await page.media({ print: true });
    assert.equal((await guide.screen()).exit, false);
    await page.media();
    assert.equal((await guide.screen()).exit, true);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "in forced colours the exit still has a border and words",
  async (all) => {
    const { page } = all;
    await page.media({ forced: true });
    const guide = await arrived(all);
    const [width, border, back, fore] = await guide.ask(function (n) {
      var style = getComputedStyle(parts(n, "exit")[0]);
      return [style.borderTopWidth, style.borderTopColor, style.backgroundColor, style.color];
    });
    assert.ok(parseFloat(width) >= 1);
    assert.notEqual(border, back);
    assert.notEqual(fore, back);
    await page.media();
  },
  { only: ["chromium"] },
);
