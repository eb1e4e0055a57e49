/** Coming to a guide and leaving it: what the tests of the exit share. */
import assert from "node:assert/strict";

import { backList } from "./oracles.mjs";
import { KEYS, arrive, guidePage } from "./page.mjs";
import { never } from "./poll.mjs";

export const SHIFT = [KEYS.SHIFT, KEYS.SHIFT, KEYS.SHIFT];

/** Comes to a page with a guide by way of a start page, and waits for the first question. */
export async function arrived(all, rest = {}) {
  guidePage(all, rest);
  await arrive(all.page, all.site);
  await all.page.guide().ready();
  return all.page.guide();
}

/** Behind the exit's page lies the one before the guide's, and never the guide's. */
export async function onlyStartBehind({ page, site, exit }) {
  assert.deepEqual(await backList(page, site.url("/start.html")), [exit.url, site.url("/start.html")]);
}

/** Makes sure that the visitor is still on the page `path` a while after `what`. */
export const stays =
  ({ page, exit, site }, path = "/t.html") =>
  async (what) => {
    await never(
      `leaving after ${what}`,
      async () => exit.arrivals.length > 0 || (await page.url()) !== site.url(path),
      { during: 400 },
    );
  };
