#!/usr/bin/env node
// vagvisare-copy FOLDER: copies what is served into a folder of the app, for example public/vagvisare. What
// lay there stays: a visitor with an open page may still need the program of yesterday, and contacts that an
// editor has corrected there are worth more than ours. By `copied.json` the next run knows which files are as
// they came.

import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const EDITED = /^(contacts|guide)\/.+/;
const PACKAGE = fileURLToPath(new URL("pkg", import.meta.url));

const sumOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/** Copies; gives the names of the files that it has kept as they were. */
const copy = (to) => {
  const record = join(to, "copied.json");
  const before = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
  const now = {};
  const kept = [];
  const isOurs = (source, target) => {
    const name = relative(PACKAGE, source).split(sep).join("/");
    if (!EDITED.test(name)) return true;
    now[name] = sumOf(source);
    if (!existsSync(target) || [before[name], now[name]].includes(sumOf(target))) return true;
    now[name] = before[name];
    kept.push(name);
    return false;
  };
  cpSync(PACKAGE, to, { recursive: true, filter: isOurs });
  writeFileSync(record, JSON.stringify(now, null, 2) + "\n");
  return kept;
};

const [to, ...more] = process.argv.slice(2);
if (!to || more.length || to.startsWith("-")) {
  console.error("usage: vagvisare-copy FOLDER   (for example public/vagvisare)");
  process.exit(2);
}
try {
  for (const name of copy(to))
    console.error(
      `kept ${join(to, name)}: changed since it was copied. For the package's own, delete it first`,
    );
} catch (error) {
  console.error(`vagvisare-copy: ${to} could not be filled: ${error.message}`);
  process.exit(1);
}
