// Records as files: the YAML that a record needs (maps, lists, plain and quoted words, brackets,
// comments) is read and written, and JSON, which is nearly YAML. What else YAML knows is refused
// with the line, never guessed. No DOM.

import { RecordProblem } from "./rules-record.js";

const LARGEST = 1000000;
const DEEPEST = 20;
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;
const TRUTH = { true: true, yes: true, false: false, no: false };
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} /().+_-]*$/u;

/**
 * Reads a record's file.
 * @param {string} text YAML or JSON
 * @returns {Object}
 * @throws {RecordProblem} its message begins with the line
 */
export function readRecord(text) {
  if (text.length > LARGEST) {
    throw new RecordProblem([], [`檔案超過 ${LARGEST} 字元，不是個人紀錄`, `longer than ${LARGEST} characters; that is no record`]);
  }
  const plain = text.replace(/^\uFEFF/, "");
  const isJson = plain.trimStart().startsWith("{") && plain.trim().includes("\n");
  return isJson ? json(plain) : yaml(plain);
}

/** A record as YAML that `aitalent-kg assess` reads. */
export function writeRecord(record) {
  return `${block(record, 0).join("\n")}\n`;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RecordProblem([], [`不是 JSON：${error.message}`, `no JSON: ${error.message}`]);
  }
}

function yaml(text) {
  const lines = text
    .split(/\r?\n/)
    .map((raw, at) => ({ text: withoutComment(raw, at + 1), line: at + 1 }))
    .filter((line) => line.text.trim() && line.text.trim() !== "---");
  if (!lines.length) {
    throw new RecordProblem([], ["檔案是空的", "the file is empty"]);
  }
  const reader = { lines, at: 0 };
  const value = valueAt(reader, indent(lines[0]), 0);
  if (reader.at < lines.length) {
    broken(lines[reader.at].line);
  }
  return value;
}

function indent({ text }) {
  return text.length - text.trimStart().length;
}

function valueAt(reader, depth, level) {
  const first = reader.lines[reader.at];
  if (level > DEEPEST) {
    broken(first.line, ["層數太多", "nested too deeply"]);
  }
  if (/^\s*-(\s|$)/.test(first.text)) {
    return listAt(reader, depth, level);
  }
  return isKey(first.text) ? mapAt(reader, depth, level) : scalarLine(reader);
}

function scalarLine(reader) {
  const { text, line } = reader.lines[(reader.at += 1) - 1];
  return inline(text.trim(), line);
}

function listAt(reader, depth, level) {
  const found = [];
  while (isHere(reader, depth) && /^\s*-(\s|$)/.test(reader.lines[reader.at].text)) {
    const here = reader.lines[reader.at];
    const rest = here.text.slice(depth + 1);
    if (!rest.trim()) {
      reader.at += 1;
      found.push(below(reader, depth, level));
    } else if (isKey(rest) && !/^\s*[{["']/.test(rest)) {
      here.text = " ".repeat(depth + 1) + rest; // a map that begins behind the dash
      found.push(valueAt(reader, indent(here), level + 1));
    } else {
      reader.at += 1;
      found.push(inline(rest.trim(), here.line));
    }
  }
  return found;
}

function mapAt(reader, depth, level) {
  const found = Object.create(null);
  while (isHere(reader, depth)) {
    const { text, line } = reader.lines[reader.at];
    const [key, rest] = keyOf(text.trim(), line);
    if (key in found) {
      broken(line, [`「${key}」出現兩次`, `“${key}” stands here twice`]);
    }
    reader.at += 1;
    found[key] = rest ? inline(rest, line) : below(reader, depth, level, true);
  }
  return { ...found };
}

/** What stands below a key or dash, deeper; a list may stand as deep as its key. */
function below(reader, depth, level, isOfKey = false) {
  const next = reader.lines[reader.at];
  if (!next) {
    return null;
  }
  const isList = isOfKey && indent(next) === depth && /^\s*-(\s|$)/.test(next.text);
  return indent(next) > depth || isList ? valueAt(reader, indent(next), level + 1) : null;
}

function isHere(reader, depth) {
  const next = reader.lines[reader.at];
  if (!next || indent(next) < depth) {
    return false;
  }
  return indent(next) === depth || broken(next.line);
}

function isKey(text) {
  return /^\s*("([^"\\]|\\.)*"|'([^']|'')*'|[^\s{["'][^]*?)\s*:(\s|$)/.test(text);
}

function keyOf(text, line) {
  const found = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s{["'][^]*?)\s*:(?:\s+(.*))?$/.exec(text);
  if (!found) {
    broken(line);
  }
  const key = /^["']/.test(found[1]) ? inline(found[1], line) : found[1];
  return [key, (found[2] ?? "").trim()];
}

/** A value on one line: word, quoted text, number, brackets. */
function inline(text, line) {
  const scan = { text, at: 0, line, level: 0 };
  const value = flow(scan, "");
  blanks(scan);
  return scan.at < text.length ? broken(line) : value;
}

function flow(scan, ends) {
  blanks(scan);
  const mark = scan.text[scan.at];
  if (mark === "{" || mark === "[") {
    return bracket(scan, mark);
  }
  if (mark === '"' || mark === "'") {
    return quoted(scan, mark);
  }
  if (mark !== undefined && "&*!|>%@`".includes(mark)) {
    broken(scan.line, [`這裡不讀 ${mark}，請直接寫出`, `${mark} is not read here; write it out`]);
  }
  const start = scan.at;
  while (scan.at < scan.text.length && !isEnd(scan, ends)) {
    scan.at += 1;
  }
  const text = scan.text.slice(start, scan.at).trim();
  return /:(\s|$)/.test(text) ? broken(scan.line) : plainValue(text);
}

function isEnd({ text, at }, ends) {
  if (!ends) {
    return false;
  }
  return ",]}".includes(text[at]) || (ends === "key" && text[at] === ":" && /[\s,}\]]|$/.test(text[at + 1] ?? " "));
}

function bracket(scan, open) {
  if ((scan.level += 1) > DEEPEST) {
    broken(scan.line, ["層數太多", "nested too deeply"]);
  }
  const close = open === "{" ? "}" : "]";
  const found = open === "{" ? Object.create(null) : [];
  scan.at += 1;
  for (blanks(scan); scan.text[scan.at] !== close; blanks(scan)) {
    entry(scan, found);
    blanks(scan);
    if (scan.text[scan.at] === ",") {
      scan.at += 1;
    } else if (scan.text[scan.at] !== close) {
      broken(scan.line);
    }
  }
  scan.at += 1;
  scan.level -= 1;
  return open === "{" ? { ...found } : found;
}

function entry(scan, found) {
  if (Array.isArray(found)) {
    found.push(flow(scan, "value"));
    return;
  }
  const key = String(flow(scan, "key"));
  blanks(scan);
  if (scan.text[scan.at] !== ":" || key in found) {
    broken(scan.line);
  }
  scan.at += 1;
  found[key] = flow(scan, "value");
}

function quoted(scan, mark) {
  const pattern = mark === '"' ? /"(?:[^"\\]|\\.)*"/y : /'(?:[^']|'')*'/y;
  pattern.lastIndex = scan.at;
  const [found] = pattern.exec(scan.text) ?? broken(scan.line);
  scan.at += found.length;
  if (mark === "'") {
    return found.slice(1, -1).replaceAll("''", "'");
  }
  try {
    return JSON.parse(found.replaceAll("\t", "\\t"));
  } catch {
    return broken(scan.line);
  }
}

function blanks(scan) {
  while (/[ \t]/.test(scan.text[scan.at] ?? "")) {
    scan.at += 1;
  }
}

function plainValue(text) {
  if (text === "" || text === "~" || text === "null") {
    return null;
  }
  if (NUMBER.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  const truth = TRUTH[text.toLowerCase()];
  return truth === undefined ? text : truth;
}

/** A line up to its comment; `#` begins one at the start or behind a blank, outside quotes. */
function withoutComment(raw, line) {
  if (/^ *\t/.test(raw)) {
    broken(line, ["縮排請用空白，不用 Tab", "indent with blanks, not tabs"]);
  }
  const pieces = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=\S)#|[^#"'\s]["']*|["']|\s(?!#))*/.exec(raw);
  return pieces[0].trimEnd();
}

function broken(line, said = ["讀不懂這一行", "this line cannot be read"]) {
  throw new RecordProblem([], [`第 ${line} 行：${said[0]}`, `line ${line}: ${said[1]}`]);
}

function block(value, depth) {
  const blank = "  ".repeat(depth);
  return Object.entries(value).flatMap(([key, one]) => {
    const head = `${blank}${word(key)}:`;
    if (Array.isArray(one)) {
      return one.length ? [head, ...one.map((part) => `${blank}  - ${line(part)}`)] : [`${head} []`];
    }
    if (typeof one === "object" && one !== null && depth < 1) {
      return Object.keys(one).length ? [head, ...block(one, depth + 1)] : [`${head} {}`];
    }
    return [`${head} ${line(one)}`];
  });
}

function line(value) {
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value).map(([key, one]) => `${word(key)}: ${line(one)}`).join(", ")}}`;
  }
  return typeof value === "string" ? word(value) : String(value);
}

/** A text bare where that reads as the same text, else in quotes. */
function word(text) {
  const isBare = PLAIN.test(text) && plainValue(text) === text && text === text.trim();
  return isBare || /^\d{4}-\d\d-\d\d$/.test(text) ? text : JSON.stringify(text);
}
