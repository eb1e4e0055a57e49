// The webmasters' manuals: each example that a reader may copy is taken out of the page and run, links lead
// somewhere, and figures are still true. In the pages, `data-run` says that an example shows a guide,
// `data-lint` that it can be read by the language it is in.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { compileScript, parse } from "vue/compiler-sfc";

import { forEachEngine } from "./harness/each.mjs";
import { MANUAL, examples, read } from "./harness/manual.mjs";
import { html } from "./harness/page.mjs";
import { find } from "./harness/processes.mjs";
import { PKG, POLICY, WWW } from "./harness/site.mjs";

const TESTS = fileURLToPath(new URL(".", import.meta.url));
const ESBUILD = join(TESTS, "../crates/xtask/node_modules/.bin/esbuild");
const PAGES = readdirSync(MANUAL).filter((name) => name.endsWith(".html"));

/** An app's code, bundled with our npm package and the framework's own. */
const bundle = (code, ...args) =>
  execFileSync(
    ESBUILD,
    [
      "--bundle",
      "--format=esm",
      "--alias:vagvisare=../npm/index.js",
      '--define:process.env.NODE_ENV="production"',
      "--define:__VUE_OPTIONS_API__=true",
      "--define:__VUE_PROD_DEVTOOLS__=false",
      "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
      ...args,
    ],
    { cwd: TESTS, input: code, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] },
  );

/** The component as the plugin for Vite compiles it, with the setting that the manual gives. */
function vue(code) {
  const { descriptor, errors } = parse(code, { filename: "Stod.vue" });
  assert.deepEqual(errors, []);
  const isCustomElement = (tag) => tag === "vag-visare";
  const { content } = compileScript(descriptor, {
    id: "stod",
    inlineTemplate: true,
    templateOptions: { compilerOptions: { isCustomElement } },
  });
  const app = content.replace("export default", "const Stod =");
  return bundle(`${app}\nimport { createApp } from "vue";\ncreateApp(Stod).mount("#app");`);
}

/** What a Sitevision WebApp sends for this area: its server's two modules stand in for Sitevision's. */
function webApp(code, area) {
  let sent;
  const router = { get: (path, answer) => answer({}, { send: (text) => (sent = text) }) };
  const body = code.replace(/^import .*$/gm, "");
  new Function("router", "appData", body)(router, { get: (name) => (name === "area" ? area : undefined) });
  return sent;
}

/** Each: puts what the example makes on the site, and gives the page's path. */
const SHOW = {
  html(site, code) {
    const whole = /<html/.test(code) ? code : html(code, { loader: !code.includes("vagvisare.js") });
    return site.page("/t.html", whole);
  },
  webapp: (site, code) => SHOW.html(site, webApp(code, "0184")),
  react: (site, code) => app(site, bundle(code, "--loader=jsx", "--jsx=automatic")),
  vue: (site, code) => app(site, vue(code)),
};

function app(site, code) {
  site.page("/app.js", code);
  const head = '<script type="module" src="/app.js"></script>';
  return site.page("/t.html", html('<div id="app"></div>', { loader: false, head }), {
    "Content-Security-Policy": POLICY.replace("trusted-types 'none'", "trusted-types vagvisare"),
  });
}

for (const page of PAGES) {
  for (const [n, { kind, code }] of examples(page, "data-run").entries()) {
    forEachEngine(
      `manual: example ${n + 1} of ${page} (${kind}) shows a guide that answers`,
      async ({ page: tab, site }) => {
        await tab.open(SHOW[kind](site, code));
        const screen = await tab.guide().walk("self", "close_relationship", "talk");
        assert.ok(screen.cards.includes("se.kvinnofridslinjen") && screen.exit && screen.emergency);
        const found = await tab.ask(function () {
          var all = list(document.querySelectorAll("vag-visare"));
          return { count: all.length, area: all[0].getAttribute("area") };
        });
        assert.deepEqual(found, { count: 1, area: "0184" });
      },
      { only: ["chromium"] },
    );
  }
  for (const [n, { kind, code }] of examples(page, "data-lint").entries()) {
    const program = find(kind);
    const title = `manual: code ${n + 1} of ${page} is ${kind} that can be read`;
    test(title, { skip: program ? false : `${kind} not installed` }, () => {
      execFileSync(program, ["-l"], { input: code, stdio: ["pipe", "pipe", "pipe"] });
    });
  }
}

test("manual: what an editor types into the WebApp cannot become markup", () => {
  const [{ code }] = examples("sitevision.html", "data-run").filter(({ kind }) => kind === "webapp");
  for (const bad of ['0184"><script>alert(1)</script>', "01845", undefined, null, ""]) {
    assert.match(webApp(code, bad), /^<vag-visare area="se">/);
  }
  assert.match(webApp(code, "0126"), /^<vag-visare area="0126">/);
});

test("manual: every link within the manuals leads to a page, and to a place on it", () => {
  const wrong = [];
  for (const page of PAGES) {
    const text = read(page).replace(/<pre>.*?<\/pre>/gs, "");
    for (const [, href] of text.matchAll(/ href="([^"]*)"/g)) {
      if (/^(https:|tel:|mailto:)/.test(href)) continue;
      const [path, id] = href.split("#");
      const file = path ? resolve(MANUAL, path) : join(MANUAL, page);
      const isThere = existsSync(file) && (!id || readFileSync(file, "utf8").includes(` id="${id}"`));
      if (!isThere) wrong.push(`${page}: ${href}`);
    }
  }
  assert.deepEqual(wrong, []);
  const index = read("index.html");
  for (const page of PAGES) assert.ok(page === "index.html" || index.includes(`"${page}"`), `index: ${page}`);
});

/**
 * Bytes of the files that a first visit asks for, compressed. Of the program's scripts it is the smallest:
 * the other is the program itself as JavaScript, which is asked for only where there is no WebAssembly.
 */
function firstVisit() {
  const size = (name) => brotliCompressSync(readFileSync(join(PKG, name))).length;
  const program = (ending) =>
    readdirSync(PKG).filter((name) => name.startsWith("p-") && name.endsWith(ending));
  const glue = Math.min(...program(".js").map(size));
  const guide = ["guide/guide", "guide/sv", "guide/pages-sv"];
  const data = [...guide, "contacts/0184", "contacts/01", "contacts/se"];
  const others = ["vagvisare.js", ...program(".wasm"), ...data.map((name) => `${name}.json`)];
  return [glue, ...others.map(size)];
}

test("manual: the figures that a visit is sized by are still true", () => {
  const page = read("servrar.html");
  const said = (what) => Number(new RegExp(`<data value="(\\d+)" data-measured="${what}"`).exec(page)[1]);
  const sizes = firstVisit();
  assert.equal(said("first-requests"), sizes.length);
  // Headers of a response are some 400 bytes.
  const bytes = sizes.reduce((sum, size) => sum + size + 400, 0);
  const off = Math.abs(said("first-bytes") / bytes - 1);
  assert.ok(off < 0.15, `${bytes} bytes; node tests/bench/visit.mjs says what to write`);
});

test("manual: the files of servers/ that are named are there", () => {
  const named = [...read("servrar.html").matchAll(/<th scope="row"><code>([^<]+)<\/code>/g)].map(
    ([, file]) => file,
  );
  assert.ok(named.length >= 4);
  for (const file of named) assert.ok(existsSync(join(WWW, "../servers", file)), file);
});
