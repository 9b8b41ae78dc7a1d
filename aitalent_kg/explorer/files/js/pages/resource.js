// The page of one resource: what it is, what it asks for, where it is asked for, what it is like
// elsewhere, every statement, and beside it the text of the document with the quote in its place.

import { view } from "../data.js";
import { label, lang, t, words } from "../i18n.js";
import { fill, h, link, stem, title, toolbar } from "../kit.js";
import { pageHref, state } from "../state.js";
import { isUsers, resource } from "../lib/resource.js";
import { start, unknown } from "../lib/resource-find.js";
import { chips, Panel, textOf } from "../lib/resource-panel.js";
import { merged, quotesOf } from "../lib/resource-facts.js";
import { edgeTables, linked, lists, mappings, refList, remarks, statements, valueText } from "../lib/resource-parts.js";

words({
  "res-hierarchy": ["層級", "Hierarchy"],
  "res-other-names": ["其他名稱", "Other names"],
  "res-address": ["網址", "Address"],
  "res-not-stated": ["原文未載明", "not stated in the document"],
  "res-gaps": ["文字版缺漏", "Missing from the text"],
  "res-gap-what": ["此處的表格應有這一欄，文字版中沒有；這不等於「無」。", "The form calls for it here and the text does not give it; that is not the same as “none”."],
  "res-own-quotes": ["這項資源本身", "This resource itself"],
  "res-own-places": ["它所在之處", "Where it stands"],
  "res-of-readings": ["各方說法", "Its readings"],
  "res-of-requirements": ["它的要求", "Its requirements"],
  "res-of-requirers": ["要求它之處", "Where it is required"],
  "res-of-placements": ["它的歸類", "Its placements"],
  "res-of-steps": ["相關的路徑步驟", "Its steps"],
  "res-carries": ["以此引文為據者", "What rests on this quote"],
  "res-read": ["讀全文", "Read the text"],
  "res-side-by-side": ["並列各方說法", "See the readings side by side"],
  "res-instances": ["此類別的資源數", "Resources of this class"],
});

/** Panels of quotes besides its own: name in the entry -> heading. */
const BESIDE = {
  requirements: "res-of-requirements",
  requiredWhere: "res-of-requirers",
  placements: "res-of-placements",
  stepsFrom: "res-of-steps",
  stepsTo: "res-of-steps",
};

let current = null;

/** Fills `<main>`; where only the quote has changed, only the panel. */
export async function show(main) {
  const asked = state.get("id");
  if (current?.asked === asked && asked && main.contains(current.panel.node)) {
    await current.panel.show({ announce: true });
    return;
  }
  current = null;
  const page = asked ? await resource(asked) : null;
  if (!page) {
    await (asked ? unknown(main, asked) : start(main));
    return;
  }
  const panel = new Panel(groups(page, await places(page)), everyQuote(page), naming(page), page.statements().some(isUsers));
  title(page.name(page.code));
  fill(main, await whole(page, panel));
  current = { asked, panel };
  await panel.show();
  if (location.hash === "#evidence") {
    panel.node.scrollIntoView({ block: "start" });
  }
}

/** Every quote that the page mentions, so that a link to any of them can be shown. */
function everyQuote(page) {
  return Object.keys(page.shard.quotes).map((id) => page.quote(id));
}

/** The quotes that print its Chinese name, which is the documents' own. */
function naming(page) {
  const named = page.statements().filter((row) => row.property === "skos:prefLabel" && row.lang?.startsWith("zh"));
  return named.flatMap((row) => row.quotes);
}

/** The quotes of the panel: the resource's own, then those of the nodes that speak of it. */
function groups(page, here) {
  const own = page.entry.grounds ? "res-own-quotes" : "res-of-readings";
  const made = [{ title: t(own), items: quotesOf(page, page.list("evidence")) }];
  made.push({ title: t("res-own-places"), items: here });
  for (const [name, key] of Object.entries(BESIDE)) {
    const ids = page.list(name).flatMap((row) => row.quotes ?? []);
    made.push({ title: t(key), items: quotesOf(page, ids) });
  }
  return made;
}

/** Of a page about a quote, or about text that carries no statement: where that stands. */
async function places(page) {
  const said = Object.fromEntries(page.statements().map((row) => [row.property, row]));
  const source = said["prov:wasQuotedFrom"]?.code?.replace("source/", "");
  if (!source || !page.terms.documents.includes(source)) {
    return [];
  }
  if (page.kind !== "Furniture") {
    const [start, end, line] = ["oa:start", "oa:end", "ait:line"].map((name) => Number(said[name]?.text));
    const isPlaced = [start, end, line].every(Number.isInteger); // a user's quote may say less
    return isPlaced ? [{ id: page.code, source: `${source}.txt`, quote: said["oa:exact"]?.text ?? "", start, end, line }] : [];
  }
  const { source: text, found } = await textOf(source);
  return found.furniture
    .filter((piece) => piece.code === page.code)
    .map(({ start, end }) => ({ id: page.code, source: found.file, quote: text.slice(start, end), start, end, line: text.lineAt(start) }));
}

async function whole(page, panel) {
  const body = h(
    "article",
    { class: "resource-body" },
    crumbs(page),
    heading(page),
    gaps(page),
    facts(page),
    tools(page),
    remarks(page),
    await carried(page),
    edgeTables(page),
    mappings(page),
    lists(page),
    statements(page),
  );
  return h("div", { class: "with-panel" }, body, panel.node);
}

/** The way down from the document, where there is one way. */
function crumbs(page) {
  const above = page.list("path");
  if (!above.length) {
    return null;
  }
  const steps = [...above.map((code) => linked(page, code)), h("span", { "aria-current": "page" }, notation(page))];
  return h("nav", { class: "crumbs", "aria-label": t("res-hierarchy") }, h("ol", {}, steps.map((step) => h("li", {}, step))));
}

function notation(page) {
  return page.own.notation?.join(", ") ?? page.code.split("/").at(-1);
}

function heading(page) {
  const names = page.own.label ?? page.own.says ?? {};
  const other = lang === "zh" ? ["en", names.en] : ["zh-Hant-TW", names.zh];
  const shown = page.name(page.code);
  return h(
    "header",
    {},
    h("h1", {}, shown),
    other[1] && other[1] !== shown ? h("p", { class: "other-name", lang: other[0] }, other[1]) : null,
    h("p", { class: "tags" }, tags(page)),
  );
}

function tags(page) {
  const level = page.entry.level;
  return [
    h("span", { class: "tag mark" }, page.kindName(page.kind)),
    (page.own.notation ?? []).map((code) => [" ", h("span", { class: "tag" }, code)]),
    page.list("documents").filter((code) => code !== page.code).map((code) => [" ", link(page.ref(code), page.graph(code))]),
    isTranslated(page) ? [" ", h("span", { class: "tag" }, t("res-ours"))] : null,
    level === "not stated" ? [" ", h("span", { class: "tag warn" }, `${t("res-level")}: ${t("res-not-stated")}`)] : null,
  ];
}

/** Whether the name that stands above is our English for words of a document. */
function isTranslated(page) {
  const names = page.statements().filter((row) => row.property === "skos:prefLabel" && row.lang?.startsWith("en"));
  return lang === "en" && names.length > 0 && names.every((row) => row.graph === "translations-en");
}

function gaps(page) {
  const rows = page.list("gaps");
  if (!rows.length) {
    return null;
  }
  const items = rows.map((row) => h("li", {}, (row.kinds ?? []).map((code) => page.name(code)).join(", ") || page.name(row.code), " ", chips(quotesOf(page, row.quotes ?? []))));
  return h("section", { class: "warning gaps" }, h("h2", {}, t("res-gaps")), h("ul", {}, items), h("p", { class: "pale" }, t("res-gap-what")));
}

function facts(page) {
  const rows = [
    ["res-level", level(page)],
    ["res-other-names", page.list("otherNames").join(lang === "zh" ? "、" : ", ")],
    ["res-part-of", page.list("partOf").length ? refList(page, page.list("partOf")) : null],
    ["res-members", members(page)],
    ["res-instances", instances(page)],
    ["res-address", h("span", { class: "code" }, page.iri)],
  ].filter(([, shown]) => shown);
  const told = merged(page).map(([name, values]) => [h("dt", {}, name), h("dd", {}, values)]);
  return h("dl", { class: "facts" }, rows.map(([key, shown]) => [h("dt", {}, t(key)), h("dd", {}, shown)]), told);
}

/** The levels, each with its scale: levels of two scales are never compared. */
function level(page) {
  if (page.entry.level === "not stated") {
    return h("span", { class: "tag warn" }, t("res-not-stated"));
  }
  const codes = page.list("levels");
  return codes.length ? codes.map((code) => h("p", {}, linked(page, code), " ", h("span", { class: "pale", title: code }, scale(page, code)))) : null;
}

function scale(page, code) {
  const found = page.entry.scales?.[code];
  return found ? page.name(found) : code;
}

/** Of a class: how many it has, with the query that lists them. */
function instances(page) {
  const query = `SELECT DISTINCT ?resource WHERE { ?resource a <${page.iri}> } ORDER BY ?resource`;
  return page.entry.instances ? h("a", { href: pageHref("query", { q: query }) }, page.entry.instances) : null;
}

/** Of a framework: how many of each kind its scheme holds, with the query that lists them. */
function members(page) {
  const counts = Object.entries(page.entry.members ?? {});
  const listing = (kind) => {
    const class_ = kind.includes(":") ? kind : `ait:${kind}`;
    const query = `SELECT ?item ?code ?name WHERE {\n  ?item skos:inScheme <${page.iri}> ; a ${class_} .\n  OPTIONAL { ?item skos:notation ?code }\n  OPTIONAL { ?item skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "${lang}")) }\n} ORDER BY ?code ?item`;
    return pageHref("query", { q: query });
  };
  const items = counts.map(([kind, count]) => h("li", {}, h("a", { href: listing(kind) }, `${page.kindName(kind)} ${count}`)));
  return counts.length ? h("ul", { class: "counts" }, items) : null;
}

/** Of a page about a quote: what rests on it. */
async function carried(page) {
  const codes = page.list("carries");
  if (!codes.length) {
    return null;
  }
  const [place] = await places(page);
  const { names } = place ? await view(`sources/${stem(place.source)}~rests`) : { names: {} };
  const items = codes.map((code) => h("li", {}, link({ code, label: names[code]?.label ?? names[code]?.says }), " ", h("span", { class: "pale" }, page.kindName(names[code]?.kind ?? ""))));
  return h("section", { id: "carries" }, h("h2", {}, t("res-carries")), h("ul", { class: "refs" }, items));
}

function tools(page) {
  const iri = page.iri;
  const further = [];
  const document = page.kind === "SourceFile" ? page.code.replace("source/", "") : page.code;
  if (page.terms.documents.includes(document)) {
    further.push(h("a", { class: "button", href: pageHref("sources", { doc: document }) }, t("res-read")));
  }
  if (page.kind === "Contradiction") {
    further.push(h("a", { class: "button", href: pageHref("conflicts", { id: notation(page) }) }, t("res-side-by-side")));
  }
  const rows = page.statements();
  const bar = toolbar({
    name: page.code.replaceAll("/", "-"),
    columns: ["property", "value", "code", "graph", "quotes"],
    rows: rows.map((row) => [row.property, valueText(page, row), row.code ?? "", row.graph, row.quotes.join(" ")]),
    query: `SELECT ?graph ?property ?value WHERE {\n  GRAPH ?graph { <${iri}> ?property ?value }\n} ORDER BY ?graph ?property ?value`,
    rdf: `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\nCONSTRUCT { <${iri}> ?property ?value . ?quote ?said ?what }\nWHERE {\n  <${iri}> ?property ?value\n  OPTIONAL { <${iri}> ait:evidence ?quote . ?quote ?said ?what }\n}`,
  });
  bar.prepend(...further);
  return bar;
}
