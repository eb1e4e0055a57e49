/**
 * Asking for everything that the first answer needs, at once: no later request may depend on what the visitor
 * answers, and on a slow network each further round trip is a second. What comes back is read by the loader's
 * second half (`program.js`), which need not be so small.
 */
import { address, base, script } from "./address.js";
import { GLUE, LANGS, WASM } from "./build.js";
import { checked, load, named } from "./program-file.js";

/**
 * The promise of a response. The address as words, since pages put functions of their own before `fetch` that
 * look for some in it. Until somebody asks for it, its failure is nobody's.
 */
const get = (name, at, integrity = "") => {
  const response = fetch(new URL(name, at).href, { integrity, referrerPolicy: "no-referrer" });
  response.catch(() => {});
  return response;
};

/** The loader's second half. */
export const loadHalf = () => load(GLUE, base, script?.nonce);

const passes = ({ origin }) => [location.origin, base.origin].includes(origin);

let wasm;

/** Resolves to what puts the program into a container. */
export const fetchAll = async (host, lang, guide) => {
  try {
    // Asked with an empty module (\0asm, version 1), before any download: Lockdown Mode and a strict policy say
    // no here, WebKit not until there is an instance.
    new WebAssembly.Instance(new WebAssembly.Module(Uint32Array.of(0x6d736100, 1)));
    // First of all: it is three quarters of the bytes, and the rest comes while it does.
    wasm ||= get(named(WASM, ".wasm"), base, checked(WASM));
  } catch {
    // Then the second half asks for the same program as JavaScript.
  }
  // Among the first: over HTTP/1.1 six files come at a time.
  const second = loadHalf();
  const folder = (name) => {
    const at = address(host, name, new URL(name, base).href, passes).replace(/\/?$/, "/");
    return (file) => get(file + ".json", at);
  };
  const contact = folder("contacts");
  const text = folder("guide");
  // The most local first: `0184` → `01` → `se`; an area of another form has the national layer.
  const layers = (area) =>
    [...new Set([...(/^(\d\d)(?:\d\d)?$/.exec(area) || []), "se"])].map((code) => [code, contact(code)]);
  const first = [text("guide"), text(lang), layers(host.getAttribute("area"))];
  try {
    return await (await second).prepare(host, lang, guide, wasm, first, text, contact, layers, LANGS);
  } catch (why) {
    // The next guide, or the panel that is opened again, asks anew.
    wasm = 0;
    throw why;
  }
};
