// What a way out should do, each asked of both with the very same steps and the tests' own oracles. An answer
// is yes, no, or `{ why }` when an engine cannot be asked. A "no" is only believed when the page is seen to
// be still there and alive: anything else is an error of the bench.

import { readDisplay } from "../harness/display.mjs";
import { ENGINES } from "../harness/engines.mjs";
import { backList } from "../harness/oracles.mjs";
import { KEYS, Page, html } from "../harness/page.mjs";
import { readPng } from "../harness/png.mjs";
import { pause, until } from "../harness/poll.mjs";
import { SPOKEN, lastSeen } from "./eyes.mjs";
import { TELLS, arrived, press } from "./subjects.mjs";

/** How long a way out has before the answer is no. */
const WITHIN = 4000;
const SHIFT = [KEYS.SHIFT, KEYS.SHIFT, KEYS.SHIFT];

const here = ({ servers }) => servers.site.url("/t.html");

/** Whether it comes true in time. */
const happens = (what, question, within = WITHIN) => until(what, question, { within }).catch(() => false);

/** Whether the visitor comes to the exit address; if not, makes sure that the page is there. */
async function left(all, within = WITHIN) {
  const {
    page,
    servers: { exit },
  } = all;
  if (await happens("the visitor to come", () => exit.arrivals.length > 0, within)) {
    await page.loaded(exit.url);
    return true;
  }
  const at = await page.ask("function () { return location.href; }");
  if (at !== here(all)) throw new Error(`neither here nor there: ${at}`);
  return false;
}

/** Presses while the exit address does not answer. Gives what the page was like soon after; see eyes.mjs. */
async function hung(all) {
  const {
    servers: { exit, exit2, site },
  } = all;
  exit.hang();
  exit2.hang();
  await press(all);
  await until("the request", () => exit.arrivals.length);
  return lastSeen(site);
}

/** Whether the screen is of one colour but for a word or two, a scrollbar left aside. */
async function isPlain({ engine, shoot }, frame) {
  const screen =
    engine === "webkit" ? readDisplay({ ...frame, height: frame.height - 24 }) : readPng(await shoot());
  const counts = new Map();
  let total = 0;
  for (let y = 0; y < screen.height; y += 2) {
    for (let x = 0; x < screen.width - 20; x += 2) {
      const colour = screen.at(x, y);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      total += 1;
    }
  }
  return Math.max(...counts.values()) / total > 0.995;
}

/** Whether nothing of the page is in sight: no word of it, and a plain screen. */
const isBare = async (all, { words }, frame) => !TELLS.test(words) && isPlain(all, frame);

/** Where the page is on the screen, which must not be plain yet. */
async function framed(all) {
  const frame = await all.page.frame();
  if (await isPlain(all, frame)) throw new Error("the page itself looks blank to us");
  return frame;
}

/** As `isBare`, which may take a moment; what shows the page instead of a bare screen is a no. */
async function becomesBare(...all) {
  try {
    return await until("a bare screen", () => isBare(...all), { within: 2000 });
  } catch (error) {
    if (/last answer: false/.test(error.message)) return false;
    throw error;
  }
}

/** What a screen reader would be told of, now. */
const spoken = (page) => page.ask(`function () { ${SPOKEN} return spoken(); }`);

/** `[words, ask]`, in the order of the table. */
const BEHAVIOURS = [
  [
    "One press leaves, and Back does not come to the page again",
    async (all) => {
      await arrived(all);
      await press(all);
      return (await left(all)) && !(await backList(all.page)).includes(here(all));
    },
  ],
  [
    "It leaves in this tab and opens no other",
    async (all) => {
      await arrived(all);
      const before = await all.driver.getAllWindowHandles();
      await press(all);
      return (await left(all)) && (await all.driver.getAllWindowHandles()).length === before.length;
    },
  ],
  [
    "Shift three times leaves",
    async (all) => {
      await arrived(all);
      await all.page.press(...SHIFT);
      return left(all);
    },
  ],
  [
    "Shift three times leaves from within a field",
    async (all) => {
      await arrived(all, { before: '<input id="field">' });
      await all.page.focus("#field");
      await all.page.press(...SHIFT);
      return left(all);
    },
  ],
  [
    "Left and right Shift in turn count",
    async (all) => {
      await arrived(all);
      await all.page.press(KEYS.SHIFT, KEYS.RIGHT_SHIFT, KEYS.SHIFT);
      return left(all);
    },
  ],
  [
    "… also when one is down before the other is up",
    async (all) => {
      const { engine, browser } = all;
      // Drivers take the two keys for one. Only DevTools can press them as a person does.
      if (engine === "firefox") return { why: "its driver never lets the second Shift go" };
      if (engine === "webkit") return { why: "its driver falls silent with both held" };
      await arrived(all);
      const held = new Set();
      const key = async (type, code) => {
        if (type === "rawKeyDown") held.add(code);
        else held.delete(code);
        await browser.cdp("Input.dispatchKeyEvent", {
          type,
          code,
          key: "Shift",
          windowsVirtualKeyCode: 16,
          location: code === "ShiftLeft" ? 1 : 2,
          modifiers: held.size ? 8 : 0,
        });
      };
      for (const [type, code] of [
        ["rawKeyDown", "ShiftLeft"],
        ["rawKeyDown", "ShiftRight"],
        ["keyUp", "ShiftLeft"],
        ["keyUp", "ShiftRight"],
        ["rawKeyDown", "ShiftLeft"],
        ["keyUp", "ShiftLeft"],
      ])
        await key(type, code);
      return left(all);
    },
  ],
  [
    "Shift as a modifier does not count",
    async (all) => {
      await arrived(all, { before: '<input id="field">' });
      await all.page.focus("#field");
      for (let n = 0; n < 4; n += 1) await all.page.chord(KEYS.SHIFT, "a");
      return !(await left(all, 700));
    },
  ],
  [
    "Shifts from before the page lay in the back/forward cache do not count after it",
    async (all) => {
      const {
        page,
        servers: { site },
      } = all;
      site.page("/away.html", html("Annat", { loader: false }));
      await arrived(all, { before: '<p><a id="away" href="/away.html">bort</a></p>' });
      await page.ask("function () { window.__kept = true; }");
      await page.press(KEYS.SHIFT, KEYS.SHIFT);
      await page.tap("#away");
      await page.loaded(site.url("/away.html"));
      await page.back();
      await page.loaded(here(all));
      const kept = await page.ask("function () { return window.__kept === true; }");
      if (!kept) throw new Error("the page was not kept in the cache");
      await page.press(KEYS.SHIFT);
      return !(await left(all, 1000));
    },
  ],
  [
    "Esc twice leaves",
    async (all) => {
      await arrived(all);
      await all.page.press(KEYS.ESCAPE, KEYS.ESCAPE);
      return left(all);
    },
  ],
  [
    "Each Shift lights a lamp",
    async (all) => {
      const { driver, page } = all;
      await arrived(all);
      await pause(300);
      const seen = [await driver.takeScreenshot()];
      for (let n = 0; n < 2; n += 1) {
        await page.press(KEYS.SHIFT);
        await pause(200);
        seen.push(await driver.takeScreenshot());
      }
      return new Set(seen).size === 3;
    },
  ],
  [
    "Each Shift is spoken",
    async (all) => {
      const { page } = all;
      await arrived(all);
      const said = [await spoken(page)];
      for (let n = 0; n < 2; n += 1) {
        await page.press(KEYS.SHIFT);
        await pause(100);
        said.push(await spoken(page));
      }
      return Boolean(said[1] && said[2]) && new Set(said).size === 3;
    },
  ],
  [
    "It is spoken that a count has lapsed",
    async (all) => {
      const { page } = all;
      await arrived(all);
      const before = await spoken(page);
      await page.press(KEYS.SHIFT);
      await pause(100);
      const counted = await spoken(page);
      await page.press("x");
      await pause(100);
      return ![before, counted, ""].includes(await spoken(page));
    },
  ],
  [
    "At once nothing of the page is to be seen, while the exit address does not answer",
    async (all) => {
      await arrived(all);
      const frame = await framed(all);
      return becomesBare(all, await hung(all), frame);
    },
  ],
  [
    "… and it is spoken that one is leaving",
    async (all) => {
      await arrived(all);
      const before = await spoken(all.page);
      return ![before, ""].includes((await hung(all)).spoken);
    },
  ],
  [
    "… and the title and the icon are neutral",
    async (all) => {
      await arrived(all);
      const { title, icon } = await hung(all);
      return !TELLS.test(title) && !TELLS.test(icon);
    },
  ],
  [
    "… and after some seconds a second address is tried",
    async (all) => {
      const { exit2 } = all.servers;
      await arrived(all);
      await hung(all);
      return happens("the second address", () => exit2.arrivals.length > 0, 6000);
    },
  ],
  [
    "Back while leaving, then Forward: it leaves again, and shows nothing",
    async (all) => {
      const {
        page,
        servers: { site, exit },
      } = all;
      await arrived(all);
      const frame = await framed(all);
      await hung(all);
      await page.back();
      await page.loaded(site.url("/start.html"));
      await page.forward();
      const again = await happens("another request", () => exit.arrivals.length > 1);
      if (again) return becomesBare(all, await lastSeen(site, "pageshow"), frame);
      const at = await page.ask("function () { return location.href; }");
      if (at !== here(all)) throw new Error(`Forward came to ${at}`);
      return false;
    },
  ],
  [
    "It works without JavaScript",
    async (all) => {
      const {
        bare,
        subject,
        servers: { site, exit },
      } = all;
      subject.put(all.servers);
      const { driver } = await bare();
      await driver.get(site.url("/t.html"));
      const links = await happens("the link", async () => {
        const found = await driver.findElements({ css: subject.bare });
        return found.length ? found : null;
      });
      if (!links) return false;
      await links[0].click();
      return happens("the visitor to come", () => exit.arrivals.length > 0);
    },
  ],
  [
    "The exit address is not told where the visitor came from",
    async (all) => {
      // With no policy of the council's own.
      await arrived(all, { headers: { "referrer-policy": null } });
      await press(all);
      if (!(await left(all))) throw new Error("it did not leave");
      return all.servers.exit.arrivals.every(({ referer }) => referer === null);
    },
  ],
  [
    'The page cannot ask "leave this page?"',
    async (all) => {
      const {
        page,
        servers: { site, exit },
      } = all;
      site.page(
        "/ask.js",
        `var kept = Object.getOwnPropertyDescriptor(BeforeUnloadEvent.prototype, 'returnValue').get;
    addEventListener('beforeunload', function (event) {
      event.preventDefault();
      event.returnValue = 'x';
      if (event.defaultPrevented || kept.call(event)) navigator.sendBeacon('/asked');
    });`,
      );
      await arrived(all, { head: '<script src="/ask.js"></script>' });
      await press(all);
      // WebKit's automation answers the dialog without showing it: that the page could ask has to do.
      await until(
        "the visitor to come, or a question",
        () => exit.arrivals.length + site.asked("/asked").length,
      );
      if (exit.arrivals.length) await page.loaded(exit.url);
      else await page.dismissDialog();
      return site.asked("/asked").length === 0;
    },
  ],
  [
    "It lies above a cookie banner of the highest z-index",
    async (all) => {
      const {
        page,
        subject,
        servers: { site },
      } = all;
      site.page(
        "/banner.css",
        "#banner { position: fixed; inset: 0; z-index: 2147483647; background: #eee; }",
      );
      const [head, before] = ['<link rel="stylesheet" href="/banner.css">', '<div id="banner">Kakor</div>'];
      await arrived(all, { head, before });
      const find = `function () { return spotOf((${subject.find})()); }`;
      const spot = await until("the way out", () => page.ask(find));
      if (spot.covered && !spot.covered.includes("banner")) throw new Error(`under ${spot.covered}`);
      return spot.covered === null;
    },
  ],
  [
    "Other tabs with the page leave too",
    async (all) => {
      const {
        driver,
        page,
        subject,
        servers: { site, exit },
      } = all;
      subject.put(all.servers);
      await page.open("/t.html");
      await subject.ready(page);
      const tabs = [await driver.getWindowHandle()];
      await driver.switchTo().newWindow("tab");
      tabs.push(await driver.getWindowHandle());
      await page.open("/t.html");
      // What lies behind is not drawn, and starts no more than it must.
      await until("the way out", () => page.ask(`function () { return Boolean((${subject.find})()); }`));
      const hidden = await page.ask("function () { return document.hidden; }");
      const [front, behind] = hidden ? tabs : [...tabs].reverse();
      await driver.switchTo().window(front);
      await press(all);
      if (!(await left(all))) throw new Error("not even this tab left");
      await driver.switchTo().window(behind);
      const gone = await happens("the other tab to leave", async () => (await page.url()) === exit.url);
      if (!gone && (await page.url()) !== site.url("/t.html")) throw new Error("the other tab is elsewhere");
      return gone;
    },
  ],
];

/**
 * Takes a picture of the tab. Chromium's driver takes none while an address is being waited for (DevTools
 * holds back what is meant for the page), so there a connection of our own asks the browser itself.
 */
async function camera({ engine, driver }) {
  if (engine !== "chromium") return () => driver.takeScreenshot();
  const devtools = await driver.createCDPConnection("page");
  return async () => (await devtools.send("Page.captureScreenshot", { format: "png" })).result.data;
}

/**
 * Asks everything in one engine. Gives the rows with this engine's answers added: `{ words, answers }`, the
 * answers being ours and theirs, each `{ engine: true | false | { why } | Error }`.
 */
export async function askBehaviours({ engine, servers, subjects, rows, say }) {
  const open = [];
  const start = async (options) => {
    const browser = await ENGINES[engine].start(servers.guard, options);
    open.push(browser);
    return browser;
  };
  let scriptless = null;
  const bare = async () => (scriptless ??= await start({ scripting: false }));
  let browser = await start();
  const answers = [];
  try {
    for (const [words, ask] of BEHAVIOURS) {
      const row = rows.find((one) => one.words === words) ?? { words, answers: subjects.map(() => ({})) };
      for (const [i, subject] of subjects.entries()) {
        // What could not be asked (a browser that does not start, a driver that is silent) is asked once
        // more.
        for (let attempt = 0; attempt < 2; attempt += 1) {
          for (const server of Object.values(servers)) server.clear();
          const page = new Page(browser, servers.site);
          try {
            await page.newTab();
            const all = { engine, browser, driver: browser.driver, page, servers, subject, bare };
            row.answers[i][engine] = await ask({ ...all, shoot: await camera(all) });
            break;
          } catch (error) {
            row.answers[i][engine] = error;
            say(`${words}, ${subject.name}: ${error.message}`);
            // What is left of it must not spoil the next.
            await browser.close();
            browser = await start();
          }
        }
      }
      answers.push(row);
      say(`${words}: ${row.answers.map((one) => short(one[engine])).join(" / ")}`);
    }
  } finally {
    for (const one of open) await one.close();
  }
  return answers;
}

/** An answer in one word. */
export const short = (answer) => {
  if (answer instanceof Error) return "error";
  return typeof answer === "object" ? "–" : answer ? "yes" : "no";
};

/** Whether GOV.UK's does what ours does not, or ours could not be asked. */
export function isBehind({ answers: [ours, theirs] }) {
  return Object.keys(ours).some(
    (engine) => ours[engine] instanceof Error || (ours[engine] === false && theirs[engine] !== false),
  );
}
