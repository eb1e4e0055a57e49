/**
 * The program's files, each named by its SHA-256 in base64 without the padding (the build sees to it that it
 * has no sign that a file's name cannot have): whoever trusts this script need not trust the server with the
 * rest.
 */
import { h } from "./dom.js";

export const named = (sum, kind) => "p-" + sum + kind;

/** What `integrity` says for a sum. */
export const checked = (sum) => `sha256-${sum}=`;

/**
 * `import()` takes no options, but uses what the page has preloaded: checked, and without a referrer. The nonce
 * of a script in the page: where the policy wants one, Chromium refuses the import with the preload.
 */
export const load = (sum, base, nonce) => {
  const href = new URL(named(sum, ".js"), base);
  document.head.append(
    h("link", { rel: "modulepreload", href, integrity: checked(sum), referrerpolicy: "no-referrer", nonce }),
  );
  return import(href);
};
