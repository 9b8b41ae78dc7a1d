// Fields of forms: a choice of several, and the search box with suggestions (WAI-ARIA combobox).

import { search, warm } from "../data.js";
import { label, t, words } from "../i18n.js";
import { fill, h } from "./dom.js";
import { say } from "./parts.js";

words({
  "kit-suggestions": ["建議", "Suggestions"],
  "kit-no-hits": ["找不到「{0}」", "Nothing found for “{0}”"],
  "kit-elsewhere": ["五份文件之外", "Beside the five documents"],
  "kit-hits": ["{0} 筆建議，用上下鍵選擇", "{0} suggestions; choose with the arrow keys"],
});

const PAUSE = 50; // ms without a key before the search runs
const SHOWN = 12;
let boxes = 0;

/**
 * A labelled select.
 * @param {{label: string, options: Array<{value: string, label: string, group?: string}>,
 *   value?: string, id?: string, onchange: function(string): void}} settings
 */
export function choose({ label: words_, options, value = "", id, onchange }) {
  const select = h("select", { id: id ?? `choose-${(boxes += 1)}`, on: { change: (event) => onchange(event.target.value) } });
  const groups = new Map();
  for (const option of options) {
    const made = h("option", { value: option.value }, option.label);
    if (option.group && !groups.has(option.group)) {
      groups.set(option.group, h("optgroup", { label: option.group }));
      select.append(groups.get(option.group));
    }
    (groups.get(option.group) ?? select).append(made);
  }
  select.value = value;
  return h("label", { class: "field" }, h("span", {}, words_), select);
}

/**
 * A search box that suggests resources while one types, grouped by document.
 * @param {{label: string, kinds?: string[], value?: string, id?: string, compact?: boolean,
 *   onchoose: function(Object): void, onsubmit?: function(string): void}} settings onchoose gets
 *   the hit; onsubmit the text, when Enter is pressed with nothing chosen
 */
export function searchBox(settings) {
  const id = settings.id ?? `search-${(boxes += 1)}`;
  const list = h("div", { id: `${id}-list`, role: "listbox", class: "hits", hidden: true, "aria-label": t("kit-suggestions") });
  const input = h("input", {
    id,
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    placeholder: settings.label,
    value: settings.value ?? "",
  });
  wire(input, list, settings);
  return h(
    "div",
    { class: settings.compact ? "combobox compact" : "combobox" },
    h("label", { for: id, class: settings.compact ? "unseen" : "" }, settings.label),
    input,
    list,
  );
}

function wire(input, list, settings) {
  const box = { input, list, settings, hits: [], at: -1, asked: 0, timer: 0 };
  input.addEventListener("input", () => {
    clearTimeout(box.timer);
    box.timer = setTimeout(() => suggest(box), PAUSE);
  });
  input.addEventListener("focus", () => warm().catch(() => {})); // the first hit is not kept waiting
  input.addEventListener("keydown", (event) => pressed(box, event));
  input.addEventListener("blur", () => close(box));
  // pointerdown would take the focus, and blur closes the list before the click
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(box, Number(option.dataset.at));
    }
  });
}

async function suggest(box) {
  const text = box.input.value.trim();
  const asked = (box.asked += 1);
  if (!text) {
    close(box);
    return;
  }
  let hits;
  try {
    hits = await search(text, { limit: SHOWN, kinds: box.settings.kinds });
  } catch (error) {
    say(error.message);
    return;
  }
  if (asked === box.asked && document.activeElement === box.input) {
    open(box, hits, text);
  }
}

function open(box, hits, text) {
  box.hits = grouped(hits);
  box.at = -1;
  fill(box.list, box.hits.length ? groups(box) : h("p", { class: "none" }, t("kit-no-hits", text)));
  box.list.hidden = false;
  box.list.setAttribute("role", box.hits.length ? "listbox" : "status");
  box.input.setAttribute("aria-expanded", String(box.hits.length > 0));
  box.input.removeAttribute("aria-activedescendant");
  say(box.hits.length ? t("kit-hits", box.hits.length) : t("kit-no-hits", text), { silent: true });
}

/** Hits of one document together; the documents in the order of their best hits. */
function grouped(hits) {
  const order = [...new Set(hits.map((hit) => hit.document))];
  return order.flatMap((document) => hits.filter((hit) => hit.document === document));
}

function groups(box) {
  const made = new Map();
  box.hits.forEach((hit, at) => {
    const name = label(hit.documentLabel) || hit.document || t("kit-elsewhere");
    if (!made.has(name)) {
      made.set(name, h("div", { role: "group", "aria-label": name }, h("p", { class: "of", "aria-hidden": "true" }, name)));
    }
    made.get(name).append(option(box, hit, at));
  });
  return [...made.values()];
}

function option(box, hit, at) {
  return h(
    "div",
    { role: "option", id: `${box.input.id}-${at}`, "data-at": at, "aria-selected": "false" },
    h("span", { class: "name" }, label(hit.label) || hit.code),
    " ",
    h("span", { class: "pale" }, `${label(hit.kindLabel)} ${hit.code}`),
  );
}

function pressed(box, event) {
  const keys = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in keys && !box.list.hidden && box.hits.length) {
    event.preventDefault();
    move(box, keys[event.key]);
  } else if (event.key === "ArrowDown") {
    suggest(box);
  } else if (event.key === "Enter" && !event.isComposing) {
    entered(box, event);
  } else if (event.key === "Escape" && !box.list.hidden) {
    event.preventDefault();
    close(box);
  }
}

function entered(box, event) {
  event.preventDefault();
  if (box.at >= 0 && !box.list.hidden) {
    take(box, box.at);
  } else if (box.settings.onsubmit && box.input.value.trim()) {
    close(box);
    box.settings.onsubmit(box.input.value.trim());
  } else if (box.hits.length && !box.list.hidden) {
    take(box, 0);
  }
}

function move(box, step) {
  const options = [...box.list.querySelectorAll("[role=option]")];
  options[box.at]?.setAttribute("aria-selected", "false");
  box.at = box.at < 0 && step < 0 ? options.length - 1 : (box.at + step + options.length) % options.length;
  const now = options[box.at];
  now.setAttribute("aria-selected", "true");
  now.scrollIntoView({ block: "nearest" });
  box.input.setAttribute("aria-activedescendant", now.id);
}

function take(box, at) {
  const hit = box.hits[at];
  box.input.value = label(hit.label) || hit.code;
  close(box);
  box.settings.onchoose(hit);
}

function close(box) {
  clearTimeout(box.timer);
  box.asked += 1;
  box.at = -1;
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}
