// The language of the page, and words in it.

const KEPT = "aitalent-kg-lang";
const table = new Map();

/** The language of the page: `?lang=`, else the one last chosen, else Chinese. */
export const lang = document.documentElement.dataset.lang === "en" ? "en" : "zh";

/** The tag for `lang` attributes and `Intl`. */
export const tag = lang === "en" ? "en" : "zh-Hant-TW";

/**
 * Adds words: key -> [Chinese, English]. A page's words stand beside its code.
 * @param {Object<string, [string, string]>} entries
 */
export function words(entries) {
  for (const [key, pair] of Object.entries(entries)) {
    table.set(key, pair);
  }
}

/**
 * The words of a key in the page's language, `{0}` and so on replaced by values.
 * @param {string} key
 * @param {...(string|number)} values
 * @returns {string}
 */
export function t(key, ...values) {
  const pair = table.get(key);
  if (!pair) {
    throw new Error(`no words for ${key}`);
  }
  return pair[lang === "en" ? 1 : 0].replace(/\{(\d)\}/g, (_, at) => String(values[at] ?? ""));
}

/**
 * A pair {zh, en} in the page's language, in the other where that is missing.
 * @param {{zh?: string, en?: string}|string|null|undefined} pair
 * @returns {string}
 */
export function label(pair) {
  if (pair === null || pair === undefined || typeof pair === "string") {
    return pair ?? "";
  }
  const other = lang === "en" ? "zh" : "en";
  return pair[lang] || pair[other] || "";
}

/** A number as the language writes it. */
export function number(value) {
  return new Intl.NumberFormat(tag).format(value);
}

try {
  if (new URLSearchParams(location.search).has("lang")) {
    localStorage.setItem(KEPT, lang);
  }
} catch {
  // Storage is forbidden: the language lives in the URL only.
}
