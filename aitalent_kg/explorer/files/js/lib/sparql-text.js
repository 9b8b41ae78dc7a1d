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
const CHAINED = /[!+*/|&^~-]|UNION|OPTIONAL|MINUS|BIND|GRAPH|VALUES|SELECT|AS$/g;
/** A name that is one token to every engine, and of which no part can be a keyword. */
const PLAIN =
  /^(_:[\p{L}\p{N}_-]+|(?!.*_:)(\p{L}[\p{L}\p{N}_-]*)?:([\p{L}\p{N}_%\\][^.]*(\.[\p{L}\p{N}_-][^.]*)?)?)\.?$/u;
const IRI = /<[^<>"{}|^`\\\x00-\x20]*>/y;
/** In a bracket, after one of these an IRI begins; after anything else `<` compares. */
const BEFORE_IRI = [..."(,=!&|+-*/^<"];
const SERVICE = "SERVICE calls another server; ask that server itself";
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
  check(unescaped(text));
  const tokens = tokensOf(text).filter((token) => !["blank", "comment"].includes(token.kind));
  form(tokens);
  const declared = new Set(
    tokens.filter((token, at) => token.kind === "name" && tokens[at - 1]?.text.toUpperCase() === "PREFIX").map(prefixOf),
  );
  const used = new Set(tokens.filter((token) => token.kind === "name").map(prefixOf));
  const lacking = [...used].filter((prefix) => !declared.has(prefix) && Object.hasOwn(PREFIXES, prefix)).sort();
  return lacking.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}> `).join("") + text;
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text has none of them. */
export function formOf(text) {
  const words = tokensOf(text).filter((token) => token.kind === "word").map((token) => token.text.toUpperCase());
  return words.find((word) => FORMS.includes(word)) ?? "";
}

/** Whether a query says with FROM which graphs it is about; that word stands outside of all brackets. */
export function namesGraphs(text) {
  let depth = 0;
  return tokensOf(text).some((token) => {
    depth += { open: 1, close: -1 }[token.kind] ?? 0;
    return depth === 0 && token.kind === "word" && token.text.toUpperCase() === "FROM";
  });
}

function tokensOf(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    kind: Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
  }));
}

function prefixOf(token) {
  return token.text.slice(0, token.text.indexOf(":"));
}

function check(text) {
  const scan = { text, open: [], chained: 0, last: "", afterRow: false };
  for (const token of tokensOf(text)) {
    if (token.kind === "comment" && /^\r(?!\n)/.test(text.slice(token.start + token.text.length).slice(0, 2))) {
      throw new Error("a carriage return ends a comment; end the line with a line feed");
    }
    if (!["blank", "comment"].includes(token.kind)) {
      take(scan, token);
      scan.last = token.text;
    }
  }
}

function take(scan, { kind, text, start }) {
  if (kind === "word" || kind === "name") {
    chain(scan, allowed(loose(kind, text)));
  } else if (kind === "open" || kind === "close") {
    bracket(scan, text, start);
  } else if (kind === "iri" || text === "<") {
    angle(scan, kind, start);
  } else if (kind === "other") {
    chain(scan, text);
  }
}

/** For each open bracket: may a comparison stand in it, and is it a row of values. */
function bracket(scan, text, start) {
  if (")]}".includes(text)) {
    scan.afterRow = scan.open.pop()?.row ?? false;
    return;
  }
  const row = scan.last === "{" || (scan.last === ")" && scan.afterRow) || scan.text.slice(Math.max(0, start - 2), start) === "<<";
  scan.open.push({ compares: text === "(" && !row, row: text === "(" && row });
  deep(scan, 0);
}

/** What looks like an IRI may be a comparison, and what follows: `?a<x:b)SERVICE#>`. */
function angle(scan, kind, start) {
  IRI.lastIndex = start;
  const inside = IRI.exec(scan.text)?.[0];
  if (inside === undefined) {
    return;
  }
  if (/\)[^]*SERVICE/i.test(inside)) {
    throw new Error(SERVICE);
  }
  const compares = scan.open.at(-1)?.compares && !BEFORE_IRI.includes(scan.last);
  if (compares || kind !== "iri") {
    const opened = inside.match(/[([]/g)?.length ?? 0;
    if (opened !== (inside.match(/[)\]]/g)?.length ?? 0) || /['#]/.test(inside)) {
      throw new Error(`'${inside.slice(0, 40)}' may be an IRI or a comparison; write a blank after '<', or use a prefix`);
    }
    deep(scan, opened);
    chain(scan, inside.toUpperCase());
  }
}

function deep(scan, more) {
  if (scan.open.length + more > LIMITS.depth) {
    throw new Error(`brackets nested deeper than ${LIMITS.depth}`);
  }
}

function chain(scan, text) {
  scan.chained += text.match(CHAINED)?.length ?? 0;
  if (scan.chained > LIMITS.chained) {
    throw new Error(`more than ${LIMITS.chained} operators, UNION, OPTIONAL, MINUS, BIND and such`);
  }
}

/** What of a word or name may be keywords to an engine, which needs no blank between tokens. */
function loose(kind, text) {
  const plain = kind === "name" && PLAIN.test(text);
  return (plain ? text.slice(0, text.indexOf(":") + 1) : text).toUpperCase();
}

function allowed(words) {
  if (words.includes("SERVICE")) {
    throw new Error(SERVICE);
  }
  if (words.startsWith("FROM") && words !== "FROM") {
    throw new Error("not SPARQL: no blank after FROM");
  }
  return words;
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
