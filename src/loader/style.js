/**
 * The look of what the loader itself shows. What keeps us visible is `!important` here: a shadow's important
 * rules beat the page's. A physical corner on purpose: the exit never moves, whatever the language. The room
 * that an inline guide has from the start is what the first question takes in eleven languages, so that
 * nothing below it jumps when it comes.
 */
import { h } from "./dom.js";

/**
 * In the order that packs best: another one is up to 13 bytes longer. The family named first gives way to the
 * next.
 */
const CSS =
  ":host{all:initial!important;font:18px/1.5 a!important;display:block!important;font-family:var(--vv-font,inherit)!important;color:inherit!important;color-scheme:inherit!important}" +
  "a{color:inherit}" +
  ":host>div{min-height:max(1130px,2000px - 156vw)}" +
  "dialog{width:680px;max-width:100%;height:100%;box-sizing:border-box;max-height:100%;padding-bottom:76px;border:0;color-scheme:var(--vv-scheme,light dark)}" +
  "button{min-height:44px;font:inherit}" +
  ".fixed{position:fixed;inset:auto 12px 12px auto;margin:0;z-index:9999999999}" +
  ".exit{color:#fff;font-weight:bold;border-radius:6px;border:2px solid #fff;text-decoration:none;padding:12px;display:inline-block;background:#111}";

/** Gives a shadow root that is empty the loader's style. */
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
};
