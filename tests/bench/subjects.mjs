// The two ways out, each on the same page: the council's page about violence, with a way out put on it as its
// own manual says.

import { arrive, element, html } from "../harness/page.mjs";
import { until } from "../harness/poll.mjs";
import { EYES } from "./eyes.mjs";

/** What the page tells a person who watches, by title, icon and words. */
export const TELLS = /våld|hjälp|hjalp|stöd/i;

const TITLE = "Hjälp vid våld";
const PARAGRAPH =
  '<p>Våld är aldrig ditt fel. Här finns hjälp, <a href="/annan.html">stöd</a> och någon ' +
  "att prata med.</p>";
const CONTENT = `<main><h1>${TITLE}</h1>${PARAGRAPH.repeat(12)}</main>`;
const HEAD = '<link rel="icon" href="/hjalp.svg"><script src="/eyes.js"></script>';

/**
 * Each: `put(servers, more)` puts it at /t.html with a page before it at /start.html; `ready(page)` waits
 * until it works; `find` is run in the page and gives the link; `bare` is its selector where no script runs.
 */
export function makeSubjects(govuk) {
  return [
    {
      name: "ours",
      find: "function () { return parts(0, 'exit').filter(shown)[0]; }",
      bare: "a.leave",
      put(servers, { head = "", before = "", headers } = {}) {
        const { exit, exit2 } = servers;
        // As the webmaster's manual, chapter 4.
        const children =
          `<p><a class="leave" href="${exit.url}" data-exit="${exit2.url}"` +
          ' rel="nofollow noreferrer">Lämna sidan snabbt</a></p><p><a href="tel:112">112</a></p>';
        const body = before + element(servers, { children }) + CONTENT;
        put(servers, html(body, { title: TITLE, head: HEAD + head }), headers);
      },
      ready: (page) => page.guide().ready(),
    },
    {
      name: "GOV.UK",
      find: "function () { return document.querySelector('.govuk-exit-this-page__button'); }",
      bare: ".govuk-exit-this-page__button",
      put(servers, { head = "", before = "", headers } = {}) {
        const { site, exit } = servers;
        site.page("/govuk/exit.js", govuk.script);
        site.page("/govuk/exit.css", govuk.sheet);
        site.page("/govuk/supported.js", govuk.supported);
        const all = `<link rel="stylesheet" href="/govuk/exit.css">${HEAD}${head}`;
        const page = html(govuk.markup(exit.url, before, CONTENT), { title: TITLE, head: all, loader: false })
          .replace("<html", '<html class="govuk-template"')
          .replace("<body", '<body class="govuk-template__body"');
        put(servers, page, headers);
      },
      ready: (page) =>
        until("the component to have started", () =>
          page.ask(
            "function () { return Boolean(document.querySelector('.govuk-exit-this-page__indicator')); }",
          ),
        ),
    },
  ];
}

function put({ site }, page, headers) {
  site.page("/eyes.js", EYES);
  const start = '<h1>Start</h1><a id="on" href="/t.html">vidare</a>';
  site.page("/start.html", html(start, { title: "Start", loader: false }));
  site.page("/t.html", page, headers);
}

/** Comes to the page by a link, and waits until the way out works. */
export async function arrived({ page, servers, subject }, more) {
  subject.put(servers, more);
  await arrive(page, servers.site);
  await subject.ready(page);
}

/** Presses the way out where it is on the screen; an error if something lies over it. */
export const press = ({ page, subject }) => page.tapOn("the way out", subject.find);
