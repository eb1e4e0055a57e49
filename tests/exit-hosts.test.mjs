// Leave at once, on pages that stand in the way: dialogs, banners, listeners, replaced functions.

import assert from "node:assert/strict";

import { forEachEngine } from "./harness/each.mjs";
import { SHIFT, arrived } from "./harness/exit.mjs";
import { arrive, element, guidePage, html, leaves } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";

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

/** Waits until nothing lies above the exit. */
const onTop = (page) =>
  until("the exit on top", () =>
    page.ask(function () {
      var exit = parts(0, "exit")[0];
      var place = exit.getBoundingClientRect();
      return topAt(place.left + place.width / 2, place.top + place.height / 2) === exit;
    }),
  );

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
    // A guide that is not seen asks for nothing.
    if (what === "holds the guide") await set("show");
    await page.guide().ready();
    await onTop(page);
    if (what === "holds the guide") await set("hide");
    await set("show");
    await onTop(page);
    await leaves({ page, exit }, () => page.guide().exit());
  });
}

forEachEngine("what holds the guide in full screen does not cover the exit", async (all) => {
  const { page, site, exit } = all;
  const full = '<button id="full" onclick="parentElement.requestFullscreen()">Helskärm</button>';
  const body = `<div style="overflow:auto;background:#fff">${full}${element(all)}</div>`;
  site.page("/t.html", html(body), { "content-security-policy": null });
  await page.open("/t.html");
  await page.guide().ready();
  await page.tap("#full");
  await until("full screen", () => page.ask(() => document.fullscreenElement !== null));
  await onTop(page);
  await leaves({ page, exit }, () => page.guide().exit());
});

forEachEngine("a modal dialog of the host's hides the button, not the keys", async (all) => {
  const { page, exit } = all;
  await arrived(all, { after: '<dialog id="d"><button>Stäng</button></dialog>' });
  await page.ask(function () {
    document.getElementById("d").showModal();
  });
  await leaves({ page, exit }, () => page.press(...SHIFT));
});
