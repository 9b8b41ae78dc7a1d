// Names of resources: IRIs and their short forms, as `aitalent_kg/names.py` has them.

import { PREFIXES } from "./sparql-text.js";

/** What the IRIs of our resources begin with. */
export const ID = "https://w3id.org/aitalent-kg/id/";

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The IRI of a code or a CURIE of ours; what has another scheme is an IRI already. */
export function expand(code) {
  const at = code.indexOf(":");
  const prefix = code.slice(0, Math.max(at, 0));
  if (Object.hasOwn(PREFIXES, prefix)) {
    return PREFIXES[prefix] + code.slice(at + 1);
  }
  return SCHEME.test(code) ? code : ID + code;
}

/** The short form of an IRI. */
export function curie(iri) {
  if (iri.startsWith(ID)) {
    return iri.slice(ID.length);
  }
  const [prefix, base] = Object.entries(PREFIXES).find(([, one]) => iri.startsWith(one)) ?? [];
  return prefix ? `${prefix}:${iri.slice(base.length)}` : iri;
}
