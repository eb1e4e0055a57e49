// How soon after the press nothing of the page is left on the screen, and how soon the exit address is asked.
//
// The press is a real one, through the driver and the browser's own input; its time is the trusted click
// event's `timeStamp`, which the browser sets when the input comes, before any script runs. The exit server
// holds its answer, so that the page is still there to be asked.
// - Blank: from the press to the end of the first frame in which nothing of the page is drawn: in each
//   frame's `requestAnimationFrame` the page is asked whether any of its content has a box, and a message
//   posted from there comes back when that frame's style, layout and paint are done (it cannot come before,
//   since one task does all of that). What follows – the graphics process, the screen – is the same for both
//   and not in it. How many frames it took is told. That the screen really is blank, behaviours.mjs makes
//   sure of with a screenshot.
// - Asked: from the press to the request at the exit server, on the clock that page and server share; that
//   they do share it is made sure of before each press.
//
// A press comes anywhere within a frame, so single figures scatter by a frame (17 ms): hence the medians.

import { ENGINES } from "../harness/engines.mjs";
import { Page } from "../harness/page.mjs";
import { pause, until } from "../harness/poll.mjs";
import { told } from "./eyes.mjs";
import { median } from "./figures.mjs";
import { arrived, press } from "./subjects.mjs";

const PRESSES = 5;
/** The page's long-running work is done by then; the same for both. */
const SETTLE_MS = 400;
const CLOCKS_MS = 2;

const RECORDER = `
addEventListener('click', function (event) {
  if (!event.isTrusted) return;
  var frames = 0;
  var channel = new MessageChannel();
  var drawn = function (one) { return one.getClientRects().length > 0; };
  var look = function () {
    frames += 1;
    var content = Array.prototype.slice.call(document.querySelectorAll('main, main *, a, vag-visare'));
    if (content.some(drawn)) requestAnimationFrame(look);
    else channel.port2.postMessage(0);
  };
  channel.port1.onmessage = function () {
    var after = performance.now() - event.timeStamp;
    navigator.sendBeacon('/pressed', JSON.stringify({
      at: performance.timeOrigin + event.timeStamp, blank: after, frames: frames,
    }));
  };
  requestAnimationFrame(look);
}, true);`;

/** `{ presses, blank: [ours, theirs], frames, asked }`: medians, times in milliseconds. */
export async function measureTimes({ servers, subjects, rounds, say }) {
  const browser = await ENGINES.chromium.start(servers.guard);
  const all = subjects.map(() => ({ blank: [], frames: [], asked: [] }));
  try {
    const page = new Page(browser, servers.site);
    for (let round = 0; round < rounds; round += 1) {
      for (let n = 0; n < PRESSES; n += 1) {
        // Whoever goes first changes each time.
        const order = (round + n) % 2 ? [1, 0] : [0, 1];
        for (const i of order) {
          const one = await measure(page, servers, subjects[i]);
          for (const key of Object.keys(one)) all[i][key].push(one[key]);
        }
      }
      const sofar = all.map(({ blank }, i) => `${subjects[i].name} ${median(blank).toFixed(1)} ms`);
      say(`round ${round + 1}: ${sofar.join(", ")}`);
    }
  } finally {
    await browser.close();
  }
  const medians = (key) => all.map((one) => median(one[key]));
  return {
    presses: rounds * PRESSES,
    blank: medians("blank"),
    frames: medians("frames"),
    asked: medians("asked"),
  };
}

async function measure(page, servers, subject) {
  const { site, exit, exit2 } = servers;
  for (const server of Object.values(servers)) server.clear();
  await page.newTab();
  site.page("/recorder.js", RECORDER);
  await arrived({ page, servers, subject }, { head: '<script src="/recorder.js"></script>' });
  await sameClock(page);
  await pause(SETTLE_MS);
  exit.hang();
  exit2.hang();
  await press({ page, subject });
  const [request] = await until("the request", () => exit.arrivals.length && exit.arrivals);
  const pressed = await until("the page to be blank", () => told(site, "/pressed")[0]);
  const asked = performance.timeOrigin + request.at - pressed.at;
  return { blank: pressed.blank, frames: pressed.frames, asked };
}

/** An error if the page's clock is not ours. */
async function sameClock(page) {
  const now = () => performance.timeOrigin + performance.now();
  const before = now();
  const there = await page.ask("function () { return performance.timeOrigin + performance.now(); }");
  const off = there < before ? before - there : Math.max(0, there - now());
  if (off > CLOCKS_MS) throw new Error(`the browser's clock is off by ${off.toFixed(1)} ms: start again`);
}
