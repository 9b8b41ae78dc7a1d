// Parts of the page of a resource: names, requirements, mappings, statements.

import { label, lang, t, words } from "../i18n.js";
import { h, link, quotes, table } from "../kit.js";
import { isUsers } from "./resource.js";
import { chips } from "./resource-panel.js";

words({
  "res-part-of": ["屬於", "Part of"],
  "res-parts": ["包含", "Parts"],
  "res-members": ["清單中的項目", "Concepts in its scheme"],
  "res-rules": ["認列規則", "Rules"],
  "res-differences": ["文件歧異", "Where documents differ"],
  "res-notes": ["編者註", "Our notes"],
  "res-readings": ["各方說法", "Readings"],
  "res-leads": ["可轉往", "Leads to"],
  "res-reached": ["可由此轉入", "Reached from"],
  "res-requirements": ["要求", "What it requires"],
  "res-required-where": ["被要求於", "Where it is required"],
  "res-placements": ["歸類", "Where it is placed"],
  "res-placed-here": ["歸在此處", "Placed here"],
  "res-steps-from": ["由此出發的路徑步驟", "Steps from here"],
  "res-steps-to": ["到達此處的路徑步驟", "Steps to here"],
  "res-mappings": ["其他文件中的對應", "Counterparts in other frameworks"],
  "res-denied": ["看似對應而否定者（{0}）", "Mappings that look right and are denied ({0})"],
  "res-name": ["名稱", "Name"],
  "res-kind": ["類別", "Kind"],
  "res-code": ["代碼", "Code"],
  "res-level": ["級別", "Level"],
  "res-strength": ["強度", "Strength"],
  "res-condition": ["條件", "Condition"],
  "res-qualifier": ["限定", "Qualifier"],
  "res-basis": ["依據", "Basis"],
  "res-step": ["步驟種類", "Kind of step"],
  "res-stepBasis": ["類型依據", "Basis of the kind"],
  "res-no-level": ["未載明", "not stated"],
  "res-quote": ["引文", "Quotes"],
  "res-match": ["對應種類", "Kind of match"],
  "res-confidence": ["信心", "Confidence"],
  "res-reason": ["理由", "Why"],
  "res-own-words": ["兩方引文", "Quotes of both ends"],
  "res-here": ["此處", "Here"],
  "res-there": ["對方", "There"],
  "res-none-in": ["「{0}」中無可對應者", "Nothing in “{0}” stands for it"],
  "res-statements": ["所有陳述", "All statements"],
  "res-property": ["性質", "Property"],
  "res-value": ["值", "Value"],
  "res-graph": ["來自", "Stated by"],
  "res-rests": ["依據引文", "Rests on"],
  "res-own-statement": ["本專案", "this project"],
  "res-user-statement": ["使用者的檔案", "a user's file"],
  "res-via": ["由 {0} 產生", "made of {0}"],
  "res-table": ["{0}：{1} 筆", "{0}: {1}"],
  "skos:exactMatch": ["完全對應", "exact"],
  "skos:closeMatch": ["近似對應", "close"],
  "skos:broadMatch": ["對方較廣", "the other is broader"],
  "skos:narrowMatch": ["對方較窄", "the other is narrower"],
  "skos:relatedMatch": ["相關", "related"],
  "skos:mappingRelation": ["無可對應者", "no counterpart"],
  "res-candidate": ["未定案", "nobody has settled it"],
  "res-rejected": ["否定：不是這種對應", "denied: it is no such match"],
  "res-outward": ["外部詞彙", "outside vocabulary"],
});

/** What a node between two resources may say besides its ends. */
const SAID = ["strength", "condition", "qualifier", "basis", "step", "stepBasis"];
/** Tables of what nodes say: name in the entry -> heading. */
const EDGES = {
  requirements: "res-requirements",
  requiredWhere: "res-required-where",
  stepsFrom: "res-steps-from",
  stepsTo: "res-steps-to",
  placements: "res-placements",
  placedHere: "res-placed-here",
};
/** Lists of resources: name in the entry -> heading. */
const LISTS = { parts: "res-parts", rules: "res-rules", differences: "res-differences" };

/** What is said of a mapping that is not simply settled. */
const STATUSES = { candidate: "res-candidate", rejected: "res-rejected", outward: "res-outward" };

/** A link to something the page mentions; what is only outside of the graph is text. */
export function linked(page, code) {
  return page.isExternal(code) ? h("span", {}, page.name(code)) : link(page.ref(code));
}

function section(key, ...children) {
  return h("section", { id: key.replace("res-", "") }, h("h2", {}, t(key)), children);
}

/** Requirements, placements and steps: one table each, with only the columns that say something. */
export function edgeTables(page) {
  return Object.entries(EDGES).map(([name, key]) => {
    const rows = page.list(name);
    return rows.length ? section(key, edgeTable(page, key, rows)) : null;
  });
}

function edgeTable(page, key, rows) {
  const graded = new Set(rows.filter((row) => levelOf(page, row).length).map((row) => page.kindOf(row.other)));
  const noLevel = (row) => (graded.has(page.kindOf(row.other)) ? h("span", { class: "pale" }, t("res-no-level")) : "");
  const columns = [
    { key: "other", head: t("res-name"), rowhead: true, cell: (row) => linked(page, row.other) },
    { key: "code", head: t("res-code"), cell: (row) => codeOf(page, row.other) },
    { key: "kind", head: t("res-kind"), cell: (row) => page.kindName(page.kindOf(row.other)) },
    graded.size && { key: "level", head: t("res-level"), sort: (row) => levelOf(page, row).join(), cell: (row) => levelOf(page, row).join(", ") || noLevel(row) },
    ...SAID.filter((name) => rows.some((row) => row[name])).map((name) => (
      { key: name, head: t(`res-${name}`), sort: (row) => label(row[name]), cell: (row) => label(row[name]) }
    )),
    { key: "quotes", head: t("res-quote"), sort: (row) => row.node, cell: (row) => nodeQuotes(page, row) },
  ];
  return table({ caption: t("res-table", t(key), rows.length), columns: columns.filter(Boolean), rows });
}

function levelOf(page, row) {
  return page.shard.names[row.other]?.level ?? [];
}

/** The quotes of a node, and the node itself. */
function nodeQuotes(page, row) {
  return [chips((row.quotes ?? []).map((id) => page.quote(id))), " ", link(row.node, "⋯")].map(named(page, row.node));
}

function named(page, code) {
  return (node) => {
    if (node instanceof Element && node.matches("a.resource")) {
      node.classList.toggle("dots", node.textContent === "⋯");
      node.setAttribute("aria-label", page.name(code));
      node.title = code;
    }
    return node;
  };
}

function codeOf(page, code) {
  return page.shard.names[code]?.notation?.join(", ") ?? code.split("/").at(-1);
}

/** Lists of resources: parts, rules, differences. */
export function lists(page) {
  return Object.entries(LISTS).map(([name, key]) => {
    const codes = page.list(name);
    return codes.length ? section(key, refList(page, codes)) : null;
  });
}

/** Links with the kind of each. */
export function refList(page, codes) {
  return h("ul", { class: "refs" }, codes.map((code) => h("li", {}, linked(page, code), " ", kindTag(page, code))));
}

function kindTag(page, code) {
  return h("span", { class: "pale" }, [page.kindName(page.kindOf(code)), notation(page, code)].filter(Boolean).join(" "));
}

function notation(page, code) {
  return page.shard.names[code]?.notation?.join(", ") ?? "";
}

/** Our notes, and the readings of a difference. */
export function remarks(page) {
  const made = [];
  for (const [name, key] of [["readings", "res-readings"], ["notes", "res-notes"]]) {
    const rows = page.list(name);
    if (rows.length) {
      made.push(section(key, h("ul", { class: "notes" }, rows.map((row) => h("li", {}, remark(page, row))))));
    }
  }
  return made;
}

function remark(page, row) {
  return [page.name(row.code), " ", chips((row.quotes ?? []).map((id) => page.quote(id))), " ", named(page, row.code)(link(row.code, "⋯"))];
}

/** Counterparts in other documents: settled and open ones in a table, denied ones behind a click. */
export function mappings(page) {
  const rows = page.list("mappings");
  const denied = rows.filter((row) => row.status === "rejected");
  const kept = rows.filter((row) => row.status !== "rejected");
  if (!rows.length) {
    return null;
  }
  const no = denied.length
    ? h("details", { class: "denied" }, h("summary", {}, t("res-denied", denied.length)), mappingTable(page, denied))
    : null;
  return section("res-mappings", kept.length ? mappingTable(page, kept) : null, no);
}

function mappingTable(page, rows) {
  return table({
    caption: t("res-table", t("res-mappings"), rows.length),
    columns: [
      { key: "other", head: t("res-name"), rowhead: true, sort: (row) => otherName(page, row), cell: (row) => other(page, row) },
      { key: "predicate", head: t("res-match"), sort: (row) => match(row), cell: kindOfMatch },
      { key: "confidence", head: t("res-confidence"), number: true, sort: (row) => Number(row.confidence ?? 0), cell: (row) => row.confidence ?? "" },
      { key: "reason", head: t("res-reason"), sort: (row) => label(row.reason), cell: (row) => reason(page, row) },
    ],
    rows,
  });
}

/** The kind of a match in words. */
export function match(row) {
  return row.predicate.startsWith("skos:") ? t(row.predicate) : row.predicate;
}

function kindOfMatch(row) {
  const words_ = STATUSES[row.status];
  return [
    h("span", { class: row.status === "rejected" ? "tag bad" : "tag mark" }, match(row)),
    words_ ? h("div", { class: "pale" }, t(words_)) : null,
  ].filter(Boolean);
}

function otherName(page, row) {
  if (!row.other) {
    return t("res-none-in", row.document ? page.name(row.document) : "");
  }
  return page.isExternal(row.other) ? row.otherName || row.other : page.name(row.other);
}

function other(page, row) {
  if (!row.other) {
    return otherName(page, row);
  }
  const shown = page.isExternal(row.other)
    ? h("a", { href: row.other, class: "outside" }, otherName(page, row))
    : link(page.ref(row.other));
  return [shown, row.document ? h("div", { class: "pale" }, page.name(row.document)) : null].filter(Boolean);
}

function reason(page, row) {
  const sides = [["res-here", row.quotes], ["res-there", row.otherQuotes]];
  const found = sides.map(([key, ids]) => [t(key), (ids ?? []).map((id) => page.quote(id)).filter(Boolean)]);
  const shown = found.filter(([, items]) => items.length).map(([head, items]) => h("div", {}, h("h4", {}, head), quotes(items)));
  return [
    h("p", {}, label(row.reason)),
    shown.length ? h("details", {}, h("summary", {}, t("res-own-words")), h("div", { class: "columns" }, shown)) : null,
    named(page, row.node)(link(row.node, "⋯")),
  ];
}

/** Every statement, with who states it and which quotes it rests on. */
export function statements(page) {
  const rows = page.statements();
  const columns = [
    { key: "property", head: t("res-property"), rowhead: true, sort: (row) => page.property(row.property), cell: (row) => property(page, row.property) },
    { key: "value", head: t("res-value"), sort: (row) => valueText(page, row), cell: (row) => value(page, row) },
    { key: "graph", head: t("res-graph"), sort: (row) => row.graph, cell: (row) => stated(page, row.graph) },
    { key: "quotes", head: t("res-rests"), sort: (row) => row.quotes.length, cell: (row) => rests(page, row) },
  ];
  return section("res-statements", table({ caption: t("res-table", t("res-statements"), rows.length), columns, rows }));
}

/** Who states it: a document by its short name, a graph of ours in words. */
function stated(page, graph) {
  const isDocument = page.terms.documents.includes(graph);
  return isDocument ? h("span", { class: "code", title: page.graph(graph) }, graph) : page.graph(graph);
}

function property(page, name) {
  return [h("span", {}, page.property(name)), page.property(name) === name ? null : h("div", { class: "code" }, name)];
}

/** The value of a statement as text. */
export function valueText(page, row) {
  return row.text ?? (row.code ? page.name(row.code) : row.quote);
}

function value(page, row) {
  if ("text" in row) {
    return [h("span", { class: "literal", lang: row.lang }, row.text), row.lang ? h("span", { class: "pale" }, ` @${row.lang}`) : null];
  }
  if (row.quote) {
    return page.quote(row.quote) ? chips([page.quote(row.quote)]) : link(row.quote);
  }
  return linked(page, row.code);
}

function rests(page, row) {
  const via = (row.via ?? []).map((node) => named(page, node)(link(node, page.kindName(page.kindOf(node)))));
  if (!row.quotes.length) {
    const whose = isUsers(row) ? "res-user-statement" : "res-own-statement";
    return page.terms.documents.includes(row.graph) ? "" : h("span", { class: "pale" }, t(whose));
  }
  return [chips(row.quotes.map((id) => page.quote(id))), via.length ? h("div", { class: "pale" }, split(t("res-via", "\u0000"), via)) : null];
}

/** Words with nodes in the middle. */
function split(text, nodes) {
  const [before, behind] = text.split("\u0000");
  return [before, nodes.flatMap((node, at) => (at ? [lang === "zh" ? "、" : ", ", node] : [node])), behind];
}
