"""JSON-LD with our context written into the file: graph by graph, one thing a line.

Reading it back needs no network; what is read is what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.context import context
from aitalent_kg.exporters.lines import by_graph, quads_in, typed
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads
from aitalent_kg.names import AIT, PREFIXES
from aitalent_kg.text import cased

__all__ = ["export_jsonld"]

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")


def export_jsonld(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write JSON-LD 1.1; the context stands in the file."""
    names = _Names(context())
    head = json.dumps(context(), ensure_ascii=False)
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"@context": {head},\n"@graph": [\n')
        stream.writelines(
            _joined(_graphs(by_graph(scope, store, target.parent, log.progress), names, log))
        )
        stream.write("\n]}\n")


def _graphs(lines: Iterable[tuple[str, str]], names: _Names, log: Log) -> Iterator[Iterator[str]]:
    """The text of each graph, in pieces."""
    seen: set[int] = set()
    for graph, several in groupby(lines, key=lambda pair: pair[0]):
        quads = quads_in(typed((line for _, line in several), log, seen))
        things = _things(quads, names, log)
        if not graph:
            yield _joined(iter([text]) for text in things)
        else:
            yield _named(names.iri(graph[1:-1]), things)


def _named(graph: str, things: Iterator[str]) -> Iterator[str]:
    yield f'{{"id": {json.dumps(graph, ensure_ascii=False)}, "@graph": [\n'
    yield from _joined(iter([text]) for text in things)
    yield "\n]}"


def _joined(parts: Iterable[Iterator[str]]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number:
            yield ",\n"
        yield from part


def _things(quads: Iterable[Quad], names: _Names, log: Log) -> Iterator[str]:
    """One JSON object for each subject."""
    for subject, several in groupby(quads, key=lambda quad: quad.subject):
        thing: dict[str, Any] = {"id": names.term(subject)}
        for quad in several:
            if isinstance(quad.object, Triple):
                log.lose("triple terms", "JSON-LD has no statements about statements; left out")
            elif quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
                thing.setdefault("type", []).append(names.kind(quad.object.value))
            else:
                _add(thing, quad.predicate.value, quad.object, names, log)
        if len(thing.get("type", ())) == 1:
            thing["type"] = thing["type"][0]
        yield json.dumps(thing, ensure_ascii=False)


def _add(thing: dict[str, Any], predicate: str, value: Any, names: _Names, log: Log) -> None:
    name, coercion = names.property(predicate)
    if isinstance(value, Literal) and value.language:
        if getattr(value, "direction", None) is not None:
            log.lose("base directions", "most readers of JSON-LD leave out the direction of texts")
        elif coercion.get("@container") == "@language":
            _put(thing.setdefault(name, {}), cased(value.language), value.value)
            return
    short = _plain(value, coercion, names)
    if short is not None:
        _put(thing, name, short)
    else:
        _put(thing, names.full(predicate), _object(value, names))


def _plain(value: Any, coercion: dict[str, str], names: _Names) -> Any:
    """A value as its property's name makes it; None where it must be said in full."""
    kind = coercion.get("@type")
    if not isinstance(value, Literal):
        return names.term(value) if kind == "@id" else None
    if value.language or "@container" in coercion or kind == "@id":
        return None
    datatype = value.datatype.value
    if kind:
        return value.value if names.expanded(kind) == datatype else None
    return _native(value.value, datatype)


def _native(text: str, datatype: str) -> Any:
    if datatype == _XSD + "string":
        return text
    if datatype == _XSD + "integer" and _WHOLE.fullmatch(text):
        return int(text)
    if datatype == _XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    return None


def _object(value: Any, names: _Names) -> dict[str, Any]:
    """A value that says all of itself."""
    if not isinstance(value, Literal):
        return {"id": names.term(value)}
    if value.language:
        direction = getattr(value, "direction", None)
        found = {"@value": value.value, "@language": cased(value.language)}
        return found if direction is None else found | {"@direction": str(direction)}
    if value.datatype.value == _XSD + "string":
        return {"@value": value.value}
    return {"@value": value.value, "@type": names.iri(value.datatype.value)}


def _put(thing: dict[str, Any], name: str, value: Any) -> None:
    """Add a value; several become an array."""
    if name not in thing:
        thing[name] = value
    elif isinstance(thing[name], list):
        thing[name].append(value)
    else:
        thing[name] = [thing[name], value]


class _Names:
    """Short names that a context gives."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._context = found
        self._prefixes = {
            name: value
            for name, value in found.items()
            if isinstance(value, str) and not name.startswith("@") and value.endswith(("/", "#"))
        }
        self._terms = {
            self.expanded(value["@id"]): (name, value)
            for name, value in found.items()
            if isinstance(value, dict)
        }
        self._by_length = sorted(self._prefixes.items(), key=lambda pair: -len(pair[1]))

    def expanded(self, short: str) -> str:
        """The IRI of a short name."""
        prefix, _, local = short.partition(":")
        return self._prefixes[prefix] + local if prefix in self._prefixes else short

    def iri(self, iri: str) -> str:
        """An IRI, shortened where a prefix fits.

        Raises:
            AitalentError: its scheme is one of our prefixes, so that it cannot stand in the file.
        """
        for prefix, namespace in self._by_length:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        if iri.partition(":")[0] in self._prefixes:
            raise AitalentError(f"<{iri}> would be read as a short name; take another format")
        return iri

    def term(self, term: Any) -> str:
        """An IRI or a blank node."""
        return self.iri(term.value) if isinstance(term, NamedNode) else str(term)

    def kind(self, iri: str) -> str:
        """A class: one of ours by its own name."""
        local = iri.removeprefix(AIT)
        ours = iri.startswith(AIT) and local.isalnum() and local not in self._context
        return local if ours else self.iri(iri)

    def property(self, iri: str) -> tuple[str, dict[str, str]]:
        """The name of a property, and how its values are written; {} where nothing is said."""
        name, said = self._terms.get(iri, (self.full(iri), {"@container": "none"}))
        return name, said

    def full(self, iri: str) -> str:
        """A property under a name that no coercion applies to."""
        short = self.iri(iri)
        return iri if short in self._context else short
