// A workbook of one sheet, in which every text is text, by the rules of `aitalent_kg/exports.py`.
// The parts are stored in the archive without compression: no library, and every program reads it.

import { t, words as say } from "../i18n.js";

say({
  "kit-excel-cell": [
    "有一格超過 Excel 的 {0} 個字元，請改下載 CSV",
    "a cell is longer than the {0} characters of Excel; take CSV",
  ],
});

const LONGEST = 32_767; // characters of a cell in Excel
const LARGEST = 10 ** 15; // from here on Excel rounds
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
// Control characters, and an underscore that would read as the escape of one.
const NOT_IN_XML = /[\0-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)/g;
const NO_CHARACTER = /[\ufffe\uffff]|\p{Cs}/gu;

/**
 * @param {string[]} columns
 * @param {Array<Array<string|number|null>>} rows
 * @returns {Uint8Array} the bytes of a .xlsx file
 */
export function xlsx(columns, rows) {
  const sheet = [columns, ...rows].map((row, at) => `<row r="${at + 1}">${row.map(cell).join("")}</row>`);
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${sheet.join("")}</sheetData></worksheet>`,
  });
}

function cell(value) {
  if (value === null || value === undefined || value === "") {
    return "<c/>";
  }
  if (typeof value === "number" && Math.abs(value) < LARGEST) {
    return `<c><v>${value}</v></c>`;
  }
  const words = String(value).replace(NOT_IN_XML, escaped).replace(NO_CHARACTER, "\ufffd");
  if (words.length > LONGEST) {
    throw new Error(t("kit-excel-cell", LONGEST));
  }
  return `<c t="inlineStr"><is><t xml:space="preserve">${marked(words)}</t></is></c>`;
}

function escaped(mark) {
  return `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

function marked(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An archive of stored parts (PKWARE APPNOTE 4.3); dates are the first that the format knows. */
function zip(parts) {
  const writer = new TextEncoder();
  const pieces = [];
  const index = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const path = writer.encode(name);
    const data = writer.encode(text);
    const about = [20, 0x0800, 0, 0, 0x21];
    const sizes = [crc32(data), data.length, data.length];
    const local = record(0x04034b50, about, sizes, [path.length, 0]);
    index.push(record(0x02014b50, [20, ...about], sizes, [path.length, 0, 0, 0, 0], [0, offset]), path);
    pieces.push(local, path, data);
    offset += local.length + path.length + data.length;
  }
  const size = index.reduce((sum, piece) => sum + piece.length, 0);
  const count = Object.keys(parts).length;
  const end = record(0x06054b50, [0, 0, count, count], [size, offset], [0]);
  return joined([...pieces, ...index, end]);
}

/** A signature, then groups of 16-bit and 32-bit numbers in turn, all little-endian. */
function record(signature, ...groups) {
  const numbers = groups.flatMap((group, at) => group.map((value) => [value, at % 2 ? 4 : 2]));
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, width]) => sum + width, 4)));
  view.setUint32(0, signature, true);
  let at = 4;
  for (const [value, width] of numbers) {
    view[width === 2 ? "setUint16" : "setUint32"](at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let rest = value;
  for (let bit = 0; bit < 8; bit += 1) {
    rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  }
  return rest;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
