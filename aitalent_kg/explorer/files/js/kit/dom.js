// The only place where elements are made.

const SVG = "http://www.w3.org/2000/svg";
const FORBIDDEN = new Set(["script", "iframe", "object", "embed", "base", "meta", "link", "style"]);
const ADDRESSES = new Set(["href", "src", "action", "cite", "data", "poster", "xlink:href"]);
const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "open", "hidden", "indeterminate"]);

/**
 * Makes an element; strings become text. `svg:rect` makes an element of SVG.
 * @param {string} tag
 * @param {Object} [attributes] class, id, href, data-*, aria-*, …; on: {click: function};
 *   style: {property: value}, set through CSSOM; null, undefined and false leave one out
 * @param {...(Node|string|number|Array|null|undefined|false)} children
 * @returns {Element}
 */
export function h(tag, attributes = {}, ...children) {
  const name = tag.replace("svg:", "");
  if (FORBIDDEN.has(name.toLowerCase())) {
    throw new Error(`h() makes no ${name}`);
  }
  const node = name === tag ? document.createElement(name) : document.createElementNS(SVG, name);
  fill(node, ...children); // first: a select takes a value only when it has its options
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      give(node, key, value);
    }
  }
  return node;
}

/** Replaces what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(shown).map(asNode));
  return node;
}

/** Whether an address leads only to a page: http, https, or within this site. */
export function isSafe(address) {
  try {
    return ["http:", "https:"].includes(new URL(address, document.baseURI).protocol);
  } catch {
    return false;
  }
}

function shown(child) {
  return child !== null && child !== undefined && child !== false && child !== true;
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

function give(node, key, value) {
  if (key === "on") {
    Object.entries(value).forEach(([event, run]) => node.addEventListener(event, run));
  } else if (key === "style") {
    Object.entries(value).forEach(([property, one]) => node.style.setProperty(property, one));
  } else if (key.toLowerCase().startsWith("on") || key === "srcdoc") {
    throw new Error(`h() sets no ${key}; use on: {…}`);
  } else if (ADDRESSES.has(key.toLowerCase())) {
    giveAddress(node, key, String(value));
  } else if (PROPERTIES.has(key)) {
    node[key] = value;
  } else {
    node.setAttribute(key, value === true ? "" : String(value));
  }
}

function giveAddress(node, key, address) {
  if (!isSafe(address)) {
    return; // the text stays, without a link
  }
  node.setAttribute(key, address);
  if (key === "href" && new URL(address, document.baseURI).origin !== location.origin) {
    node.setAttribute("rel", "noopener noreferrer");
  }
}
