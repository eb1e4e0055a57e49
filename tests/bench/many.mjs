// A country of councils, made from what there is: does a visit to one of them cost more, the more there are?

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { PKG } from "../harness/site.mjs";

/** Municipalities: one, a county's (Stockholm's), the country's. */
export const COUNTS = [1, 26, 290];
/** As many as the county that has most of them (Västra Götaland); the visit is to one of its. */
const LARGEST = 49;
const VISITED = "0184";

const read = (code) => JSON.parse(readFileSync(join(PKG, "contacts", `${code}.json`), "utf8"));

/**
 * Puts a copy of `pkg/` on the server with so many municipalities; gives `{ path }` of a page with a guide
 * for one.
 */
export function putMany(wire, count) {
  const base = `/many-${count}/`;
  wire.folder(base, PKG);
  const put = (code, layer) => wire.put(`${base}contacts/${code}.json`, JSON.stringify(layer));
  const county = read(VISITED.slice(0, 2));
  const municipality = read(VISITED);
  const names = county.municipalities.map(({ name }) => name);

  const areas = [{ code: "se", name: "Sverige" }];
  let made = 0;
  for (let number = 1; made < count; number += 1) {
    const code = String(number).padStart(2, "0");
    // The first county holds the visited one, and as many as any has.
    const size = Math.min(count - made, number === 1 ? LARGEST : 13);
    const own = Array.from({ length: size }, (_, i) => ({
      code: i === 0 && number === 1 ? VISITED : `${code}${String(i).padStart(2, "0")}`,
      name: names[i % names.length],
    }));
    put(code, { ...county, area: { code, name: county.area.name }, municipalities: own });
    areas.push({ code, name: county.area.name }, ...own);
    for (const { code, name } of own) {
      const text = JSON.stringify(municipality).replaceAll(VISITED, code);
      put(code, { ...JSON.parse(text), area: { code, name } });
    }
    made += size;
  }
  put("areas", areas);
  const page = `<!doctype html><html lang="sv"><meta charset="utf-8"><link rel="icon" href="data:,">
    <title>Stöd</title><h1>Stöd</h1><script src="${base}vagvisare.js" data-area="${VISITED}"></script>`;
  return { path: wire.put(`/many-${count}.html`, page) };
}
