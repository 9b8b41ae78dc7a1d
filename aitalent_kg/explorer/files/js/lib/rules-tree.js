// Rules as trees: outcome, proof, smallest additions; `aitalent_kg/rules` in the browser. No DOM.
//
// A tree is {all: parts}, {any: parts}, {holds: condition, source}, or
// {measure, of, about, minimum, source}. Facts are {bounds(quantity) -> [low, high],
// holds(condition) -> true, false or null}.

const HOURS = ["hours", "single", "tools"];

/**
 * Judges a rule part by part.
 * @returns {{node: Object, outcome: string, low: number, high: number, parts: Array}}
 */
export function prove(node, facts) {
  const inside = node.all ?? node.any;
  if (inside) {
    const parts = inside.map((part) => prove(part, facts));
    return { node, outcome: joined(Boolean(node.all), parts), low: 0, high: 0, parts };
  }
  if (node.holds) {
    const held = facts.holds(node.holds);
    return { node, outcome: three(held === true, held !== false), low: 0, high: 0, parts: [] };
  }
  const [low, high] = facts.bounds(node);
  return { node, outcome: three(low >= node.minimum, high >= node.minimum), low, high, parts: [] };
}

/** The outcome of a rule with several readings, that which counts first. */
export function agreed(recommended, others) {
  if (recommended === "unknown" || others.every((outcome) => outcome === recommended)) {
    return recommended;
  }
  return "depends";
}

/** Several rules joined: all have to be met. */
export function both(outcomes) {
  return ["not_met", "unknown", "depends"].find((one) => outcomes.includes(one)) ?? "met";
}

/**
 * Every way to surely meet a rule that asks for nothing superfluous, the smallest first; a rule
 * that is met has one way, with nothing in it.
 * @returns {Array<{lacks: Array, certificates: number, conditions: number, hours: number}>}
 */
export function plans(tree, facts) {
  const found = new Map(ways(tree, facts).map((way) => [keyOf(way), way]));
  const every = [...found.values()];
  const kept = every.filter((way) => !every.some((other) => isPartOf(other, way)));
  return kept.map(planned).sort(byPlan);
}

/** How much is missing to what is surely there; 0 for a condition in words. */
export function short(lack) {
  return lack.leaf.holds ? 0 : lack.leaf.minimum - lack.low;
}

/** Whether a lack may be none, if only more were known. */
export function isOpen(lack) {
  return Boolean(lack.leaf.holds) || lack.high >= lack.leaf.minimum;
}

/** What is the same quantity has the same key. */
export function quantityKey(leaf, measure = leaf.measure) {
  return JSON.stringify([measure, leaf.of, leaf.about]);
}

function three(surely, possibly) {
  if (surely) {
    return "met";
  }
  return possibly ? "unknown" : "not_met";
}

function joined(all, parts) {
  const found = parts.map((part) => part.outcome);
  const decisive = all ? "not_met" : "met";
  if (found.includes(decisive)) {
    return decisive;
  }
  if (found.includes("unknown")) {
    return "unknown";
  }
  return all ? "met" : "not_met";
}

/** A way is a map: key of a lack -> the lack. */
function ways(tree, facts) {
  if (tree.any) {
    return tree.any.flatMap((part) => ways(part, facts));
  }
  if (tree.all) {
    const choices = product(tree.all.map((part) => ways(part, facts)));
    return choices.map((choice) => withoutRepeats(choice.flatMap((way) => [...way.values()])));
  }
  if (tree.holds) {
    return [facts.holds(tree.holds) ? new Map() : wayOf([{ leaf: tree, low: 0, high: 0 }])];
  }
  const [low, high] = facts.bounds(tree);
  return [low >= tree.minimum ? new Map() : wayOf([{ leaf: tree, low, high }])];
}

function product(lists) {
  return lists.reduce((made, list) => made.flatMap((head) => list.map((one) => [...head, one])), [[]]);
}

function wayOf(lacks) {
  return new Map(lacks.map((lack) => [JSON.stringify(order(lack)), lack]));
}

/** Of several lacks of one quantity only the greatest. */
function withoutRepeats(lacks) {
  const kept = new Map();
  for (const lack of [...lacks].sort(byOrder)) {
    const key = lack.leaf.holds ?? quantityKey(lack.leaf);
    if (!kept.has(key) || short(kept.get(key)) < short(lack)) {
      kept.set(key, lack);
    }
  }
  return wayOf([...kept.values()]);
}

function keyOf(way) {
  return [...way.keys()].sort().join("\n");
}

function isPartOf(one, other) {
  return one.size < other.size && [...one.keys()].every((key) => other.has(key));
}

function planned(way) {
  const lacks = [...way.values()].sort(byOrder);
  return {
    lacks,
    certificates: certificatesOf(lacks),
    conditions: lacks.filter((lack) => lack.leaf.holds).length,
    hours: hoursOf(lacks),
  };
}

function certificatesOf(lacks) {
  const most = new Map();
  for (const lack of lacks.filter(({ leaf }) => !leaf.holds && !HOURS.includes(leaf.measure))) {
    const key = JSON.stringify(lack.leaf.of);
    most.set(key, Math.max(most.get(key) ?? 0, short(lack)));
  }
  return Math.trunc([...most.values()].reduce((sum, one) => sum + one, 0));
}

/** Hours for one subject count again where it is one of several. */
function hoursOf(lacks) {
  const added = new Map();
  const counted = lacks.filter(({ leaf }) => HOURS.includes(leaf.measure));
  for (const lack of counted.sort((one, other) => one.leaf.of.length - other.leaf.of.length)) {
    const least = lack.leaf.measure === "tools" ? 1 : short(lack);
    const there = lack.leaf.of.reduce((sum, subject) => sum + (added.get(subject) ?? 0), 0);
    const first = lack.leaf.of[0];
    added.set(first, (added.get(first) ?? 0) + Math.max(0, least - there));
  }
  return rounded([...added.values()].reduce((sum, one) => sum + one, 0));
}

/** A sum of hours without the dust of binary fractions. */
export function rounded(hours) {
  return Math.round(hours * 1e6) / 1e6;
}

function order({ leaf }) {
  return leaf.holds
    ? ["", [], leaf.holds, 0, leaf.source]
    : [leaf.measure, leaf.of, leaf.about ?? "", leaf.minimum, leaf.source];
}

function byOrder(one, other) {
  return compared(order(one), order(other));
}

function byPlan(one, other) {
  const size = (plan) => [plan.certificates, plan.conditions, plan.hours];
  return compared([...size(one), one.lacks.map(order)], [...size(other), other.lacks.map(order)]);
}

/** Lists before longer ones, texts by code point, numbers by size; as Python compares tuples. */
function compared(one, other) {
  if (!Array.isArray(one)) {
    return one < other ? -1 : Number(one > other);
  }
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const found = compared(one[at], other[at]);
    if (found) {
      return found;
    }
  }
  return one.length - other.length;
}
