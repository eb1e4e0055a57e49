// Chromium through its DevTools, where the benches look from: a connection to the browser itself, so that
// each visit has a cookie jar, cache and process of its own, and so that workers are slowed down and counted
// too.

import WebSocket from "ws";

import { startBrowser } from "../harness/engines.mjs";
import { within } from "../harness/poll.mjs";

const ANSWER_MS = 30_000;

/** A phone of the cheap kind: 412 × 915 CSS pixels. */
const PHONE = { width: 412, height: 915, deviceScaleFactor: 1, mobile: true };

/** Bytes a second, and milliseconds until an answer begins. */
const network = (latency, down, up) => ({
  offline: false,
  latency,
  downloadThroughput: down / 8,
  uploadThroughput: up / 8,
});

export const NETWORKS = {
  /** As Lighthouse and the promises have it. */
  "Slow 4G": network(150, 1.6e6, 750e3),
  /** As DevTools had it under that name, its own allowances for what it does not imitate included. */
  "Fast 3G": network(150 * 3.75, 1.6e6 * 0.9, 750e3 * 0.9),
};

/** Starts Chromium; gives `{ newPage(options), close() }`. */
export async function startChromium(guard) {
  const browser = await startBrowser("chromium", guard);
  try {
    const capabilities = await browser.driver.getCapabilities();
    const { debuggerAddress } = capabilities.get("goog:chromeOptions");
    const { webSocketDebuggerUrl } = await (await fetch(`http://${debuggerAddress}/json/version`)).json();
    const connection = await connect(webSocketDebuggerUrl);
    return {
      newPage: (options) => newPage(connection, options),
      async close() {
        connection.close();
        await browser.close();
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** `{ session(id) → { send, on, id }, close() }`; without an id the session is the browser's. */
async function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
  const asked = new Map();
  const listeners = new Map();
  let last = 0;
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.on("message", (data) => {
    const { id, result, error, method, params, sessionId } = JSON.parse(data);
    if (method) {
      for (const listener of listeners.get(`${sessionId ?? ""} ${method}`) ?? []) listener(params);
      return;
    }
    const { resolve, reject, what } = asked.get(id) ?? {};
    asked.delete(id);
    if (error) reject?.(new Error(`${what}: ${error.message}`));
    else resolve?.(result);
  });
  return {
    session: (sessionId) => ({
      id: sessionId,
      send(method, params = {}) {
        const id = ++last;
        const answer = new Promise((resolve, reject) => asked.set(id, { resolve, reject, what: method }));
        socket.send(JSON.stringify({ id, method, params, sessionId }));
        return within(ANSWER_MS, `DevTools, asked to ${method}`, answer);
      },
      on(method, listener) {
        const key = `${sessionId ?? ""} ${method}`;
        listeners.set(key, [...(listeners.get(key) ?? []), listener]);
      },
    }),
    close: () => socket.terminate(),
  };
}

/**
 * A page in a profile of its own, nothing cached, on the phone; it has been to `start` (unhindered), so that
 * it has its process, and a connection to the server. `network` is one of NETWORKS or nothing, `cpu` by how
 * much it is slower.
 *
 * Gives `{ send(method, params), on(event, listener), go(url, script), evaluate(source), wire(), figures(),
 * close() }`; `script` runs in the page before all others and can call `told(text)`, which `go` waits for.
 */
async function newPage(connection, { start, network, cpu = 1 }) {
  const top = connection.session();
  const { browserContextId } = await top.send("Target.createBrowserContext");
  const { targetId } = await top.send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await top.send("Target.attachToTarget", { targetId, flatten: true });
  const page = connection.session(sessionId);
  const workers = [];
  const wire = { bytes: 0, requests: 0, open: new Set(), failed: [] };

  const count = (session) => {
    session.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
      if (!/^https?:/.test(request.url)) return;
      wire.open.add(requestId);
      if (!redirectResponse) wire.requests += 1;
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (wire.open.delete(requestId)) wire.bytes += encodedDataLength;
    });
    session.on("Network.loadingFailed", ({ requestId, errorText, canceled }) => {
      if (wire.open.delete(requestId) && !canceled) wire.failed.push(errorText);
    });
  };
  const slowDown = (session) =>
    network ? session.send("Network.emulateNetworkConditions", network) : undefined;

  // A worker asks for files by itself: it is held until it is counted and slowed down as the page is.
  page.on("Target.attachedToTarget", async ({ sessionId, targetInfo }) => {
    const session = connection.session(sessionId);
    if (targetInfo.type === "worker") {
      workers.push(session);
      count(session);
      await Promise.all([session.send("Network.enable"), slowDown(session)]).catch(() => {});
    }
    await session.send("Runtime.runIfWaitingForDebugger").catch(() => {});
  });
  const once = (event) => new Promise((resolve) => page.on(event, resolve));

  for (const domain of ["Page", "Network", "Performance", "Runtime"]) await page.send(`${domain}.enable`);
  await page.send("Emulation.setDeviceMetricsOverride", PHONE);
  await page.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  const begun = once("Page.loadEventFired");
  await page.send("Page.navigate", { url: start });
  await within(ANSWER_MS, start, begun);
  count(page);
  await slowDown(page);
  await page.send("Emulation.setCPUThrottlingRate", { rate: cpu });

  const busy = async () => {
    const { metrics } = await page.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const evaluate = async (expression) => {
    const asking = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await page.send("Runtime.evaluate", asking);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  let before = 0;
  return {
    send: page.send,
    on: page.on,
    evaluate,
    async go(url, script, patience = 60_000) {
      await page.send("Runtime.addBinding", { name: "told" });
      await page.send("Page.addScriptToEvaluateOnNewDocument", { source: script });
      const told = once("Runtime.bindingCalled");
      before = await busy();
      await page.send("Page.navigate", { url });
      await within(patience, `${url}, asked for its marks`, told).catch(async (error) => {
        throw new Error(`${error.message}; so far ${await evaluate("JSON.stringify(window.marks)")}`);
      });
    },
    /** What is on the wire: `{ bytes, requests, open, failed }`. */
    wire: () => ({ ...wire, open: wire.open.size }),
    /** The same and `{ busy, heap }`: main thread in ms, memory of the page and its workers in bytes. */
    async figures() {
      // A process that was exchanged on the way has counted from nought.
      const now = await busy();
      const sizes = await Promise.all(
        [page, ...workers].map(async (session) => {
          await session.send("HeapProfiler.collectGarbage").catch(() => {});
          const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
          return usedSize + backingStorageSize;
        }),
      );
      const heap = sizes.reduce((sum, size) => sum + size, 0);
      return { ...wire, open: wire.open.size, busy: now < before ? now : now - before, heap };
    },
    close: () => top.send("Target.disposeBrowserContext", { browserContextId }),
  };
}
