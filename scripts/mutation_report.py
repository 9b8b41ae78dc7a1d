"""The tables of docs/testing.md: mutants by module, and what survives with the reason.

In: results of scripts/mutation.py and the reasons of scripts/mutation.toml. Out: Markdown.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mutation_mutants import places

__all__ = ["report"]

_ROOT = Path(__file__).resolve().parent.parent
_ALIVE = {"survived", "no test"}


def report(groups: dict[str, Any], explained: list[dict[str, Any]], results: Path) -> str:
    """Both tables; a group without results is left out."""
    lines = [json.loads(line) for name in groups for line in _lines(results / f"{name}.jsonl")]
    reasons = {
        (entry["module"], entry["function"], entry["before"], after): entry["why"]
        for entry in explained
        for after in entry["after"]
    }
    return "\n".join([*_table(lines, reasons), "", *_survivors(lines, reasons)])


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _table(lines: list[dict[str, Any]], reasons: dict[Any, str]) -> list[str]:
    """A row for each module, and their sum."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        count = rows[line["key"][0]]
        count[_outcome(line, reasons)] += 1
    for name, count in rows.items():
        count["all"] = len(places(_ROOT, name))
    head = f"Mutants of cosmic-ray {version('cosmic_ray')}:"
    found = [head, "", "| module | mutants | tried | killed | explained | open | score |"]
    found.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    found += [_row(f"`{name.removeprefix('aitalent_kg/')}`", rows[name]) for name in sorted(rows)]
    total: Counter[str] = Counter()
    for count in rows.values():
        total.update(count)
    return [*found, _row("**all**", total)]


def _outcome(line: dict[str, Any], reasons: dict[Any, str]) -> str:
    if line["outcome"] in _ALIVE:
        return "explained" if tuple(line["key"]) in reasons else "open"
    return "not reached" if line["outcome"] == "not reached" else "killed"


def _row(name: str, count: Counter[str]) -> str:
    killed, explained, open_ = count["killed"], count["explained"], count["open"]
    tried = killed + explained + open_
    score = f"{killed / tried:.0%}" if tried else "-"
    cells = (name, count["all"], tried, killed, explained, open_, score)
    return f"| {' | '.join(map(str, cells))} |"


def _survivors(lines: list[dict[str, Any]], reasons: dict[Any, str]) -> list[str]:
    """The explained ones with their reasons, then those that are open."""
    alive = [line for line in lines if line["outcome"] in _ALIVE]
    found = ["| where | change | why it may live |", "| --- | --- | --- |"]
    shown: dict[tuple[str, ...], list[str]] = {}
    for line in alive:
        module, function, before, after = line["key"]
        why = reasons.get(tuple(line["key"]), "open")
        shown.setdefault((module, function, before, why), []).append(after)
    for (module, function, before, why), afters in sorted(shown.items(), key=_order):
        place = f"`{module.removeprefix('aitalent_kg/')}` {function}"
        changes = ", ".join(_changed(before, after) for after in dict.fromkeys(afters))
        found.append(f"| {place} | {_code(before)} → {changes} | {why} |")
    return found


def _order(entry: tuple[tuple[str, ...], list[str]]) -> tuple[bool, tuple[str, ...]]:
    return entry[0][3] == "open", entry[0]


def _changed(before: str, after: str) -> str:
    """What is new in a changed line, a word to each side of it at most."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first = before.rfind(" ", 0, max(start - 1, 0)) + 1
    last = after.find(" ", len(after) - end + 1)
    return _code(after[first : last if last > 0 else len(after)])


def _code(text: str) -> str:
    shown = text.strip().replace("](", "] (")  # which would read as a link
    return f"`{shown}`".replace("|", "\\|")
