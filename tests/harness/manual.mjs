// What stands in the manual's pages, for the tests and benches that hold it to its word.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { WWW } from "./site.mjs";

export const MANUAL = join(WWW, "manual");
export const read = (name) => readFileSync(join(MANUAL, name), "utf8");

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Examples of a page with that attribute: `[{ kind, code }]`. */
export function examples(page, attribute) {
  const marked = new RegExp(`<pre><code ${attribute}(?:="(\\w+)")?>(.*?)</code></pre>`, "gs");
  return [...read(page).matchAll(marked)].map(([, kind = "html", code]) => ({ kind, code: plain(code) }));
}

/** What webmasters are asked to put into their own sheet: the guide's room, before it has come. */
export const [{ code: ROOM }] = examples("webbansvarig.html", "data-room");
