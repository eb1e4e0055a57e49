/**
 * Leaving: what a press on the exit does. The order of the steps is measured in three browsers
 * (docs/decisions/leaving.md). Each step is guarded, because the page around us may have replaced anything:
 * a step that fails must never stop the next.
 */
import { address } from "./address.js";
import { h, on } from "./dom.js";

const RETRY_MS = 3000;

/** The addresses, once the page is being left. */
export let leaving;

/** Does each step, whatever becomes of those before it. */
export const guarded = (...steps) => {
  for (const step of steps) {
    try {
      step();
    } catch {
      // The next step matters more than this one.
    }
  }
};

const bare = (host) => host.replace(/^www\./, "");

// https and not the council's own place; without TLS only on this very machine, for tests.
const passes = ({ host, origin }) =>
  bare(host) != bare(location.host) && /^https:|^http:..(127\.0\.0\.1|localhost)(:|$)/.test(origin);

/** The two addresses that an element's exit tries, the second if the first has not answered. */
export const addresses = (host) => [
  address(host, "exit-url", "https://www.smhi.se/", passes),
  address(host, "exit-url-2", "https://sv.wikipedia.org/", passes),
];

/** Replaces the page, and the one around it. */
export const go = (url) => {
  // Offline, the browser's error page would show the address that was tried; a blank page shows nothing.
  if (!navigator.onLine) return;
  for (const { location } of new Set([top, window])) {
    // `replace` takes the help page out of the Back list; `assign` would keep it there.
    guarded(() => {
      try {
        location.replace(url);
      } catch {
        location.assign(url);
      }
    });
  }
};

/**
 * Blanks the page and replaces it by the first address. Done once, never undone. `leave.after` is the second
 * half's.
 */
export const leave = (urls) => {
  if (leaving) return;
  leaving = urls;
  guarded(
    () => document.documentElement.style.setProperty("display", "none", "important"),
    () => (onbeforeunload = null),
    // Whoever else listens can no longer have the visitor asked or call the navigation off, whether we or
    // they came first.
    () => (Event.prototype.preventDefault = () => {}),
    () => Object.defineProperty(BeforeUnloadEvent.prototype, "returnValue", { set() {} }),
    // Firefox stores the last title that the address had.
    () =>
      document.head.replaceChildren(
        h("meta", { name: "referrer", content: "no-referrer" }),
        h("title", {}, new URL(urls[0]).host),
        h("link", { rel: "icon", href: "data:," }),
      ),
    // Before the request: a frame in the page, which has its own `BeforeUnloadEvent`, could have the visitor
    // asked.
    () => document.body.replaceChildren(),
    () => go(urls[0]),
    () => setTimeout(go, RETRY_MS, urls[1]),
    () => leave.after(urls),
  );
};

/** Every link with `data-exit` leaves when it is pressed, also one in a page's own fallback. */
export const prepare = () =>
  guarded(() =>
    on("click", (event) => {
      for (const { href, dataset } of event.composedPath()) {
        if (!href || !dataset.exit) continue;
        event.preventDefault();
        leave([href, dataset.exit]);
      }
    }),
  );
