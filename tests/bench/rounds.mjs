// What every bench is asked on the command line: how many rounds, and what it names besides.

import { parseArgs } from "node:util";

/**
 * `{ rounds, … }`: a whole number, and what else `parseArgs` finds. Ends the process if it is not a number
 * from 1.
 */
export function askedFor({ rounds: preset, ...options }) {
  const rounds = { type: "string", default: String(preset) };
  const { values } = parseArgs({ options: { rounds, ...options } });
  const number = Number(values.rounds);
  if (!Number.isInteger(number) || number < 1) wrong("--rounds is a whole number from 1");
  return { ...values, rounds: number };
}

/** Ends the process: it was asked for what there is not. */
export function wrong(what) {
  console.error(`error: ${what}`);
  process.exit(2);
}

export const say = (line) => console.error(`  ${line}`);
