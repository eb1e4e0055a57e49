// The council's site: serves www/ at / and pkg/ at /vagvisare/ with the headers of www/headers.json, as
// `cargo xtask serve` does; keeps a log of requests; and breaks files on demand.

import http from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { breakIt } from "./faults.mjs";

export const WWW = fileURLToPath(new URL("../../www", import.meta.url));
export const PKG = process.env.VAGVISARE_PKG ?? fileURLToPath(new URL("../../pkg", import.meta.url));
const SHIM = fileURLToPath(new URL("shim.js", import.meta.url));

const MIME = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Glob → headers, as both `serve` commands send them too. */
export const HEADERS = JSON.parse(readFileSync(join(WWW, "headers.json"), "utf8"));
/** The Content-Security-Policy of every page. */
export const POLICY = HEADERS["/**"]["Content-Security-Policy"];

/** `/vagvisare/*.wasm`, `/**`: `*` stays within a folder, `**` does not. */
function matches(glob, path) {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*|\*/g, (stars) => (stars === "*" ? "[^/]*" : ".*"));
  return new RegExp(`^${pattern}$`).test(path);
}

/**
 * `{ origin, url(path), log, asked(glob), page(path, html, headers), script(path, run), fault(glob, kind),
 * shim(...faults), clear(), close() }`
 *
 * - `page`: a page of the test's own (`html` is the whole document: see `html()` in page.mjs).
 * - `fault`: from now on, files of that path are broken in that way (kinds: see faults.mjs).
 * - `shim`: names of faults inside the browser (see shim.js), for pages loaded from now on.
 */
export async function startSite() {
  const rules = Object.entries(HEADERS);
  const log = [];
  const pages = new Map();
  const faults = [];
  let inBrowser = [];

  const server = http.createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const entry = {
      method: request.method,
      path,
      url: request.url,
      headers: request.headers,
      at: performance.now(),
    };
    if (path !== "/favicon.ico") log.push(entry);
    if (request.method !== "GET" && request.method !== "HEAD") {
      request.setEncoding("utf8");
      entry.body = "";
      request.on("data", (text) => {
        entry.body += text;
      });
      request.on("end", () => response.writeHead(204).end());
      return;
    }
    const file =
      pages.get(path) ??
      (path === "/__test__/shim.js" ? { body: readFileSync(SHIM), type: ".js" } : fromDisk(path));
    const headers = {};
    for (const [glob, more] of rules) if (matches(glob, path)) Object.assign(headers, lowered(more));
    if (!file) {
      response
        .writeHead(404, { ...headers, "content-type": MIME[".html"] })
        .end("<!doctype html><title>404</title>Finns inte");
      return;
    }
    Object.assign(headers, { "content-type": MIME[file.type] ?? "application/octet-stream" }, file.headers);
    let body = file.body;
    // One browser serves many tests: what one has fetched must not hide from the next what it asks for. Pages
    // alone stay as they are, since `no-store` keeps a page out of the back/forward cache.
    if (file.type !== ".html") headers["cache-control"] = "no-store";
    if (file.type === ".html") {
      const names = inBrowser.join(" ");
      // First of all scripts: what it records and breaks must be there before the page's own.
      const tag = `<script src="/__test__/shim.js" data-break="${names}"></script>`;
      body = Buffer.from(
        String(body).replace(/<head[^>]*>|<meta charset[^>]*>/i, (found) => `${found}${tag}`),
      );
    }
    const fault = faults.findLast((one) => matches(one.glob, path));
    for (const key of Object.keys(headers)) if (headers[key] === null) delete headers[key];
    if (fault) {
      breakIt(fault.kind, { request, response, headers, body });
      return;
    }
    response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    url: (path) => new URL(path, origin).href,
    log,
    /** Paths asked for that match, in order. */
    asked: (glob = "/**") => log.filter(({ path }) => matches(glob, path)).map(({ path }) => path),
    page(path, html, headers = {}) {
      pages.set(path, { body: Buffer.from(html), type: extname(path) || ".html", headers: lowered(headers) });
      return path;
    },
    /** A script of the test's own: `run` is what it runs, with these arguments. */
    script(path, run, ...args) {
      return this.page(path, `(${run}).apply(null, ${JSON.stringify(args)});`);
    },
    fault(glob, kind) {
      faults.push({ glob, kind });
    },
    shim(...names) {
      inBrowser = names;
    },
    clear() {
      pages.clear();
      faults.length = 0;
      inBrowser = [];
      log.length = 0;
    },
    close() {
      server.closeAllConnections?.();
      server.close();
    },
  };
}

const lowered = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function fromDisk(path) {
  const [root, rest] = path.startsWith("/vagvisare/") ? [PKG, path.slice("/vagvisare".length)] : [WWW, path];
  let full = normalize(join(root, rest));
  if (full !== root && !full.startsWith(root + sep)) return null;
  if (existsSync(full) && statSync(full).isDirectory()) full = join(full, "index.html");
  if (!existsSync(full)) return null;
  return { body: readFileSync(full), type: extname(full) };
}

/** Every page of the demo site, as paths. */
export function demoPages() {
  return listFiles(WWW)
    .filter((path) => path.endsWith(".html"))
    .map((path) => `/${path}`);
}

/** Every file of a folder, as paths within it. */
export function listFiles(folder, within = "") {
  return readdirSync(join(folder, within), { withFileTypes: true })
    .flatMap((entry) => {
      const path = within ? `${within}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    })
    .sort();
}
