/**
 * The loader's second half, in one file with the program's glue: reads what the first half (`fetch.js`) has
 * asked for, starts the program, and gives it more when the visitor asks for another language or area. Also
 * what the exit can do without for the first second (`way-out.js`, `escape.js`, `left.js`).
 */
/* global __SCRIPT__ */
import init, { read as readWasm } from "vagvisare-program";

import { listenForEscape } from "./escape.js";
import { listenForLeaving } from "./left.js";
import { load, named } from "./program-file.js";
import { CONTACTS_MS, GUIDE_MS, read, readFirst, readLayers, warn, wordsOf } from "./read.js";
import { sayLeaving } from "./say-leaving.js";
import { equip, listen as listenForWaysOut } from "./way-out.js";

/** The program as JavaScript, by its sum (`program-file.js`). */
const SCRIPT = __SCRIPT__;
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

/** The guides that have asked for the program, now or before. */
const guides = new Set();
/** Those in which it runs, with what ends the waiting for their first screen. */
const running = new Map();
/** Language → its file, for panels that have not been opened. */
const openings = {};
/** `[lang, words]` for a screen reader, when the page is being left. */
let speaking;
let isListening;
let ready;
let trapped;
/** Where the program came from, as Chromium and Firefox name it in stacks. */
let source = import.meta.url;

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
    const script = await load(SCRIPT, import.meta.url, document.querySelector("script[nonce]")?.nonce);
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
  for (const [guide, stop] of running) {
    guide.fail("trap", error);
    stop();
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

/**
 * Starts anew if the element is not what it was. To write again what was there is no change: frameworks do it
 * at every turn.
 */
const renew = (host, guide) => {
  // A label is a panel's.
  const isMeant = (name) => name != "label" || !guide.inline;
  const isOther = (name) => isMeant(name) && guide.was.getAttribute(name) != host.getAttribute(name);
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

/** Puts the program into the container, and calls `shown` when its first screen is there. */
const put = (guide, app, container, shown) => {
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
  const stop = () => arrival.disconnect();
  running.set(guide, stop);
  // The room that was kept for the first screen is no longer needed when another one follows.
  container.addEventListener("click", () => (container.parentElement.style.minHeight = 0), { once: true });
  return {
    unmount() {
      running.delete(guide);
      stop();
      try {
        app.unmount();
      } catch (error) {
        // The loader goes on taking this guide away.
        fallBack(error);
      }
    },
  };
};

/** What the first guide on the page begins to listen for. */
const listen = (leave) => {
  if (isListening) return;
  isListening = true;
  const inSight = () => [...guides].find((guide) => guide.urls)?.urls;
  listenForTraps();
  listenForWaysOut(leave);
  listenForEscape(inSight, leave);
  listenForLeaving(leave, inSight, () => sayLeaving(...speaking()));
};

/**
 * Names a panel's button in a language whose words the loader has not, from that language's file beside the
 * program. The loader's Swedish stays where there is none.
 */
export const name = async (button, lang) => {
  tidy(import.meta.url);
  if (button.getRootNode().host.getAttribute("label")) return;
  const path = "guide/" + lang;
  const { href } = new URL(path + ".json", import.meta.url);
  try {
    openings[lang] ||= read(fetch(href, { referrerPolicy: "no-referrer" }), GUIDE_MS, path);
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
  const voice = equip(host, guide);
  speaking = () => [guide.link.lang, voice.say("leaving")];
  listen(guide.leave);
  tidy(import.meta.url);
  checkForms(host);
  refuseTrapped();
  // What could not be fetched for one guide is asked for again by the next, or when the panel is opened
  // again.
  ready ||= started(wasm);
  ready.catch(() => (ready = null));
  const readGuide = (name, pending = text(name)) => read(pending, GUIDE_MS, "guide/" + name);
  const [{ structure, lang, locale, own }, readConfig] = await Promise.all([
    readFirst(asked, first, readGuide, voice.speak),
    ready,
  ]);
  const locales = { [lang]: locale.json };
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
    languageChanged: (lang) => voice.speak(lang, locales[lang]),
  };
  await pause();
  refuseTrapped();
  const app = readConfig(config);
  await pause();
  return (container, shown) => put(guide, app, container, shown);
};
