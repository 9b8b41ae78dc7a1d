// What a route costs by each measure, as aitalent_kg/routes/costs.py counts it.

import { chains, enters, isStep } from "./map-plan.js";

/** The measures, in the order in which a page offers them. */
export const MEASURES = ["steps", "conditions", "missing", "hours", "certificates"];

/**
 * What places ask of everybody, and the ability types that their talent categories ask for.
 * @param {Object} data the view `routes`
 * @param {Map<string, Object>} places IRI -> place
 * @param {Object[]} members memberships in use
 * @param {string[]|null} documents those that may ask; null: all
 */
export function loadsOf(data, places, members, documents) {
  const items = new Map();
  const types = new Map();
  for (const [iri, { code, kind }] of places) {
    const asked = (data.demands[code] ?? []).filter(([, , of]) => !documents || of.some((d) => documents.includes(d)));
    const firm = new Set(asked.filter(([, sure]) => sure).map(([item]) => item));
    if (asked.length) {
      items.set(iri, firm);
    }
    if (kind === "TalentCategory" && asked.length) {
      types.set(iri, new Set([...firm].filter((item) => data.items[item].kind === "AbilityType")));
    }
  }
  return { items, types: spread(types, members) };
}

/** Who is in a category is taken to need what the category needs. */
function spread(types, members) {
  const found = new Map([...types].map(([iri, of]) => [iri, new Set(of)]));
  for (const [member, groups] of chains(members)) {
    for (const group of groups.keys()) {
      const own = found.get(member) ?? new Set();
      (types.get(group) ?? []).forEach((type) => own.add(type));
      found.set(member, own);
    }
  }
  return found;
}

/**
 * One measure: what a set of lines costs, and what each line adds.
 * @param {string} name
 * @param {{items: Map, types: Map}} loads
 * @param {Set<string>} have codes of items held
 * @param {string} start IRI of where one stands
 * @param {Object} prices of the view `routes`
 */
export function measure(name, loads, have, start, prices) {
  if (name === "steps" || name === "conditions") {
    const weigh = name === "steps" ? isStep : (line) => line.condition.zh !== "";
    return { name, gathers: () => [], worth: null, weigh: (line) => Number(weigh(line)), held: new Set() };
  }
  const missing = name === "missing";
  const of = missing ? loads.items : loads.types;
  const held = missing ? have : (loads.types.get(start) ?? new Set());
  const price = (types) => prices[[...types].sort().join(" ")]?.[name === "hours" ? 0 : 1] ?? NaN;
  const gathers = (line) => (enters(line) ? [...(of.get(line.end) ?? [])].filter((item) => !held.has(item)) : []);
  return { name, gathers, worth: missing ? (items) => items.size : price, weigh: () => 0, held };
}

/** What each line adds, in their order. */
export function added(one, lines) {
  if (!one.worth) {
    return lines.map(one.weigh);
  }
  const seen = new Set();
  let before = 0;
  return lines.map((line) => {
    one.gathers(line).forEach((item) => seen.add(item));
    const now = one.worth(seen);
    const more = now - before;
    before = now;
    return more;
  });
}

/** What all the lines cost together. */
export function total(one, lines) {
  return added(one, lines).reduce((sum, value) => sum + value, 0);
}

/** Whether each line enters a place, not entered before, of which no items are known. */
export function unstated(one, lines, loads) {
  const seen = new Set();
  return lines.map((line) => {
    const counts = one.name === "missing" && enters(line) && !seen.has(line.end);
    seen.add(line.end);
    return counts && !loads.items.has(line.end);
  });
}
