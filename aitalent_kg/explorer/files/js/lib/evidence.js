// The texts of the documents, and quotes in their places. A place is counted in characters (code
// points), as Python counts them; a JavaScript string counts UTF-16 units, so it is converted here.

import { h } from "../kit.js";

/** A text whose places are code points. */
export class SourceText {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.units = unitsOf(text);
    /** Of each line, counted from 1: where it starts and ends, its line break with it. */
    this.lines = linesOf(text);
    this.length = this.lines.at(-1).end;
  }

  /** What stands from `start` to before `end`. */
  slice(start, end) {
    return this.units ? this.text.slice(this.units[start], this.units[end]) : this.text.slice(start, end);
  }

  /** The number, from 1, of the line that holds the character at `offset`. */
  lineAt(offset) {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offset < this.lines[middle].end) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low + 1;
  }
}

/** Code point -> UTF-16 unit; null where the two are the same all along. */
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) {
    return null;
  }
  const units = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return units;
}

function linesOf(text) {
  const lines = [];
  let start = 0;
  const pieces = text.split("\n");
  pieces.forEach((piece, at) => {
    const end = start + [...piece].length + (at < pieces.length - 1 ? 1 : 0);
    lines.push({ start, end });
    start = end;
  });
  if (lines.length > 1 && lines.at(-1).start === lines.at(-1).end) {
    lines.pop(); // what stands behind the last line break is no line
  }
  return lines;
}

/**
 * A stretch of text cut wherever a place begins or ends, or a line does.
 * @param {SourceText} source
 * @param {number} from @param {number} to the stretch
 * @param {Array<{start: number, end: number}>} places in the order of their starts
 * @returns {Array<{start: number, end: number, text: string, over: Object[]}>} `over`: the places
 *   that hold the piece
 */
export function pieces(source, from, to, places) {
  const inside = places.filter((place) => place.start < to && place.end > from);
  const cuts = new Set([from, to]);
  for (const { start, end } of [...inside, ...source.lines]) {
    for (const cut of [start, end]) {
      if (cut > from && cut < to) {
        cuts.add(cut);
      }
    }
  }
  const order = [...cuts].sort((a, b) => a - b);
  let open = [];
  let next = 0;
  return order.slice(0, -1).map((start, at) => {
    const end = order[at + 1];
    open = open.filter((place) => place.end > start);
    while (next < inside.length && inside[next].start <= start) {
      open.push(inside[next]);
      next += 1;
    }
    return { start, end, text: source.slice(start, end), over: open.filter((place) => place.end > start) };
  });
}

/**
 * Lines with their numbers. The text of a line is whole, its line break with it, so that what is
 * marked reads as the quote does.
 * @param {SourceText} source
 * @param {Object[]} cut as `pieces` gives it
 * @param {function(Object): (Node|string)} paint makes what stands for a piece
 */
export function numbered(source, cut, paint) {
  const made = [];
  let line = null;
  let end = -1;
  for (const piece of cut) {
    if (piece.start >= end) {
      const number = source.lineAt(piece.start);
      end = source.lines[number - 1].end;
      line = h("span", { class: "line", "data-line": number });
      made.push(line);
    }
    line.append(paint(piece));
  }
  return made;
}

/** A place as the URL has it: "1892-1913"; null for what is none. */
export function placeOf(text) {
  const found = /^(\d{1,7})-(\d{1,7})$/.exec(text);
  const place = found && { start: Number(found[1]), end: Number(found[2]) };
  return place && place.start < place.end ? place : null;
}
