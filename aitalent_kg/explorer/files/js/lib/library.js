// Queries of the library with values at their parameters: values become terms, and a term is
// written so that it can be nothing else, by the rules of `aitalent_kg/values.py`.

import { t, words } from "../i18n.js";
import { expand } from "./names.js";

words({
  "lib-iri": ["「{0}」不是資源的代碼或 IRI：含有不允許的字元", "“{0}” is no code or IRI: it holds a character that none has"],
  "lib-int": ["「{0}」不是整數", "“{0}” is no whole number"],
  "lib-choice": ["「{0}」不在選項中：{1}", "“{0}” is none of {1}"],
  "lib-nul": ["值含有 NUL 或不完整的字元", "the value holds NUL or half a character"],
});

/** Languages to ask names in, as in `aitalent_kg/names.py`. */
export const LANGUAGES = ["zh", "zh-Hant", "zh-TW", "en"];

const NOT_IN_IRI = /[\x00-\x20<>"{}|\\^`]|\p{Cs}/u;
const HEADER = /^#\+ .*\n/gm; // what the page says of a query itself
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text of a query with values at its parameters; one that is not given keeps its line.
 * @param {{text: string, parameters: Object[]}} query
 * @param {Object<string, string[]>} values parameter -> values; none of them leaves it open
 * @returns {string}
 * @throws {Error} a value is not of the parameter's kind
 */
export function bind(query, values) {
  return query.parameters.reduce((text, parameter) => {
    const given = (values[parameter.name] ?? []).filter((value) => value !== "");
    if (!given.length) {
      return text;
    }
    const terms = given.map((value) => term(parameter, value)).sort().join(" ");
    const line = new RegExp(`^([ \\t]*)VALUES \\?${parameter.name} \\{ .* \\}  # param$`, "m");
    return text.replace(line, (_, blanks) => `${blanks}VALUES ?${parameter.name} { ${terms} }  # param`);
  }, query.text.replace(HEADER, ""));
}

/** A value as SPARQL text, by the kind of its parameter. */
export function term(parameter, value) {
  if (parameter.kind === "int") {
    return whole(value);
  }
  if (parameter.kind === "choice") {
    return choice(parameter, value);
  }
  if (parameter.kind === "lang" && !LANGUAGES.includes(value)) {
    throw new Error(t("lib-choice", value, LANGUAGES.join(", ")));
  }
  return parameter.kind === "iri" ? iri(expand(value)) : literal(value);
}

function iri(value) {
  if (NOT_IN_IRI.test(value)) {
    throw new Error(t("lib-iri", value));
  }
  return `<${value}>`;
}

function whole(value) {
  if (!/^[+-]?\d{1,18}$/.test(value.trim())) {
    throw new Error(t("lib-int", value));
  }
  return String(BigInt(value.trim().replace("+", "")));
}

function choice(parameter, value) {
  const chosen = parameter.choices.find((one) => [one, expand(one), one.slice(one.indexOf(":") + 1)].some((name) => name.toLowerCase() === value.toLowerCase()));
  if (!chosen) {
    throw new Error(t("lib-choice", value, parameter.choices.join(", ")));
  }
  return chosen.includes(":") ? iri(expand(chosen)) : literal(chosen);
}

/** Engines differ in when they read `\u0041`: so a u behind a backslash is an escape of its own. */
function literal(value) {
  if (/\0|\p{Cs}/u.test(value)) {
    throw new Error(t("lib-nul"));
  }
  const text = value.replace(/\\([uU])|["\n\r\t\\]/g, (special, u) =>
    u ? `\\\\\\U${u.charCodeAt(0).toString(16).toUpperCase().padStart(8, "0")}` : ESCAPES[special],
  );
  return `"${text}"`;
}
