// The queries behind the page of differences.

import { tag } from "../i18n.js";

const PREFIXES = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;

/** The differences shown, by code; null for all. */
function only(codes) {
  return codes ? `VALUES ?code { ${codes.map((code) => JSON.stringify(code)).join(" ")} }\n  ` : "";
}

/** A SELECT of the readings with their quotes. */
export function selecting(codes) {
  return `${PREFIXES}SELECT ?code ?topic ?place ?says ?chosen ?file ?line ?quote WHERE {
  ${only(codes)}?difference a ait:Contradiction ; skos:notation ?code ; skos:prefLabel ?topic ; ait:reading ?reading .
  ?reading ait:sequence ?place ; ait:text ?says ; ait:evidence ?evidence .
  ?evidence oa:exact ?quote ; ait:line ?line ; prov:wasQuotedFrom ?file
  FILTER(LANGMATCHES(LANG(?topic), "${tag.slice(0, 2)}") && LANGMATCHES(LANG(?says), "${tag.slice(0, 2)}"))
  OPTIONAL { ?reading ait:chosen ?chosen }
} ORDER BY ?code ?place ?file ?line`;
}

/** A CONSTRUCT of the differences, their readings and quotes. */
export function constructing(codes) {
  return `${PREFIXES}CONSTRUCT { ?thing ?property ?value } WHERE {
  ${only(codes)}?difference a ait:Contradiction ; skos:notation ?code ; (ait:reading/ait:evidence?)? ?thing .
  ?thing ?property ?value
}`;
}
