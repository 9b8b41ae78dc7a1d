// The gap list: what a goal asks for, to be ticked; what is left, and what counts instead.

import { choose, h, link } from "../kit.js";
import { label, lang, t, words } from "../i18n.js";
import { state } from "../state.js";
import { STRENGTHS, gapOf, mark, priceOf } from "./gap.js";
import { folded, turned } from "./map-parts.js";

words({
  "map-gap-sum": ["要求 {0} 項：還缺 {1} 項，已具備 {2} 項，以對應項目抵 {3} 項。", "{0} items asked for: {1} missing, {2} held, {3} covered by a mapped item."],
  "map-gap-given": ["另有 {0} 項為文件視為既有。", "{0} more are taken as given by the document."],
  "map-gap-tick": ["勾選已具備的項目：", "Tick what is already yours:"],
  "map-gap-clear": ["全部取消勾選", "Untick all"],
  "map-gap-mapped": ["以對應項目抵用", "Mapped items count"],
  "map-none-mapped": ["不計", "not at all"],
  "map-exact": ["限完全對應", "exact matches only"],
  "map-close": ["完全與近似對應", "exact and close matches"],
  "map-broad": ["再加較廣者", "and broader ones"],
  "map-narrow": ["再加較窄者", "and narrower ones"],
  "map-related": ["再加相關者", "and related ones"],
  "map-gap-level": ["級別 {0}", "level {0}"],
  "map-gap-no-level": ["級別未載", "level not stated"],
  "map-gap-when": ["條件：{0}", "where: {0}"],
  "map-gap-unlocks": ["補足後即完成 {0}", "the last one for {0}"],
  "map-gap-page": ["資料頁", "its page"],
  "map-gap-where": ["要求出處 {0} 處", "asked for in {0} place(s)"],
  "map-gap-counts": ["其他框架的對應項目 {0} 個", "{0} mapped item(s) of other frameworks"],
  "map-gap-by": ["以「{0}」抵用（{1}{2}）", "covered by {0} ({1}{2})"],
  "map-confidence": ["，信心 {0}", ", confidence {0}"],
  "map-held": ["已具備", "held"],
  "map-lacking": ["缺", "missing"],
  "map-instead": ["對應抵用", "mapped"],
  "map-given": ["視為既有", "taken as given"],
  "map-not-counted": ["此對應目前不計", "this match does not count now"],
  "map-gap-says": ["{0}：{1}。", "{0}: {1}."],
  "map-gap-lacks": ["{0}：原文缺「{1}」。", "{0}: the source lacks: {1}."],
  "map-gap-see": ["可另看", "See instead"],
  "map-gap-see-too": ["所屬類別與路徑另有要求", "Its groups and paths ask for more"],
  "map-gap-nothing": ["「{0}」屬背景起點，不要求任何項目。", "{0} is a background; it asks for no items."],
  "map-price": [
    "其中能力類型 {0} 項，依表 5 採用讀法共需課程 {1} 小時、證照 {2} 張（AI 工具應用以初階計；未計既有課程與證照）。",
    "The {0} ability type(s) among them take {1} course hours and {2} certificate(s) by table 5, recommended readings (AI tool application at Basic; nothing held counted).",
  ],
  "map-assess": ["以自我評估逐項檢核", "Check yourself against the rules"],
});

/**
 * @param {Object} asked a view `gap/GOAL`
 * @param {Object} data the view `routes`
 * @param {Set<string>} have codes of what is ticked
 * @param {{have: string[]}} kept marks in the URL of items that this goal does not know
 */
export function gapList(asked, data, have, kept) {
  if (!asked.asks) {
    return h("p", { class: "note" }, t("map-gap-nothing", label(asked.goal.label)));
  }
  const strength = strengthOf();
  const gap = gapOf(asked, have, strength);
  return h(
    "div",
    { class: "gap" },
    asked.items.length > 0 && summary(gap, asked, data),
    silences(asked),
    asked.items.length > 0 && controls(strength, have),
    asked.items.length > 0 && h("p", { class: "pale" }, t("map-gap-tick")),
    h("ul", { class: "items" }, inOrder(gap, asked).map((entry) => row(entry, { have, kept, strength }))),
    asked.items.length > 0 && seeToo(asked.see, "map-gap-see-too"),
  );
}

/** The weakest mapping that counts, from the URL. */
export function strengthOf() {
  const asked = state.get("mapped");
  return STRENGTHS.includes(asked) ? asked : "close";
}

/** The items in the order of the goal, each with the list it is in. */
export function inOrder(gap, asked) {
  const found = new Map(Object.entries(gap).flatMap(([list, entries]) => entries.map((entry) => [entry.item.code, { ...entry, list }])));
  return asked.items.map((item) => found.get(item.code));
}

function summary(gap, asked, data) {
  const price = priceOf(gap, data.prices);
  return h(
    "div",
    { class: "note", id: "gap-summary" },
    h("p", {}, t("map-gap-sum", asked.items.length, gap.missing.length, gap.covered.length, gap.mapped.length),
      gap.presupposed.length > 0 && ` ${t("map-gap-given", gap.presupposed.length)}`),
    price && h("p", {}, t("map-price", price.types.length, price.hours, price.certificates), " ",
      h("a", { href: `assess.html?lang=${lang}` }, t("map-assess"))),
  );
}

/** What the documents leave open, and where else to look. */
function silences(asked) {
  const own = ["items", "ability-types"];
  const one = (part) => h("li", {}, t(own.includes(part.what) ? "map-gap-says" : "map-gap-lacks", label(part.label), label(part.says)),
    seeToo(part.see, "map-gap-see"), folded(part.quotes));
  return asked.unknown.length > 0 && h("div", { class: "warning" }, h("ul", { class: "silences" }, asked.unknown.map(one)));
}

function seeToo(refs, head) {
  return refs.length > 0 && h("p", {}, t(head), t("map-colon"), refs.map((ref) => [turned({ goal: ref.code }, label(ref.label)), " "]));
}

function controls(strength, have) {
  const options = STRENGTHS.map((value) => ({ value, label: t(value === "none" ? "map-none-mapped" : `map-${value}`) }));
  const onchange = (value) => state.set({ mapped: value === "close" ? null : value });
  return h(
    "div",
    { class: "row" },
    choose({ label: t("map-gap-mapped"), id: "gap-mapped", options, value: strength, onchange }),
    have.size > 0 && h("button", { type: "button", id: "gap-clear", on: { click: () => state.set({ have: null }) } }, t("map-gap-clear")),
  );
}

const STATES = {
  covered: ["map-held", "good"],
  mapped: ["map-instead", "good"],
  presupposed: ["map-given", ""],
  missing: ["map-lacking", "bad"],
};

function row(entry, context) {
  const { item, list } = entry;
  const [word, look] = STATES[list];
  return h(
    "li",
    { class: list },
    h(
      "div",
      { class: "head" },
      tick(item, context),
      h("span", { class: `tag ${look}` }, t(word)),
      h("span", { class: "tag" }, label(item.kindLabel)),
      level(item),
      strengths(item),
    ),
    entry.by && h("p", {}, t("map-gap-by", label(entry.by.label), label(entry.by.match), sure(entry.by))),
    entry.completes?.length > 0 && h("p", { class: "pale" }, t("map-gap-unlocks", entry.completes.map((code) => partName(item, code)).join(t("map-comma")))),
    h("div", { class: "more" }, places(item), folded(item.quotes), counting(item, context)),
  );
}

function tick(item, { have, kept }) {
  const id = `tick-${mark(item.code)}`;
  const change = (event) => {
    const chosen = new Set(have);
    event.target.checked ? chosen.add(item.code) : chosen.delete(item.code);
    state.set({ have: [...kept, ...[...chosen].map(mark)].sort().join(".") });
  };
  return [
    h("input", { type: "checkbox", id, checked: have.has(item.code), on: { change } }),
    h("label", { for: id, class: "name" }, label(item.label)),
    link(item, printed(short(item.code)) || t("map-gap-page")),
  ];
}

function levelled(text) {
  return text === "not stated" ? t("map-gap-no-level") : t("map-gap-level", text.replace("not stated", "–"));
}

/** The end of a code: enough beside a name. */
function short(code) {
  return code.split("/").at(-1);
}

/** A code that a document prints, as K05 or T1.3; a slug of ours is none. */
function printed(code) {
  return /^[A-Z]+[\d.]+$/.test(code) ? code : "";
}

/** A part that needs an item, by its name. */
function partName(item, code) {
  const part = item.where.find((one) => one.code === code);
  return part ? [printed(short(code)), label(part.label)].filter(Boolean).join(" ") : short(code);
}

function level(item) {
  return item.level && h("span", { class: "tag" }, levelled(item.level));
}

function strengths(item) {
  const found = new Set(item.where.map((one) => label(one.strength)).filter(Boolean));
  return [...found].map((text) => h("span", { class: "tag" }, text));
}

function places(item) {
  const conditional = item.where.some((one) => one.condition.zh);
  if (item.where.length === 1 && !conditional) {
    return null;
  }
  const one = (where) =>
    h(
      "li",
      {},
      link(where),
      where.level && h("span", { class: "pale" }, " ", levelled(where.level)),
      where.condition.zh && h("span", {}, " ", t("map-gap-when", label(where.condition))),
    );
  return h("details", { open: conditional }, h("summary", {}, t("map-gap-where", item.where.length)), h("ul", {}, item.where.map(one)));
}

function counting(item, context) {
  if (!item.counts.length) {
    return null;
  }
  const open = item.counts.some((one) => context.have.has(one.code));
  const list = h("ul", { class: "counts" }, item.counts.map((one) => counted(one, context)));
  return h("details", { open }, h("summary", {}, t("map-gap-counts", item.counts.length)), list);
}

function counted(one, context) {
  const counts = STRENGTHS.slice(1).map((name) => `skos:${name}Match`).indexOf(one.predicate) < STRENGTHS.indexOf(context.strength);
  return h(
    "li",
    {},
    tick(one, context),
    h("span", { class: `tag ${counts ? "good" : ""}`, title: counts ? null : t("map-not-counted") }, label(one.match), sure(one)),
    one.document && h("span", { class: "pale" }, ` ${label(one.document)}`),
  );
}

function sure(one) {
  return one.confidence === null ? "" : t("map-confidence", one.confidence);
}
