// Why there is no route, and what would connect start and goal: aitalent_kg/routes/reasons.py.

import { byText, chains, howOf, iriOf, place, plan } from "./map-plan.js";
import { cheapest } from "./map-search.js";

/** The reasons in words; {0} is the start, {1} the goal. */
export const SAYS = {
  "start has no steps out": ["文件未載由「{0}」出發的轉換。", "no document has a step that leads on from {0}."],
  "goal has no steps in": ["文件未載通往「{1}」的轉換。", "no document has a step that leads to {1}."],
  "other component": ["文件所載的轉換步驟未將「{0}」與「{1}」相連。", "no steps that documents state connect {0} and {1}."],
  "wrong direction": ["各步的方向相反：只能由「{1}」走向「{0}」。", "the steps lead the other way only, from {1} to {0}."],
  "filtered away": [
    "有路線，但不在指定的文件或原文明載的範圍內，或經過要避開的地點。",
    "there are routes, but not in these documents, not printed, or through what is avoided.",
  ],
  "no path": ["文件所載的轉換步驟，無法由「{0}」走到「{1}」。", "the steps that documents state do not lead from {0} to {1}."],
  "not through via": ["有路線通往「{1}」，但都不經過指定的地點。", "there are routes to {1}, but none passes what was to be passed."],
  "one group": [
    "兩者同屬「{0}」，文件未載由其中一職轉為另一職的步驟。",
    "both are {0}; no document has a step from the one to the other.",
  ],
};

/**
 * The reason.
 * @param {Object} network the view `network`
 * @param {Object} data the view `routes`
 * @param {Object} chart of `chartOf`
 * @param {{start: string, goal: string, via: string[]}} search IRIs
 * @returns {{kind: string, says: {zh: string, en: string}, reached: string[], entries: string[],
 *   same: string[], differences: string[]}} codes
 */
export function reasonOf(network, data, chart, { start, goal, via, graph }) {
  const through = via.length > 0 && exists(graph, start, goal);
  const whole = plan(chart.whole, start, goal, false);
  const why = through ? null : whyNot(plan(chart, start, goal, false), whole, start, goal);
  const kind = why?.kind ?? "not through via";
  const code = (iri) => chart.places.get(iri)?.code ?? iri;
  const known = new Set([...whole.nodes].map((key) => code(iriOf(key))));
  const same = sameName(data, [start, goal].map(code)).filter((one) => known.has(one));
  return {
    kind,
    says: says(kind, chart, start, goal),
    reached: through ? [] : reached(chart, start).map(code),
    entries: [...(why?.entries ?? [])].filter((iri) => iri !== goal).sort(byText).map(code),
    same,
    differences: differences(data, [start, goal].map(code), same),
  };
}

function exists(graph, start, goal) {
  const steps = [{ name: "steps", worth: null, weigh: () => 1 }];
  return cheapest(graph, place(start), place(goal), steps, { k: 1, most: 1, via: [] }).ways.length > 0;
}

/** Kind of reason, and where routes to the goal begin. */
function whyNot(used, whole, start, goal) {
  const [from, to] = [place(start), place(goal)];
  const [out, into] = [arcs(used, "tail", "head"), arcs(used, "head", "tail")];
  const hidden = [used, whole].some((graph) => closure(arcs(graph, "tail", "head"), from).has(to));
  return { kind: kindOf({ hidden, out, into, from, to }), entries: entries(out, into, to) };
}

function kindOf({ hidden, out, into, from, to }) {
  if (hidden) {
    return "filtered away";
  }
  if (!out.get(from)?.size) {
    return "start has no steps out";
  }
  if (!into.get(to)?.size) {
    return "goal has no steps in";
  }
  if (closure(out, to).has(from)) {
    return "wrong direction";
  }
  return closure(both(out, into), from).has(to) ? "no path" : "other component";
}

function arcs(graph, one, other) {
  const found = new Map();
  for (const edge of graph.edges.values()) {
    found.set(edge[one], (found.get(edge[one]) ?? new Set()).add(edge[other]));
  }
  return found;
}

function both(out, into) {
  const keys = new Set([...out.keys(), ...into.keys()]);
  return new Map([...keys].map((key) => [key, new Set([...(out.get(key) ?? []), ...(into.get(key) ?? [])])]));
}

/** What follows from a place, and the place itself. */
function closure(next, from) {
  const found = new Set([from]);
  for (const here of found) {
    (next.get(here) ?? []).forEach((there) => found.add(there));
  }
  return found;
}

/** IRIs of the first places that lead to the goal: nothing leads there but from there itself. */
function entries(out, into, goal) {
  const first = [...closure(into, goal)].filter((here) => {
    const onward = closure(out, here);
    return [...closure(into, here)].every((before) => onward.has(before));
  });
  return new Set(first.map(iriOf));
}

/** IRIs that routes lead to from the start, those of fewest steps first. */
export function reached(chart, start) {
  const graph = plan(chart, start, null);
  const far = distances(graph, place(start));
  const order = [...far.keys()].sort((a, b) => far.get(a) - far.get(b) || byText(iriOf(a), iriOf(b)) || byText(howOf(a), howOf(b)));
  const there = order.filter((key) => iriOf(key) !== start && howOf(key) !== "member").map(iriOf);
  return [...new Set(there)];
}

/** Steps first, then lines, in one number. */
function distances(graph, start) {
  const line = graph.nodes.size + 1;
  const steps = (edge) => edge.lines.filter((one) => one.kind !== "member" && one.kind !== "example").length;
  const far = new Map([[start, 0]]);
  const open = new Set([start]);
  while (open.size) {
    const here = [...open].reduce((best, key) => (far.get(key) < far.get(best) ? key : best));
    open.delete(here);
    for (const edge of graph.outs.get(here) ?? []) {
      const length = far.get(here) + line * steps(edge) + 1;
      if (length < (far.get(edge.head) ?? Infinity)) {
        far.set(edge.head, length);
        open.add(edge.head);
      }
    }
  }
  return far;
}

function says(kind, chart, start, goal) {
  const ends = [start, goal].map((iri) => chart.places.get(iri));
  const group = ["no path", "other component"].includes(kind) ? commonGroup(chart, ends) : null;
  const [template, named] = group ? [SAYS["one group"], [chart.places.get(group)]] : [SAYS[kind], ends];
  const filled = (text, lang) => text.replace(/\{(\d)\}/g, (_, at) => named[Number(at)].label[lang]);
  return { zh: filled(template[0], "zh"), en: filled(template[1], "en") };
}

/** The narrowest group that both roles are members of. */
function commonGroup(chart, ends) {
  if (ends.some((end) => end.kind !== "Role")) {
    return null;
  }
  const above = chains(chart.members);
  const [one, other] = ends.map((end) => above.get(end.iri) ?? new Map());
  const shared = [...one.keys()].filter((group) => other.has(group));
  const size = (group) => [...above.values()].filter((of) => of.has(group)).length;
  return shared.sort((a, b) => size(a) - size(b) || byText(a, b))[0] ?? null;
}

/** Places that are called like a start or goal, and are something else. */
function sameName(data, ends) {
  const found = new Set(ends.flatMap((code) => data.same[code] ?? []));
  return [...found].filter((code) => !ends.includes(code)).sort(byText);
}

function differences(data, ends, same) {
  const about = (codes) => new Set(codes.flatMap((code) => data.about[code] ?? []));
  const others = about(same);
  return [...about(ends)].filter((code) => others.has(code)).sort(byText);
}
