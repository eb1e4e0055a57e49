// The guard: a proxy that stands where the rest of the internet would be. Every request to a host that is not
// this machine comes here, is noted and refused. It also plays "the exit address does not answer".

import http from "node:http";

// What browsers ask for on their own, whatever page is open, and no setting stops.
const OWN_ERRANDS =
  /(^|\.)(mozilla\.(com|org|net)|(firefox|google|googleapis|gstatic|gvt1)\.com|mozgcp\.net)$/;

/** Stands for a host that WebKitGTK asked for over TLS. */
export const UNNAMED = "some-host-over-tls";

/**
 * `{ host, asked, hosts(), clear(), hang(on), close() }`: `asked` lists `{ host, at }` in order.
 */
export async function startGuard() {
  const asked = [];
  const held = new Set();
  let hanging = false;

  const note = (target) => {
    const host = target
      .replace(/^https?:\/\//, "")
      .split("/")[0]
      .replace(/:\d+$/, "");
    asked.push({ host, at: performance.now() });
  };
  const server = http.createServer((request, response) => {
    note(request.url);
    if (hanging) held.add(request.socket);
    else response.writeHead(502, { "content-type": "text/plain" }).end("No way out of this test.");
  });
  server.on("connect", (request, socket) => {
    note(request.url);
    socket.on("error", () => {});
    if (hanging) held.add(socket);
    else socket.end("HTTP/1.1 502 No way out of this test\r\n\r\n");
  });
  // WebKitGTK speaks TLS with the proxy itself when a page asks for https: that somebody asked is seen, not
  // for whom.
  server.on("clientError", (error, socket) => {
    if (error.rawPacket?.[0] === 0x16) note(UNNAMED);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();

  const release = () => {
    for (const socket of held) socket.destroy();
    held.clear();
  };
  return {
    host: `127.0.0.1:${server.address().port}`,
    asked,
    /** The other hosts that pages asked for. */
    hosts: () => [...new Set(asked.map(({ host }) => host).filter((host) => !OWN_ERRANDS.test(host)))],
    clear() {
      release();
      hanging = false;
      asked.length = 0;
    },
    hang(on = true) {
      hanging = on;
      if (!on) release();
    },
    close() {
      release();
      server.closeAllConnections?.();
      server.close();
    },
  };
}
