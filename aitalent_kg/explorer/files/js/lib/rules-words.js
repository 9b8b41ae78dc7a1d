// Proofs and what is missing in sentences: the patterns come with the rules, so that the page says
// what the command line says. No DOM.

import { isOpen, quantityKey, short } from "./rules-tree.js";

/**
 * What would make good one lack.
 * @param {Object} rules the view `rules`
 * @param {string} lang "zh" or "en"
 */
export function lackWords(rules, lack, lang) {
  const { short: forms, parts } = rules.patterns[lang];
  const leaf = lack.leaf;
  if (leaf.holds) {
    return filled(parts.condition, { text: rules.labels[leaf.holds][lang] });
  }
  const numbers = { short: general(short(lack)), minimum: general(leaf.minimum), have: general(lack.low) };
  const plural = short(lack) === 1 ? "" : "s";
  const text = filled(forms[leaf.measure], { s: plural, ...numbers, ...namesIn(rules, leaf, lang) });
  return text + (isOpen(lack) ? parts.open : "");
}

/** All that a plan adds; hours on one tool are among those of their subject. */
export function planWords(rules, plan, lang) {
  const added = new Set(plan.lacks.filter(({ leaf }) => !leaf.holds).map(({ leaf }) => quantityKey(leaf)));
  const { parts } = rules.patterns[lang];
  const said = plan.lacks.map((lack) =>
    lack.leaf.measure === "single" && added.has(quantityKey(lack.leaf, "hours"))
      ? filled(parts.within, { minimum: general(lack.leaf.minimum), ...namesIn(rules, lack.leaf, lang) })
      : lackWords(rules, lack, lang),
  );
  return said.join(parts.and);
}

/** One part of a proof: what is asked, and what of it is there. */
export function proofWords(rules, proof, lang) {
  const { counted, parts } = rules.patterns[lang];
  const node = proof.node;
  if (node.all || node.any) {
    return node.all ? parts.all : parts.any;
  }
  if (node.holds) {
    return rules.labels[node.holds][lang];
  }
  const high = proof.high === Infinity ? "?" : general(proof.high);
  const have = proof.low === proof.high ? general(proof.low) : `${general(proof.low)}–${high}`;
  return filled(counted[node.measure], {
    have,
    minimum: general(node.minimum),
    ...namesIn(rules, node, lang),
  });
}

function namesIn(rules, quantity, lang) {
  const { parts } = rules.patterns[lang];
  const form = ["hours", "single", "tools"].includes(quantity.measure) ? parts.quoted : "{}";
  const name = (code) => rules.labels[code][lang];
  return {
    of: quantity.of.map((code) => form.replace("{}", () => name(code))).join(parts.or),
    about: quantity.about ? filled(parts.about, { about: name(quantity.about) }) : "",
  };
}

function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A number in at most six digits, as Python's format `g` writes it. */
export function general(number) {
  if (number !== 0 && (Math.abs(number) >= 1e6 || Math.abs(number) < 1e-4)) {
    const [head, tail] = number.toExponential(5).split("e");
    const sign = tail.startsWith("-") ? "-" : "+";
    return `${Number(head)}e${sign}${tail.replace(/[+-]/, "").padStart(2, "0")}`;
  }
  return String(Number(number.toPrecision(6)));
}
