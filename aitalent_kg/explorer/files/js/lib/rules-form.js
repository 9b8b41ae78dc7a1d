// The form of the self-assessment: certificates, hours, conditions. It holds the record; every
// change tells the page.

import { label, lang, t, words } from "../i18n.js";
import { choose, fill, h } from "../kit.js";
import { input, numeric, select, set, tick } from "./rules-fields.js";
import { conditions, others } from "./rules-more.js";

words({
  "rules-certificates": ["證照", "Certificates"],
  "rules-add-certificate": ["選擇證照", "Choose a certificate"],
  "rules-add": ["加入", "Add"],
  "rules-remove": ["移除 {0}", "Remove {0}"],
  "rules-class-only": ["只知道類別", "Only the class is known"],
  "rules-no-class": ["未歸入任何一類", "In no class"],
  "rules-class-of": ["{0}的證照（名稱不詳）", "{0} certificate (name not known)"],
  "rules-earned": ["取得日", "Earned on"],
  "rules-kind": ["工具種類", "Kind of tool"],
  "rules-product": ["工具產品", "Product"],
  "rules-about": ["內容屬於", "About"],
  "rules-count": ["張數", "How many"],
  "rules-unknown-certificates": ["不清楚持有哪些證照", "Not known which certificates there are"],
  "rules-no-certificates": ["尚未加入證照；未加入者視為沒有。", "None yet; what is not added is taken as not there."],
  "rules-hours": ["已修課程時數", "Completed course hours"],
  "rules-loose": ["未分列工具的時數", "Hours not told by tool"],
  "rules-tool-name": ["工具名稱", "Name of the tool"],
  "rules-tool-hours": ["{0}的時數", "Hours on {0}"],
  "rules-add-tool": ["加入工具", "Add a tool"],
  "rules-unknown-of": ["{0}：不清楚", "{0}: not known"],
});

/**
 * Makes the form.
 * @param {Object} rules the view `rules`
 * @param {Object} record in short names; the form changes it
 * @param {function(): void} changed called after each change
 * @returns {HTMLElement}
 */
export function form(rules, record, changed) {
  const made = { rules, record, changed, root: h("form", { class: "record", on: { submit: stop } }) };
  paint(made);
  return made.root;
}

/** Marks the field where a record is wrong, and says why; null takes the mark away. */
export function mark(root, problem) {
  root.querySelectorAll(".wrong").forEach((node) => node.remove());
  root.querySelectorAll("[aria-invalid]").forEach((node) => {
    node.removeAttribute("aria-invalid");
    node.removeAttribute("aria-describedby");
  });
  const field = problem && fieldAt(root, problem.place);
  if (!field) {
    return false;
  }
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", "record-wrong");
  field.after(h("span", { class: "wrong", id: "record-wrong", role: "alert" }, problem.said[lang]));
  return true;
}

function fieldAt(root, place) {
  const wanted = JSON.stringify(place);
  return [...root.querySelectorAll("[data-place]")].find((node) => node.dataset.place === wanted);
}

function stop(event) {
  event.preventDefault();
}

function paint(made, focus) {
  fill(made.root, certificates(made), hours(made), conditions(made), others(made, (focus) => repaint(made, focus)));
  if (focus) {
    made.root.querySelector(`#${CSS.escape(focus)}`)?.focus();
  }
}

/** Makes the form again where fields come or go. */
function repaint(made, focus) {
  paint(made, focus);
  made.changed();
}

function certificates(made) {
  const { rules, record } = made;
  const isUnknown = record.certificates === "unknown";
  const list = isUnknown ? [] : (record.certificates ?? []);
  const unknown = (event) => {
    record.certificates = event.target.checked ? "unknown" : [];
    repaint(made, "certificates-unknown");
  };
  return h(
    "fieldset",
    {},
    h("legend", {}, t("rules-certificates")),
    !isUnknown && (list.length ? h("ul", { class: "held" }, list.map((one, at) => h("li", {}, certificate(made, one, at)))) : h("p", { class: "pale" }, t("rules-no-certificates"))),
    !isUnknown && adding(made, list),
    tick("certificates-unknown", t("rules-unknown-certificates"), isUnknown, unknown),
    rules.certifications.length === 0 && h("p", { class: "none" }, "–"),
  );
}

function adding(made, list) {
  const select = choose({
    id: "certificates-choice",
    label: t("rules-add-certificate"),
    options: [{ value: "", label: "" }, ...offered(made.rules)],
    onchange: () => {},
  });
  const add = () => {
    const chosen = select.querySelector("select").value;
    if (chosen) {
      const [field, name] = JSON.parse(chosen);
      made.record.certificates = [...list, { [field]: name }];
      repaint(made, "certificates-choice");
    }
  };
  return h("div", { class: "row" }, select, h("button", { type: "button", id: "certificates-add", on: { click: add } }, t("rules-add")));
}

/** Certifications by class, then the classes themselves. */
function offered(rules) {
  const groups = [...rules.classes, null];
  const named = groups.flatMap((group) =>
    rules.certifications
      .filter((one) => (group ? one.class === group.code : !rules.classes.some((known) => known.code === one.class)))
      .map((one) => ({ value: JSON.stringify(["name", one.name]), label: label(one.label), group: group ? label(group.label) : t("rules-no-class") })),
  );
  const classes = rules.classes.map((one) => ({
    value: JSON.stringify(["class", one.name]),
    label: t("rules-class-of", label(one.label)),
    group: t("rules-class-only"),
  }));
  return [...named, ...classes];
}

function certificate(made, held, at) {
  const { rules, record } = made;
  const known = rules.certifications.find((one) => one.name === held.name);
  const ofClass = rules.classes.find((one) => one.name === held.class);
  const title = known ? label(known.label) : t("rules-class-of", label(ofClass?.label));
  const remove = () => {
    record.certificates.splice(at, 1);
    repaint(made, "certificates-choice");
  };
  const place = (field) => ["certificates", at, field];
  const put = (field) => (value) => {
    set(held, field, value);
    made.changed();
  };
  const asks = asked(rules, known?.class ?? ofClass?.code);
  return [
    h("div", { class: "head" }, h("b", {}, title), h("button", { type: "button", class: "small", "aria-label": t("rules-remove", title), on: { click: remove } }, "✕")),
    known?.caveat.zh && h("p", { class: "pale" }, label(known.caveat)),
    h(
      "div",
      { class: "row" },
      input({ type: "date", words: t("rules-earned"), value: held.earned, place: place("earned"), put: put("earned") }),
      asks.kinds && select(t("rules-kind"), rules.kinds, held.tool_kind, place("tool_kind"), put("tool_kind")),
      asks.products && input({ words: t("rules-product"), value: held.product, place: place("product"), put: put("product"), list: "rules-tools" }),
      asks.about && select(t("rules-about"), rules.types, held.ability_type, place("ability_type"), put("ability_type")),
      ofClass && input({ type: "number", min: 1, max: 1000, words: t("rules-count"), value: held.count ?? 1, place: place("count"), put: put("count"), as: numeric }),
    ),
  ];
}

/** What rules ask of certificates of a class besides their number. */
function asked(rules, ofClass) {
  const found = leavesOf(rules).filter((leaf) => leaf.of?.includes(ofClass));
  return {
    kinds: found.some((leaf) => leaf.measure === "kinds"),
    products: found.some((leaf) => leaf.measure === "products"),
    about: found.some((leaf) => leaf.about),
  };
}

function leavesOf(rules) {
  const inside = (node) => (node.all ?? node.any)?.flatMap(inside) ?? [node];
  return rules.rows.flatMap((row) => Object.values(row.rules).flatMap((rule) => rule.readings.flatMap((one) => inside(one.tree))));
}

function hours(made) {
  made.record.hours ??= {};
  const tools = made.rules.tools.map((tool) => h("option", { value: label(tool.label) }));
  return h(
    "fieldset",
    {},
    h("legend", {}, t("rules-hours")),
    made.rules.types.map((type) => hoursOf(made, type)),
    h("datalist", { id: "rules-tools" }, tools),
  );
}

function hoursOf(made, type) {
  const { hours: given } = made.record;
  const value = given[type.name];
  const isSpread = typeof value === "object" && value !== null;
  const isUnknown = value === "unknown";
  const place = ["hours", type.name];
  const put = (many) => {
    if (isSpread) {
      set(given[type.name], "other", many);
    } else {
      set(given, type.name, many);
    }
    made.changed();
  };
  const unknown = (event) => {
    set(given, type.name, event.target.checked ? "unknown" : null);
    repaint(made, `unknown-${type.name}`);
  };
  const name = label(type.label);
  return h(
    "div",
    { class: "hours" },
    h(
      "div",
      { class: "row" },
      input({
        type: "number",
        id: `hours-${type.name}`,
        words: name,
        hint: isSpread ? t("rules-loose") : "",
        min: 0,
        step: "any",
        value: isSpread ? value.other : isUnknown ? null : value,
        place: isSpread ? [...place, "other"] : place,
        put,
        as: numeric,
        disabled: isUnknown,
      }),
      type.by_tool && !isUnknown && h("button", { type: "button", class: "small", id: `add-${type.name}`, on: { click: () => addTool(made, type) } }, t("rules-add-tool")),
      tick(`unknown-${type.name}`, t("rules-not-told"), isUnknown, unknown, t("rules-unknown-of", name)),
    ),
    isSpread && Object.entries(value).filter(([tool]) => tool !== "other").map(([tool], at) => toolRow(made, type, tool, at)),
  );
}

/** From a plain number to hours by tool, or one tool more. */
function addTool(made, type) {
  const { hours: given } = made.record;
  const value = given[type.name];
  const spread = typeof value === "object" && value !== null ? value : value ? { other: value } : {};
  const free = made.rules.tools.map((tool) => label(tool.label)).find((name) => !(name in spread));
  given[type.name] = { ...spread, [free ?? "?"]: 0 };
  repaint(made, `tool-${type.name}-${Object.keys(given[type.name]).filter((tool) => tool !== "other").length - 1}`);
}

function toolRow(made, type, tool, at) {
  const spread = made.record.hours[type.name];
  const shown = made.rules.tools.find((one) => one.name === tool);
  const name = shown ? label(shown.label) : tool;
  const rename = (next) => {
    if (next && next !== "other" && !(next in spread)) {
      made.record.hours[type.name] = Object.fromEntries(Object.entries(spread).map(([key, many]) => [key === tool ? next : key, many]));
      repaint(made, `tool-hours-${type.name}-${at}`);
    }
  };
  const remove = () => {
    delete spread[tool];
    const rest = Object.keys(spread);
    made.record.hours[type.name] = rest.every((key) => key === "other") ? (spread.other ?? 0) : spread;
    repaint(made, `hours-${type.name}`);
  };
  const put = (many) => {
    spread[tool] = many ?? 0;
    made.changed();
  };
  return h(
    "div",
    { class: "row tool" },
    input({ id: `tool-${type.name}-${at}`, words: t("rules-tool-name"), value: name, list: "rules-tools", put: rename, late: true }),
    input({ id: `tool-hours-${type.name}-${at}`, type: "number", min: 0, step: "any", words: t("rules-tool-hours", name), value: spread[tool], place: ["hours", type.name, tool], put, as: numeric }),
    h("button", { type: "button", class: "small", "aria-label": t("rules-remove", name), on: { click: remove } }, "✕"),
  );
}
