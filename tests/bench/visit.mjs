// What one visit asks a council's server for: requests and bytes on the wire, headers too, counted between Chromium
// and nginx with servers/nginx.conf. The page itself is the council's own and not counted.
//
//     node tests/bench/visit.mjs [AREA]          (an area of pkg/; default 0184)
//
// The figures in www/manual/servrar.html are from here.

import net from "node:net";

import { startBrowser } from "../harness/engines.mjs";
import { startGuard } from "../harness/guard.mjs";
import { Page, html } from "../harness/page.mjs";
import { pause, until } from "../harness/poll.mjs";
import { startServer } from "../harness/web-servers.mjs";

const area = process.argv[2] ?? "0184";
const PAGE = "/stod-och-hjalp";
const KEPT_FOR_EVER = /\/p-[0-9a-z]+\.(js|wasm)$/;

/** A plain pipe to the server that notes each request's path and the bytes of its answer. */
async function startCounter(port) {
  const asked = [];
  const server = net.createServer((client) => {
    const upstream = net.connect(port, "127.0.0.1");
    let last;
    client.on("data", (data) => {
      for (const [, path] of data.toString("latin1").matchAll(/^GET (\S+) HTTP/gm)) {
        last = { path, bytes: 0 };
        asked.push(last);
      }
    });
    // One connection answers one request after the other, so what comes belongs to the last.
    upstream.on("data", (data) => {
      if (last) last.bytes += data.length;
    });
    for (const socket of [client, upstream]) socket.on("error", () => {});
    client.pipe(upstream).pipe(client);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What was asked since the last time. */
    take: () => asked.splice(0).filter(({ path }) => path.startsWith("/vagvisare/")),
  };
}

/** Bytes of the answer to "has it changed?". */
async function unchanged({ port, get }, path) {
  const { headers } = await get(path, "br");
  const ask = `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\nIf-None-Match: ${headers.etag}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => socket.write(`${ask}Connection: close\r\n\r\n`));
    let text = "";
    socket.on("data", (data) => (text += data)).on("error", reject);
    socket.on("end", () =>
      text.startsWith("HTTP/1.1 304")
        ? resolve(text.length)
        : reject(new Error(`${path}: ${text.slice(0, 60)}`)),
    );
  });
}

const server = await startServer("nginx", { page: html(`<vag-visare area="${area}"></vag-visare>`) });
const counter = await startCounter(server.port);
const guard = await startGuard();
const browser = await startBrowser("chromium", guard);
try {
  const page = new Page(browser, { url: (path) => new URL(path, counter.origin).href });
  const visit = async () => {
    await page.open(PAGE);
    await page.guide().ready();
    // A word that comes late would be counted with the next visit.
    await pause(500);
    return counter.take();
  };
  const first = await visit();
  await page.newTab();
  const again = await visit();
  const short = first.filter(({ path }) => !KEPT_FOR_EVER.test(path));
  const later = await Promise.all(
    short.map(async ({ path }) => ({ path, bytes: await unchanged(server, path) })),
  );
  await page.guide().tapOn("area");
  await until("the list of areas", async () => {
    const more = counter.take();
    if (more.length) console.log(`\nlist of areas, when the visitor asks for it: ${more[0].bytes} bytes`);
    return more.length;
  });

  console.log(`\nfirst visit, ${area}`);
  for (const { path, bytes } of first) console.log(`  ${path.padEnd(36)}${String(bytes).padStart(8)}`);
  const row = (what, asked) => {
    const bytes = asked.reduce((sum, one) => sum + one.bytes, 0);
    console.log(
      `${what.padEnd(38)}${String(asked.length).padStart(3)} requests${String(bytes).padStart(8)} bytes`,
    );
  };
  console.log();
  row("first visit", first);
  row("again within five minutes", again);
  row("again later, nothing has changed", later);
} finally {
  await browser.close();
  guard.close();
  await server.close();
}
