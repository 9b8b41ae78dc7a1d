// A table that is sorted by a click on a head, and scrolls in its own box where it is too wide.

import { t, tag, words } from "../i18n.js";
import { fill, h } from "./dom.js";

words({
  "kit-more": ["顯示全部 {0} 列", "Show all {0} rows"],
  "kit-no-rows": ["沒有資料", "No rows"],
  "kit-sort": ["依「{0}」排序", "Sort by {0}"],
});

const FIRST = 300; // rows made at once; the rest on request
let tables = 0;

/**
 * @param {{caption: string|Node, rows: Object[], limit?: number, empty?: string,
 *   columns: Array<{key: string, head: string, number?: boolean, rowhead?: boolean,
 *   cell?: function(Object): (Node|string), sort?: function(Object): (string|number)}>}} settings
 * @returns {HTMLElement}
 */
export function table({ caption, columns, rows, limit = FIRST, empty }) {
  const id = `table-${(tables += 1)}`;
  const view = { columns, rows: [...rows], limit, by: null, down: false, body: h("tbody") };
  view.heads = columns.map((column, at) => head(view, column, at));
  view.more = h("button", { type: "button", class: "more", on: { click: () => all(view) } }, t("kit-more", rows.length));
  rowsOf(view);
  const made = h(
    "table",
    {},
    h("caption", { id }, caption),
    h("thead", {}, h("tr", {}, view.heads)),
    view.body,
  );
  const box = h("div", { class: "wide", role: "region", tabindex: "0", "aria-labelledby": id }, made);
  return h("div", { class: "table" }, box, rows.length ? null : h("p", { class: "none" }, empty ?? t("kit-no-rows")), view.more);
}

function head(view, column, at) {
  const sort = h("button", { type: "button", title: t("kit-sort", column.head), on: { click: () => sorted(view, at) } }, column.head);
  return h("th", { scope: "col", class: column.number ? "n" : "" }, sort);
}

function sorted(view, at) {
  view.down = view.by === at && !view.down;
  view.by = at;
  const value = valueOf(view.columns[at]);
  const order = new Intl.Collator(tag, { numeric: true });
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : order.compare(String(a), String(b)));
  view.rows.sort((a, b) => compare(value(a), value(b)) * (view.down ? -1 : 1));
  view.heads.forEach((node) => node.removeAttribute("aria-sort"));
  view.heads[at].setAttribute("aria-sort", view.down ? "descending" : "ascending");
  rowsOf(view);
}

function valueOf(column) {
  return (row) => {
    const value = column.sort ? column.sort(row) : (row[column.key] ?? column.cell?.(row));
    return value instanceof Node ? value.textContent : (value ?? "");
  };
}

function all(view) {
  view.limit = view.rows.length;
  rowsOf(view);
}

function rowsOf(view) {
  fill(view.body, view.rows.slice(0, view.limit).map((row) => h("tr", {}, view.columns.map((column) => cell(column, row)))));
  view.more.hidden = view.rows.length <= view.limit;
}

function cell(column, row) {
  const shown = column.cell ? column.cell(row) : row[column.key];
  const attributes = { class: column.number ? "n" : "", "data-label": column.head };
  return column.rowhead ? h("th", { scope: "row", ...attributes }, shown) : h("td", attributes, shown);
}
