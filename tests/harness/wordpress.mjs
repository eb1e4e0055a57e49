// A real WordPress from Debian's packages, in a folder of the test's own: MariaDB on a socket, PHP's own web
// server on a free port, our plugin with what was built. Nothing outside the folder is written.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { until } from "./poll.mjs";
import { find, freePort, lacking, scratch, start, stop } from "./processes.mjs";
import { PKG } from "./site.mjs";

const SOURCE = "/usr/share/wordpress";
const PLUGIN = fileURLToPath(new URL("../../wordpress/vagvisare", import.meta.url));
const mariadb = () => find("mariadbd", ["/usr/sbin/mariadbd"]);

/** What is not installed, or null. */
export function missing() {
  return lacking({
    php: find("php"),
    "mariadb-server-core": mariadb() && find("mariadb-install-db"),
    wordpress: existsSync(join(SOURCE, "wp-load.php")),
    "wordpress-theme-twentytwentythree": existsSync(join(SOURCE, "wp-content/themes/twentytwentythree")),
  });
}

/**
 * Gives `{ origin, url(path), php(code), user, close() }`; `php` runs inside WordPress and returns what it
 * prints.
 */
export async function startWordPress() {
  const folder = scratch("wordpress");
  const root = join(folder, "site");
  const socket = join(folder, "db.sock");
  const data = join(folder, "db");
  const asRoot = process.getuid() === 0 ? ["--user=root"] : [];

  // Debian's links lead out of the package; here everything is in one folder.
  cpSync(SOURCE, root, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.endsWith("/.htaccess"),
  });
  const plugin = join(root, "wp-content/plugins/vagvisare");
  cpSync(PLUGIN, plugin, { recursive: true });
  cpSync(PKG, join(plugin, "pkg"), { recursive: true });
  mkdirSync(join(root, "wp-content/uploads"), { recursive: true });

  execFileSync(
    find("mariadb-install-db"),
    [
      "--no-defaults",
      `--datadir=${data}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      ...asRoot,
    ],
    { stdio: "pipe" },
  );
  const database = start(mariadb(), [
    "--no-defaults",
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${folder}/db.pid`,
    "--skip-networking",
    "--innodb-flush-log-at-trx-commit=0",
    ...asRoot,
  ]);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  writeFileSync(join(root, "wp-config.php"), config(origin, socket));

  const php = (code) => {
    writeFileSync(join(folder, "run.php"), `<?php\n${code}`);
    return execFileSync(find("php"), ["-d", "display_errors=stderr", join(folder, "run.php")], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  };
  const user = { name: "redaktor", password: "ett-langt-losenord" };
  let web;
  const close = async () => {
    if (web) await stop(web, root);
    await stop(database);
  };
  try {
    await until("MariaDB to answer", () => {
      if (database.exitCode !== null) throw new Error(`it ended: ${database.said()}`);
      return existsSync(socket);
    });
    php(`
      mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
      (new mysqli('localhost', 'root', '', '', 0, '${socket}'))->query('CREATE DATABASE wordpress');
      define('WP_INSTALLING', true);
      require 'wp-load.php';
      require 'wp-admin/includes/upgrade.php';
      wp_install('Exempelköping', '${user.name}', 'redaktor@exempel.example', false, '', '${user.password}');
      switch_theme('twentytwentythree');`);
    web = start(find("php"), ["-d", "display_errors=stderr", "-S", `127.0.0.1:${port}`, "-t", root], {
      env: { PHP_CLI_SERVER_WORKERS: "4" },
      cwd: root,
    });
    await until("WordPress to answer", () => answers(`${origin}/wp-login.php`), { within: 30_000 });
  } catch (error) {
    await close();
    error.message += `\nMariaDB said: ${database.said()}\nPHP said: ${error.stderr ?? web?.said()}`;
    throw error;
  }
  return {
    origin,
    url: (path) => new URL(path, origin).href,
    php: (code) => php(`require 'wp-load.php'; require 'wp-admin/includes/plugin.php'; ${code}`),
    said: () => web.said(),
    user,
    close,
  };
}

const config = (origin, socket) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '${origin}');
define('WP_SITEURL', '${origin}');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const answers = (url) =>
  new Promise((resolve) => {
    http.get(url, (answer) => resolve(answer.resume().statusCode < 500)).on("error", () => resolve(false));
  });
