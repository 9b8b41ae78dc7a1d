// What rests on a quote: the resources, and of each its statements in that document's graph.

import { view } from "../data.js";
import { label, t, words } from "../i18n.js";
import { fill, h, link, problem } from "../kit.js";
import { pageHref } from "../state.js";
import { resource } from "./resource.js";
import { linked, valueText } from "./resource-parts.js";

words({
  "src-nothing": ["此句沒有陳述以它為據。", "No statement rests on it."],
  "src-triples": ["陳述", "Statements"],
  "src-no-triples": ["只以此句為旁證，沒有自己的陳述。", "It only cites the sentence."],
  "src-carried": ["{0} 項資源以此為據", "resources that rest on it: {0}"],
  "src-place": ["第 {0} 行，字元 {1}–{2}", "line {0}, characters {1}–{2}"],
  "src-open-quote": ["此引文的網頁", "The page of this quote"],
  "src-loading": ["載入中…", "Loading…"],
});

const OPEN = 4; // so few resources of a document's graph show their statements at once

/** Which resources rest on which place of a document, and their names. */
export function restsOf(document) {
  return view(`sources/${document}~rests`);
}

/**
 * One quote with what rests on it.
 * @param {string} document
 * @param {{start: number, end: number}} place
 * @param {Object} rests as `restsOf` gives it
 * @param {Object} terms words of graphs and kinds
 * @param {{source: Object, open: boolean}} how
 */
export function carried(document, place, rests, terms, { source, open }) {
  const known = rests.rests[`${place.start}-${place.end}`];
  const graphs = Object.entries(known ?? {});
  const count = new Set(graphs.flatMap(([, codes]) => codes)).size;
  const id = `${document}/quote/${place.start}-${place.end}`;
  return h(
    "section",
    { class: "carried" },
    h("blockquote", { class: "quote", lang: "zh-Hant-TW" }, h("span", { class: "words" }, `「${source.slice(place.start, place.end)}」`)),
    h(
      "p",
      { class: "pale" },
      t("src-place", source.lineAt(place.start), place.start, place.end),
      " · ",
      t("src-carried", count),
      known ? [" · ", h("a", { href: pageHref("resource", { id }) }, t("src-open-quote"))] : null,
    ),
    count ? graphs.map(([graph, codes]) => group(graph, codes, { rests, terms, id, open: open && graph === document && codes.length <= OPEN })) : h("p", { class: "none" }, t("src-nothing")),
  );
}

function group(graph, codes, how) {
  return [
    h("h4", {}, label(how.terms.graphs[graph]) || graph),
    h("ul", { class: "rests" }, codes.map((code) => h("li", {}, one(graph, code, how)))),
  ];
}

function one(graph, code, { rests, id, open }) {
  const named = rests.names[code] ?? {};
  const body = h("div", { class: "triples" });
  const more = h("details", { open }, h("summary", {}, t("src-triples")), body);
  const load = () => {
    if (more.open && !body.hasChildNodes()) {
      fill(body, h("p", { class: "loading" }, t("src-loading")));
      triples(graph, code, id).then((made) => fill(body, made), (error) => fill(body, problem(error)));
    }
  };
  more.addEventListener("toggle", load);
  load();
  return [
    link({ code, label: named.label ?? named.says }),
    " ",
    h("span", { class: "tag" }, label(rests.kinds[named.kind]) || named.kind),
    more,
  ];
}

/** The statements of a resource in a graph that rest on a quote. */
async function triples(graph, code, id) {
  const page = await resource(code);
  const said = page ? page.statements().filter((row) => row.graph === graph && row.quotes.includes(id)) : [];
  if (!said.length) {
    return h("p", { class: "none" }, t("src-no-triples"));
  }
  return h("dl", { class: "said" }, said.map((row) => [h("dt", {}, page.property(row.property)), h("dd", { lang: langOf(row) }, shown(page, row))]));
}

function langOf(row) {
  return row.lang?.startsWith("zh") ? "zh-Hant-TW" : row.lang;
}

function shown(page, row) {
  return row.code ? linked(page, row.code) : valueText(page, row);
}
