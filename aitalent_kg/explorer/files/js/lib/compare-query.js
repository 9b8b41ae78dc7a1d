// The SPARQL behind a comparison: the same mappings, asked of the graph.

import { expand, ID } from "./names.js";

const PREFIXES = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;
const MAPPINGS = `  ?mapping a ait:Mapping ;
    ait:mappingStatus <${ID}scheme/mapping-status/accepted> ;
    ait:mappingSubject ?subject ; ait:mappingPredicate ?said ; ait:mappingObject ?object .
  # a mapping may have been written from either side
  VALUES (?said ?turned) {
    (skos:exactMatch skos:exactMatch) (skos:closeMatch skos:closeMatch)
    (skos:broadMatch skos:narrowMatch) (skos:narrowMatch skos:broadMatch)
    (skos:relatedMatch skos:relatedMatch)
  }
  VALUES ?other { false true }
  BIND(IF(?other, ?object, ?subject) AS ?left)
  BIND(IF(?other, ?subject, ?object) AS ?right)
  BIND(IF(?other, ?turned, ?said) AS ?relation)
`;

/** A SELECT whose rows are the pairs of a comparison. */
export function selectOf(found, lang) {
  return `${PREFIXES}# ${found.left.code} - ${found.right.code}
SELECT DISTINCT ?left ?leftName ?relation ?right ?rightName ?confidence ?why WHERE {
${MAPPINGS}${limits(found)}  OPTIONAL { ?mapping ait:confidence ?confidence }
  OPTIONAL { ?left skos:prefLabel ?leftName FILTER(LANGMATCHES(LANG(?leftName), "${lang}")) }
  OPTIONAL { ?right skos:prefLabel ?rightName FILTER(LANGMATCHES(LANG(?rightName), "${lang}")) }
  OPTIONAL { ?mapping skos:note ?why FILTER(LANGMATCHES(LANG(?why), "${lang}")) }
} ORDER BY ?relation ?left ?right`;
}

/** A CONSTRUCT of the nodes of these mappings, with their reasons and evidence. */
export function constructOf(found) {
  return `${PREFIXES}CONSTRUCT { ?mapping ?property ?value } WHERE {
${MAPPINGS}${limits(found)}  ?mapping ?property ?value .
}`;
}

/** What belongs to each side, and that an item of a side stands at one end at least. */
function limits(found) {
  const things = found.data.things;
  const ends = { left: new Set(found.pairs.map((pair) => pair.left)), right: new Set(found.pairs.map((pair) => pair.right)) };
  const belongs = ["left", "right"].map((name) => belonging(found[name], name, ends[name], things));
  const counted = (name) => [...ends[name]].filter((thing) => found[name].items.has(thing));
  const listed = ["left", "right"].some((name) => !found[name].whole && counted(name).length === ends[name].size);
  if (listed) {
    return belongs.join("");
  }
  const items = ["left", "right"].map((name) => among(name, counted(name), things));
  return `${belongs.join("")}  # an item of a side stands at one end at least\n  FILTER(${items.join("\n    || ")})\n`;
}

/** A whole document holds all below its IRI; of the rest, its items and parts that are mapped. */
function belonging(side, name, ends, things) {
  const below = `${side.code}/`;
  const others = [...ends].filter((thing) => !side.whole || !things[thing].code.startsWith(below));
  const inside = side.whole ? [`STRSTARTS(STR(?${name}), ${literal(iri(below))})`] : [];
  const listed = others.length || !inside.length ? [among(name, others, things)] : [];
  return `  FILTER(${[...inside, ...listed].join("\n    || ")})\n`;
}

function among(name, some, things) {
  return `?${name} IN (${some.map((thing) => `<${iri(things[thing].code)}>`).join(" , ")})`;
}

/** The IRI of a code. No character may end it early. */
function iri(code) {
  return expand(code).replace(/[\x00-\x20<>"{}|^`\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);
}

function literal(text) {
  return JSON.stringify(text);
}
