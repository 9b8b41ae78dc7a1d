// The evidence panel: the text of the document, with the quote highlighted in its place.

import { view } from "../data.js";
import { label, t, words } from "../i18n.js";
import { fill, h, problem, quote, say, stem } from "../kit.js";
import { pageHref, state } from "../state.js";
import { numbered, pieces, SourceText } from "./evidence.js";

words({
  "panel-title": ["原文依據", "Evidence"],
  "panel-count": ["第 {0} 則，共 {1} 則", "Quote {0} of {1}"],
  "panel-one": ["不在本頁清單中的引文", "A quote that this page does not list"],
  "panel-previous": ["上一則", "Previous"],
  "panel-next": ["下一則", "Next"],
  "panel-close": ["關閉", "Close"],
  "panel-whole": ["在全文中看這一句", "See it in the whole text"],
  "panel-list": ["所有引文", "All quotes"],
  "panel-none-user": ["文件中沒有直接支持這項資源的句子：它的內容有出自使用者的檔案者，見「所有陳述」。", "No sentence of a document supports this directly: what is said of it comes, at least in part, from a user's file; see “All statements”."],
  "panel-none": ["文件中沒有直接支持這項資源的句子：它的內容出自本專案。", "No sentence of a document supports this directly: what is said of it is this project's own."],
  "panel-text": ["原文，引文已標示", "The text, with the quote marked"],
  "panel-shown": ["已顯示第 {0} 行的引文", "Showing the quote on line {0}"],
  "panel-cite": ["看第 {0} 行的引文", "See the quote on line {0}"],
  "panel-more": ["另 {0} 則", "{0} more"],
  "panel-short": [" 第 {0} 行", " l. {0}"],
});

const AROUND = 4; // lines before and behind a quote
const CHIP = 7; // characters of a quote in a small link
const CHIPS = 4; // shown at once; the rest opens

const texts = new Map();

/** The text of a document, and what its view says besides. */
export async function textOf(document) {
  const found = await view(`sources/${document}`);
  if (!texts.has(document)) {
    texts.set(document, new SourceText(found.text));
  }
  return { source: texts.get(document), found };
}

/** The name of a quote in the URL: "SMS2512-002v1/1892-1913". */
function addressOf(item) {
  return `${stem(item.source)}/${item.start}-${item.end}`;
}

/**
 * Small links that show quotes in the panel.
 * @param {Array<Object>} items quotes; nulls are left out
 */
export function chips(items) {
  const made = items.filter(Boolean).map(chip);
  const rest = made.slice(CHIPS);
  const more = rest.length
    ? h("details", { class: "chips-more" }, h("summary", {}, t("panel-more", rest.length)), rest)
    : null;
  return h("span", { class: "chips" }, made.slice(0, CHIPS), more);
}

function chip(item) {
  const href = `${pageHref("resource", { id: state.get("id"), quote: addressOf(item) })}#evidence`;
  return h(
    "a",
    {
      class: "chip",
      href,
      "aria-label": `${t("panel-cite", item.line)}: ${short(item.quote)}`,
      title: `「${short(item.quote)}」 ${item.source}:${item.line}`,
      on: { click: (event) => choose(event, item) },
    },
    h("span", { class: "words", lang: "zh-Hant-TW" }, `「${short(item.quote, CHIP)}」`),
    h("span", { class: "whole", lang: "zh-Hant-TW", "aria-hidden": "true" }, `「${item.quote}」`), // on paper
    t("panel-short", item.line),
  );
}

function short(text, longest = 60) {
  const plain = [...text.replace(/\s+/g, " ").trim()];
  return plain.length > longest ? `${plain.slice(0, longest).join("")}…` : plain.join("");
}

function choose(event, item) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  state.set({ quote: addressOf(item) }, { push: true });
}

/** The panel of a page. */
export class Panel {
  /**
   * @param {Array<{title: string, items: Object[]}>} groups quotes by what rests on them
   * @param {Object[]} others quotes that a link may name, though no group has them
   * @param {string[]} [first] names of quotes to begin with, as those that print its name
   * @param {boolean} [users] whether a user's file speaks of it
   */
  constructor(groups, others, first = [], users = false) {
    this.users = users;
    this.groups = groups.filter((group) => group.items.length);
    this.items = unique(this.groups.flatMap((group) => group.items));
    this.others = others;
    this.first = this.items.find((item) => first.includes(item.id)) ?? this.items[0];
    this.where = h("p", { class: "where" });
    this.excerpt = h("div", { class: "excerpt", role: "region", tabindex: "0", lang: "zh-Hant-TW", "aria-label": t("panel-text") });
    this.links = new Map();
    this.previous = this.step("panel-previous", -1);
    this.next = this.step("panel-next", 1);
    this.node = h("aside", { id: "evidence", class: "side evidence", "aria-labelledby": "evidence-title" }, this.parts());
  }

  parts() {
    const title = h("h2", { id: "evidence-title" }, t("panel-title"));
    if (!this.items.length) {
      return [title, h("p", { class: "none" }, t(this.users ? "panel-none-user" : "panel-none")), this.where, this.excerpt];
    }
    const close = h("button", { type: "button", class: "close", on: { click: () => state.set({ quote: null }, { push: true }) } }, t("panel-close"));
    const steps = h("div", { class: "steps" }, this.items.length > 1 ? [this.previous, this.next] : null, close);
    return [h("div", { class: "head" }, title, steps), this.where, this.excerpt, this.list()];
  }

  step(key, by) {
    const move = () => {
      const at = (this.at + by + this.items.length) % this.items.length;
      state.set({ quote: addressOf(this.items[at]) }, { push: true });
    };
    return h("button", { type: "button", on: { click: move } }, t(key));
  }

  list() {
    const groups = this.groups.map(({ title, items }) => [
      h("h3", {}, title),
      h("ol", { class: "quoted" }, unique(items).map((item) => h("li", {}, this.entry(item)))),
    ]);
    return h("section", { class: "all", "aria-label": t("panel-list") }, groups);
  }

  entry(item) {
    const made = h(
      "a",
      { href: pageHref("sources", { doc: stem(item.source), at: `${item.start}-${item.end}` }), on: { click: (event) => choose(event, item) } },
      h("span", { class: "words", lang: "zh-Hant-TW" }, `「${short(item.quote)}」`),
      " ",
      h("span", { class: "pale" }, `${item.source}:${item.line}`),
    );
    const address = addressOf(item);
    this.links.set(address, [...(this.links.get(address) ?? []), made]);
    return made;
  }

  /** Shows the quote that the URL names, else the first. */
  async show({ announce = false } = {}) {
    const asked = state.get("quote");
    const known = [...this.items, ...this.others];
    const item = known.find((each) => addressOf(each) === asked) ?? this.first;
    this.at = Math.max(0, this.items.findIndex((each) => item && addressOf(each) === addressOf(item)));
    this.excerpt.hidden = !item;
    this.node.classList.toggle("asked", Boolean(asked)); // on a narrow screen it becomes a sheet
    if (!item) {
      return;
    }
    for (const [address, nodes] of this.links) {
      nodes.forEach((node) => (address === addressOf(item) ? node.setAttribute("aria-current", "true") : node.removeAttribute("aria-current")));
    }
    await this.place(item);
    if (announce) {
      say(t("panel-shown", item.line));
    }
  }

  async place(item) {
    const document = stem(item.source);
    let read;
    try {
      read = await textOf(document);
    } catch (error) {
      fill(this.where, problem(error));
      fill(this.excerpt, quote(item));
      return;
    }
    const listed = this.items.some((each) => addressOf(each) === addressOf(item));
    const whole = pageHref("sources", { doc: document, at: `${item.start}-${item.end}` });
    fill(
      this.where,
      h("span", { class: "tag" }, listed ? t("panel-count", this.at + 1, this.items.length) : t("panel-one")),
      " ",
      h("cite", {}, label(read.found.label)),
      h("span", { class: "pale" }, ` ${item.source}:${item.line} `),
      h("a", { href: whole }, t("panel-whole")),
    );
    fill(this.excerpt, this.lines(read.source, item));
    this.scroll();
  }

  lines(source, item) {
    const first = Math.max(1, source.lineAt(item.start) - AROUND);
    const last = Math.min(source.lines.length, source.lineAt(item.end - 1) + AROUND);
    const others = this.items.filter((each) => each.source === item.source && each !== item);
    const places = [...others, item].sort((a, b) => a.start - b.start);
    const cut = pieces(source, source.lines[first - 1].start, source.lines[last - 1].end, places);
    return numbered(source, cut, ({ text, over }) => {
      if (over.includes(item)) {
        return h("mark", { class: "chosen" }, text);
      }
      return over.length ? h("span", { class: "also" }, text) : text;
    });
  }

  /** Brings the mark into view inside the box, without moving the page. */
  scroll() {
    const mark = this.excerpt.querySelector("mark");
    if (mark) {
      const top = mark.getBoundingClientRect().top - this.excerpt.getBoundingClientRect().top;
      this.excerpt.scrollTop += top - this.excerpt.clientHeight / 3;
    }
  }
}

function unique(items) {
  return [...new Map(items.map((item) => [addressOf(item), item])).values()];
}
