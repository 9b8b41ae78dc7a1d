// The cheapest ways through a plan: best first, so that also a large network of one's own is
// searched only as far as the answer needs.

import { total } from "./map-costs.js";
import { howOf, iriOf } from "./map-plan.js";

const BUDGET = 100000; // ways begun, after which the answer is given as not complete

/**
 * The k cheapest ways and those that tie; with several measures all that no other is better than.
 * @param {Object} graph a plan
 * @param {string} start a place
 * @param {string} goal a place
 * @param {Object[]} measures
 * @param {{k: number, most: number, via: string[]}} limits
 * @returns {{ways: Object[][], complete: boolean}} lines of each way
 */
export function cheapest(graph, start, goal, measures, limits) {
  const pool = { graph, goal, measures, limits, useful: leadingTo(graph, goal), found: [] };
  const complete = start === goal ? here(pool) : walk(pool, start);
  const order = pool.found.sort(compared);
  const best = measures.length > 1 ? front(order) : first(order, limits.k);
  return { ways: best.slice(0, limits.most).map((one) => one.lines), complete: complete && best.length <= limits.most };
}

/** One is there already, which passes nothing. */
function here({ found, measures, limits }) {
  found.push(...(limits.via.length ? [] : [way([], measures)]));
  return true;
}

/** Fills `found`; whether nothing that belongs to the answer was left out. */
function walk(pool, start) {
  const heap = [];
  push(heap, { at: start, been: [start], ...way([], pool.measures) });
  for (let begun = 0; heap.length; begun += 1) {
    const now = pop(heap);
    if (begun > BUDGET) {
      return false;
    }
    if (enough(pool, now)) {
      continue;
    }
    if (now.at === pool.goal) {
      arrive(pool, now);
      continue;
    }
    for (const edge of pool.graph.outs.get(now.at) ?? []) {
      if (pool.useful.has(edge.head) && !now.been.includes(edge.head)) {
        push(heap, { at: edge.head, been: [...now.been, edge.head], ...way([...now.edges, edge], pool.measures) });
      }
    }
  }
  return true;
}

function way(edges, measures) {
  const lines = edges.flatMap((edge) => edge.lines);
  return { edges, lines, costs: measures.map((one) => total(one, lines)) };
}

/** Whether a way cannot belong to the answer any more: costs only grow. */
function enough({ found, limits, measures }, now) {
  if (measures.length > 1) {
    return found.some((one) => better(one.costs, now.costs));
  }
  return found.length >= limits.k && now.costs[0] > found[limits.k - 1].costs[0];
}

function arrive({ graph, found, limits }, now) {
  const passed = limits.via.every((iri) => now.been.some((key) => iriOf(key) === iri));
  if (passed && !roundabout(graph, now.edges)) {
    found.push({ ...now, key: [now.edges.reduce((sum, edge) => sum + steps(edge), 0), now.edges.length, repr(now.edges)] });
  }
}

function steps(edge) {
  return edge.lines.filter((line) => line.kind !== "member" && line.kind !== "example").length;
}

/** Whether a way comes back to a node, in another place of it, for what it could do before. */
function roundabout(graph, edges) {
  return edges.some((edge, here) =>
    edges
      .slice(0, here)
      .some((one) => iriOf(one.tail) === iriOf(edge.tail) && graph.edges.has([one.tail, edge.head, edge.key].join("\t"))),
  );
}

/** The edges as Python writes them: the last word of an order that is the same everywhere. */
function repr(edges) {
  const at = (key) => `('${iriOf(key)}', '${howOf(key)}')`;
  const each = edges.map((edge) => `(${at(edge.tail)}, ${at(edge.head)}, '${edge.key}')`);
  return `(${each.join(", ")}${each.length === 1 ? "," : ""})`;
}

function compared(one, other) {
  const [a, b] = [one, other].map((each) => [...each.costs, ...(each.key ?? [])]);
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
}

function better(one, other) {
  return one.every((cost, at) => cost <= other[at]) && one.some((cost, at) => cost < other[at]);
}

function front(ways) {
  return ways.filter((one) => !ways.some((other) => better(other.costs, one.costs)));
}

function first(ways, k) {
  return ways.length <= k ? ways : ways.filter((one) => one.costs[0] <= ways[k - 1].costs[0]);
}

/** Places from which one gets to the goal. */
function leadingTo(graph, goal) {
  const ins = new Map();
  for (const edge of graph.edges.values()) {
    ins.set(edge.head, [...(ins.get(edge.head) ?? []), edge.tail]);
  }
  const found = new Set([goal]);
  for (const here of found) {
    (ins.get(here) ?? []).forEach((tail) => found.add(tail));
  }
  return found;
}

function before(a, b) {
  const at = a.costs.findIndex((cost, index) => cost !== b.costs[index]);
  return at < 0 ? a.edges.length < b.edges.length : a.costs[at] < b.costs[at];
}

function push(heap, one) {
  let at = heap.push(one) - 1;
  while (at > 0 && before(heap[at], heap[(at - 1) >> 1])) {
    const up = (at - 1) >> 1;
    [heap[at], heap[up]] = [heap[up], heap[at]];
    at = up;
  }
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length) {
    heap[0] = last;
    sink(heap);
  }
  return top;
}

function sink(heap) {
  for (let at = 0; ; ) {
    const below = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
    const least = below.reduce((best, child) => (before(heap[child], heap[best]) ? child : best), at);
    if (least === at) {
      return;
    }
    [heap[at], heap[least]] = [heap[least], heap[at]];
    at = least;
  }
}
