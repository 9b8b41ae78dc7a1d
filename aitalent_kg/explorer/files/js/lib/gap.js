// What somebody lacks for a goal: the answer of `kg.gap`, from a view `gap/GOAL` and what is ticked.

import { fnv1a } from "./hash.js";

/** From the strongest; the weakest mapping that counts is one of these. */
export const STRENGTHS = ["none", "exact", "close", "broad", "narrow", "related"];
const PREDICATES = STRENGTHS.slice(1).map((name) => `skos:${name}Match`);
const PLAIN = /[A-Za-z0-9._-]/;
const LONGEST = 150;

/** A code as it stands in the name of a view; `slug` in gap_view.py is the same. */
export function slug(code) {
  const one = (c) => (PLAIN.test(c) ? c : c === "/" ? "~" : `~x${c.codePointAt(0).toString(16)}~`);
  const plain = [...code].map(one).join("");
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST)}~${fnv1a(code).toString(16)}`;
}

/** A short mark of a code, for the URL: FNV-1a of its UTF-8 bytes, in base 36. */
export function mark(code) {
  return fnv1a(code).toString(36);
}

/**
 * The gap.
 * @param {Object} asked a view `gap/GOAL`
 * @param {Set<string>} have codes of items held
 * @param {string} [mapped] the weakest mapping by which one item stands for another
 * @returns {{missing: Object[], covered: Object[], mapped: Object[], presupposed: Object[]}}
 *   every item of the goal in one list, as {item}; missing ones with `completes`, codes of parts
 *   that need nothing else, and come in the order of what they unlock; mapped ones with `by`
 */
export function gapOf(asked, have, mapped = "close") {
  const counted = PREDICATES.slice(0, Math.max(STRENGTHS.indexOf(mapped), 0));
  const found = { missing: [], covered: [], mapped: [], presupposed: [] };
  for (const item of asked.items) {
    const by = item.counts.find((one) => have.has(one.code) && counted.includes(one.predicate));
    const list = have.has(item.code) ? "covered" : by ? "mapped" : item.presupposed ? "presupposed" : "missing";
    found[list].push(by && list === "mapped" ? { item, by } : { item });
  }
  return { ...found, missing: ordered(found.missing, new Set(asked.open)) };
}

function ordered(missing, open) {
  const lacking = new Map();
  missing.forEach(({ item }) => item.parts.forEach((part) => lacking.set(part, (lacking.get(part) ?? 0) + 1)));
  const ends = (part) => lacking.get(part) === 1 && !open.has(part);
  const entries = missing.map(({ item }) => ({ item, completes: item.parts.filter(ends) }));
  const weight = (one) => [-one.completes.length, -one.item.parts.length];
  return entries.sort((a, b) => weight(a)[0] - weight(b)[0] || weight(a)[1] - weight(b)[1]);
}

/**
 * Hours and certificates of the ability types that are missing, by the award rules.
 * @param {{missing: Object[]}} gap
 * @param {Object} prices of the view `routes`
 * @returns {{types: string[], hours: number, certificates: number}|null} null where no type is missing
 */
export function priceOf(gap, prices) {
  const types = gap.missing.map(({ item }) => item).filter((item) => item.kind === "AbilityType");
  const price = prices[types.map((item) => item.code).sort().join(" ")];
  return types.length && price ? { types, hours: price[0], certificates: price[1] } : null;
}
