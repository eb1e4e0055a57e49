// What one visit asks a council's server for: requests and bytes on the wire, headers too, counted between
// Chromium and nginx with servers/nginx.conf. The page itself is the council's own and not counted.
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
const KEPT_FOR_EVER = /\/p-[A-Za-z0-9_-]+\.(js|wasm)$/;

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

/**
 * The whole country behind one network of caches: every council has as many visits a day, and every visit is
 * a first one, the dearest case. A place of the network asks the origin once for a file that never changes,
 * and at most once in five minutes for one that may; never more often than visitors ask.
 */
function size(first) {
  const [councils, counties, visits, peak] = [290, 21, 100, 10];
  const all = councils * visits;
  const bytes = all * first.reduce((sum, one) => sum + one.bytes, 0);
  const most = (24 * 60) / 5;
  const files = { forEver: 0, nation: 0, county: 0, council: 0 };
  for (const { path } of first) {
    if (KEPT_FOR_EVER.test(path)) files.forEver += 1;
    else if (/\/\d{4}\.json$/.test(path)) files.council += 1;
    else if (/\/\d{2}\.json$/.test(path)) files.county += 1;
    else files.nation += 1;
  }
  const atOrigin =
    files.forEver +
    files.nation * Math.min(most, all) +
    files.county * counties * Math.min(most, all / counties) +
    files.council * councils * Math.min(most, visits);
  const asked = all * first.length;
  const second = (number) => (number / 86_400).toFixed(1);
  console.log(`\n${councils} councils, ${visits} visits a day each, all of them first visits`);
  console.log(`  requests a day         ${asked}`);
  console.log(`  bytes a day            ${(bytes / 1e9).toFixed(1)} GB`);
  console.log(
    `  requests a second      ${second(asked)}, ten times as many at the peak ${second(asked * peak)}`,
  );
  console.log(
    `  Mbit a second          ${second((bytes * 8) / 1e6)}, at the peak ${second((bytes * 8 * peak) / 1e6)}`,
  );
  console.log(`  at the origin at most  ${atOrigin} requests a day for each place of the network`);
  console.log(`  answered by caches     at least ${((1 - atOrigin / asked) * 100).toFixed(0)} %`);
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
  await until("the list of areas", () =>
    page.guide().ask(function (n) {
      return Boolean(areaSelect(n));
    }),
  );
  const [areas] = counter.take();
  console.log(`\nlist of areas, when the visitor asks for it: ${areas.bytes} bytes`);

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
  size(first);
} finally {
  await browser.close();
  guard.close();
  await server.close();
}
