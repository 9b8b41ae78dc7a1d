"""The outcome of the checks as text, Markdown and plain values."""

from __future__ import annotations

from collections.abc import Iterator

from aitalent_kg.exports import markdown, markdown_text
from aitalent_kg.names import curie
from aitalent_kg.quality.run import Finding, Outcome, Quality

__all__ = ["as_json", "as_markdown", "as_text"]

#: What the reports say around the checks, by language.
_WORDS = {
    "en": {
        "kept": "known, and stays",
        "heads": ("group", "check", "severity", "what is found", "findings", "known"),
        "error": "error",
        "warning": "warning",
        "information": "information",
        "total": "{} checks; errors: {}, warnings: {}, information: {}; known, and stay: {}",
    },
    "zh": {
        "kept": "已知並保留",
        "heads": ("類別", "檢查", "等級", "檢查內容", "發現", "已知"),
        "error": "錯誤",
        "warning": "警告",
        "information": "資訊",
        "total": "共 {} 項檢查；錯誤：{}、警告：{}、資訊：{}；已知並保留：{}",
    },
}
#: So many findings of one check are written out in text; the rest is counted.
_SHOWN = 10


def as_json(quality: Quality) -> dict[str, object]:
    """What `--format json` prints."""
    return {"ok": quality.ok, "totals": quality.totals, "checks": quality.outcomes}


def as_text(quality: Quality) -> str:
    """Each check with findings, what it found and why that matters; the sums last."""
    lines = [line for outcome in quality.outcomes for line in _told(outcome, quality.lang)]
    return "\n".join([*lines, _sum(quality)])


def _told(outcome: Outcome, lang: str) -> Iterator[str]:
    if not outcome.findings and not outcome.exempt:
        return
    words = _WORDS[lang]
    code = f" ({outcome.code})" if outcome.code else ""
    yield f"{words[outcome.severity]}: {outcome.name}{code}: {outcome.title}"
    if outcome.findings:
        yield f"    {outcome.why}"
    for finding in outcome.findings[:_SHOWN]:
        yield f"  ● {_line(finding)}"
    if outcome.number > _SHOWN:
        yield f"  … {outcome.number - _SHOWN} +"
    for reason, number in _reasons(outcome).items():
        yield f"  ○ {number} × {words['kept']}: {reason}"


def _line(finding: Finding) -> str:
    """One line, whatever the names of a stranger's file hold."""
    short = curie(finding.resource)
    label = f"  {finding.label}" if finding.label != short else ""
    what = f"  [{finding.what}]" if finding.what else ""
    return "".join(c if c.isprintable() else " " for c in f"{short}{label}{what}")


def _reasons(outcome: Outcome) -> dict[str, int]:
    """Reason -> number of findings that stay for it."""
    counts: dict[str, int] = {}
    for entry in outcome.exempt:
        counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return counts


def as_markdown(quality: Quality) -> str:
    """A table of the checks, then the findings and the reasons of those that stay."""
    words = _WORDS[quality.lang]
    rows = [_row(outcome, quality.lang) for outcome in quality.outcomes]
    parts = [markdown(words["heads"], rows), _sum(quality)]
    parts += [part for outcome in quality.outcomes for part in _section(outcome, quality.lang)]
    return "\n\n".join(part.rstrip("\n") for part in parts)


def _row(outcome: Outcome, lang: str) -> tuple[object, ...]:
    title = f"{outcome.title} ({outcome.code})" if outcome.code else outcome.title
    severity = _WORDS[lang][outcome.severity]
    kept = len(outcome.exempt)
    return outcome.group, outcome.name, severity, title, outcome.number, kept


def _section(outcome: Outcome, lang: str) -> Iterator[str]:
    if not outcome.findings and not outcome.exempt:
        return
    yield f"### {outcome.name}\n\n{outcome.title}. {outcome.why}".replace("。.", "。")
    found = [f"- {markdown_text(_line(finding))}" for finding in outcome.findings]
    kept = _WORDS[lang]["kept"]
    found += [f"- {number} × {kept}: {reason}" for reason, number in _reasons(outcome).items()]
    yield "\n".join(found)


def _sum(quality: Quality) -> str:
    totals = quality.totals
    severities = (totals.get(name, 0) for name in ("error", "warning", "information"))
    kept = sum(len(outcome.exempt) for outcome in quality.outcomes)
    return str(_WORDS[quality.lang]["total"]).format(len(quality.outcomes), *severities, kept)
