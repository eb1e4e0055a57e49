/**
 * The loader: what the script tag runs. It must stand on its own – the program may never come – and must do
 * no harm in pages that we have not seen. Nothing is put on `window` but the element's name.
 */
import { script } from "./address.js";
import { h, on } from "./dom.js";
import { raise } from "./exit-link.js";
import { makeGuide } from "./guide.js";
import { listen } from "./keys.js";
import { leaving, prepare } from "./leave.js";

const NAME = "vag-visare";

let hasRoom;
/** The guides on the page, in the order in which they came. */
const guides = new Set();
const find = (what) => [...guides].find((guide) => guide[what]);
const urls = () => find("urls")?.urls;

/**
 * The first inline guide's exit is fixed, the page's further ones stay in the flow: one must not hide
 * another. Whether that guide is shown at all is asked by the second half (`raiseInstead`).
 */
const arrange = () => {
  const guide = find("inline");
  // Room in the page's scrolling and at its end: the exit never lies over what one reads or presses.
  const page = document.documentElement.style;
  // A page without an inline guide keeps what it has there.
  if (guide || hasRoom) page.scrollPaddingBottom = page.paddingBottom = guide ? "76px" : "";
  hasRoom = guide;
  if (guide) raise(guide.link);
};

class Element extends HTMLElement {
  #guide;

  connectedCallback() {
    guides.add((this.#guide ||= makeGuide(this, arrange)));
    // Frameworks move elements: what is put back in the same breath goes on as it was.
    this.shadowRoot.firstChild ? arrange() : this.#guide.build();
  }

  disconnectedCallback() {
    guides.delete(this.#guide);
    arrange();
    // Not while leaving: to take a program apart that nobody will see would hold up the blank frame.
    setTimeout(() => this.isConnected || leaving || this.#guide.clear());
  }
}

/** Where the page has no element: puts one where the script stands, with its `data-*` as attributes. */
const place = () => {
  const found = document.getElementsByTagName(NAME);
  if (!script || found[0]) return;
  const element = h(NAME, {});
  for (const { name, value } of script.attributes) {
    if (/^data-[a-z]/.test(name)) element.setAttribute(name.slice(5), value);
  }
  const put = () => (document.body.contains(script) ? script.after(element) : document.body.append(element));
  if (document.body) put();
  // The page may hold one further on, which this script could not see yet.
  on("DOMContentLoaded", () => (found[1] ? element.remove() : found[0] || put()));
};

// A second copy of this script is noticed: all that it may do is to put an element where the page has none
// any more.
if (!customElements.get(NAME)) {
  prepare();
  listen(urls, (count) => find("progress")?.progress(count));
  customElements.define(NAME, Element);
}
place();
