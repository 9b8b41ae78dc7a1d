// What the self-assessment offers to take away: the outcomes as files, the queries behind them.

import { lang, t, words } from "../i18n.js";
import { h, toolbar } from "../kit.js";

words({
  "assess-shared": [
    "「複製連結」的網址含有這份紀錄（不含姓名與部門），收到的人都看得到；「#」之後的部分不會送到伺服器。",
    "The link that “Copy link” gives holds this record, without name and department: whoever gets it can read it. What stands behind the “#” is never sent to a server.",
  ],
  "assess-command": ["同樣的判定，在命令列：", "The same on the command line: "],
});

const COLUMNS = {
  zh: ["能力類型", "級別", "證照", "時數", "建議條件", "合併", "尚缺（最少）"],
  en: ["ability type", "level", "certificates", "hours", "conditions", "both", "missing (least)"],
};
const QUERY = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?rule ?criterion ?notation ?recommended ?says WHERE {
  ?reading a ait:Reading ; dcterms:isPartOf ?rule ; ait:expression ?expression ; ait:text ?says .
  OPTIONAL { ?reading skos:notation ?notation }
  OPTIONAL { ?reading ait:chosen ?recommended }
  OPTIONAL { ?rule ait:criterion ?kind . ?kind skos:notation ?criterion }
  FILTER(LANGMATCHES(LANG(?says), "${lang}"))
} ORDER BY ?rule DESC(?recommended) ?notation`;
const RDF = `PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
CONSTRUCT { ?thing ?property ?value } WHERE {
  ?reading a ait:Reading ; ait:expression ?expression .
  { ?reading dcterms:isPartOf? ?thing } UNION { ?expression ait:operand* ?thing }
  ?thing ?property ?value
}`;

/** Tools of what was judged. */
export function tools(judged) {
  const said = (outcome) => (outcome ? t(`rules-${outcome}`) : "");
  return [
    toolbar({
      name: "aitalent-kg-assess",
      columns: COLUMNS[lang],
      rows: () => judged.rows.map((row) => [row.label, row.level ?? "", said(row.certificates), said(row.hours), said(row.entry), said(row.joined), row.missing.join(lang === "zh" ? "；" : "; ")]),
      query: QUERY,
      rdf: RDF,
    }),
    h("p", { class: "pale" }, t("assess-shared")),
    h("p", { class: "pale" }, t("assess-command"), h("code", {}, `aitalent-kg assess record.yaml --as-of ${judged.asOf} --proof`)),
  ];
}
