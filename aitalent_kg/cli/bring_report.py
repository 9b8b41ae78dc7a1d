"""The report of an import for a reader, or for a program."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from aitalent_kg.importers.report import KINDS, Count, Report

__all__ = ["as_json", "as_text"]

#: So many of each are shown.
_FIRST = 5
_WORDS = {
    "zh": {
        "file": "檔案", "read": "讀取", "kept": "保留", "repaired": "修復", "refused": "剔除", "all": "合計",
        "repair": "修復", "doubt": "存疑", "external": "外部參照", "refusal": "剔除",
        "count": "{kind}（{number}）", "more": "… 另有 {number} 則",
        "statements": "{number} 項陳述",
        "unlisted": "另有 {number} 則訊息未逐一列出",
        "referred": "輸入檔提及而未描述者（{number} 項），保留為外部參照：",
        "lost": "圖譜未承載：",
    },
    "en": {
        "file": "file", "read": "read", "kept": "kept", "repaired": "repaired", "refused": "refused",
        "all": "all",
        "repair": "repaired", "doubt": "in doubt", "external": "external", "refusal": "refused",
        "count": "{kind} ({number})", "more": "... and {number} more",
        "statements": "{number} statements",
        "unlisted": "{number} more remarks are not listed one by one",
        "referred": "referred to and not described ({number}), kept as external references:",
        "lost": "not carried by the graph:",
    },
}  # fmt: skip


def as_json(report: Report) -> str:
    """The report as an object; what no terminal should see is escaped."""
    text = json.dumps(asdict(report), ensure_ascii=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def as_text(report: Report, lang: str = "zh") -> str:
    """The report as lines: totals, the first remarks of each kind, references, losses."""
    words = _WORDS[lang]
    version = f" {report.version}" if report.version else ""
    said = words["statements"].format(number=report.triples)
    lines = [f"{report.title}{version} <{report.framework}>: {said}", *_totals(report, words)]
    for kind in KINDS:
        lines += _remarks(report, kind, words)
    if report.unlisted:
        lines.append(words["unlisted"].format(number=report.unlisted))
    if report.external:
        lines.append(words["referred"].format(number=len(report.external)))
        lines += _first(report.external, words)
    if report.lost:
        lines += [words["lost"], *_first(report.lost, words)]
    return "\n".join(map(_printable, lines))


def _totals(report: Report, words: Mapping[str, str]) -> list[str]:
    names = Count.__slots__
    rows = [[sort, *(getattr(c, n) for n in names)] for sort, c in report.counts.items()]
    if len(rows) > 1:
        rows.append([words["all"], *(sum(column) for column in list(zip(*rows, strict=True))[1:])])
    return _aligned([[words[name] for name in ("file", *names)], *rows])


def _remarks(report: Report, kind: str, words: Mapping[str, str]) -> list[str]:
    found = report.of(kind)
    if not found:
        return []
    named = words["refusal" if kind == "refused" else kind]
    lines = [words["count"].format(kind=named, number=len(found))]
    for remark in found[:_FIRST]:
        place = remark.file if remark.row is None else f"{remark.file}:{remark.row}"
        lines.append(f"  {place}: {remark.message}")
    if len(found) > _FIRST:
        lines.append("  " + words["more"].format(number=len(found) - _FIRST))
    return lines


def _first(counted: Mapping[str, int], words: Mapping[str, str]) -> Iterable[str]:
    """The most frequent of what was counted."""
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    lines = [f"  {name} × {number}" for name, number in ordered[:_FIRST]]
    if len(ordered) > _FIRST:
        lines.append("  " + words["more"].format(number=len(ordered) - _FIRST))
    return lines


def _aligned(rows: Sequence[Sequence[object]]) -> list[str]:
    """Rows whose columns line up, Chinese characters counted as two; figures to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    lines = []
    for first, *rest in texts:
        cells = [first + " " * (widths[0] - _width(first))]
        cells += [" " * (w - _width(c)) + c for c, w in zip(rest, widths[1:], strict=True)]
        lines.append("  " + "  ".join(cells))
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _printable(line: str) -> str:
    """A line without what could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in line)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
