// Small parts that stand on many pages: links to resources, quotes, messages.

import { label, t, words } from "../i18n.js";
import { pageHref, resourceHref } from "../state.js";
import { h } from "./dom.js";

words({
  "kit-line": ["第 {0} 行", "line {0}"],
  "kit-site": ["AI 人才知識圖譜", "AI talent knowledge graph"],
  "kit-error": ["無法顯示：{0}", "This cannot be shown: {0}"],
});

/**
 * A link to the page of a resource.
 * @param {string|{code: string, label?: {zh: string, en: string}}} resource
 * @param {string} [text] what to show instead of its name
 */
export function link(resource, text) {
  const code = typeof resource === "string" ? resource : resource.code;
  const shown = text || (typeof resource === "string" ? "" : label(resource.label)) || code;
  return h("a", { href: resourceHref(code), class: "resource" }, shown);
}

/** The stem of a document from the name of its file. */
export function stem(file) {
  return file.replace(/\.txt$/, "");
}

/**
 * A quote of a document, with a link to its place in the text.
 * @param {{quote: string, source: string, line: number, start: number, end: number}} evidence
 */
export function quote(evidence) {
  const at = `${evidence.start}-${evidence.end}`;
  const place = `${evidence.source}:${evidence.line}`;
  return h(
    "blockquote",
    { class: "quote", lang: "zh-Hant-TW" },
    h("span", { class: "words" }, `「${evidence.quote}」`),
    " ",
    h("cite", {}, h("a", { href: pageHref("sources", { doc: stem(evidence.source), at }), title: t("kit-line", evidence.line) }, place)),
  );
}

/** Quotes one below the other. */
export function quotes(list) {
  return h("div", { class: "quotes" }, list.map(quote));
}

/**
 * Tells a screen reader something, and shows it for a moment.
 * @param {string} message
 * @param {{silent?: boolean}} [how] silent: what is seen anyway is not shown again
 */
export function say(message, { silent = false } = {}) {
  const status = document.getElementById("status");
  if (status) {
    status.textContent = message;
    status.classList.toggle("said", !silent);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => status.classList.remove("said"), 4000);
  }
}

/** Names the page in the browser's tab: "PART – AI 人才知識圖譜"; the site alone without a part. */
export function title(part = "") {
  document.title = [part, t("kit-site")].filter(Boolean).join(" – ");
}

/** An error in its place on the page: one line that says what to do. */
export function problem(error) {
  const message = error instanceof Error ? error.message : String(error);
  return h("p", { class: "problem", role: "alert" }, t("kit-error", message));
}
