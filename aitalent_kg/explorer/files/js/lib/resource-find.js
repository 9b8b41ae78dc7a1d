// The resource page before there is a resource: a search, and what an unknown code may have meant.

import { search, view } from "../data.js";
import { label, t, words } from "../i18n.js";
import { fill, h, link, searchBox, title } from "../kit.js";
import { resourceHref } from "../state.js";
import { resource } from "./resource.js";

words({
  "res-title": ["資源", "Resources"],
  "res-find": ["找一項資源：名稱、代碼或原文", "Find a resource: name, code or words of a text"],
  "res-lead": ["圖中的每一項都有自己的網頁與永久網址：任務、職能、證照、規則、歧異，連同支持它的原句。", "Everything in the graph has a page and an address of its own: tasks, items, certifications, rules, differences, each with the sentences it rests on."],
  "res-documents": ["從文件開始", "Start from a document"],
  "res-unknown": ["沒有「{0}」這項資源", "There is no resource “{0}”"],
  "res-unknown-what": ["請檢查網址，或由下列相近者選擇：", "Check the address, or choose one of those near it:"],
  "res-unknown-none": ["沒有相近者；請用搜尋。", "Nothing is near it; use the search."],
});

function finder() {
  return searchBox({
    label: t("res-find"),
    id: "resource-search",
    onchoose: (hit) => location.assign(new URL(resourceHref(hit.code), document.baseURI)),
  });
}

const [MANY, MOST, FAR] = [400, 8, 2]; // hits looked at and shown; characters that may differ

/** The page without a resource. */
export async function start(main) {
  title(t("res-title"));
  const { documents } = await view("sources/index");
  fill(
    main,
    h("h1", {}, t("res-title")),
    h("p", { class: "lead" }, t("res-lead")),
    finder(),
    h("h2", {}, t("res-documents")),
    h("ul", { class: "refs" }, documents.map((one) => h("li", {}, link(one), " ", h("span", { class: "pale" }, label(one.kind))))),
  );
}

/** The page of a resource that is not there: what may have been meant. */
export async function unknown(main, asked) {
  title(t("res-unknown", asked));
  const hits = await near(asked);
  fill(
    main,
    h("h1", {}, t("res-unknown", asked)),
    h("p", {}, hits.length ? t("res-unknown-what") : t("res-unknown-none")),
    hits.length
      ? h("ul", { class: "refs near" }, hits.map((hit) => h("li", {}, link(hit), " ", h("span", { class: "pale" }, `${label(hit.kindLabel)} ${hit.code}`))))
      : null,
    finder(),
  );
}

/** What an unknown code may have meant: what it would be part of, codes near it, else what a search finds. */
async function near(asked) {
  const parts = asked.split("/");
  const above = await Promise.all(parts.slice(1).map((_, at) => resource(parts.slice(0, at + 1).join("/"))));
  const known = above.filter(Boolean).reverse();
  const wholes = known.map((page) => ({ ...page.ref(page.code), kindLabel: page.terms.kinds[page.kind] }));
  try {
    const hits = alike(asked, await search(asked, { limit: MANY }));
    const shown = hits.length ? hits : await search(parts.at(-1), { limit: MOST });
    return [...wholes, ...shown.filter((hit) => !wholes.some((whole) => whole.code === hit.code))];
  } catch {
    return wholes; // without a search the page still says that there is no such resource
  }
}

/** Hits whose codes are near the one asked for, the nearest first. */
function alike(asked, hits) {
  const close = hits.map((hit) => [distance(asked, hit.code), hit]).filter(([apart]) => apart <= FAR);
  return close.sort(([a], [b]) => a - b).slice(0, MOST).map(([, hit]) => hit);
}

/** How many characters must be changed, added or taken away to make one text the other. */
function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let at = 1; at <= a.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= b.length; to += 1) {
      next.push(Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (a[at - 1] === b[to - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
