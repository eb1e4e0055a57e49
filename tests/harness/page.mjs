// A page as a visitor uses it: finds things through the shadow root by part, taps what is really on top at
// that spot, presses real keys.

import { readFileSync } from "node:fs";

import { Key, Origin } from "selenium-webdriver/lib/input.js";

import { until } from "./poll.mjs";

/** Runs in the page before each question asked there. */
const LIBRARY = readFileSync(new URL("in-page.js", import.meta.url), "utf8");

export const KEYS = { ...Key, RIGHT_SHIFT: "\uE050" };

export class Page {
  constructor(browser, site) {
    this.browser = browser;
    this.driver = browser.driver;
    this.engine = browser.engine;
    this.site = site;
    this.keys = KEYS;
  }

  /** Asks the page: `question` runs there, with the functions of in-page.js in reach. */
  async ask(question, ...args) {
    const script = `${LIBRARY}\nreturn pack((${question}).apply(null, arguments));`;
    return JSON.parse(await this.driver.executeScript(script, ...args));
  }

  /** As `ask`, for a question that answers with a promise. */
  async askLater(question, ...args) {
    const script = `${LIBRARY}\nvar done = arguments[arguments.length - 1];
      (${question}).apply(null, arguments).then(function (value) { done(pack({ value: value })); },
        function (error) { done(pack({ error: String(error) })); });`;
    const { value, error } = JSON.parse(await this.driver.executeAsyncScript(script, ...args));
    if (error) throw new Error(error);
    return value;
  }

  /** The element itself, for the driver's own commands. */
  element(find, ...args) {
    return this.driver.executeScript(`${LIBRARY}\nreturn (${find}).apply(null, arguments);`, ...args);
  }

  async newTab() {
    await this.dismissDialog();
    const old = await this.driver.getAllWindowHandles();
    await this.driver.switchTo().newWindow("tab");
    const tab = await this.driver.getWindowHandle();
    for (const handle of old) {
      await this.driver.switchTo().window(handle);
      await this.driver.executeScript("if (window.__test) window.__test.letGo = true").catch(() => {});
      await this.driver.close().catch(() => {});
    }
    await this.driver.switchTo().window(tab);
  }

  /** The text of an open dialog, or null. */
  async dialog() {
    try {
      return await (await this.driver.switchTo().alert()).getText();
    } catch {
      return null;
    }
  }

  async dismissDialog() {
    try {
      await (await this.driver.switchTo().alert()).accept();
    } catch {
      // None was open.
    }
  }

  /** Goes there as if the address had been typed, and waits until the page has loaded. */
  async open(path) {
    const url = this.site.url(path);
    const before = await this.age();
    await this.driver.get(url);
    await this.loaded(url, before);
  }

  /** Which document this is: another number after every load. */
  age() {
    return this.driver.executeScript("return performance.timeOrigin").catch(() => 0);
  }

  /** Waits for a document with that address (and, if told, other than the one of `before`) to have loaded. */
  loaded(url, before = -1) {
    return until(
      `${url} to load`,
      async () => {
        const [href, state, age] = await this.ask(function () {
          return [location.href, document.readyState, performance.timeOrigin];
        });
        if (href === url && state === "complete" && age !== before) return true;
        throw new Error(`${href} is ${state}`);
      },
      { within: 30_000 },
    );
  }

  url() {
    return this.driver.getCurrentUrl();
  }

  back() {
    return this.driver.navigate().back();
  }

  forward() {
    return this.driver.navigate().forward();
  }

  /** The n-th `<vag-visare>` of the page. */
  guide(n = 0) {
    return new Guide(this, n);
  }

  /** Taps what `find` (run in the page) gives, where it is on the screen, if nothing lies over it. */
  async tapOn(what, find, ...args) {
    const spot = await until(`${what} to be there to be tapped`, () =>
      this.ask(`function () { return spotOf((${find}).apply(null, arguments)); }`, ...args),
    );
    if (spot.covered) throw new Error(`${what} lies under ${spot.covered}`);
    await this.tapAt(spot.x, spot.y);
  }

  async tapAt(x, y) {
    const actions = this.driver.actions();
    actions
      .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 })
      .press()
      .release();
    await actions.perform();
  }

  /** Taps the first match of a selector in the page itself (not in the guide). */
  tap(selector) {
    return this.tapOn(
      selector,
      function (selector) {
        return document.querySelector(selector);
      },
      selector,
    );
  }

  /** Real key presses, one after the other: characters or KEYS. */
  async press(...keys) {
    const actions = this.driver.actions();
    for (const key of keys) actions.keyDown(key).keyUp(key);
    await actions.perform();
  }

  /** Holds `modifier` while pressing the keys. */
  async chord(modifier, ...keys) {
    const actions = this.driver.actions();
    actions.keyDown(modifier);
    for (const key of keys) actions.keyDown(key).keyUp(key);
    await actions.keyUp(modifier).perform();
  }

  /** Holds `modifier` while turning the wheel over the page. */
  async turn(modifier) {
    const actions = this.driver.actions();
    await actions.keyDown(modifier).scroll(9, 9, 0, 90, Origin.VIEWPORT, 0).keyUp(modifier).perform();
  }

  /** Focuses what the selector finds in the page, without pressing anything. */
  focus(selector) {
    return this.ask(function (selector) {
      document.querySelector(selector).focus();
    }, selector);
  }

  /** Sets the width and height that the page sees, in CSS pixels. */
  async viewport(width, height = 800) {
    if (this.engine === "chromium") {
      await this.browser.cdp("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
    } else {
      const outer = await this.ask(function () {
        return [outerWidth - innerWidth, outerHeight - innerHeight];
      });
      await this.driver
        .manage()
        .window()
        .setRect({ width: width + outer[0], height: height + outer[1] });
    }
    return this.ask(function () {
      return [innerWidth, innerHeight];
    });
  }

  /** Chromium alone: `{ theme: 'dark', forced: true, motion: 'reduce', print: true }`. */
  async media({ theme = "light", forced = false, reduced = false, print = false } = {}) {
    await this.browser.cdp("Emulation.setEmulatedMedia", {
      media: print ? "print" : "",
      features: [
        { name: "prefers-color-scheme", value: theme },
        { name: "forced-colors", value: forced ? "active" : "none" },
        { name: "prefers-reduced-motion", value: reduced ? "reduce" : "no-preference" },
      ],
    });
  }

  /** Where on the display the page is. */
  frame() {
    return this.ask(function () {
      return {
        left: screenX + outerWidth - innerWidth,
        top: screenY + outerHeight - innerHeight,
        width: innerWidth,
        height: innerHeight,
      };
    });
  }

  /** What the shim has recorded in this document (see shim.js). */
  said() {
    return this.ask(function () {
      return window.__test ? window.__test.said : [];
    });
  }

  events() {
    return this.ask(function () {
      return window.__test ? window.__test.events : [];
    });
  }
}

/** One guide on the page. */
export class Guide {
  constructor(page, n) {
    this.page = page;
    this.n = n;
  }

  ask(question, ...args) {
    return this.page.ask(question, this.n, ...args);
  }

  /** What is on its screen: `{ choices, cards, question, emergency, exit, … }` (see in-page.js). */
  screen() {
    return this.ask(function (n) {
      return screenOf(n);
    });
  }

  /** Waits until the program shows its first question (or cards, or whatever `test` asks for). */
  ready(within = 15_000) {
    return until(
      "the guide to be ready",
      async () => {
        const screen = await this.screen();
        return screen && (screen.choices.length || screen.cards.length) ? screen : null;
      },
      { within },
    );
  }

  /** Waits until the page has what helps with no program: numbers and exit. */
  fallback(within = 15_000) {
    return until(
      "the emergency numbers and the exit",
      async () => {
        const screen = await this.screen();
        return screen && screen.emergency && screen.exit ? screen : null;
      },
      { within },
    );
  }

  /** Taps the choice with that id (`data-choice`) or number, and waits for the next screen. */
  async choose(choice) {
    const before = await this.ready();
    const find =
      typeof choice === "number"
        ? function (n, choice) {
            return parts(n, "choice")[choice];
          }
        : function (n, choice) {
            return parts(n, "choice").find(function (one) {
              return one.dataset.choice === choice;
            });
          };
    await this.page.tapOn(`choice ${choice} (there are ${before.choices})`, find, this.n, choice);
    return this.changed(before, `choosing ${choice}`);
  }

  /** Taps what has that part, and waits for the next screen. */
  async tapPart(part, { index = 0, changes = true } = {}) {
    const before = await this.screen();
    await this.tapOn(part, index);
    return changes ? this.changed(before, `tapping ${part}`) : this.screen();
  }

  tapOn(part, index = 0) {
    const find = function (n, part, index) {
      return parts(n, part).filter(shown)[index];
    };
    return this.page.tapOn(`${part} ${index}`, find, this.n, part, index);
  }

  /** Opens the search, and waits until its field has the focus: what is typed before that is lost. */
  async openSearch() {
    await this.tapOn("search");
    await until("the search field", () =>
      this.ask(function () {
        return focused() && focused().localName === "input";
      }),
    );
  }

  changed(before, after) {
    const sign = (screen) => JSON.stringify([screen.choices, screen.cards, screen.question, screen.lang]);
    return until(`another screen after ${after}`, async () => {
      const screen = await this.screen();
      return sign(screen) !== sign(before) ? screen : null;
    });
  }

  /** Answers in order. */
  async walk(...choices) {
    let screen = await this.ready();
    for (const choice of choices) screen = await this.choose(choice);
    return screen;
  }

  /** Picks a language or an area from its list. */
  async pick(what, value) {
    const option = await until(`${value} among the options of ${what}`, () =>
      this.page.element(
        function (n, what, value) {
          var select = what === "area" ? areaSelect(n) : parts(n, what)[0];
          return list(select.options).filter(function (one) {
            return one.value === value;
          })[0];
        },
        this.n,
        what,
        value,
      ),
    );
    await option.click();
  }

  /** Addresses of all channels on the screen's cards, in order. */
  channels() {
    return this.ask(function (n) {
      return parts(n, "channel")
        .filter(shown)
        .map(function (a) {
          return a.getAttribute("href");
        });
    });
  }

  /** Presses the exit with a pointer. Does not wait: the page may be gone. */
  exit() {
    return this.tapOn("exit");
  }
}

/** A whole page: `body` with the loader first in `<head>` (or without it: `loader: false`). */
export function html(body, { lang = "sv", title = "Stöd", head = "", loader = true } = {}) {
  const script = loader ? '<script src="/vagvisare/vagvisare.js"></script>' : "";
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${script}` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>${title}</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`
  );
}

/** The element, leaving to the test's exit servers. */
export function element({ exit, exit2 }, { area = "0184", children = "", ...attributes } = {}) {
  const all = { area, "exit-url": exit.url, "exit-url-2": exit2.url, ...attributes };
  const written = Object.entries(all)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
  return `<vag-visare${written}>${children}</vag-visare>`;
}

/**
 * Puts a page with one guide at /t.html and a page with a link to it at /start.html; gives the guide's path.
 * `attributes` of the element, `before` and `after` it, the rest as in `html`.
 */
export function guidePage(
  servers,
  { attributes = {}, before = "<h1>Stöd och hjälp</h1>", after = "", headers, ...rest } = {},
) {
  const { site } = servers;
  site.page(
    "/start.html",
    html('<h1>Start</h1><a id="on" href="/t.html">vidare</a>', { title: "Start", loader: false }),
  );
  return site.page("/t.html", html(before + element(servers, attributes) + after, rest), headers);
}

/** Comes to the guide's page by a link on the start page, so that there is something behind it. */
export async function arrive(page, site, path = "/t.html") {
  await page.open("/start.html");
  await page.tap("#on");
  await page.loaded(site.url(path));
}

/** Does `how` and waits until the visitor has come to the exit's address. */
export async function leaves({ page, exit }, how) {
  await how();
  await until("the visitor to come to the exit address", () => exit.arrivals.length > 0);
  await page.loaded(exit.url);
}
