"""What the form of the self-assessment offers: certificates, classes, kinds, tools, conditions.

In: a graph and its rules. Out: lists of `{code, name, label, …}`; `name` is the shortest that a
record may use, for a short URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from aitalent_kg.assess.counted import Counted, count_certificates
from aitalent_kg.assess.person import Row
from aitalent_kg.evidence import evidence_of
from aitalent_kg.explorer.labels import Pair, name_pair, pair, quotes_json
from aitalent_kg.explorer.rules_names import Table, shortest
from aitalent_kg.lookup import Quads, objects, sequence, subjects, text_in, words
from aitalent_kg.names import ID, curie, expand
from aitalent_kg.persons.record import Held
from aitalent_kg.rules.tree import Holds, Least, Node, leaves

__all__ = ["choices_of"]

#: Differences that speak of a thing: code -> (id, topic).
Recorded = Mapping[str, Sequence[tuple[str, Pair]]]
_BY_TOOL = ("single", "tools")
_CERTIFICATES = ("certificates", "kinds", "products")


def choices_of(
    store: Quads, rows: Sequence[Row], tables: Mapping[str, Table], recorded: Recorded
) -> dict[str, object]:
    """Everything that can be chosen, by the field of the record."""
    every = _leaves(rows)
    return {
        "certifications": _certifications(store, tables["certifications"], recorded),
        "classes": _things(store, tables["classes"], _classes(every)),
        "types": _types(store, tables["types"], every),
        "kinds": _things(store, tables["kinds"], _kinds(store, every)),
        "tools": _things(store, tables["tools"], _codes_in(tables["tools"])),
        "roles": _things(store, tables["roles"], _codes_in(tables["roles"])),
        "backgrounds": _things(store, tables["backgrounds"], _codes_in(tables["backgrounds"])),
        "conditions": _conditions(store, tables["conditions"], rows),
        "parts": dict(_parts(store)),
    }


def _leaves(rows: Iterable[Row]) -> list[Least | Holds]:
    trees: list[Node] = [
        reading.proof.node
        for row in rows
        for rule in row.rules.values()
        for reading in rule.readings
    ]
    return [leaf for tree in trees for leaf in leaves(tree)]


def _certifications(store: Quads, table: Table, recorded: Recorded) -> list[dict[str, object]]:
    """Every certification, and what one of it counts as while its examination is held."""
    iris = subjects(store, "rdf:type", expand("ait:Certification"))
    return [_certification(store, iri, table, recorded) for iri in iris]


def _certification(store: Quads, iri: str, table: Table, recorded: Recorded) -> dict[str, object]:
    code = curie(iri)
    [counted] = count_certificates(store, (Held(certification=iri),), date.min)
    caveat = (text_in(store, iri, "ait:condition", lang) for lang in ("zh", "en"))
    return {
        **_thing(store, iri, table),
        **_counts(counted),
        "end": _end(store, iri) if counted.remark == "replaced" else None,
        "levels": bool(objects(store, iri, "ait:offersLevel")),
        "caveat": pair(*caveat),
        "quotes": quotes_json(evidence_of(store, iri)),
        "differences": [id_ for id_, _ in recorded.get(code, ())],
    }


def _counts(counted: Counted) -> dict[str, object]:
    of = counted.certification_class
    return {
        "counts": curie(counted.certification or ""),
        "class": curie(of) if of else None,
        "remark": counted.remark,
    }


def _end(store: Quads, iri: str) -> str | None:
    """The last day of its examination; a month without a day is left out."""
    days = [text for text, _ in words(store, iri, "ait:retires")]
    return min((day for day in days if _is_day(day)), default=None)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _classes(every: Iterable[Least | Holds]) -> list[str]:
    """Classes of certificates that rules ask for."""
    counted = (leaf.quantity for leaf in every if isinstance(leaf, Least))
    return sorted({iri for q in counted if q.measure in _CERTIFICATES for iri in q.of})


def _kinds(store: Quads, every: Iterable[Least | Holds]) -> list[str]:
    """Abilities that say a kind of tool: those below the types whose hours go by tool."""
    counted = (leaf.quantity for leaf in every if isinstance(leaf, Least))
    types = {iri for q in counted if q.measure in _BY_TOOL for iri in q.of}
    return [iri for type_ in sorted(types) for iri in subjects(store, "skos:broader", type_)]


def _types(store: Quads, table: Table, every: list[Least | Holds]) -> list[dict[str, object]]:
    """Ability types whose hours rules ask for, in the order of the rules; by tool or in all."""
    found: dict[str, bool] = {}
    for leaf in every:
        if isinstance(leaf, Least) and leaf.quantity.measure not in _CERTIFICATES:
            for iri in sorted(leaf.quantity.of):
                by_tool = leaf.quantity.measure in _BY_TOOL
                found[iri] = found.get(iri, False) or by_tool
    return [_thing(store, iri, table) | {"by_tool": by_tool} for iri, by_tool in found.items()]


def _conditions(store: Quads, table: Table, rows: Iterable[Row]) -> list[dict[str, object]]:
    """Conditions in words that rules ask for, each with what it admits to."""
    found: dict[str, dict[str, object]] = {}
    for row in rows:
        for leaf in _leaves([row]):
            if isinstance(leaf, Holds):
                texts = (text_in(store, leaf.condition, "ait:text", lang) for lang in ("zh", "en"))
                found.setdefault(
                    leaf.condition,
                    _thing(store, leaf.condition, table)
                    | {"label": pair(*texts), "target": row.target.code},
                )
    return list(found.values())


def _parts(store: Quads) -> Iterator[tuple[str, list[str]]]:
    """A printed condition -> those of its parts that rules ask for."""
    for iri in subjects(store, "rdf:type", expand("ait:EntryCondition")):
        yield curie(iri), [curie(part) for part in subjects(store, "ait:holds", iri)]


def _codes_in(table: Table) -> list[str]:
    codes = {
        code for found in table.values() for code in ([found] if isinstance(found, str) else found)
    }
    return [ID + code if ":" not in code.partition("/")[0] else expand(code) for code in codes]


def _things(store: Quads, table: Table, iris: Iterable[str]) -> list[dict[str, object]]:
    ordered = sorted(iris, key=lambda iri: (sequence(store, iri), iri))
    return [_thing(store, iri, table) for iri in ordered]


def _thing(store: Quads, iri: str, table: Table) -> dict[str, object]:
    code, label = curie(iri), name_pair(store, iri)
    return {"code": code, "name": shortest(table, code, label["zh"]), "label": label}
