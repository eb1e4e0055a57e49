/** Which of the offered languages an element is to speak. */
import { LANGS } from "./build.js";

/** The offered language for a BCP 47 tag: itself, or its base. */
const offered = (tag) => [tag, tag.split("-")[0]].find((lang) => LANGS.includes(lang));

/**
 * The element's own attribute decides, if there is one; else the nearest ancestor that says an offered one.
 */
export const languageOf = (host) => {
  for (let at = host; at; at = at.parentNode || at.host) {
    const lang = offered(`${at.lang}`.toLowerCase());
    if (lang) return lang;
    if (host.lang) break;
  }
  return "sv";
};
