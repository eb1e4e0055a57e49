// The pages that `load.mjs` measures: the same council page around each, and on it ours, a limit that nothing
// can beat, or what a council may take instead.
//
// `find` has, for each thing that is waited for, a function that is run in the page and gives the element
// that shows it; `go` (also run there, whenever something has changed) does what a visitor does next.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOM } from "../harness/manual.mjs";
import { PKG, WWW } from "../harness/site.mjs";
import { bundleGovuk } from "./bytes.mjs";
import { HEAD, putPagefind, search } from "./peer.mjs";

const AREA = "0184";
const LAYERS = ["se", "01", AREA];
const EXIT = "https://www.smhi.se/";
const WORD = "kvinnojour";

/** As `vagvisare snippet 0184` prints them. */
const ROWS = [
  ["Ring ", "tel:112", "112", " om det är bråttom"],
  ["", "tel:11414", "114 14", " – Polisen, när det inte är bråttom"],
  ["", "tel:+4620505050", "020-50 50 50", " – Kvinnofridslinjen"],
  ["", "tel:116111", "116 111", " – Bris (under 18 år)"],
  ["", "tel:+4687461000", "08-746 10 00", " – Solna stads kontaktcenter"],
];
const LEAVE = "Lämna sidan snabbt";
const LIST = ROWS.map((row) => `<li>${row[0]}<a href="${row[1]}">${row[2]}</a>${row[3]}</li>`).join("");
const NUMBERS = `<ul>${LIST}</ul>`;
const CONTACTS =
  `<p><a href="${EXIT}" rel="nofollow noreferrer" data-exit="https://sv.wikipedia.org/">${LEAVE}</a></p>` +
  NUMBERS;

const page = ({ head = "", body }) =>
  `<!doctype html><html lang="sv"><head><meta charset="utf-8">${head}` +
  '<meta name="viewport" content="width=device-width,initial-scale=1">' +
  '<title>Stöd och hjälp</title><link rel="icon" href="data:,"></head><body><main><h1>Stöd och hjälp</h1>' +
  "<p>Är du rädd för någon hemma? Har någon skadat, skrämt eller pressat dig? Eller är du orolig för en annan? " +
  `Här hittar du någon att prata med.</p>${body}<h2>Socialtjänsten</h2><p>Socialtjänsten ska erbjuda stöd till ` +
  "den som utsätts för våld och till närstående.</p></main></body></html>";

const ELEMENT = `<vag-visare area="${AREA}">${CONTACTS}</vag-visare>`;

const SHEET = `<style>${ROOM}</style>`;

/** The script tag in the head, as www/stod.html has it; with `async` and without. */
function forms() {
  const demo = readFileSync(join(WWW, "stod.html"), "utf8");
  const [, head] = /<head>([^]*)<\/head>/.exec(demo) ?? [];
  const [tag] = /<script [^>]*vagvisare\.js[^>]*><\/script>/.exec(head) ?? [];
  if (!tag) throw new Error("www/stod.html has no script tag in its head any more");
  const bare = tag.replace(/ async(="")?/, "");
  return { shown: tag, other: tag === bare ? bare.replace("<script", "<script async") : bare };
}

/** What stands in the page, or has been put there by a script, and works as a plain link. */
const PLAIN = {
  numbers: () => document.querySelector('a[href="tel:112"]'),
  wayOut: (exit) => document.querySelector(`a[href="${exit}"]`),
};

/** The guide: links of the page's own inside it, and what is in its shadow root. */
const GUIDE = {
  numbers: () => inGuide('a[href="tel:112"]'),
  wayOut: (exit) => inGuide(`a[href="${exit}"]`),
  // The loader listens for keys and presses before it defines the element, and so before this is there.
  exit: () => inGuide('[part~="exit"]'),
  question: () => inGuide('[part~="choice"]'),
  result: () => inGuide('[part~="card"]'),
};

/** Presses the first choice of every question as soon as it is there. */
function pressFirst() {
  const choice = inGuide('[part~="choice"]');
  if (!choice || choice === window.pressed) return;
  window.pressed = choice;
  choice.click();
}

/** Types the word as soon as there is a field. */
function typeWord(word) {
  const field = document.querySelector("pagefind-searchbox input");
  if (!field || window.typed) return;
  window.typed = true;
  field.focus();
  field.value = word;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** The script that does nothing but put there what our loader puts there first. */
function putRows(rows, exit, leave) {
  const make = (name, attributes, ...children) => {
    const node = document.createElement(name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    node.append(...children);
    return node;
  };
  const list = rows.map((row) => make("li", {}, row[0], make("a", { href: row[1] }, row[2]), row[3]));
  const link = make("a", { href: exit, rel: "nofollow noreferrer" }, leave);
  document.currentScript.after(make("p", {}, link), make("ul", {}, ...list));
}

/**
 * Puts all pages on the server; gives `{ subjects, pages }`, each subject `{ name, path, find, go, args }`.
 */
export async function putPages(wire) {
  wire.folder("/vagvisare/", PKG);
  const pagefind = await putPagefind(wire, `${PKG}/contacts`, LAYERS);
  const govuk = await bundleGovuk();
  wire.put("/govuk/exit.js", govuk.script);
  wire.put("/govuk/exit.css", govuk.sheet);
  wire.put("/govuk/supported.js", govuk.supported);
  wire.put("/rows.js", `(${putRows}).apply(null, ${JSON.stringify([ROWS, EXIT, LEAVE])});`);
  const govukPage = page({
    head: '<link rel="stylesheet" href="/govuk/exit.css">',
    body: govuk.markup(EXIT, "", NUMBERS),
  })
    .replace("<html", '<html class="govuk-template"')
    .replace("<body", '<body class="govuk-template__body"');

  const { shown, other } = forms();
  const guide = (name, html) => ({ name, html, find: GUIDE, go: pressFirst });
  const isAsync = (tag) => (tag.includes(" async") ? "`async`" : "not `async`");
  const alone = `<script src="/vagvisare/vagvisare.js" data-area="${AREA}"></script>`;

  const subjects = {
    snippet: guide(`ours, snippet (${isAsync(shown)})`, page({ head: shown + SHEET, body: ELEMENT })),
    other: guide(`ours, snippet (${isAsync(other)})`, page({ head: other + SHEET, body: ELEMENT })),
    tag: guide("ours, script tag alone", page({ body: alone })),
    static: { name: "static page", html: page({ body: CONTACTS }), find: PLAIN },
    script: {
      name: "one script",
      html: page({ body: '<script src="/rows.js"></script>' }),
      find: { ...PLAIN, exit: PLAIN.wayOut },
    },
    pagefind: {
      name: `Pagefind ${pagefind.version}`,
      html: page({ head: HEAD, body: CONTACTS + search() }),
      find: {
        ...PLAIN,
        question: () => document.querySelector("pagefind-searchbox input"),
        result: () => document.querySelector("pagefind-searchbox a[href^='/tjanster/']"),
      },
      go: typeWord,
    },
    govuk: {
      name: `GOV.UK exit ${govuk.version}`,
      html: govukPage,
      find: { ...PLAIN, exit: () => document.querySelector(".govuk-exit-this-page__indicator")?.parentNode },
    },
  };
  for (const [key, subject] of Object.entries(subjects)) {
    subject.path = wire.put(`/${key}.html`, subject.html);
    subject.args = { find: EXIT, go: WORD };
  }
  wire.put("/start.html", page({ body: "" }));
  return { subjects, pages: pagefind.pages };
}
