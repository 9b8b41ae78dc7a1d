// What pages are made of. Everything on a page is made by `h`, which makes text of text: nothing
// that a graph holds can become markup, a script or a link that runs one.

export { fill, h } from "./kit/dom.js";
export { link, problem, quote, quotes, say, stem, title } from "./kit/parts.js";
export { choose, searchBox } from "./kit/fields.js";
export { table } from "./kit/table.js";
export { copy, download, toolbar } from "./kit/toolbar.js";
export { csvText } from "./kit/csv.js";
