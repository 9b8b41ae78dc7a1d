"""The words of resource pages that are the same on all of them: kinds, properties, graphs.

In: a store. Out: plain JSON, in both languages.
"""

from __future__ import annotations

from aitalent_kg.explorer.labels import Pair, document_pair, kind_pair, name_pair, pair
from aitalent_kg.explorer.resource_words import OTHERS
from aitalent_kg.lookup import Quads, class_name, iri
from aitalent_kg.names import DOCUMENTS, GRAPH, OWN_GRAPHS, curie, expand

__all__ = ["SHOWN_ELSEWHERE", "terms"]

#: Properties whose values stand in parts of a page of their own; the others are listed as facts
#: (texts) and links, as `show` does.
SHOWN_ELSEWHERE = (
    "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:notation", "dcterms:isPartOf",
    "skos:broader", "skos:inScheme", "ait:inGroup", "ait:competencyCategory", "ait:requires",
    "ait:evidence", "ait:sequence", "ait:level", "ait:baseLevel",
)  # fmt: skip
_ZH = {
    "contradictions": "文件之間與文件之內的歧異，由本專案記錄",
    "furniture": "原文中不載陳述的文字，附本專案的理由",
    "inferred": "本專案由遺失的版面讀出者",
    "mappings-accepted": "本專案的對應，以及無可對應者",
    "mappings-candidate": "尚未有人定案的對應",
    "mappings-outward": "本專案對他人詞彙的對應",
    "mappings-rejected": "看似正確而有誤的對應，附本專案的理由",
    "notes": "本專案對缺損、疑義與取捨的註記",
    "sources": "文字檔及其 SHA-256",
    "rules": "本專案對文件規則的可執行解讀",
    "translations-en": "本專案的英文翻譯",
}
_MADE = {
    "generated": ("由要求與歸類節點產生的簡短形式", "short forms made of requirement and placement nodes"),
    "ontology": ("本專案的知識本體", "the ontology of this project"),
    "schemes": ("本專案的代碼清單", "the code lists of this project"),
}  # fmt: skip


def terms(store: Quads) -> dict[str, object]:
    """`kinds`, `properties` and `graphs` by name, each with its words; `documents`, `shownElsewhere`."""
    kinds: set[str] = set()
    properties: set[str] = set()
    graphs: set[str] = set()
    for quad in store.quads_for_pattern(None, None, None, None):
        properties.add(quad.predicate.value)
        graphs.add(iri(quad.graph_name).removeprefix(GRAPH))
        if quad.predicate.value == expand("rdf:type"):
            kinds.add(class_name(iri(quad.object)))
    return {
        "kinds": {kind: _kind(store, kind) for kind in sorted(kinds)},
        "properties": {curie(name): _property(store, name) for name in sorted(properties)},
        "graphs": {name: _graph(store, name) for name in sorted(graphs)},
        "documents": [name for name in DOCUMENTS if name in graphs],
        "shownElsewhere": list(SHOWN_ELSEWHERE),
    }


def _kind(store: Quads, kind: str) -> Pair:
    return pair(*OTHERS[kind]) if kind in OTHERS else kind_pair(store, kind)


def _property(store: Quads, name: str) -> Pair:
    short = curie(name)
    return pair(*OTHERS[short]) if short in OTHERS else name_pair(store, name)


def _graph(store: Quads, name: str) -> Pair:
    """What a graph is: the title of its document, or whose addition it is."""
    if name in DOCUMENTS:
        return document_pair(store, name)
    if name in OWN_GRAPHS:
        return pair(_ZH[name], OWN_GRAPHS[name])
    return pair(*_MADE.get(name, (name, name)))
