// Search: the server's where there is one, else the same idea in the browser.

import { mode, view } from "../data.js";
import { lang } from "../i18n.js";
import { root } from "../state.js";

let index = null;

/**
 * Resources that fit some words, the best first.
 * @param {string} text
 * @param {{limit: number, kinds?: string[]}} how
 * @returns {Promise<Object[]>}
 */
export async function find(text, { limit, kinds }) {
  return mode === "server" ? asked(text, limit, kinds) : (await local()).find(text, { limit, kinds });
}

/** The index of the static site; made at the first search. */
export function local() {
  index ??= Promise.all([view("search"), import("./search-index.js")]).then(([data, { Index }]) => new Index(data));
  index.catch(() => {
    index = null;
  });
  return index;
}

/** The server's hits of each kind, with the words that the view has for kinds and documents. */
async function asked(text, limit, kinds) {
  const [names, ...lists] = await Promise.all([view("search/names"), ...(kinds?.length ? kinds : [""]).map((kind) => one(text, limit, kind))]);
  const documents = new Map(names.documents.map((document) => [document.id, document.label]));
  return lists
    .flat()
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((hit) => ({
      ...hit,
      label: { [lang]: hit.label },
      kindLabel: names.kinds[hit.kind] ?? hit.kind,
      documentLabel: documents.get(hit.document) ?? "",
    }));
}

async function one(text, limit, kind) {
  const url = new URL("api/search", root);
  url.search = new URLSearchParams({ text, limit, lang, ...(kind && { kind }) });
  const response = await fetch(url);
  const told = await response.json();
  if (!response.ok) {
    throw new Error(told.detail ?? told.title);
  }
  return told;
}
