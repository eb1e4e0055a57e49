// What a visitor downloads for each way out. GOV.UK's script is the component alone, bundled from the npm
// package by the same two programs that make ours small; its stylesheet is the rules of the shipped one that
// can apply to the component and its link for screen readers, and no other. So both are as small as a council
// could make them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { PKG } from "../harness/site.mjs";

const TOOLS = fileURLToPath(new URL("../../crates/xtask/node_modules/.bin", import.meta.url));
const TESTS = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

const ENTRY = "import { createAll, ExitThisPage } from 'govuk-frontend'; createAll(ExitThisPage);";
/** Of GOV.UK's page template, there in a script tag: the mark of a browser that can run their components. */
const SUPPORTED =
  "document.body.className += ' js-enabled'" +
  " + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

/** `{ version, script, sheet, supported, markup(href, before, content) }` */
export async function bundleGovuk() {
  const run = (tool, args, input) =>
    execFileSync(join(TOOLS, tool), args, { cwd: TESTS, input, encoding: "utf8" });
  const options = ["--bundle", "--minify", "--format=esm", "--legal-comments=none", "--target=es2022"];
  const bundled = run("esbuild", options, ENTRY);
  const folder = join(TESTS, "node_modules/govuk-frontend");
  const shipped = (file) => readFileSync(join(folder, "dist/govuk", file), "utf8");
  const component = shipped("components/exit-this-page/template-default.html");
  const href = /href="[^"]*"/;
  if (!href.test(component)) throw new Error("template-default.html has no link any more");
  const sheet = only(shipped("govuk-frontend.min.css"), component);
  return {
    version: require(join(folder, "package.json")).version,
    script: run("terser", ["--module", "--compress", "passes=3", "--mangle"], bundled),
    sheet: run("esbuild", ["--loader=css", "--minify"], sheet),
    supported: SUPPORTED,
    // As the design system's page about the component: the link for screen readers first, then the button.
    markup: (exit, before, content) =>
      '<script src="/govuk/supported.js"></script>' +
      `<a href="${exit}" class="govuk-skip-link govuk-js-exit-this-page-skiplink"` +
      ` rel="nofollow noreferrer">Exit this page</a><div class="govuk-width-container">${before}` +
      `${component.replace(href, `href="${exit}"`)}${content}</div>` +
      '<script type="module" src="/govuk/exit.js"></script>',
  };
}

/** The rules of a minified stylesheet whose selectors can match the component. */
function only(sheet, component) {
  const used = new Set([
    ...[...component.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names.split(/\s+/)),
    "govuk-skip-link",
    "govuk-template",
    "govuk-frontend-supported",
    "js-enabled",
  ]);
  const isUsed = (name) => used.has(name) || name.startsWith("govuk-exit-this-page");
  // Not what has no class: `:root` defines colours that each use also names itself.
  const applies = (selector) => {
    const names = [...selector.matchAll(/\.(-?[a-z_][\w-]*)/gi)].map(([, name]) => name);
    return names.length > 0 && names.every(isUsed);
  };
  return blocks(sheet)
    .map(([head, body]) => {
      if (head.startsWith("@media") || head.startsWith("@supports")) {
        const inner = only(body, component);
        return inner && `${head}{${inner}}`;
      }
      // Fonts and the numbered lists of the whole system have no part in this.
      if (head.startsWith("@")) return "";
      const selectors = head.split(/,(?![^(]*\))/).filter(applies);
      return selectors.length ? `${selectors.join(",")}{${body}}` : "";
    })
    .join("");
}

/** `a{b}c{d}` as `[[a, b], [c, d]]`, at the outermost level. */
function blocks(sheet) {
  const text = sheet.replace(/\/\*[^]*?\*\//g, "").replace(/@charset[^;]*;|@import[^;]*;/g, "");
  const found = [];
  let start = 0;
  let open = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{" && (depth += 1) === 1) open = at;
    if (text[at] === "}" && (depth -= 1) === 0) {
      found.push([text.slice(start, open).trim(), text.slice(open + 1, at)]);
      start = at + 1;
    }
  }
  return found;
}

/** `{ script: [ours, theirs], all: [ours, theirs] }`, each `{ raw, brotli }` in bytes, brotli at its best. */
export function weigh(govuk) {
  const size = (...files) =>
    files
      .map((file) => Buffer.from(file))
      .reduce(
        (sum, bytes) => ({
          raw: sum.raw + bytes.length,
          brotli: sum.brotli + brotliCompressSync(bytes).length,
        }),
        { raw: 0, brotli: 0 },
      );
  const ours = readFileSync(join(PKG, "vagvisare.js"));
  return { script: [size(ours), size(govuk.script)], all: [size(ours), size(govuk.script, govuk.sheet)] };
}
