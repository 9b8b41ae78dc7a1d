// The career map as rows: the table that says what the picture says, and the files to download.

import { h, link, table, toolbar } from "../kit.js";
import { label, t, words } from "../i18n.js";
import { gapOf } from "./gap.js";
import { inOrder, strengthOf } from "./map-gap.js";
import { folded, tags } from "./map-parts.js";
import { gapQuery, routesQuery, stepsQuery } from "./map-query.js";
import { chartOf } from "./routes.js";

words({
  "map-table": ["全部步驟（{0}）", "All steps ({0})"],
  "map-start": ["由", "from"],
  "map-end": ["至", "to"],
  "map-if-head": ["條件", "condition"],
  "map-kind-head": ["類型", "kind"],
  "map-basis": ["步驟依據", "basis of the step"],
  "map-kind-basis": ["類型依據", "basis of the kind"],
  "map-printed-word": ["原文明載", "printed"],
  "map-inferred-word": ["推論", "inferred"],
  "map-document-head": ["文件", "documents"],
  "map-quote-head": ["原文", "quotes"],
  "map-no-steps": ["在這些條件下，文件未載任何轉換步驟。", "Within these limits no document states a step."],
  "map-state": ["狀態", "state"],
  "map-item": ["項目", "item"],
  "map-code": ["代碼", "code"],
  "map-number": ["路線", "route"],
});

/** Links that the filters leave, by number; a link read as printed may lose its kind. */
export function visible(asked, network) {
  const chart = chartOf(network, { single: [] }, asked);
  const numbers = new Map(network.links.map((link_, number) => [link_, number]));
  const kept = (line) => !asked.kind || line.kind === asked.kind;
  return {
    steps: chart.steps.filter(kept).map((line) => ({ ...line, number: numbers.get(line.link) })),
    members: chart.members.map((line) => ({ ...line, number: numbers.get(line.link) })),
  };
}

/** Tools of the routes found. */
export function routesTools(answered, network) {
  const columns = [t("map-number"), ...heads()];
  const row = (step, number) => [number, ...cells(step.line, step.from, step.to, network)];
  const rows = answered.routes.flatMap((route, at) => route.steps.map((step) => row(step, at + 1)));
  const steps = answered.routes.flatMap((route) => route.steps.map((step) => step.line.link.iri));
  return toolbar({ name: "routes", columns, rows, ...routesQuery(steps) });
}

function heads() {
  return ["map-start", "map-end", "map-kind-head", "map-kind-basis", "map-if-head", "map-basis", "map-document-head", "map-quote-head"].map((key) => t(key));
}

function cells(line, from, to, network) {
  const said = line.quotes.map((number) => `「${network.quotes[number].quote}」`).join("");
  const kind = label(network.kinds[line.kind]) || line.kind;
  const documents = line.documents.join(", ");
  return [label(from.title), label(to.title), kind, basis(line.kind_basis), label(line.condition), basis(line.basis), documents, said];
}

function basis(value) {
  return t(value === "inferred" ? "map-inferred-word" : "map-printed-word");
}

/** The table of all steps that the filters leave. */
export function tablePart(asked, network) {
  const places = new Map(network.places.map((place) => [place.code, place]));
  const left = visible(asked, network);
  const rows = [...left.steps, ...(asked.members ? left.members : [])];
  const title = (code) => label(places.get(code).title);
  const place = (key) => ({ cell: (row) => link(places.get(row[key]), title(row[key])), sort: (row) => title(row[key]) });
  const documents = (row) => row.documents.map((stem) => label(network.documents[stem].short)).join(t("map-comma"));
  const columns = [
    { key: "from", head: t("map-start"), rowhead: true, ...place("from") },
    { key: "to", head: t("map-end"), ...place("to") },
    { key: "kind", head: t("map-kind-head"), cell: (row) => h("span", {}, tags(row, network.kinds)) },
    { key: "condition", head: t("map-if-head"), cell: (row) => label(row.condition) },
    { key: "documents", head: t("map-document-head"), cell: documents },
    { key: "quotes", head: t("map-quote-head"), cell: (row) => folded(row.quotes.map((number) => network.quotes[number])) ?? "" },
  ];
  const flat = rows.map((row) => cells(row, places.get(row.from), places.get(row.to), network));
  return h("details", { open: innerWidth > 900 }, h("summary", {}, h("h2", {}, t("map-table", rows.length))),
    toolbar({ name: "career-steps", columns: heads(), rows: flat, ...stepsQuery() }),
    table({ caption: h("span", { class: "unseen" }, t("map-table", rows.length)), columns, rows, empty: t("map-no-steps") }));
}

/** Tools of a gap list. */
export function gapTools(wanted, have) {
  const states = { missing: "map-lacking", covered: "map-held", mapped: "map-instead", presupposed: "map-given" };
  const gap = gapOf(wanted, have, strengthOf());
  const columns = [t("map-state"), t("map-code"), t("map-item"), t("map-quote-head")];
  const said = (item) => item.quotes.map((one) => `「${one.quote}」`).join("");
  const row = ({ item, list }) => [t(states[list]), item.code, label(item.label), said(item)];
  const rows = inOrder(gap, wanted).map(row);
  return toolbar({ name: "gap", columns, rows, ...gapQuery(wanted) });
}
