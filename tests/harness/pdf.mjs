// The text of a PDF as Chromium writes it: enough to know what stands on a printed page, and on how many.
// Words are told by the font that draws them: each font says which letters its glyphs are (ToUnicode).

import { inflateSync } from "node:zlib";

/** `{ pages, text }` of a PDF (a Buffer); the text in the order it is drawn, its runs apart. */
export function readPdf(bytes) {
  const file = bytes.toString("latin1");
  const objects = new Map();
  for (const { 1: id, index } of file.matchAll(/(?<=\n)(\d+) 0 obj\n/g))
    objects.set(id, readObject(file, index));
  const fonts = new Map();
  for (const [, name, id] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const [, letters] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? "") ?? [];
    if (letters) fonts.set(name, readLetters(objects.get(letters).stream));
  }
  const drawn = [...objects.values()].filter(({ stream }) => / Tf\b/.test(stream));
  return {
    pages: [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary)).length,
    text: drawn.map(({ stream }) => words(stream, fonts)).join(" "),
  };
}

/** `{ dictionary, stream }`; the stream inflated, or empty. */
function readObject(file, start) {
  const end = file.indexOf("endobj", start);
  const opens = file.indexOf("stream\n", start);
  if (opens < 0 || opens > end) return { dictionary: file.slice(start, end), stream: "" };
  const dictionary = file.slice(start, opens);
  const length = Number(/\/Length (\d+)/.exec(dictionary)[1]);
  const raw = Buffer.from(file.slice(opens + 7, opens + 7 + length), "latin1");
  const isDeflated = dictionary.includes("/FlateDecode");
  return { dictionary, stream: (isDeflated ? inflateSync(raw) : raw).toString("latin1") };
}

/** Glyph → letters, of a ToUnicode map. */
function readLetters(map) {
  const letters = new Map();
  let width = 4;
  const text = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, rows] of map.matchAll(/beginbfchar\n(.*?)endbfchar/gs)) {
    for (const [, glyph, to] of rows.matchAll(/<(\w+)> <(\w+)>/g)) {
      width = glyph.length;
      letters.set(parseInt(glyph, 16), text(to));
    }
  }
  for (const [, rows] of map.matchAll(/beginbfrange\n(.*?)endbfrange/gs)) {
    for (const [, from, to, first] of rows.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      width = from.length;
      const [start, code] = [parseInt(from, 16), parseInt(first, 16)];
      for (let n = 0; n <= parseInt(to, 16) - start; n += 1)
        letters.set(start + n, String.fromCharCode(code + n));
    }
  }
  return { letters, width };
}

function words(stream, fonts) {
  let font;
  let said = "";
  for (const [, name, shown] of stream.matchAll(
    /\/(F\d+) \S+ Tf|((?:<[0-9A-Fa-f]+>|\[[^\]]*\]) ?T[Jj])|\bET\b/g,
  )) {
    if (name) font = fonts.get(name);
    else if (!shown) said += " ";
    else if (font) {
      for (const [, hex] of shown.matchAll(/<([0-9A-Fa-f]+)>/g)) {
        for (let at = 0; at < hex.length; at += font.width) {
          said += font.letters.get(parseInt(hex.slice(at, at + font.width), 16)) ?? "";
        }
      }
    }
  }
  return said;
}
