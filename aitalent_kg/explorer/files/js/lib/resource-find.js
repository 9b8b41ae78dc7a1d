// The resource page before there is a resource: a search, and what an unknown code may have meant.

import { search, view } from "../data.js";
import { label, t, words } from "../i18n.js";
import { fill, h, link, searchBox } from "../kit.js";
import { resourceHref } from "../state.js";
import { resource } from "./resource.js";

words({
  "res-title": ["資源", "Resources"],
  "res-site": ["AI 人才知識圖譜", "AI talent knowledge graph"],
  "res-find": ["找一項資源：名稱、代碼或原文", "Find a resource: name, code or words of a text"],
  "res-lead": ["圖中的每一項都有自己的網頁與永久網址：任務、職能、證照、規則、歧異，連同支持它的原句。", "Everything in the graph has a page and an address of its own: tasks, items, certifications, rules, differences, each with the sentences it rests on."],
  "res-documents": ["從文件開始", "Start from a document"],
  "res-unknown": ["沒有「{0}」這項資源", "There is no resource “{0}”"],
  "res-unknown-what": ["請檢查網址，或由下列相近者選擇：", "Check the address, or choose one of those near it:"],
  "res-unknown-none": ["沒有相近者；請用搜尋。", "Nothing is near it; use the search."],
});

/** Names the window. */
export function titled(text) {
  document.title = `${text} – ${t("res-site")}`;
}

function finder() {
  return searchBox({
    label: t("res-find"),
    id: "resource-search",
    onchoose: (hit) => location.assign(new URL(resourceHref(hit.code), document.baseURI)),
  });
}

/** The page without a resource. */
export async function start(main) {
  titled(t("res-title"));
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
  titled(asked);
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

/** What an unknown code may have meant: what it would be part of, and what a search finds. */
async function near(asked) {
  const parts = asked.split("/");
  const above = await Promise.all(parts.slice(1).map((_, at) => resource(parts.slice(0, at + 1).join("/"))));
  const known = above.filter(Boolean).reverse();
  const wholes = known.map((page) => ({ ...page.ref(page.code), kindLabel: page.terms.kinds[page.kind] }));
  try {
    const hits = await search(parts.at(-1), { limit: 8 });
    return [...wholes, ...hits.filter((hit) => !wholes.some((whole) => whole.code === hit.code))];
  } catch {
    return wholes; // without a search the page still says that there is no such resource
  }
}
