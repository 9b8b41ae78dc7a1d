"""Mapping sets as SSSOM/RDF, in Turtle: each mapping is an `owl:Axiom`.

A mapping without a `record_id` has the IRI that its node has in our graph, where SSSOM would give
it none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.mappings.curies import short
from aitalent_kg.mappings.record import Mapping as Row
from aitalent_kg.mappings.rows import Place, Values, values_of
from aitalent_kg.mappings.sets import MappingSet, set_of
from aitalent_kg.mappings.slots import (
    ALL_SLOTS,
    BUILT_IN,
    EXTENSIONS,
    HINTS,
    SET_SLOTS,
    WORDS,
    WORDY,
    Slot,
)
from aitalent_kg.names import ID, PREFIXES
from aitalent_kg.text import natural
from aitalent_kg.values import written

__all__ = ["axiom_text", "read_axioms"]

_TYPE = PREFIXES["rdf"] + "type"
_SET = PREFIXES["sssom"] + "MappingSet"
_MAPPINGS = PREFIXES["sssom"] + "mappings"
_NODE = f"{ID}mapping/"
_DATATYPES = {"number": PREFIXES["xsd"] + "double", "date": PREFIXES["xsd"] + "date"}
_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]|\.(?=\w))*", re.ASCII)
#: Prefixes of properties that SSSOM takes from elsewhere.
_OTHERS = {"dcterms": PREFIXES["dcterms"], "pav": "http://purl.org/pav/", "prov": PREFIXES["prov"]}


def read_axioms(text: str, path: Path | str) -> MappingSet:
    """The mapping set of a Turtle file.

    Raises:
        UnreadableFile: it is no Turtle, holds no mapping set or several, or a mapping is wrong.
    """
    said: dict[object, dict[str, list[object]]] = {}
    parser = parse(text, format=RdfFormat.TURTLE)
    try:
        for quad in parser:
            values = said.setdefault(quad.subject, {})
            values.setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        raise UnreadableFile(path, error.msg.rpartition(": ")[2], error.lineno) from error
    sets = [node for node, values in said.items() if NamedNode(_SET) in values.get(_TYPE, ())]
    if len(sets) != 1:
        raise UnreadableFile(path, f"holds {len(sets)} sssom:MappingSet; give a file with one")
    about = dict(_values(said[sets[0]], SET_SLOTS))
    if isinstance(sets[0], NamedNode):
        about["mapping_set_id"] = (sets[0].value,)
    rows = [_row(node, said.get(node, {}), path) for node in said[sets[0]].get(_MAPPINGS, ())]
    rows.sort(key=lambda row: [row[0].get(slot, ()) for slot in ALL_SLOTS])
    prefixes = {name: iri for name, iri in parser.prefixes.items() if name not in BUILT_IN}
    return set_of(path, about, rows, prefixes)


def axiom_text(found: MappingSet) -> str:
    """The text of the Turtle file."""
    prefixes = {**BUILT_IN, **_OTHERS, **found.prefixes}
    name = written(NamedNode(found.iri)) if found.iri else "[]"
    rows = sorted(found.mappings, key=lambda row: row.iri)
    about = [
        ("a", ["sssom:MappingSet"]),
        *_said(found.about, SET_SLOTS, prefixes),
        ("sssom:extension_definitions", list(_definitions(rows, prefixes))),
        ("sssom:mappings", [written(_node(row)) for row in rows]),
    ]
    blocks = [_block(name, about)]
    for row in rows:
        said = [("a", ["owl:Axiom"]), *_said(values_of(row), ALL_SLOTS, prefixes)]
        blocks.append(_block(written(_node(row)), said))
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))
    return "\n".join([head, *blocks])


def _node(row: Row) -> NamedNode:
    """The IRI that the file gave the mapping, else that of our graph."""
    return NamedNode(dict(row.more).get("record_id", row.iri))


def _row(node: object, said: Mapping[str, list[object]], path: Path | str) -> tuple[Values, Place]:
    values = dict(_values(said, ALL_SLOTS))
    name = getattr(node, "value", "")
    if isinstance(node, NamedNode) and not name.startswith(_NODE):
        values["record_id"] = (name,)
    what = f"{values.get('subject_id', ('?',))[0]} {values.get('object_id', ('?',))[0]}"
    return values, Place(path, row=f"mapping {what}")


def _values(
    said: Mapping[str, list[object]], known: Mapping[str, Slot]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Slots and their values; what has no order comes sorted."""
    words = {iri: word for word, iri in WORDS.items()}
    for name, slot in known.items():
        terms = said.get(slot.property, ())
        texts = sorted((str(getattr(term, "value", "")) for term in terms), key=natural)
        if texts:
            yield name, tuple(words.get(t, t) if name in WORDY else t for t in texts)


def _said(
    values: Values, known: Mapping[str, Slot], prefixes: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Properties and objects as Turtle writes them; the IRI of a set or mapping is no property."""
    for name, texts in values.items():
        if name not in ("mapping_set_id", "record_id"):
            objects = [_object(known[name], text, prefixes) for text in texts]
            yield _short(known[name].property, prefixes), objects


def _object(slot: Slot, text: str, prefixes: Mapping[str, str]) -> str:
    if slot.name in WORDY and text in WORDS:
        return _short(WORDS[text], prefixes)
    if slot.kind in ("id", "uri"):
        return _short(text, prefixes)
    if slot.name == "comment_zh":
        return f"{written(Literal(text))}@zh-TW"
    if slot.kind in _DATATYPES:
        return written(Literal(text, datatype=NamedNode(_DATATYPES[slot.kind])))
    return written(Literal(text))


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    name, _, local = short(iri, prefixes).partition(":")
    fits = name in prefixes and _LOCAL.fullmatch(local)
    return f"{name}:{local}" if fits else written(NamedNode(iri))


def _definitions(rows: Iterable[Row], prefixes: Mapping[str, str]) -> Iterator[str]:
    """What the slots are that SSSOM does not have, each a node without a name, as it wants."""
    used = {slot for row in rows for slot in values_of(row)}
    for slot in EXTENSIONS:
        if slot in used:
            property_ = _short(EXTENSIONS[slot].property, prefixes)
            yield (
                f'[ a sssom:ExtensionDefinition ; sssom:slot_name "{slot}" ; '
                f"sssom:property {property_} ; sssom:type_hint {HINTS[slot]} ]"
            )


def _block(subject: str, said: Iterable[tuple[str, list[str]]]) -> str:
    """A subject with what is said of it, one property a line."""
    lines = [f"    {name} {' , '.join(terms)}" for name, terms in said if terms]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"
