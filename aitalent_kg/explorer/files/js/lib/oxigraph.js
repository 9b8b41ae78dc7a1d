// SPARQL in the browser: Oxigraph in a worker, over the graph of this site. One query at a time; a
// query that takes too long ends with its worker, and the next starts a new one.

import { t, words } from "../i18n.js";
import { root } from "../state.js";
import { namesGraphs, ready } from "./sparql-text.js";

words({
  "kit-time-limit": ["查詢超過時間上限 {0} 秒，請縮小範圍", "the query took longer than the time limit of {0} s; ask for less"],
  "kit-answer-limit": ["答案超過大小上限 {0} 位元組，請加 LIMIT", "the answer is larger than the limit of {0} bytes; add LIMIT"],
  "kit-row-limit": ["答案超過列數上限 {0}，請加 LIMIT", "the answer has more rows than the limit of {0}; add LIMIT"],
  "kit-engine-stopped": ["查詢引擎停止了（記憶體不足或查詢過深），請縮小範圍", "the query engine stopped (out of memory, or too deep); ask for less"],
  "kit-no-graph": ["無法載入圖譜檔案 data/graph.nq.gz", "the graph's file data/graph.nq.gz cannot be loaded"],
});

/** As the endpoint's, but for time: here nobody else waits. */
export const LIMITS = { seconds: 30, rows: 100_000, answer: 50_000_000 };

let engine = null;
let turn = Promise.resolve();

/**
 * Runs a query.
 * @param {string} text
 * @param {string} accept
 * @param {AbortSignal} [signal] stops it
 * @param {number} [seconds]
 * @returns {Promise<string>}
 */
export function ask(text, accept, signal = undefined, seconds = LIMITS.seconds) {
  const asked = turn.then(() => run(ready(text), accept, signal, seconds));
  turn = asked.catch(() => {});
  return asked;
}

/** Loads the engine and the graph ahead of the first query. */
export function warm() {
  engine ??= start();
  return engine.ready;
}

function start() {
  const worker = new Worker(new URL("js/sparql-worker.js", root), { type: "module" });
  const made = { worker, settle: null };
  made.ready = new Promise((resolve, reject) => {
    made.settle = { resolve, reject };
  });
  worker.onmessage = ({ data }) => (data.error ? made.settle.reject(failure(data)) : made.settle.resolve(data.body));
  worker.onerror = (event) => {
    event.preventDefault();
    stop(made);
    made.settle.reject(new Error(t("kit-engine-stopped")));
  };
  worker.postMessage({ graph: new URL("data/graph.nq.gz", root).href });
  return made;
}

async function run(text, accept, signal, seconds) {
  await warm();
  if (signal?.aborted) {
    throw new Error(t("kit-stopped"));
  }
  const now = engine;
  const answer = new Promise((resolve, reject) => {
    now.settle = { resolve, reject };
  });
  const end = (words_) => {
    stop(now);
    now.settle.reject(new Error(words_));
  };
  const clock = setTimeout(() => end(t("kit-time-limit", seconds)), seconds * 1000);
  signal?.addEventListener("abort", () => end(t("kit-stopped")));
  now.worker.postMessage({ text, accept, union: !namesGraphs(text), limits: LIMITS });
  try {
    return await answer;
  } finally {
    clearTimeout(clock);
  }
}

function stop(stopped) {
  stopped.worker.terminate();
  if (engine === stopped) {
    engine = null;
  }
}

function failure({ error, value }) {
  if (error === "stopped" || error === "graph") {
    stop(engine);
  }
  const named = { rows: "kit-row-limit", answer: "kit-answer-limit", stopped: "kit-engine-stopped", graph: "kit-no-graph" };
  return new Error(Object.hasOwn(named, error) ? t(named[error], value) : error);
}
