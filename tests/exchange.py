"""What the tests of CASE, CTDL-ASN, schema.org and RSD share: schemas, round trips, losses."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from pyoxigraph import NamedNode, RdfFormat, Store

from aitalent_kg.exporters.report import ExportReport
from aitalent_kg.exporters.scope import scope_of
from aitalent_kg.names import ID, PREFIXES, curie, expand

SCHEMAS = Path(__file__).parent / "exchange_schemas"
#: The five documents.
OURS = (
    "SMS2512-002v1",
    "SET2529-001v2",
    "industry-guide-115v3.0",
    "industry-guide-deck",
    "civil-service-framework",
)
_FORMATS = {
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+",
    "uuid": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "date-time": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"(\.\d+)?(Z|[+-]\d\d:\d\d)",
}
Triple = tuple[str, str, str]


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    """Our schema of a format, with its formats (uri, uuid, date-time) checked."""
    document = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document, format_checker=_checker())


def _checker() -> jsonschema.FormatChecker:
    """Formats as we mean them, whatever else is installed.

    A URI may hold letters of any script, as xsd:anyURI does: IRIs of Chinese words are published.
    """
    checker = jsonschema.FormatChecker(formats=())
    for name, pattern in _FORMATS.items():
        fits = re.compile(pattern).fullmatch
        checker.checks(name)(
            lambda value, fits=fits: not isinstance(value, str) or bool(fits(value))
        )
    return checker


def errors(name: str, document: Any) -> Counter[str]:
    """Broken rules: place without numbers, and rule -> how often."""
    found: Counter[str] = Counter()
    for error in schema(name).iter_errors(document):
        place = ".".join(str(p) for p in error.path if not isinstance(p, int))
        found[f"{place}: {error.validator} {_what(error)}".strip()] += 1
    return found


def _what(error: jsonschema.ValidationError) -> str:
    if error.validator == "required":
        return error.message.split("'")[1]
    return error.message.split("(")[-1] if error.validator == "additionalProperties" else ""


def triples(store: Any, only: Iterable[str] = ()) -> set[Triple]:
    """The statements of a store, or of what is exported of it, without graphs."""
    names = tuple(only)
    quads = scope_of(store, names).quads(store) if names else store
    return {
        (str(q.subject).strip("<>"), curie(q.predicate.value), str(q.object).strip("<>"))
        for q in quads
    }


def renamed(found: Iterable[Triple], old: str, new: str) -> set[Triple]:
    """Statements with one IRI instead of another, and what is below it."""

    def name(iri: str) -> str:
        return new + iri[len(old) :] if iri == old or iri.startswith(f"{old}/") else iri

    return {(name(s), p, name(o)) for s, p, o in found}


def lost_statements(report: ExportReport) -> int:
    """How many statements a report says to be lost; what is filled in is none."""
    return sum(
        loss.count
        for what, loss in report.lost.items()
        if what != "names of graphs" and not what.startswith("filled in")
    )


def kinds(found: Iterable[Triple]) -> dict[str, set[str]]:
    """Thing -> its classes."""
    classes: dict[str, set[str]] = {}
    for s, p, o in found:
        if p == "rdf:type":
            classes.setdefault(s, set()).add(curie(o).removeprefix("ait:"))
    return classes


def values(store: Store, subject: str, predicate: str) -> set[str]:
    """What is said of a thing."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None, None)
    return {getattr(q.object, "value", str(q.object)) for q in quads}


_PARTS: dict[tuple[int, str], Any] = {}


def part_of(store: Any, stem: str) -> Any:
    """One of our documents with all that belongs to it, in a store of its own; made once."""
    key = (id(store), stem)
    if key not in _PARTS:
        _PARTS[key] = scope_of(store, [stem]).store(store)
    return _PARTS[key]


def store_of(turtle: str) -> Store:
    """A made-up graph; the prefixes of the project are known, and `f:` is the framework's."""
    prefixes = {**PREFIXES, "id": ID, "f": f"{ID}made-up/"}
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    store = Store()
    store.load((head + turtle).encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(f"{ID}g"))
    return store


def undeclared(
    missing: Iterable[Triple], classes: dict[str, set[str]], report: ExportReport
) -> Any:
    """Missing statements that no loss of the report accounts for: predicate -> how often."""
    lost = set(report.lost)
    anyhow = {"texts in other languages", "language tags"} & lost
    found: Counter[str] = Counter()
    for s, p, o in missing:
        own = classes.get(s, {"thing without a class"})
        typed = p == "rdf:type" and f"class {curie(o).removeprefix('ait:')}" in lost
        if not (p in lost or own & lost or typed or (anyhow and '"@' in o)):
            found[p] += 1
    return found
