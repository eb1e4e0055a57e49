/**
 * The numbers that may stand on paper, read from the same contact files as the guide: an area's layers laid
 * upon each other as the guide lays them (`crates/contacts/src/layers.rs`), and of each service for the
 * public its first telephone number. A line for staff never becomes one of them.
 */

/** How many fit on a card and on a strip, 112 among them. */
export const MOST = 8;

/** Chosen from the start, in this order; the area's contact centre comes after the police. */
const USUAL = [
  "se.112",
  "se.polisen",
  "centre",
  "se.kvinnofridslinjen",
  "se.bris",
  "se.stodlinjen-for-man",
  "se.valj-att-sluta",
];

/** Needs no file: it is on the paper whatever cannot be read. */
const EMERGENCY = {
  id: "se.112",
  names: { sv: "112" },
  number: "112",
  age: {},
  gender: [],
  usual: true,
};

/** `0184` → `0184`, `01`, `se`. */
const layerCodes = (area) => (area === "se" ? ["se"] : [...new Set([area, area.slice(0, 2)]), "se"]);

/** A JSON file, or an error with the file's name as its message. */
async function read(base, name) {
  try {
    const answer = await fetch(new URL(name, base), { cache: "no-cache" });
    if (answer.ok) return await answer.json();
  } catch {
    // Told below, as when there is no such file.
  }
  throw new Error(name);
}

/** `[{ code, name }]` of all areas; an error with the file's name when they cannot be read. */
export async function readAreas(base) {
  const areas = await read(base, "areas.json");
  const isArea = (one) => typeof one?.name === "string" && /^(se|\d\d|\d{4})$/.test(one.code);
  if (!Array.isArray(areas) || !areas.some(isArea)) throw new Error("areas.json");
  return areas.filter(isArea);
}

/** The words of the guide in a language, `{ dir, texts }`. */
export const readWords = (base, lang) => read(base, `${lang}.json`);

/**
 * The lines that an area offers, the usual ones first: `{ lines, failed }`, where `failed` names the files
 * that could not be read, or not all of them. There is always 112.
 */
export async function readLines(base, area, now = new Date()) {
  const codes = layerCodes(area);
  const answers = await Promise.allSettled(codes.map((code) => read(base, `${code}.json`)));
  const failed = [];
  const layers = [];
  answers.forEach(({ value }, n) => {
    if (Array.isArray(value?.services)) layers.unshift({ ...value, code: codes[n] });
    else failed.push(`${codes[n]}.json`);
  });
  const { services, centre } = merge(layers, codes);
  const lines = [];
  for (const { service, code } of services) {
    try {
      lines.push(...line(service, centre, now));
    } catch {
      // A service that is not what it should be costs that service, and is told.
      failed.push(`${code}.json`);
    }
  }
  if (!lines.some(({ id }) => id === EMERGENCY.id)) lines.push(EMERGENCY);
  return { lines: inOrder(lines), failed: [...new Set(failed)] };
}

/** What is shown of these layers (the national one first), and the id of the contact centre. */
function merge(layers, codes) {
  const all = new Map();
  const hidden = new Set();
  let centre = null;
  for (const layer of layers) {
    const below = codes.slice(codes.indexOf(layer.code) + 1);
    for (const service of layer.services) {
      const id = service?.id;
      // What lies beneath is never changed by what lies on top.
      if (typeof id !== "string" || all.has(id) || below.includes(id.split(".")[0])) continue;
      all.set(id, { service, code: layer.code });
    }
    for (const id of Array.isArray(layer.hide) ? layer.hide : []) {
      if (id !== EMERGENCY.id) hidden.add(id);
    }
    centre = layer.contact_centre ?? centre;
  }
  return { services: [...all.values()].filter(({ service }) => !hidden.has(service.id)), centre };
}

/** A service as a line on paper, or none when it must not or cannot be one. */
function line(service, centre, now) {
  const { id, name, audience = [], status = "active", channels, source, checked } = service;
  const isPublic = !audience.length || audience.some((who) => who !== "staff");
  const phone =
    Array.isArray(channels) && channels.find(({ type, value }) => type === "phone" && isNumber(value));
  if (!isPublic || status !== "active" || !phone || typeof name?.sv !== "string") return [];
  const place = USUAL.indexOf(id === centre ? "centre" : id);
  const isOld = checked && overdue(checked.on, service.check_every_days, now);
  return [
    {
      id,
      names: name,
      value: phone.value,
      number: phone.display ?? phone.value,
      centre: id === centre,
      usual: place >= 0,
      place,
      local: !id.startsWith("se."),
      age: service.age ?? {},
      gender: service.gender ?? [],
      // Comfort only with a source; old hours are no hours.
      free: phone.cost === "free" && Boolean(source),
      anonymous:
        (phone.anonymous?.value ?? phone.anonymous) === true && Boolean(phone.anonymous?.source ?? source),
      hours: isOld ? null : everyDay(phone.hours),
      usingViolence: audience.includes("using_violence") && !audience.includes("self"),
      checked: checked?.on ?? null,
    },
  ];
}

const isNumber = (value) => /^\+?\d{3,15}$/.test(value);

function overdue(on, days, now) {
  const last = new Date(`${on}T00:00:00Z`);
  return Boolean(days) && now - last > (days + 1) * 86_400_000;
}

/**
 * `"always"`, or `[opens, closes]` when every day of the year is alike; paper cannot tell more in so few
 * words.
 */
function everyDay(hours) {
  if (hours === "always") return hours;
  const { weekly = [], holidays, eves, exceptions = [] } = hours ?? {};
  const days = weekly.flatMap((row) => row.days);
  const isAlike =
    new Set(days).size === 7 &&
    days.length === 7 &&
    weekly.every(({ opens, closes }) => opens === weekly[0].opens && closes === weekly[0].closes) &&
    holidays === "as_weekly" &&
    eves === "as_weekly" &&
    !exceptions.length;
  return isAlike ? [weekly[0].opens, weekly[0].closes] : null;
}

/** The usual ones in their order, then what is near, then the rest; a number stands once. */
function inOrder(lines) {
  const rank = ({ id, usual, place, local }) =>
    id === EMERGENCY.id ? -1 : usual ? place : local ? 100 : 200;
  const seen = new Set();
  return lines
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ number }) => {
      const digits = number.replace(/\D/g, "");
      return !seen.has(digits) && seen.add(digits);
    });
}
