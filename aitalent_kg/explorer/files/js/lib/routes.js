// Routes of a career, found in the browser: the answer of `kg.routes`, for any filter.

import { added, loadsOf, measure, total, unstated } from "./map-costs.js";
import { byText, place, plan } from "./map-plan.js";
import { reasonOf } from "./map-reasons.js";
import { cheapest } from "./map-search.js";

const NOT_STATED = "not stated";

/**
 * The routes from a place to another.
 * @param {Object} network the view `network`
 * @param {Object} data the view `routes`
 * @param {{start: string, goal: string, minimise?: string[], k?: number, documents?: string[],
 *   printed?: boolean, via?: string[], avoid?: string[], have?: Set<string>, most?: number}} asked codes
 * @returns {{routes: Object[], complete: boolean, reason: Object|null, minimised: string[]}}
 *   steps of a route have `line` (a link of the network, for an example turned round), `cost`,
 *   `unstated`, `asks`
 */
export function routes(network, data, asked) {
  const chart = chartOf(network, data, asked);
  const [start, goal] = [chart.iris.get(asked.start), chart.iris.get(asked.goal)];
  const loads = loadsOf(data, chart.places, chart.unbarred.members, chart.documents);
  const names = asked.minimise?.length ? asked.minimise : ["steps"];
  const measures = names.map((name) => measure(name, loads, asked.have ?? new Set(), start, data.prices));
  const graph = plan(chart, start, goal);
  const via = (asked.via ?? []).map((code) => chart.iris.get(code)).filter((iri) => iri !== start && iri !== goal);
  const limits = { k: asked.k ?? 1, most: asked.most ?? 1000, via };
  const found = cheapest(graph, place(start), place(goal), measures, limits);
  return {
    minimised: names,
    complete: found.complete,
    routes: found.ways.map((lines) => written(lines, measures, loads, { network, data, chart })),
    reason: found.ways.length ? null : reasonOf(network, data, chart, { start, goal, via, graph }),
  };
}

/** The links that a search may use, by IRI, and those that there are. */
export function chartOf(network, data, { documents, printed, avoid }) {
  const iris = new Map(network.places.map((one) => [one.code, one.iri]));
  const places = new Map(network.places.map((one) => [one.iri, one]));
  const all = network.links.map((link) => ({
    ...link,
    link,
    start: iris.get(link.from),
    end: iris.get(link.to),
    inferred: Number(link.basis === "inferred"),
  }));
  const kept = used(all, documents?.length ? documents : null, printed);
  const shunned = new Set((avoid ?? []).map((code) => iris.get(code)));
  const free = kept.filter((link) => !shunned.has(link.start) && !shunned.has(link.end));
  const single = new Set(data.single.map((code) => iris.get(code)));
  const chart = { iris, places, single, documents: documents?.length ? documents : null };
  return { ...chart, ...parted(free), unbarred: parted(kept), whole: { single, ...parted(all) } };
}

function used(links, documents, printed) {
  const within = (link) => !documents || link.documents.some((stem) => documents.includes(stem));
  const read = printed ? links.filter((link) => !link.inferred).map(asPrinted) : links;
  return read.filter(within);
}

function asPrinted(link) {
  return link.kind_basis === "inferred" ? { ...link, kind: NOT_STATED, kind_basis: "printed" } : link;
}

function parted(links) {
  return {
    steps: links.filter((link) => link.kind !== "member"),
    members: links.filter((link) => link.kind === "member"),
  };
}

/** A way with the costs of its lines and its remarks. */
function written(lines, measures, loads, { network, data, chart }) {
  const values = measures.map((one) => added(one, lines));
  const blanks = measures.map((one) => unstated(one, lines, loads));
  const fresh = asks(lines, measures.find((one) => one.name === "missing"));
  const documents = restingOn(lines, Object.keys(network.documents));
  return {
    steps: lines.map((line, at) => ({
      line,
      from: chart.places.get(line.start),
      to: chart.places.get(line.end),
      cost: Object.fromEntries(measures.map((one, m) => [one.name, values[m][at]])),
      unstated: blanks.some((of) => of[at]),
      asks: fresh[at],
    })),
    cost: Object.fromEntries(measures.map((one) => [one.name, total(one, lines)])),
    unstated: Object.fromEntries(measures.map((one, m) => [one.name, blanks[m].filter(Boolean).length])),
    documents,
    joined: documents.length > 1,
    paths: [...new Set(lines.map((line) => line.path))].filter((path) => path && path in data.paths),
    differences: differences(lines, data, chart),
  };
}

/** The items that each line asks for first, where they are counted. */
function asks(lines, missing) {
  const seen = new Set();
  return lines.map((line) => {
    const fresh = (missing?.gathers(line) ?? []).filter((item) => !seen.has(item)).sort(byText);
    fresh.forEach((item) => seen.add(item));
    return fresh;
  });
}

/** As few documents as the lines can rest on. */
function restingOn(lines, order) {
  const found = new Set();
  for (const { documents } of [...lines].sort((a, b) => a.documents.length - b.documents.length)) {
    if (documents.length && !documents.some((stem) => found.has(stem))) {
      found.add(documents[0]);
    }
  }
  return [...found].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Recorded differences about a line, or an end of the whole route. */
function differences(lines, data, chart) {
  const ends = lines.length ? [lines[0].start, lines.at(-1).end] : [];
  const things = [...lines.map((line) => line.code), ...ends.map((iri) => chart.places.get(iri).code)];
  const found = things.flatMap((code) => data.about[code] ?? []);
  return [...new Set(found)].filter((code) => data.remarks[code].kind === "Contradiction").sort(byText);
}
