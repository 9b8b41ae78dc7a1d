"""Names that resource pages show: of things, and of nodes that have no name of their own.

In: a store and IRIs. Out: plain JSON. A requirement, a step or a mapping has no name; what it says
is put in words from the names of its ends.
"""

from __future__ import annotations

from collections.abc import Callable

from aitalent_kg.explorer.labels import Pair, kind_pair, name_pair, pair
from aitalent_kg.lookup import Quads, codes, described, kind_of, label, objects, words
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.names import curie

__all__ = ["LANGS", "Names", "levels_of", "said"]

LANGS = ("zh", "en")
_LEVELS = ("ait:level", "ait:baseLevel")
#: Class of a node -> by what it leads to its two ends, and what stands between their names.
_BETWEEN = {
    "Requirement": ("ait:requirer", "ait:requiredItem", " 要求 ", " requires "),
    "Transition": ("ait:from", "ait:to", " → ", " → "),
    "Placement": ("ait:placed", "ait:placedUnder", " 歸於 ", " is placed under "),
    "Gap": ("ait:gapIn", "ait:gapKind", "：文字版缺漏：", ": missing from the text: "),
}
#: A quote that stands for its node's name is cut here.
_LONGEST = 60


def levels_of(store: Quads, iri: str) -> list[str]:
    """IRIs of the levels of a resource."""
    return [level for predicate in _LEVELS for level in objects(store, iri, predicate)]


def said(store: Quads, iri: str, kind: str) -> Pair | None:
    """What a node without a name says, in words; None for what needs none."""
    if kind in _BETWEEN:
        near, far, *between = _BETWEEN[kind]
        return _joined(store, (objects(store, iri, near), objects(store, iri, far)), between)
    if kind == "Mapping":
        return _mapped(store, iri)
    if kind in ("Quote", "Furniture"):
        text = " ".join(next((text for text, _ in words(store, iri, "oa:exact")), "").split())
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return pair(f"「{short}」", "")
    if kind == "SourceFile":
        return pair(next((text for text, _ in words(store, iri, "ait:fileName")), ""), "")
    return None


def _joined(store: Quads, ends: tuple[list[str], list[str]], between: list[str]) -> Pair:
    near, far = (
        [_listed([label(store, end, lang) for end in side], lang) for lang in LANGS]
        for side in ends
    )
    return pair(*(f"{near[at]}{between[at]}{far[at]}" for at in (0, 1)))


def _listed(texts: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)


def _mapped(store: Quads, iri: str) -> Pair | None:
    predicates = [curie(p) for p in objects(store, iri, "ait:mappingPredicate")]
    if not predicates or predicates[0] not in PREDICATE_WORDS["zh"]:
        return None
    denied = any(s.endswith("/rejected") for s in objects(store, iri, "ait:mappingStatus"))
    names = ["subject", "object"]
    ends = [objects(store, iri, f"ait:mapping{name.title()}") for name in names]
    texts = {}
    for lang, no in (("zh", "並非"), ("en", "not ")):
        word = (no if denied else "") + PREDICATE_WORDS[lang][predicates[0]]
        near, far = (
            _end(store, iri, side, name, lang) for side, name in zip(ends, names, strict=True)
        )
        texts[lang] = f"{near} – {word} – {far}" if far else f"{near} – {word}"
    return pair(texts["zh"], texts["en"])


def _end(store: Quads, node: str, ends: list[str], name: str, lang: str) -> str:
    """The name of one end; what the graph does not describe has the name that its mapping gives."""
    if ends and described(store, ends[0]):
        return label(store, ends[0], lang)
    return next((text for text, _ in words(store, node, f"ait:{name}Label")), "")


class Names:
    """Names of resources, each looked up once."""

    def __init__(self, store: Quads) -> None:
        self.store = store
        self._resources: dict[str, dict[str, object]] = {}
        self._kinds: dict[str, Pair] = {}

    def of(self, iri: str) -> dict[str, object]:
        """`kind`; where there is one `label`, `says`, `notation`, `level`; or `external`."""
        if iri not in self._resources:
            self._resources[iri] = self._read(iri)
        return self._resources[iri]

    def kind(self, kind: str) -> Pair:
        """The name of a class."""
        return self._kinds.setdefault(kind, kind_pair(self.store, kind))

    def _read(self, iri: str) -> dict[str, object]:
        store, kind = self.store, kind_of(self.store, iri)
        found: dict[str, object] = {"kind": kind}
        optional: dict[str, Callable[[], object]] = {
            "label": lambda: self._label(iri),
            "says": lambda: said(store, iri, kind),
            "notation": lambda: codes(store, iri),
            "level": lambda: [
                code for level in levels_of(store, iri) for code in codes(store, level)[:1]
            ],
            "external": lambda: not kind and not described(store, iri),
        }
        found |= {key: value for key, read in optional.items() if (value := read())}
        return found

    def _label(self, iri: str) -> Pair | None:
        """Its name; None where it has none but its code."""
        name = name_pair(self.store, iri)
        return None if name["zh"] == curie(iri) else name
