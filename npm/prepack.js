// Before `npm pack`: what `cargo xtask build` has made, and the licence, into this folder. Neither is kept in
// git.

import { cpSync, existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = process.env.VAGVISARE_PKG ?? here("../pkg");
if (!existsSync(`${built}/vagvisare.js`)) {
  console.error(`${built}: nothing is built there; remedy: cargo xtask build`);
  process.exit(1);
}
rmSync(here("pkg"), { recursive: true, force: true });
cpSync(built, here("pkg"), { recursive: true });
const licence = here("../LICENSE");
if (existsSync(licence)) cpSync(licence, here("LICENSE"));
