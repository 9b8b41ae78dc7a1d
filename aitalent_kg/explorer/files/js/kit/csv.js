// CSV that is safe to open, by the same rule as `aitalent_kg/exports.py`: a text that a spreadsheet
// would take for a formula gets an apostrophe in front, and so does one that begins with one.

const FORMULA = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"];
const QUOTED = /[",\n\r;\t]/;

/**
 * Rows as CSV; numbers stay numbers.
 * @param {string[]} columns
 * @param {Array<Array<string|number|null>>} rows
 * @returns {string}
 */
export function csvText(columns, rows) {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(cell) {
  const text = typeof cell === "number" ? String(cell) : guarded(cell ?? "");
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(cell) {
  const text = String(cell);
  return FORMULA.some((mark) => text.startsWith(mark)) ? `'${text}` : text;
}
