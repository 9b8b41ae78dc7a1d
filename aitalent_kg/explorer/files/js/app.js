// Starts a page: the header's switches and search, then the module that fills `<main>`.

import { lang, t, tag, words } from "./i18n.js";
import { fill, h, problem, searchBox } from "./kit.js";
import { onChange, pageHref, resourceHref, root } from "./state.js";

words({
  "kit-to-dark": ["深色", "Dark"],
  "kit-to-light": ["淺色", "Light"],
  "kit-theme": ["換成{0}畫面", "Switch to {0} colours"],
  "kit-find": ["搜尋名稱、代碼或原文", "Search names, codes, quotes"],
  "kit-other-language": ["English", "中文"],
  "kit-pages": ["網頁", "Pages"],
  "kit-loading": ["載入中…", "Loading…"],
});

const PAGES = ["home", "resource", "map", "compare", "conflicts", "assess", "query", "sources"];
const html = document.documentElement;
const name = html.dataset.page;
const main = document.getElementById("main");
const dark = matchMedia("(prefers-color-scheme: dark)");

function header() {
  html.lang = tag;
  document.getElementById("pages").setAttribute("aria-label", t("kit-pages"));
  const file = name === "home" ? "index" : name;
  for (const anchor of document.querySelectorAll("[data-page-link]")) {
    const page = anchor.dataset.pageLink;
    anchor.href = pageHref(page);
    if (page === file && anchor.closest("nav")) {
      anchor.setAttribute("aria-current", "page");
    }
  }
  document.getElementById("skip").addEventListener("click", skip);
  fill(document.getElementById("header-search"), search());
  theme();
}

/** Goes to the content also where `<base>` would make `#main` another page. */
function skip(event) {
  event.preventDefault();
  main.focus();
  main.scrollIntoView();
}

function search() {
  const box = searchBox({
    label: t("kit-find"),
    compact: true,
    onchoose: (hit) => location.assign(new URL(resourceHref(hit.code), document.baseURI)),
    onsubmit: (text) => location.assign(new URL(pageHref("home", { q: text }), document.baseURI)),
  });
  return h("form", { role: "search", on: { submit: (event) => event.preventDefault() } }, box);
}

function theme() {
  const button = document.getElementById("switch-theme");
  button.hidden = false;
  const isDark = () => (html.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const paint = () => {
    const other = t(isDark() ? "kit-to-light" : "kit-to-dark");
    fill(button, h("span", { "aria-hidden": "true" }, isDark() ? "☀" : "☾"));
    button.setAttribute("aria-label", t("kit-theme", other));
    button.title = other;
  };
  button.addEventListener("click", () => {
    html.dataset.theme = isDark() ? "light" : "dark";
    keep("aitalent-kg-theme", html.dataset.theme);
    paint();
    dispatchEvent(new CustomEvent("themechange"));
  });
  dark.addEventListener("change", paint);
  paint();
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}

/** The link to this view in the other language. */
function languageLink() {
  const anchor = document.getElementById("switch-lang");
  const url = new URL(location.href);
  url.searchParams.set("lang", lang === "en" ? "zh" : "en");
  anchor.href = url.href;
  fill(anchor, t("kit-other-language"));
  anchor.lang = anchor.hreflang = lang === "en" ? "zh-Hant-TW" : "en";
}

/** Shows the page again, and gives the focus back to what had it, found by its id. */
async function shown(page) {
  languageLink();
  const had = document.activeElement;
  const caret = had && "selectionStart" in had ? had.selectionStart : null;
  try {
    await page.show(main);
  } catch (error) {
    console.warn(error);
    fill(main, h("h1", {}, document.title), problem(error));
  }
  const now = had?.id && !had.isConnected ? document.getElementById(had.id) : null;
  now?.focus({ preventScroll: true });
  if (now && caret !== null) {
    now.setSelectionRange?.(caret, caret);
  }
}

/** One show at a time; a change in between is shown once that is done. */
function inTurn(page) {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    while (again && !busy) {
      again = false;
      busy = true;
      await shown(page);
      busy = false;
    }
    main.dataset.ready = "true";
  };
}

async function start() {
  header();
  languageLink();
  if (!PAGES.includes(name)) {
    main.dataset.ready = "true";
    return;
  }
  if (!main.textContent.trim()) {
    fill(main, h("p", { class: "loading" }, t("kit-loading")));
  }
  const page = await import(new URL(`js/pages/${name}.js`, root).href);
  const show = inTurn(page);
  onChange(show);
  await show();
}

start().catch((error) => {
  fill(main, h("h1", {}, document.title), problem(error));
  main.dataset.ready = "true";
});
