// Two sides compared by the mappings between them, as `aitalent_kg/compare` does it: the view
// `compare` holds sides, items and mappings; things are numbers in its list of things.

const ACCEPTED = new Set(["skos:exactMatch", "skos:closeMatch"]);
const PARTLY = new Set(["skos:broadMatch", "skos:narrowMatch"]);

/**
 * What two sides have of each other.
 * @param {Object} data the view `compare`
 * @param {string} leftCode
 * @param {string} rightCode
 * @param {string[]} [kinds] kinds of the items to count; none: those that each side lists
 * @returns {Object} left, right: sides with `items`, Map item -> categories; ways: coverage of each
 *   by the other; pairs, the strongest first; onlyLeft, onlyRight; same; differences; unknown
 */
export function compare(data, leftCode, rightCode, kinds = []) {
  const left = sideOf(data, leftCode, kinds);
  const right = sideOf(data, rightCode, kinds);
  const links = linksBetween(data, left, right);
  const found = {
    data,
    left,
    right,
    kinds: [...kinds].sort(),
    pairs: links.sort(order(data, left)),
    same: [...new Set([...sameOf(data, left, right), ...sameOf(data, right, left)])],
    differences: differencesOf(data, left, right),
    unknown: unknownOf(left, right),
  };
  found.ways = [
    way(data, "left", left, links, sameOf(data, left, right), reviewOf(data, right)),
    way(data, "right", right, links, sameOf(data, right, left), reviewOf(data, left)),
  ];
  found.onlyLeft = alone(found.ways[0], reviewOf(data, right));
  found.onlyRight = alone(found.ways[1], reviewOf(data, left));
  return found;
}

/** The kinds of items there are on either side, the most frequent first. */
export function kindsOf(data, leftCode, rightCode) {
  const counts = new Map();
  for (const code of [leftCode, rightCode]) {
    for (const [kind, count] of Object.entries(sideOf(data, code, []).there)) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
  }
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
}

function sideOf(data, code, kinds) {
  const side = data.sides.find((each) => data.things[each.thing].code === code);
  if (!side) {
    throw new Error(code);
  }
  const wanted = new Set(kinds);
  const listed = kinds.length ? side.all.filter(([item]) => wanted.has(data.things[item].kind)) : side.items;
  return { ...side, code, items: new Map(listed), parts: new Set(side.parts) };
}

function holds(data, side, thing) {
  return side.items.has(thing) || side.parts.has(thing) ||
    (side.whole && data.things[thing].code.startsWith(`${side.code}/`));
}

/** Mappings that join the sides, each read from left to right; an item stands at one end at least. */
function linksBetween(data, left, right) {
  const found = [];
  data.mappings.forEach((mapping, number) => {
    const turned = {
      left: mapping.right,
      right: mapping.left,
      predicate: data.turned[mapping.predicate] ?? mapping.predicate,
    };
    for (const [said, isTurned] of [[mapping, false], [turned, true]]) {
      const joins = holds(data, left, said.left) && holds(data, right, said.right);
      if (joins && (left.items.has(said.left) || right.items.has(said.right))) {
        found.push({ ...mapping, ...said, number, isTurned });
      }
    }
  });
  return found;
}

/** The strongest first, then the surest, then as the left document has them. */
function order(data, left) {
  const rank = new Map([...left.items.keys()].map((item, at) => [item, at]));
  const key = (pair) => [
    data.predicates.indexOf(pair.predicate),
    -(pair.confidence ?? 0),
    rank.get(pair.left) ?? rank.size,
    pair.left,
    pair.right,
  ];
  return (a, b) => {
    const [one, other] = [key(a), key(b)];
    const at = one.findIndex((value, place) => value !== other[place]);
    return at < 0 ? 0 : one[at] - other[at];
  };
}

/** Items that the other side has itself: the deck speaks of abilities of the guide. */
function sameOf(data, counted, other) {
  return [...counted.items.keys()].filter(
    (item) => other.items.has(item) || (other.whole && data.things[item].documents.includes(other.code)),
  );
}

/** How much of a side has a counterpart: in all, by category, by kind. */
function way(data, of, side, links, same, review) {
  const own = links.filter((link) => side.items.has(link[of]));
  const ends = (chosen) => new Set([...same, ...own.filter(chosen).map((link) => link[of])]);
  const sets = { strict: ends((link) => ACCEPTED.has(link.predicate)), any: ends(() => true), review };
  sets.part = new Set(own.filter((link) => PARTLY.has(link.predicate)).map((link) => link[of]));
  const items = [...side.items.keys()];
  const categories = new Set([...side.items.values()].flat());
  const kinds = new Set(items.map((item) => data.things[item].kind));
  return {
    of,
    all: share("", items, sets),
    byCategory: [...categories].map((name) =>
      share(name, items.filter((item) => side.items.get(item).includes(name)), sets)),
    byKind: [...kinds].map((kind) =>
      share(kind, items.filter((item) => data.things[item].kind === kind), sets)),
  };
}

/** Each item counts once, by its strongest counterpart. */
function share(group, items, { strict, part, any, review }) {
  const without = items.filter((item) => !any.has(item));
  return {
    group,
    items,
    strict: items.filter((item) => strict.has(item)),
    part: items.filter((item) => part.has(item) && !strict.has(item)),
    related: items.filter((item) => any.has(item) && !strict.has(item) && !part.has(item)),
    lenient: items.filter((item) => any.has(item)),
    without,
    none: without.filter((item) => review.has(item)),
    open: without.filter((item) => !review.has(item)),
  };
}

/** What somebody has looked for in a side without finding a counterpart: thing -> row. */
function reviewOf(data, other) {
  const looked = new Set(other.reviewedAs);
  const found = new Map();
  for (const row of data.none.filter((each) => looked.has(each.in))) {
    if (row.why.zh || !found.get(row.thing)?.why.zh) {
      found.set(row.thing, row);
    }
  }
  return found;
}

/** Items without a counterpart: whether somebody has looked for one, and why there is none. */
function alone({ all }, review) {
  return all.without.map((thing) => {
    const row = review.get(thing);
    return { thing, reviewed: Boolean(row), why: row?.why ?? { zh: "", en: "" } };
  });
}

/** Recorded differences in which both documents are quoted; of parts, those about them. */
function differencesOf(data, left, right) {
  const wanted = new Set([left.document, right.document]);
  if (wanted.size === 1 || wanted.has("")) {
    return [];
  }
  const things = [left, right].filter((side) => !side.whole).flatMap((side) => [...side.items.keys(), ...side.parts]);
  const codes = new Set(things.map((thing) => data.things[thing].code));
  return data.differences.filter(
    ({ documents, about }) =>
      [...wanted].every((document) => documents.includes(document)) &&
      (codes.size === 0 || about.some((code) => codes.has(code))),
  );
}

function unknownOf(left, right) {
  const found = [...left.unknown, ...right.unknown].map((each) => [`${each.code} ${each.what}`, each]);
  return [...new Map(found).values()];
}

/** The categories of an end of a pair on a side. */
export function categoriesOf(side, thing) {
  return side.items.get(thing) ?? side.places[thing] ?? [];
}

/**
 * Pairs by the categories of their two ends, for the heat map.
 * @returns {{rows: Array, columns: Array, beyond: Array, count: function}} rows and columns are
 *   categories, those of what is no counted item last; a pair of two categories counts in both
 */
export function cells(found) {
  const pairs = new Map();
  const named = [new Set(found.ways[0].byCategory.map((s) => s.group)), new Set(found.ways[1].byCategory.map((s) => s.group))];
  const counted = named.map((names) => new Set(names));
  for (const pair of found.pairs) {
    for (const row of categoriesOf(found.left, pair.left)) {
      for (const column of categoriesOf(found.right, pair.right)) {
        const key = JSON.stringify([row, column]);
        pairs.set(key, [...(pairs.get(key) ?? []), pair]);
        named[0].add(row);
        named[1].add(column);
      }
    }
  }
  return {
    rows: [...named[0]],
    columns: [...named[1]],
    beyond: named.map((names, at) => [...names].filter((name) => !counted[at].has(name))),
    of: (row, column) => pairs.get(JSON.stringify([row, column])) ?? [],
    most: Math.max(0, ...[...pairs.values()].map((some) => some.length)),
  };
}
