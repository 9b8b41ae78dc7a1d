// A person's record, checked field by field, every name resolved to a code: `aitalent_kg/persons` in
// the browser. Role, background and items are checked by form only; no rule looks at them. No DOM.

import { ID } from "./names.js";
import { UNALLOTTED } from "./rules-count.js";

const MOST_HOURS = 100000;
const OTHER = ["other", "其他", "其它"];
const HYPHENS = /[-\u2010-\u2015\u2212]/g;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TEXTS = ["name", "department", "role"];
const LISTS = ["tools", "items"];
const FIELDS = [...TEXTS, "as_of", "background", "certificates", "hours", ...LISTS, "conditions"];
const ENTRY = ["name", "class", "earned", "tool_kind", "product", "ability_type", "count"];

/** What is wrong with a record: where, and one line that says so in both languages. */
export class RecordProblem extends Error {
  /**
   * @param {Array<string|number>} place keys that lead to the value
   * @param {[string, string]} said in Chinese and English
   */
  constructor(place, [zh, en]) {
    super(en);
    this.place = place;
    this.said = { zh, en };
  }

  /** Field and problem in one line. */
  in(lang) {
    const field = this.place.map((key) => (typeof key === "number" ? key + 1 : key)).join(" / ");
    const between = lang === "zh" ? "：" : ": ";
    return field ? field + between + this.said[lang] : this.said[lang];
  }
}

/**
 * Reads the values of a record.
 * @param {Object} rules the view `rules`
 * @param {Object} record
 * @returns {{asOf: string|null, certificates: Array|null, hours: Object, tools: string[],
 *   conditions: Object}} certificates null: not known which; hours null for a type: not known
 * @throws {RecordProblem}
 */
export function personOf(rules, record) {
  const given = isObject(record) ? withoutBlanks(record) : fail([], ["不是個人紀錄", "this is no record"]);
  fields(given, FIELDS, []);
  TEXTS.forEach((field) => field in given && isText(given[field], [field]));
  LISTS.forEach((field) => names(given[field] ?? [], [field]));
  names([given.background ?? []].flat(), ["background"]);
  return {
    asOf: "as_of" in given ? day(given.as_of, ["as_of"]) : null,
    certificates: certificates(rules, given.certificates ?? []),
    hours: hours(rules, given.hours ?? {}),
    tools: (given.tools ?? []).map((name, at) => found(rules, "tools", name, ["tools", at])),
    conditions: conditions(rules, given.conditions ?? {}),
  };
}

/** Words for comparison: blanks, case and full or half width do not matter. */
export function folded(words) {
  return String(words).normalize("NFKC").replace(/[\s\u001c-\u001f\u0085]+/g, "").toLowerCase();
}

/** The nearest of several names, if any is near. */
export function nearest(name, known) {
  const wanted = pairs(folded(name));
  const scored = known.map((one) => [likeness(wanted, pairs(folded(one))), one]);
  scored.sort((one, other) => other[0] - one[0]);
  return scored.length && scored[0][0] >= 0.35 ? scored[0][1] : null;
}

function certificates(rules, given) {
  if (given === "unknown") {
    return null;
  }
  if (!Array.isArray(given)) {
    fail(["certificates"], ["應為清單，或 unknown", "write a list, or unknown"]);
  }
  return given.map((entry, at) => certificate(rules, entry, ["certificates", at]));
}

function certificate(rules, entry, place) {
  if (typeof entry === "string") {
    return held(rules, found(rules, "certificates", entry, place), {});
  }
  const given = isObject(entry) ? withoutBlanks(entry) : fail(place, ["應為證照名稱", "write the name of a certificate"]);
  fields(given, ENTRY, place);
  if ("name" in given === "class" in given || ("name" in given && "count" in given)) {
    fail(place, [
      "證照須有名稱（name）或類別（class）其一；張數（count）只用於類別",
      "a certificate has a name, or a class, not both; count is for classes",
    ]);
  }
  const thing =
    "name" in given
      ? found(rules, "certifications", given.name, [...place, "name"])
      : found(rules, "classes", given.class, [...place, "class"]);
  return held(rules, thing, {
    earned: "earned" in given ? day(given.earned, [...place, "earned"]) : null,
    toolKind: "tool_kind" in given ? found(rules, "kinds", given.tool_kind, [...place, "tool_kind"]) : null,
    product: "product" in given ? product(rules, given.product, [...place, "product"]) : null,
    abilityType: "ability_type" in given ? found(rules, "types", given.ability_type, [...place, "ability_type"]) : null,
    count: "count" in given ? count(given.count, [...place, "count"]) : 1,
  });
}

function held(rules, thing, more) {
  const isNamed = rules.certifications.some((one) => one.code === thing);
  return {
    certification: isNamed ? thing : null,
    class: isNamed ? null : thing,
    earned: null,
    toolKind: null,
    product: null,
    abilityType: null,
    count: 1,
    ...more,
  };
}

function hours(rules, given) {
  const result = Object.create(null);
  for (const [name, type] of once(rules, "types", given, "hours")) {
    const value = given[name];
    if (value === "unknown") {
      result[type] = null;
    } else if (isObject(value)) {
      result[type] = byTool(rules, value, ["hours", name]);
    } else {
      result[type] = { [UNALLOTTED]: someHours(value, ["hours", name]) };
    }
  }
  return result;
}

/** Hours by tool; MidJourney and Midjourney are one. */
function byTool(rules, given, place) {
  const result = Object.create(null);
  for (const [name, value] of Object.entries(withoutBlanks(given))) {
    const many = someHours(value, [...place, name]);
    const tool = OTHER.includes(folded(name)) ? UNALLOTTED : product(rules, name, [...place, name]);
    result[tool] = (result[tool] ?? 0) + many;
  }
  return result;
}

/** What rules ask for; a printed condition stands for its parts that are not named themselves. */
function conditions(rules, given) {
  const named = Object.create(null);
  const parts = Object.create(null);
  for (const [name, condition] of once(rules, "conditions", given, "conditions")) {
    const value = given[name];
    if (![true, false, "unknown"].includes(value)) {
      fail(["conditions", name], ["應為 true、false 或 unknown", "write true, false or unknown"]);
    }
    if (value !== "unknown") {
      named[condition] = value;
      (rules.parts[condition] ?? []).forEach((part) => (parts[part] = value));
    }
  }
  return Object.assign(parts, named);
}

/** Name and code of each key; a thing under two names is a problem. */
function once(rules, table, given, field) {
  if (!isObject(given)) {
    fail([field], ["應為名稱與值", "write names with values"]);
  }
  const seen = new Map();
  return Object.keys(withoutBlanks(given)).map((name) => {
    const code = found(rules, table, name, [field, name]);
    if (seen.has(code)) {
      fail([field, name], [`與上面的「${seen.get(code)}」相同`, `the same as “${seen.get(code)}” above`]);
    }
    seen.set(code, name);
    return [name, code];
  });
}

/** The code that a name stands for. */
function found(rules, table, name, place) {
  const means = lookUp(rules.names[table], isText(name, place));
  if (typeof means === "string") {
    return means;
  }
  if (means) {
    const some = means.join(", ");
    fail(place, [`「${name}」有數個意思，請寫代碼：${some}`, `“${name}” is several; write one of: ${some}`]);
  }
  const near = nearest(name, shownNames(rules, table));
  return fail(place, [
    `沒有「${name}」${near ? `；是不是「${near}」？` : ""}`,
    `there is no “${name}”${near ? `; did you mean “${near}”?` : ""}`,
  ]);
}

/** A tool of the graph, or a name it does not have: the documents' lists are open. */
function product(rules, name, place) {
  return lookUp(rules.names.tools, isText(name, place)) === undefined
    ? folded(name)
    : found(rules, "tools", name, place);
}

function lookUp(table, name) {
  const key = folded(name);
  const start = folded(ID);
  const short = key.startsWith(start) ? key.slice(start.length) : key;
  return Object.hasOwn(table, short) ? table[short] : hyphened(table, short);
}

function hyphened(table, short) { // AI 900 is AI-900
  const same = (one) => one.replace(HYPHENS, "") === short.replace(HYPHENS, "") && /\d/.test(one);
  const codes = [...new Set(Object.keys(table).filter(same).flatMap((one) => table[one]))].sort();
  return codes.length > 1 ? codes : codes[0];
}

function shownNames(rules, table) {
  const choices = { certificates: [...rules.certifications, ...rules.classes] }[table] ?? rules[table];
  const labels = choices.flatMap((one) => [one.label.zh, one.label.en, one.name]);
  return [...new Set(labels)];
}

function someHours(value, place) {
  if (typeof value !== "number" || !(value >= 0 && value <= MOST_HOURS)) {
    fail(place, [`${show(value)} 不是時數；請寫 0 以上的數字`, `${show(value)} is not a number of hours from 0`]);
  }
  return value;
}

function count(value, place) {
  if (!Number.isInteger(value) || value < 1 || value > 1000) {
    fail(place, [`${show(value)} 不是 1 以上的整數`, `${show(value)} is not a whole number from 1`]);
  }
  return value;
}

function day(value, place) {
  const date = new Date(`${value}T00:00:00Z`);
  const isDay = DAY.test(value) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(value);
  return isDay ? value : fail(place, [
    `${show(value)} 不是日期；請寫成 2026-06-30`,
    `${show(value)} is no date; write it as 2026-06-30`,
  ]);
}

function isText(value, place) {
  if (typeof value !== "string" || (!value && !["name", "department"].includes(place.at(-1)))) {
    fail(place, [`${show(value)} 不是名稱`, `${show(value)} is not a name`]);
  }
  return value;
}

function names(value, place) {
  if (!Array.isArray(value)) {
    fail(place, ["應為名稱的清單", "write a list of names"]);
  }
  value.forEach((one, at) => isText(one, [...place, at]));
}

function fields(given, known, place) {
  for (const name of Object.keys(given).filter((one) => !known.includes(one))) {
    const near = nearest(name, known);
    fail([...place, name], [
      `沒有這個欄位；${near ? `是不是 ${near}？` : `可用：${known.join("、")}`}`,
      `there is no such field; ${near ? `did you mean ${near}?` : `there are: ${known.join(", ")}`}`,
    ]);
  }
}

function withoutBlanks(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length < 60 ? text : `${text.slice(0, 57)}...`;
}

function fail(place, said) {
  throw new RecordProblem(place, said);
}

/** Pairs of neighbouring characters, by which names are compared. */
function pairs(text) {
  const padded = ` ${text} `;
  return [...padded].slice(1).map((mark, at) => [...padded][at] + mark);
}

function likeness(some, others) {
  const left = [...others];
  const shared = some.filter((pair) => {
    const at = left.indexOf(pair);
    return at >= 0 && left.splice(at, 1).length;
  });
  return (2 * shared.length) / (some.length + others.length || 1);
}
