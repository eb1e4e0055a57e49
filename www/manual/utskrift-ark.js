/**
 * The two sheets, A4: two cards to fold twice, and a poster with strips to tear off.
 *
 * The card is printed on one side of the paper and folded twice: its outside is the neutral cover, and two
 * papers lie between the numbers and who looks at it.
 */
import { h } from "./utskrift-h.js";

/** Our own words on paper; the others are the guide's, from its files. */
const WORDS = {
  sv: {
    title: "Det finns någon att prata med",
    lead: [
      "För dig som blir illa behandlad av någon nära dig.",
      "För dig som är orolig för någon.",
      "För dig som själv gör någon illa.",
    ],
    short: { "se.112": "Fara nu", "se.polisen": "Polisen", "se.1177": "Råd om vård", centre: "Kommunen" },
    usingViolence: "För dig som gör någon illa",
    daily: "Alla dagar {opens}–{closes}",
    calls: "Samtalet syns i telefonens lista.",
    closed: "Står ingen tid kan det vara stängt.",
    unchecked: "Ej kontrollerat: ingen har ringt och prövat numren.",
    checked: "Kontrollerat {date}.",
    mixed: "Kontrollerat {date}: {numbers}. Övriga nummer är ej kontrollerade.",
  },
  en: {
    title: "There is someone to talk to",
    lead: [
      "For you if someone close to you treats you badly.",
      "For you if you worry about someone.",
      "For you if you hurt someone yourself.",
    ],
    short: {
      "se.112": "Danger now",
      "se.polisen": "Police",
      "se.1177": "Advice on care",
      centre: "The council",
    },
    usingViolence: "For you who hurt someone",
    daily: "Every day {opens}–{closes}",
    calls: "The call stays in the phone’s list.",
    closed: "Where no hours are given, it may be closed.",
    unchecked: "Not checked: nobody has called to try the numbers.",
    checked: "Checked on {date}.",
    mixed: "Checked on {date}: {numbers}. The other numbers are not checked.",
  },
  ar: {
    title: "هناك من يمكنك التحدث إليه",
    lead: ["إذا كان شخص قريب منك يسيء معاملتك.", "إذا كنت قلقًا على شخص.", "إذا كنت تؤذي شخصًا."],
    short: { "se.112": "خطر الآن", "se.polisen": "الشرطة", "se.1177": "نصائح عن الرعاية", centre: "البلدية" },
    usingViolence: "إذا كنت تؤذي شخصًا",
    daily: "كل يوم من {opens} إلى {closes}",
    calls: "تبقى المكالمة في قائمة الهاتف.",
    closed: "إذا لم تُذكر أوقات فقد يكون مغلقًا.",
    unchecked: "لم يتم التحقق: لم يتصل أحد لتجربة الأرقام.",
    checked: "تم التحقق في {date}.",
    mixed: "تم التحقق في {date}: {numbers}. لم يتم التحقق من الأرقام الأخرى.",
  },
};

const STRIPS = 7;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Facts in a row, none of them broken between two lines. */
const dotted = (all) => all.flatMap((one, n) => [h("span", {}, one, n < all.length - 1 ? " ·" : ""), " "]);

/** A number is written from left to right in every language, and is never broken. */
const numeral = (text) => h("bdi", { class: "numeral", dir: "ltr" }, text);

/** A name in the sheet's language, else in Swedish and marked as that. */
function named(names, lang, cut = (name) => name) {
  if (names[lang] || lang === "sv") return cut(names[lang] ?? names.sv);
  return h("bdi", { lang: "sv", dir: "ltr" }, cut(names.sv));
}

/** As short as can be: our own word, else the name as far as its first comma. */
const short = (line, lang) =>
  WORDS[lang].short[line.centre ? "centre" : line.id] ??
  named(line.names, lang, (name) => name.split(/[,:]/)[0].trim());

function full(line, lang) {
  const label = WORDS[lang].short[line.centre ? "centre" : line.id];
  const name = named(line.names, lang);
  return typeof name !== "string" && label ? [`${label} – `, name] : [name];
}

/** When the numbers were checked, in small print. */
function checkedWords(lines, lang) {
  const words = WORDS[lang];
  const checked = lines.filter((line) => line.checked);
  if (!checked.length) return [words.unchecked];
  // The oldest date holds for all of them.
  const date = numeral(checked.map((line) => line.checked).sort()[0]);
  const comma = lang === "ar" ? "، " : ", ";
  const numbers = checked.flatMap(({ number }, n) => [n ? comma : "", numeral(number)]);
  const said = checked.length === lines.length ? words.checked : words.mixed;
  return said.split(/\{(\w+)\}/).flatMap((part) => ({ date, numbers })[part] ?? part);
}

/**
 * Hours that hold every day: "7–21" in Swedish, "07:00–21:00" in English. In Arabic in words: who reads from
 * the right meets 21:00 first.
 */
function daily([opens, closes], lang) {
  const plain = (time) => (lang === "sv" ? time.replace(/^0/, "").replace(/:00$/, "") : time);
  const [before, between, after] = WORDS[lang].daily.split(/\{\w+\}/);
  const hours =
    lang === "ar"
      ? [numeral(opens), between, numeral(closes)]
      : [numeral(plain(opens) + between + plain(closes))];
  return h("span", {}, before, ...hours, after);
}

/** What the data says of a line, in the guide's words. */
function facts(line, { lang, texts }) {
  const { age, gender, hours } = line;
  const own = WORDS[lang];
  const say = (key, values = {}) => texts[`ui.${key}`] && fill(texts[`ui.${key}`], values);
  const has = (end) => end !== null && end !== undefined;
  const [min, max] = [age.min, age.max];
  return [
    line.usingViolence && own.usingViolence,
    gender.length === 1 && gender[0] !== "all" && say(`for_${gender[0]}`),
    has(min) && has(max) && say("age_range", { min, max }),
    has(min) && !has(max) && say("age_min", { min }),
    !has(min) && has(max) && say("age_under", { age: max + 1 }),
    hours === "always" && say("hours_always"),
    Array.isArray(hours) && daily(hours, lang),
    line.free && say("free"),
    line.anonymous && say("anonymous"),
  ].filter(Boolean);
}

/** Numbers with their shortest labels, in two columns. */
const shortList = (lines, lang) =>
  h(
    "ul",
    {},
    ...lines.map((line) =>
      h("li", {}, h("b", {}, numeral(line.number)), " ", h("span", {}, short(line, lang))),
    ),
  );

/**
 * Two cards of 85 × 54 mm when folded, and how to fold them. Swedish: it is handed over by somebody who
 * speaks it.
 */
export function cardSheet(lines) {
  const half = Math.ceil(lines.length / 2);
  const card = (copy) =>
    h(
      "div",
      { class: "card", "aria-hidden": copy > 0 },
      h("div", { class: "cover" }, h("p", { class: "front" }, "Bra att ha")),
      h("div", { class: "page" }, shortList(lines.slice(0, half), "sv")),
      h(
        "div",
        { class: "page" },
        shortList(lines.slice(half), "sv"),
        h("p", { class: "small" }, ...checkedWords(lines, "sv")),
      ),
    );
  const step = (n, words) => h("li", {}, h("div", { class: `fold fold-${n}` }), h("p", {}, `${n}. ${words}`));
  return h(
    "div",
    { class: "sheet cards", lang: "sv", dir: "ltr" },
    card(0),
    card(1),
    h(
      "ol",
      { class: "folding" },
      step(1, "Klipp längs linjen."),
      step(2, "Vik övre halvan bakåt, så att all text är utåt."),
      step(3, "Vik ihop på mitten, med numren inåt."),
      step(4, "Klart. Numren ligger bakom dubbelt papper."),
    ),
  );
}

/** The poster in a language; `words` are the guide's, `{ lang, dir, texts }`. */
export function posterSheet(lines, words) {
  const { lang, dir, texts } = words;
  const own = WORDS[lang];
  const [before, after] = (texts["ui.emergency"] ?? own.short["se.112"] + " 112").split("112");
  const row = (line) =>
    h(
      "li",
      {},
      h("b", {}, numeral(line.number)),
      h(
        "div",
        {},
        h("p", {}, ...full(line, lang)),
        h("p", { class: "facts" }, ...dotted(facts(line, words))),
      ),
    );
  const strip = () => h("div", { class: "strip" }, shortList(lines, lang));
  return h(
    "div",
    { class: "sheet poster", lang, dir },
    h(
      "div",
      { class: "main" },
      h("p", { class: "title" }, own.title),
      ...own.lead.map((sentence) => h("p", { class: "lead-in" }, sentence)),
      h("p", { class: "urgent" }, before, h("b", {}, numeral("112")), after),
      h("ul", { class: "rows" }, ...lines.filter(({ id }) => id !== "se.112").map(row)),
      h("p", { class: "small" }, ...checkedWords(lines, lang), ` ${own.closed} ${own.calls}`),
    ),
    h("div", { class: "strips", "aria-hidden": true }, ...Array.from({ length: STRIPS }, strip)),
  );
}
