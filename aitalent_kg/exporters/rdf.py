"""N-Quads, N-Triples, Turtle and TriG, written as the statements stream by, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from aitalent_kg.exporters.lines import by_graph, lines_of, triples_of, typed
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads
from aitalent_kg.names import PREFIXES

__all__ = ["export_nquads", "export_ntriples", "export_trig", "export_turtle"]

#: Names after a prefix that need no escape; others are written in full.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
#: Literals that Turtle can write without quotes, by their datatype.
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?[0-9]+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    PREFIXES["xsd"] + "boolean": re.compile(r"true|false"),
}
_TYPED = re.compile(r'"(.*)"\^\^<([^<>"]*)>')
_HEAD = "".join(f"PREFIX {prefix}: <{name}>\n" for prefix, name in sorted(PREFIXES.items()))
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))


def export_nquads(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write N-Quads, sorted as `sort` does in the C locale; nothing is lost."""
    lines = typed(lines_of(scope, store, target.parent, log.progress), log)
    _write(target, (f"{line} .\n" for line in lines))


def export_ntriples(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write N-Triples, sorted, each statement once."""
    lines = typed(triples_of(scope, store, target.parent, log, "N-Triples"), log)
    _write(target, (f"{line} .\n" for line in lines))


def export_turtle(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write Turtle: subjects sorted, one value a line."""
    lines = typed(triples_of(scope, store, target.parent, log, "Turtle"), log)
    _write(target, _turtle(lines))


def export_trig(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write TriG: one block a graph, in it as Turtle; nothing is lost."""
    _write(target, _trig(by_graph(scope, store, target.parent, log.progress), log))


def _write(target: Path, pieces: Iterable[str]) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(pieces)


def _turtle(lines: Iterable[str]) -> Iterator[str]:
    yield _HEAD
    for block in _blocks(lines):
        yield f"\n{block}"


def _trig(lines: Iterable[tuple[str, str]], log: Log) -> Iterator[str]:
    yield _HEAD
    seen: set[int] = set()
    for graph, several in groupby(lines, key=lambda pair: pair[0]):
        blocks = _blocks(typed((line for _, line in several), log, seen))
        yield f"\n{graph} {{\n" if graph else "\n"
        yield from (block if not graph else _indented(block) for block in blocks)
        yield "}\n" if graph else ""


def _indented(block: str) -> str:
    return "".join(f"  {line}\n" for line in block[:-1].split("\n"))


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """One subject after another as Turtle."""
    parted = (line.split(" ", 2) for line in lines)
    for subject, statements in groupby(parted, key=_at(0)):
        parts = []
        for predicate, values in groupby(statements, key=_at(1)):
            said = " ,\n        ".join(_short(value) for _, _, value in values)
            name = "a" if predicate == _TYPE else _short(predicate)
            parts.append(f"    {name} {said}")
        yield f"{_short(subject)}\n" + " ;\n".join(parts) + " .\n"


def _at(place: int) -> Callable[[list[str]], str]:
    return lambda parts: parts[place]


@lru_cache(maxsize=50_000)
def _short(term: str) -> str:
    """A term of N-Triples as Turtle writes it."""
    if term.startswith("<") and not term.startswith("<<"):
        return _prefixed(term[1:-1]) or term
    if match := _TYPED.fullmatch(term):
        bare = _BARE.get(match[2])
        if bare and bare.fullmatch(match[1]):
            return match[1]
        if name := _prefixed(match[2]):
            return f'"{match[1]}"^^{name}'
    return term


def _prefixed(iri: str) -> str:
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return ""


_TYPE = f"<{PREFIXES['rdf']}type>"
