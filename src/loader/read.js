/** Reading what was asked for, with limits: whatever comes, the visitor keeps the rest. */

/** How long a contact file is waited for, and what the guide cannot do without. */
export const CONTACTS_MS = 8000;
export const GUIDE_MS = 30000;
/** Characters. A file beyond this is no contact file, and would cost a visitor her data. */
const LONGEST = 2e6;

/** What the guide does without is told to the webmaster. */
export const warn = (why) => console.warn("vagvisare:", why.message);

/** `{ text, json }` of a response. Rejects with the file's address, or its name if nothing came, and why. */
export const read = async (pending, ms, name) => {
  let reader;
  let url = name + ".json";
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no answer in ${ms / 1000} s`)), ms),
  );
  const whole = async () => {
    const response = await pending;
    ({ url } = response);
    if (!response.ok) throw new Error(`status ${response.status}`);
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (let text = ""; ;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST) throw new Error("longer than 2 MB");
    }
  };
  try {
    const text = await Promise.race([whole(), late]);
    // The program says only that a file cannot be read: here the webmaster is told which, and where.
    return { text, json: JSON.parse(text) };
  } catch (why) {
    reader?.cancel().catch(() => {});
    throw new Error(`${url}: ${why.message}`);
  }
};

/**
 * `{ code, text, error }` for each of some layers; `layers` are rows of a code and a response. What is missing is
 * told to the webmaster.
 */
export const readLayers = (layers) =>
  Promise.all(
    layers.map(([code, response]) =>
      read(response, CONTACTS_MS, "contacts/" + code).then(
        ({ text }) => ({ code, text, error: null }),
        (why) => {
          warn(why);
          return { code, text: null, error: why.message };
        },
      ),
    ),
  );

/** The loader's words in a locale file: `loader.exit` as `texts("exit")`. */
export const wordsOf =
  ({ texts }) =>
  (key) =>
    texts["loader." + key] ?? "";

/**
 * Reads what was asked for first: `{ structure, lang, locale, own }`, `own` being the area's layers; in Swedish
 * where the language that was asked for cannot be had. `speak(lang, locale)` is called as soon as the words are
 * there: the way out needs them whatever becomes of the rest.
 */
export const readFirst = async (lang, first, readGuide, speak) => {
  // A file that is no locale (a server's start page, half of it) is as none: then Swedish, not no guide.
  const readLocale = async (lang, pending) => {
    const locale = await readGuide(lang, pending);
    const { lang: own, dir, texts } = locale.json;
    const isWords = (one) => typeof one == "string";
    if (![own, dir, ...Object.values(texts ?? [0])].every(isWords))
      throw new Error(`guide/${lang}.json: no locale`);
    speak(lang, locale.json);
    return { lang, locale };
  };
  const [structure, spoken, own] = await Promise.all([
    readGuide("guide", first[0]),
    readLocale(lang, first[1]).catch((why) => {
      if (lang == "sv") throw why;
      warn(why);
      return readLocale("sv");
    }),
    readLayers(first[2]),
  ]);
  if (!own.some((layer) => layer.text)) throw new Error(own.map((layer) => layer.error).join(", "));
  return { structure: structure.text, ...spoken, own };
};
