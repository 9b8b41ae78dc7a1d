// The five documents: how much of each is covered, and the text itself, in which every sentence
// shows what rests on it.

import { view } from "../data.js";
import { label, number, t, words } from "../i18n.js";
import { fill, h, link, problem, say, title, toolbar } from "../kit.js";
import { pageHref, state } from "../state.js";
import { numbered, pieces, placeOf } from "../lib/evidence.js";
import { ID } from "../lib/names.js";
import { textOf } from "../lib/resource-panel.js";
import { terms } from "../lib/resource.js";
import { carried, restsOf } from "../lib/resource-sources.js";

words({
  "src-title": ["文件原文", "Sources"],
  "src-lead": ["文件所說的每一筆陳述都附原句；對應、譯名與判斷是本專案所作，另行標明。文件的每一個字元都有交代：不是被引用，就是註明不載陳述。", "Every statement of a document rests on its exact words; mappings, translations and judgements are this project’s own and marked as such. Every character is accounted for: it is quoted, or declared to carry no statement."],
  "src-documents": ["文件", "Documents"],
  "src-covered": ["為陳述所引", "quoted by statements"],
  "src-furniture": ["不載陳述", "carries no statement"],
  "src-left": ["未交代", "not accounted for"],
  "src-bar": ["{0} 個字元：{1} 為陳述所引，{2} 不載陳述，{3} 未交代", "{0} characters: {1} quoted by statements, {2} carry no statement, {3} not accounted for"],
  "src-quotes": ["引文", "Quotes"],
  "src-lines": ["行數", "Lines"],
  "src-file": ["檔案", "File"],
  "src-licence": ["授權", "Licence"],
  "src-no-licence": ["原文未印授權條款；文字之權利屬其發布機關。", "The text prints none; its words remain its publisher’s."],
  "src-text": ["全文", "The text"],
  "src-help": ["點一句看它支持的陳述。用鍵盤：方向鍵移動，Enter 選取，Esc 關閉。", "Click a sentence to see what rests on it. By keyboard: arrow keys move, Enter chooses, Esc closes."],
  "src-gap": ["文字版在此有缺漏", "something is missing from the text here"],
  "src-panel": ["這一句支持什麼", "What rests on this"],
  "src-none": ["尚未選取句子。", "No sentence is chosen yet."],
  "src-wider": ["包含它或與它重疊的引文", "Quotes that hold or overlap it"],
  "src-inside": ["其中較短的引文（{0}）", "Shorter quotes inside it ({0})"],
  "src-close": ["關閉", "Close"],
  "src-said": ["第 {0} 行，{1} 則引文", "line {0}, quotes: {1}"],
  "src-open": ["閱讀", "Read"],
  "src-page": ["此文件的資源頁", "The page of this document"],
  "src-unknown": ["沒有「{0}」這份文件；請由下列選擇。", "There is no document “{0}”; choose one of these."],
  "src-no-place": ["這份文件沒有字元 {0}；它有 0 到 {1} 的字元。請由文中選一句。", "This document has no characters {0}; it has 0 to {1}. Choose a sentence in the text."],
  "src-reason": ["不載陳述：{0}", "Carries no statement: {0}"],
});

const narrow = matchMedia("(max-width: 71.99rem)"); // there the panel covers the window's lower half
let current = null;

/** Fills `<main>`; a change of the sentence leaves the text as it is. */
export async function show(main) {
  const document = state.get("doc");
  if (current && current.document === document && main.contains(current.node)) {
    await choose(current, { announce: true });
    return;
  }
  const { documents } = await view("sources/index");
  const known = documents.some((one) => one.document === document);
  current = null;
  if (!known) {
    overview(main, documents, document);
    return;
  }
  await reading(main, documents, document);
}

function overview(main, documents, asked) {
  title(t("src-title"));
  fill(
    main,
    h("h1", {}, t("src-title")),
    h("p", { class: "lead" }, t("src-lead")),
    asked ? h("p", { class: "problem", role: "alert" }, t("src-unknown", asked)) : null,
    legend(),
    h("ul", { class: "documents" }, documents.map((one) => h("li", { class: "card" }, card(one)))),
    bar(documents),
  );
}

function card(one) {
  return [
    h("h2", {}, h("a", { href: pageHref("sources", { doc: one.document }) }, label(one.label))),
    h("p", { class: "pale" }, `${label(one.kind)} · ${one.file}`),
    coverage(one.counts),
    h("p", {}, `${t("src-quotes")} ${number(one.quotes)} · ${t("src-lines")} ${number(one.lines)}`),
  ];
}

/** The bar of a document: how its characters are accounted for. */
function coverage(counts) {
  const parts = [["covered", counts.covered], ["furniture", counts.furniture], ["left", counts.leftOver]];
  const told = t("src-bar", ...[counts.chars, counts.covered, counts.furniture, counts.leftOver].map(number));
  const stripes = parts
    .filter(([, count]) => count)
    .map(([name, count]) => h("span", { class: name, style: { width: `${(100 * count) / counts.chars}%` } }));
  return [h("div", { class: "coverage", role: "img", "aria-label": told }, stripes), h("p", { class: "pale", "aria-hidden": "true" }, told)];
}

function legend() {
  const names = ["covered", "furniture", "left"];
  return h("ul", { class: "legend" }, names.map((name) => h("li", {}, h("span", { class: `swatch ${name}` }), t(`src-${name}`))));
}

function bar(documents) {
  return toolbar({
    name: "sources",
    columns: ["document", "title", "file", "characters", "covered", "furniture", "left over", "quotes"],
    rows: documents.map(({ document, label: name, file, counts, quotes }) => (
      [document, label(name), file, counts.chars, counts.covered, counts.furniture, counts.leftOver, quotes]
    )),
    query: `${PREFIXES}SELECT ?source (COUNT(DISTINCT ?quote) AS ?quotes) WHERE {\n  ?quote a ait:Quote ; prov:wasQuotedFrom ?source\n} GROUP BY ?source ORDER BY ?source`,
  });
}

const PREFIXES = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
`;

async function reading(main, documents, document) {
  const { source, found } = await textOf(document);
  title(`${label(found.label)} – ${t("src-title")}`);
  const places = found.places.map(([start, end]) => ({ start, end }));
  const page = { document, source, found, places, node: h("div", { class: "text", role: "group", lang: "zh-Hant-TW", "aria-label": t("src-text") }) };
  page.panel = h("aside", { id: "carried", class: "side carries", "aria-label": t("src-panel"), tabindex: "-1" });
  paint(page);
  keys(page);
  fill(
    main,
    tabs(documents, document),
    h("h1", {}, label(found.label)),
    coverage(found.counts),
    about(found),
    tools(page),
    h("p", { class: "pale help", id: "text-help" }, t("src-help")),
    legend(),
    h("div", { class: "with-panel" }, page.node, page.panel),
  );
  current = page;
  await choose(page, { scroll: true });
}

function tabs(documents, document) {
  const items = documents.map((one) =>
    h("li", {}, h("a", { href: pageHref("sources", { doc: one.document }), "aria-current": one.document === document ? "page" : null }, label(one.label))),
  );
  return h("nav", { class: "tabs", "aria-label": t("src-documents") }, h("ul", {}, items));
}

function about(found) {
  const facts = found.facts[globalThis.document.documentElement.dataset.lang === "en" ? "en" : "zh"];
  const rows = [
    [t("src-file"), [found.file, h("span", { class: "code" }, ` SHA-256 ${found.sha256.slice(0, 12)}…`)]],
    ...facts.map(([name, text]) => [name, text]),
    [t("src-licence"), t("src-no-licence")],
    [t("src-page"), link(found)],
  ];
  return h("details", { class: "about" }, h("summary", {}, `${label(found.kind)} · ${found.file} · ${t("src-quotes")} ${number(found.quotes)}`), h("dl", { class: "facts" }, rows.map(([name, shown]) => [h("dt", {}, name), h("dd", {}, shown)])));
}

function tools({ document, places, source }) {
  const iri = `${ID}source/${document}`;
  return toolbar({
    name: `quotes-${document}`,
    columns: ["line", "start", "end", "quote"],
    rows: () => places.map(({ start, end }) => [source.lineAt(start), start, end, source.slice(start, end)]),
    query: `${PREFIXES}SELECT DISTINCT ?line ?start ?end ?exact ?resource WHERE {\n  ?quote prov:wasQuotedFrom <${iri}> ; ait:line ?line ; oa:start ?start ; oa:end ?end ; oa:exact ?exact .\n  ?resource ait:evidence ?quote\n} ORDER BY ?start ?end ?resource`,
    rdf: `${PREFIXES}CONSTRUCT { ?quote ?property ?value . ?resource ait:evidence ?quote }\nWHERE {\n  ?quote prov:wasQuotedFrom <${iri}> ; ?property ?value .\n  OPTIONAL { ?resource ait:evidence ?quote }\n}`,
  });
}

/** Writes the text: one link for each stretch that quotes cover. */
function paint(page) {
  const { source, places, found } = page;
  const furniture = found.furniture.map((piece) => ({ ...piece, furniture: true }));
  const gaps = found.gaps.map((piece) => ({ ...piece, gap: true }));
  const left = found.leftOver.map(([start, end]) => ({ start, end, left: true }));
  const marks = [...places, ...furniture, ...gaps, ...left].sort((a, b) => a.start - b.start || b.end - a.end);
  const cut = pieces(source, 0, source.length, marks);
  fill(page.node, numbered(source, cut, (piece) => painted(page, piece)));
  page.stops = [...page.node.querySelectorAll("a")];
  page.stops[0]?.setAttribute("tabindex", "0");
}

function painted(page, { start, end, text, over }) {
  const quotes = over.filter((place) => !place.furniture && !place.gap && !place.left);
  const gap = over.find((place) => place.gap);
  const furniture = over.find((place) => place.furniture);
  if (quotes.length && text.trim()) {
    const least = smallest(quotes);
    return h(
      "a",
      {
        class: gap ? "covered gap" : "covered",
        href: pageHref("sources", { doc: page.document, at: `${least.start}-${least.end}` }),
        tabindex: "-1",
        "data-start": start,
        "data-end": end,
        title: gap ? `${t("src-gap")}: ${label(gap.says)}` : null,
        on: { click: (event) => clicked(event, page, least) },
      },
      text,
    );
  }
  if (furniture && text.trim()) {
    return h("span", { class: "furniture", title: t("src-reason", label(furniture.reason)) }, text);
  }
  return over.some((place) => place.left) ? h("span", { class: "left" }, text) : text;
}

function smallest(places) {
  return places.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
}

function clicked(event, page, place) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  rove(page, event.currentTarget);
  state.set({ at: `${place.start}-${place.end}` }, { push: true });
}

/** One stop of the Tab key for the whole text; arrow keys move within it. */
function rove(page, stop) {
  page.stops.forEach((each) => each.getAttribute("tabindex") === "0" && each.setAttribute("tabindex", "-1"));
  stop.setAttribute("tabindex", "0");
  stop.focus({ preventScroll: true });
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 20, PageUp: -20 };

function keys(page) {
  page.node.setAttribute("aria-describedby", "text-help");
  page.node.addEventListener("keydown", (event) => {
    const at = page.stops.indexOf(event.target);
    const ends = { Home: 0, End: page.stops.length - 1 };
    if (event.key === "Escape") {
      state.set({ at: null }, { push: true });
    } else if (at >= 0 && (event.key in STEPS || event.key in ends)) {
      event.preventDefault();
      const to = ends[event.key] ?? Math.min(page.stops.length - 1, Math.max(0, at + STEPS[event.key]));
      rove(page, page.stops[to]);
      page.stops[to].scrollIntoView({ block: "nearest" });
    }
  });
}

/** Shows the sentence that the URL names, and what rests on it. */
async function choose(page, { announce = false, scroll = false } = {}) {
  const given = state.get("at");
  const asked = placeOf(given);
  if (given && !(asked?.end <= page.source.length)) {
    page.panel.classList.remove("empty");
    fill(page.panel, problem(t("src-no-place", given, page.source.length)));
    return;
  }
  const place = asked && page.places.find(({ start, end }) => start === asked.start && end === asked.end);
  mark(page, place ?? asked);
  page.panel.classList.toggle("empty", !asked);
  if (!asked) {
    fill(page.panel, h("h2", {}, t("src-panel")), h("p", { class: "none" }, t("src-none")));
    return;
  }
  const [rests, shared] = await Promise.all([restsOf(page.document), terms()]);
  fill(page.panel, chosen(page, place ?? asked, rests, shared));
  page.panel.scrollTop = 0;
  const line = page.source.lineAt((place ?? asked).start);
  if (scroll || narrow.matches) {
    const block = scroll ? (narrow.matches ? "start" : "center") : "nearest";
    page.stops.find((stop) => stop.classList.contains("chosen"))?.scrollIntoView({ block });
  }
  if (announce) {
    say(t("src-said", line, holders(page, place ?? asked).length + 1));
  }
}

function mark(page, place) {
  for (const stop of page.stops) {
    const inside = place && Number(stop.dataset.start) >= place.start && Number(stop.dataset.end) <= place.end;
    stop.classList.toggle("chosen", Boolean(inside));
    stop[inside ? "setAttribute" : "removeAttribute"]("aria-current", "true");
  }
}

/** Other quotes that share characters with a place and are not within it, the shortest first. */
function holders(page, place) {
  return page.places
    .filter((each) => each.start < place.end && each.end > place.start && !(each.start >= place.start && each.end <= place.end))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

function chosen(page, place, rests, shared) {
  const show = (each, open) => carried(page.document, each, rests, shared, { source: page.source, open });
  const wider = holders(page, place);
  const inside = page.places.filter((each) => each !== place && each.start >= place.start && each.end <= place.end);
  const close = h("button", { type: "button", class: "close", on: { click: () => state.set({ at: null }, { push: true }) } }, t("src-close"));
  return [
    h("div", { class: "head" }, h("h2", {}, t("src-panel")), close),
    show(place, true),
    wider.length ? [h("h3", {}, t("src-wider")), wider.map((each) => show(each, false))] : null,
    inside.length ? h("details", {}, h("summary", {}, t("src-inside", inside.length)), inside.map((each) => show(each, false))) : null,
  ];
}
