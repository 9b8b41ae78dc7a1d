// The first page: what the graph holds, one search box, five questions to begin with.

import { search, view } from "../data.js";
import { label, number, t, words } from "../i18n.js";
import { copy, fill, h, link, searchBox, title } from "../kit.js";
import { pageHref, resourceHref, state } from "../state.js";

words({
  "home-title": ["AI 人才知識圖譜", "AI talent knowledge graph"],
  "home-lead": [
    "臺灣五份官方文件怎麼說 AI 人才：角色、任務、知識、技能、證照與職涯，合成一張圖譜。文件所說的每一筆陳述都附原句；對應、譯名與判斷是本專案所作，另行標明。文件不一致之處並列保留。",
    "What five official Taiwanese documents say about AI talent: roles, tasks, knowledge, skills, certifications and careers in one graph. Every statement of a document has its exact words beside it; mappings, translations and judgements are this project's own and marked as such. Where documents differ, both readings stay.",
  ],
  "home-find": ["找角色、任務、知識、技能、證照：中文、英文或代碼", "Find roles, tasks, knowledge, skills, certifications: Chinese, English or a code"],
  "home-try": ["試試：", "Try:"],
  "home-begin": ["從這裡開始", "Where to begin"],
  "home-holds": ["圖譜裡有什麼", "What the graph holds"],
  "home-triples": ["筆陳述", "statements"],
  "home-quotes": ["句原文引文", "quotes of the texts"],
  "home-mappings": ["筆跨文件對應", "mappings between documents"],
  "home-denied": ["筆已否定的對應", "mappings denied, with reasons"],
  "home-differences": ["處文件歧異", "recorded differences"],
  "home-queries": ["條現成查詢", "ready queries"],
  "home-statements": ["{0} 筆陳述，{1} 句引文", "{0} statements, {1} quotes"],
  "home-read": ["讀原文", "Read the text"],
  "home-limits": ["這裡不會告訴你的事", "What it does not tell you"],
  "home-limit-1": [
    "文件沒寫的，不等於「沒有」。頁面會寫「文件未載明」，不替文件補話。",
    "What a document does not state is not a “no”. Pages then say “not stated in the documents”; nothing is filled in.",
  ],
  "home-limit-2": [
    "跨文件的對應與英文譯名是我們做的，附理由與信心值，不是發布機關的說法。",
    "Mappings between documents and English names are ours, with reasons and confidence; the issuers did not make them.",
  ],
  "home-limit-3": [
    "沒有薪資、職缺、錄取率，也不認定任何人的資格；自我評估只說明規則怎麼讀。",
    "No salaries, vacancies or admission rates, and no decision on anybody's qualification: the self-assessment shows how the rules read.",
  ],
  "home-limit-4": [
    "只涵蓋這五份文件的這些版本；之後的修訂不在其中。",
    "Only these versions of these five documents; later revisions are not in it.",
  ],
  "home-cite": ["如何引用", "How to cite"],
  "home-citation": [
    "aitalent-kg developers（2026）。aitalent-kg：五份臺灣官方 AI 人才文件的知識圖譜（版本 {0}）。資料集。",
    "aitalent-kg developers (2026). aitalent-kg: five official Taiwanese documents on AI talent as one knowledge graph (version {0}). Dataset.",
  ],
  "home-cite-note": [
    "引用單句時，請引該文件，並附檔名與行號；每個引文下方都有。",
    "To cite a single sentence, cite its document with the file and line that stand under every quote.",
  ],
  "home-copy": ["複製", "Copy"],
  "home-results": ["「{0}」的搜尋結果", "Results for “{0}”"],
  "home-found": ["{0} 筆；各文件內最相符者在前", "{0} hits, the best first within each document"],
  "home-most": ["只列最相符的 {0} 筆；各文件內最相符者在前", "Only the {0} best hits; the best first within each document"],
  "home-nothing": ["找不到「{0}」。換個說法、用代碼，或看看下面的問題。", "Nothing found for “{0}”. Use other words or a code, or begin with a question below."],
  "home-ask-1": ["AI 應用規劃師要會什麼？", "What must an AI application planner know and do?"],
  "home-say-1": ["職能基準：任務、級別、知識、技能與態度", "The competency standard: tasks, levels, knowledge, skills, attitudes"],
  "home-ask-2": ["工程師怎麼走到 AI 技術主管？", "How does an engineer become an AI technical lead?"],
  "home-say-2": ["職涯地圖：每一步的條件、成本與原文", "The career map: conditions, costs and quotes of each step"],
  "home-ask-3": ["公務人員框架與產業指引有多少相通？", "How much do the civil-service framework and the industry guide share?"],
  "home-say-3": ["比較：涵蓋率、熱圖、並列引文", "Compare: coverage, heat map, quotes side by side"],
  "home-ask-4": ["我的證照與時數達到哪一級？", "Which level do my certificates and hours reach?"],
  "home-say-4": ["自我評估：逐條規則的結果與最小補足", "Self-assessment: rule by rule, with the smallest additions"],
  "home-ask-5": ["文件之間哪裡說法不一？", "Where do the documents differ?"],
  "home-say-5": ["文件歧異：兩種讀法與我們的取捨理由", "Differences: the readings side by side, with our reasons"],
});

const TRIES = ["機器學習", "K05", "prompt", "AI-900", "机器学习"];
const MOST = 60;

/** Shows the page. */
export async function show(main) {
  const home = await view("home");
  const asked = state.get("q");
  const found = asked ? await results(asked) : null;
  title(asked ? t("home-results", asked) : "");
  fill(
    main,
    h("section", { class: "hero" }, h("h1", {}, t("home-title")), h("p", { class: "lead" }, t("home-lead")), box(asked), tries()),
    found,
    section("home-begin", h("ol", { class: "cards questions" }, questions().map(question))),
    section("home-holds", facts(home), h("ul", { class: "cards documents" }, home.documents.map(document_))),
    h("div", { class: "columns" }, limits(), cite(home)),
  );
}

function box(asked) {
  return h(
    "div",
    { class: "big" },
    searchBox({
      id: "home-search",
      label: t("home-find"),
      value: asked,
      onchoose: (hit) => location.assign(new URL(resourceHref(hit.code), document.baseURI)),
      onsubmit: (text) => state.set({ q: text }, { push: true }),
    }),
  );
}

function tries() {
  const anchors = TRIES.map((text) => h("li", {}, h("a", { class: "tag", href: pageHref("home", { q: text }) }, text)));
  return h("div", { class: "tries" }, h("span", { class: "pale" }, t("home-try")), h("ul", {}, anchors));
}

async function results(asked) {
  const all = await search(asked, { limit: MOST + 1 });
  const hits = all.slice(0, MOST);
  const groups = new Map();
  for (const hit of hits) {
    const name = label(hit.documentLabel) || t("kit-elsewhere");
    groups.set(name, [...(groups.get(name) ?? []), hit]);
  }
  return h(
    "section",
    { class: "results", "aria-labelledby": "results-title" },
    h("h2", { id: "results-title" }, t("home-results", asked)),
    h("p", { class: "pale" }, hits.length ? t(all.length > MOST ? "home-most" : "home-found", hits.length) : t("home-nothing", asked)),
    [...groups].map(([name, of]) => h("div", {}, h("h3", {}, name), h("ul", {}, of.map(result)))),
  );
}

function result(hit) {
  return h("li", {}, link(hit), " ", h("span", { class: "tag" }, label(hit.kindLabel)), " ", h("span", { class: "code" }, hit.code));
}

function section(key, ...children) {
  return h("section", { "aria-labelledby": `${key}-title` }, h("h2", { id: `${key}-title` }, t(key)), children);
}

/** The five questions: each a page with its state. */
function questions() {
  const guide = "industry-guide-115v3.0";
  return [
    pageHref("resource", { id: "SMS2512-002v1" }),
    pageHref("map", { from: `${guide}/role/software-hardware-engineer`, to: `${guide}/role/ai-technical-lead` }),
    pageHref("compare", { left: "civil-service-framework", right: guide }),
    pageHref("assess"),
    pageHref("conflicts"),
  ];
}

function question(href, at) {
  return h(
    "li",
    { class: "card" },
    h("a", { href }, h("span", { class: "ask" }, t(`home-ask-${at + 1}`)), h("span", { class: "say" }, t(`home-say-${at + 1}`))),
  );
}

function facts(home) {
  const kinds = ["triples", "quotes", "mappings", "denied", "differences", "queries"];
  return h("dl", { class: "facts" }, kinds.map((kind) => h("div", {}, h("dt", {}, t(`home-${kind}`)), h("dd", {}, number(home[kind])))));
}

function document_({ id, title, triples, quotes, counts }) {
  return h(
    "li",
    { class: "card" },
    h("h3", {}, link({ code: id, label: title })),
    h("p", { class: "pale" }, t("home-statements", number(triples), number(quotes))),
    h("ul", { class: "counts" }, counts.map((one) => h("li", { class: "tag" }, `${label(one.label)} ${number(one.count)}`))),
    h("p", {}, h("a", { href: pageHref("sources", { doc: id }) }, t("home-read"))),
  );
}

function limits() {
  const lines = [1, 2, 3, 4].map((at) => h("li", {}, t(`home-limit-${at}`)));
  return section("home-limits", h("ul", {}, lines));
}

function cite(home) {
  const words_ = t("home-citation", home.version);
  const button = h("button", { type: "button", on: { click: () => copy(words_) } }, t("home-copy"));
  return section("home-cite", h("p", { class: "card" }, words_), h("p", {}, button), h("p", { class: "pale" }, t("home-cite-note")));
}
