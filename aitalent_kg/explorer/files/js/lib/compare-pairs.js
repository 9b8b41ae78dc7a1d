// The pairs of a comparison with reasons and quotes, and what has no counterpart.

import { view } from "../data.js";
import { label, lang, t, words } from "../i18n.js";
import { choose, fill, h, link, problem, quotes } from "../kit.js";
import { state } from "../state.js";
import { cellAsked } from "./compare-numbers.js";
import { categoryName, kindName, nameOf } from "./compare-story.js";

words({
  "compare-pairs": ["對應（{0}）", "Pairs ({0})"],
  "compare-pair": ["對應", "pair"],
  "compare-left-only": ["左，未見對應", "left, no known counterpart"],
  "compare-right-only": ["右，未見對應", "right, no known counterpart"],
  "compare-only-one": ["未見對應的項目", "Items without a known counterpart"],
  "compare-relation": ["關係", "Relation"],
  "compare-every-relation": ["全部", "all"],
  "compare-in-cell": ["只列「{0}」與「{1}」的對應", "Only pairs of “{0}” and “{1}”"],
  "compare-all-cells": ["顯示全部", "Show all"],
  "compare-confidence": ["信心 {0}", "confidence {0}"],
  "compare-quotes": ["引文對照", "Quotes side by side"],
  "compare-quote": ["引文", "Quotes"],
  "compare-no-quotes": ["沒有自己的引文。", "It has no quote of its own."],
  "compare-more": ["再顯示 {0} 個", "Show {0} more"],
  "compare-only": ["「{0}」：經審查無對應 {1}，未經審查 {2}", "“{0}”: {1} reviewed, none found; {2} not reviewed"],
  "compare-all-there": ["「{0}」的項目在另一側都有對應。", "Every item of “{0}” has a counterpart."],
  "compare-reviewed": ["經審查，無對應", "reviewed, none found"],
  "compare-not-reviewed": ["未經審查", "not reviewed"],
  "compare-level": ["{0}：{1}", "{0}: {1}"],
  "compare-manual": ["人工判讀", "judged by reading"],
});

const FIRST = 12;
const TAGS = { "skos:exactMatch": "good", "skos:closeMatch": "good", "skos:broadMatch": "warn", "skos:narrowMatch": "warn", "skos:relatedMatch": "" };

/** The pairs that the URL asks for, each with its reason and, when opened, its quotes. */
export function pairList(found) {
  if (!found.pairs.length) {
    return null;
  }
  const cell = cellAsked(found);
  const relation = state.get("relation");
  const shown = (cell ? cell.pairs : found.pairs).filter((pair) => !relation || pair.predicate === relation);
  return h(
    "section",
    { class: "pairs" },
    h("h2", { id: "pairs" }, t("compare-pairs", shown.length)),
    h("div", { class: "row" }, relations(found, relation), cell && within(found, cell)),
    firstOf(shown, (pair) => pairCard(found, pair), (pair) => keyOf(found, pair.left, pair.right)),
  );
}

function relations(found, value) {
  const counted = found.data.predicates.filter((predicate) => found.pairs.some((pair) => pair.predicate === predicate));
  const options = counted.map((predicate) => ({ value: predicate, label: found.data.words.predicates[lang][predicate] }));
  return choose({
    label: t("compare-relation"),
    id: "compare-relation",
    options: [{ value: "", label: t("compare-every-relation") }, ...options],
    value,
    onchange: (relation) => state.set({ relation }),
  });
}

function within(found, { row, column }) {
  const told = t("compare-in-cell", categoryName(found, row, lang), categoryName(found, column, lang));
  const all = () => state.set({ cell: null });
  return h("p", { class: "in-cell" }, told, " ", h("button", { type: "button", on: { click: all } }, t("compare-all-cells")));
}

/** What the URL calls the quotes of a pair, or of one thing. */
function keyOf(found, ...things) {
  return things.map((thing) => found.data.things[thing].code).join(" ");
}

/** A list whose first entries stand there, with those that the URL opens; the others on request. */
function firstOf(entries, make, key) {
  const opened = new Set(state.all("quotes"));
  const first = Math.max(FIRST, entries.findLastIndex((entry) => opened.has(key(entry))) + 1);
  const list = h("ul", { class: "plain" }, entries.slice(0, first).map(make));
  if (entries.length <= first) {
    return list;
  }
  const more = h("button", { type: "button", class: "more", on: { click: () => {
    list.append(...entries.slice(first).map(make));
    more.remove();
  } } }, t("compare-more", entries.length - first));
  return [list, more];
}

function pairCard(found, pair) {
  const things = found.data.things;
  const relation = found.data.words.predicates[lang][pair.predicate];
  const sure = pair.confidence === null ? null : h("span", { class: "pale" }, t("compare-confidence", pair.confidence));
  return h(
    "li",
    { class: "pair card" },
    h("div", { class: "ends" }, end(found, pair.left), h("span", { class: "between" }, h("span", { class: `tag ${TAGS[pair.predicate]}` }, relation), sure), end(found, pair.right)),
    h("p", { class: "why" }, label(pair.why), " ", judged(pair)),
    unfolding(t("compare-quotes"), keyOf(found, pair.left, pair.right), async () => {
      const all = await view("compare/quotes");
      const both = all.pairs[pair.number].map((numbers) => numbers.map((number) => all.quotes[number]));
      const ends = pair.isTurned ? both.reverse() : both;
      const side = (thing, some) => h("div", {}, h("h4", {}, label(things[thing].label)), quoted(some));
      return h("div", { class: "columns" }, side(pair.left, ends[0]), side(pair.right, ends[1]));
    }),
  );
}

/** By what a mapping was judged; what is no term of ours stays as the file has it. */
function judged({ justification }) {
  if (!justification) {
    return null;
  }
  const manual = justification.endsWith("ManualMappingCuration");
  return h("span", { class: "pale" }, manual ? t("compare-manual") : justification);
}

function end(found, thing) {
  const { levels, kind } = found.data.things[thing];
  const told = levels.map((level) => t("compare-level", label(level.scale), label(level.label)));
  return h("span", { class: "end" }, link(found.data.things[thing]), h("span", { class: "pale" }, ` ${[kindName(found.data, kind, lang), ...told].join(" · ")}`));
}

function quoted(some) {
  return some.length ? quotes(some) : h("p", { class: "none" }, t("compare-no-quotes"));
}

/** Details that are made when they are first opened; the URL keeps those that are. */
function unfolding(summary, key, make) {
  const body = h("div");
  let made = false;
  const toggled = async ({ target }) => {
    const others = state.all("quotes").filter((each) => each !== key);
    state.set({ quotes: target.open ? [...others, key] : others }, { quiet: true });
    if (!target.open || made) {
      return;
    }
    made = true;
    try {
      fill(body, await make());
    } catch (error) {
      made = false;
      fill(body, problem(error));
    }
  };
  return h("details", { open: state.all("quotes").includes(key), on: { toggle: toggled } }, h("summary", {}, summary), body);
}

/** What only one side has: whether somebody looked for a counterpart, and why there is none. */
export function lonely(found) {
  const sides = [[found.left, found.onlyLeft, found.ways[0]], [found.right, found.onlyRight, found.ways[1]]];
  const counted = sides.filter(([, , way]) => way.all.items.length);
  return counted.length > 0 && h(
    "section",
    {},
    h("h2", {}, t("compare-only-one")),
    h("div", { class: "columns" }, counted.map(([side, entries]) => onlyOf(found, side, entries))),
  );
}

function onlyOf(found, side, entries) {
  const name = nameOf(found.data, side.thing, lang);
  const looked = entries.filter((each) => each.reviewed).length;
  const title = h("h3", {}, t("compare-only", name, looked, entries.length - looked));
  if (!entries.length) {
    return h("div", {}, title, h("p", { class: "none" }, t("compare-all-there", name)));
  }
  return h("div", {}, title, firstOf(entries, (each) => aloneEntry(found, each), (each) => keyOf(found, each.thing)));
}

function aloneEntry(found, each) {
  const thing = found.data.things[each.thing];
  const mark = each.reviewed ? h("span", { class: "tag" }, t("compare-reviewed")) : h("span", { class: "tag warn" }, t("compare-not-reviewed"));
  return h(
    "li",
    { class: "alone" },
    link(thing),
    h("span", { class: "pale" }, ` ${kindName(found.data, thing.kind, lang)} `),
    mark,
    each.reviewed && h("p", { class: "why" }, label(each.why)),
    unfolding(t("compare-quote"), keyOf(found, each.thing), async () => {
      const all = await view("compare/quotes");
      return quoted((all.of[thing.code] ?? []).map((number) => all.quotes[number]));
    }),
  );
}
