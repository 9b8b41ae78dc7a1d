// Where pages get their data from: the same on a server and from a static folder, save that a
// server answers SPARQL and searches itself, and a static folder lets the browser do it.

import { t, words } from "./i18n.js";
import { root } from "./state.js";

words({
  "kit-no-view": ["找不到資料 {0}（{1}）", "no data {0} ({1}); reload the page"],
  "kit-offline": ["連不上伺服器，請確認它仍在執行後重試", "the server does not answer; see that it runs, then try again"],
  "kit-stopped": ["已停止", "stopped"],
  "kit-server-only": ["此功能需要伺服器：aitalent-kg serve", "this needs the server: aitalent-kg serve"],
});

/** "server", or "static": from a folder, without a backend. */
export const mode = document.documentElement.dataset.mode === "server" ? "server" : "static";

const kept = new Map();
const RESULTS = "application/sparql-results+json";

/**
 * A prepared view, `data/NAME.json`; fetched once.
 * @param {string} name
 * @returns {Promise<Object>}
 */
export function view(name) {
  if (!kept.has(name)) {
    const found = fetched(`data/${name.split("/").map(encodeURIComponent).join("/")}.json`)
      .then((response) => response.json());
    found.catch(() => kept.delete(name)); // what failed is tried again
    kept.set(name, found);
  }
  return kept.get(name);
}

/**
 * Runs a query over all named graphs.
 * @param {string} text SPARQL; our prefixes need not be declared
 * @param {string} accept media type of the answer
 * @param {AbortSignal} [signal] stops it
 * @returns {Promise<string>} the answer in that format
 * @throws {Error} with one line that says what is wrong: with the query, or which limit it met
 */
export async function sparql(text, accept = RESULTS, signal = undefined) {
  if (mode === "static") {
    const { ask } = await import("./lib/oxigraph.js");
    return ask(text, accept, signal);
  }
  const headers = { "Content-Type": "application/sparql-query", Accept: accept };
  return (await fetched("sparql", { method: "POST", headers, body: text, signal })).text();
}

/**
 * Runs a SELECT or an ASK.
 * @returns {Promise<{columns: string[], rows: Object<string, string>[], terms: Object[],
 *   boolean: boolean|undefined}>} rows hold the values as text, "" where there is none; terms the
 *   same as SPARQL's JSON has them; boolean the answer of an ASK
 */
export async function select(text, signal = undefined) {
  const answer = JSON.parse(await sparql(text, RESULTS, signal));
  if (!answer.results) {
    const value = String(answer.boolean);
    return { boolean: answer.boolean, columns: ["ask"], rows: [{ ask: value }], terms: [{ ask: { type: "literal", value } }] };
  }
  const columns = inOrder(answer.head.vars, text);
  const rows = answer.results.bindings.map((binding) =>
    Object.fromEntries(columns.map((column) => [column, binding[column]?.value ?? ""])),
  );
  return { columns, rows, terms: answer.results.bindings };
}

/** Columns of `SELECT *` as their variables appear; engines sort them by name. */
function inOrder(columns, text) {
  if (!/\bselect\s+((distinct|reduced)\s+)?\*/i.test(text)) {
    return columns;
  }
  const place = (column) => text.search(new RegExp(`[?$]${column}(?![\\p{L}\\p{N}_])`, "u"));
  return [...columns].sort((a, b) => place(a) - place(b));
}

/**
 * Resources by words, code or a part of a name, the best first.
 * @param {string} text
 * @param {{limit?: number, kinds?: string[]}} [how]
 * @returns {Promise<Array<{code: string, label: Object, kind: string, kindLabel: Object,
 *   document: string, documentLabel: Object}>>}
 */
export async function search(text, { limit = 10, kinds } = {}) {
  const { find } = await import("./lib/search.js");
  return find(text, { limit, kinds });
}

/** Makes the search ready before the first key is pressed. */
export async function warm() {
  const { local } = await import("./lib/search.js");
  return mode === "static" ? local() : view("search/names");
}

/**
 * Asks the server: the same words and the same keys as `aitalent-kg VERB --format json`.
 * @param {string} verb
 * @param {Object} params
 */
export async function call(verb, params = {}) {
  if (mode === "static") {
    throw new Error(t("kit-server-only"));
  }
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const response = await fetched(`api/${verb}`, { method: "POST", headers, body: JSON.stringify(params) });
  return response.json();
}

async function fetched(path, request) {
  let response;
  try {
    response = await fetch(new URL(path, root), request);
  } catch {
    throw new Error(t(request?.signal?.aborted ? "kit-stopped" : "kit-offline"));
  }
  if (!response.ok) {
    throw new Error(await reason(response, path));
  }
  return response;
}

/** What the server said was wrong; it says it in one line. */
async function reason(response, path) {
  const text = await response.text();
  try {
    const told = JSON.parse(text);
    return told.detail || told.title;
  } catch {
    return t("kit-no-view", path, response.status);
  }
}
