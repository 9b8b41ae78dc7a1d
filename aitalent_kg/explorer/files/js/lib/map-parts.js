// Routes in words: each with its costs, steps, conditions and quotes; or why there is none.

import { h, link, quote, quotes } from "../kit.js";
import { label, lang, t, words } from "../i18n.js";
import { pageHref, state } from "../state.js";

words({
  "map-colon": ["：", ": "],
  "map-comma": ["、", ", "],
  "map-route": ["路線 {0}", "Route {0}"],
  "map-steps": ["步數 {0}", "steps: {0}"],
  "map-conditions": ["條件數 {0}", "conditions: {0}"],
  "map-missing": ["待補項目數 {0}", "missing items: {0}"],
  "map-hours": ["課程時數 {0}（假設）", "course hours: {0} (assumed)"],
  "map-certificates": ["證照數 {0}（假設）", "certificates: {0} (assumed)"],
  "map-unstated": ["另有 {0} 處文件未載明", "{0} place(s) for which no document states any"],
  "map-beside": ["{0}（{1}）", "{0} ({1})"],
  "map-joined": ["合併多份文件，沒有一份文件載有整條路線。", "Joins documents; no document has the whole route."],
  "map-step-read": ["此步為推論", "step inferred by us"],
  "map-kind-read": ["類型為推論", "kind inferred by us"],
  "map-condition": ["條件：{0}", "Condition: {0}"],
  "map-asks": ["待補", "Missing"],
  "map-asks-unstated": ["文件未載明此處要求哪些項目；見下方落差清單。", "No document states items for this place; see the gap list below."],
  "map-more-quotes": ["其餘原文 {0} 段", "{0} more quote(s)"],
  "map-quotes": ["原文 {0} 段", "quotes: {0}"],
  "map-paths": ["此路線所循路徑另有要求", "The paths that this route takes ask for more"],
  "map-differences": ["文件歧異", "The documents differ"],
  "map-here": ["起點即目標，不需任何轉換。", "Start and goal are the same; no step is needed."],
  "map-incomplete": ["同樣成本的路線還有更多，只列出 {0} 條。", "More routes cost as much; only {0} are listed."],
  "map-figures": ["數字來源", "Where the figures come from"],
  "map-none": ["沒有路線", "No route"],
  "map-reached": ["由起點可到（點選改為目標）", "Reached from the start (choose one as the goal)"],
  "map-entries": ["通往目標的路線可由此開始（點選改為起點）", "Routes to the goal may begin at (choose one as the start)"],
  "map-same": ["同名的另一項", "Of the same name, but not the same"],
});

/**
 * The routes found, or the reason why there are none.
 * @param {Object} found of `routes`
 * @param {Object} network the view
 * @param {Object} data the view `routes`
 */
export function answer(found, network, data) {
  if (found.reason) {
    return reason(found.reason, network, data);
  }
  const cards = found.routes.map((route, at) => card(route, at, network, data));
  return h(
    "div",
    { class: "found" },
    cards,
    !found.complete && h("p", { class: "warning" }, t("map-incomplete", found.routes.length)),
    figures(found.minimised, data),
  );
}

/** A cost in words; a figure that leaves something out says so. */
export function cost(route, name) {
  const value = t(`map-${name}`, route.cost[name]);
  const left = route.unstated[name];
  return left ? t("map-beside", value, t("map-unstated", left)) : value;
}

/** Quotes that lie in no other, behind a line that says how many. */
export function folded(found, open = false) {
  const shown = outermost(found);
  return shown.length ? h("details", { open }, h("summary", {}, t("map-quotes", shown.length)), quotes(shown)) : null;
}

/** Quotes without those that lie inside another; of two of one place the first. */
export function outermost(found) {
  const inside = (one, other) => one.source === other.source && other.start <= one.start && one.end <= other.end;
  return found.filter((one, at) => !found.some((other, o) => o !== at && inside(one, other) && (!inside(other, one) || o < at)));
}

/** A link to this page with another state. */
export function turned(changes, text) {
  const now = Object.fromEntries([...new URLSearchParams(location.search).keys()].map((key) => [key, state.all(key)]));
  return h("a", { href: pageHref("map", { ...now, ...changes }), class: "tag", on: { click: (event) => stay(event, changes) } }, text);
}

function stay(event, changes) {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    state.set(changes, { push: true });
  }
}

/** Several in one line. */
export function listed(all, one) {
  return all.map((each, at) => [at ? t("map-comma") : "", one(each)]);
}

function card(route, at, network, data) {
  const costs = Object.keys(route.cost).map((name) => h("span", { class: "tag mark" }, cost(route, name)));
  const named = ({ label: title, short }) => h("span", { class: "tag", title: label(title) }, label(short));
  const documents = route.documents.map((stem) => named(network.documents[stem]));
  return h(
    "article",
    { class: "card route" },
    h("h3", {}, t("map-route", at + 1), " ", costs, " ", documents),
    route.joined && h("p", { class: "warning" }, t("map-joined")),
    route.steps.length ? line(route, network, data) : h("p", {}, t("map-here")),
    remarks(route, data),
  );
}

function line(route, network, data) {
  return h(
    "ol",
    { class: "way" },
    h("li", { class: "place" }, placed(route.steps[0].from)),
    route.steps.map((step) => h("li", { class: "place" }, taken(step, network, data), placed(step.to))),
  );
}

function placed(place) {
  const kind = h("span", { class: "pale" }, label(place.kindLabel));
  return h("p", { class: `stop ${place.kind}` }, link(place, label(place.title)), " ", kind);
}

function taken(step, network, data) {
  const tells = ([name, value]) => value > 0 && !["steps", "conditions"].includes(name);
  const more = ([name, value]) => h("span", { class: "tag warn" }, t(`map-${name}`, `+${value}`));
  const added = Object.entries(step.cost).filter(tells).map(more);
  return h(
    "div",
    { class: "taken" },
    h("p", { class: "keys" }, tags(step.line, network.kinds), added),
    step.line.condition.zh && h("p", { class: "if" }, t("map-condition", label(step.line.condition))),
    step.asks.length > 0 && h("p", {}, t("map-asks"), t("map-colon"), listed(step.asks, (code) => link(data.items[code]))),
    step.unstated && h("p", { class: "pale" }, t("map-asks-unstated")),
    said(step.line.quotes.map((number) => network.quotes[number])),
  );
}

/** The quote that says most, and the others behind a line. */
function said(found) {
  const shown = outermost(found);
  const most = shown.reduce((best, one) => (one.quote.length > (best?.quote.length ?? 0) ? one : best), null);
  const others = shown.filter((one) => one !== most);
  const rest = () => h("details", {}, h("summary", {}, t("map-more-quotes", others.length)), quotes(others));
  return [most && quote(most), others.length > 0 && rest()];
}

/** Kind of a step, what the document calls it, and what of it is our reading. */
export function tags(line, kinds) {
  const own = (kind) => (kind === "example" ? EXAMPLE : (kinds[kind] ?? { zh: kind, en: kind }));
  return [
    h("span", { class: `tag kind-${line.kind.replace(" ", "-")}` }, label(own(line.kind))),
    line.qualifiers[lang].map((text) => h("span", { class: "tag" }, text)),
    line.basis === "inferred" && h("span", { class: "tag warn" }, t("map-step-read")),
    line.kind_basis === "inferred" && h("span", { class: "tag warn" }, t("map-kind-read")),
  ];
}

const EXAMPLE = { zh: "例如", en: "for example" };

function remarks(route, data) {
  return [
    route.paths.length > 0 &&
      h("p", {}, t("map-paths"), t("map-colon"), route.paths.map((code) => [turned({ goal: code }, label(data.paths[code])), " "])),
    route.differences.length > 0 && h("p", {}, t("map-differences"), t("map-colon"), differences(route.differences, data)),
  ];
}

function differences(codes, data) {
  return listed(codes, (code) => h("a", { href: pageHref("conflicts", { id: code.split("/").at(-1) }) }, label(data.remarks[code].label)));
}

function figures(names, data) {
  const lines = names.map((name) => h("li", {}, t(`map-least-${name}`), t("map-colon"), label(data.sources[name])));
  return h("details", { class: "pale" }, h("summary", {}, t("map-figures")), h("ul", {}, lines));
}

function reason(why, network, data) {
  const places = new Map(network.places.map((place) => [place.code, place]));
  const chip = (name, code) => turned({ [name]: code }, label(places.get(code).title));
  const chips = (head, codes, name) =>
    codes.length > 0 &&
    h("div", {}, h("h3", {}, t(head)), h("p", { class: "chips" }, codes.map((code) => [chip(name, code), " "])));
  return h(
    "div",
    { class: "found" },
    h("div", { class: "warning" }, h("p", {}, h("strong", {}, t("map-none")), t("map-colon"), label(why.says))),
    chips("map-reached", why.reached, "to"),
    chips("map-entries", why.entries, "from"),
    why.same.length > 0 && h("p", {}, t("map-same"), t("map-colon"), listed(why.same, (code) => link(places.get(code)))),
    why.differences.length > 0 && h("p", {}, t("map-differences"), t("map-colon"), differences(why.differences, data)),
  );
}
