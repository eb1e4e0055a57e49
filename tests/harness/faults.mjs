// The ways a file can fail to come: what networks, proxies, content systems and tired hands do to it.

const MB = 1024 * 1024;

/** The file as it should be, so many milliseconds late. */
const later =
  (ms) =>
  ({ response, headers, body }) => {
    const timer = setTimeout(() => response.writeHead(200, headers).end(body), ms);
    response.on("close", () => clearTimeout(timer));
  };

/** name → (answer) => void. Each gets `{ request, response, headers, body }`: the file as it should be. */
export const FAULTS = {
  /** The upload forgot it. */
  missing({ response }) {
    response
      .writeHead(404, { "content-type": "text/html" })
      .end("<!doctype html><title>404</title>Not found");
  },
  /** The connection breaks half way. */
  truncated({ response, headers, body }) {
    response.writeHead(200, { ...headers, "content-length": body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  },
  /** The upload was cut: half a file, delivered whole. */
  half({ response, headers, body }) {
    response.writeHead(200, headers).end(body.subarray(0, Math.floor(body.length / 2)));
  },
  /** The server stumbles. */
  "status-500"({ response }) {
    response.writeHead(500, { "content-type": "text/html" }).end("<!doctype html><title>500</title>Oj");
  },
  /** Right syntax, nothing that was agreed. */
  "wrong-shape"({ response, headers }) {
    response
      .writeHead(200, headers)
      .end('{"format":"ett","services":{"112":true},"questions":7,"texts":[null]}');
  },
  /** A list where an object should be. */
  "empty-list"({ response, headers }) {
    response.writeHead(200, headers).end("[]");
  },
  /** Ten seconds late: later than anything waits. */
  slow: later(10_000),
  /** So late that the page has long been painted. */
  late: later(700),
  /** Never an answer. */
  hang() {},
  /** Fifty megabytes of valid JSON. */
  huge({ response, headers, body }) {
    response.writeHead(200, headers);
    const text = String(body);
    const end = text.lastIndexOf("}");
    response.write(end > 0 ? text.slice(0, end) : text);
    const block = Buffer.alloc(MB, " ");
    let left = 50;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!response.write(block)) {
          response.once("drain", more);
          return;
        }
      }
      response.end(end > 0 ? text.slice(end) : "");
    };
    response.on("error", () => {});
    more();
  },
  /** Bits have tipped over. */
  corrupt({ response, headers, body }) {
    const bytes = Buffer.from(body);
    for (let at = 64; at < bytes.length; at += 97) bytes[at] ^= 0x5a;
    response.writeHead(200, headers).end(bytes);
  },
  /** The file is good, its label is not (old IIS and Apache know no .wasm). */
  "wrong-mime"({ response, headers, body }) {
    response.writeHead(200, { ...headers, "content-type": "application/octet-stream" }).end(body);
  },
  /** A content system answers every unknown address with its start page and 200. */
  "html-200"({ response }) {
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!doctype html><title>Start</title><h1>Kommunen</h1>");
  },
};

export function breakIt(kind, answer) {
  if (typeof kind === "function") kind(answer);
  else FAULTS[kind](answer);
}
