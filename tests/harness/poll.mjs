// Waiting by asking again. Never a fixed sleep: a test is as fast as the thing it waits for. The drivers' own
// wait-for-function is of no use here: it evaluates strings, which a strict Content-Security-Policy forbids.

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks `question` until its answer is truthy and returns that answer. An error thrown by the question counts
 * as "not yet" (the page may be between two documents), and is told if time runs out.
 *
 * @param {string} what finishes the sentence "waited for …"
 * @param {() => any} question
 */
export async function until(what, question, { within = 10_000, every = 25 } = {}) {
  const end = performance.now() + within;
  let last;
  for (;;) {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) break;
    await pause(every);
  }
  const seen = last instanceof Error ? last.message : JSON.stringify(last);
  throw new Error(`waited ${within} ms for ${what}; last answer: ${seen}`);
}

/** Makes sure that `question` stays falsy for `during` ms: for things that must not happen. */
export async function never(what, question, { during = 500, every = 50 } = {}) {
  const end = performance.now() + during;
  while (performance.now() < end) {
    const seen = await question();
    if (seen) throw new Error(`${what} happened: ${JSON.stringify(seen)}`);
    await pause(every);
  }
}

/** Fails with `what` instead of hanging for ever. */
export function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer after ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
