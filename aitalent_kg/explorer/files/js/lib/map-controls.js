// The fields of the career map: start, goal, what is to be least, filters.

import { choose, h } from "../kit.js";
import { label, t, words } from "../i18n.js";
import { state } from "../state.js";
import { MEASURES } from "./map-costs.js";

words({
  "map-from": ["起點", "Start"],
  "map-to": ["目標", "Goal"],
  "map-any": ["（未選）", "(none)"],
  "map-swap": ["⇄ 對調", "⇄ Swap"],
  "map-reset": ["重選", "Start anew"],
  "map-least": ["以何者最少為先", "Fewest first"],
  "map-least-steps": ["步數", "steps"],
  "map-least-conditions": ["條件", "conditions"],
  "map-least-missing": ["待補項目（依下方勾選）", "missing items (as ticked below)"],
  "map-least-hours": ["課程時數（假設）", "course hours (assumed)"],
  "map-least-certificates": ["證照（假設）", "certificates (assumed)"],
  "map-least-both": ["步數與待補項目並陳", "steps and missing items, side by side"],
  "map-k": ["路線數", "Routes"],
  "map-k-of": ["最佳 {0} 條，成本相同者併列", "best {0}, and all that tie"],
  "map-more-choices": ["更多選項與篩選", "More choices and filters"],
  "map-filters": ["篩選", "Filters"],
  "map-via": ["必經", "Passing"],
  "map-avoid": ["避開", "Avoiding"],
  "map-documents": ["文件", "Documents"],
  "map-kind": ["步驟類型", "Kind of step"],
  "map-every-kind": ["全部類型", "all kinds"],
  "map-members": ["畫出所屬關係", "draw memberships"],
  "map-printed": ["只用原文明載，不用推論", "only what is printed, nothing inferred"],
});

const NARROW = 704; // pixels, as in map.css

/**
 * All fields.
 * @param {Object} asked what the URL asks
 * @param {Object} network the view
 */
export function controls(asked, network) {
  const narrow = innerWidth <= NARROW;
  const chosen = h("div", { class: "row" }, ends(asked, network), narrow ? null : searches(asked));
  return [chosen, filters(asked, network, narrow)];
}

/** Start and goal. */
function ends(asked, network) {
  const options = [{ value: "", label: t("map-any") }, ...placeOptions(network)];
  const go = (changes) => state.set({ goal: null, ...changes }, { push: true });
  const reset = { from: null, to: null, step: null };
  return [
    choose({ id: "map-from", label: t("map-from"), options, value: asked.from, onchange: (from) => state.set({ from }, { push: true }) }),
    choose({ id: "map-to", label: t("map-to"), options, value: asked.to, onchange: (to) => go({ to }) }),
    button("map-swap", !asked.from || !asked.to, () => go({ from: asked.to, to: asked.from })),
    button("map-reset", !asked.from && !asked.to, () => go(reset)),
  ];
}

function button(id, disabled, run) {
  return h("button", { type: "button", id, disabled, on: { click: run } }, t(id));
}

/** What is to be least, and how many routes. */
function searches(asked) {
  const counts = [...new Set([1, 2, 3, 5, asked.k])].sort((a, b) => a - b);
  const numbers = counts.map((k) => ({ value: String(k), label: t("map-k-of", k) }));
  const set = (name, usual) => (value) => state.set({ [name]: value === usual ? null : value });
  const least = asked.minimise.join(",") || "steps";
  return [
    choose({ id: "map-min", label: t("map-least"), options: leastOptions(), value: least, onchange: set("min", "steps") }),
    choose({ id: "map-k", label: t("map-k"), options: numbers, value: String(asked.k), onchange: set("k", "1") }),
  ];
}

/** Every place, by kind, as options of a select. */
export function placeOptions(network) {
  const option = (place) => ({ value: place.code, label: label(place.title), group: label(place.kindLabel) });
  return network.places.map(option).sort((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label));
}

function leastOptions() {
  const each = MEASURES.map((value) => ({ value, label: t(`map-least-${value}`) }));
  return [...each, { value: "steps,missing", label: t("map-least-both") }];
}

function filters(asked, network, narrow) {
  const active = asked.documents.length || asked.via.length || asked.avoid.length || asked.kind || asked.members || asked.printed;
  const flag = (name) => check(`map-${name}`, t(`map-${name}`), asked[name], (on) => state.set({ [name]: on ? "1" : null }));
  return h(
    "details",
    { class: "filters", open: Boolean(active) || !narrow },
    h("summary", {}, t(narrow ? "map-more-choices" : "map-filters")),
    h(
      "div",
      { class: "row" },
      narrow ? searches(asked) : null,
      documents(asked, network),
      kinds(asked, network),
      through("via", asked, network),
      through("avoid", asked, network),
      flag("members"),
      flag("printed"),
    ),
  );
}

function check(id, text, checked, change) {
  const box = h("input", { type: "checkbox", id, checked, on: { change: (event) => change(event.target.checked) } });
  return h("label", { class: "check" }, box, " ", text);
}

function documents(asked, network) {
  const stems = Object.keys(network.documents);
  const now = asked.documents.length ? asked.documents : stems;
  const change = (stem) => (on) => {
    const left = stems.filter((one) => (one === stem ? on : now.includes(one)));
    state.set({ doc: left.length === stems.length ? null : left });
  };
  const boxes = stems.map((stem, at) => check(`map-doc-${at}`, label(network.documents[stem].short), now.includes(stem), change(stem)));
  return h("fieldset", {}, h("legend", {}, t("map-documents")), boxes);
}

function kinds(asked, network) {
  const steps = Object.entries(network.kinds).filter(([kind]) => kind !== "member");
  const options = [{ value: "", label: t("map-every-kind") }, ...steps.map(([value, name]) => ({ value, label: label(name) }))];
  return choose({ id: "map-kind", label: t("map-kind"), options, value: asked.kind, onchange: (kind) => state.set({ kind }) });
}

/** One place that routes are to pass, or to leave aside. */
function through(name, asked, network) {
  const options = [{ value: "", label: t("map-any") }, ...placeOptions(network)];
  const onchange = (code) => state.set({ [name]: code });
  return choose({ id: `map-${name}`, label: t(`map-${name}`), options, value: asked[name][0] ?? "", onchange });
}
