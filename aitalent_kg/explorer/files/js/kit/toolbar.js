// What every view offers: the query behind it, its link, its rows and statements as files.

import { sparql } from "../data.js";
import { t, words } from "../i18n.js";
import { pageHref, permanentLink } from "../state.js";
import { csvText } from "./csv.js";
import { h } from "./dom.js";
import { say } from "./parts.js";
import { xlsx } from "./xlsx.js";

words({
  "kit-toolbar": ["此畫面的工具", "Tools of this view"],
  "kit-show-query": ["背後的查詢", "The query behind this"],
  "kit-open-query": ["在查詢編輯器開啟", "Open in the editor"],
  "kit-copy-query": ["複製查詢", "Copy the query"],
  "kit-copy-link": ["複製連結", "Copy link"],
  "kit-copied": ["已複製", "Copied"],
  "kit-not-copied": ["瀏覽器不允許複製，請手動選取：{0}", "The browser forbids copying; select it yourself: {0}"],
  "kit-download": ["下載 {0}", "Download {0}"],
  "kit-preparing": ["準備 {0}…", "Preparing {0}…"],
  "kit-done": ["已下載 {0}", "Downloaded {0}"],
});

const RDF = {
  "JSON-LD": ["jsonld", "application/ld+json"],
  Turtle: ["ttl", "text/turtle"],
};
const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Buttons: show the query, copy link, CSV, xlsx, JSON-LD, Turtle; what is not given is left out.
 * @param {{name: string, columns?: string[], rows?: Array<Array<string|number|null>>,
 *   query?: string, rdf?: string}} settings name: of the files; query: a SELECT that gives what the
 *   view shows; rdf: CONSTRUCT or DESCRIBE. Columns and rows may be functions, run on the click.
 */
export function toolbar({ name, columns, rows, query, rdf }) {
  const panel = query ? queryPanel(query) : null;
  const table = () => [call(columns), call(rows)];
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": t("kit-toolbar") },
    panel && toggle(panel),
    button(t("kit-copy-link"), () => copy(permanentLink())),
    columns && [
      file("CSV", () => download(`${name}.csv`, `\ufeff${csvText(...table())}`, "text/csv;charset=utf-8")),
      file("xlsx", () => download(`${name}.xlsx`, xlsx(...table()), EXCEL)),
    ],
    rdf && Object.entries(RDF).map(([format, [ending, type]]) =>
      file(format, async () => download(`${name}.${ending}`, await sparql(call(rdf), type), type)),
    ),
    panel,
  );
}

/** Puts a text into the clipboard, and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(t("kit-copied"));
  } catch {
    say(t("kit-not-copied", text));
  }
}

/** Gives the reader a file. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name.replace(/[\\/:*?"<>|\s]+/g, "-");
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function call(value) {
  return typeof value === "function" ? value() : value;
}

function button(words_, run, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: run } }, words_);
}

function file(format, run) {
  const act = async (event) => {
    event.target.disabled = true;
    say(t("kit-preparing", format));
    try {
      await run();
      say(t("kit-done", format));
    } catch (error) {
      say(error.message);
    }
    event.target.disabled = false;
  };
  return button(format, act, { "aria-label": t("kit-download", format), title: t("kit-download", format) });
}

function queryPanel(query) {
  const text = call(query);
  return h(
    "div",
    { class: "panel", hidden: true },
    h("pre", { tabindex: "0", "aria-label": t("kit-show-query") }, h("code", {}, text)),
    h(
      "p",
      {},
      h("a", { href: pageHref("query", { q: text }) }, t("kit-open-query")),
      " ",
      button(t("kit-copy-query"), () => copy(text)),
    ),
  );
}

function toggle(panel) {
  const made = button(t("kit-show-query"), () => {
    panel.hidden = !panel.hidden;
    made.setAttribute("aria-expanded", String(!panel.hidden));
  }, { "aria-expanded": "false" });
  return made;
}
