// Codes as people type them: `K01`, `t1.3`, a path, or a document's stem among other words, by the
// rules of `aitalent_kg/search/codes.py`.

const STEPS = { equal: 4, end: 1.6, begins: 1.5, near: 1, word: 2, document: 0.5 };
const CODE = /^([a-z]{1,4}\d[\w.]*|\d+\.\d+)$/i;
export const PATH_END = STEPS.end;

/** A code for comparison: case, width, blanks, hyphens and leading zeros do not matter. */
export function codeKey(code) {
  return code.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, "").replace(/(?<!\d)0+(?=\d)/g, "");
}

/** The codes of all things. */
export class Codes {
  constructor(things, stems) {
    this.table = new Map();
    this.stems = stems;
    things.forEach((thing, at) => this.read(thing, at));
  }

  read(thing, at) {
    const rest = thing.code.includes("/") ? thing.code.slice(thing.code.indexOf("/") + 1) : "";
    for (const code of [rest, rest.slice(rest.lastIndexOf("/") + 1)]) {
      if (!/^\d*$/.test(code) && !this.of(codeKey(code)).has(at)) {
        this.of(codeKey(code)).set(at, STEPS.end);
      }
    }
    for (const code of [...thing.codes, thing.code]) {
      this.of(codeKey(code)).set(at, STEPS.equal);
    }
  }

  of(key) {
    if (!this.table.has(key)) {
      this.table.set(key, new Map());
    }
    return this.table.get(key);
  }

  /** Thing -> step, and what was typed without the words that are codes. */
  find(typed, things) {
    const key = codeKey(typed);
    const found = new Map(this.table.get(key));
    if ([...found.values()].some((step) => step >= STEPS.equal)) {
      return [found, typed];
    }
    const words = typed.split(/[\s/,，、#]+/).filter(Boolean);
    const codes = words.filter((word) => CODE.test(word) && this.table.has(codeKey(word)));
    const named = words.filter((word) => this.documents(word).length);
    if (words.length > 1 && (codes.length || named.length)) {
      const rest = words.filter((word) => !codes.includes(word) && !named.includes(word)).join(" ");
      return [new Map([...found, ...this.among(codes, named, things)]), rest || typed];
    }
    if (key.length > 2 && /\d/.test(key)) {
      const begun = this.beginning(key);
      return [begun.size ? begun : new Map([...this.near(key), ...found]), typed];
    }
    return [found, typed];
  }

  beginning(key) {
    const codes = [...this.table].filter(([code]) => code.startsWith(key));
    return new Map(codes.flatMap(([code, things]) => [...things.keys()].map((at) => [at, STEPS.begins + key.length / code.length])));
  }

  near(key) {
    if (key.length < 5 || key.length > 20) {
      return new Map();
    }
    const codes = [...this.table].filter(([code]) => oneApart(key, code));
    return new Map(codes.flatMap(([, things]) => [...things.keys()].map((at) => [at, STEPS.near])));
  }

  among(codes, named, things) {
    const wanted = new Set(named.flatMap((word) => this.documents(word)));
    const found = new Map();
    for (const code of codes) {
      for (const [at, step] of this.table.get(codeKey(code))) {
        if (step >= STEPS.equal) {
          found.set(at, STEPS.word);
        }
      }
    }
    things.forEach((thing, at) => {
      if (wanted.has(thing.document)) {
        found.set(at, (found.get(at) ?? 0) * 2 + STEPS.document);
      }
    });
    return found;
  }

  /** Documents that a word names: by the stem, or by its first part if that is a code. */
  documents(word) {
    const key = codeKey(word);
    return this.stems.filter((stem) => {
      const first = stem.split("-")[0];
      return key === codeKey(stem) || (/\d/.test(first) && key === codeKey(first));
    });
  }
}

/** Whether one changed, missing, further or swapped character parts two codes. */
function oneApart(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) {
    return a === b;
  }
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start += 1;
  }
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || swapped;
}
