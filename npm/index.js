/**
 * Vägvisare in an app that has a bundler. The guide itself is not bundled: it finds its program, questions
 * and contacts beside its own script, so the folder `pkg/` is served as it is (`npx vagvisare-copy
 * public/vagvisare`), and this adds the script tag that a page without a bundler has in its HTML.
 */

const NAME = "vag-visare";
const SCRIPT = "vagvisare.js";

let loading;

/**
 * Resolves when the page holds a guide: the script, where it finds none, would put one at the end of the
 * page.
 */
const present = () =>
  new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(NAME)) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const changes = new MutationObserver(() => look() && changes.disconnect());
    changes.observe(document, { childList: true, subtree: true });
  });

/** Made once: a page may allow a name, and not that it is taken twice. */
let policy;

/**
 * An address that a policy with `require-trusted-types-for 'script'` lets through, where it allows our name.
 */
const trusted = (address) => {
  try {
    policy ??= globalThis.trustedTypes.createPolicy("vagvisare", { createScriptURL: (url) => url });
    return policy.createScriptURL(address);
  } catch {
    // No such thing in this browser, or not allowed: then the plain address works, or the browser says why
    // not.
    return address;
  }
};

const add = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = () => {
      // A later call tries again: it may have been the network.
      loading = undefined;
      script.remove();
      reject(
        new Error(`vagvisare: ${address} did not load; is the folder pkg/ of the npm package served there?`),
      );
    };
    try {
      script.src = trusted(address);
    } catch (cause) {
      loading = undefined;
      const remedy = "allow it with `trusted-types vagvisare`, or put the script tag into the page's HTML";
      reject(new Error(`vagvisare: the page's Trusted Types forbid to add a script; ${remedy}`, { cause }));
      return;
    }
    // First of all scripts that come later.
    document.head.prepend(script);
  });

/**
 * Loads the guide as soon as the page holds a `<vag-visare>`. Call it once, anywhere, as early as you like;
 * more calls wait for the same script.
 *
 * @param {string | URL} folder where the app serves the package's `pkg/`
 * @returns {Promise<void>} resolves when the element is defined; rejects with why it cannot be
 */
export const load = async (folder = "/vagvisare/") => {
  if (typeof customElements === "undefined")
    throw new Error(
      "vagvisare: load() needs a page; on a server, call it in the code that only the browser runs",
    );
  if (customElements.get(NAME)) return;
  loading ??= present().then(() => {
    const base = new URL(`${folder}`.replace(/\/?$/, "/"), document.baseURI);
    return add(new URL(SCRIPT, base).href);
  });
  await loading;
};
