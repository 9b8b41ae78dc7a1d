// The rest of the self-assessment's form: conditions in words, and what no rule looks at.

import { label, t, words } from "../i18n.js";
import { choose, h } from "../kit.js";
import { input, set } from "./rules-fields.js";

words({
  "rules-conditions": ["建議條件：{0}", "Recommended conditions: {0}"],
  "rules-yes": ["是", "yes"],
  "rules-no": ["否", "no"],
  "rules-day": ["判定日（留空為今天）", "Judged on (left empty: today)"],
  "rules-person": ["其他（不影響判定）", "The rest (does not change the outcome)"],
  "rules-name": ["姓名", "Name"],
  "rules-role": ["現職", "Present role"],
  "rules-background": ["背景", "Background"],
  "rules-tools-in-use": ["使用中的工具", "Tools in use"],
  "rules-one-more": ["再加一項…", "one more…"],
  "rules-none": ["未填", "not given"],
});

/** The conditions that rules ask for, by what they admit to. */
export function conditions(made) {
  made.record.conditions ??= {};
  const targets = [...new Set(made.rules.conditions.map((one) => one.target))];
  return targets.map((target) =>
    h(
      "fieldset",
      {},
      h("legend", {}, t("rules-conditions", label(made.rules.labels[target]))),
      made.rules.conditions.filter((one) => one.target === target).map((one) => condition(made, one)),
    ),
  );
}

function condition(made, one) {
  const { conditions: given } = made.record;
  const put = (event) => {
    set(given, one.name, { yes: true, no: false }[event.target.value]);
    made.changed();
  };
  const options = [["", "rules-not-told"], ["yes", "rules-yes"], ["no", "rules-no"]];
  const select = h(
    "select",
    { id: `condition-${one.name}`, "data-place": JSON.stringify(["conditions", one.name]), on: { change: put } },
    options.map(([value, words_]) => h("option", { value }, t(words_))),
  );
  select.value = given[one.name] === true ? "yes" : given[one.name] === false ? "no" : "";
  return h("label", { class: "condition" }, h("span", {}, label(one.label)), select);
}

/**
 * Day, name, role, background and tools.
 * @param {Object} made the form
 * @param {function(string): void} repaint shows it again, with the focus on an id
 */
export function others(made, repaint) {
  const { rules, record } = made;
  const put = (field) => (value) => {
    set(record, field, value);
    made.changed();
  };
  const day = input({ type: "date", id: "record-day", words: t("rules-day"), value: record.as_of, place: ["as_of"], put: put("as_of") });
  const name = input({ id: "record-name", words: t("rules-name"), value: record.name, place: ["name"], put: put("name"), maxlength: 200 });
  const isOpen = [record.name, record.role, record.background?.length, record.tools?.length].some(Boolean);
  return [
    h("div", { class: "row" }, day),
    h(
      "details",
      { class: "rest", open: isOpen },
      h("summary", {}, t("rules-person")),
      h("div", { class: "row" }, name, one("role", "rules-role", rules.roles, record.role, put("role"))),
      several(made, "background", "rules-background", rules.backgrounds, repaint),
      several(made, "tools", "rules-tools-in-use", rules.tools, repaint),
    ),
  ];
}

function one(field, words_, choices, value, put) {
  const known = choices.some((choice) => choice.name === value);
  const own = value && !known ? [{ value, label: value }] : [];
  return choose({
    id: `record-${field}`,
    label: t(words_),
    value: value ?? "",
    options: [{ value: "", label: t("rules-none") }, ...own, ...offered(choices)],
    onchange: put,
  });
}

/** Several of a list, each as a button that takes it away again. */
function several(made, field, words_, choices, repaint) {
  const { record } = made;
  const chosen = record[field] ?? [];
  const add = (value) => {
    record[field] = [...chosen, value];
    repaint(`record-${field}`);
  };
  const remove = (at) => {
    record[field] = chosen.filter((_, place) => place !== at);
    repaint(`record-${field}`);
  };
  const name = (value) => label(choices.find((choice) => choice.name === value)?.label) || value;
  return h(
    "div",
    { class: "row" },
    choose({
      id: `record-${field}`,
      label: t(words_),
      options: [{ value: "", label: t("rules-one-more") }, ...offered(choices.filter((choice) => !chosen.includes(choice.name)))],
      onchange: add,
    }),
    chosen.map((value, at) =>
      h("button", { type: "button", class: "small", "aria-label": t("rules-remove", name(value)), on: { click: () => remove(at) } }, `${name(value)} ✕`),
    ),
  );
}

function offered(choices) {
  return choices.map((choice) => ({ value: choice.name, label: label(choice.label) }));
}
