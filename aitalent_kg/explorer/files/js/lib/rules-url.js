// A record in the URL and in the form: names cut to the shortest, and back to the documents' own.
// No DOM.

import { UNALLOTTED } from "./rules-count.js";
import { folded, personOf } from "./rules-record.js";

/** Two of the examples in docs/examples, as records. */
export const EXAMPLES = {
  marketing: {
    name: "林小美",
    department: "行銷部",
    as_of: "2026-06-01",
    role: "行銷專員",
    background: "行銷",
    certificates: ["AI+行銷科技專業人員", { name: "生成式AI辦公室應用能力認證", tool_kind: "文書應用" }],
    hours: { "AI 應用素養": 18, "AI 工具應用": { ChatGPT: 12, Canva: 9 } },
    tools: ["ChatGPT", "Canva"],
    conditions: { "SMS2512-002v1/expression/entry-1": true },
  },
  engineer: {
    name: "陳大文",
    department: "資訊部",
    as_of: "2026-06-01",
    role: "軟 / 硬體工程師",
    background: "資工",
    certificates: [{ name: "AI-900", earned: "2025-11-02" }, "AWS Certified Machine Learning Engineer (Associate)"],
    hours: { "AI 應用素養": 18, "AI 程式語言應用": 30, "AI 模型訓練": 24 },
    tools: ["PyTorch", "GitHub Copilot"],
    conditions: {
      "SET2529-001v2/expression/entry-education": true,
      "SET2529-001v2/expression/entry-experience": true,
      "SMS2512-002v1/expression/entry-1": true,
    },
  },
};

/** Whose record it is: stays out of the URL. */
const WHOSE = ["name", "department"];

/** A record as one parameter of a URL, without whose it is; "" for one that says nothing else. */
export function encoded(record) {
  const said = Object.fromEntries(Object.entries(record).filter(([key, value]) => !isBlank(value) && !WHOSE.includes(key)));
  if (isBlank(said)) {
    return "";
  }
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Whose record it is. */
export function whose(record) {
  return Object.fromEntries(WHOSE.filter((key) => !isBlank(record[key])).map((key) => [key, record[key]]));
}

/**
 * The record of such a parameter.
 * @returns {Object|null} null where the parameter is none
 */
export function decoded(text) {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const plain = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (mark) => mark.charCodeAt(0)));
    const found = JSON.parse(plain);
    return typeof found === "object" && found && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/**
 * A record in the words of the form: every name the shortest, every certificate with its fields.
 * @param {Object} rules the view `rules`
 * @param {Object} record one that `personOf` reads
 */
export function short(rules, record) {
  return renamed(rules, record, (choice) => choice.name);
}

/** A record as a person would write it, for a file: names as the documents print them. */
export function spoken(rules, record) {
  return renamed(rules, record, (choice, table) =>
    rules.names[table][folded(choice.label.zh)] === choice.code ? choice.label.zh : choice.name,
  );
}

function renamed(rules, record, way) {
  const person = personOf(rules, record);
  const name = (table, code, list = table) => {
    const choice = rules[list].find((one) => one.code === code);
    return choice ? way(choice, table) : code;
  };
  const free = (table, text) => {
    const code = rules.names[table][folded(text)];
    return typeof code === "string" ? name(table, code) : text;
  };
  const result = {
    name: record.name,
    department: record.department,
    as_of: record.as_of,
    role: record.role && free("roles", record.role),
    background: [record.background ?? []].flat().map((one) => free("backgrounds", one)),
    certificates: person.certificates?.map((held) => certificate(held, name)) ?? "unknown",
    hours: mapped(person.hours, (code) => name("types", code), (spread) => hours(spread, name)),
    tools: person.tools.map((code) => name("tools", code)),
    items: record.items,
    conditions: mapped(person.conditions, (code) => name("conditions", code), (held) => held),
  };
  return Object.fromEntries(Object.entries(result).filter(([, value]) => !isBlank(value)));
}

function certificate(held, name) {
  const fields = {
    name: held.certification && name("certifications", held.certification),
    class: held.class && name("classes", held.class),
    earned: held.earned,
    tool_kind: held.toolKind && name("kinds", held.toolKind),
    product: held.product && name("tools", held.product),
    ability_type: held.abilityType && name("types", held.abilityType),
    count: held.count > 1 ? held.count : null,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

function hours(spread, name) {
  if (spread === null) {
    return "unknown";
  }
  const tools = Object.keys(spread);
  if (tools.length === 1 && tools[0] === UNALLOTTED) {
    return spread[UNALLOTTED];
  }
  return mapped(spread, (tool) => (tool === UNALLOTTED ? "other" : name("tools", tool)), (many) => many);
}

function mapped(given, key, value) {
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [key(name), value(one)]));
}

function isBlank(value) {
  return value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);
}
