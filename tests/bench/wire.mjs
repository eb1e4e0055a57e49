// One server for all that is measured: every file with brotli at its best (or as it is, where that is
// smaller), nothing said of keeping it, HTTP/1.1 over connections that stay open.

import http from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { listFiles } from "../harness/site.mjs";
import { TYPES as OURS } from "../harness/web-servers.mjs";

const TYPES = { ...OURS, ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8" };

/**
 * `{ url(path), put(path, content), folder(path, folder), asked, close() }`; `asked` lists paths in order.
 */
export async function startWire() {
  const files = new Map();
  const asked = [];
  const server = http.createServer((request, response) => {
    const path = new URL(request.url, "http://wire").pathname;
    asked.push(path);
    const file = files.get(path);
    if (file) response.writeHead(200, file.headers).end(file.body);
    else response.writeHead(404, { "content-type": TYPES[".html"] }).end("<!doctype html>404");
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const put = (path, content) => {
    const whole = Buffer.from(content);
    const small = brotliCompressSync(whole);
    const body = small.length < whole.length ? small : whole;
    const headers = {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-length": body.length,
      ...(body === small && { "content-encoding": "br" }),
    };
    files.set(path, { body, headers });
    return path;
  };
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}${path}`,
    asked,
    put,
    /** Everything in the folder, as it is now. */
    folder(path, folder) {
      for (const file of listFiles(folder)) put(path + file, readFileSync(join(folder, file)));
    },
    close() {
      server.closeAllConnections?.();
      server.close();
    },
  };
}
