// The graph in which routes are sought, made as aitalent_kg/routes/plan.py makes it: a role may take
// the steps of what it is a member of, and a group that is reached may be narrowed to an example of
// it. So a place is an IRI and how one is there: "", "member" or "example".

const MEMBER = "member";
const EXAMPLE = "example";
const BREAK = "\n"; // no IRI holds one

/** The key of a place. */
export function place(iri, how = "") {
  return iri + BREAK + how;
}

/** The IRI of a place. */
export function iriOf(key) {
  return key.slice(0, key.indexOf(BREAK));
}

/** How one is at a place. */
export function howOf(key) {
  return key.slice(key.indexOf(BREAK) + 1);
}

/** Whether a line of a route is a step, and no membership. */
export function isStep(line) {
  return line.kind !== MEMBER && line.kind !== EXAMPLE;
}

/** Whether a line leads to where one is not yet. */
export function enters(line) {
  return line.kind !== MEMBER;
}

/** By code points, as Python sorts. */
export function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The shortest chain of memberships for each member and group.
 * @param {Object[]} members links with start, end, inferred
 * @returns {Map<string, Map<string, Object[]>>} member -> group -> chain
 */
export function chains(members) {
  const order = [...members].sort((a, b) => a.inferred - b.inferred || byText(a.end, b.end));
  const above = new Map();
  for (const link of order) {
    above.set(link.start, [...(above.get(link.start) ?? []), link]);
  }
  const found = new Map();
  for (const member of [...above.keys()].sort(byText)) {
    found.set(member, climbed(member, above));
  }
  return found;
}

function climbed(member, above) {
  const found = new Map();
  const waiting = [[member, []]];
  for (const [here, chain] of waiting) {
    for (const link of above.get(here) ?? []) {
      if (link.end !== member && !found.has(link.end)) {
        found.set(link.end, [...chain, link]);
        waiting.push([link.end, [...chain, link]]);
      }
    }
  }
  return found;
}

/**
 * The graph of a search.
 * @param {{steps: Object[], members: Object[], single: Set<string>}} chart
 * @param {string|null} start IRI; null: any
 * @param {string|null} goal
 * @param {boolean} [closed] leave out what leads to the start or on from the goal
 * @returns {{nodes: Set<string>, outs: Map<string, Object[]>, edges: Map<string, Object>}}
 */
export function plan(chart, start, goal, closed = true) {
  const graph = { nodes: new Set(), outs: new Map(), edges: new Map() };
  [start, goal].filter((end) => end !== null).forEach((end) => graph.nodes.add(place(end)));
  const between = belonging(chart, goal);
  const used = new Set(between.map((edge) => edge.head));
  const walking = chart.steps.flatMap((link) =>
    tails(link.start, used).map((tail) => ({ tail, head: place(link.end), lines: [link], key: link.iri })),
  );
  for (const edge of [...between, ...walking]) {
    const head = iriOf(edge.head) === goal ? place(goal) : edge.head;
    const open = !closed || (iriOf(edge.tail) !== goal && iriOf(head) !== start);
    if (open && iriOf(edge.tail) !== iriOf(head)) {
      add(graph, { ...edge, head });
    }
  }
  return graph;
}

function tails(iri, used) {
  const others = [place(iri, EXAMPLE), place(iri, MEMBER)].filter((key) => used.has(key));
  return [place(iri), ...others];
}

function add(graph, edge) {
  const id = [edge.tail, edge.head, edge.key].join("\t");
  graph.nodes.add(edge.tail).add(edge.head);
  graph.edges.set(id, edge);
  graph.outs.set(edge.tail, (graph.outs.get(edge.tail) ?? []).filter((one) => one.id !== id));
  graph.outs.get(edge.tail).push(Object.assign(edge, { id }));
}

/** Edges from members to groups, and from groups to their examples. */
function belonging(chart, goal) {
  const leaving = new Set(chart.steps.map((link) => link.start));
  const above = chains(chart.members);
  const later = laterOf(chart.steps, above);
  const edges = [];
  for (const [member, groups] of above) {
    for (const [group, chain] of groups) {
      if (leaving.has(group) || group === goal) {
        edges.push({ tail: place(member), head: place(group, MEMBER), lines: chain, key: MEMBER });
      }
      const asked = leaving.has(member) || goal === null || goal === member;
      if (asked && !chart.single.has(group) && !later.has(member + BREAK + group)) {
        edges.push({ tail: place(group), head: place(member, EXAMPLE), lines: down(chain), key: EXAMPLE });
      }
    }
  }
  return edges;
}

/** Pairs of member and group of which a step inside the group leads to the member. */
function laterOf(steps, above) {
  const groupsOf = (node) => above.get(node) ?? new Map();
  const entered = new Set();
  for (const link of steps) {
    for (const group of [link.start, ...groupsOf(link.start).keys()]) {
      if (groupsOf(link.end).has(group)) {
        entered.add(link.end + BREAK + group);
      }
    }
  }
  const later = new Set(entered);
  for (const [member, of] of above) {
    for (const whole of of.keys()) {
      [...of.keys()].filter((group) => entered.has(whole + BREAK + group)).forEach((group) => later.add(member + BREAK + group));
    }
  }
  return later;
}

function down(chain) {
  return [...chain].reverse().map((link) => ({ ...link, start: link.end, end: link.start, kind: EXAMPLE }));
}
