/**
 * The look of what the second half shows: its own sheet, since the program's goes when the program is taken
 * away. The page's first stop takes no place in the page, also where its body is a grid.
 */
import { h } from "./dom.js";

const CSS = `.said,.first:not(:focus){position:absolute;clip-path:inset(50%)}
.exit:focus-visible{outline:3px solid #fc4;box-shadow:0 0 0 6px #111}
@media print{.exit{display:none!important}}
:host(nav){position:absolute!important}`;

let sheet;

/** Gives a root our sheet beside those of `like`, once. */
export const look = (root, like = root) => {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
    }
    root.adoptedStyleSheets = [...new Set([...like.adoptedStyleSheets, sheet])];
  } catch {
    // As in `style.js`. The first stop is a plain link then.
    root.append(h("style", {}, CSS));
  }
};
