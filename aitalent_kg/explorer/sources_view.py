"""Views of the documents' texts: each with its quotes, and what rests on them.

In: a graph and a name: "sources/index", all documents with their coverage; "sources/DOC", the text
with the places of its quotes; "sources/DOC~rests", which resources rest on which quote. Out: plain
JSON. Places are counted in characters (code points) from the start of the text, as everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from aitalent_kg.describe import describe
from aitalent_kg.explorer.labels import document_pair, kind_pair, name_pair
from aitalent_kg.explorer.resource_kept import Kept
from aitalent_kg.explorer.resource_names import LANGS, Names
from aitalent_kg.explorer.sources_marks import Marked, counts, marked
from aitalent_kg.ledger import Ledger, Quote, read_ledger
from aitalent_kg.lookup import document_of, iri, kind_of, objects, subjects
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, curie, expand
from aitalent_kg.resources import source_file

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

_RESTS = "~rests"


def names(kg: KnowledgeGraph) -> list[str]:
    """The index, and of each document that is loaded its text and what rests on it."""
    own = [f"sources/{stem}" for stem in _documents(kg)]
    return ["sources/index", *own, *(name + _RESTS for name in own)]


def view(kg: KnowledgeGraph, name: str) -> object:
    """One of them."""
    stem = name.partition("/")[2]
    if stem == "index":
        return {"documents": [_head(kg, each) for each in _documents(kg)]}
    if stem.endswith(_RESTS):
        return _rests(kg, stem.removesuffix(_RESTS))
    return _text(kg, stem)


def _documents(kg: KnowledgeGraph) -> list[str]:
    return [stem for stem in DOCUMENTS if document_of(kg.statements, ID + stem)]


def _read(kg: KnowledgeGraph) -> tuple[Ledger, Names]:
    return read_ledger(kg.store), Names(kg.statements)


_kept: Kept[tuple[Ledger, Names]] = Kept(_read)


def _head(kg: KnowledgeGraph, stem: str) -> dict[str, object]:
    """What a document is, and how its characters are accounted for."""
    ledger, _ = _kept(kg)
    text = _source(stem)
    shown = {lang: describe(kg.statements, ID + stem, lang) for lang in LANGS}
    kind = shown["zh"].kind
    source = ledger.sources[f"{ID}source/{stem}"]
    links = list(zip(shown["zh"].links, shown["en"].links, strict=True))
    return {
        "document": stem,
        "code": stem,
        "label": document_pair(kg.statements, stem),
        "kind": kind_pair(kg.statements, kind),
        "facts": {lang: shown[lang].facts for lang in LANGS},
        "links": [
            {"name": {"zh": zh, "en": en}, "code": to.code, "label": name_pair(kg.store, to.iri)}
            for (zh, to), (en, _) in links
        ],
        "file": source.name,
        "sha256": source.sha256,
        "characters": len(text),
        "lines": text.count("\n") + (not text.endswith("\n")),
        "quotes": len(_quotes(ledger, stem)),
        "counts": counts(text, marked(ledger, stem, text)),
    }


def _text(kg: KnowledgeGraph, stem: str) -> dict[str, object]:
    """A text, the places of its quotes, furniture and gaps."""
    ledger, _ = _kept(kg)
    text = _source(stem)
    marks = marked(ledger, stem, text)
    return {
        **_head(kg, stem),
        "text": text,
        "places": [[quote.start, quote.end] for quote in _quotes(ledger, stem)],
        "furniture": _furniture(kg, marks),
        "leftOver": marks.left_over,
        "gaps": _gaps(kg, stem),
    }


def _furniture(kg: KnowledgeGraph, marks: Marked) -> list[dict[str, object]]:
    return [
        {"start": start, "end": end, "code": curie(node), "reason": name_pair(kg.store, node)}
        for start, end, node in marks.furniture
    ]


def _gaps(kg: KnowledgeGraph, stem: str) -> list[dict[str, object]]:
    """Quotes at which the text lacks what its form calls for."""
    ledger, known = _kept(kg)
    found = []
    for gap in subjects(kg.store, "rdf:type", expand("ait:Gap")):
        for name in objects(kg.store, gap, "ait:evidence"):
            quote = ledger.quotes.get(name)
            if quote and quote.source == f"{ID}source/{stem}":
                place = {"start": quote.start, "end": quote.end}
                found.append({**place, "code": curie(gap), **known.of(gap)})
    return sorted(found, key=lambda gap: (cast(int, gap["start"]), str(gap["code"])))


def _rests(kg: KnowledgeGraph, stem: str) -> dict[str, object]:
    """Place of a quote -> graph -> codes of what rests on it; `names` of these."""
    ledger, known = _kept(kg)
    carried: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    predicate = NamedNode(expand("ait:evidence"))
    for quad in kg.store.quads_for_pattern(None, predicate, None, None):
        if isinstance(quad.subject, NamedNode):  # a blank node of a user's file has no page
            graph = iri(quad.graph_name).removeprefix(GRAPH)
            carried[iri(quad.object)][graph].add(quad.subject.value)
    rests: dict[str, object] = {}
    named: set[str] = set()
    for quote in _quotes(ledger, stem):
        graphs = carried[quote.iri]
        rests[f"{quote.start}-{quote.end}"] = {
            graph: sorted(map(curie, graphs[graph])) for graph in sorted(graphs)
        }
        named.update(*graphs.values())
    kinds = {kind_of(kg.store, each) for each in named}
    return {
        "rests": rests,
        "names": {curie(each): known.of(each) for each in sorted(named)},
        "kinds": {kind: known.kind(kind) for kind in sorted(kinds)},
    }


def _quotes(ledger: Ledger, stem: str) -> list[Quote]:
    """The quotes of a document by place, of those that begin together the longer first."""
    own = [q for q in ledger.quotes.values() if q.source == f"{ID}source/{stem}"]
    return sorted(own, key=lambda quote: (quote.start, -quote.end))


@cache
def _source(stem: str) -> str:
    """The text of a document; kept, since a worker of the server can open no file."""
    return source_file(stem).read_bytes().decode("utf-8")
