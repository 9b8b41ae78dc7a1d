// The award and entry rules on one record: what `aitalent-kg assess --format json` answers, made in
// the browser from the view `rules`. Tests compare both on the same persons. No DOM.

import { countCertificates, factsOf } from "./rules-count.js";
import { personOf, RecordProblem } from "./rules-record.js";
import { agreed, both, plans, prove } from "./rules-tree.js";
import { lackWords, planWords } from "./rules-words.js";

/**
 * Judges a record.
 * @param {Object} rules the view `rules`
 * @param {Object} record a person's record, names as the schema of records has them
 * @param {{asOf?: string, today: string, readings?: string[], retired?: string,
 *   joined?: boolean, lang?: string}} settings asOf: day to judge on; left out, that of the
 *   record, else today; readings: notations that count instead of the recommended ones
 * @returns {{rows: Array, proofs: Array, certificates: Array|null, asOf: string}} rows have the
 *   keys of the API; proofs, one for each row: criterion -> readings with proof and plans
 * @throws {RecordProblem} the record cannot be read, or a setting cannot be
 */
export function assess(rules, record, settings) {
  const person = personOf(rules, record);
  const { readings = [], retired = "unknown", joined = false, lang = "zh" } = settings;
  const asOf = settings.asOf || person.asOf || settings.today;
  checkReadings(rules, readings);
  const certificates =
    person.certificates && countCertificates(rules, person.certificates, asOf, retired);
  const facts = factsOf(person, certificates);
  const proofs = rules.rows.map((row) => proofsOf(row, facts, readings));
  const rows = rules.rows.map((row, at) =>
    answer(rules, row, proofs[at], { person, joined, lang, asOf }),
  );
  return { rows, proofs, certificates, asOf };
}

function proofsOf(row, facts, selected) {
  const judged = Object.entries(row.rules).map(([criterion, rule]) => {
    const own = rule.readings.filter((reading) => selected.includes(reading.notation));
    const rest = rule.readings.filter((reading) => !own.includes(reading));
    const readings = [...own, ...rest].map((reading) => judgedBy(reading, facts));
    const others = own.length ? [] : readings.map((reading) => reading.outcome);
    return [criterion, { ...rule, readings, outcome: agreed(readings[0].outcome, others) }];
  });
  return Object.fromEntries(judged);
}

function judgedBy(reading, facts) {
  const proof = prove(reading.tree, facts);
  return { ...reading, proof, outcome: proof.outcome, plans: plans(reading.tree, facts) };
}

/** One row in the shape of the API. */
function answer(rules, row, proofs, { person, joined, lang, asOf }) {
  const every = Object.values(proofs);
  const parts = ["certificates", "hours"].filter((one) => proofs[one]).map((one) => proofs[one].outcome);
  const by = (make) => Object.fromEntries(Object.entries(proofs).map(([one, rule]) => [one, make(rule)]));
  const outcome = (criterion) => proofs[criterion]?.outcome ?? null;
  return {
    type: row.target,
    label: rules.labels[row.target][lang],
    level: row.level && rules.labels[row.level][lang],
    certificates: outcome("certificates"),
    hours: outcome("hours"),
    entry: outcome("entry"),
    joined: joined && parts.length ? both(parts) : null,
    readings: Object.fromEntries(every.flatMap((rule) => rule.readings.map((one) => [one.notation, one.outcome]))),
    missing: every.flatMap((rule) => rule.readings[0].plans[0].lacks.map((lack) => lackWords(rules, lack, lang))),
    ways: by((rule) => rule.readings[0].plans.map((plan) => planWords(rules, plan, lang))),
    quotes: by((rule) => rule.readings[0].quotes.map(quoted)),
    tools: row.uses.filter((tool) => person.tools.includes(tool)).map((tool) => rules.labels[tool][lang]),
    as_of: asOf,
  };
}

function quoted({ quote, source, line }) {
  return `「${quote.trim().split(/\s+/).join(" ")}」 ${source}:${line}`;
}

function checkReadings(rules, readings) {
  const every = rules.rows.flatMap((row) => Object.values(row.rules));
  for (const name of readings) {
    if (!every.some((rule) => rule.readings.some((reading) => reading.notation === name))) {
      throw new RecordProblem(["reading"], [`沒有讀法「${name}」`, `no reading “${name}”`]);
    }
  }
  for (const rule of every) {
    const own = rule.readings.filter((reading) => readings.includes(reading.notation));
    if (own.length > 1) {
      const names = own.map((reading) => reading.notation).join(", ");
      throw new RecordProblem(["reading"], [
        `${names} 是同一條規則的讀法，請只選一種`,
        `${names}: readings of one rule; choose one of them`,
      ]);
    }
  }
}
