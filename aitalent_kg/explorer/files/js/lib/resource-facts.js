// Facts of a resource: its texts and links by property, each with who says it and its quotes.

import { t, words } from "../i18n.js";
import { h } from "../kit.js";
import { chips } from "./resource-panel.js";
import { linked } from "./resource-parts.js";

words({
  "res-ours": ["本專案翻譯", "our translation"],
  "res-from": ["來自{0}", "from {0}"],
  "res-differ": ["文件歧異：", "Where documents differ:"],
  "res-verdict": ["本專案的判斷", "Our verdict"],
  "res-high": ["高", "high"],
  "res-medium": ["中", "medium"],
  "res-low": ["低", "low"],
});

const SEVERITIES = ["high", "medium", "low"];

/** Quotes by their names, those that the page holds. */
export function quotesOf(page, ids) {
  return ids.map((id) => page.quote(id)).filter(Boolean);
}

/** Facts and links by property; links that a table shows with their nodes are left out. */
export function merged(page) {
  const found = new Map();
  const add = (row, node) => found.set(row.property, [...(found.get(row.property) ?? []), node]);
  const rows = [...new Map(page.facts().map((row) => [JSON.stringify([row.property, row.text, row.lang]), row])).values()];
  for (const row of rows) {
    const several = rows.filter((each) => each.property === row.property && each.graph !== row.graph).length > 0;
    add(row, h("p", {}, fact(page, row), " ", chips(quotesOf(page, grounds(page, row))), several ? [" ", whose(page, row)] : null));
  }
  for (const row of page.links().filter((each) => !each.via && each.property !== "ait:reading")) {
    add(row, h("p", {}, linked(page, row.code)));
  }
  return [...found].map(([property, nodes]) => [propertyName(page, property), nodes]);
}

/** A text; what a code list says, in words; what is our translation is marked as such. */
function fact(page, row) {
  const isOurs = row.graph === "translations-en";
  const said = row.property === "ait:severity" && SEVERITIES.includes(row.text) ? t(`res-${row.text}`) : row.text;
  return [h("span", { lang: row.lang?.startsWith("zh") ? "zh-Hant-TW" : row.lang }, said), isOurs ? [" ", h("span", { class: "tag" }, t("res-ours"))] : null];
}

/** The quotes of a text; of our translation those of the words it translates. */
function grounds(page, row) {
  if (row.graph !== "translations-en") {
    return row.quotes;
  }
  const originals = page.statements().filter((each) => each.property === row.property && each.graph !== row.graph);
  return [...new Set(originals.flatMap((each) => each.quotes))];
}

/** Where graphs say different things: which says this one, and the recorded difference. */
function whose(page, row) {
  const differences = page.list("differences").map((code) => [" ", linked(page, code)]);
  return h("span", { class: "pale" }, t("res-from", page.graph(row.graph)), differences.length ? [" · ", t("res-differ"), differences] : null);
}

function propertyName(page, property) {
  return page.kind === "Contradiction" && property === "ait:text" ? t("res-verdict") : page.property(property);
}
