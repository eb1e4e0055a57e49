// servers/: nginx, Caddy and Apache, started with the very files that a council takes, asked for every file
// of the folder in every encoding; and then one browser looks at each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { forEachEngine } from "./harness/each.mjs";
import { consoleLines } from "./harness/oracles.mjs";
import { html } from "./harness/page.mjs";
import { HEADERS, PKG, POLICY, listFiles } from "./harness/site.mjs";
import { NAMES, SERVERS, missing, startServer, typeOf } from "./harness/web-servers.mjs";

const FOR_EVER = HEADERS["/vagvisare/p-*"]["Cache-Control"];
const SHORT = "public, max-age=300, must-revalidate";

/** What every file of the folder is sent with, whether it is there or not. */
const PUBLIC = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const PAGE = {
  "cache-control": "no-store",
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const DECODE = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes) => bytes };
const FILES = listFiles(PKG);
const cacheOf = (path) => (/^p-[^/]*\.(js|wasm)$/.test(path) ? FOR_EVER : SHORT);
const isFound = (headers, wanted, what) => {
  for (const [name, value] of Object.entries(wanted)) assert.equal(headers[name], value, `${what}: ${name}`);
};

/** A test with a server that is started for it; skipped by name where it is not installed, but not in CI. */
function withServer(name, promise, body, options = {}) {
  const title = `${name}: ${promise}`;
  const lacks = missing(name);
  if (lacks && !process.env.CI) return test(title, { skip: lacks }, () => {});
  return test(title, { timeout: 120_000 }, async () => {
    if (lacks) throw new Error(lacks);
    const server = await startServer(name, options);
    try {
      await body(server);
    } catch (error) {
      error.message += `\n${name} said: ${server.said()}`;
      throw error;
    } finally {
      await server.close();
    }
  });
}

/** What browsers send, and the encoding that the answer then has if the compressed files lie there. */
const ASKED = { "gzip, deflate, br": "br", br: "br", "gzip, deflate": "gzip", identity: "identity" };

for (const name of NAMES) {
  withServer(name, "every file in every encoding, with its type and its time in caches", async ({ get }) => {
    assert.ok(FILES.length > 10, `${PKG} is built`);
    for (const path of FILES) {
      const bytes = readFileSync(join(PKG, path));
      for (const [asked, encoding] of Object.entries(ASKED)) {
        const { status, headers, body } = await get(`/vagvisare/${path}`, asked);
        const what = `${path}, ${asked}`;
        assert.equal(status, 200, what);
        assert.equal(headers["content-encoding"] ?? "identity", encoding, what);
        assert.ok(DECODE[encoding](body).equals(bytes), `${what}: the same bytes`);
        assert.match(headers.vary ?? "", /^accept-encoding$/i, what);
        if (typeOf(path)) assert.equal(headers["content-type"], typeOf(path), what);
        assert.equal(headers["cache-control"], cacheOf(path), what);
        assert.ok(headers.etag || headers["last-modified"], `${what}: can be asked whether it has changed`);
        isFound(headers, PUBLIC, what);
      }
    }
  });

  withServer(
    name,
    "a file without compressed ones beside it is compressed on the way, for it may have been edited",
    async ({ get }) => {
      for (const path of FILES.filter((path) => path.endsWith("se.json") || path.endsWith("sv.json"))) {
        const bytes = readFileSync(join(PKG, path));
        const { headers, body } = await get(`/vagvisare/${path}`, "gzip, deflate, br");
        assert.equal(headers["content-encoding"], "gzip", path);
        assert.ok(gunzipSync(body).equals(bytes), path);
        assert.equal(headers["content-type"], typeOf(path));
        assert.equal((await get(`/vagvisare/${path}`)).headers["content-encoding"], undefined);
      }
    },
    { plain: (path) => path.endsWith(".json") },
  );

  withServer(name, "what is missing is 404, kept by no cache, and no folder is listed", async ({ get }) => {
    for (const path of ["p-0000000000.wasm", "p-0000000000.js", "contacts/7777.json", "x.js"]) {
      for (const asked of Object.keys(ASKED)) {
        const { status, headers } = await get(`/vagvisare/${path}`, asked);
        assert.equal(status, 404, path);
        assert.equal(headers["cache-control"], undefined, path);
        // Without it the loader could not read the status, and would tell the webmaster of another cause.
        assert.equal(headers["access-control-allow-origin"], "*", path);
      }
    }
    for (const path of ["/vagvisare/", "/vagvisare/contacts/", "/vagvisare/contacts", "/"]) {
      const { status, body } = await get(path);
      assert.ok(status >= 300, `${path}: ${status}`);
      assert.doesNotMatch(body.toString(), /\w\.json/, path);
    }
    for (const path of ["/vagvisare/../../site.conf", "/vagvisare/%2e%2e/%2e%2e/site.conf", "/.env"]) {
      assert.ok((await get(path)).status >= 400, path);
    }
  });

  withServer(name, "the page has the strict policy, Trusted Types, and lies in no cache", async ({ get }) => {
    const { status, headers, body } = await get("/stod-och-hjalp");
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    isFound(headers, PAGE, "the page");
    assert.match(body.toString(), /<title>Stöd/);
    assert.match(POLICY, /require-trusted-types-for 'script'/);
  });

  withServer(name, "a browser that has the file is told that it is the same", async ({ get }) => {
    const { headers } = await get("/vagvisare/contacts/se.json", "br");
    const again = await get("/vagvisare/contacts/se.json", "br", { "if-none-match": headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    assert.equal(again.headers["cache-control"], SHORT);
  });
}

for (const name of NAMES) {
  const lacks = missing(name);
  if (lacks && !process.env.CI) continue;
  forEachEngine(
    `the guide answers on ${name}'s page, under its policy, with nothing to complain of`,
    async ({ page, t }) => {
      const server = await startServer(name);
      t.after(() => server.close());
      await page.open(server.url("/stod-och-hjalp"));
      const screen = await page.guide().walk("self", "close_relationship", "talk");
      assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
      assert.deepEqual(await consoleLines(page), []);
    },
    { only: ["chromium"] },
  );
}

for (const name of NAMES) {
  const lacks = missing(name);
  if (lacks && !process.env.CI) continue;
  forEachEngine(
    `a page on another host, with that host in its policy, has the guide from ${name}`,
    async ({ page, site, t }) => {
      const server = await startServer(name);
      t.after(() => server.close());
      const files = server.url("").replace(/\/$/, "");
      const script = `<script src="${files}/vagvisare/vagvisare.js"></script>`;
      const policy = POLICY.replace("script-src 'self'", `script-src 'self' ${files}`);
      site.page("/t.html", html('<vag-visare area="0184"></vag-visare>', { loader: false, head: script }), {
        "Content-Security-Policy": policy.replace("connect-src 'self'", `connect-src ${files}`),
      });
      await page.open("/t.html");
      await page.guide().ready();
      assert.deepEqual(site.asked("/vagvisare/**"), []);
      assert.deepEqual(await consoleLines(page), []);
    },
    { only: ["chromium"] },
  );
}

withServer(
  "nginx",
  "without the module for brotli, and its line, gzip is sent",
  async ({ get }) => {
    for (const path of FILES.filter((path) => path.startsWith("p-"))) {
      const { headers, body } = await get(`/vagvisare/${path}`, "gzip, deflate, br");
      assert.equal(headers["content-encoding"], "gzip");
      assert.ok(gunzipSync(body).equals(readFileSync(join(PKG, path))));
    }
  },
  { hasBrotli: false },
);

/** Rules of an `_headers` file: `[{ pattern, headers: [[name, value]] }]`. */
function readHeaders(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    if (line.startsWith("/")) rules.push({ pattern: line.trim(), headers: [] });
    else {
      const at = line.indexOf(":");
      assert.ok(/^\s+\S/.test(line) && at > 0 && rules.length, line);
      rules.at(-1).headers.push([line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]);
    }
  }
  return rules;
}

test("_headers says what the servers send, and no header twice", () => {
  const rules = readHeaders(readFileSync(join(SERVERS, "_headers"), "utf8"));
  const sent = (path) => {
    const headers = {};
    for (const { pattern, headers: more } of rules) {
      const [before, after] = pattern.split("*");
      if (after === undefined ? path !== pattern : !(path.startsWith(before) && path.endsWith(after)))
        continue;
      for (const [name, value] of more) {
        assert.equal(headers[name], undefined, `${path}: ${name} is named twice`);
        headers[name] = value;
      }
    }
    return headers;
  };
  // Only one star in a pattern, and only at its end: all hosts read that alike.
  for (const { pattern } of rules) assert.match(pattern, /^[^*]+\*?$/);
  assert.deepEqual(sent("/stod-och-hjalp"), PAGE);
  for (const path of FILES.filter((path) => path.includes("/") || /^(p-|vagvisare\.js$)/.test(path))) {
    assert.deepEqual(sent(`/vagvisare/${path}`), { ...PUBLIC, "cache-control": cacheOf(path) }, path);
  }
  assert.deepEqual(sent("/annat"), {});
});

test("the policy in every file of servers/ is the one of www/headers.json", () => {
  for (const file of ["nginx.conf", "Caddyfile", "apache.conf", "_headers"]) {
    const policies = readFileSync(join(SERVERS, file), "utf8").match(/default-src[^"\n]*/g);
    assert.deepEqual(policies, [POLICY], file);
  }
});
