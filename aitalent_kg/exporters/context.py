"""Our JSON-LD context: short names for IRIs, and how the values of each property are written.

It is made of the ontology and the kinds of values in our data, and shipped as
`ontology/context.jsonld`; a test sees that the file is up to date.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from aitalent_kg.lookup import Quads, iri
from aitalent_kg.names import AIT, GRAPH, ID, PREFIXES, curie, expand
from aitalent_kg.resources import folder

__all__ = ["context", "context_text", "made_of"]

_FILE = "context.jsonld"
#: Prefixes of our resources and graphs; "id" itself is the keyword.
_OURS = {"kg": ID, "graph": GRAPH}
#: What JSON writes without a type.
_NATIVE = {PREFIXES["xsd"] + name for name in ("string", "integer", "boolean")}
_OBJECT, _RANGE = expand("owl:ObjectProperty"), expand("rdfs:range")


@cache
def context() -> dict[str, Any]:
    """The context that is shipped: term -> what it stands for."""
    text = (folder("ontology") / _FILE).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def context_text(found: dict[str, Any]) -> str:
    """A context as the file that is shipped."""
    return json.dumps({"@context": found}, ensure_ascii=False, indent=2) + "\n"


def made_of(store: Quads) -> dict[str, Any]:
    """The context that fits a graph with our ontology in it.

    A property has the name it has in its vocabulary; where two have the same, ours has it and the
    other a prefix. Values that are not of the usual kind of a property are written under its full
    name, which no coercion applies to.
    """
    prefixes = {name: PREFIXES[name] for name in sorted(PREFIXES)} | _OURS
    found: dict[str, Any] = {"@version": 1.1, "@vocab": AIT, "id": "@id", "type": "@type"}
    found |= prefixes
    kinds = _kinds(store)
    taken = {*found, *(name.removeprefix(AIT) for name in kinds if name.startswith(AIT))}
    for property_ in sorted(kinds, key=lambda name: (not name.startswith(AIT), name)):
        prefix, local = _parted(property_)
        if not local or property_ == expand("rdf:type"):
            continue
        name = local if prefix == "ait" or local not in taken else f"{prefix}:{local}"
        taken.add(name)
        found[name] = {"@id": f"{prefix}:{local}"} | _coercion(kinds[property_])
    return found


def _parted(name: str) -> tuple[str, str]:
    prefix, _, local = curie(name).partition(":")
    return (prefix, local) if prefix in PREFIXES else ("", "")


def _coercion(kind: str) -> dict[str, str]:
    if kind in ("@id", ""):
        return {"@type": "@id"}
    if kind == "@language":
        return {"@container": "@language"}
    if kind in _NATIVE:
        return {}
    return {"@type": f"xsd:{kind.removeprefix(PREFIXES['xsd'])}"}


def _kinds(store: Quads) -> dict[str, str]:
    """Property -> the kind of most of its values: "@id", "@language", or a datatype."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    declared = (expand("owl:ObjectProperty"), expand("owl:DatatypeProperty"))
    for kind in declared:
        type_ = NamedNode(expand("rdf:type"))
        for quad in store.quads_for_pattern(None, type_, NamedNode(kind), None):
            usual = "@id" if kind == _OBJECT else _range(store, quad.subject)
            seen[iri(quad.subject)][usual] += 0
    for quad in store.quads_for_pattern(None, None, None, None):
        seen[quad.predicate.value][_kind(quad.object)] += 1
    return {name: max(counts, key=lambda k: (counts[k], k)) for name, counts in seen.items()}


def _range(store: Quads, subject: Any) -> str:
    found = store.quads_for_pattern(subject, NamedNode(_RANGE), None, None)
    name = next((iri(quad.object) for quad in found), PREFIXES["xsd"] + "string")
    return "@language" if name == expand("rdf:langString") else name


def _kind(term: object) -> str:
    if not isinstance(term, Literal):
        return "@id"
    return "@language" if term.language else term.datatype.value
