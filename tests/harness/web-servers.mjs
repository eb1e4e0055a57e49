// nginx, Caddy and Apache as Debian packs them, each with the file of servers/ that a council takes: only the
// port and the folder are replaced. Nothing here needs a privilege, and nothing listens on port 80.

import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { html } from "./page.mjs";
import { until } from "./poll.mjs";
import { find, freePort, lacking, scratch, start, stop } from "./processes.mjs";
import { PKG, listFiles } from "./site.mjs";

export const SERVERS = fileURLToPath(new URL("../../servers", import.meta.url));
const NGINX_BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const APACHE_MODULES = "/usr/lib/apache2/modules";
/** What the head of servers/apache.conf says, and what Debian has switched on from the first. */
const APACHE_NEEDS = ["deflate", "filter", "headers", "mime", "rewrite"];
const APACHE_HAS = ["mpm_event", "alias", "authz_core", "dir", "autoindex"];
/** Debian's `nobody`. */
const NOBODY = 65534;

/** `text` with the words of servers/ replaced; each must be there. */
function put(text, words) {
  return Object.entries(words).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`servers/: \`${from}\` is not there any more`);
    return text.replaceAll(from, to);
  }, text);
}

/**
 * Each: `missing()` names what is not installed (or null), `command(folder, port)` gives `[program,
 * arguments]`.
 */
const KINDS = {
  nginx: {
    missing: () => lacking({ nginx: nginx(), "libnginx-mod-http-brotli-static": existsSync(NGINX_BROTLI) }),
    command(folder, port, { hasBrotli = true } = {}) {
      let site = put(readFileSync(join(SERVERS, "nginx.conf"), "utf8"), {
        "listen 80;": `listen 127.0.0.1:${port};`,
        "/srv/www": join(folder, "www"),
      });
      if (!hasBrotli) site = put(site, { "brotli_static on;": "" });
      writeFileSync(join(folder, "site.conf"), site);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (what) => `${what}_temp_path ${folder}/${what};`,
      );
      writeFileSync(
        join(folder, "nginx.conf"),
        `${hasBrotli ? `load_module ${NGINX_BROTLI};` : ""}
        daemon off; master_process off; pid ${folder}/pid; error_log stderr warn; events {}
        http { access_log off; ${temporary.join(" ")} include /etc/nginx/mime.types; include ${folder}/site.conf; }`,
      );
      return [nginx(), ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"]];
    },
  },

  caddy: {
    missing: () => lacking({ caddy: find("caddy") }),
    command(folder, port) {
      const site = put(readFileSync(join(SERVERS, "Caddyfile"), "utf8"), {
        "www.kommun.example": `http://127.0.0.1:${port}`,
        "/srv/www": join(folder, "www"),
      });
      const own = "{\n\tadmin off\n}\n";
      writeFileSync(join(folder, "Caddyfile"), own + site);
      return [find("caddy"), ["run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")]];
    },
  },

  apache: {
    missing: () => lacking({ apache2: apache() }),
    command(folder, port) {
      const site = put(readFileSync(join(SERVERS, "apache.conf"), "utf8"), {
        "<VirtualHost *:80>": `<VirtualHost 127.0.0.1:${port}>`,
        "/srv/www": join(folder, "www"),
      });
      const modules = [...APACHE_HAS, ...APACHE_NEEDS].map(
        (name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`,
      );
      writeFileSync(
        join(folder, "apache.conf"),
        `${modules.join("\n")}\nServerRoot ${folder}\nServerName 127.0.0.1\nListen 127.0.0.1:${port}\n` +
          `PidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nMutex file:${folder}\nTypesConfig /dev/null\n` +
          // Debian's own mime.conf: what a council's Apache knows before our file.
          `AddType application/x-compress .Z\nAddType application/x-gzip .gz .tgz\nErrorLog ${folder}/error.log\n${site}`,
      );
      return [apache(), ["-D", "FOREGROUND", "-f", join(folder, "apache.conf")]];
    },
  },
};

const nginx = () => find("nginx", ["/usr/sbin/nginx"]);
const apache = () => find("apache2", ["/usr/sbin/apache2"]);

export const NAMES = Object.keys(KINDS);
export const missing = (name) => KINDS[name].missing();

/**
 * The council's site in a folder: the page, what was uploaded, and beside each file the same compressed; but
 * for those that `plain` says.
 */
function fill(www, plain, page) {
  cpSync(PKG, join(www, "vagvisare"), { recursive: true });
  writeFileSync(join(www, "stod-och-hjalp.html"), page);
  for (const path of listFiles(join(www, "vagvisare"))) {
    if (plain(path)) continue;
    const full = join(www, "vagvisare", path);
    const bytes = readFileSync(full);
    writeFileSync(`${full}.br`, brotliCompressSync(bytes));
    writeFileSync(`${full}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** Apache does not serve as root; so where the tests are root, all servers run as nobody. */
function giveAway(folder) {
  if (process.getuid() !== 0) return {};
  chmodSync(dirname(folder), 0o711);
  chownSync(folder, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}

/**
 * Starts a server with its file of servers/; gives `{ port, url(path), get(path, encodings, headers), said(),
 * close() }`.
 */
export async function startServer(
  name,
  { plain = () => false, page = html('<vag-visare area="0184"></vag-visare>'), ...options } = {},
) {
  const folder = scratch(name);
  mkdirSync(join(folder, "www"));
  fill(join(folder, "www"), plain, page);
  const port = await freePort();
  const [program, args] = KINDS[name].command(folder, port, options);
  const child = start(program, args, { env: { HOME: folder }, ...giveAway(folder) });
  const log = join(folder, "error.log");
  const said = () => child.said() + (existsSync(log) ? readFileSync(log, "utf8") : "");
  const get = (path, encodings = "identity", more = {}) =>
    new Promise((resolve, reject) => {
      const headers = { "accept-encoding": encodings, ...more };
      http
        .get({ host: "127.0.0.1", port, path, headers, agent: false }, (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("end", () =>
            resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
          );
          answer.on("error", reject);
        })
        .on("error", reject);
    });
  try {
    await until(`${name} to answer`, async () => {
      if (child.exitCode !== null) throw new Error(`it ended: ${said()}`);
      return (await get("/stod-och-hjalp")).status > 0;
    });
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { port, url: (path) => `http://127.0.0.1:${port}${path}`, get, said, close: () => stop(child) };
}

/** The type that a file of the folder is sent with. */
export const TYPES = {
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
};
export const typeOf = (path) => TYPES[extname(path)];
