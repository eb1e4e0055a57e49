/**
 * What the second half gives a guide's way out, whether the program comes or not: Space, the page's first stop
 * for the keyboard, lights for Shift, words in the guide's language, and its place above what the page shows later.
 */
import { h, on } from "./dom.js";
import { raise } from "./exit-link.js";
import { light } from "./lights.js";
import { look } from "./look.js";
import { wordsOf } from "./read.js";

/** Guide → `{ voice, stop }` of its present way out. */
const equipped = new Map();
/** The guides that take it away when they are cleared. */
const tidying = new WeakSet();

/** The way out looks like a button, and a frightened hand presses Space on it. */
const leaveBySpace = (link, guide) =>
  link.addEventListener("keydown", (event) => {
    if (event.key != " ") return;
    event.preventDefault();
    guide.leave(guide.urls);
  });

/** The way out as the page's first stop for the keyboard, unseen until it has focus. */
const firstStop = (guide) => {
  const exit = guide.link;
  const link = exit.cloneNode(true);
  link.className = "exit fixed first";
  link.popover = null;
  link.removeAttribute("part");
  const nav = h("nav", { "aria-label": link.textContent });
  const root = nav.attachShadow({ mode: "open" });
  look(root, exit.getRootNode());
  root.append(link);
  leaveBySpace(link, guide);
  document.body.prepend(nav);
  return nav;
};

/**
 * The first inline guide's exit is the one that is always in sight (`main.js`); this one's, where that guide is
 * not shown (pages have one for wide windows and one for narrow ones).
 */
const raiseInstead = ({ inline, link }) => {
  const isInSight = ({ shadowRoot }) => shadowRoot?.querySelector(".exit.fixed")?.getClientRects()[0];
  if (!inline || link.matches(".fixed")) return;
  if (![...document.querySelectorAll("vag-visare")].some(isInSight)) raise(link);
};

/** Above what has come into the top layer since. */
const raiseAgain = ({ link }) => {
  // Whoever stands on it would lose her place.
  if (!link.popover || link.matches(":focus")) return;
  link.popover = null;
  raise(link);
};

/**
 * What the page shows as a popover (a cookie banner) or in full screen lies above an exit that was raised
 * before. A modal dialog stays above: no press would come to what is outside it.
 */
const stayAbove = ({ target }) => {
  if (target.localName != "dialog") equipped.forEach((_, guide) => raiseAgain(guide));
};

/**
 * The loader's own words around the program: `speak(lang, locale)` puts them there, `say(key)` is one of them,
 * `stand()` makes the first stop where this way out is the one in sight, `hush()` takes it away.
 */
const voiceOf = (guide) => {
  const { link } = guide;
  let texts = () => "";
  let nav;
  const hush = () => {
    nav?.remove();
    nav = null;
  };
  const stand = () => {
    // Words that come late may be those of a way out that is gone.
    if (!nav && guide.inline && link.isConnected && link.matches(".fixed")) nav = firstStop(guide);
  };
  const speak = (lang, locale) => {
    texts = wordsOf(locale);
    const put = (node, words) => {
      // A file without these words takes none away.
      if (!words) return;
      node.lang = lang;
      node.firstChild.textContent = words;
    };
    put(link, texts("exit"));
    link.setAttribute("aria-description", texts("exit_help"));
    if (!guide.inline) {
      put(link.previousSibling, texts("close"));
      const label = guide.was.getAttribute("label") || texts("open");
      if (label) link.parentNode.setAttribute("aria-label", label);
    }
    hush();
    stand();
  };
  return { speak, say: (key) => texts(key), stand, hush };
};

/** While a panel lies over the page the lights are its own; gives what ends that. */
const outshine = (guide) => {
  const others = [...equipped.keys()].filter((other) => !guide.inline && other != guide);
  const lights = others.map(({ progress }) => progress);
  others.forEach((other) => (other.progress = null));
  return () => others.forEach((other, n) => (other.progress ||= equipped.has(other) && lights[n]));
};

/** What a way out notices of the page around it; gives the function that ends that. */
const watch = (host, guide) => {
  const { link } = guide;
  // What holds the guide and is opened over the page lies above an exit that was raised before.
  const inSight = new IntersectionObserver((all) => {
    if (all.pop().isIntersecting && host.closest("dialog,[popover]")) raiseAgain(guide);
  });
  inSight.observe(host);
  leaveBySpace(link, guide);
  // In a component with a closed root the press does not show from which link it came (`leave.js`).
  for (const type of ["click", "dragstart"]) {
    link.addEventListener(type, (event) => {
      event.preventDefault();
      guide.leave(guide.urls);
    });
  }
  return () => inSight.disconnect();
};

/** Takes away what `equip` gave. Another guide's way out may be the one in sight now. */
const strip = (guide) => {
  equipped.get(guide)?.stop();
  equipped.delete(guide);
  equipped.forEach(({ voice }) => voice.stand());
};

/** Gives a guide that has just been built all this; anew whenever it is. Gives its voice. */
export const equip = (host, guide) => {
  strip(guide);
  if (!tidying.has(guide)) {
    tidying.add(guide);
    const { clear } = guide;
    guide.clear = () => {
      clear();
      strip(guide);
    };
  }
  raiseInstead(guide);
  const voice = voiceOf(guide);
  voice.stand();
  const ends = [light(guide, voice.say), outshine(guide), watch(host, guide), voice.hush];
  equipped.set(guide, { voice, stop: () => ends.forEach((end) => end()) });
  return voice;
};

/**
 * What leaves besides a press: a hand that shakes pulls at the way out, so that the browser begins to drag it and
 * no click comes; and the middle button would open another tab and leave this one.
 */
const listenForOthers = (leave) => {
  for (const type of ["dragstart", "auxclick"]) {
    on(type, (event) => {
      const link = event.composedPath().find(({ href, dataset }) => href && dataset.exit);
      if (!link || event.button > 1) return;
      event.preventDefault();
      leave([link.href, link.dataset.exit]);
    });
  }
};

/** What the first way out on the page begins to listen for. */
export const listen = (leave) => {
  listenForOthers(leave);
  on("toggle", stayAbove);
  on("fullscreenchange", stayAbove);
};
