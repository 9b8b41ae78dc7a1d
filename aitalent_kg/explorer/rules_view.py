"""The view `rules`: the award and entry rules as plain trees that a page can run by itself.

In: a graph. Out: JSON in both languages: rules with all readings and quotes, what each certificate
counts as, the names that a record may use, and the sentences in which outcomes are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aitalent_kg.assess.person import Assessor, ReadingOutcome, Row
from aitalent_kg.assess.rulebook import rulebook
from aitalent_kg.assess.words import patterns
from aitalent_kg.conflicts import conflicts
from aitalent_kg.errors import AitalentError
from aitalent_kg.evidence import evidence_of
from aitalent_kg.explorer.labels import Pair, name_pair, pair, quotes_json
from aitalent_kg.explorer.rules_choices import choices_of
from aitalent_kg.explorer.rules_names import name_tables
from aitalent_kg.lookup import Quads, objects, text_in
from aitalent_kg.names import curie
from aitalent_kg.persons.record import Person
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Node, leaves

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

#: An outcome on nobody, of which only the rules are used, not the judgement.
_NOBODY = Person()


def names(kg: KnowledgeGraph) -> list[str]:
    """The one view of this module; none in a graph without rules."""
    try:
        return ["rules"] if rulebook(kg.statements) else []
    except AitalentError:
        return []


def view(kg: KnowledgeGraph, _name: str) -> object:
    """All rules, and what a page needs to run them on a record."""
    store = kg.statements
    zh, en = (Assessor(store, lang=lang).assess(_NOBODY).rows for lang in ("zh", "en"))
    tables = name_tables(store)
    recorded = _recorded(store)
    choices = choices_of(store, zh, tables, recorded)
    return {
        "patterns": {lang: patterns(lang) for lang in ("zh", "en")},
        "rows": [_row(store, one, other, recorded) for one, other in zip(zh, en, strict=True)],
        **choices,
        "names": tables,
        "labels": dict(_labels(store, zh)),
        "differences": {id_: topic for ids in recorded.values() for id_, topic in ids},
    }


def _recorded(store: Quads) -> dict[str, list[tuple[str, Pair]]]:
    """Code of anything -> the recorded differences that it is a reading of, or that speak of it."""
    found: dict[str, list[tuple[str, Pair]]] = {}
    for zh, en in zip(conflicts(store), conflicts(store, lang="en"), strict=True):
        stated = (code for reading in zh.readings for code in reading.statements)
        for code in dict.fromkeys((*zh.about, *stated)):
            found.setdefault(code, []).append((zh.id, pair(zh.topic, en.topic)))
    return found


def _row(
    store: Quads, zh: Row, en: Row, recorded: dict[str, list[tuple[str, Pair]]]
) -> dict[str, object]:
    return {
        "target": zh.target.code,
        "level": zh.level.code if zh.level else None,
        "uses": [curie(tool) for tool in objects(store, zh.target.iri, "ait:uses")],
        "rules": {
            criterion: {
                "code": rule.rule.code,
                "differences": [id_ for id_, _ in recorded.get(rule.rule.code, [])],
                "readings": [
                    _reading(store, one, other)
                    for one, other in zip(rule.readings, en.rules[criterion].readings, strict=True)
                ],
            }
            for criterion, rule in zh.rules.items()
        },
    }


def _reading(store: Quads, zh: ReadingOutcome, en: ReadingOutcome) -> dict[str, object]:
    return {
        "notation": zh.notation,
        "recommended": zh.recommended,
        "says": pair(zh.says, en.says),
        "quotes": quotes_json(zh.quotes),
        "tree": _tree(store, zh.proof.node),
    }


def _tree(store: Quads, node: Node) -> dict[str, object]:
    """A rule as `all` or `any` of parts, `holds` a condition, or `minimum` of something counted."""
    if isinstance(node, AllOf | AnyOf):
        parts = [_tree(store, part) for part in node.parts]
        return {"all" if isinstance(node, AllOf) else "any": parts}
    source = curie(node.source) if node.source else ""
    if isinstance(node, Holds):
        quotes = quotes_json(evidence_of(store, node.source)) if node.source else []
        return {"holds": curie(node.condition), "source": source, "quotes": quotes}
    about = node.quantity.about
    return {
        "measure": node.quantity.measure,
        "of": [curie(iri) for iri in sorted(node.quantity.of)],
        "about": curie(about) if about else None,
        "minimum": node.minimum,
        "source": source,
    }


def _labels(store: Quads, rows: tuple[Row, ...]) -> Iterator[tuple[str, Pair]]:
    """Names of everything that a row or a tree names; of a condition its text."""
    for row in rows:
        yield row.target.code, name_pair(store, row.target.iri)
        if row.level:
            yield row.level.code, name_pair(store, row.level.iri)
        for iri in objects(store, row.target.iri, "ait:uses"):
            yield curie(iri), name_pair(store, iri)
        for rule in row.rules.values():
            for leaf in (leaf for r in rule.readings for leaf in leaves(r.proof.node)):
                yield from _of_leaf(store, leaf)


def _of_leaf(store: Quads, leaf: Least | Holds) -> Iterator[tuple[str, Pair]]:
    if isinstance(leaf, Holds):
        texts = (text_in(store, leaf.condition, "ait:text", lang) for lang in ("zh", "en"))
        yield curie(leaf.condition), pair(*texts)
        return
    about = leaf.quantity.about
    for iri in (*leaf.quantity.of, *([about] if about else [])):
        yield curie(iri), name_pair(store, iri)
