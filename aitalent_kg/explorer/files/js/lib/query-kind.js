// What a query asks for, and of which graphs, told by its words outside of texts and IRIs.

const NO_WORDS = [
  /<[^<>"{}|^`\\\s]*>|#[^\n\r]*|[?$][\p{L}\p{N}_]+/, // IRIs, comments, variables
  /"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'/,
  /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_.-]*:[\p{L}\p{N}_.:%-]*/, // names
];
const NO_WORD = new RegExp(NO_WORDS.map((part) => part.source).join("|"), "gisu");
const GROUP = /[({][^(){}]*[)}]/g;

/** SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text has none of them. */
export function form(text) {
  return (text.replace(NO_WORD, " ").match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i)?.[0] ?? "").toUpperCase();
}

/** Whether a query says with FROM which graphs it is about; that word stands outside of all brackets. */
export function namesGraphs(text) {
  let before = "";
  let left = text.replace(NO_WORD, " ");
  while (left !== before) {
    [before, left] = [left, left.replace(GROUP, " ")];
  }
  return /\bFROM\b/i.test(left);
}
