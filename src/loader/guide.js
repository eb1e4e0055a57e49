/**
 * One guide on the page, in its element's open shadow root: the exit from the first moment, then numbers,
 * then the program.
 *
 * inline:      exit · body
 * as a panel:  open-button · [dialog: close · exit · body]
 * body:        slot (the page's own fallback) · the loader's fallback, then the program's container
 */
import { CLOSE, EXIT, OPEN, TEXTS } from "./build.js";
import { h } from "./dom.js";
import { exitLink } from "./exit-link.js";
import { fallback } from "./fallback.js";
import { fetchAll, loadHalf } from "./fetch.js";
import { languageOf } from "./language.js";
import { addresses, leave } from "./leave.js";
import { style } from "./style.js";

/**
 * `{ build, clear, fail, leave, inline, link, urls, was }`; `inline` says that it lies in the page and is no
 * panel, `urls` are the exit's addresses while the guide is open, `was` is a copy of the element as it was when
 * the guide was built. The second half adds `progress` (`lights.js`). `arrange` is called when the exit is
 * another.
 */
export const makeGuide = (host, arrange) => {
  const root = host.attachShadow({ mode: "open" });
  const attribute = (name) => host.getAttribute(name);
  let app;
  let body;
  let lang;
  let near;
  /** The language of `words`, which are Swedish where the loader has no others. */
  let spoken;
  let words;
  /** What is under way belongs to one build; a later one makes it void. */
  let turn;

  const tell = (what, detail) =>
    host.dispatchEvent(new CustomEvent("vagvisare-" + what, { detail, bubbles: true }));

  /** The fallback: the page's own, and ours unless that one has the emergency number. */
  const fill = () => {
    const slot = h("slot", {});
    const ours = fallback(spoken, attribute("area"));
    body.replaceChildren(slot, ours);
    // Seen, and not only there: a page may hide what it has for those without JavaScript. Where the browser cannot
    // tell (before 2024), both are shown.
    (slot.onslotchange = () =>
      (ours.hidden = host.querySelector("[href='tel:112']")?.checkVisibility?.()))();
  };

  /** Asks for everything at once and hands over to the program. */
  const start = async () => {
    const mine = turn;
    near?.disconnect();
    try {
      const put = await fetchAll(host, lang, guide);
      if (mine != turn) return;
      const container = body.appendChild(h("div", {}));
      app = put(container, () => {
        body.replaceChildren(container);
        tell("ready");
      });
    } catch (error) {
      if (mine == turn) guide.fail("start", error);
    }
  };

  const show = (parent, urls) => {
    guide.urls = urls;
    parent.append(guide.link, body);
    fill();
  };

  /** The panel, over the page; it leaves nothing behind when it closes. */
  const open = (label, urls) => {
    const close = h("button", {}, words[CLOSE]);
    const dialog = h("dialog", { part: "panel", "aria-label": label }, close);
    close.onclick = dialog.onclose = () => {
      guide.build();
      root.lastChild.focus();
    };
    root.append(dialog);
    dialog.showModal();
    show(dialog, urls);
    guide.link.classList.add("fixed");
    start();
  };

  const guide = {
    leave,
    /** Everything in the shadow root, anew. */
    build() {
      guide.clear();
      style(root);
      turn = guide.was = host.cloneNode();
      lang = languageOf(host);
      words = TEXTS[(spoken = TEXTS[lang] ? lang : "sv")];
      body = h("div", {});
      const urls = addresses(host);
      guide.link = exitLink(urls, spoken, words[EXIT]);
      guide.inline = attribute("mode") != "panel";
      if (guide.inline) {
        show(root, urls);
        near = new IntersectionObserver((all) => all.pop().isIntersecting && start(), {
          rootMargin: "100%",
        });
        near.observe(host);
        // In a tab behind another nothing is near, and it must hear when that one is left (`left.js`).
        if (document.hidden) start();
      } else {
        const label = attribute("label") || words[OPEN];
        const button = h("button", { part: "open-button" }, label);
        button.onclick = () => open(label, urls);
        root.append(button);
        // The words of every language would be too many for the loader.
        spoken == lang || loadHalf().then((half) => half.name(button, lang));
      }
      arrange();
    },
    /** Nothing left in the shadow root. */
    clear() {
      turn = guide.urls = near?.disconnect();
      app = app?.unmount();
      root.replaceChildren();
    },
    /** Back to the fallback, for good; a program that has trapped cannot be asked to tidy up. */
    fail(reason, error) {
      app = null;
      fill();
      body.style.minHeight = 0;
      console.warn("vagvisare:", reason, error);
      tell("error", { reason });
    },
  };
  return guide;
};
