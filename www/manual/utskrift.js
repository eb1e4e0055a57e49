/**
 * The page that prints a card or a poster: what is chosen in the form is laid out below it, and the browser
 * prints that sheet and nothing else. Nothing is stored, and only the contact and guide files are asked for.
 */
import { cardSheet, posterSheet } from "./utskrift-ark.js";
import { h } from "./utskrift-h.js";
import { MOST, readAreas, readLines, readWords } from "./utskrift-nummer.js";

const find = (selector) => document.querySelector(selector);
const form = find("form");
const message = find("#besked");
/** Where the files lie, from this page: `data-files` on the form. */
const files = new URL(form.dataset.files, document.baseURI);
const contacts = new URL("contacts/", files);
const guide = new URL("guide/", files);

/** Of the area that was asked for last. */
let lines = [];
let failed = [];
/** A later choice makes an earlier answer void. */
let turn = 0;

const kind = () => form.elements.slag.value;

/** What could not be read, and what can be done about it. */
function tell(...names) {
  const all = [...failed, ...names];
  const words = all.map((name) => `Filen ${name} gick inte att läsa, eller är inte hel.`);
  if (all.length) {
    words.push("Arket är inte helt: bara det som gick att läsa står där, och 112.");
    words.push("Skriv inte ut det. Prova igen om en stund, eller säg till den som sköter webbplatsen.");
  }
  message.replaceChildren(...words.map((one) => h("span", {}, `${one} `)));
}

/** The numbers of the area, to choose among. */
function offer() {
  const choice = (line, n) => {
    const box = h("input", { type: "checkbox", name: "nummer", value: n, id: `nummer-${n}` });
    box.checked = line.usual;
    // A paper without 112 is not made.
    box.required = line.id === "se.112";
    const words = line.names.sv === line.number ? "nödnumret, alltid med" : line.names.sv;
    return h("li", {}, box, h("label", { for: box.id }, h("b", {}, line.number), ` ${words}`));
  };
  find("#nummer").replaceChildren(...lines.map(choice));
}

const chosen = () => lines.filter((line, n) => line.id === "se.112" || find(`#nummer-${n}`).checked);

/** Holds the number of numbers, and 112, as they must be. */
function limit() {
  const isFull = chosen().length >= MOST;
  lines.forEach((line, n) => {
    const box = find(`#nummer-${n}`);
    if (line.id === "se.112") box.checked = true;
    box.disabled = line.id === "se.112" || (isFull && !box.checked);
  });
  find("#antal").textContent = isFull ? `Fler än ${MOST} får inte plats.` : "";
}

async function lay() {
  const mine = ++turn;
  const lang = form.elements.sprak.value;
  const isPoster = kind() === "affisch";
  let words = { lang, dir: lang === "ar" ? "rtl" : "ltr", texts: {} };
  const missing = [];
  if (isPoster) {
    try {
      const { dir, texts } = await readWords(guide, lang);
      words = { lang, dir, texts };
    } catch (error) {
      missing.push(error.message);
    }
  }
  if (mine !== turn) return;
  limit();
  const list = chosen();
  find("#ark").replaceChildren(isPoster ? posterSheet(list, words) : cardSheet(list));
  find("#sprak").hidden = !isPoster;
  find("#om-kortet").hidden = isPoster;
  find("#om-affischen").hidden = !isPoster;
  find("#ogranskat").hidden = !isPoster || lang !== "ar";
  find("#okontrollerat").hidden = list.every((line) => line.checked);
  tell(...missing);
}

async function readArea() {
  const mine = ++turn;
  const read = await readLines(contacts, form.elements.omrade.value);
  if (mine !== turn) return;
  ({ lines, failed } = read);
  offer();
  await lay();
}

async function begin() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.print();
  });
  form.addEventListener("change", ({ target }) => (target.name === "omrade" ? readArea() : lay()));
  try {
    const areas = await readAreas(contacts);
    const option = ({ code, name }) => h("option", { value: code }, name);
    form.elements.omrade.replaceChildren(...areas.map(option));
  } catch (error) {
    // The page's own option, Sweden, is left.
    await readArea();
    tell(error.message);
    return;
  }
  await readArea();
}

begin();
