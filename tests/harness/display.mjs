// The virtual display that WebKitGTK draws on, one for this test process, and its pixels: WebKit's driver
// takes no screenshot while a page is on its way to another, which is when the exit has to be looked at.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { until } from "./poll.mjs";
import { find, scratch, start } from "./processes.mjs";

let display = null;
let framebuffer = null;

/** Starts it if need be; its name, as for the variable DISPLAY. */
export function startDisplay() {
  display ??= (async () => {
    const memory = scratch("display");
    framebuffer = join(memory, "Xvfb_screen0");
    const size = ["-screen", "0", "1400x1000x24"];
    const args = ["-displayfd", "3", ...size, "-nolisten", "tcp", "-nocursor", "-fbdir", memory];
    const child = start(find("Xvfb"), args, { stdio: ["ignore", "ignore", "pipe", "pipe"] });
    let number = "";
    child.stdio[3].on("data", (text) => {
      number += text;
    });
    await until("Xvfb to say its number", () => {
      if (child.exitCode !== null) throw new Error(`it ended: ${child.said()}`);
      return number.endsWith("\n");
    });
    // Neither the display nor its pipes may keep a finished test process alive.
    child.unref();
    child.stdio.forEach((stream) => stream?.unref?.());
    return `:${number.trim()}`;
  })();
  return display;
}

/**
 * The pixels within a rectangle, or all: `{ width, height, at(x, y) → 0xRRGGBB }`. The file is an X window
 * dump of 32 bits per pixel.
 */
export function readDisplay({ left = 0, top = 0, width, height } = {}) {
  const file = readFileSync(framebuffer);
  const field = (n) => file.readUInt32BE(n * 4);
  const first = field(0) + field(19) * 12;
  const line = field(12);
  return {
    width: width ?? field(4),
    height: height ?? field(5),
    at: (x, y) => file.readUInt32LE(first + (top + y) * line + (left + x) * 4) & 0xffffff,
  };
}
