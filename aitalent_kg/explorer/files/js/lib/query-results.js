// The answer of a query: a table whose IRIs lead to their pages, or statements as text.

import { select, sparql } from "../data.js";
import { lang, t, words } from "../i18n.js";
import { h, link, table, toolbar } from "../kit.js";
import { curie, ID } from "./names.js";
import { formOf } from "./sparql-text.js";

words({
  "result-rows": ["{0} 列，{1} 秒", "{0} rows in {1} s"],
  "result-statements": ["陳述，{0} 秒", "Statements, in {0} s"],
  "result-yes": ["是（true）", "yes (true)"],
  "result-no": ["否（false）", "no (false)"],
  "result-ask": ["答案，{0} 秒", "The answer, in {0} s"],
  "result-many": ["這個答案有 {0} 項資源；超過 300 項時要取得 RDF，請改寫成 CONSTRUCT。", "This answer has {0} resources; for the RDF of more than 300, write a CONSTRUCT."],
  "result-none": ["沒有符合的列。條件是否太窄？", "No row fits. Are the parameters too narrow?"],
});

const DESCRIBED = 300; // an answer of more resources is too long to describe in one query
const WHOLE = /#(integer|int|long|nonNegativeInteger)$/;

/**
 * Runs a query.
 * @param {string} text
 * @param {string} name of the files that can be downloaded
 * @param {AbortSignal} signal
 * @returns {Promise<Element>} the answer
 */
export async function answer(text, name, signal) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(2);
  if (/^(CONSTRUCT|DESCRIBE)$/.test(formOf(text))) {
    const turtle = await sparql(text, "text/turtle", signal);
    return h("div", {}, h("p", { class: "pale" }, t("result-statements", seconds())), toolbar({ name, rdf: text }), h("pre", { class: "turtle", tabindex: "0" }, turtle));
  }
  const found = await select(text, signal);
  if (found.boolean !== undefined) {
    return h("div", {}, h("p", { class: "pale" }, t("result-ask", seconds())), h("p", { class: "note" }, t(found.boolean ? "result-yes" : "result-no")));
  }
  const caption = t("result-rows", found.rows.length, seconds());
  return rowsOf(found, name, caption, await namesIn(found, signal).catch(() => new Map()));
}

/** IRI -> name of the resources of an answer, of the first of a long one. */
async function namesIn({ columns, terms }, signal) {
  const some = resources(columns, terms).slice(0, DESCRIBED);
  if (!some.length) {
    return new Map();
  }
  const asking = `SELECT ?one ?name { VALUES ?one { ${some.join(" ")} } ?one skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "${lang}")) }`;
  const { rows } = await select(asking, signal);
  return new Map(rows.map(({ one, name }) => [one, name]));
}

function rowsOf({ columns, terms }, name, caption, named) {
  const shown = table({
    caption,
    empty: t("result-none"),
    rows: terms,
    columns: columns.map((key) => ({
      key,
      head: key,
      number: terms.some((row) => isWhole(row[key])),
      cell: (row) => cell(row[key], named),
      sort: (row) => value(row[key]) ?? "",
    })),
  });
  const rows = () => terms.map((row) => columns.map((column) => value(row[column])));
  const found = resources(columns, terms);
  const many = found.length > DESCRIBED;
  const rdf = found.length && !many ? `DESCRIBE ${found.join(" ")}` : null;
  return h("div", {}, toolbar({ name, columns, rows, rdf }), many ? h("p", { class: "pale" }, t("result-many", found.length)) : null, shown);
}

function isWhole(term) {
  return Boolean(term?.datatype && WHOLE.test(term.datatype));
}

/** A term as a file shows it: a whole number as a number, an IRI in its short form. */
function value(term) {
  if (!term) {
    return null;
  }
  return isWhole(term) && Number.isSafeInteger(Number(term.value)) ? Number(term.value) : term.value;
}

function cell(term, named) {
  if (!term) {
    return "";
  }
  if (term.type !== "uri") {
    return term["xml:lang"]?.startsWith("en") ? h("span", { lang: "en" }, term.value) : term.value;
  }
  const short = curie(term.value);
  if (named.has(term.value)) {
    return h("span", { title: short }, link(short, named.get(term.value)));
  }
  return term.value.startsWith(ID) || short.startsWith("ait:") ? h("span", { class: "code" }, link(short)) : h("a", { href: term.value }, short);
}

/** The resources of an answer, as SPARQL writes them. */
function resources(columns, terms) {
  const ours = terms.flatMap((row) => columns.map((column) => row[column])).filter((term) => term?.type === "uri" && term.value.startsWith(ID));
  return [...new Set(ours.map((term) => `<${term.value}>`))];
}
