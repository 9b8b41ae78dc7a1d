// The text of a query in the browser: the rules of `aitalent_kg/sparql.py`.

const TOKEN = new RegExp(
  [
    /(?<iri><(?![?$])[^<>"{}|^`\\\x00-\x20]*>)/,
    /(?<comment>#[^\n\r]*)/,
    /(?<string>"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')/,
    /(?<variable>[?$][\p{L}\p{N}_]+)/,
    /(?<name>[\p{L}\p{N}_.-]{0,100}:(?:[\p{L}\p{N}_.:%-]|\\[_~.!$&'()*+,;=/?#@%-])*)/,
    /(?<word>[\p{L}\p{N}_]+)/,
    /(?<open>[({[])|(?<close>[)}\]])|(?<blank>\s+)|(?<other>.)/,
  ].map((part) => part.source).join("|"),
  "gsu",
);
const ESCAPE = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;
const HIDDEN = /^<[^>]*\)[^>]*SERVICE/i;
const CHAINED = new Set([..."!+-*/|&^~", "UNION", "OPTIONAL", "MINUS", "BIND", "GRAPH", "VALUES", "SELECT", "AS"]);
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
export const LIMITS = { characters: 65_536, depth: 100, chained: 1000 };

/** Our prefixes, as in `aitalent_kg/names.py`. */
export const PREFIXES = {
  ait: "https://w3id.org/aitalent-kg/ontology#",
  ash: "https://w3id.org/aitalent-kg/shapes#",
  dcat: "http://www.w3.org/ns/dcat#",
  dcterms: "http://purl.org/dc/terms/",
  oa: "http://www.w3.org/ns/oa#",
  owl: "http://www.w3.org/2002/07/owl#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  semapv: "https://w3id.org/semapv/vocab/",
  sh: "http://www.w3.org/ns/shacl#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  sssom: "https://w3id.org/sssom/",
  vann: "http://purl.org/vocab/vann/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/**
 * The query with our prefixes where it lacks them.
 * @param {string} text
 * @throws {Error} it calls another server, is too long or too deep, or is no query
 */
export function ready(text) {
  if ([...text].length > LIMITS.characters) {
    throw new Error(`query of ${[...text].length} characters; at most ${LIMITS.characters}`);
  }
  check(tokensOf(unescaped(text)));
  const tokens = tokensOf(text).filter((token) => !["blank", "comment"].includes(token.kind));
  form(tokens);
  const declared = new Set(
    tokens.filter((token, at) => token.kind === "name" && tokens[at - 1]?.text.toUpperCase() === "PREFIX").map(prefixOf),
  );
  const used = new Set(tokens.filter((token) => token.kind === "name").map(prefixOf));
  const lacking = [...used].filter((prefix) => !declared.has(prefix) && Object.hasOwn(PREFIXES, prefix)).sort();
  return lacking.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}> `).join("") + text;
}

function tokensOf(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    kind: Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
  }));
}

function prefixOf(token) {
  return token.text.slice(0, token.text.indexOf(":"));
}

function check(tokens) {
  let depth = 0;
  let chained = 0;
  for (const { text, kind } of tokens) {
    const word = kind === "word" ? text.toUpperCase() : "";
    if (word === "SERVICE" || (kind === "iri" && HIDDEN.test(text))) {
      throw new Error("SERVICE calls another server; ask that server itself");
    }
    depth += { open: 1, close: -1 }[kind] ?? 0;
    chained += CHAINED.has(word || text) ? 1 : 0;
    if (depth > LIMITS.depth) {
      throw new Error(`brackets nested deeper than ${LIMITS.depth}`);
    }
    if (chained > LIMITS.chained) {
      throw new Error(`more than ${LIMITS.chained} operators, UNION, OPTIONAL, MINUS, BIND and such`);
    }
  }
}

/** `\u4e2d` as the character it is; an escape for an ASCII character means two things to engines. */
function unescaped(text) {
  return text.replace(ESCAPE, (escape, four, eight) => {
    const value = Number.parseInt(four ?? eight, 16);
    if (value < 0x80 || value > 0x10ffff) {
      throw new Error(`the escape ${escape}; write the character itself, or bind it`);
    }
    return String.fromCodePoint(value);
  });
}

function form(tokens) {
  const first = tokens.find((token) => token.kind === "word" && !["PREFIX", "BASE"].includes(token.text.toUpperCase()));
  if (!first || !FORMS.includes(first.text.toUpperCase())) {
    const begins = first ? `begins with '${first.text}'; give` : "no";
    throw new Error(`not SPARQL: ${begins} SELECT, ASK, CONSTRUCT or DESCRIBE`);
  }
  return first.text.toUpperCase();
}
