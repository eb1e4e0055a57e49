#!/usr/bin/env node
// vagvisare-copy FOLDER: copies what is served into a folder of the app, for example public/vagvisare. What lay there
// stays: a visitor with an open page may still need the program of yesterday.

import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [to, ...more] = process.argv.slice(2);
if (!to || more.length || to.startsWith("-")) {
  console.error("usage: vagvisare-copy FOLDER   (for example public/vagvisare)");
  process.exit(2);
}
cpSync(fileURLToPath(new URL("pkg", import.meta.url)), to, { recursive: true });
