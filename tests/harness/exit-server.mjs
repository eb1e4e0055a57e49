// The place a visitor leaves to: an innocent page on another host, which notes who came and what they told.

import http from "node:http";

/**
 * `{ url, arrivals, hang(on), clear(), close() }`. `arrivals` lists `{ path, referer, cookie, at }`; a
 * request is noted when it comes, also while the server hangs.
 */
export async function startExit(name = "Väder") {
  const arrivals = [];
  const held = new Set();
  let hanging = false;

  const answer = (response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(
      `<!doctype html><html lang="sv"><meta charset="utf-8"><title>${name}</title>` +
        `<link rel="icon" href="data:,"><h1 id="arrived">${name}</h1>`,
    );
  };
  const server = http.createServer((request, response) => {
    if (request.url === "/favicon.ico") {
      response.writeHead(404).end();
      return;
    }
    const { referer = null, cookie = null } = request.headers;
    arrivals.push({ path: request.url, referer, cookie, at: performance.now() });
    if (hanging) held.add(response);
    else answer(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();

  const release = () => {
    for (const response of held) answer(response);
    held.clear();
  };
  return {
    // "localhost" beside the site's "127.0.0.1": another host and another site, as in life.
    url: `http://localhost:${server.address().port}/`,
    name,
    arrivals,
    hang(on = true) {
      hanging = on;
      if (!on) release();
    },
    clear() {
      hanging = false;
      release();
      arrivals.length = 0;
    },
    close() {
      release();
      server.closeAllConnections?.();
      server.close();
    },
  };
}
