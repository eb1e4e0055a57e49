/**
 * What the build writes into the loader; see `crates/xtask`. The loader itself knows no number and no file
 * name.
 */
/* global __GLUE__, __WASM__, __LANGS__, __TEXTS__, __FALLBACK__, __CENTRES__ */

/**
 * The program's files, by their sums (`program-file.js`): the module that starts it, and the program itself.
 */
export const GLUE = __GLUE__;
export const WASM = __WASM__;
/** BCP 47 tags of the locales that were built. */
export const LANGS = __LANGS__;
/** Language → the loader's own words, until a locale file has come, in this order. */
export const TEXTS = __TEXTS__;
export const CLOSE = 0;
export const EXIT = 1;
export const OPEN = 2;
/**
 * Rows `[address, number as written, label]` from the national contact file; a label is words, or words per
 * language.
 */
export const FALLBACK = __FALLBACK__;
/** Area code as a number → such rows for the municipality's contact centre. */
export const CENTRES = __CENTRES__;
