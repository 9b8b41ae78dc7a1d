// How much two sides have of each other: cards, tables and the heat map of categories.

import { label, lang, t, words } from "../i18n.js";
import { h, link, table } from "../kit.js";
import { state } from "../state.js";
import { cells } from "./compare.js";
import { categoryName, nameOf, percent, uncounted } from "./compare-story.js";

words({
  "compare-coverage": ["涵蓋程度", "Coverage"],
  "compare-way": ["「{0}」在「{1}」中的對應", "“{0}”: counterparts in “{1}”"],
  "compare-strict": ["完全或近似", "Exact or close"],
  "compare-part": ["較廣或較窄", "Broader or narrower"],
  "compare-related": ["僅相關", "Only related"],
  "compare-none-found": ["經審查無對應", "Reviewed, none found"],
  "compare-open-yet": ["未經審查", "Not reviewed"],
  "compare-any": ["有對應", "Any counterpart"],
  "compare-items": ["項目", "Items"],
  "compare-group": ["類別", "Group"],
  "compare-share": ["有對應之比例", "Share with any"],
  "compare-of": ["{1} 個項目中 {0} 個有對應", "{0} of {1} items have a counterpart"],
  "compare-closer": ["依類別與種類", "By category and kind"],
  "compare-by-category": ["依文件類別", "By category"],
  "compare-by-kind": ["依項目種類", "By kind of item"],
  "compare-nothing": ["沒有可計的項目，故無比例；並非全無，也非全有。", "No items to count, hence no share: neither none nor all."],
  "compare-no-other": ["另一側沒有可計的項目，這 {0} 個項目無從對照，故不計比例。", "The other side has no items to count, so that these {0} items can be held against nothing; no share is given."],
  "compare-unlooked": ["這 {0} 個項目皆未經審查，未必真無對應，故不計比例。", "Nobody has reviewed these {0} items; there may be counterparts, so that no share is given."],
  "compare-see": ["可另看：", "See instead: "],
  "compare-how": [
    "每個項目依其最強的對應計一次。僅相關者不能互相取代；對應不遞移；級別屬各文件的尺度，不換算。",
    "Each item counts once, by its strongest counterpart. Items that are only related cannot stand for one another; mappings are never chained; levels stand on the scales of their documents and are not converted.",
  ],
  "compare-heat": ["類別對照", "Category by category"],
  "compare-heat-caption": ["各類別之間的對應數；按數字只看那些對應", "Pairs between categories; press a number to see only those"],
  "compare-heat-corner": ["左＼右", "Left \\ right"],
  "compare-cell": ["{0} 與 {1}：{2} 個對應", "{0} and {1}: {2} pairs"],
  "compare-none": ["兩側之間沒有對應。", "There are no pairs between the sides."],
  "compare-beside": [
    "虛線外各欄列（{0}）不是類別，而是列表以外之物的種類：計入對應，不計入項目。",
    "Beyond the dashed line ({0}) stand no categories, but kinds of things outside the counted list: counted as pairs, not as items.",
  ],
});

/** Parts of a share, and their names: that nobody has looked is not that there is none. */
const PARTS = { strict: "strict", part: "part", related: "related", none: "none-found", open: "open-yet" };

/** Both ways: a card with the whole, tables by category and by kind. */
export function coverage(found) {
  return h(
    "section",
    {},
    h("h2", {}, t("compare-coverage")),
    h("div", { class: "columns" }, found.ways.map((way) => oneWay(found, way))),
    h("p", { class: "pale" }, t("compare-how")),
  );
}

function oneWay(found, way) {
  const [side, other] = way.of === "left" ? [found.left, found.right] : [found.right, found.left];
  const title = t("compare-way", nameOf(found.data, side.thing, lang), nameOf(found.data, other.thing, lang));
  if (!way.all.items.length) {
    return h("div", { class: "card way" }, h("h3", {}, title), h("p", {}, t("compare-nothing")), why(side));
  }
  const reason = uncounted(found, way);
  if (reason) {
    const told = t(reason === "unlooked" ? "compare-unlooked" : "compare-no-other", way.all.items.length);
    return h("div", { class: "card way" }, h("h3", {}, title), h("p", {}, told));
  }
  const shares = [
    way.byCategory.length > 1 && shareTable(found, t("compare-by-category"), way.byCategory),
    way.byKind.length > 1 && shareTable(found, t("compare-by-kind"), way.byKind),
  ];
  const closer = shares.some(Boolean) && h("details", {}, h("summary", {}, t("compare-closer")), shares);
  return h("div", { class: "card way" }, h("h3", {}, title), whole(way.all), closer);
}

/** What the documents leave open about an empty side. */
function why(side) {
  const own = side.unknown.filter((each) => each.code === side.code);
  const see = (refs) => refs.length > 0 && h("p", {}, t("compare-see"), refs.map((ref) => [link(ref), " "]));
  return own.length > 0 && h("ul", {}, own.map((each) => h("li", {}, label(each.says), see(each.see))));
}

function whole(all) {
  const [some, items] = [all.lenient.length, all.items.length];
  return [
    h("p", { class: "whole" }, h("strong", {}, percent(some, items)), " ", t("compare-of", some, items)),
    bar(all),
    h("ul", { class: "legend" }, Object.entries(PARTS).map(([part, name]) => h("li", { class: part }, t(`compare-${name}`), " ", h("b", {}, all[part].length)))),
  ];
}

/** A bar of parts; the numbers stand beside it as text. */
function bar(share) {
  const piece = (part) => h("span", { class: part, style: { width: `${(100 * share[part].length) / share.items.length}%` } });
  return h("span", { class: "bar", "aria-hidden": "true" }, Object.keys(PARTS).filter((part) => share[part].length).map(piece));
}

function shareTable(found, caption, shares) {
  const number = (key, name = key) => ({ key, head: t(`compare-${name}`), number: true });
  const rows = shares.map((share) => ({
    share,
    group: categoryName(found, share.group, lang),
    ratio: share.lenient.length / share.items.length,
    items: share.items.length,
    ...Object.fromEntries(Object.keys(PARTS).map((part) => [part, share[part].length])),
  }));
  const ratio = { key: "ratio", head: t("compare-share"), cell: (row) => h("span", { class: "ratio" }, bar(row.share), ` ${percent(row.share.lenient.length, row.items)}`), sort: (row) => row.ratio };
  return table({ caption, columns: [{ key: "group", head: t("compare-group"), rowhead: true }, number("items"), ...Object.entries(PARTS).map(([part, name]) => number(part, name)), ratio], rows });
}

/** The heat map: a table whose cells lead to their pairs. */
export function heat(found) {
  if (!found.pairs.length) {
    return h("section", {}, h("h2", {}, t("compare-heat")), h("p", { class: "none" }, t("compare-none")));
  }
  const grid = cells(found);
  const name = (group) => categoryName(found, group, lang);
  const heads = grid.columns.map((column) => h("th", { scope: "col", class: edge(grid.beyond[1], column) }, name(column)));
  const beyond = [...new Set(grid.beyond.flat().map(name))];
  const caption = h("caption", { id: "heat-caption" }, t("compare-heat-caption"));
  const body = grid.rows.map((row, at) => heatRow(grid, row, at, name));
  const made = h("table", { class: "heat" }, caption, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("compare-heat-corner")), heads)), h("tbody", {}, body));
  return h(
    "section",
    {},
    h("h2", {}, t("compare-heat")),
    h("div", { class: "wide", role: "region", tabindex: "0", "aria-labelledby": "heat-caption" }, made),
    beyond.length > 0 && h("p", { class: "pale" }, t("compare-beside", beyond.join(lang === "zh" ? "、" : ", "))),
  );
}

/** A line stands before the first of what is no category. */
function edge(beyond, name) {
  return beyond[0] === name ? "beyond" : "";
}

function heatRow(grid, row, at, name) {
  const shown = grid.columns.map((column, number) => {
    const count = grid.of(row, column).length;
    const depth = { "--depth": `${Math.round(8 + (32 * count) / grid.most)}%` };
    const inside = count ? cellButton(`${at}.${number}`, t("compare-cell", name(row), name(column), count), count) : h("span", { class: "pale" }, "·");
    return h("td", { class: `${count ? "some" : ""} ${edge(grid.beyond[1], column)}`, style: depth }, inside);
  });
  return h("tr", { class: edge(grid.beyond[0], row) }, h("th", { scope: "row" }, name(row)), shown);
}

function cellButton(cell, told, count) {
  const pressed = state.get("cell") === cell;
  const press = () => state.set({ cell: pressed ? null : cell });
  return h("button", { type: "button", id: `cell-${cell.replace(".", "-")}`, "aria-label": told, "aria-pressed": String(pressed), on: { click: press } }, count);
}

/** The row and the column of the cell that the URL names; null where it names none. */
export function cellAsked(found) {
  const [row, column] = state.get("cell").split(".").map(Number);
  const grid = cells(found);
  return grid.rows[row] !== undefined && grid.columns[column] !== undefined
    ? { row: grid.rows[row], column: grid.columns[column], pairs: grid.of(grid.rows[row], grid.columns[column]) }
    : null;
}
