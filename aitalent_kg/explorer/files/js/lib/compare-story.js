// A comparison told in sentences: those of `aitalent_kg/compare/story.py`, whose words are in the view.

const NEAR = new Set(["skos:exactMatch", "skos:closeMatch"]);
const NAMED = 6; // so many of a list are named; the others are counted

/**
 * @param {Object} found what `compare` gives
 * @param {"zh"|"en"} lang
 * @returns {string[]} sentences
 */
export function story(found, lang) {
  const teller = tellerOf(found, lang);
  if (found.left.code === found.right.code && found.ways[0].all.items.length) {
    return [teller.words["same side"]];
  }
  return [
    ...oneWay(teller, found.ways[0], found.left, found.right, found.onlyLeft),
    ...oneWay(teller, found.ways[1], found.right, found.left, found.onlyRight),
    ...both(teller),
  ];
}

/**
 * The name of a category of a comparison: of a part of a side, or of a kind of items.
 * Items that a side asks for as a whole are named by their kinds, unless it is a category there.
 */
export function categoryName(found, name, lang) {
  if (typeof name === "string") {
    return kindName(found.data, name, lang);
  }
  for (const [side, other] of [[found.left, found.right], [found.right, found.left]]) {
    if (name !== other.thing && [...other.items.values()].some((names) => names.includes(name))) {
      continue;
    }
    const own = [...side.items].filter(([, names]) => names.includes(name)).map(([item]) => item);
    if (name === side.thing && own.length > 0 && own.length < side.items.size) {
      const kinds = new Set(own.map((item) => found.data.things[item].kind));
      return [...kinds].map((kind) => kindName(found.data, kind, lang)).join(lang === "zh" ? "、" : ", ");
    }
  }
  return nameOf(found.data, name, lang);
}

/** The name of a kind of things. */
export function kindName(data, kind, lang) {
  return data.kinds[kind]?.[lang] ?? kind;
}

/** The name of a thing. */
export function nameOf(data, thing, lang) {
  return data.things[thing].label[lang];
}

/** A share in whole percent, a half to the even one, as Python writes it. */
export function percent(part, whole) {
  const value = 100 * (part / whole);
  const floor = Math.floor(value);
  const rest = value - floor;
  return `${floor + (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? 1 : 0)}%`;
}

function tellerOf(found, lang) {
  const words = found.data.words.story[lang];
  const named = (thing) => line(nameOf(found.data, thing, lang));
  return { found, lang, words, named, bracket: (label) => put(words.bracket, { label: line(label) }) };
}

function line(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

function put(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function oneWay(teller, way, side, other, alone) {
  const { words, named, found } = teller;
  const [of, by] = [named(side.thing), named(other.thing)];
  if (!way.all.items.length) {
    return [empty(teller, side, of)];
  }
  const why = uncounted(found, way);
  if (why) {
    return [put(words[why], { of, by, all: way.all.items.length })];
  }
  const told = [covered(teller, way, of, by)];
  if (way.byCategory.length > 1 && way.all.lenient.length) {
    told.push(extremes(teller, way));
  }
  if (way.all.open.length) {
    told.push(put(words.unreviewed, { by, n: way.all.open.length, all: alone.length }));
  }
  if (alone.length) {
    const shown = alone.slice(0, NAMED).map((each) => teller.bracket(nameOf(found.data, each.thing, teller.lang)));
    told.push(put(words.alone, { by, names: shown.join(words.stop) + more(teller, alone) }));
  }
  return told;
}

/**
 * Why a way has no share, by the name of the sentence that says so: silence is no answer.
 * @returns {""|"no other"|"unlooked"} "" where it has one
 */
export function uncounted(found, { of, all }) {
  if (all.lenient.length) {
    return "";
  }
  if (!found[of === "left" ? "right" : "left"].items.size) {
    return "no other";
  }
  return all.open.length === all.items.length ? "unlooked" : "";
}

/** Why nothing is counted: other kinds were asked for, or the documents list nothing. */
function empty({ found, words, lang }, side, of) {
  const there = Object.entries(side.there);
  if (!found.kinds.length || !there.length) {
    return put(words.empty, { of });
  }
  return put(words["none of kind"], {
    of,
    kinds: found.kinds.map((kind) => kindName(found.data, kind, lang)).join(words.stop),
    there: there.map(([kind, count]) => `${kindName(found.data, kind, lang)} ${count}`).join(words.stop),
  });
}

function covered({ words, lang }, { all }, of, by) {
  const items = all.items.length;
  if (!all.lenient.length) {
    return put(words.uncovered, { of, by, all: items });
  }
  const said = put(words.covered, {
    of,
    by,
    all: items,
    lenient: all.lenient.length,
    strict: all.strict.length,
    part: all.part.length,
    related: all.related.length,
    lenient_share: percent(all.lenient.length, items),
    strict_share: percent(all.strict.length, items),
  });
  return all.related.length ? said + (lang === "en" ? " " : "") + words.related : said;
}

/** The categories with the highest and the lowest share, all that tie. */
function extremes({ found, words, lang, bracket }, { byCategory }) {
  const ratio = (share) => share.lenient.length / share.items.length;
  const shares = byCategory.map(ratio);
  const [most, least] = [Math.max(...shares), Math.min(...shares)];
  if (most === least) {
    return words.even;
  }
  const named = (value) => byCategory
    .filter((share) => ratio(share) === value)
    .map((share) => bracket(categoryName(found, share.group, lang)) +
      put(words.of, { n: share.lenient.length, all: share.items.length }))
    .join(words.stop);
  return put(words.categories, { most: named(most), least: named(least) });
}

function both(teller) {
  const { found, words, lang, bracket } = teller;
  const told = [];
  if (found.same.length) {
    const names = found.same.map((thing) => bracket(nameOf(found.data, thing, lang)));
    told.push(put(words.shared, { names: names.join(words.stop) }));
  }
  const near = found.pairs.filter((pair) => NEAR.has(pair.predicate));
  if (near.length) {
    const pairs = near.slice(0, NAMED).map((pair) => pairWords(teller, pair)).join(words.stop);
    told.push(put(words.closest, { pairs: pairs + more(teller, near) }));
  } else if (found.pairs.length) {
    told.push(words["none closer"]);
  }
  if (found.differences.length) {
    const ids = found.differences.map((each) => each.id).join(words.stop);
    told.push(put(words.differ, { n: found.differences.length, ids }));
  }
  return [...told, ...levels(teller)];
}

function pairWords({ found, words, lang, bracket }, pair) {
  const [left, right] = [pair.left, pair.right].map((thing) => bracket(nameOf(found.data, thing, lang)));
  const relation = found.data.words.predicates[lang][pair.predicate];
  return `${left} – ${right}${put(words.relation, { relation })}`;
}

/** How many there are beyond those named; in Chinese how many there are together. */
function more({ words }, entries) {
  const rest = entries.length - NAMED;
  return rest > 0 ? put(words.more, { n: rest, all: entries.length }) : "";
}

function levels({ found, words, lang }) {
  const ends = found.pairs.flatMap((pair) => [pair.left, pair.right]);
  const scales = new Set(ends.flatMap((thing) => found.data.things[thing].levels.map((level) => line(level.scale[lang]))));
  return scales.size ? [put(words.levels, { scales: [...scales].join(words.stop) })] : [];
}
