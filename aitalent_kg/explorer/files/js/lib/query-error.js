// What the engine says of a query it cannot read, in the words of the page and at the place in the
// text as it was typed: our prefixes, which are put in front, do not count.

import { t, words } from "../i18n.js";
import { ready } from "./sparql-text.js";

words({
  "query-syntax": ["第 {0} 行第 {1} 字：語法有誤", "line {0}, character {1}: a syntax error"],
  "query-expected": ["；此處可用 {0}", "; expected {0}"],
});

const TOLD = /error at (\d+):(\d+): expected (?:one of )?(.*)/s;
const READABLE = /^(?:[A-Z]{2,}|"[^"\\\w]")$/; // a word of SPARQL or a mark; not the insides of names
const MOST = 6;

/** The prefixes that a query lacks, as they are put in front of it. */
export function lead(text) {
  try {
    return ready(text).slice(0, -text.length);
  } catch {
    return ""; // what is wrong with it is said when it runs
  }
}

/**
 * @param {Error} error of a query
 * @param {string} text the query
 * @returns {Error} the same, or a syntax error at its place
 */
export function placed(error, text) {
  const found = TOLD.exec(error.message);
  if (!found) {
    return error;
  }
  const [line, at] = [Number(found[1]), Number(found[2])];
  const expected = found[3].split(", ").filter((token) => READABLE.test(token)).slice(0, MOST).join(" ");
  const place = t("query-syntax", line, line === 1 ? at - lead(text).length : at);
  return new Error(place + (expected ? t("query-expected", expected) : ""));
}
