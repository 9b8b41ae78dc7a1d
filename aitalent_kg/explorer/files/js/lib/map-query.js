// The queries behind the career map.

import { lang } from "../i18n.js";
import { expand } from "./names.js";

const PREFIXES = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;

/** What may stand between < and >: an IRI of the graph is never more than that. */
const SAFE = /^[^\s<>"{}|\\^`]+$/;

/** What gives the table of steps, and its statements. */
export function stepsQuery() {
  return queries("");
}

/**
 * The same of the steps that routes take.
 * @param {string[]} iris of transitions; of memberships nothing is shown
 */
export function routesQuery(iris) {
  const safe = [...new Set(iris)].filter((iri) => SAFE.test(iri));
  return safe.length ? queries(`  VALUES ?step { ${safe.map((iri) => `<${iri}>`).join(" ")} }\n`) : {};
}

/**
 * What gives the items of a goal, with who asks for them.
 * @param {Object} asked a view `gap/GOAL`
 */
export function gapQuery(asked) {
  const tag = lang === "en" ? "en" : "zh";
  const items = values("item", asked.items.map((item) => item.code));
  const parts = values("part", asked.items.flatMap((item) => item.where.map((one) => one.code)));
  return {
    query: `${PREFIXES}SELECT DISTINCT ?item ?name ?part ?strength ?condition ?quote WHERE {
${items}  ?item skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "${tag}"))
  OPTIONAL {
  ${parts}    ?requirement ait:requiredItem ?item ; ait:requirer ?part .
    OPTIONAL { ?requirement ait:strength ?strength }
    OPTIONAL { ?requirement ait:condition ?condition FILTER(LANGMATCHES(LANG(?condition), "${tag}")) }
    OPTIONAL { ?requirement ait:evidence/oa:exact ?quote }
  }
} ORDER BY ?item ?part ?quote`,
    rdf: `${PREFIXES}CONSTRUCT { ?item ?p ?o . ?requirement ?q ?v } WHERE {
${items}  ?item ?p ?o
  OPTIONAL {
  ${parts}    ?requirement ait:requiredItem ?item ; ait:requirer ?part ; ?q ?v
  }
}`,
  };
}

function values(name, codes) {
  const safe = [...new Set(codes.map(expand))].filter((iri) => SAFE.test(iri));
  return `  VALUES ?${name} { ${safe.map((iri) => `<${iri}>`).join(" ")} }\n`;
}

function queries(only) {
  const tag = lang === "en" ? "en" : "zh";
  return {
    query: `${PREFIXES}SELECT DISTINCT ?step ?from ?fromName ?to ?toName ?kind ?condition ?quote WHERE {
${only}  ?step a ait:Transition ; ait:from ?from ; ait:to ?to .
  ?from skos:prefLabel ?fromName . ?to skos:prefLabel ?toName
  FILTER(LANGMATCHES(LANG(?fromName), "${tag}") && LANGMATCHES(LANG(?toName), "${tag}"))
  OPTIONAL { ?step ait:transitionKind ?kind }
  OPTIONAL { ?step ait:condition ?condition FILTER(LANGMATCHES(LANG(?condition), "${tag}")) }
  OPTIONAL { ?step ait:evidence/oa:exact ?quote }
} ORDER BY ?step ?quote`,
    rdf: `${PREFIXES}CONSTRUCT { ?step ?p ?o . ?place skos:prefLabel ?name } WHERE {
${only}  ?step a ait:Transition ; ?p ?o ; ait:from|ait:to ?place .
  ?place skos:prefLabel ?name
}`,
  };
}
