// wordpress/vagvisare in a real WordPress: the block put into a page in the editor, the shortcode, what is
// left. Debian: wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server-core (the set-up
// installs them). Half a minute: the database is made anew.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { forEachEngine } from "./harness/each.mjs";
import { until } from "./harness/poll.mjs";
import { WWW } from "./harness/site.mjs";
import { missing, startWordPress } from "./harness/wordpress.mjs";

const lacks = missing();
let starting;

/** One for all tests of this file. */
const wordPress = () => {
  starting ??= startWordPress();
  return starting;
};
after(async () => (await starting?.catch(() => null))?.close());

/**
 * Skipped by name where WordPress is not installed, on a build server too: not every system has the packages.
 */
function inWordPress(promise, body) {
  if (lacks) test(`wordpress: ${promise}`, { skip: lacks }, () => {});
  else {
    forEachEngine(`wordpress: ${promise}`, async (all) => body({ ...all, wp: await wordPress() }), {
      only: ["chromium"],
      timeout: 180_000,
    });
  }
}

/** A published page with this content; gives its address. */
const publish = (wp, content) =>
  wp.php(`
    activate_plugin('vagvisare/vagvisare.php');
    $id = wp_insert_post([
      'post_title' => 'Stöd och hjälp', 'post_type' => 'page', 'post_status' => 'publish',
      'post_content' => wp_slash(${JSON.stringify(content).replaceAll("$", "\\$")}),
    ], true);
    if (is_wp_error($id)) throw new Exception($id->get_error_message());
    echo get_permalink($id);`);

const everything = (wp) =>
  wp.php(`
    global $wpdb;
    $names = $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%vagvisare%'");
    $meta = $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%vagvisare%'");
    echo json_encode([$wpdb->get_col('SHOW TABLES'), $names, $meta]);`);

/** Logs in as the editor. */
async function logIn(page, wp) {
  await page.open(wp.url("/wp-login.php"));
  await page.focus("#user_login");
  await page.ask(
    function (name, password) {
      document.getElementById("user_login").value = name;
      document.getElementById("user_pass").value = password;
    },
    wp.user.name,
    wp.user.password,
  );
  await page.ask(function () {
    document.getElementById("loginform").submit();
  });
  await until("the editor to be logged in", async () => /wp-admin/.test(await page.url()), {
    within: 30_000,
  });
}

inWordPress("an editor puts the block into a page, and on the page the guide answers", async (all) => {
  const { page, wp, guard } = all;
  wp.php("activate_plugin('vagvisare/vagvisare.php');");
  await logIn(page, wp);
  await page.driver.get(wp.url("/wp-admin/post-new.php?post_type=page"));
  await until(
    "the block to be known to the editor",
    () =>
      page.ask(function () {
        return Boolean(window.wp && wp.blocks && wp.blocks.getBlockType("vagvisare/guide"));
      }),
    { within: 60_000 },
  );
  await until(
    "the editor to be ready",
    () =>
      page.ask(function () {
        return Boolean(wp.data.select("core/editor").getCurrentPostId());
      }),
    { within: 60_000 },
  );
  await page.ask(function () {
    var own = wp.blocks.createBlock("core/paragraph", {
      content: '<a href="tel:+46846500400">08-465 004 00</a> – kommunens kontaktcenter',
    });
    var guide = wp.blocks.createBlock("vagvisare/guide", { area: "0184" }, [own]);
    wp.data.dispatch("core/editor").editPost({ title: "Stöd och hjälp", status: "publish" });
    wp.data.dispatch("core/block-editor").insertBlocks(guide);
    wp.data.dispatch("core/editor").savePost();
  });
  const address = await until(
    "the page to be saved",
    () =>
      page.ask(function () {
        var editor = wp.data.select("core/editor");
        return editor.didPostSaveRequestSucceed() && editor.getCurrentPost().link;
      }),
    { within: 60_000 },
  );
  // The editor shows the block, and no guide is running there.
  const inEditor = await page.ask(function () {
    var frame = document.querySelector("iframe[name='editor-canvas']");
    var canvas = frame ? frame.contentDocument : document;
    var block = canvas.querySelector("[data-type='vagvisare/guide']");
    return { words: block ? block.textContent : "", guides: canvas.querySelectorAll("vag-visare").length };
  });
  assert.match(inEditor.words, /0184.*kontaktcenter/s);
  assert.equal(inEditor.guides, 0);
  // WordPress asks before one leaves a page whose saving it has not noticed yet.
  await page.ask(function () {
    window.onbeforeunload = null;
  });
  await page.driver.manage().deleteAllCookies();
  await page.newTab();
  guard.clear();
  await page.open(address);
  const screen = await page.guide().walk("self", "close_relationship", "talk");
  assert.ok(screen.cards.includes("se.kvinnofridslinjen") && screen.exit && screen.emergency);
  const outside = await page.ask(function () {
    return { area: host(0).getAttribute("area"), words: host(0).textContent };
  });
  assert.equal(outside.area, "0184");
  assert.match(outside.words, /112.*Kvinnofridslinjen.*08-465 004 00/s);
  assert.deepEqual(guard.hosts(), [], "nobody else hears of the visit");
});

inWordPress("the shortcode shows the guide, and the script is the first in the page's head", async (all) => {
  const { page, wp } = all;
  await page.open(publish(wp, '[vagvisare area="0184" heading-level="3"]'));
  await page.guide().ready();
  const found = await page.ask(function () {
    return {
      first: document.querySelector("script").src,
      inHead: Boolean(document.head.querySelector("script[src*='vagvisare.js']")),
      scripts: document.querySelectorAll("script[src*='vagvisare.js']").length,
      level: host(0).getAttribute("heading-level"),
    };
  });
  assert.match(found.first, /\/plugins\/vagvisare\/pkg\/vagvisare\.js$/);
  assert.deepEqual({ ...found, first: "" }, { first: "", inHead: true, scripts: 1, level: "3" });
});

inWordPress(
  "the page with the guide lies in no cache and tells nobody where one came from",
  async ({ wp }) => {
    const { headers } = await fetch(publish(wp, '[vagvisare area="se"]'));
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cache-control"), "no-store");
    const other = await fetch(publish(wp, "<p>Annat</p>"));
    assert.doesNotMatch(await other.text(), /vag-visare|vagvisare\.js/);
    assert.equal(other.headers.get("referrer-policy"), null);
  },
);

inWordPress("nothing an editor writes becomes script, or a wrong attribute", async ({ wp }) => {
  const bad = [
    '[vagvisare area=\'0184" onclick="alert(1)\' mode="popup" exit-url="javascript:alert(1)"]',
    `<!-- wp:vagvisare/guide ${JSON.stringify({ area: '"><script>alert(1)</script>', exitUrl: "javascript:alert(1)" })} /-->`,
    "[vagvisare label='\"><img src=x onerror=alert(1)>'][/vagvisare]",
    "[vagvisare]<script>alert(1)</script><p>Eget</p>[/vagvisare]",
    '<!-- wp:vagvisare/guide {"area":["0184"],"headingLevel":"9"} /-->',
  ];
  for (const content of bad) {
    const text = await (await fetch(publish(wp, content))).text();
    const made = /<vag-visare.*?<\/vag-visare>/s.exec(text)[0];
    assert.doesNotMatch(made, /<script|<img|javascript:|popup|"9"/, content);
    assert.doesNotMatch(
      /^<vag-visare[^>]*>/.exec(made)[0].replace(/"[^"]*"/g, '""'),
      /onclick|onerror/,
      content,
    );
    assert.match(made, /tel:112/, content);
  }
});

inWordPress("a guide that a theme puts where no page's content names it comes too", async (all) => {
  const { page, wp } = all;
  wp.php(`activate_plugin('vagvisare/vagvisare.php');
    @mkdir(WP_CONTENT_DIR . '/mu-plugins');
    file_put_contents(WP_CONTENT_DIR . '/mu-plugins/theme.php', <<<'PHP'
<?php
add_action('wp_body_open', function () { echo do_shortcode('[vagvisare area="0184"]'); });
PHP);`);
  await page.open(wp.url("/"));
  await page.guide().ready();
  wp.php("unlink(WP_CONTENT_DIR . '/mu-plugins/theme.php');");
});

inWordPress("no message of PHP, and nothing left when the plugin is deleted", async ({ wp }) => {
  const address = publish(wp, "[vagvisare]<p>Eget</p>[/vagvisare]");
  const before = JSON.parse(everything(wp));
  assert.deepEqual(before.slice(1), [[], []], "nothing of ours in the database");
  assert.equal((await fetch(address)).status, 200);
  assert.doesNotMatch(
    wp.said(),
    /vagvisare.*(Notice|Warning|Deprecated|Fatal)|(Notice|Warning|Fatal).*vagvisare/i,
  );
  wp.php(`deactivate_plugins('vagvisare/vagvisare.php');
    require_once 'wp-admin/includes/file.php';
    WP_Filesystem();
    $done = delete_plugins(['vagvisare/vagvisare.php']);
    if ($done !== true) throw new Exception('not deleted');`);
  const after = JSON.parse(everything(wp));
  assert.deepEqual(after, before);
  assert.doesNotMatch(await (await fetch(address)).text(), /<vag-visare|vagvisare\.js/);
});

test("wordpress: the plugin's numbers are those of the national file", () => {
  const plugin = readFileSync(new URL("../wordpress/vagvisare/vagvisare.php", import.meta.url), "utf8");
  const national = readFileSync(join(WWW, "contacts/se.json"), "utf8");
  const numbers = [...plugin.matchAll(/array\( 'tel:([^']+)', '([^']+)'/g)];
  assert.equal(numbers.length, 4);
  const digits = (text) => text.replace(/\D/g, "");
  const known = new Set(
    [...national.matchAll(/"(?:value|number|display)":\s*"([^"]+)"/g)].map(([, text]) => digits(text)),
  );
  for (const [, href, written] of numbers) {
    assert.ok(known.has(digits(href)) || known.has(digits(written)), `${href} ${written}`);
  }
});
