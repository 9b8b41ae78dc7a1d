// The parameters of a query of the library as a form.

import { label, t, words } from "../i18n.js";
import { choose, h, searchBox } from "../kit.js";
import { LANGUAGES } from "./library.js";
import { curie } from "./names.js";

words({
  "form-title": ["條件", "Parameters"],
  "form-open": ["不限", "any"],
  "form-remove": ["移除 {0}", "Remove {0}"],
  "form-zh": ["中文", "Chinese"],
  "form-en": ["英文", "English"],
  "form-kind-iri": ["資源", "resource"],
  "form-kind-code": ["代碼", "code"],
  "form-kind-text": ["文字", "text"],
  "form-kind-lang": ["語言", "language"],
  "form-kind-int": ["整數", "whole number"],
  "form-kind-choice": ["選項", "choice"],
});

/**
 * @param {Object} query of the library
 * @param {Object<string, string[]>} values
 * @param {function(string, string[]): void} onchange gets a parameter and its values
 * @returns {Element|null} null where the query has no parameters
 */
export function form(query, values, onchange) {
  if (!query.parameters.length) {
    return null;
  }
  return h(
    "fieldset",
    { class: "parameters" },
    h("legend", {}, t("form-title")),
    query.parameters.map((parameter) => field(parameter, values[parameter.name] ?? [], (now) => onchange(parameter.name, now))),
  );
}

function field(parameter, given, onchange) {
  const id = `parameter-${parameter.name}`;
  const made = { iri: resource, choice, lang: language }[parameter.kind] ?? plain;
  return h(
    "div",
    { class: "parameter" },
    made(parameter, given, onchange, id),
    h("p", { class: "pale", lang: "en", id: `${id}-meaning` }, `${parameter.meaning} (${t(`form-kind-${parameter.kind}`)})`),
  );
}

function resource(parameter, given, onchange, id) {
  const chosen = given.map((code) =>
    h(
      "span",
      { class: "tag mark" },
      code,
      " ",
      h("button", { type: "button", class: "plain", "aria-label": t("form-remove", code), on: { click: () => onchange(given.filter((one) => one !== code)) } }, "×"),
    ),
  );
  const box = searchBox({
    id,
    label: label(parameter.label),
    onchoose: (hit) => onchange([...new Set([...given, hit.code])]),
    onsubmit: (text) => onchange([...new Set([...given, text])]),
  });
  return [box, chosen.length ? h("p", { class: "chosen" }, chosen) : null];
}

function choice(parameter, given, onchange, id) {
  const options = [{ value: "", label: parameter.default ?? t("form-open") }];
  options.push(...parameter.choices.map((one) => ({ value: curie(one).replace(/^ait:/, ""), label: label(parameter.choiceLabels[one]) || one })));
  return choose({ id, label: label(parameter.label), options, value: given[0] ?? "", onchange: (value) => onchange(value ? [value] : []) });
}

function language(parameter, given, onchange, id) {
  const options = LANGUAGES.map((one) => ({ value: one, label: t(one.startsWith("zh") ? "form-zh" : "form-en") + (one.length > 2 ? ` (${one})` : "") }));
  return choose({ id, label: label(parameter.label), options, value: given[0] ?? parameter.default ?? "zh", onchange: (value) => onchange([value]) });
}

function plain(parameter, given, onchange, id) {
  const input = h("input", {
    id,
    type: parameter.kind === "int" ? "number" : "text",
    value: given[0] ?? "",
    placeholder: parameter.default ?? t("form-open"),
    "aria-describedby": `${id}-meaning`,
    on: { change: (event) => onchange([event.target.value]) },
  });
  return h("label", { class: "field" }, h("span", {}, label(parameter.label)), input);
}
