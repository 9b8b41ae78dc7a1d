"""The view `conflicts`: the recorded differences with all that their page shows of them.

In: a graph. Out: JSON in both languages; readings in their order, quotes with their places, what
each reading rests on, and what the graph loses when it is followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aitalent_kg.conflicts import KINDS, Conflict, Reading, conflicts
from aitalent_kg.explorer.labels import (
    Pair,
    document_pair,
    kind_pair,
    name_pair,
    pair,
    quotes_json,
    ref_json,
)
from aitalent_kg.lookup import Quads, kind_of, label, objects, text_in, words
from aitalent_kg.names import DOCUMENTS, ID, curie, expand
from aitalent_kg.readings.choices import Choice, choices, settle

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "statement_pair", "view"]

_KIND = f"{ID}scheme/conflict-kind/"
#: A statement without a name of its own is told by its two ends.
_ENDS = (
    ("ait:placed", "ait:placedUnder", {"zh": "{} 屬於 {}", "en": "{} is in {}"}),
    ("ait:from", "ait:to", {"zh": "{} → {}", "en": "{} → {}"}),
    ("ait:requirer", "ait:requiredItem", {"zh": "{} 需要 {}", "en": "{} requires {}"}),
)
_BETWEEN = {"zh": "、", "en": ", "}


def names(kg: KnowledgeGraph) -> list[str]:
    """The one view of this module; none in a graph without recorded differences."""
    return ["conflicts"] if conflicts(kg.statements) else []


def view(kg: KnowledgeGraph, _name: str) -> object:
    """All differences, by id, and the names of what they can be filtered by."""
    store = kg.statements
    zh = conflicts(store)
    en = {conflict.id: conflict for conflict in conflicts(store, lang="en")}
    every = choices(store)
    found = [_conflict(store, one, en[one.id], every) for one in zh]
    return {
        "kinds": [_counted(kind, name_pair(store, _KIND + kind), zh) for kind in KINDS],
        "documents": [_quoting(store, stem, zh) for stem in DOCUMENTS],
        "differences": found,
    }


def _counted(kind: str, label_: Pair, found: list[Conflict]) -> dict[str, object]:
    return {"value": kind, "label": label_, "count": Counter(c.kind for c in found)[kind]}


def _quoting(store: Quads, stem: str, found: list[Conflict]) -> dict[str, object]:
    count = sum(stem in conflict.documents for conflict in found)
    return {"value": stem, "label": document_pair(store, stem), "count": count}


def _conflict(store: Quads, zh: Conflict, en: Conflict, every: list[Choice]) -> dict[str, object]:
    severity = words(store, zh.iri, "ait:severity")
    return {
        "id": zh.id,
        "code": curie(zh.iri),
        "kind": zh.kind,
        "severity": severity[0][0] if severity else "",
        "topic": pair(zh.topic, en.topic),
        "verdict": pair(zh.verdict, en.verdict),
        "documents": [stem for stem in DOCUMENTS if stem in zh.documents],
        "about": [_thing(store, _iri_of(code)) for code in zh.about],
        "readings": [
            _reading(store, one, other, every)
            for one, other in zip(zh.readings, en.readings, strict=True)
        ],
    }


def _iri_of(code: str) -> str:
    """The IRI of a code as `curie` shortens it."""
    return expand(code) if ":" in code.partition("/")[0] else ID + code


def _thing(store: Quads, iri: str) -> dict[str, object]:
    """What a difference is about, with its kind in words: names alone are often alike."""
    return {
        "code": curie(iri),
        "label": statement_pair(store, iri),
        "kind": kind_pair(store, kind_of(store, iri)),
    }


def _reading(store: Quads, zh: Reading, en: Reading, every: list[Choice]) -> dict[str, object]:
    return {
        "id": zh.id,
        "says": pair(zh.says, en.says),
        "chosen": zh.chosen,
        "quotes": quotes_json(zh.quotes),
        "statements": [_statement(store, _iri_of(code)) for code in zh.statements],
        "followed": _followed(store, zh.id, every),
    }


def _statement(store: Quads, iri: str) -> dict[str, object]:
    return ref_json(store, iri) | {"label": statement_pair(store, iri)}


def _followed(store: Quads, reading: str, every: list[Choice]) -> dict[str, object] | None:
    """What following a reading does; None where the difference has no statement to leave out."""
    head = reading.partition(":")[0] + ":"
    if not any(choice.statements for choice in every if choice.id.startswith(head)):
        return None
    settled = settle(every, [reading])
    return {
        "leaves_out": [_statement(store, iri) for iri in sorted(settled.left_out)],
        "counts_instead": sorted(c.id for c in settled.followed if ":" not in c.id),
    }


def statement_pair(store: Quads, iri: str) -> Pair:
    """A name for anything, also for a statement: by its own name, its ends, or the text of it."""
    return pair(*(_named(store, iri, lang) for lang in ("zh", "en")))


def _named(store: Quads, iri: str, lang: str) -> str:
    own = label(store, iri, lang)
    if kind_of(store, iri) == "Reading" and objects(store, iri, "ait:expression"):
        return f"{_notation(store, iri)} {text_in(store, iri, 'ait:text', lang)}".strip()
    if own != curie(iri):
        return own
    return next(_by_ends(store, iri, lang), own)


def _notation(store: Quads, iri: str) -> str:
    return next((text for text, _ in words(store, iri, "skos:notation")), "")


def _by_ends(store: Quads, iri: str, lang: str) -> Iterator[str]:
    for start, end, form in _ENDS:
        first, last = objects(store, iri, start), objects(store, iri, end)
        if first and last:
            yield form[lang].format(_listed(store, first, lang), _listed(store, last, lang))


def _listed(store: Quads, iris: Iterable[str], lang: str) -> str:
    return _BETWEEN[lang].join(label(store, iri, lang) for iri in iris)
