// The engine in its worker: the first message loads the graph, each further one is a query.

import init, { Store } from "../vendor/oxigraph/web.js";

const JSON_RESULTS = "application/sparql-results+json";
let store = null;

onmessage = async ({ data }) => {
  try {
    postMessage({ body: data.graph ? await load(data.graph) : answer(data) });
  } catch (error) {
    postMessage(error.limit ? { error: error.limit, value: error.value } : { error: told(error) });
  }
};

async function load(address) {
  await init({ module_or_path: new URL("../vendor/oxigraph/web_bg.wasm", import.meta.url) });
  const response = await fetch(address);
  if (!response.ok) {
    throw Object.assign(new Error("no graph"), { limit: "graph" });
  }
  // A server may have unpacked it already; then it does not begin with the mark of gzip.
  let bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  }
  store = new Store();
  store.load(bytes, { format: "application/n-quads", no_transaction: true, lenient: true });
  return store.size;
}

function answer({ text, accept, union, limits }) {
  const body = store.query(text, { results_format: accept, use_default_graph_as_union: union });
  const written = typeof body === "string" ? body : JSON.stringify({ head: {}, boolean: body });
  if (written.length > limits.answer) {
    throw Object.assign(new Error("answer"), { limit: "answer", value: limits.answer });
  }
  // a row has at least the characters {} and a comma
  if (accept === JSON_RESULTS && written.length > 3 * limits.rows && rows(written) > limits.rows) {
    throw Object.assign(new Error("rows"), { limit: "rows", value: limits.rows });
  }
  return written;
}

function rows(written) {
  return JSON.parse(written).results?.bindings.length ?? 0;
}

/** What went wrong; a trap of WebAssembly has no words for it, and leaves the engine broken. */
function told(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError ? "stopped" : error.message;
}
