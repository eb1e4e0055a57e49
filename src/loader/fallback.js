/** The numbers that are on the page before the program, and for ever if it never comes. */
import { CENTRES, FALLBACK } from "./build.js";
import { h } from "./dom.js";

/** Links in one block, part `emergency`; labels in the language if the loader has it and else in Swedish. */
export const fallback = (lang, area) =>
  h(
    "div",
    { part: "emergency" },
    ...[...FALLBACK, ...(CENTRES[+area] || [])].map(([href, number, label]) =>
      h("p", {}, h("a", { href }, number), " ", label[lang] || label.sv || label),
    ),
  );
