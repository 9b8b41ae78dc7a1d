// Resources: the data of a page, from the shard that holds it.

import { view } from "../data.js";
import { label, lang } from "../i18n.js";
import { fnv1a } from "./hash.js";
import { ID } from "./names.js";

/**
 * Which of the 256 shards holds a code: the highest byte of FNV-1a (32 bits) over its UTF-8, in
 * hexadecimal. `shard_of` in explorer/resource_view.py is the same function.
 * @param {string} code
 */
export function shardOf(code) {
  return (fnv1a(code) >>> 24).toString(16).padStart(2, "0");
}

/** The words that all pages share: `kinds`, `properties`, `graphs`, `shownElsewhere`. */
export function terms() {
  return view("resource/terms");
}

/**
 * Everything about a resource.
 * @param {string} asked its code, or its IRI
 * @returns {Promise<Resource|null>} null where the graph says nothing of it
 */
export async function resource(asked) {
  const code = asked.startsWith(ID) ? asked.slice(ID.length) : asked;
  const [shard, shared] = await Promise.all([view(`resource/${shardOf(code)}`), terms()]);
  return Object.hasOwn(shard.resources, code) ? new Resource(code, shard, shared) : null;
}

/** Whether a statement comes from a file that a user loaded beside the graph. */
export function isUsers({ graph }) {
  return graph.startsWith("user/");
}

/** The entry of a resource, and the names of what it mentions. */
export class Resource {
  constructor(code, shard, shared) {
    this.code = code;
    this.shard = shard;
    this.terms = shared;
    this.entry = shard.resources[code];
    this.own = shard.names[code];
  }

  get kind() {
    return this.own.kind;
  }

  get iri() {
    return this.entry.iri ?? ID + this.code;
  }

  /** A list of the entry; empty where it has none. */
  list(key) {
    return this.entry[key] ?? [];
  }

  /** The name of what the entry mentions: its label, what it says, or its code. */
  name(code) {
    const named = this.shard.names[code];
    return label(named?.label ?? named?.says) || code;
  }

  /** A resource as `link()` takes it. */
  ref(code) {
    return { code, label: this.shard.names[code]?.label ?? this.shard.names[code]?.says };
  }

  kindOf(code) {
    return this.shard.names[code]?.kind ?? "";
  }

  kindName(kind) {
    return label(this.terms.kinds[kind]) || kind;
  }

  property(name) {
    return label(this.terms.properties[name]) || name;
  }

  graph(name) {
    return label(this.terms.graphs[name]) || name;
  }

  /** Whether it is described outside of the graph only, as an occupation of ISCO. */
  isExternal(code) {
    return this.shard.names[code]?.external === true;
  }

  /** A quote by its name, with that name; null for one that the shard does not hold. */
  quote(id) {
    const quote = this.shard.quotes[id];
    return quote ? { id, ...quote } : null;
  }

  /** Every statement: `property`, `graph`, `text` or `code`, and the names of its `quotes`. */
  statements() {
    return Object.entries(this.entry.statements ?? {}).flatMap(([graph, said]) =>
      said.map(([property, value]) => ({
        property, graph, ...value, quotes: value.quotes ?? this.entry.grounds?.[graph] ?? [],
      })),
    );
  }

  /** Texts that are no names, of a text in both languages the page's. */
  facts() {
    const texts = this.elsewhere().filter((said) => "text" in said);
    const own = new Set(texts.filter((said) => said.lang?.startsWith(lang)).map((said) => said.property));
    return texts.filter((said) => !own.has(said.property) || !said.lang || said.lang.startsWith(lang));
  }

  /** What it leads to, and no other part of its page shows. */
  links() {
    return this.elsewhere().filter((said) => "code" in said);
  }

  elsewhere() {
    const shown = new Set(this.terms.shownElsewhere);
    return this.statements().filter((said) => !shown.has(said.property));
  }
}
