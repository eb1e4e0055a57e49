/**
 * What a screen reader hears while the exit address has not answered: the page is empty, and stays so to the
 * eye.
 */
import { h } from "./dom.js";

/** The page's own styles must not show on what is empty. */
const BARE = "all: initial !important; display: block !important; clip-path: inset(50%) !important";
/** Long enough for a frame with nothing in it, and for a screen reader to have noticed the region. */
const MS = 50;

export const sayLeaving = (lang, words) => {
  const said = h("p", { role: "status", lang });
  setTimeout(() => {
    for (const one of [document.documentElement, document.body, said]) one.style.cssText = BARE;
    document.adoptedStyleSheets = [];
    document.body.append(said);
    setTimeout(() => (said.textContent = words), MS);
  }, MS);
};
