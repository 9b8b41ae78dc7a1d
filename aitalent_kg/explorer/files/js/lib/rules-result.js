// What the self-assessment found, in tables and cards: outcomes, all readings with their proof and
// quotes, what is missing, how certificates count.

import { label, lang, t, words } from "../i18n.js";
import { h, link, quotes, table } from "../kit.js";
import { pageHref } from "../state.js";
import { planWords, proofWords } from "./rules-words.js";

words({
  "rules-met": ["✓ 符合", "✓ met"],
  "rules-not_met": ["✗ 不符合", "✗ not met"],
  "rules-depends": ["△ 視讀法而定", "△ depends on the reading"],
  "rules-unknown": ["？ 資料不足", "? not enough is told"],
  "rules-blank": ["尚未填寫", "not filled in"],
  "rules-by": ["（採用讀法：{0}）", " (followed reading: {0})"],
  "rules-awards": ["認列：表 5 自我評估量表", "Awards: the self-assessment scale, table 5"],
  "rules-entries": ["建議具備條件：職能基準", "Recommended conditions: occupational standards"],
  "rules-type": ["能力類型", "Ability type"],
  "rules-level": ["級別", "Level"],
  "rules-occupation": ["職業", "Occupation"],
  "rules-criterion-certificates": ["證照", "Certificates"],
  "rules-criterion-hours": ["時數", "Hours"],
  "rules-criterion-entry": ["建議條件", "Recommended conditions"],
  "rules-joined": ["兩者皆符合", "Both"],
  "rules-missing": ["尚缺（最少）", "Missing (least)"],
  "rules-nothing": ["–", "–"],
  "rules-either": ["，或", ", or "],
  "rules-ways": ["{0} 種方式擇一（見下）", "any one of {0} ways (see below)"],
  "rules-how": ["證照如何計入", "How the certificates count"],
  "rules-certificates-unknown": ["不清楚持有哪些證照，因此凡看證照者皆判為資料不足，而非不符合。", "Which certificates there are is not known; so what looks at certificates is told as “not enough is told”, not as “not met”."],
  "rules-counts-as": ["計入「{0}」", "counts as {0}"],
  "rules-remark-replaced": ["以後繼證照「{0}」計", "counts as what replaced it, {0}"],
  "rules-remark-may": ["是否計入「{1}」不明：指引載其考試於 {2} 停辦，未載明此後是否計入", "may count as {1}: the guide says that its examination ends on {2}, not whether it counts afterwards"],
  "rules-remark-counted": ["依您的選擇計入「{1}」", "counts as {1}, as you chose"],
  "rules-remark-left": ["依您的選擇不計", "does not count, as you chose"],
  "rules-remark-ended": ["取得日在考試停辦之後，不計", "earned after its examination had ended; does not count"],
  "rules-remark-later": ["判定日之後才取得，不計", "earned after the day judged; does not count"],
  "rules-remark-repeated": ["同一證照只計一次", "the same certificate counts once"],
  "rules-remark-no class": ["指引未將其歸入任何一類，不計", "the guide puts it in no class; does not count"],
  "rules-readings": ["各讀法與理由", "Every reading, and why"],
  "rules-reading-of": ["讀法 {0}", "Reading {0}"],
  "rules-recommended": ["採用", "followed"],
  "rules-selected": ["您選的", "chosen by you"],
  "rules-use": ["改以此讀法判定", "Judge by this reading"],
  "rules-unuse": ["恢復採用的讀法", "Back to the followed reading"],
  "rules-to-do": ["要符合，可以：", "To meet it:"],
  "rules-differences": ["相關的文件歧異：", "Recorded differences: "],
  "rules-tools-used": ["使用中的參考工具：{0}", "Listed tools in use: {0}"],
  "rules-part-met": ["符合", "met"],
  "rules-part-not_met": ["不符合", "not met"],
  "rules-part-unknown": ["資料不足", "not enough is told"],
});

const TONES = { met: "good", not_met: "bad", depends: "warn", unknown: "", blank: "" };
const MARKS = { met: "✓", not_met: "✗", unknown: "？" };
const FEW = 2; // so many ways are written out

/** An outcome as a tag, in words and with its mark, never by colour alone. */
export function outcome(found, recommended) {
  if (!found) {
    return "–";
  }
  const tag = h("span", { class: `tag ${TONES[found]}`, "data-outcome": found }, t(`rules-${found}`));
  return found === "depends" && recommended ? h("span", {}, tag, h("small", {}, t("rules-by", t(`rules-part-${recommended}`)))) : tag;
}

/**
 * The tables of outcomes.
 * @param {Object} rules the view `rules`
 * @param {{rows: Array, proofs: Array}} judged as `assess` gives it
 * @param {boolean} joined whether certificates and hours are joined
 * @param {boolean} blank whether nothing was entered, so that there is nothing to judge
 */
export function tables(rules, judged, joined, blank) {
  const rows = judged.rows.map((row, at) => ({ ...row, proofs: judged.proofs[at] }));
  const awards = rows.filter((row) => row.entry === null);
  const entries = rows.filter((row) => row.entry !== null);
  const cell = (criterion) => (row) => outcome(row[criterion] && blank ? "blank" : row[criterion], row.proofs[criterion]?.readings[0].outcome);
  const column = (criterion) => ({ key: criterion, head: t(`rules-criterion-${criterion}`), cell: cell(criterion) });
  const missing = { key: "missing", head: t("rules-missing"), cell: (row) => least(rules, row.proofs) };
  const name = (head) => ({ key: "label", head: t(head), rowhead: true, cell: (row) => link(row.type, row.label) });
  const level = { key: "level", head: t("rules-level"), cell: (row) => row.level ?? "" };
  const both = { key: "joined", head: t("rules-joined"), cell: (row) => outcome(blank ? "blank" : row.joined) };
  return [
    awards.length > 0 && table({ caption: t("rules-awards"), rows: awards, columns: [name("rules-type"), level, column("certificates"), column("hours"), ...(joined ? [both] : []), missing] }),
    entries.length > 0 && table({ caption: t("rules-entries"), rows: entries, columns: [name("rules-occupation"), column("entry"), missing] }),
  ];
}

/** The smallest ways to meet each rule of a row. */
function least(rules, proofs) {
  const said = Object.values(proofs).map(({ readings: [{ plans }] }) => {
    const same = plans.filter((plan) => sizeOf(plan) === sizeOf(plans[0]));
    if (same.length > FEW) {
      return t("rules-ways", same.length);
    }
    return same.map((plan) => planWords(rules, plan, lang)).join(t("rules-either"));
  });
  return h("ul", { class: "bare" }, said.filter(Boolean).map((words_) => h("li", {}, words_)));
}

function sizeOf({ certificates, conditions, hours }) {
  return `${certificates} ${conditions} ${hours}`;
}

/** How each certificate counts, with what the documents say of one in doubt. */
export function counted(rules, certificates) {
  if (certificates === null) {
    return [h("h2", {}, t("rules-how")), h("p", {}, t("rules-certificates-unknown"))];
  }
  return certificates.length > 0 && [h("h2", {}, t("rules-how")), h("ul", { class: "counted" }, certificates.map((one) => h("li", {}, countedOne(rules, one))))];
}

function countedOne(rules, one) {
  const known = rules.certifications.find((other) => other.code === one.held.certification);
  const name = known ? link(known) : nameOf(rules, one.held.class);
  const isDoubtful = ["retired", "replaced", "ended"].includes(one.remark);
  return [
    name,
    one.count > 1 ? ` ×${one.count}` : "",
    known || one.remark ? [lang === "zh" ? "：" : ": ", saidOf(rules, one, known).join(lang === "zh" ? "，" : "; ")] : "",
    known && isDoubtful && [quotes(known.quotes), differences(rules, known.differences)],
  ];
}

function saidOf(rules, one, known) {
  const of = one.class ? nameOf(rules, one.class) : "";
  const now = label(rules.certifications.find((other) => other.code === one.certification)?.label);
  const retired = of ? (one.sure ? "counted" : "may") : "left";
  const remark = one.remark === "retired" ? retired : one.remark;
  const said = of && one.remark !== "retired" ? [t("rules-counts-as", of)] : [];
  return remark ? [...said, t(`rules-remark-${remark}`, now, of, known?.end ?? "")] : said;
}

function nameOf(rules, code) {
  return label(rules.labels[code] ?? rules.classes.find((one) => one.code === code)?.label ?? { zh: code, en: code });
}

/**
 * Every rule of one row with all its readings.
 * @param {{selected: string[], choose: function(string, string[]): void, blank: boolean}} how
 *   selected: readings that count instead; choose: called with a reading and those of its rule;
 *   blank: whether nothing was entered
 */
export function rowDetails(rules, row, proofs, how) {
  return h(
    "section",
    { class: "rule", "data-type": row.type, "data-level": row.level ?? "" },
    h("h3", {}, [row.label, row.level].filter(Boolean).join(" ")),
    Object.entries(proofs).map(([criterion, rule]) => ruleDetails(rules, criterion, rule, how)),
    row.tools.length > 0 && h("p", {}, t("rules-tools-used", row.tools.join(lang === "zh" ? "、" : ", "))),
  );
}

function ruleDetails(rules, criterion, rule, how) {
  return h(
    "div",
    { class: "criterion" },
    h("h4", {}, t(`rules-criterion-${criterion}`), " ", outcome(how.blank ? "blank" : rule.outcome, rule.readings[0].outcome)),
    h("div", { class: "readings" }, rule.readings.map((one) => readingBox(rules, one, rule, how))),
    differences(rules, rule.differences),
  );
}

function readingBox(rules, reading, rule, how) {
  const isSelected = how.selected.includes(reading.notation);
  const ways = reading.plans.filter((plan) => plan.lacks.length);
  const mark = isSelected ? "rules-selected" : reading.recommended ? "rules-recommended" : null;
  return h(
    "div",
    { class: reading === rule.readings[0] ? "reading chosen" : "reading", "data-notation": reading.notation },
    h("p", { class: "head" }, h("b", {}, t("rules-reading-of", reading.notation)), " ", mark && h("span", { class: "tag mark" }, t(mark)), " ", outcome(how.blank ? "blank" : reading.outcome)),
    h("p", {}, label(reading.says)),
    !how.blank && h("ul", { class: "proof" }, part(rules, reading.proof)),
    ways.length > 0 && h("p", { class: "to-do" }, t("rules-to-do")),
    ways.length > 0 && h("ul", { class: "ways" }, ways.map((plan) => h("li", {}, planWords(rules, plan, lang)))),
    quotes(reading.quotes),
    rule.readings.length > 1 && use(reading, rule, how, isSelected),
  );
}

function use(reading, rule, how, isSelected) {
  const isBack = isSelected || (reading.recommended && reading === rule.readings[0]);
  if (isBack && !isSelected) {
    return null;
  }
  const others = rule.readings.map((one) => one.notation);
  const run = () => how.choose(isSelected || reading.recommended ? "" : reading.notation, others);
  return h("button", { type: "button", class: "small", id: `use-${reading.notation}`, on: { click: run } }, t(isSelected ? "rules-unuse" : "rules-use"));
}

/** A proof part by part; of a condition in words also where it is printed. */
function part(rules, proof) {
  return h(
    "li",
    {},
    h("span", { class: `part ${proof.outcome}`, title: t(`rules-part-${proof.outcome}`) }, MARKS[proof.outcome], h("span", { class: "unseen" }, t(`rules-part-${proof.outcome}`))),
    " ",
    proofWords(rules, proof, lang),
    proof.node.quotes?.length > 0 && quotes(proof.node.quotes),
    proof.parts.length > 0 && h("ul", {}, proof.parts.map((one) => part(rules, one))),
  );
}

function differences(rules, ids) {
  if (!ids.length) {
    return null;
  }
  const links = ids.map((id) => h("a", { href: pageHref("conflicts", { id }), title: label(rules.differences[id]) }, `${id} ${label(rules.differences[id])}`));
  return h("p", { class: "differences-of" }, t("rules-differences"), links.flatMap((one, at) => (at ? [lang === "zh" ? "；" : "; ", one] : [one])));
}
