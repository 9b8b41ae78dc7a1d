// The search of the static site: MiniSearch finds what holds the words, and the order follows the
// library's own search (`aitalent_kg/search/index.py`): coverage, closeness, and a step where the
// query is a name, begins one, stands in one, or is a code.

import MiniSearch from "../../vendor/minisearch/index.js";
import { Codes, PATH_END } from "./search-codes.js";
import { keyOf, Words } from "./search-words.js";

const WEIGHTS = { names: 1, texts: 0.5 };
const STEPS = { equal: 2, begins: 0.8, holds: 0.6, text: 0.4, within: 0.3, initials: 1 };
const POOL = 80;
const LONGEST = 200;
const SECONDARY = new Set(["Passage", "Change", "skos:Concept", "skos:ConceptScheme", "Gap", "EditorialNote", "Contradiction"]);

/** Made once of the view `search`. */
export class Index {
  constructor(data) {
    this.data = data;
    this.words = new Words(data);
    this.things = data.things.map((row, at) => this.thing(row, at));
    this.codes = new Codes(this.things, data.documents.map((document) => document.id));
    this.engine = new MiniSearch({
      fields: ["names", "texts"],
      tokenize: (text) => [...this.words.all(text)],
      processTerm: (term) => term,
      searchOptions: {
        boost: { names: 2 },
        tokenize: (text) => [...this.words.own(text)],
        prefix: (term) => /^[a-z0-9]{2,}/.test(term),
        fuzzy: (term) => (/^[a-z]{4,}/.test(term) ? 0.2 : false),
      },
    });
    this.engine.addAll(this.things);
    this.rarity = this.counted();
    this.things.forEach((thing) => thing.own.forEach((name) => {
      name.total = [...name.terms].reduce((sum, term) => sum + this.rarityOf(term), 0);
    }));
  }

  /** Term -> how rare it is in the names of things. */
  counted() {
    const held = new Map();
    for (const thing of this.things) {
      for (const term of new Set(thing.own.flatMap((name) => [...name.all]))) {
        held.set(term, (held.get(term) ?? 0) + 1);
      }
    }
    return held;
  }

  rarityOf(term) {
    const held = this.rarity.get(term) ?? 0;
    return Math.log(1 + (this.things.length - held + 0.5) / (held + 0.5));
  }

  thing([code, kind, place, zh, en, codes, more, texts], id) {
    const names = [zh, en, ...more].filter(Boolean).map((name) => this.name(name));
    return {
      id, code, kind, zh, en, codes,
      document: this.data.documents[place]?.id ?? "",
      names: names.map((name) => name.plain).join("\n"),
      texts: texts.map((text) => this.words.plain(text)).join("\n"),
      own: names,
    };
  }

  name(text) {
    const plain = this.words.plain(text);
    const concepts = this.words.conceptual(plain);
    const [terms, all] = [this.words.own(plain), this.words.all(plain)];
    return { plain, key: keyOf(plain), conceptKey: keyOf(concepts), terms, all };
  }

  /**
   * @param {string} typed
   * @param {{limit: number, kinds?: string[]}} how
   * @returns {Object[]} hits
   */
  find(typed, { limit, kinds }) {
    const text = typed.trim().slice(0, LONGEST).replace(/^(https?:\/\/)?w3id\.org\/aitalent-kg\/id\//i, "");
    const kept = (at) => !kinds?.length || kinds.includes(this.things[at].kind);
    const [codes, rest] = this.codes.find(text, this.things);
    const query = this.name(rest);
    const found = new Map(this.engine.search(query.plain).map((hit) => [hit.id, hit]));
    const rarity = new Map([...query.terms].map((term) => [term, this.rarityOf(term)]));
    const best = [...found.keys()].filter(kept).slice(0, POOL);
    const named = this.named(query, kept);
    const alike = named.size ? new Map() : this.alike(query, kept);
    const places = new Set([...best, ...named.keys(), ...alike.keys(), ...[...codes.keys()].filter(kept)]);
    const scored = [...places].map((at) => {
      const words = coverage(found.get(at), rarity) + Math.max(closeness(query, this.things[at], rarity), alike.get(at) ?? 0) + (named.get(at) ?? this.standsIn(query, at));
      const step = codes.get(at) ?? 0;
      return { at, score: (words + (step > Math.min(words, PATH_END) ? step : 0)) * share(this.things[at]) };
    });
    scored.sort((a, b) => b.score - a.score || a.at - b.at);
    return scored.slice(0, limit).map(({ at, score }) => this.hit(this.things[at], score));
  }

  /** Step of the things of which the whole query is a name, or part of one. */
  named(query, kept) {
    const found = new Map();
    if (!query.key) {
      return found;
    }
    this.things.forEach((thing, at) => {
      const step = Math.max(0, ...thing.own.map((name) => stepOf(query, name)));
      if (step && kept(at)) {
        found.set(at, step);
      }
    });
    return found;
  }

  /** Likeness of the things with a name that a typing error parts from the query. */
  alike(query, kept) {
    const found = new Map();
    const size = query.key.length;
    if (size < 3 || size > 40) {
      return found;
    }
    const least = /^[\x00-\x7f]*$/.test(query.key) ? 0.82 : 0.66;
    this.things.forEach((thing, at) => {
      const best = Math.max(0, ...thing.own.map((name) => likeness(query.key, name.key, least)));
      if (best >= least && kept(at)) {
        found.set(at, Math.min(1.2 * best, 1));
      }
    });
    return found;
  }

  /** The step of a text that holds the query, or of a name that the query holds. */
  standsIn(query, at) {
    const thing = this.things[at];
    const within = thing.own.some((name) => name.conceptKey.length > 1 && query.conceptKey.includes(name.conceptKey));
    thing.textKey ??= keyOf(thing.texts);
    const text = query.key.length > 1 && thing.textKey.includes(query.key);
    return Math.max(within ? STEPS.within : 0, text ? STEPS.text : 0);
  }

  hit(thing, score) {
    const document = this.data.documents.find((one) => one.id === thing.document);
    return {
      code: thing.code,
      label: { zh: thing.zh, en: thing.en || thing.zh },
      kind: thing.kind,
      kindLabel: this.data.kinds[thing.kind],
      document: thing.document,
      documentLabel: document?.label ?? { zh: "", en: "" },
      score,
    };
  }
}

function total(rarity) {
  return [...rarity.values()].reduce((sum, value) => sum + value, 0) || 1;
}

/** Share of the query's terms that a thing holds, in a name more than in a text. */
function coverage(hit, rarity) {
  if (!hit) {
    return 0;
  }
  const fields = new Set(Object.values(hit.match).flat());
  const weight = fields.has("names") ? WEIGHTS.names : WEIGHTS.texts;
  const held = hit.queryTerms.reduce((sum, term) => sum + (rarity.get(term) ?? 0), 0);
  return (weight * held) / total(rarity);
}

/** Dice of the terms of the query and of the nearest name, each term by its rarity. */
function closeness(query, thing, rarity) {
  const values = thing.own.map((name) => {
    const common = [...query.terms].filter((term) => name.all.has(term)).reduce((sum, term) => sum + rarity.get(term), 0);
    return (2 * common) / (total(rarity) + name.total || 1);
  });
  return Math.min(1, Math.max(0, ...values));
}

function stepOf(query, name) {
  if (query.key === name.key) {
    return STEPS.equal;
  }
  if (query.conceptKey === name.conceptKey) {
    return STEPS.equal - 0.05;
  }
  if (/^[a-z]{2,6}$/.test(query.key) && query.key === initials(name.plain)) {
    return STEPS.initials;
  }
  if (!name.key.includes(query.key) && !name.conceptKey.includes(query.conceptKey)) {
    return 0;
  }
  if (query.key.length < 4 && /^[\x00-\x7f]*$/.test(query.key) && !name.plain.split(/[^a-z0-9]+/).some((word) => word.startsWith(query.key))) {
    return 0; // three letters stand by chance in many longer words
  }
  return name.key.startsWith(query.key) || name.conceptKey.startsWith(query.conceptKey) ? STEPS.begins : STEPS.holds;
}

function initials(plain) {
  return /^[\x00-\x7f]+ .+ /.test(plain) ? plain.split(" ").map((word) => word[0]).join("") : "";
}

/** Twice the longest common subsequence over both lengths; 0 where it cannot reach `least`. */
function likeness(a, b, least) {
  if (2 * Math.min(a.length, b.length) < least * (a.length + b.length)) {
    return 0;
  }
  let row = new Array(b.length + 1).fill(0);
  for (const char of a) {
    const next = [0];
    for (let at = 1; at <= b.length; at += 1) {
      next[at] = char === b[at - 1] ? row[at - 1] + 1 : Math.max(row[at], next[at - 1]);
    }
    row = next;
  }
  return (2 * row[b.length]) / (a.length + b.length);
}

function share(thing) {
  return SECONDARY.has(thing.kind) || thing.code.startsWith("scheme/") ? 0.5 : 1;
}
