/**
 * The look of what the loader itself shows. What keeps us visible is `!important` here: a shadow's important rules beat
 * the page's. A physical corner on purpose: the exit never moves, whatever the language. The room that an inline guide has
 * from the start is what the first question takes in eleven languages, so that nothing below it jumps when it comes.
 */
import { h } from "./dom.js";

/** In the order that packs best: another one is up to 13 bytes longer. */
const CSS = `:host{all:initial!important;display:block!important;font:18px/1.5 system-ui!important;font-family:var(--vv-font,inherit)!important;color-scheme:inherit!important;color:inherit!important}
a{color:inherit}
.fixed{z-index:9999999999;position:fixed;inset:auto 12px 12px auto;margin:0}
.exit:focus-visible{outline:3px solid #fc4}
.exit{padding:10px 18px;color:#fff;border-radius:6px;border:2px solid #fff;text-decoration:none;font-weight:bold;display:inline-block;background:#111}
button{font:inherit;min-height:44px}
:host>div{min-height:max(1130px,2000px - 156vw)}
dialog{box-sizing:border-box;max-width:100%;width:680px;height:100%;max-height:100%;padding-bottom:76px;border:0;color-scheme:var(--vv-scheme,light dark)}
@media print{.exit{display:none!important}}`;

/** Gives a shadow root the loader's style, and the root back. */
export const style = (root) => {
  try {
    // Unlike an element, a constructed sheet is allowed by a strict policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4 has none.
    root.append(h("style", {}, CSS));
  }
  return root;
};
