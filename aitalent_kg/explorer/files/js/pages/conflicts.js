// Where the documents differ: all readings side by side, each with its quotes.

import { view } from "../data.js";
import { label, lang, t, words } from "../i18n.js";
import { choose, fill, h, link, quotes, title, toolbar } from "../kit.js";
import { constructing, selecting } from "../lib/conflicts-query.js";
import { folded, nearest } from "../lib/rules-record.js";
import { pageHref, state } from "../state.js";

words({
  "conflicts-title": ["文件歧異", "Where the documents differ"],
  "conflicts-lead": [
    "五份文件彼此或自身說法不一之處，共 {0} 項。各種讀法並列，附原文；● 為本圖譜採用的讀法，○ 為未採用或並存者，未採用的也都保留在資料中。",
    "{0} places where the five documents disagree with each other or with themselves. All readings stand side by side with their quotes; ● is the one the graph follows, ○ one that it does not, or that stands beside others. None is thrown away.",
  ],
  "conflicts-find": ["篩選文字", "Filter by words"],
  "conflicts-kind": ["種類", "Kind"],
  "conflicts-document": ["文件", "Document"],
  "conflicts-severity": ["影響", "Weight"],
  "conflicts-counted": ["{0}（{1}）", "{0} ({1})"],
  "conflicts-weighs": ["影響：{0}", "weight: {0}"],
  "conflicts-any": ["全部（{0}）", "all ({0})"],
  "conflicts-follow": ["只列可改採其他讀法者（{0}）", "only those where another reading can be followed ({0})"],
  "conflicts-shown": ["顯示 {1} 項中的 {0} 項", "{0} of {1} shown"],
  "conflicts-none": ["沒有符合的項目。請放寬篩選條件。", "Nothing fits. Loosen the filters."],
  "conflicts-unknown": ["沒有編號為「{0}」的歧異。", "There is no difference “{0}”."],
  "conflicts-near": ["最接近的是 {0}", "The nearest is {0}"],
  "conflicts-more": ["再顯示 {0} 項", "Show {0} more"],
  "conflicts-all": ["顯示全部", "Show all"],
  "conflicts-high": ["高", "high"],
  "conflicts-medium": ["中", "medium"],
  "conflicts-low": ["低", "low"],
  "conflicts-reading": ["讀法 {0}", "Reading {0}"],
  "conflicts-chosen": ["● 採用", "● followed"],
  "conflicts-other": ["○ 未採用", "○ not followed"],
  "conflicts-beside": ["○ 並存", "○ stands beside"],
  "conflicts-why": ["判斷與理由", "Verdict and reason"],
  "conflicts-about": ["涉及 {0} 項資源", "Concerns {0} resources"],
  "conflicts-says": ["依此讀法成立的敘述（{0}）", "Statements that rest on this reading ({0})"],
  "conflicts-drops": ["若只採此讀法，將略去（{0}）", "Following only this one would leave out ({0})"],
  "conflicts-counts": ["若採此讀法，以規則 {0} 判定", "Following it, rule {0} decides"],
  "conflicts-nothing": ["只採此讀法不會略去任何敘述。", "Following only this one leaves nothing out."],
  "conflicts-assess": ["以此讀法自我評估", "Assess with this reading"],
  "conflicts-command": ["以此讀法提問：", "Ask with this reading: "],
});

/** Rows of the table that is downloaded, as `aitalent-kg conflicts --format csv` gives them. */
const COLUMNS = {
  zh: ["編號", "種類", "主題", "讀法", "採用", "說法", "文件", "行", "引文"],
  en: ["id", "kind", "topic", "reading", "chosen", "says", "document", "line", "quote"],
};
const SEVERITIES = ["high", "medium", "low"];
const FILTERS = ["q", "kind", "doc", "severity", "follow", "id"];
const FIRST = 20; // differences shown at once on a narrow screen
const PAUSE = 150; // ms without a key before the list is filtered
let typing = 0;
let texts = null;

/** Fills the page. */
export async function show(main) {
  const { differences, kinds, documents } = await view("conflicts");
  const shown = differences.filter(fits(differences));
  title(t("conflicts-title"));
  const first = shown.length > FIRST ? "differences first" : "differences";
  fill(
    main,
    h("h1", {}, t("conflicts-title")),
    h("p", { class: "lead" }, t("conflicts-lead", differences.length)),
    state.get("id") ? null : filters(differences, kinds, documents),
    h("p", { class: "count", role: "status" }, t("conflicts-shown", shown.length, differences.length), " ", reset()),
    tools(shown, kinds, shown.length === differences.length),
    shown.length ? h("div", { class: first }, shown.map((one) => article(one, kinds, documents))) : nothing(differences),
    shown.length > FIRST && more(shown.length - FIRST),
  );
}

/** On narrow screens the others come on request; on paper all. */
function more(count) {
  const run = ({ target }) => {
    document.querySelector(".differences.first")?.classList.remove("first");
    target.remove();
  };
  return h("button", { type: "button", class: "more-differences", on: { click: run } }, t("conflicts-more", count));
}

/** Why nothing is listed: an unknown id, or filters that nothing fits. */
function nothing(differences) {
  const id = state.get("id");
  const ids = differences.map((one) => one.id);
  if (!id || ids.includes(id)) {
    return h("p", { class: "none" }, t("conflicts-none"));
  }
  const near = nearest(id, ids);
  return h("p", { class: "problem", role: "alert" }, t("conflicts-unknown", id), near && [" ", h("a", { href: pageHref("conflicts", { id: near }) }, t("conflicts-near", near))]);
}

function fits(differences) {
  texts ??= new Map(differences.map((one) => [one.id, folded(allText(one))]));
  const wanted = folded(state.get("q"));
  const [kind, doc, severity, id] = ["kind", "doc", "severity", "id"].map((name) => state.get(name));
  return (one) =>
    (!id || one.id === id) &&
    (!kind || one.kind === kind) &&
    (!doc || one.documents.includes(doc)) &&
    (!severity || one.severity === severity) &&
    (!state.get("follow") || canFollow(one)) &&
    texts.get(one.id).includes(wanted);
}

function allText({ id, topic, verdict, about, readings }) {
  const pair = ({ zh, en }) => `${zh} ${en}`;
  const things = about.map((thing) => `${thing.code} ${pair(thing.label)}`);
  const said = readings.map((one) => `${pair(one.says)} ${one.quotes.map((quote) => quote.quote).join(" ")}`);
  return [id, pair(topic), pair(verdict), ...things, ...said].join("\n");
}

function canFollow(one) {
  return one.readings.some((reading) => reading.followed);
}

function filters(differences, kinds, documents) {
  const select = (name, words_, options) =>
    choose({
      id: `conflicts-${name}`,
      label: t(words_),
      value: state.get(name),
      options: [{ value: "", label: t("conflicts-any", differences.length) }, ...options],
      onchange: (value) => state.set({ [name]: value, id: null }, { push: true }),
    });
  const counted = (one) => ({ value: one.value, label: t("conflicts-counted", label(one.label), one.count) });
  const severity = (value) => ({
    value,
    label: t("conflicts-counted", t(`conflicts-${value}`), differences.filter((one) => one.severity === value).length),
  });
  return h(
    "form",
    { class: "row filters", role: "search", on: { submit: (event) => event.preventDefault() } },
    search(),
    select("kind", "conflicts-kind", kinds.map(counted)),
    select("doc", "conflicts-document", documents.map(counted)),
    select("severity", "conflicts-severity", SEVERITIES.map(severity)),
    follow(differences.filter(canFollow).length),
  );
}

function search() {
  const input = (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => state.set({ q: event.target.value, id: null }), PAUSE);
  };
  return h(
    "label",
    { class: "field grows" },
    h("span", {}, t("conflicts-find")),
    h("input", { id: "conflicts-q", type: "search", value: state.get("q"), maxlength: 200, on: { input } }),
  );
}

function follow(count) {
  const change = (event) => state.set({ follow: event.target.checked ? "1" : null, id: null }, { push: true });
  return h(
    "label",
    { class: "tick" },
    h("input", { id: "conflicts-follow", type: "checkbox", checked: Boolean(state.get("follow")), on: { change } }),
    " ",
    t("conflicts-follow", count),
  );
}

function reset() {
  const isFiltered = FILTERS.some((name) => state.get(name));
  return isFiltered ? h("a", { href: pageHref("conflicts"), id: "conflicts-all" }, t("conflicts-all")) : null;
}

function article(one, kinds, documents) {
  const kind = kinds.find((known) => known.value === one.kind);
  const named = documents.filter((document) => one.documents.includes(document.value));
  return h(
    "article",
    { class: "difference", id: one.id, "aria-labelledby": `${one.id}-topic` },
    h(
      "header",
      {},
      h(
        "p",
        { class: "tags" },
        h("a", { class: "tag mark", href: pageHref("conflicts", { id: one.id }) }, one.id),
        h("span", { class: "tag" }, label(kind?.label) || one.kind),
        one.severity === "high" && h("span", { class: "tag warn" }, t("conflicts-weighs", t("conflicts-high"))),
        named.map((document) => h("span", { class: "tag plain" }, label(document.label))),
      ),
      h("h2", { id: `${one.id}-topic` }, label(one.topic)),
    ),
    h("div", { class: "readings" }, one.readings.map((reading, at) => readingBox(reading, at, one))),
    one.verdict.zh && h("div", { class: "verdict" }, h("h3", {}, t("conflicts-why")), h("p", {}, label(one.verdict))),
    about(one.about),
  );
}

function readingBox(reading, at, one) {
  const isDecided = one.readings.some((other) => other.chosen);
  const mark = reading.chosen ? "conflicts-chosen" : isDecided ? "conflicts-other" : "conflicts-beside";
  return h(
    "section",
    { class: reading.chosen ? "reading chosen" : "reading", "data-reading": reading.id },
    h(
      "h3",
      {},
      h("span", { class: "pale" }, t("conflicts-reading", at + 1)),
      " ",
      h("span", { class: reading.chosen ? "tag good" : "tag" }, t(mark)),
    ),
    h("p", { class: "says" }, label(reading.says)),
    quotes(reading.quotes),
    reading.statements.length > 0 && things(t("conflicts-says", reading.statements.length), reading.statements),
    followed(reading),
  );
}

function followed({ id, followed: effect }) {
  if (!effect) {
    return null;
  }
  const { leaves_out: out, counts_instead: counts } = effect;
  const isRule = counts.length > 0 && !out.length;
  const head = isRule ? t("conflicts-counts", counts.join(", ")) : t("conflicts-drops", out.length);
  const inside = () => [
    out.length > 0 && list(out),
    !out.length && !isRule && h("p", {}, t("conflicts-nothing")),
    counts.length > 0 && h("p", {}, h("a", { href: pageHref("assess", { reading: counts }) }, t("conflicts-assess"))),
    h("p", { class: "pale" }, t("conflicts-command"), h("code", {}, `aitalent-kg query NAME --reading ${id}`)),
  ];
  return folding(head, inside);
}

function about(some) {
  return h("div", { class: "about" }, things(t("conflicts-about", some.length), some));
}

function things(head, some) {
  return folding(head, () => list(some));
}

/** What is shown when one opens it, and made only then: there are some two hundred of them. */
function folding(head, make) {
  const inside = h("div", {});
  const toggle = ({ target }) => target.open && !inside.hasChildNodes() && fill(inside, make());
  return h("details", { on: { toggle } }, h("summary", {}, head), inside);
}

function list(some) {
  return h(
    "ul",
    {},
    some.map((thing) => h("li", {}, link(thing), thing.kind?.zh && h("span", { class: "pale" }, ` ${label(thing.kind)}`))),
  );
}

function tools(shown, kinds, isAll) {
  const codes = isAll ? null : shown.map((one) => one.id);
  return toolbar({
    name: "aitalent-kg-conflicts",
    columns: COLUMNS[lang],
    rows: () => shown.flatMap((one) => rows(one, kinds)),
    query: selecting(codes),
    rdf: constructing(codes),
  });
}

function rows(one, kinds) {
  const kind = label(kinds.find((known) => known.value === one.kind)?.label) || one.kind;
  return one.readings.flatMap((reading) =>
    reading.quotes.map((quote) => [
      one.id,
      kind,
      label(one.topic),
      reading.id,
      String(reading.chosen),
      label(reading.says),
      quote.source,
      quote.line,
      quote.quote,
    ]),
  );
}
