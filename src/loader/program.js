/**
 * The loader's second half, in one file with the program's glue: reads what the first half (`fetch.js`) has
 * asked for, starts the program, and gives it more when the visitor asks for another language or area. Also
 * what the exit can do without for the first second: Esc, and the page's first stop for the keyboard.
 */
/* global __SCRIPT__ */
import init, { read as readWasm } from "vagvisare-program";

import { h, on } from "./dom.js";
import { listenForEscape } from "./escape.js";
import { raise } from "./exit-link.js";
import { light } from "./lights.js";
import { look } from "./look.js";
import { load, named } from "./program-file.js";
import { sayLeaving } from "./say-leaving.js";

/** The program as JavaScript, by its sum (`program-file.js`). */
const SCRIPT = __SCRIPT__;
const CONTACTS_MS = 8000;
const GUIDE_MS = 30000;
/** Characters. A file beyond this is no contact file, and would cost a visitor her data. */
const LONGEST = 2e6;
/** Attributes that a guide starts anew for when the page changes them. */
const ATTRIBUTES = "area lang mode label exit-url exit-url-2 heading-level contacts guide at".split(" ");

const INSTANT =
  /^\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)$/;

/** The form that the program reads these in. Anything else it takes for none, which an editor would not notice. */
const FORMS = {
  area: (value) => /^(se|\d\d(\d\d)?)$/.test(value),
  // Some browsers take 30 February for 2 March.
  at: (value) => new Date(value.slice(0, 10)).getUTCDate() == INSTANT.exec(value)?.[1],
};

/**
 * The guides that have asked for the program, now or before; those in which it runs, with what takes their things out of the
 * page.
 */
const guides = new Set();
const running = new Map();
/** Language → its file, for panels that have not been opened. */
const openings = {};
let isListening;
let ready;
let trapped;
/** Where the program came from, as Chromium and Firefox name it in stacks. */
let source = import.meta.url;

/** What the guide does without is told to the webmaster. */
const warn = (why) => console.warn("vagvisare:", why.message);

/** `{ text, json }` of a response. Rejects with the file's address, or its name if nothing came, and why. */
const read = async (pending, ms, name) => {
  let reader;
  let url = name + ".json";
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no answer in ${ms / 1000} s`)), ms),
  );
  const whole = async () => {
    const response = await pending;
    ({ url } = response);
    if (!response.ok) throw new Error(`status ${response.status}`);
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (let text = ""; ;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST) throw new Error("longer than 2 MB");
    }
  };
  try {
    const text = await Promise.race([whole(), late]);
    // The program says only that a file cannot be read: here the webmaster is told which, and where.
    return { text, json: JSON.parse(text) };
  } catch (why) {
    reader?.cancel().catch(() => {});
    throw new Error(`${url}: ${why.message}`);
  }
};

const readLayers = (layers) =>
  Promise.all(
    layers.map(([code, response]) =>
      read(response, CONTACTS_MS, "contacts/" + code).then(
        ({ text }) => ({ code, text, error: null }),
        (why) => {
          warn(why);
          return { code, text: null, error: why.message };
        },
      ),
    ),
  );

/** The loader's words in a locale file: `loader.exit` as `texts("exit")`. */
const wordsOf =
  ({ texts }) =>
  (key) =>
    texts["loader." + key] ?? "";

/**
 * Between the program's start, its reading and its first screen: on a slow phone each takes a twentieth of a
 * second, and a press on the exit is answered between them.
 */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Takes away what `load` has put into the page. */
const tidy = (name) => {
  for (const link of document.querySelectorAll("link[rel=modulepreload]"))
    if (link.href.endsWith(name)) link.remove();
};

/**
 * Starts the program, whatever kind of file the server calls it; where the loader found no WebAssembly, as
 * JavaScript.
 */
const started = async (wasm) => {
  if (!wasm) {
    const script = await load(SCRIPT, import.meta.url);
    tidy(named(SCRIPT, ".js"));
    await script.default();
    return script.read;
  }
  const response = await wasm.catch((why) => Promise.reject(new Error(`p-….wasm: ${why.message}`)));
  if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
  const isWasm = response.headers.get("content-type")?.startsWith("application/wasm");
  source = isWasm ? response.url : "wasm://";
  await init({ module_or_path: isWasm ? response : await response.arrayBuffer() });
  return readWasm;
};

/**
 * Whether something of the program threw it: one of our files is on the stack. A trap that names no file may be
 * ours too; one that names another's WebAssembly (a map, a reader of documents) is not.
 */
const isOurs = (error) => {
  const stack = `${error?.stack}`;
  return (
    [import.meta.url, named(SCRIPT, ".js"), source].some((file) => stack.includes(file)) ||
    (self.WebAssembly && error instanceof WebAssembly.RuntimeError && !stack.includes("://"))
  );
};

/**
 * Whether the program is at work at this moment. An error that is told now comes from a listener of the
 * page's own, at an event that the program has caused (it moves the focus), and never came back into the
 * program.
 */
const isAtWork = () => {
  const { stack } = new Error();
  return /wasm-function|wasm code/.test(stack) || `${stack}`.includes(named(SCRIPT, ".js"));
};

/** After a trap nothing of the program can be trusted: every guide falls back, and none is started again. */
const fallBack = (error) => {
  trapped = error;
  for (const [guide, tidy] of running) {
    guide.fail("trap", error);
    tidy();
  }
  running.clear();
};

const listenForTraps = () => {
  const check = (error) => {
    if (isOurs(error) && !isAtWork()) fallBack(error);
  };
  addEventListener("error", (event) => check(event.error), true);
  addEventListener("unhandledrejection", (event) => check(event.reason), true);
};

/** What has trapped is not entered again. */
const refuseTrapped = () => {
  if (trapped) throw trapped;
};

/** Messages for the webmaster, as of `address.js`. */
const checkForms = (host) => {
  for (const [name, passes] of Object.entries(FORMS)) {
    const value = host.getAttribute(name);
    if (value && !passes(value)) console.warn(`vagvisare: ${name}="${value}" godtas inte (se manualen)`);
  }
};

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
 * Starts anew if the element is not what it was. To write again what was there is no change: frameworks do it
 * at every turn.
 */
const renew = (host, guide) => {
  const isOther = (name) => guide.was.getAttribute(name) != host.getAttribute(name);
  // What is not in the page is built when it is put there.
  if (host.isConnected && ATTRIBUTES.some(isOther)) guide.build();
};

/**
 * From now on, whether the guide runs, is on its way or could not start: what a page changes may be what was
 * wrong.
 */
const watchAttributes = (host, guide) => {
  if (guides.has(guide)) return;
  guides.add(guide);
  new MutationObserver(() => renew(host, guide)).observe(host, { attributeFilter: ATTRIBUTES });
  // What the page has changed before cannot be seen otherwise. A panel that was just opened stays open.
  if (guide.inline) renew(host, guide);
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
  if (target.localName != "dialog") running.forEach((_, guide) => raiseAgain(guide));
};

/** What a running guide notices of the page around it; gives the function that ends that. */
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

/**
 * Reads what was asked for first: `{ structure, lang, locale, own }`, `own` being the area's layers; in Swedish
 * where the language that was asked for cannot be had.
 */
const readFirst = async (lang, first, readGuide) => {
  // A file that is no locale (a server's start page, half of it) is as none: then Swedish, not no guide.
  const readLocale = async (lang, pending) => {
    const locale = await readGuide(lang, pending);
    const { lang: own, dir, texts } = locale.json;
    const isWords = (one) => typeof one == "string";
    if (![own, dir, ...Object.values(texts ?? [0])].every(isWords))
      throw new Error(`guide/${lang}.json: no locale`);
    return { lang, locale };
  };
  const [structure, spoken, own] = await Promise.all([
    readGuide("guide", first[0]),
    readLocale(lang, first[1]).catch((why) => {
      if (lang == "sv") throw why;
      warn(why);
      return readLocale("sv");
    }),
    readLayers(first[2]),
  ]);
  if (!own.some((layer) => layer.text)) throw new Error(own.map((layer) => layer.error).join(", "));
  return { structure: structure.text, ...spoken, own };
};

/**
 * The loader's own words around the program: `speak(lang)` puts them there in a language, of which `locales` has
 * the file; `say(key)` is one of them; `hush()` takes the first stop away.
 */
const voiceOf = (guide, locales) => {
  const { link } = guide;
  let texts;
  let nav;
  const hush = () => {
    if (nav) nav.remove();
  };
  const speak = (lang) => {
    texts = wordsOf(locales[lang]);
    const put = (node, words) => {
      // A file without these words takes none away.
      if (!words) return;
      node.lang = lang;
      node.firstChild.textContent = words;
    };
    put(link, texts("exit"));
    if (!guide.inline) {
      put(link.previousSibling, texts("close"));
      const label = guide.was.getAttribute("label") || texts("open");
      if (label) link.parentNode.setAttribute("aria-label", label);
    }
    link.setAttribute("aria-description", texts("exit_help"));
    hush();
    nav = guide.inline && link.matches(".fixed") && firstStop(guide);
  };
  return { speak, say: (key) => texts(key), hush };
};

/** Puts the program into the container, and calls `shown` when its first screen is there. */
const put = (host, guide, app, lang, voice, container, shown) => {
  refuseTrapped();
  // The program shows itself a little later, after another guide's first screen maybe: until then the
  // numbers that are there stay.
  const arrival = new MutationObserver(() => {
    arrival.disconnect();
    const hadFocus = container.parentElement.matches(":focus-within");
    shown();
    // Who stood on a number when it went stands on 112 then, and not at the start of the page.
    if (hadFocus) container.querySelector("a")?.focus({ preventScroll: true });
  });
  arrival.observe(container, { childList: true });
  app.show(container);
  raiseInstead(guide);
  voice.speak(lang);
  light(guide, voice.say);
  guide.leave.after = () => sayLeaving(guide.link.lang, voice.say("leaving"));
  const stop = watch(host, guide);
  const tidy = () => {
    arrival.disconnect();
    stop();
    voice.hush();
  };
  running.set(guide, tidy);
  // The room that was kept for the first screen is no longer needed when another one follows.
  container.addEventListener("click", () => (container.parentElement.style.minHeight = 0), { once: true });
  return {
    unmount() {
      running.delete(guide);
      tidy();
      try {
        app.unmount();
      } catch (error) {
        // The loader goes on taking this guide away.
        fallBack(error);
      }
    },
  };
};

/** A hand that shakes pulls at the way out: the browser begins to drag it, and no click comes (`leave.js`). */
const listenForDrags = (leave) =>
  on("dragstart", (event) => {
    const link = event.composedPath().find(({ href, dataset }) => href && dataset.exit);
    if (!link) return;
    event.preventDefault();
    leave([link.href, link.dataset.exit]);
  });

/** What the first guide on the page begins to listen for. */
const listen = (leave) => {
  if (isListening) return;
  isListening = true;
  listenForTraps();
  listenForDrags(leave);
  on("toggle", stayAbove);
  on("fullscreenchange", stayAbove);
  listenForEscape(() => [...guides].find((guide) => guide.urls)?.urls, leave);
};

/**
 * Names a panel's button in a language whose words the loader has not, from that language's file beside the
 * program. The loader's Swedish stays where there is none.
 */
export const name = async (button, lang) => {
  tidy(import.meta.url);
  if (button.getRootNode().host.getAttribute("label")) return;
  const file = new URL(`guide/${lang}.json`, import.meta.url);
  try {
    openings[lang] ||= read(fetch(file.href, { referrerPolicy: "no-referrer" }), GUIDE_MS, file);
    button.textContent = wordsOf((await openings[lang]).json)("open") || button.textContent;
    button.lang = lang;
  } catch (why) {
    openings[lang] = null;
    warn(why);
  }
};

/**
 * Starts the program for one guide.
 *
 * @param host the element
 * @param asked the language that was asked for
 * @param guide the loader's guide; see `guide.js`
 * @param wasm the response with the program's bytes
 * @param first responses: the guide's structure, the locale, the layers
 * @param text asks for one file more of the guide's
 * @param contact asks for one file more of the contact files
 * @param layers asks for an area's layers
 * @param langs the languages to choose from
 * @returns `(container, shown) => app`, which puts the program there and calls `shown` when its first screen
 * is; `app.unmount()` takes it away
 */
export const prepare = async (host, asked, guide, wasm, first, text, contact, layers, langs) => {
  watchAttributes(host, guide);
  checkForms(host);
  refuseTrapped();
  tidy(import.meta.url);
  listen(guide.leave);
  // What could not be fetched for one guide is asked for again by the next, or when the panel is opened
  // again.
  ready ||= started(wasm);
  ready.catch(() => (ready = null));
  const readGuide = (name, pending = text(name)) => read(pending, GUIDE_MS, "guide/" + name);
  const [{ structure, lang, locale, own }, readConfig] = await Promise.all([
    readFirst(asked, first, readGuide),
    ready,
  ]);
  const locales = { [lang]: locale.json };
  const voice = voiceOf(guide, locales);
  const config = {
    area: host.getAttribute("area") || "se",
    lang,
    headingLevel: +host.getAttribute("heading-level") || 2,
    at: host.getAttribute("at"),
    guide: structure,
    locale: locale.text,
    layers: own,
    langs,
    async load(what, which) {
      try {
        if (what == "layers") return await readLayers(layers(which));
        if (what == "areas") return (await read(contact("areas"), CONTACTS_MS, "contacts/areas")).text;
        if (what == "pages") return (await readGuide("pages-" + which)).text;
        const { text, json } = await readGuide(which);
        locales[which] = json;
        return text;
      } catch (why) {
        warn(why);
        throw why;
      }
    },
    languageChanged: voice.speak,
  };
  await pause();
  refuseTrapped();
  const app = readConfig(config);
  await pause();
  return (container, shown) => put(host, guide, app, lang, voice, container, shown);
};
