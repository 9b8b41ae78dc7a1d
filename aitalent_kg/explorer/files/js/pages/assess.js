// Self-assessment: a record, the award and entry rules run on it, and every reason.

import { call, mode, view } from "../data.js";
import { lang, t, words } from "../i18n.js";
import { choose, download, fill, h, problem, say, title } from "../kit.js";
import { assess } from "../lib/rules.js";
import { form, mark } from "../lib/rules-form.js";
import { personOf, RecordProblem } from "../lib/rules-record.js";
import { counted, rowDetails, tables } from "../lib/rules-result.js";
import { tools } from "../lib/rules-tools.js";
import { decoded, encoded, EXAMPLES, short, spoken, whose } from "../lib/rules-url.js";
import { readRecord, writeRecord } from "../lib/rules-yaml.js";
import { state } from "../state.js";

words({
  "assess-title": ["自我評估", "Self-assessment"],
  "assess-lead": [
    "填入證照與時數，依《AI 產業人才認定指引》表 5 與兩份職能基準的條件判定，並說明理由。這是自我評估，不是認定。",
    "Enter certificates and hours: table 5 of the guide and the conditions of the two occupational standards are run on them, and every reason is told. This is a self-assessment, no award.",
  ],
  "assess-static": ["紀錄只存在這個網址的「#」之後，不會送出；由瀏覽器判定。", "The record lives in the address of this page only, behind the “#”, which is never sent; the browser judges it."],
  "assess-server": ["紀錄存在這個網址的「#」之後；判定時送到這個網站的伺服器，不留存。", "The record lives in the address of this page, behind the “#”; to be judged it is sent to the server of this site, which does not keep it."],
  "assess-sum": ["{0} 條規則：符合 {1}、不符合 {2}、視讀法而定 {3}、資料不足 {4}。", "{0} rules: {1} met, {2} not met, {3} depend on the reading, {4} where not enough is told."],
  "assess-blank": ["尚未填寫；填入證照、時數或條件後即判定。", "Nothing is filled in yet; enter certificates, hours or conditions to be judged."],
  "assess-see": ["看判定結果", "See the outcome"],
  "assess-record": ["個人紀錄", "Record"],
  "assess-result": ["判定結果", "Outcome"],
  "assess-example-marketing": ["範例：行銷專員", "Example: marketing specialist"],
  "assess-example-engineer": ["範例：軟體工程師", "Example: software engineer"],
  "assess-clear": ["清空", "Clear"],
  "assess-upload": ["上傳 YAML 或 JSON", "Upload YAML or JSON"],
  "assess-uploaded": ["已讀入 {0}", "Read {0}"],
  "assess-local-static": ["檔案只由瀏覽器讀取，不會上傳到任何地方。", "The file is read by the browser and sent nowhere."],
  "assess-local-server": ["檔案由瀏覽器讀取；其中的紀錄與表單一樣送去判定。", "The file is read by the browser; its record is judged as that of the form."],
  "assess-file": ["下載紀錄 {0}", "Download the record as {0}"],
  "assess-settings": ["判定方式", "How to judge"],
  "assess-retired": ["考試停辦後的證照", "Certificates after their examination ended"],
  "assess-retired-unknown": ["文件未載明：列為不明", "the documents do not say: unknown"],
  "assess-retired-counts": ["仍計入", "go on counting"],
  "assess-retired-ends": ["不再計入", "no longer count"],
  "assess-join": ["證照與時數兩者皆須符合（指引未規定）", "Ask for certificates and hours together (the guide does not)"],
  "assess-as-of": ["依 {0} 判定。", "Judged as of {0}."],
  "assess-apart": [
    "表 5 分列證照與時數，未規定兩者如何合併，也未規定須先符合初階。未填的證照與時數視為沒有；未答的條件視為不清楚，判為「資料不足」而非「不符合」。",
    "Table 5 lists certificates and hours side by side; it has no rule that joins them, and does not say that the advanced level presupposes the basic one. Certificates and hours that are not entered are taken as not there; conditions that are not answered are not known, which is told as “not enough is told”, not as “not met”.",
  ],
  "assess-bad-link": ["網址中的紀錄讀不懂，因此從空白開始。", "The record in the address cannot be read; so this begins with a blank one."],
  "assess-in-browser": ["伺服器未回應（{0}）；以下由瀏覽器判定，規則相同。", "The server did not answer ({0}); what follows was judged by the browser, by the same rules."],
  "assess-differs": ["伺服器與此瀏覽器的判定不同：表中的結果是伺服器的，理由是瀏覽器的。請重新載入網頁。", "The server and this browser judge differently: the outcomes in the tables are the server's, the reasons the browser's. Reload the page."],
  "assess-stale": ["請先更正標示的欄位；以下是更正前的結果。", "Mend the marked field first; what stands below is the outcome before."],
});

const PAUSE = 250; // ms without a change before a server is asked
let asked = 0;
let shown = null;
const owners = new Map(); // record in the URL -> name and department, which stay out of it

/** Fills the page; the form stays as it is where only its record or the readings changed. */
export async function show(main) {
  const rules = await view("rules");
  if (shown?.form.isConnected && shown.key === key(shown)) {
    judge(shown);
    return;
  }
  title(t("assess-title"));
  const page = { rules, main, isOpen: innerWidth > 900, result: h("div", { class: "outcome" }), sum: h("p", { role: "status" }), brief: brief(), wrong: h("div", {}), ...started(rules) };
  page.form = form(rules, page.record, () => changed(page));
  page.key = key(page);
  shown = page;
  fill(
    main,
    h("h1", {}, t("assess-title")),
    h("p", { class: "lead" }, t("assess-lead"), " ", t(`assess-${mode}`)),
    page.bad && h("p", { class: "problem", role: "alert" }, page.bad),
    h(
      "div",
      { class: "assess" },
      h("section", { "aria-labelledby": "assess-record", class: "side" }, h("h2", { id: "assess-record" }, t("assess-record")), files(page), page.wrong, page.form, settings(), page.brief),
      h("section", { "aria-labelledby": "assess-result" }, h("h2", { id: "assess-result" }, t("assess-result")), page.sum, page.result),
    ),
  );
  judge(page);
}

/** On narrow screens: the outcome in one line at the bottom, which leads to it. */
function brief() {
  const go = () => document.getElementById("assess-result").scrollIntoView();
  return h("button", { type: "button", class: "brief", on: { click: go } });
}

/** The record of the URL, in the words of the form; a blank one where it cannot be read. */
function started(rules) {
  const text = state.get("r");
  const given = text ? decoded(text) : {};
  try {
    return { record: { ...owners.get(text), ...short(rules, given) }, text, bad: "" };
  } catch (error) {
    const why = error instanceof RecordProblem ? error.in(lang) : "";
    return { record: {}, text, bad: `${t("assess-bad-link")} ${why}` };
  }
}

/** What the form shows, as the URL has it. */
function key(page) {
  const isOwn = page.text === state.get("r");
  return JSON.stringify([isOwn, state.get("retired"), state.get("join")]);
}

/** Takes the record into the URL; one that is wrong stays out of it until it is mended. */
function changed(page) {
  try {
    personOf(page.rules, page.record);
  } catch {
    judge(page);
    return;
  }
  page.text = encoded(page.record);
  owners.set(page.text, whose(page.record));
  if (page.text === state.get("r")) {
    judge(page);
  }
  state.set({ r: page.text });
}

/** Judges the record as it stands, and shows the outcome or marks the field that is wrong. */
function judge(page) {
  const today = new Date();
  const local = new Date(today.getTime() - today.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const asking = { today: local, readings: state.all("reading"), retired: state.get("retired") || "unknown", joined: Boolean(state.get("join")), lang };
  try {
    const judged = assess(page.rules, page.record, asking);
    mark(page.form, null);
    fill(page.wrong);
    page.result.classList.remove("stale");
    paint(page, judged, asking);
    if (mode === "server") {
      askServer(page, judged, asking);
    }
  } catch (error) {
    if (!(error instanceof RecordProblem)) {
      throw error;
    }
    clearTimeout(asked);
    stale(page);
    const isMarked = mark(page.form, error);
    fill(page.wrong, isMarked ? null : h("p", { class: "problem", role: "alert" }, error.in(lang)));
  }
}

/** The outcome shown is that of the record before it went wrong. */
function stale({ result }) {
  if (!result.classList.contains("stale")) {
    result.classList.add("stale");
    result.prepend(h("p", { class: "warning" }, t("assess-stale")));
  }
}

/** A server judges too; what it says counts. */
function askServer(page, judged, asking) {
  clearTimeout(asked);
  const params = { record: page.record, as_of: judged.asOf, reading: asking.readings, retired: asking.retired, join: asking.joined, lang };
  const run = async () => {
    const mine = asked;
    let rows;
    let note = h("p", { class: "warning" }, t("assess-differs"));
    try {
      rows = await call("assess", params);
    } catch (error) {
      note = h("p", { class: "warning" }, t("assess-in-browser", error.message));
    }
    const isSame = rows && JSON.stringify(rows) === JSON.stringify(judged.rows);
    if (mine === asked && !isSame) {
      paint(page, { ...judged, rows: rows ?? judged.rows }, asking, note);
    }
    page.result.dataset.judge = rows ? "server" : "browser";
  };
  asked = setTimeout(run, PAUSE);
}

function paint(page, judged, asking, note) {
  const { rules } = page;
  const selected = asking.readings;
  const blank = !encoded(page.record);
  const choosing = (notation, others) => {
    const rest = selected.filter((one) => !others.includes(one));
    state.set({ reading: notation ? [...rest, notation] : rest }, { push: true });
  };
  page.result.dataset.judge = "browser";
  const told = blank ? t("assess-blank") : sum(judged);
  fill(page.sum, blank ? null : [t("assess-as-of", judged.asOf), " "], told);
  fill(page.brief, t("assess-see"), lang === "zh" ? "：" : ": ", told);
  fill(
    page.result,
    note,
    h("p", { class: "note" }, t("assess-apart")),
    tables(rules, judged, asking.joined, blank),
    tools(judged),
    counted(rules, judged.certificates),
    h(
      "details",
      { open: page.isOpen, class: "reasons", on: { toggle: ({ target }) => { page.isOpen = target.open; } } },
      h("summary", {}, h("h2", {}, t("rules-readings"))),
      judged.rows.map((row, at) => rowDetails(rules, row, judged.proofs[at], { selected, choose: choosing, blank })),
    ),
  );
}

/** How many rules have which outcome. */
function sum({ proofs }) {
  const found = proofs.flatMap((row) => Object.values(row).map((rule) => rule.outcome));
  const many = (outcome) => found.filter((one) => one === outcome).length;
  return t("assess-sum", found.length, ...["met", "not_met", "depends", "unknown"].map(many));
}

function files(page) {
  const load = (record) => taken(page, short(page.rules, record));
  const save = (ending, write) => () => download(`record.${ending}`, write(spoken(page.rules, page.record)), "text/plain;charset=utf-8");
  const button = (words_, run, id) => h("button", { type: "button", class: "small", id, on: { click: run } }, words_);
  const guarded = (run) => () => {
    try {
      run();
    } catch (error) {
      say(error instanceof RecordProblem ? error.in(lang) : error.message);
    }
  };
  return h(
    "div",
    { class: "row files" },
    Object.entries(EXAMPLES).map(([name, record]) => button(t(`assess-example-${name}`), () => load(record), `example-${name}`)),
    button(t("assess-clear"), () => state.set({ r: null, reading: null }, { push: true }), "assess-clear"),
    button(t("assess-file", "YAML"), guarded(save("yaml", writeRecord)), "save-yaml"),
    button(t("assess-file", "JSON"), guarded(save("json", (record) => `${JSON.stringify(record, null, 2)}\n`)), "save-json"),
    upload(page, load),
  );
}

/** Shows another record. */
function taken(page, record) {
  const text = encoded(record);
  owners.set(text, whose(record));
  shown = null;
  text === state.get("r") ? show(page.main) : state.set({ r: text }, { push: true });
}

function upload(page, load) {
  const change = async ({ target }) => {
    const [file] = target.files;
    if (!file) {
      return;
    }
    try {
      load(readRecord(await file.text()));
      say(t("assess-uploaded", file.name));
    } catch (error) {
      const told = error instanceof RecordProblem ? `${file.name}: ${error.in(lang)}` : error;
      fill(page.wrong, problem(told));
    }
    target.value = "";
  };
  const input = h("input", { type: "file", id: "record-file", class: "unseen", accept: ".yaml,.yml,.json", "aria-describedby": "record-file-note", on: { change } });
  return [
    h("label", { class: "button small" }, t("assess-upload"), input),
    h("small", { class: "pale", id: "record-file-note" }, t(`assess-local-${mode}`)),
  ];
}

function settings() {
  const ways = ["unknown", "counts", "ends"];
  return h(
    "fieldset",
    {},
    h("legend", {}, t("assess-settings")),
    choose({
      id: "assess-retired",
      label: t("assess-retired"),
      value: state.get("retired") || "unknown",
      options: ways.map((value) => ({ value, label: t(`assess-retired-${value}`) })),
      onchange: (value) => state.set({ retired: value === "unknown" ? null : value }, { push: true }),
    }),
    h(
      "label",
      { class: "tick" },
      h("input", { type: "checkbox", id: "assess-join", checked: Boolean(state.get("join")), on: { change: ({ target }) => state.set({ join: target.checked ? "1" : null }, { push: true }) } }),
      " ",
      t("assess-join"),
    ),
  );
}
