// Words of a text as the search compares them, by the rules of `aitalent_kg/search/words.py`:
// two neighbouring Chinese characters, the stem of an English word, or a concept, a character of
// the private-use area that stands for words that mean the same.

const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const CONCEPT = 0xe000;
const TERM = new RegExp(`[a-z0-9]+|[${HAN}]+|[\\ue000-\\uefff]`, "gu");
const NO_LETTER = /[^\p{L}\p{N}_\ue000-\uefff]+/gu;
const LATIN = /^[a-z0-9]/;

/** Folds texts with the tables that the view `search` brings. */
export class Words {
  constructor({ simplified, synonyms }) {
    this.simplified = new Map(Object.entries(simplified));
    this.concepts = new Map();
    synonyms.forEach((group, at) => {
      group.forEach((word) => this.concepts.set(word.replace(/s+$/, ""), String.fromCharCode(CONCEPT + at)));
    });
    this.pattern = pattern([...this.concepts.keys()], synonyms.flat());
  }

  /** Case, width and simplified or traditional characters do not matter in this form. */
  plain(text) {
    const folded = text.normalize("NFKC").toLowerCase();
    return folded.replace(/[^\x00-\x7f]/gu, (char) => this.simplified.get(char) ?? char);
  }

  /** A plain text with each synonym as the character of its concept. */
  conceptual(plain) {
    return plain.replace(this.pattern, (word) => this.concepts.get(word.replace(/s+$/, "")) ?? word);
  }

  /** The terms of a query, each synonym once. */
  own(plain) {
    return new Set(termsOf(this.conceptual(plain)));
  }

  /** Everything by which a text can be found. */
  all(plain) {
    return new Set([...termsOf(this.conceptual(plain)), ...termsOf(plain)]);
  }
}

/** A plain text without blanks and punctuation. */
export function keyOf(plain) {
  return plain.replace(NO_LETTER, "");
}

function pattern(stems, synonyms) {
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const longest = (a, b) => b.length - a.length;
  const han = synonyms.filter((word) => !LATIN.test(word)).sort(longest).map(escaped);
  const latin = stems.filter((word) => LATIN.test(word)).sort(longest).map(escaped);
  return new RegExp(`${han.join("|")}|(?<![a-z0-9])(?:${latin.join("|")})s?(?![a-z0-9])`, "gu");
}

function termsOf(text) {
  return (text.match(TERM) ?? []).flatMap((run) => (LATIN.test(run) ? [stem(run)] : pairs([...run])));
}

function pairs(characters) {
  return characters.length === 1 ? characters : characters.slice(1).map((char, at) => characters[at] + char);
}

/** Plurals and the commonest endings; MiniSearch's prefixes and its tolerance do the rest. */
function stem(word) {
  if (word.length < 5) {
    return word.length === 4 ? word.replace(/s$/, "") : word;
  }
  return word
    .replace(/is(?=(e|ed|es|er|ers|ing|ation|ations)$)/, "iz")
    .replace(/(ies|ied)$/, "i")
    .replace(/y$/, "i")
    .replace(/(?<!s)s$/, "")
    .replace(/(ations?|ing|ed|er|ors?|e|al|ment|ive|iti)$/, "");
}
