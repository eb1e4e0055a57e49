// The three engines and how each is started: driver on a free port, fresh profile, nothing switched off that
// visitors' browsers have on (the back/forward cache, the popup blocker), every request to another host sent
// to the guard (see guard.mjs).

import { readdirSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";

import { Command, Name } from "selenium-webdriver/lib/command.js";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";
import { Capabilities, WebDriver } from "selenium-webdriver";

import { startDisplay } from "./display.mjs";
import { until, within } from "./poll.mjs";
import { find, freePort, lacking, scratch, start, stop } from "./processes.mjs";

/** Our own commands beside the standard ones. */
const CDP = "vagvisareCdp";
const FIREFOX_CONTEXT = "vagvisareFirefoxContext";

/** Milliseconds for commands that may take their time. */
const PATIENCE = { [Name.NEW_SESSION]: 40_000, [Name.EXECUTE_ASYNC_SCRIPT]: 90_000 };

const CHROMIUM_ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--no-default-browser-check",
  "--no-pings",
  "--disable-features=OptimizationHints,MediaRouter,Translate,InterestFeedContentSuggestions",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  "--force-color-profile=srgb",
  "--lang=sv",
  "--window-size=1280,900",
];

// Firefox's own errands are switched off, so that the guard's log holds what pages asked for.
const FIREFOX_PREFS = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.contentblocking.report.hide_vpn_banner": true,
  "browser.discovery.enabled": false,
  "browser.newtabpage.activity-stream.feeds.system.topstories": false,
  "browser.newtabpage.enabled": false,
  "browser.ping-centre.telemetry": false,
  "browser.region.update.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "browser.safebrowsing.provider.mozilla.updateURL": "",
  "browser.search.update": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.translations.enable": false,
  "browser.topsites.contile.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.disable_beforeunload": false,
  "dom.push.connection.enabled": false,
  "dom.disable_open_during_load": true,
  "extensions.getAddons.cache.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "extensions.update.enabled": false,
  "fission.bfcacheInParent": true,
  "intl.accept_languages": "sv, en",
  "layout.css.report_errors": false,
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "places.history.enabled": true,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "toolkit.telemetry.enabled": false,
};

// Dialogs stay open for the tests to see. A beforeunload dialog is left alone only in sessions that also
// speak the two-way protocol, hence `webSocketUrl` below.
const PROMPTS = { default: "ignore", beforeUnload: "ignore" };

/**
 * Each engine: `missing()` names what is not installed (or null), `start(guard)` gives a running browser:
 * `{ engine, driver, profile, close() }`; `close` ends it and leaves the profile for the oracles to read.
 */
export const ENGINES = {
  chromium: {
    missing: () => lacking({ chromium: chromium(), chromedriver: find("chromedriver") }),
    async start(guard, { args = [], scripting = true } = {}) {
      const profile = scratch("chromium");
      const run = await driverProcess(find("chromedriver"), (port) => [`--port=${port}`]);
      const prefs = { "translate.enabled": false };
      if (!scripting) prefs["profile.managed_default_content_settings.javascript"] = 2;
      return connect("chromium", run, profile, {
        browserName: "chrome",
        proxy: proxy(guard),
        unhandledPromptBehavior: PROMPTS,
        pageLoadStrategy: "none",
        webSocketUrl: true,
        "goog:loggingPrefs": { browser: "ALL" },
        "goog:chromeOptions": {
          binary: chromium(),
          args: [...CHROMIUM_ARGS, `--user-data-dir=${profile}`, ...args],
          excludeSwitches: ["disable-popup-blocking", "disable-back-forward-cache"],
          prefs,
        },
      });
    },
  },

  firefox: {
    missing: () => lacking({ firefox: firefox(), geckodriver: find("geckodriver") }),
    async start(guard, { prefs = {}, scripting = true } = {}) {
      const profile = scratch("firefox");
      const [marionette, socket] = [await freePort(), await freePort()];
      const run = await driverProcess(
        find("geckodriver"),
        (port) => [
          "--port",
          String(port),
          "--marionette-port",
          String(marionette),
          "--websocket-port",
          String(socket),
          "--allow-system-access",
        ],
        { MOZ_HEADLESS_WIDTH: "1280", MOZ_HEADLESS_HEIGHT: "900" },
      );
      return connect("firefox", run, profile, {
        browserName: "firefox",
        proxy: proxy(guard),
        unhandledPromptBehavior: PROMPTS,
        webSocketUrl: true,
        pageLoadStrategy: "none",
        "moz:firefoxOptions": {
          binary: firefox(),
          args: ["-headless", "-profile", profile],
          prefs: { ...FIREFOX_PREFS, "javascript.enabled": scripting, ...prefs },
        },
      });
    },
  },

  webkit: {
    missing: () =>
      lacking({ MiniBrowser: miniBrowser(), WebKitWebDriver: find("WebKitWebDriver"), Xvfb: find("Xvfb") }),
    async start(guard, { scripting = true } = {}) {
      const profile = scratch("webkit");
      const env = {
        DISPLAY: await startDisplay(),
        HOME: profile,
        XDG_CACHE_HOME: join(profile, "cache"),
        XDG_CONFIG_HOME: join(profile, "config"),
        XDG_DATA_HOME: join(profile, "data"),
        GDK_BACKEND: "x11",
        GTK_A11Y: "none",
        LANG: "C.UTF-8",
        LIBGL_ALWAYS_SOFTWARE: "1",
        NO_AT_BRIDGE: "1",
        WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      };
      const args = ["--automation", "--geometry=1280x900"];
      const run = await driverProcess(find("WebKitWebDriver"), (port) => [`--port=${port}`], env);
      return connect("webkit", run, profile, {
        proxy: proxy(guard),
        unhandledPromptBehavior: "ignore",
        pageLoadStrategy: "none",
        "webkitgtk:browserOptions": {
          binary: miniBrowser(),
          args: scripting ? args : [...args, "--enable-javascript=false"],
        },
      });
    },
  },
};

/** Starts a browser. On a busy machine a driver may miss its browser's first word: then it is tried again. */
export async function startBrowser(engine, guard, options = {}) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ENGINES[engine].start(guard, options);
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

const chromium = () => find("chromium") ?? find("chromium-browser") ?? find("google-chrome");
const firefox = () => find("firefox-esr") ?? find("firefox");

function miniBrowser() {
  const places = [];
  for (const base of ["/usr/lib", "/usr/lib64", "/usr/libexec"]) {
    let dirs = [];
    try {
      dirs = readdirSync(base);
    } catch {
      continue;
    }
    for (const version of ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]) {
      if (dirs.includes(version)) places.push(join(base, version, "MiniBrowser"));
      for (const dir of dirs.filter((name) => name.endsWith("-linux-gnu"))) {
        places.push(join(base, dir, version, "MiniBrowser"));
      }
    }
  }
  return find("MiniBrowser", places);
}

const proxy = (guard) => ({
  proxyType: "manual",
  httpProxy: guard.host,
  sslProxy: guard.host,
  noProxy: ["127.0.0.1", "localhost"],
});

/** Starts a driver and waits until it answers. */
async function driverProcess(program, args, env = {}) {
  const port = await freePort();
  const child = start(program, args(port), { env });
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    new Promise((resolve) => {
      http
        .get(`${url}/status`, (answer) => resolve(answer.resume().statusCode === 200))
        .on("error", () => resolve(false));
    });
  try {
    await until(
      `${program} to answer`,
      () => {
        if (child.exitCode !== null) throw new Error(`it ended: ${child.said()}`);
        return ready();
      },
      { within: 20_000 },
    );
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { child, url };
}

async function connect(engine, run, profile, capabilities) {
  const executor = new Executor(new HttpClient(run.url, new http.Agent({ keepAlive: true })));
  executor.defineCommand(CDP, "POST", "/session/:sessionId/goog/cdp/execute");
  executor.defineCommand(FIREFOX_CONTEXT, "POST", "/session/:sessionId/moz/context");
  // A command that is never answered is a failure that names it, not a test that runs out of time.
  const send = executor.execute.bind(executor);
  executor.execute = (command) =>
    within(
      PATIENCE[command.getName()] ?? 20_000,
      `${engine}'s driver, asked to ${command.getName()}`,
      send(command),
    );
  const driver = WebDriver.createSession(executor, new Capabilities(capabilities));
  try {
    await driver.getSession();
    await driver.manage().setTimeouts({ script: 85_000, pageLoad: 30_000 });
  } catch (error) {
    await stop(run.child, profile);
    throw new Error(`${engine} did not start: ${error.message}\n${run.child.said()}`);
  }
  let closed = null;
  return {
    engine,
    driver,
    profile,
    /** Chromium alone: a DevTools command. */
    cdp: (cmd, params = {}) =>
      driver.execute(new Command(CDP).setParameter("cmd", cmd).setParameter("params", params)),
    /** Firefox alone: runs a script with the browser's own rights. */
    async chrome(script, ...args) {
      const context = (name) => driver.execute(new Command(FIREFOX_CONTEXT).setParameter("context", name));
      await context("chrome");
      try {
        return await driver.execute(
          new Command(Name.EXECUTE_SCRIPT)
            .setParameter("script", `return (${script}).apply(null, arguments)`)
            .setParameter("args", args),
        );
      } finally {
        await context("content");
      }
    },
    close() {
      closed ??= (async () => {
        await within(10_000, `${engine} to quit`, driver.quit()).catch(() => {});
        await stop(run.child, profile);
      })();
      return closed;
    },
  };
}
