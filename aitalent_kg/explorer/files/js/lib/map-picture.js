// The drawing of the network. Where everything stands is told by the view, so that the picture is
// the same everywhere; Cytoscape draws it, moves and zooms it, and takes clicks.

import cytoscape from "../../vendor/cytoscape/cytoscape.esm.min.js";
import { h } from "../kit.js";
import { label, lang } from "../i18n.js";

const DASHES = { "cross-category": [8, 4], "not stated": [10, 3, 2, 3], member: [2, 3], example: [4, 3] };
const EASY = matchMedia("(prefers-reduced-motion: reduce)");
const LARGEST = 1.15; // zoom that is enough for a few boxes
const NARROWEST = 0.55; // zoom below which Chinese words cannot be read

/**
 * Makes the drawing, empty.
 * @param {{onplace: function(string): void, onlink: function(number): void}} events
 */
export function picture({ onplace, onlink }) {
  // Cytoscape writes a style element unless one of this id is there; the policy of the site allows none.
  const stands = h("span", { id: "__________cytoscape_stylesheet", hidden: true });
  const box = h("div", { class: "canvas", "aria-hidden": "true" });
  const frame = h("div", { class: "frame" }, stands, box);
  frame.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  const made = { frame, box, cy: null, shown: "", seen: "", events: { onplace, onlink } };
  addEventListener("themechange", () => made.cy?.style(look()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => made.cy?.style(look()));
  return made;
}

/**
 * Shows a network.
 * @param {Object} made of `picture`
 * @param {Object} network the view
 * @param {{members: boolean, links: Set<number>, places: Set<string>, way: Set<number>, ends: string[],
 *   lines: Object[], chosen: number|null}} what numbers of links and codes of places to show; `way`
 *   is highlighted, and with it `lines`, memberships that are not drawn otherwise
 */
export function draw(made, network, what) {
  const which = what.members ? "members" : "steps";
  if (!made.cy) {
    made.cy = started(made);
  }
  if (made.shown !== which) {
    made.shown = which;
    made.cy.elements().remove();
    made.cy.add(elements(network, network.pictures[which][lang]));
    made.cy.resize();
  }
  made.cy.remove(".extra");
  made.cy.add(what.lines.map(({ from, to }) => ({ data: { id: `${from} ${to}`, source: from, target: to }, classes: "extra" })));
  marked(made.cy, what);
  [made.first] = what.ends;
  const seen = JSON.stringify([which, ...["links", "way", "ends"].map((name) => [...what[name]])]);
  if (made.seen !== seen) {
    made.seen = seen; // else the reader's own view stays
    fit(made, false);
  }
}

function started(made) {
  const cy = cytoscape({
    container: made.box,
    autoungrabify: true,
    boxSelectionEnabled: false,
    minZoom: 0.15,
    maxZoom: 3,
    layout: { name: "preset" },
    style: look(),
  });
  cy.on("tap", "node", (event) => made.events.onplace(event.target.id()));
  cy.on("tap", "edge", (event) => made.events.onlink(event.target.data("number")));
  cy.on("mouseover", "node, edge", () => made.box.classList.add("over"));
  cy.on("mouseout", "node, edge", () => made.box.classList.remove("over"));
  return cy;
}

/** Shows all, or the way that is highlighted where all of it would be too small. */
export function fit(made, eased = true) {
  const { cy } = made;
  cy.resize();
  const shown = cy.elements().not(".away");
  const way = cy.elements(".on, .end").not(".away");
  const whole = Math.min(cy.width() / (shown.boundingBox().w + 40), cy.height() / (shown.boundingBox().h + 40));
  const target = way.nonempty() && whole < NARROWEST ? way : shown;
  if (eased && !EASY.matches) {
    cy.animate({ fit: { eles: target, padding: 16 }, duration: 250 });
    return;
  }
  cy.fit(target, 16);
  if (cy.zoom() > LARGEST) {
    cy.zoom(LARGEST);
    cy.center(target);
  } else if (!eased && cy.width() < 600 && cy.zoom() < NARROWEST) {
    start(cy, made.first ? cy.getElementById(made.first) : shown, made.first ? cy.height() / 2 : 0);
  }
}

/** On a narrow screen shows the beginning, in letters that can be read. */
function start(cy, target, middle) {
  cy.zoom(NARROWEST);
  const { x1, y1, h: high } = target.boundingBox();
  const top = middle ? middle - (y1 + high / 2) * NARROWEST : 12 - y1 * NARROWEST;
  cy.pan({ x: 12 - x1 * NARROWEST, y: top });
}

/** Zooms by a factor about the middle. */
export function zoom({ cy }, factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

/** The whole picture as a PNG. */
export function png({ cy }) {
  return cy.png({ full: true, scale: 2, bg: token("--page"), output: "blob", maxWidth: 8000, maxHeight: 8000 });
}

function elements(network, { boxes, ways }) {
  const kinds = new Map(network.places.map((place) => [place.code, place]));
  const nodes = Object.entries(boxes).map(([code, [x, y, w, hgt, lines]]) => ({
    data: { id: code, label: lines.join("\n"), w, h: hgt, title: label(kinds.get(code).title) },
    position: { x, y },
    classes: kinds.get(code).kind,
  }));
  const edges = Object.entries(ways).map(([number, points]) => edge(network, boxes, Number(number), points));
  return [...nodes, ...edges];
}

function edge(network, boxes, number, points) {
  const link = network.links[number];
  const condition = conditions(network).indexOf(label(link.condition)) + 1;
  const data = {
    id: `link-${number}`,
    number,
    source: link.from,
    target: link.to,
    mark: `${condition || ""}${link.basis === "inferred" ? "＊" : ""}`,
    ...curve(points, boxes[link.from], boxes[link.to]),
  };
  const documents = link.documents.length === 1 ? link.documents[0].replace(/[^a-z]/gi, "") : "several";
  return { data, classes: [link.kind.replace(" ", "-"), `of-${documents}`, data.mark ? "marked" : ""].join(" ") };
}

/** The conditions of the steps, each once: a step shows the number of its own. */
export function conditions(network) {
  return [...new Set(network.links.map((link) => label(link.condition)))].filter(Boolean);
}

/** Ends and bends of a line that leaves and meets its boxes level. */
function curve(points, from, to) {
  const [start, end] = [points[0], points.at(-1)];
  const controls = points.slice(1).flatMap((point, at) => {
    const before = points[at];
    const reach = (point[0] - before[0]) * 0.4;
    return [[before[0] + reach, before[1]], [point[0] - reach, point[1]]];
  });
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy) || 1;
  const along = ([x, y]) => ((x - start[0]) * dx + (y - start[1]) * dy) / length ** 2;
  const aside = ([x, y]) => ((y - start[1]) * dx - (x - start[0]) * dy) / length;
  return {
    from: `${start[0] - from[0]}px ${start[1] - from[1]}px`,
    to: `${end[0] - to[0]}px ${end[1] - to[1]}px`,
    weights: controls.map(along),
    distances: controls.map(aside),
  };
}

function marked(cy, { links, places, way, ends, chosen }) {
  const touched = new Set(ends);
  cy.batch(() => {
    cy.elements().removeClass("away on off end chosen");
    cy.edges(".extra").forEach((one) => touched.add(one.source().id()).add(one.target().id()));
    cy.edges(".extra").addClass("on");
    cy.edges().not(".extra").forEach((one) => {
      const number = one.data("number");
      one.toggleClass("away", !links.has(number));
      one.toggleClass("on", way.has(number));
      one.toggleClass("chosen", number === chosen);
      if (way.has(number)) {
        touched.add(one.source().id()).add(one.target().id());
      }
    });
    cy.nodes().forEach((one) => {
      one.toggleClass("away", !places.has(one.id()));
      one.toggleClass("on", touched.has(one.id()));
      one.toggleClass("end", ends.includes(one.id()));
    });
    if (way.size) {
      cy.elements().not(".on").addClass("off");
    }
  });
}

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The style, from the colours of map.css. */
function look() {
  const fills = ["Role", "RoleType", "RoleGroup", "TalentCategory", "Background", "Stage", "Gate"];
  const ink = token("--ink");
  const lines = Object.entries(DASHES).map(([kind, dashes]) => ({
    selector: `edge.${kind.replace(" ", "-")}`,
    style: { "line-style": "dashed", "line-dash-pattern": dashes },
  }));
  const documents = ["industryguidev", "industryguidedeck", "several"].map((name) => {
    const colour = token(`--map-${name}`);
    return { selector: `edge.of-${name}`, style: { "line-color": colour, "target-arrow-color": colour, color: colour } };
  });
  return [
    { selector: "node", style: nodeLook(ink) },
    ...fills.map((kind) => ({ selector: `node.${kind}`, style: { "background-color": token(`--map-${kind}`) } })),
    { selector: "edge[weights]", style: edgeLook() },
    { selector: "edge.extra", style: extraLook() },
    ...lines,
    ...documents,
    { selector: "edge.member", style: { width: 1.2, "arrow-scale": 0.7 } },
    { selector: "edge.marked", style: markLook() },
    { selector: ".off", style: { opacity: 0.22 } },
    { selector: "edge.on", style: { width: 4, "z-index": 10 } },
    { selector: "edge.chosen", style: { width: 5, "line-color": token("--quote"), "target-arrow-color": token("--quote"), opacity: 1 } },
    { selector: "node.on", style: { "border-width": 2 } },
    { selector: "node.end", style: { "border-width": 3.5, "border-color": token("--mark"), opacity: 1 } },
    { selector: ".away", style: { display: "none" } },
  ];
}

function nodeLook(ink) {
  return {
    shape: "round-rectangle",
    width: "data(w)",
    height: "data(h)",
    label: "data(label)",
    color: ink,
    "font-family": getComputedStyle(document.body).fontFamily,
    "font-size": 12,
    "line-height": 1.35,
    "text-wrap": "wrap",
    "text-max-width": 400,
    "text-valign": "center",
    "text-halign": "center",
    "background-color": token("--page"),
    "border-width": 1,
    "border-color": token("--pale"),
    "overlay-opacity": 0,
  };
}

function edgeLook() {
  return {
    width: 1.8,
    "line-color": token("--map-other"),
    "target-arrow-color": token("--map-other"),
    "target-arrow-shape": "triangle",
    "arrow-scale": 0.9,
    "curve-style": "unbundled-bezier",
    "edge-distances": "endpoints",
    "control-point-weights": "data(weights)",
    "control-point-distances": "data(distances)",
    "source-endpoint": "data(from)",
    "target-endpoint": "data(to)",
    "overlay-opacity": 0,
  };
}

/** A membership that a route takes, drawn only with it. */
function extraLook() {
  return {
    width: 2,
    "line-color": token("--map-other"),
    "line-style": "dashed",
    "line-dash-pattern": DASHES.member,
    "target-arrow-color": token("--map-other"),
    "target-arrow-shape": "vee",
    "curve-style": "straight",
    "overlay-opacity": 0,
  };
}

function markLook() {
  return {
    "target-label": "data(mark)",
    "target-text-offset": 26,
    "font-size": 10,
    "text-background-color": token("--page"),
    "text-background-opacity": 1,
    "text-background-shape": "round-rectangle",
    "text-background-padding": 2,
    "text-border-width": 1,
    "text-border-opacity": 1,
    "text-border-color": token("--line"),
  };
}
