// What of a record counts: certificates in their classes, hours on tools, and between which bounds
// each quantity lies; `aitalent_kg/assess/counted.py` and `facts.py` in the browser. No DOM.

import { rounded } from "./rules-tree.js";

/** Under this name stand hours that the record does not allot to a tool. */
export const UNALLOTTED = "";
const UNKNOWN = [0, Infinity];

/**
 * What each certificate counts as, in the record's order; what does not count has class null.
 * @param {Object} rules the view `rules`
 * @param {Array<Object>} held certificates as `rules-record.js` reads them
 * @param {string} asOf day to judge on, 2026-06-30
 * @param {string} retired "unknown", "counts" or "ends"
 */
export function countCertificates(rules, held, asOf, retired) {
  const found = [];
  for (const one of held.map((certificate) => counted(rules, certificate, asOf, retired))) {
    const place = found.findIndex((other) => isSame(other, one));
    if (place < 0) {
      found.push(one);
    } else if (one.sure && !found[place].sure) {
      found.push(merged(one, found[place]));
      found[place] = again(found[place]);
    } else {
      found[place] = merged(found[place], one);
      found.push(again(one));
    }
  }
  return found;
}

/** The facts of a person, as rules are judged by. */
export function factsOf(person, certificates) {
  return {
    bounds: (quantity) => bounds(person, certificates, quantity),
    holds: (condition) => person.conditions[condition] ?? null,
  };
}

function counted(rules, held, asOf, retired) {
  const described = { ...held, held, sure: true, remark: "" };
  if (held.earned && held.earned > asOf) {
    return { ...described, class: null, remark: "later" };
  }
  if (!held.certification) {
    return described;
  }
  const known = rules.certifications.find((one) => one.code === held.certification);
  const classed = { ...described, certification: known.counts, class: known.class, remark: known.remark };
  return known.end && asOf > known.end ? afterTheEnd(classed, known.end, retired) : classed;
}

function afterTheEnd(classed, end, retired) {
  if (classed.held.earned && classed.held.earned > end) {
    return { ...classed, class: null, remark: "ended" };
  }
  if (retired === "ends") {
    return { ...classed, class: null, remark: "retired" };
  }
  return { ...classed, sure: retired === "counts", remark: "retired" };
}

function isSame(other, one) {
  return one.certification && one.class && other.certification === one.certification && other.class;
}

function again(one) {
  return { ...one, class: null, remark: "repeated" };
}

/** The same certificate again: what either entry tells of it; sure if either is. */
function merged(one, other) {
  return {
    ...one,
    sure: one.sure || other.sure,
    toolKind: one.toolKind ?? other.toolKind,
    product: one.product ?? other.product,
    abilityType: one.abilityType ?? other.abilityType,
  };
}

function bounds(person, certificates, quantity) {
  if (["certificates", "kinds", "products"].includes(quantity.measure)) {
    return certificates === null ? UNKNOWN : ofCertificates(certificates, quantity);
  }
  const known = quantity.of.map((type) => ofHours(person.hours[type], quantity.measure));
  if (quantity.measure === "single") {
    return [0, 1].map((end) => Math.max(...known.map((pair) => pair[end])));
  }
  return [0, 1].map((end) => total(known.map((pair) => pair[end])));
}

function ofCertificates(certificates, quantity) {
  const ofClass = certificates.filter((one) => quantity.of.includes(one.class));
  if (quantity.about !== null) {
    const may = ofClass.filter((one) => [quantity.about, null].includes(one.abilityType));
    return [number(may.filter((one) => one.sure && one.abilityType)), number(may)];
  }
  const sure = ofClass.filter((one) => one.sure);
  if (quantity.measure === "certificates") {
    return [number(sure), number(ofClass)];
  }
  const attribute = quantity.measure === "kinds" ? "toolKind" : "product";
  return [different(sure, attribute)[0], different(ofClass, attribute)[1]];
}

/** Hours not allotted to a tool may lie on any tools, named or not. */
function ofHours(hours, measure) {
  if (hours === null) {
    return UNKNOWN;
  }
  const loose = hours?.[UNALLOTTED] ?? 0;
  const named = Object.entries(hours ?? {}).filter(([tool, many]) => tool !== UNALLOTTED && many > 0);
  const numbers = named.map(([, many]) => many);
  if (measure === "hours") {
    const all = total([loose, ...numbers]);
    return [all, all];
  }
  if (measure === "single") {
    const most = Math.max(0, ...numbers);
    return [most, total([most, loose])];
  }
  return [numbers.length, loose > 0 ? Infinity : numbers.length];
}

/** How many different ones are told, and if all that are not told are new. */
function different(certificates, attribute) {
  const told = new Set(certificates.map((one) => one[attribute]).filter((value) => value !== null));
  const untold = certificates.filter((one) => one[attribute] === null);
  return [told.size, told.size + number(untold)];
}

function number(certificates) {
  return certificates.reduce((sum, one) => sum + one.count, 0);
}

function total(numbers) {
  return rounded(numbers.reduce((sum, one) => sum + one, 0));
}
