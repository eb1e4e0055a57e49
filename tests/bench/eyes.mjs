// A script in both pages that tells the site's server what the page is like soon after a press. It has to
// speak up by itself: Chromium does not let a driver ask a page that is on its way to an address which does
// not answer.

import { readFileSync } from "node:fs";

import { until } from "../harness/poll.mjs";

const LIBRARY = readFileSync(new URL("../harness/in-page.js", import.meta.url), "utf8");
const SOON_MS = 150;

/** A function for a page: texts that a screen reader is told when they change, also in open shadow roots. */
export const SPOKEN = `function spoken() {
  var found = [];
  (function look(root) {
    list(root.querySelectorAll('*')).forEach(function (one) {
      var role = one.getAttribute('role');
      var speaks = role === 'status' || role === 'alert';
      if (speaks && one.getClientRects().length && text(one)) found.push(text(one));
      if (one.shadowRoot) look(one.shadowRoot);
    });
  })(document);
  return found.join(' | ');
}`;

/** The script. */
export const EYES = `(function () {
${LIBRARY}
${SPOKEN}
function tell(event) {
  if (event.type === 'pageshow' && !event.persisted) return;
  setTimeout(function () {
    var icons = list(document.querySelectorAll('link[rel~=icon]'));
    navigator.sendBeacon('/seen', JSON.stringify({
      after: event.type,
      words: document.documentElement.innerText,
      title: document.title,
      icon: icons.length ? icons[icons.length - 1].href : '',
      spoken: spoken(),
    }));
  }, ${SOON_MS});
}
['click', 'pageshow'].forEach(function (type) { addEventListener(type, tell, true); });
})();`;

/** What the page last told: `{ after, words, title, icon, spoken }`. */
export function lastSeen(site, after = "click") {
  const last = () =>
    told(site, "/seen")
      .reverse()
      .find((one) => one.after === after);
  return until(`the page to tell what it is like after ${after}`, last);
}

/** Everything that pages have sent to that address, in order. */
export const told = (site, path) =>
  site.log.filter((one) => one.path === path && one.body).map(({ body }) => JSON.parse(body));
