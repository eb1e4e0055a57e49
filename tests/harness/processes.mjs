// Programs that the tests start (drivers, browsers, a display) and the folder they write in. Whatever happens
// to the test – done, failed, stopped by a signal – they end with it and the folder goes.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Inherited by every program started here, so that a browser which left its driver is found too. */
const MARK = `VAGVISARE_TEST_RUN=${process.pid}-${Date.now()}`;

let folder = null;

/** A folder of this test process alone; removed at the end. */
export function scratch(name) {
  folder ??= mkdtempSync(join(tmpdir(), "vagvisare-test-"));
  return mkdtempSync(join(folder, `${name}-`));
}

/** The program's full path, looked for in PATH, cargo's folder and `more`; null if it is not installed. */
export function find(program, more = []) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(homedir(), ".cargo/bin"), "/usr/bin"];
  for (const candidate of [...folders.map((dir) => join(dir, program)), ...more]) {
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not there: look on.
    }
  }
  return null;
}

/** Which of some things are not installed, in words, or null; `things`: name → what was found of it. */
export function lacking(things) {
  const names = Object.keys(things).filter((name) => !things[name]);
  return names.length ? `${names.join(" and ")} not installed` : null;
}

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program; what it says is kept (`child.said()`) for the report of a failure. */
export function start(program, args, { env = {}, stdio = ["ignore", "pipe", "pipe"], ...more } = {}) {
  const [name, value] = MARK.split("=");
  const child = spawn(program, args, { env: { ...process.env, ...env, [name]: value }, stdio, ...more });
  let said = "";
  const keep = (text) => {
    said = (said + text).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("error", (error) => keep(String(error)));
  child.said = () => said;
  return child;
}

/** Ends a program gently, then for sure, and with it whatever it has left behind that names `profile`. */
export async function stop(child, profile) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
    await gone;
    clearTimeout(timer);
  }
  if (profile) endAll(profile);
  // A browser that has outlived its driver holds the driver's pipes, and they would hold this process.
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Ends every program of this test process that names `what` in its environment or its command. */
function endAll(what = "") {
  let ids = [];
  try {
    ids = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && Number(id) !== process.pid);
  } catch {
    // No /proc: the drivers were stopped one by one already.
  }
  for (const id of ids) {
    try {
      const environment = readFileSync(`/proc/${id}/environ`, "latin1");
      const names =
        environment.includes(what) || readFileSync(`/proc/${id}/cmdline`, "latin1").includes(what);
      if (environment.includes(MARK) && names) process.kill(Number(id), "SIGKILL");
    } catch {
      // Gone already, or somebody else's.
    }
  }
}

/** Ends everything that carries our mark and removes the folder; runs while the process exits. */
function sweep() {
  endAll();
  if (!folder) return;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      // A browser that is just dying still writes there. Nothing but waiting is possible now.
      Atomics.wait(clock, 0, 0, 100);
    }
  }
}

process.on("exit", sweep);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
