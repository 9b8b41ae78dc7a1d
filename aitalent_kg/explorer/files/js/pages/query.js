// The query page: the library on the left, the query and its answer on the right. The URL holds
// the query: `name` and `p.PARAMETER` for one of the library, `q` for a text of one's own.

import { mode, view } from "../data.js";
import { label, lang, t, words } from "../i18n.js";
import { copy, fill, h, problem, say, title } from "../kit.js";
import { editor } from "../lib/editor.js";
import { bind } from "../lib/library.js";
import { lead, placed } from "../lib/query-error.js";
import { form } from "../lib/query-form.js";
import { answer } from "../lib/query-results.js";
import { onChange, pageHref, state } from "../state.js";

words({
  "query-title": ["查詢", "Query"],
  "query-lead": [
    "從現成的 {0} 條查詢挑一條，填條件，看答案；也可以改寫成自己的 SPARQL。",
    "Choose one of the {0} ready queries, give its parameters, see the answer; or change it into a query of your own.",
  ],
  "query-static": ["此網站由您的瀏覽器計算答案；第一次查詢會先載入圖譜（約 5 MB）。", "On this site your browser computes the answers; the first query loads the graph (about 5 MB)."],
  "query-server": ["答案由伺服器 /sparql 計算。", "The server's /sparql computes the answers."],
  "query-library": ["查詢庫", "The library"],
  "query-filter": ["篩選：主題或字詞", "Filter: a topic or words"],
  "query-none": ["沒有符合「{0}」的查詢", "No query fits “{0}”"],
  "query-own": ["自己的查詢", "A query of your own"],
  "query-editor": ["SPARQL 查詢", "SPARQL query"],
  "query-run": ["執行", "Run"],
  "query-stop": ["停止", "Stop"],
  "query-running": ["查詢中…", "Running…"],
  "query-keys": ["Ctrl＋Enter 執行；Esc 離開編輯器；Ctrl＋空白鍵補上字首。", "Ctrl+Enter runs; Esc leaves the editor; Ctrl+Space completes a prefix."],
  "query-copy-text": ["複製查詢", "Copy the query"],
  "query-result": ["答案", "Answer"],
  "query-columns": ["欄位說明（英文）", "What the columns mean"],
  "query-long": ["查詢太長，放不進連結", "The query is too long for a link"],
  "query-unknown": ["查詢庫沒有「{0}」", "the library has no query “{0}”; choose one from the list"],
  "query-console": ["同一查詢的命令列：", "The same on the command line:"],
});

const BEGINNING = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
# 各文件的知識與技能數  How many knowledge and skill items each document has
SELECT ?document ?kind (COUNT(DISTINCT ?item) AS ?items) WHERE {
  VALUES ?kind { ait:Knowledge ait:Skill }
  GRAPH ?document { ?item a ?kind }
} GROUP BY ?document ?kind ORDER BY ?document ?kind`;
const LONGEST = 6000; // characters of a query in a URL
let page = null;

onChange(() => page?.stop?.abort()); // a page is shown again only when it is done

/** Shows the page; a second time only what the change of the URL changes. */
export async function show(main) {
  const { topics, queries } = await view("queries");
  if (!page?.root.isConnected) {
    page = await frame(main, topics, queries);
  }
  const entry = queries.find((one) => one.name === state.get("name"));
  const values = valuesOf(entry);
  title(entry ? `${label(entry.summary)} – ${t("query-title")}` : t("query-title"));
  mark(entry);
  fill(page.about, about(entry, values));
  await ask(entry, values);
}

async function ask(entry, values) {
  const own = state.get("q");
  try {
    const text = own || (entry ? bind(entry, values) : BEGINNING);
    page.quiet = true;
    page.editor.set(lead(text).replaceAll("> ", ">\n") + text); // else the editor marks our names as wrong
    page.quiet = false;
    if (state.get("name") && !entry) {
      throw new Error(t("query-unknown", state.get("name")));
    }
    if (own || entry) {
      await run();
    }
  } catch (error) {
    fill(page.result, problem(error));
  }
}

/** Values of the parameters in the URL; names are asked for in the language of the page. */
function valuesOf(entry) {
  const given = ({ name, kind }) => {
    const values = state.all(`p.${name}`);
    return values.length || kind !== "lang" || lang === "zh" ? values : [lang];
  };
  return Object.fromEntries((entry?.parameters ?? []).map((parameter) => [parameter.name, given(parameter)]));
}

async function frame(main, topics, queries) {
  const made = { running: Promise.resolve(), about: h("div", { class: "about" }), result: h("div", { id: "result", "aria-live": "polite" }), stop: null };
  made.list = h("nav", { class: "library", "aria-label": t("query-library") }, library(made, topics, queries));
  const place = h("div", { class: "editor" });
  made.run = h("button", { type: "button", class: "main", on: { click: () => (page.stop ? page.stop.abort() : run()) } }, t("query-run"));
  made.root = h(
    "div",
    { class: "query-page" },
    h("details", { class: "side", open: matchMedia("(min-width: 60rem)").matches }, h("summary", {}, h("h2", {}, t("query-library"))), made.list),
    h(
      "div",
      { class: "middle" },
      made.about,
      h("section", { "aria-label": t("query-editor") }, place, h("p", { class: "row" }, made.run, tools()), h("p", { class: "pale keys" }, t("query-keys"))),
      h("section", { "aria-labelledby": "result-title" }, h("h2", { id: "result-title" }, t("query-result")), made.result),
    ),
  );
  const lead = `${t("query-lead", queries.length)} ${t(mode === "static" ? "query-static" : "query-server")}`;
  fill(main, h("h1", {}, t("query-title")), h("p", { class: "lead" }, lead), made.root);
  made.editor = await editor(place, { label: t("query-editor"), value: BEGINNING, onchange: () => changed(made), onrun: run });
  return made;
}

function tools() {
  return h("button", { type: "button", on: { click: () => copy(page.editor.get()) } }, t("query-copy-text"));
}

/** What is typed becomes a query of one's own, in the URL too. */
function changed(made) {
  if (made.quiet) {
    return;
  }
  const text = made.editor?.get() ?? "";
  const fits = encodeURIComponent(text).length <= LONGEST;
  state.set({ q: fits ? text : null }, { quiet: true });
  if (!fits) {
    say(t("query-long"));
  }
}

/** Runs what stands in the editor, in place of a query that still runs. */
function run() {
  page.stop?.abort();
  const stop = new AbortController();
  page.stop = stop;
  fill(page.run, t("query-stop"));
  fill(page.result, h("p", { class: "loading" }, t("query-running")));
  page.running = page.running.then(() => answered(stop));
  return page.running;
}

async function answered(stop) {
  const text = page.editor.get();
  const shown = await answer(text, state.get("name") || "query", stop.signal).catch((error) => problem(placed(error, text)));
  if (page.stop === stop) { // else the next one has taken its place
    page.stop = null;
    fill(page.result, shown);
    fill(page.run, t("query-run"));
  }
}

function library(made, topics, queries) {
  const lists = h("div", {});
  const draw = (typed) => fill(lists, listed(topics, queries, typed));
  const filter = h("input", { id: "query-filter", type: "search", on: { input: (event) => draw(event.target.value.trim()) } });
  draw("");
  made.redraw = () => draw(filter.value.trim());
  return [h("label", { class: "field", for: "query-filter" }, h("span", {}, t("query-filter")), filter), lists];
}

function listed(topics, queries, typed) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = queries.filter((query) => wanted.every((word) => wordsOf(query, topics).includes(word)));
  const groups = Object.entries(topics).map(([topic, name]) => [label(name), kept.filter((query) => query.topic === topic)]);
  if (!kept.length) {
    return h("p", { class: "none" }, t("query-none", typed));
  }
  const now = state.get("name");
  return groups
    .filter(([, of]) => of.length)
    .map(([name, of]) =>
      h(
        "details",
        { open: wanted.length > 0 || of.some((query) => query.name === now) },
        h("summary", {}, `${name} `, h("span", { class: "pale" }, of.length)),
        h("ul", {}, of.map(example)),
      ),
    );
}

function wordsOf({ name, topic, tags, summary, question }, topics) {
  return [name, topic, ...Object.values(topics[topic]), ...tags, ...Object.values(summary), ...Object.values(question)].join(" ").toLowerCase();
}

function example(query) {
  const choose = (event) => {
    event.preventDefault();
    const others = [...new URLSearchParams(location.search).keys()].filter((key) => key.startsWith("p."));
    state.set({ ...Object.fromEntries(others.map((key) => [key, null])), q: null, name: query.name }, { push: true });
    page.about.scrollIntoView({ block: "nearest" });
  };
  return h(
    "li",
    {},
    h("a", { href: pageHref("query", { name: query.name }), "data-query": query.name, title: label(query.question), on: { click: choose } }, label(query.summary)),
  );
}

function mark(entry) {
  for (const anchor of page.list.querySelectorAll("[data-query]")) {
    anchor.toggleAttribute("aria-current", anchor.dataset.query === entry?.name);
    if (anchor.dataset.query === entry?.name) {
      anchor.setAttribute("aria-current", "true");
      anchor.closest("details").open = true;
    }
  }
}

function about(entry, values) {
  if (!entry) {
    return h("h2", {}, t("query-own"));
  }
  const set = (name, now) => state.set({ [`p.${name}`]: now, q: null }, { push: true });
  return [
    h("h2", {}, label(entry.summary)),
    h("p", {}, label(entry.question), " ", h("span", { class: "code" }, entry.name)),
    form(entry, values, set),
    columns(entry),
    h("p", { class: "pale" }, t("query-console"), " ", h("code", {}, command(entry, values))),
  ];
}

function columns(entry) {
  const items = entry.columns.map((column) => [h("dt", {}, column.name), h("dd", { lang: "en" }, column.meaning, column.unit && ` (${column.unit})`)]);
  return h("details", {}, h("summary", {}, t("query-columns")), h("dl", { class: "columns-list" }, items));
}

function command(entry, values) {
  const params = Object.entries(values).flatMap(([name, all]) => all.map((value) => ` --param ${name}=${quoted(value)}`));
  return `aitalent-kg query ${entry.name}${params.join("")}`;
}

function quoted(value) {
  return /^[\w./:-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
