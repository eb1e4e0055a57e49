/** The numbers that are on the page before the program, and for ever if it never comes. */
import { CENTRES, FALLBACK } from "./build.js";
import { h } from "./dom.js";

/**
 * Links in one block, part `emergency`, in a language that the loader has. Those are written from left to right,
 * and so are the numbers: in an Arabic page their groups would be read in another order.
 */
export const fallback = (lang, area) =>
  h(
    "div",
    { part: "emergency", lang, dir: "ltr" },
    ...[...FALLBACK, ...(CENTRES[+area] || [])].map(([href, number, label]) =>
      h("p", {}, h("a", { href }, number), " ", label[lang] || label.sv || label),
    ),
  );
