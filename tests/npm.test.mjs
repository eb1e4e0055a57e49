// npm/: packed, installed into an app, bundled, opened. And what it says of the element is what the element
// has.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { forEachEngine } from "./harness/each.mjs";
import { element, guidePage, html } from "./harness/page.mjs";
import { until } from "./harness/poll.mjs";
import { scratch } from "./harness/processes.mjs";
import { PKG, POLICY, listFiles } from "./harness/site.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ESBUILD = join(ROOT, "crates/xtask/node_modules/.bin/esbuild");
const MANIFEST = JSON.parse(readFileSync(join(ROOT, "npm/custom-elements.json"), "utf8"));
const GUIDE = MANIFEST.modules[0].declarations[0];
const names = (things) => things.map(({ name }) => name).sort();

const APP = `import { load } from "vagvisare";
document.addEventListener("DOMContentLoaded", () => {
  load("/vagvisare/").catch((error) => { document.title = error.message; });
});`;

/** `{ folder, installed, bundle }` of the example app. */
let app;

before(() => {
  const folder = scratch("npm");
  cpSync(join(ROOT, "npm"), join(folder, "npm"), {
    recursive: true,
    filter: (path) => !path.endsWith("/pkg"),
  });
  cpSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  const npm = (cwd, ...args) =>
    execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, VAGVISARE_PKG: PKG },
    });
  npm(join(folder, "npm"), "pack", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app/package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, "app/main.js"), APP);
  npm(join(folder, "app"), "install", join(folder, tarball));
  const bundle = execFileSync(ESBUILD, ["main.js", "--bundle", "--format=esm", "--minify"], {
    cwd: join(folder, "app"),
    encoding: "utf8",
  });
  app = { folder: join(folder, "app"), installed: join(folder, "app/node_modules/vagvisare"), bundle };
});

test("npm: the package holds what was built, its types, its manifest and its licence", () => {
  const files = listFiles(app.installed);
  const built = listFiles(PKG).map((path) => `pkg/${path}`);
  const own = ["LICENSE", "README.md", "copy.js", "custom-elements.json", "index.d.ts", "index.js"];
  const wanted = [...built, ...own, "package.json", "react.d.ts"].sort();
  assert.deepEqual(files, wanted);
  for (const path of built) {
    assert.ok(readFileSync(join(app.installed, path)).equals(readFileSync(join(PKG, path.slice(4)))), path);
  }
  const about = JSON.parse(readFileSync(join(app.installed, "package.json"), "utf8"));
  const named = [about.main, about.types, about.customElements, about.bin["vagvisare-copy"]];
  const exported = Object.values(about.exports).flatMap((to) =>
    typeof to === "string" ? [to] : Object.values(to),
  );
  for (const path of [...named, ...exported].filter((path) => !path.includes("*"))) {
    assert.ok(files.includes(path.replace("./", "")), `${path} is in the package`);
  }
  const version = /^version = "(.*)"/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))[1];
  assert.equal(about.version, version, "one version for all");
  assert.equal(about.license, "EUPL-1.2");
});

const copy = (...args) =>
  spawnSync("node_modules/.bin/vagvisare-copy", args, { cwd: app.folder, encoding: "utf8" });

test("npm: vagvisare-copy puts what is served into the app's folder", () => {
  assert.equal(copy("public/vagvisare").status, 0);
  const served = join(app.folder, "public/vagvisare");
  assert.deepEqual(listFiles(served), [...listFiles(PKG), "copied.json"].sort());
});

test("npm: vagvisare-copy after an update keeps what an editor has corrected, and says so", () => {
  copy("public/again");
  const served = (name) => join(app.folder, "public/again", name);
  const corrected = readFileSync(served("contacts/0184.json"), "utf8").replaceAll(
    "08-746 10 00",
    "08-465 004 00",
  );
  writeFileSync(served("contacts/0184.json"), corrected);
  // As an earlier version had left them: the record says that nobody has touched them since.
  const record = JSON.parse(readFileSync(served("copied.json"), "utf8"));
  writeFileSync(served("guide/en.json"), "{}");
  record["guide/en.json"] = createHash("sha256").update("{}").digest("hex");
  writeFileSync(served("copied.json"), JSON.stringify(record));
  writeFileSync(served("vagvisare.js"), "");
  for (const turn of ["the first", "another"]) {
    const { status, stderr } = copy("public/again");
    assert.equal(status, 0, turn);
    assert.match(stderr, /^kept .*contacts.0184\.json.*\n$/, turn);
    assert.equal(readFileSync(served("contacts/0184.json"), "utf8"), corrected, turn);
  }
  for (const name of ["guide/en.json", "vagvisare.js"])
    assert.ok(readFileSync(served(name)).equals(readFileSync(join(PKG, name))), name);
});

test("npm: vagvisare-copy says what is wrong in a line", () => {
  writeFileSync(join(app.folder, "file"), "");
  for (const [args, code, words] of [
    [[], 2, /^usage: /],
    [["file"], 1, /^vagvisare-copy: file could not be filled: /],
  ]) {
    const { status, stderr } = copy(...args);
    assert.equal(status, code);
    assert.match(stderr, words);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
  }
});

test("npm: the app's bundle is small, and can be imported where there is no page", async () => {
  assert.ok(app.bundle.length < 2000, `${app.bundle.length} bytes`);
  const { load } = await import(join(app.installed, "index.js"));
  await assert.rejects(load(), /needs a page/);
});

/** A page that loads the app's bundle and nothing else. */
function appPage({ site }, body, policy = "") {
  site.page("/app.js", app.bundle);
  return site.page(
    "/t.html",
    html(body, { loader: false, head: '<script type="module" src="/app.js"></script>' }),
    {
      "Content-Security-Policy": POLICY.replace("trusted-types 'none'", policy),
    },
  );
}

forEachEngine(
  "npm: an app that is bundled has the guide, under the strict policy with its name in it",
  async (all) => {
    const { page } = all;
    await page.open(appPage(all, element(all), "trusted-types vagvisare"));
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen") && screen.exit);
  },
);

forEachEngine(
  "npm: nothing is loaded, and no guide put on the page, until the app shows one",
  async (all) => {
    const { page, site } = all;
    await page.open(appPage(all, "<main></main>", "trusted-types vagvisare"));
    assert.deepEqual(site.asked("/vagvisare/**"), []);
    await page.ask(function () {
      document.querySelector("main").append(document.createElement("vag-visare"));
    });
    await page.guide().ready();
    const guides = await page.ask(function () {
      return document.querySelectorAll("vag-visare").length;
    });
    assert.equal(guides, 1);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "npm: where Trusted Types forbid it, load says so, and the page's own numbers stay",
  async (all) => {
    const { page } = all;
    const children = '<p><a href="tel:112">112</a></p>';
    await page.open(appPage(all, element(all, { children }), "trusted-types 'none'"));
    const title = await until("the complaint", () =>
      page.ask(function () {
        return document.title.indexOf("vagvisare:") === 0 && document.title;
      }),
    );
    assert.match(title, /trusted-types vagvisare/);
    const seen = await page.ask(function () {
      return shown(document.querySelector("vag-visare a"));
    });
    assert.ok(seen);
  },
  { only: ["chromium"] },
);

forEachEngine(
  "npm: a folder that is not served is named",
  async (all) => {
    const { page, site } = all;
    site.fault("/vagvisare/vagvisare.js", "missing");
    await page.open(appPage(all, element(all), "trusted-types vagvisare"));
    await until("the complaint", () =>
      page.ask(function () {
        return /vagvisare\/vagvisare\.js did not load/.test(document.title);
      }),
    );
  },
  { only: ["chromium"] },
);

forEachEngine(
  "custom-elements.json names every part of the guide, and no other",
  async (all) => {
    const { page } = all;
    const seen = new Set();
    const look = async () => {
      const parts = await page.guide().ask(function (n) {
        return list(root(n).querySelectorAll("[part]")).map(function (one) {
          return one.getAttribute("part");
        });
      });
      for (const part of parts.flatMap((names) => names.split(" "))) seen.add(part);
    };
    await page.open(guidePage(all, { attributes: { mode: "panel" } }));
    await until("the button", () =>
      page.guide().ask(function (n) {
        return parts(n, "open-button").some(shown);
      }),
    );
    await look();
    await page.guide().tapOn("open-button");
    await page.guide().ready();
    await look();
    await page.guide().walk("self", "close_relationship", "talk");
    await look();
    assert.deepEqual([...seen].sort(), names(GUIDE.cssParts));
  },
  { only: ["chromium"] },
);

test("custom-elements.json names every attribute, event and custom property, and no other", () => {
  const sources = ["src/loader", "src"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /\.(js|css|rs)$/.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
  );
  const all = sources.join("\n");
  const watched = /ATTRIBUTES = "([^"]*)"/.exec(all)[1].split(" ");
  assert.deepEqual(names(GUIDE.attributes), watched.sort());
  assert.deepEqual(names(GUIDE.cssProperties), [...new Set(all.match(/--vv-[a-z-]+[a-z]/g))].sort());
  const types = readFileSync(join(ROOT, "npm/index.d.ts"), "utf8");
  for (const name of watched)
    assert.match(types, new RegExp(`^ {2}"?${name}"?\\?: `, "m"), `type of ${name}`);
  for (const { name } of GUIDE.events) assert.ok(types.includes(`"${name}": CustomEvent`), name);
  const told = [...all.matchAll(/tell\("(\w+)"/g)].map(([, what]) => `vagvisare-${what}`);
  assert.deepEqual(names(GUIDE.events), [...new Set(told)].sort());
});
