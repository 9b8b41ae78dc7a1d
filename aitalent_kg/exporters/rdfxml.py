"""RDF/XML, written as the statements stream by: one element a subject, all graphs together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from aitalent_kg.exporters.lines import quads_in, triples_of, typed
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads
from aitalent_kg.names import PREFIXES
from aitalent_kg.text import cased

__all__ = ["export_rdfxml"]

_RDF = PREFIXES["rdf"]
_LOCAL = re.compile(r"[A-Za-z_\u4e00-\u9fa5][A-Za-z0-9_.\u4e00-\u9fa5-]*")
_NAME = re.compile(rf"(.+?)({_LOCAL.pattern})")
#: Names that mean something else to RDF/XML where a property would stand.
_RESERVED = frozenset(
    _RDF + name
    for name in (
        "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "li",
        "Description", "aboutEach", "aboutEachPrefix",
    )
)  # fmt: skip
#: Namespaces that XML keeps for itself.
_UNNAMEABLE = frozenset(
    f"http://www.w3.org/{name}" for name in ("XML/1998/namespace", "2000/xmlns/")
)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XSD_STRING = PREFIXES["xsd"] + "string"


def export_rdfxml(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write RDF/XML; what XML cannot hold is left out and counted."""
    lines = typed(triples_of(scope, store, target.parent, log, "RDF/XML"), log)
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF')
        for prefix, namespace in sorted(PREFIXES.items()):
            stream.write(f"\n  xmlns:{prefix}={quoteattr(namespace)}")
        stream.write(">\n")
        stream.writelines(_subjects(quads_in(lines), log))
        stream.write("</rdf:RDF>\n")


def _subjects(quads: Iterable[Quad], log: Log) -> Iterator[str]:
    for subject, several in groupby(quads, key=lambda quad: quad.subject):
        elements = [text for quad in several if (text := _element(quad, log))]
        if elements:
            yield f"<rdf:Description {_reference(subject, 'about')}>\n"
            yield from elements
            yield "</rdf:Description>\n"


def _element(quad: Quad, log: Log) -> str:
    """A statement as an element; "" where XML cannot hold it."""
    name = _element_name(quad.predicate.value)
    if name is None:
        log.lose("predicates", "a predicate that is no XML name cannot be written; left out")
        return ""
    tag, declared = name
    value = quad.object
    if isinstance(value, NamedNode | BlankNode):
        return f"  <{tag}{declared} {_reference(value, 'resource')}/>\n"
    if not isinstance(value, Literal):
        log.lose("triple terms", "RDF/XML 1.0 has no statements about statements; left out")
        return ""
    if _NOT_IN_XML.search(value.value):
        log.lose("control characters", "XML cannot hold a text with such a character; left out")
        return ""
    if getattr(value, "direction", None) is not None:
        log.lose("base directions", "RDF/XML 1.0 has no direction of texts; the texts are there")
    text = escape(value.value, {"\r": "&#13;"})
    return f"  <{tag}{declared}{_about_text(value)}>{text}</{tag}>\n"


def _element_name(predicate: str) -> tuple[str, str] | None:
    """(tag, declaration of its namespace) of a predicate; None where there is none."""
    for prefix, namespace in PREFIXES.items():
        local = predicate.removeprefix(namespace)
        if local != predicate and _LOCAL.fullmatch(local) and predicate not in _RESERVED:
            return f"{prefix}:{local}", ""
    match = _NAME.fullmatch(predicate)
    if match is None or predicate in _RESERVED or match[1] in _UNNAMEABLE:
        return None
    return f"n:{match[2]}", f" xmlns:n={quoteattr(match[1])}"


def _reference(term: Any, name: str) -> str:
    if isinstance(term, BlankNode):
        return f'rdf:nodeID="b{term.value}"'
    return f"rdf:{name}={quoteattr(term.value)}"


def _about_text(value: Literal) -> str:
    if value.language:
        return f' xml:lang="{cased(value.language)}"'
    datatype = value.datatype.value
    return "" if datatype == _XSD_STRING else f" rdf:datatype={quoteattr(datatype)}"
