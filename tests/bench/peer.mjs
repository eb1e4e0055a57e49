// Pagefind's component UI (npm `pagefind`): what a council may take instead, a search in its own pages. One
// page a service, made from the contact files that our guide reads for the same area.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { close, createIndex } from "pagefind";

const MANIFEST = fileURLToPath(new URL("../node_modules/pagefind/package.json", import.meta.url));
const { version } = JSON.parse(readFileSync(MANIFEST, "utf8"));

/** Where its files are put. */
export const FOLDER = "/pagefind/";
export const HEAD =
  `<link rel="stylesheet" href="${FOLDER}pagefind-component-ui.css">` +
  `<script src="${FOLDER}pagefind-component-ui.js" type="module"></script>`;

/**
 * The search. It waits after each letter, so as not to search too often; 1 ms is the least that it can be
 * told.
 */
export const search = ({ waits } = {}) =>
  `<pagefind-searchbox ${waits ? "" : 'debounce="1"'}></pagefind-searchbox>`;

/** Puts the index, and all that the search needs, on the server; gives `{ version, pages }`. */
export async function putPagefind(wire, contacts, codes) {
  const pages = codes.flatMap((code) =>
    JSON.parse(readFileSync(join(contacts, `${code}.json`), "utf8")).services.map(pageOf),
  );
  const { index, errors } = await createIndex();
  if (!index) throw new Error(errors.join("\n"));
  try {
    for (const page of pages) fail(await index.addHTMLFile(page));
    const { files, ...rest } = await index.getFiles();
    fail(rest);
    for (const { path, content } of files) wire.put(FOLDER + path, content);
  } finally {
    await close();
  }
  return { version, pages: pages.length };
}

function fail({ errors }) {
  if (errors?.length) throw new Error(errors.join("\n"));
}

/** All words of a service that our guide shows or searches in, as a page. */
function pageOf({ id, name, known_as = [], organization = "", summary, does_not, channels }) {
  const words = channels.map(({ value, display }) => display ?? value);
  const paragraphs = [summary?.sv, does_not?.sv, organization, known_as.join(", "), ...words];
  const body = paragraphs.filter(Boolean).map((text) => `<p>${escaped(text)}</p>`);
  return {
    url: `/tjanster/${id}.html`,
    content:
      `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>${escaped(name.sv)}</title></head>` +
      `<body><main data-pagefind-body><h1>${escaped(name.sv)}</h1>${body.join("")}</main></body></html>`,
  };
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
