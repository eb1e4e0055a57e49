// `integrity` on the script's tag: the line of integrity.txt runs the guide, and no other script than that
// one is run.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { forEachEngine } from "./harness/each.mjs";
import { consoleLines } from "./harness/oracles.mjs";
import { html } from "./harness/page.mjs";
import { PKG, POLICY } from "./harness/site.mjs";

const TEXT = readFileSync(join(PKG, "integrity.txt"), "utf8");
const [LINE] = /<script [^>]*><\/script>/.exec(TEXT);
const HEADERS = { "content-security-policy": POLICY };
const BODY = `<vag-visare area="0184">
  <p><a href="https://www.smhi.se/" rel="nofollow noreferrer" id="out">Lämna sidan snabbt</a></p>
  <p><a href="tel:112">112</a></p>
</vag-visare>`;

test("integrity.txt begins with the sum of vagvisare.js, and both its places have it", () => {
  const sum = createHash("sha384")
    .update(readFileSync(join(PKG, "vagvisare.js")))
    .digest("base64");
  assert.equal(TEXT.split("\n")[0], `sha384-${sum}`);
  assert.ok(LINE.includes(`integrity="sha384-${sum}"`) && LINE.includes('crossorigin="anonymous"'));
});

forEachEngine(
  "the line that integrity.txt gives runs the guide, under the strict policy",
  async ({ page, site }) => {
    await page.open(site.page("/t.html", html(BODY, { loader: false, head: LINE }), HEADERS));
    const screen = await page.guide().walk("self", "close_relationship", "talk");
    assert.ok(screen.cards.includes("se.kvinnofridslinjen"));
    assert.deepEqual(await consoleLines(page), []);
  },
);

forEachEngine(
  "a script that is not the one of the line is not run: the page's own numbers and link stay",
  async ({ page, site }) => {
    site.fault("/vagvisare/vagvisare.js", ({ response, headers, body }) => {
      response.writeHead(200, headers).end(Buffer.concat([body, Buffer.from("\n//")]));
    });
    await page.open(site.page("/t.html", html(BODY, { loader: false, head: LINE }), HEADERS));
    const found = await page.ask(function () {
      var host = document.querySelector("vag-visare");
      return {
        defined: Boolean(customElements.get("vag-visare")),
        shadow: Boolean(host.shadowRoot),
        seen: Boolean(host.querySelector("a[href='tel:112']").getClientRects().length),
        out: document.getElementById("out").href,
      };
    });
    assert.deepEqual(found, { defined: false, shadow: false, seen: true, out: "https://www.smhi.se/" });
  },
);
