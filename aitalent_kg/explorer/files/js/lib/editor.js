// The SPARQL editor: Yasqe, of YASGUI, with nothing that would ask another server; where it cannot
// be loaded, a plain text field.

import { h } from "../kit.js";
import { PREFIXES } from "./sparql-text.js";

const STYLES = "vendor/yasgui/yasgui.min.css";

/**
 * @param {HTMLElement} place
 * @param {{label: string, value: string, onchange: function(string): void, onrun: function(): void}} settings
 * @returns {Promise<{get: function(): string, set: function(string): void}>}
 */
export async function editor(place, settings) {
  try {
    await import("../../vendor/yasgui/yasgui.min.js");
    await styles();
    return yasqe(place, settings);
  } catch (error) {
    console.warn(error);
    return field(place, settings);
  }
}

function styles() {
  if (document.querySelector(`link[href="${STYLES}"]`)) {
    return null;
  }
  const made = document.createElement("link");
  const loaded = new Promise((resolve) => {
    made.onload = made.onerror = resolve;
  });
  made.rel = "stylesheet";
  made.href = STYLES;
  document.head.prepend(made); // before ours, which have the last word
  return loaded;
}

function yasqe(place, { label, value, onchange, onrun }) {
  const made = new globalThis.Yasgui.Yasqe(place, {
    value,
    autocompleters: [],
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    createShortLink: null,
    showQueryButton: false,
    queryingDisabled: "",
    resizeable: false,
    collapsePrefixesOnLoad: false,
    lineWrapping: true,
    pluginButtons: () => {},
    editorHeight: "auto",
    requestConfig: { endpoint: "sparql" },
  });
  made.setOption("extraKeys", {
    "Ctrl-Enter": onrun,
    "Cmd-Enter": onrun,
    "Ctrl-Space": (shown) => prefixes(shown),
    Esc: () => leave(place),
    Tab: false, // the key leaves the editor, as everywhere on the page
    "Shift-Tab": false,
  });
  made.getInputField().setAttribute("aria-label", label);
  made.on("change", () => onchange(made.getValue()));
  return { get: () => made.getValue(), set: (text) => text !== made.getValue() && made.setValue(text) };
}

/** Completes one of our prefixes before the cursor. */
function prefixes(shown) {
  const cursor = shown.getCursor();
  const typed = shown.getLine(cursor.line).slice(0, cursor.ch).match(/[a-z]*$/)[0];
  const found = Object.keys(PREFIXES).find((prefix) => typed && prefix.startsWith(typed));
  if (found) {
    shown.replaceRange(`${found}:`, { line: cursor.line, ch: cursor.ch - typed.length }, cursor);
  }
}

function leave(place) {
  place.closest("section")?.querySelector("button.main")?.focus();
}

function field(place, { label, value, onchange, onrun }) {
  const made = h("textarea", {
    class: "plain-editor",
    rows: 14,
    spellcheck: "false",
    "aria-label": label,
    on: {
      input: () => onchange(made.value),
      keydown: (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && onrun(),
    },
  });
  made.value = value;
  place.replaceChildren(made);
  return {
    get: () => made.value,
    set: (text) => {
      made.value = text;
    },
  };
}
