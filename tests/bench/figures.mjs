// What the benches make of many figures.

/** The value that half of them do not reach; NaN of none. */
export function median(values) {
  const sorted = sort(values);
  const middle = sorted.length >> 1;
  if (!sorted.length) return NaN;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The least value that this share of them does not go beyond (nearest rank); NaN of none. */
export function percentile(values, share) {
  const sorted = sort(values);
  return sorted.length ? sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] : NaN;
}

/** A cell of a table: a dash where there is no figure. */
export const shown = (value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : "–");

/** A row of a table in Markdown. */
export const row = (...cells) => `| ${cells.join(" | ")} |`;

const sort = (values) => [...values].sort((a, b) => a - b);
