// The state of a page is its URL. Links are relative to the root of the site, wherever that is.

import { lang } from "./i18n.js";

const listeners = new Set();
/** Parameters that say something of a person: they stand behind "#", which no browser sends. */
const PRIVATE = ["r"];

/** The root of the site: pages, data and scripts lie below it. */
export const root = new URL("../", import.meta.url);

/** Reading and changing the URL's parameters. */
export const state = {
  /** The value of a parameter, "" where it is not given. On `/id/CODE`, `id` is that code. */
  get(name) {
    const value = parameters().get(name);
    return value ?? (name === "id" ? codeOfPath() : "");
  },

  /** All values of a parameter. */
  all(name) {
    return parameters().getAll(name);
  },

  /**
   * Changes parameters; null, "" and [] take one away.
   * @param {Object<string, string|number|Array<string>|null>} changes
   * @param {{push?: boolean, quiet?: boolean}} [how] push: a step for the back button;
   *   quiet: the page is not shown again.
   */
  set(changes, { push = false, quiet = false } = {}) {
    const url = new URL(location.href);
    apply(url.searchParams, changes);
    for (const name of PRIVATE.filter((one) => one in changes)) {
      url.searchParams.delete(name);
      url.hash = changes[name] ? new URLSearchParams({ [name]: changes[name] }) : "";
    }
    if (url.href === location.href) {
      return;
    }
    history[push ? "pushState" : "replaceState"](null, "", url.href);
    if (!quiet) {
      changed();
    }
  },
};

/** Calls `listener` after each change of the URL. */
export function onChange(listener) {
  listeners.add(listener);
}

/**
 * The address of a page with a state: `pageHref("compare", {left: "SMS2512-002v1"})`.
 * @param {string} page name of its file without `.html`; "home" is the first page
 * @param {Object<string, string|number|Array<string>|null>} [params]
 */
export function pageHref(page, params = {}) {
  const search = new URLSearchParams();
  apply(search, params);
  if (parameters().has("lang") && !search.has("lang")) {
    search.set("lang", lang);
  }
  const file = page === "home" ? "index" : page;
  const asked = search.toString();
  return `${file}.html${asked ? `?${asked}` : ""}`;
}

/** The address of a resource's page. */
export function resourceHref(code) {
  return pageHref("resource", { id: code });
}

/** The whole address of this view, with its language: what "copy link" copies. */
export function permanentLink() {
  const url = new URL(location.href);
  url.searchParams.set("lang", lang);
  return url.href;
}

/** Those of the query, and the private ones of the fragment. */
function parameters() {
  const found = new URLSearchParams(location.search);
  const behind = new URLSearchParams(location.hash.slice(1));
  PRIVATE.filter((name) => behind.has(name)).forEach((name) => found.set(name, behind.get(name)));
  return found;
}

function apply(search, changes) {
  for (const [name, value] of Object.entries(changes)) {
    search.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") {
        search.append(name, String(one));
      }
    }
  }
}

/** The code that the server wrote into the page of a resource; it knows best. Else the path's. */
function codeOfPath() {
  const told = document.querySelector("main[data-code], body[data-code]");
  if (told) {
    return told.dataset.code;
  }
  const start = `${root.pathname}id/`;
  if (!location.pathname.startsWith(start)) {
    return "";
  }
  try {
    return decodeURIComponent(location.pathname.slice(start.length));
  } catch {
    return "";
  }
}

function changed() {
  listeners.forEach((listener) => listener());
}

addEventListener("popstate", changed);
