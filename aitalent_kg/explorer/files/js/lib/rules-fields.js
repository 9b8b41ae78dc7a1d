// Fields of the self-assessment's form. Each tells its new value, and where in the record it stands.

import { label, t, words } from "../i18n.js";
import { choose, h } from "../kit.js";

words({ "rules-not-told": ["不清楚", "not known"] });

/** A labelled checkbox; `name` tells more to those who do not see what stands around it. */
export function tick(id, words_, checked, change, name) {
  return h("label", { class: "tick" }, h("input", { type: "checkbox", id, checked, "aria-label": name, on: { change } }), " ", words_);
}

/** A choice of things by name, or not known. */
export function select(words_, choices, value, place, put) {
  const made = choose({
    label: words_,
    value: value ?? "",
    options: [{ value: "", label: t("rules-not-told") }, ...choices.map((one) => ({ value: one.name, label: label(one.label) }))],
    onchange: put,
  });
  made.querySelector("select").dataset.place = JSON.stringify(place);
  return made;
}

/** A labelled input; it tells its value while one types, or when one leaves it (`late`). */
export function input({ words: words_, hint, value, place, put, as = (text) => text, late = false, ...attributes }) {
  const event = late ? "change" : "input";
  const field = h("input", {
    type: "text",
    ...attributes,
    value: value ?? "",
    "data-place": place ? JSON.stringify(place) : null,
    on: { [event]: ({ target }) => put(as(target.value.trim())) },
  });
  return h("label", { class: "field" }, h("span", {}, words_, hint && h("small", {}, ` ${hint}`)), field);
}

/** A number where the text is one; else the text, which is then told to be none. */
export function numeric(text) {
  return text === "" ? null : Number.isNaN(Number(text)) ? text : Number(text);
}

/** Sets a field of a record; null and "" take it away. */
export function set(thing, field, value) {
  if (value === null || value === undefined || value === "") {
    delete thing[field];
  } else {
    thing[field] = value;
  }
}
