"""Words of SKOS, and terms of the store as terms of N-Triples."""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph as ox

from aitalent_kg.importers.formats.skos.source import Source
from aitalent_kg.importers.statements import Term
from aitalent_kg.names import PREFIXES

__all__ = ["DOWN", "LABELS", "LINKS", "SKOS", "UP", "XL", "best_label", "tagged", "written"]

SKOS = PREFIXES["skos"]
XL = "http://www.w3.org/2008/05/skos-xl#"
LABELS = {f"{XL}{name}": f"{SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel")}
UP, DOWN = f"{SKOS}broader", f"{SKOS}narrower"
#: Predicates that lead from concept to concept or scheme; those to things elsewhere are mappings.
LINKS = {
    f"{SKOS}{name}"
    for name in (
        "broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "inScheme",
        "topConceptOf", "hasTopConcept", "member", "exactMatch", "closeMatch", "broadMatch",
        "narrowMatch", "relatedMatch", "mappingRelation", "semanticRelation",
    )
}  # fmt: skip
_TITLES = (
    f"{SKOS}prefLabel",
    f"{PREFIXES['dcterms']}title",
    "http://purl.org/dc/elements/1.1/title",
    f"{PREFIXES['rdfs']}label",
)


@lru_cache(maxsize=1000)
def tagged(tag: str) -> str:
    """A language tag as BCP 47 writes it; the parser makes all letters small.

    >>> tagged("zh-hant-tw")
    'zh-Hant-TW'
    """
    first, *rest = tag.split("-")
    cased = [p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in rest]
    return "-".join([first, *cased]) if first not in ("x", "i") else tag


def written(term: ox.NamedNode | ox.Literal, lang: str = "") -> Term:
    """A term of the store as a term of N-Triples; a text without language gets `lang`."""
    if isinstance(term, ox.Literal) and term.language:
        return re.sub(r"@[A-Za-z0-9-]+$", f"@{tagged(term.language)}", str(term))
    if isinstance(term, ox.Literal) and lang and term.datatype.value.endswith("#string"):
        return f"{term}@{lang}"
    return str(term)


def best_label(source: Source, iri: str, lang: str) -> tuple[str, str]:
    """(title, language) of a resource; in `lang` where there is one, else English, else any."""
    for predicate in _TITLES:
        quads = source.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
        found = [q.object for q in quads if isinstance(q.object, ox.Literal)]
        wanted = (lang.lower(), "en")
        ordered = sorted(found, key=lambda t: (*(t.language != w for w in wanted), str(t)))
        if ordered:
            return ordered[0].value, tagged(ordered[0].language or "")
    return "", ""
