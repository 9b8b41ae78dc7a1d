// The career map: the network drawn, routes between two places of it, what a goal asks for.

import { choose, download, fill, h, link, problem, title } from "../kit.js";
import { label, lang, t, words } from "../i18n.js";
import { view } from "../data.js";
import { state } from "../state.js";
import { mark, slug } from "../lib/gap.js";
import { controls, placeOptions } from "../lib/map-controls.js";
import { MEASURES } from "../lib/map-costs.js";
import { gapList } from "../lib/map-gap.js";
import { answer, folded, tags } from "../lib/map-parts.js";
import { conditions, draw, fit, picture, png, zoom } from "../lib/map-picture.js";
import { gapTools, routesTools, tablePart, visible } from "../lib/map-table.js";
import { routes } from "../lib/routes.js";
import { nearest } from "../lib/rules-record.js";

words({
  "map-title": ["職涯地圖", "Career map"],
  "map-lead": [
    "文件所載的職涯步驟。先點選（或選取）起點，再點選目標，即列出路線、條件與原文。",
    "The steps of careers that the documents state. Choose a start, then a goal: in the picture, or from the lists. Routes come with conditions and quotes.",
  ],
  "map-fit": ["全圖", "Fit"],
  "map-closer": ["放大", "Zoom in"],
  "map-farther": ["縮小", "Zoom out"],
  "map-hand": ["拖曳可移動，按住 Ctrl 捲動可縮放。", "Drag to move; Ctrl and the wheel zoom."],
  "map-png": ["下載圖片 PNG", "Picture as PNG"],
  "map-drawing": ["職涯網絡圖；同樣內容見下方步驟表", "Picture of the network; the table of steps below says the same"],
  "map-auto-members": ["所選地點只見於所屬關係，故一併畫出。", "What is chosen is known by memberships only, so these are drawn."],
  "map-if": ["條件編號", "Numbers of conditions"],
  "map-star": ["＊ 步驟為本專案推論；圖 4 的線型已佚失，線型亦多為推論。", "＊ step inferred by us. The line styles of figure 4 are lost; most kinds are inferred too."],
  "map-routes": ["路線：{0} → {1}", "Routes: {0} → {1}"],
  "map-choose": ["選定起點與目標後，路線列於此處。", "With a start and a goal chosen, routes are listed here."],
  "map-only-start": ["起點是「{0}」。再選目標。", "The start is {0}. Now choose a goal."],
  "map-step-chosen": ["所選步驟", "The step chosen"],
  "map-gap": ["落差清單", "Gap list"],
  "map-unknown": ["地圖上沒有「{0}」，因此不計；請由清單選擇。", "The map has no “{0}”, so that it is left out; choose from the lists."],
  "map-unknown-near": ["地圖上沒有「{0}」，因此不計；最接近的是「{1}」。", "The map has no “{0}”, so that it is left out; the nearest is “{1}”."],
  "map-gap-goal": ["目標要求什麼", "What is asked for by"],
  "map-gap-choose": ["選一個目標，列出其要求，勾選已具備者。", "Choose a goal to list what it asks for, and tick what is yours."],
  "map-others": ["其他目標", "other goals"],
});

const made = { root: null };

/** Fills the page; called again when the URL changes. */
export async function show(main) {
  const [network, data] = await Promise.all([view("network"), view("routes")]);
  if (!made.root?.isConnected) {
    build(main);
  }
  title(t("map-title"));
  const opened = openedOf(made.root);
  const asked = question(network);
  fill(made.unknown, unknown(network));
  fill(made.controls, controls(asked, network));
  const answered = answerTo(asked, network, data);
  drawn(asked, network, answered);
  fill(made.legend, legend(network));
  fill(made.step, chosenStep(asked, network));
  fill(made.routes, routesPart(asked, network, data, answered));
  fill(made.table, tablePart(asked, network));
  await showGap(asked, network, data);
  opened(made.root);
}

/** Remembers what is unfolded, and gives what unfolds it again after the page is filled anew. */
function openedOf(root) {
  const signed = (within) => {
    const seen = {};
    const name = (one) => `${one.closest("section")?.className} ${one.querySelector("summary").textContent}`;
    return [...within.querySelectorAll("details")].map((one) => [`${name(one)} ${(seen[name(one)] = (seen[name(one)] ?? 0) + 1)}`, one]);
  };
  const before = new Map(signed(root).map(([key, one]) => [key, one.open]));
  return (within) => signed(within).forEach(([key, one]) => (one.open = before.get(key) ?? one.open));
}

function build(main) {
  const pick = (code) => {
    const { from, to } = { from: state.get("from"), to: state.get("to") };
    state.set(from && !to && from !== code ? { to: code } : { from: code, to: null, goal: null }, { push: true });
  };
  made.picture = picture({ onplace: pick, onlink: (number) => state.set({ step: String(number) }) });
  for (const part of ["unknown", "controls", "note", "legend", "step", "routes", "gap", "table"]) {
    made[part] = h(part === "note" ? "p" : "section", { class: `map-${part}` });
  }
  const figure = h("figure", { class: "map-figure", "aria-label": t("map-drawing") }, made.picture.frame, tools());
  const fields = [made.controls, made.note];
  const first = innerWidth > 704 ? [fields, figure] : [figure, fields];
  const head = [h("h1", {}, t("map-title")), h("p", { class: "lead" }, t("map-lead"))];
  head.push(made.unknown);
  const parts = [made.legend, made.step, made.routes, made.gap, made.table];
  made.root = h("div", { class: "map" }, head, first, parts);
  fill(main, made.root);
}

function tools() {
  const button = (word, run) => h("button", { type: "button", on: { click: run } }, t(word));
  const save = async () => download("career-map.png", await png(made.picture), "image/png");
  return h(
    "div",
    { class: "map-tools" },
    button("map-closer", () => zoom(made.picture, 1.3)),
    button("map-farther", () => zoom(made.picture, 1 / 1.3)),
    button("map-fit", () => fit(made.picture)),
    button("map-png", save),
    h("span", { class: "pale" }, t("map-hand")),
  );
}

/** What the URL asks; names that the network does not have are left out. */
function question(network) {
  const codes = new Set(network.places.map((place) => place.code));
  const goals = new Set([...codes, ...network.goals.map((goal) => goal.code)]);
  const known = (name, all) => (all.has(state.get(name)) ? state.get(name) : "");
  const to = known("to", codes);
  return {
    from: known("from", codes),
    to,
    goal: known("goal", goals) || to,
    minimise: state.get("min").split(",").filter((name) => MEASURES.includes(name)),
    k: Math.min(Math.max(Math.trunc(Number(state.get("k"))) || 1, 1), 10),
    documents: state.all("doc").filter((stem) => Object.hasOwn(network.documents, stem)),
    via: state.all("via").filter((code) => codes.has(code)),
    avoid: state.all("avoid").filter((code) => codes.has(code) && ![known("from", codes), to, ...state.all("via")].includes(code)),
    kind: Object.hasOwn(network.kinds, state.get("kind")) ? state.get("kind") : "",
    members: state.get("members") === "1",
    printed: state.get("printed") === "1",
    step: network.links[Number(state.get("step") || -1)] ? Number(state.get("step")) : null,
    marks: state.get("have").split(".").filter(Boolean),
  };
}

/** Places that the URL names and the map does not have, each with the nearest. */
function unknown(network) {
  const codes = network.places.map((place) => place.code);
  const goals = [...codes, ...network.goals.map((goal) => goal.code)];
  const all = { from: codes, to: codes, via: codes, avoid: codes, goal: goals };
  const odd = Object.entries(all).flatMap(([name, known]) => state.all(name).filter((code) => code && !known.includes(code)));
  return [...new Set(odd)].map((code) => {
    const near = nearest(code, goals);
    return h("p", { class: "problem", role: "alert" }, near ? t("map-unknown-near", code, near) : t("map-unknown", code));
  });
}

function answerTo(asked, network, data) {
  if (!asked.from || !asked.to) {
    return null;
  }
  const have = held(asked, Object.keys(data.items));
  return routes(network, data, { ...asked, start: asked.from, goal: asked.to, have });
}

/** Of some codes those whose mark is in the URL. */
function held(asked, codes) {
  return new Set(codes.filter((code) => asked.marks.includes(mark(code))));
}

function drawn(asked, network, answered) {
  const boxes = network.pictures.steps[lang]?.boxes ?? {};
  const taken = answered?.routes.flatMap((route) => route.steps) ?? [];
  const needed = [asked.from, asked.to, ...taken.flatMap((step) => [step.from.code, step.to.code])].filter(Boolean);
  const members = asked.members || needed.some((code) => !(code in boxes));
  const left = visible(asked, network);
  const lines = [...left.steps, ...(members ? left.members : [])];
  const number = new Map(network.links.map((one, at) => [`${one.code} ${one.from} ${one.to}`, at]));
  const of = ({ line }) => number.get(`${line.link.code} ${line.link.from} ${line.link.to}`);
  const walked = taken.filter((step) => members || !["member", "example"].includes(step.line.kind));
  const unseen = taken.filter((step) => !walked.includes(step)).map((step) => ({ from: step.from.code, to: step.to.code }));
  fill(made.note, members && !asked.members ? t("map-auto-members") : null);
  draw(made.picture, network, {
    members,
    links: new Set([...lines.map((line) => line.number), ...walked.map(of)]),
    places: new Set([...lines.flatMap((line) => [line.from, line.to]), ...needed]),
    way: new Set(walked.map(of)),
    lines: [...new Map(unseen.map((one) => [`${one.from} ${one.to}`, one])).values()],
    ends: [asked.from, asked.to].filter(Boolean),
    chosen: asked.step,
  });
}

function legend(network) {
  const places = [...new Map(network.places.map((place) => [place.kind, place.kindLabel]))];
  const stroke = (look, name) => h("span", { class: `stroke ${look}` }, label(name));
  return [
    h("p", { class: "keys" }, places.map(([kind, name]) => h("span", { class: `stop ${kind}` }, label(name)))),
    h("p", { class: "keys" },
      Object.entries(network.kinds).map(([kind, name]) => stroke(kind.replace(" ", "-"), name)),
      Object.entries(network.documents).map(([stem, name]) => stroke(`of-${stem.replace(/[^a-z]/gi, "")}`, name.short))),
    h("p", { class: "pale" }, t("map-star")),
    h("details", {}, h("summary", {}, t("map-if")), h("ol", {}, conditions(network).map((text) => h("li", {}, text)))),
  ];
}

function chosenStep(asked, network) {
  if (asked.step === null) {
    return null;
  }
  const line = network.links[asked.step];
  const name = (code) => link(network.places.find((place) => place.code === code));
  return h(
    "div",
    { class: "card" },
    h("h2", {}, t("map-step-chosen")),
    h("p", {}, name(line.from), " → ", name(line.to)),
    h("p", { class: "keys" }, tags(line, network.kinds)),
    line.condition.zh && h("p", {}, t("map-condition", label(line.condition))),
    folded(line.quotes.map((number) => network.quotes[number]), true),
  );
}

function routesPart(asked, network, data, answered) {
  const named = (code) => label(network.places.find((place) => place.code === code)?.title);
  if (!answered) {
    return h("p", { class: "note" }, asked.from ? t("map-only-start", named(asked.from)) : t("map-choose"));
  }
  const head = h("h2", {}, t("map-routes", named(asked.from), named(asked.to)));
  return [head, answer(answered, network, data), routesTools(answered, network)];
}

async function showGap(asked, network, data) {
  const places = placeOptions(network);
  const others = network.goals.map((goal) => ({ value: goal.code, label: label(goal.label), group: t("map-others") }));
  const options = [{ value: "", label: t("map-any") }, ...places, ...others];
  const onchange = (goal) => state.set({ goal }, { push: true });
  const chooser = choose({ id: "map-goal", label: t("map-gap-goal"), options, value: asked.goal, onchange });
  const head = [h("h2", {}, t("map-gap")), chooser];
  if (!asked.goal) {
    fill(made.gap, head, h("p", { class: "pale" }, t("map-gap-choose")));
    return;
  }
  const wanted = await view(`gap/${slug(asked.goal)}`).catch((error) => error);
  if (wanted instanceof Error) {
    fill(made.gap, head, problem(wanted));
    return;
  }
  const codes = wanted.items.flatMap((item) => [item.code, ...item.counts.map((one) => one.code)]);
  const have = held(asked, codes);
  const marks = new Set([...have].map(mark));
  const kept = asked.marks.filter((one) => !marks.has(one));
  fill(made.gap, head, gapList(wanted, data, have, kept), wanted.items.length > 0 && gapTools(wanted, have));
}
