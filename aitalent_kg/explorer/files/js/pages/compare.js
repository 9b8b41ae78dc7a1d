// Compare: two frameworks, standards, roles or tasks by the mappings between them.

import { view } from "../data.js";
import { label, lang, t, words } from "../i18n.js";
import { choose, fill, h, link, problem, title, toolbar } from "../kit.js";
import { compare, kindsOf } from "../lib/compare.js";
import { coverage, heat } from "../lib/compare-numbers.js";
import { lonely, pairList } from "../lib/compare-pairs.js";
import { constructOf, selectOf } from "../lib/compare-query.js";
import { kindName, nameOf, story } from "../lib/compare-story.js";
import { pageHref, state } from "../state.js";

words({
  "compare-title": ["比較", "Compare"],
  "compare-only-named": ["{0}（僅被提及）", "{0} (only named)"],
  "compare-lead": [
    "任選兩份框架、職能基準、角色、路徑或任務：彼此有多少對應、理由何在、引文怎麼說。",
    "Any two frameworks, standards, roles, paths or tasks: how much of each has a counterpart in the other, why, and in which words.",
  ],
  "compare-left": ["左", "Left"],
  "compare-right": ["右", "Right"],
  "compare-with-code": ["{0}（{1}）", "{0} ({1})"],
  "compare-swap": ["左右對調", "Swap sides"],
  "compare-kinds": ["只計某些種類的項目", "Count only some kinds of items"],
  "compare-kinds-now": ["只計：{0}", "Counted: {0}"],
  "compare-all-kinds": ["計入文件所列的全部項目", "Count all items that the documents list"],
  "compare-unknown": ["沒有可比較的「{0}」；請從清單選擇", "nothing to compare is called “{0}”; choose from the list"],
  "compare-summary": ["摘要", "Summary"],
  "compare-judged": [
    "對應與理由為本專案所判斷，並非文件所載；引文為文件原文。沒有對應不等於不同：「未經審查」是還沒有人找過，「經審查」才是找過而沒有。",
    "Mappings and reasons are this project's judgement, not said by the documents; the quotes are the documents' words. No counterpart is not the same as different: “not reviewed” means that nobody has looked, only “reviewed” that somebody looked and found none.",
  ],
  "compare-differences": ["文件說法不同之處", "Where the documents differ"],
  "compare-open": ["文件未載明", "Not stated by the documents"],
  "compare-same": ["兩側共有的項目", "Items of both sides"],
  "compare-try": ["也可以比較：", "Others to compare:"],
});

const COLUMNS = {
  zh: ["狀態", "左", "關係", "右", "信心", "理由", "左代碼", "右代碼"],
  en: ["state", "left", "relation", "right", "confidence", "why", "left code", "right code"],
};
const DEFAULT = { left: "civil-service-framework", right: "industry-guide-115v3.0" };
const EXAMPLES = [
  ["SMS2512-002v1", "SET2529-001v2"],
  ["SMS2512-002v1", "industry-guide-115v3.0"],
  ["civil-service-framework/competency-category/technical", "industry-guide-115v3.0/talent-category/development"],
  ["SMS2512-002v1/T1.3", "SET2529-001v2/T1.1"],
];

/** Fills `<main>` for the sides and kinds that the URL names. */
export async function show(main) {
  const data = await view("compare");
  const codes = new Set(data.sides.map((side) => data.things[side.thing].code));
  const sides = ["left", "right"].map((name) => sideAsked(data, codes, name));
  title(t("compare-title"));
  const head = [h("h1", {}, t("compare-title")), h("p", { class: "lead" }, t("compare-lead"))];
  const unknown = sides.find((code) => !codes.has(code));
  if (unknown !== undefined) {
    fill(main, head, form(data, sides.map((code) => (codes.has(code) ? code : "")), []), problem(t("compare-unknown", unknown)));
    return;
  }
  const known = new Set(kindsOf(data, ...sides));
  const kinds = state.all("kinds").filter((kind) => known.has(kind));
  const found = compare(data, ...sides, kinds);
  state.set(now(...sides), { quiet: true }); // so that the address names what is shown
  title(sides.map((code) => nameOfCode(data, code)).join(" – "));
  fill(main, head, form(data, sides, kinds), await parts(found));
}

function sideAsked(data, codes, name) {
  const asked = state.get(name) || DEFAULT[name];
  const first = data.things[data.sides[0]?.thing]?.code ?? "";
  return state.get(name) || codes.has(asked) ? asked : first;
}

async function parts(found) {
  return [
    tools(found),
    coverage(found),
    h("section", { class: "story" }, h("h2", {}, t("compare-summary")), story(found, lang).map((said) => h("p", {}, said)), h("p", { class: "note" }, t("compare-judged"))),
    unstated(found),
    heat(found),
    await pairList(found),
    shared(found),
    await lonely(found),
    differences(found),
    examples(found.data),
  ];
}

function form(data, [left, right], kinds) {
  const options = sideOptions(data);
  const pick = (name, value) =>
    choose({
      label: t(`compare-${name}`),
      id: `compare-${name}`,
      options,
      value,
      onchange: (code) => state.set({ ...now(left, right), [name]: code, cell: null, quotes: null }, { push: true }),
    });
  const swap = () => state.set({ left: right, right: left, cell: null, quotes: null }, { push: true });
  return h(
    "form",
    { class: "compare-form card", on: { submit: (event) => event.preventDefault() } },
    h("div", { class: "compare-sides" }, pick("left", left), h("button", { type: "button", id: "compare-swap", on: { click: swap } }, h("span", { "aria-hidden": "true" }, "⇄ "), t("compare-swap")), pick("right", right)),
    left && right && kindBoxes(data, left, right, kinds),
  );
}

/** Both sides are written into the URL as soon as one is chosen. */
function now(left, right) {
  return { left, right };
}

/** Options in groups: the kind of a side and the document that it is of. */
function sideOptions(data) {
  return data.sides.map((side) => {
    const thing = data.things[side.thing];
    const kind = kindName(data, thing.kind, lang);
    const group = side.whole ? kind : `${kind}｜${label(data.documents[side.document]) || side.document}`;
    return { value: thing.code, label: isNamedOnly(data, side) ? t("compare-only-named", sideLabel(thing)) : sideLabel(thing), group };
  });
}

/** A standard of which there is no text here, so that nothing of it can be counted. */
function isNamedOnly(data, side) {
  return side.whole && data.things[side.thing].kind === "OccupationalStandard" && !side.all.length;
}

/** Tasks are known by their codes; two versions of a standard may have one name. */
function sideLabel(thing) {
  const code = thing.code.split("/").at(-1);
  if (["Task", "Duty"].includes(thing.kind) && /^T[\d.]+$/.test(code)) {
    return `${code} ${label(thing.label)}`;
  }
  return ["Framework", "OccupationalStandard"].includes(thing.kind) ? t("compare-with-code", label(thing.label), code) : label(thing.label);
}

function kindBoxes(data, left, right, kinds) {
  const box = (kind) => {
    const toggle = () => {
      const rest = kinds.filter((each) => each !== kind);
      state.set({ ...now(left, right), kinds: rest.length < kinds.length ? rest : [...kinds, kind], cell: null });
    };
    const input = h("input", { type: "checkbox", id: `compare-kind-${kind}`, checked: kinds.includes(kind), on: { change: toggle } });
    return h("label", { class: "tick" }, input, " ", kindName(data, kind, lang));
  };
  const all = h("button", { type: "button", on: { click: () => state.set({ kinds: null, cell: null }) } }, t("compare-all-kinds"));
  const told = kinds.map((kind) => kindName(data, kind, lang)).join("、");
  return h(
    "details",
    { open: kinds.length > 0 },
    h("summary", {}, kinds.length ? t("compare-kinds-now", told) : t("compare-kinds")),
    h("div", { class: "row ticks" }, kindsOf(data, left, right).map(box), kinds.length > 0 && all),
  );
}

function tools(found) {
  const things = found.data.things;
  const name = (thing) => label(things[thing].label);
  const rows = () => [
    ...found.pairs.map((pair) => [
      t("compare-pair"), name(pair.left), found.data.words.predicates[lang][pair.predicate], name(pair.right),
      pair.confidence, label(pair.why), things[pair.left].code, things[pair.right].code,
    ]),
    ...found.onlyLeft.map((each) => [t("compare-left-only"), name(each.thing), "", "", null, reason(each), things[each.thing].code, ""]),
    ...found.onlyRight.map((each) => [t("compare-right-only"), "", "", name(each.thing), null, reason(each), "", things[each.thing].code]),
  ];
  return toolbar({
    name: `compare-${found.left.code}-${found.right.code}`,
    columns: COLUMNS[lang],
    rows,
    query: () => selectOf(found, lang),
    rdf: () => constructOf(found),
  });
}

function reason(each) {
  return each.reviewed ? label(each.why) : t("compare-not-reviewed");
}

function unstated(found) {
  const entries = found.unknown.map((each) => h("li", {}, link(each), ": ", label(each.says)));
  return entries.length > 0 && h("details", { class: "compare-open" }, h("summary", {}, `${t("compare-open")} (${entries.length})`), h("ul", {}, entries));
}

function shared(found) {
  const items = found.same.map((thing) => h("li", {}, link(found.data.things[thing])));
  return items.length > 0 && h("section", {}, h("h2", {}, t("compare-same")), h("ul", { class: "same" }, items));
}

function differences(found) {
  if (!found.differences.length) {
    return null;
  }
  const entry = ({ id, topic }) => h("li", {}, h("a", { href: pageHref("conflicts", { id }) }, id), " ", label(topic));
  return h("section", {}, h("h2", {}, t("compare-differences")), h("ul", {}, found.differences.map(entry)));
}

function examples(data) {
  const codes = new Set(data.sides.map((side) => data.things[side.thing].code));
  const kept = EXAMPLES.filter((pair) => pair.every((code) => codes.has(code)));
  const one = ([left, right]) =>
    h("li", {}, h("a", { href: pageHref("compare", { left, right }) }, `${nameOfCode(data, left)} – ${nameOfCode(data, right)}`));
  return kept.length > 0 && h("section", { class: "compare-try" }, h("p", {}, t("compare-try")), h("ul", {}, kept.map(one)));
}

function nameOfCode(data, code) {
  const side = data.sides.find((each) => data.things[each.thing].code === code);
  return nameOf(data, side.thing, lang);
}
