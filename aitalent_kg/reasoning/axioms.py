"""What SKOS itself says of its terms, by the number of its statement in the SKOS Reference.

Left out is what OWL 2 RL cannot use: S14 (one preferred label a language), S32 (a union), S36 (lists).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from aitalent_kg.errors import UnknownName
from aitalent_kg.names import expand, graph_iri
from aitalent_kg.reasoning.terms import quad

__all__ = ["AXIOM_GRAPH", "MAPPINGS", "axioms", "number_of", "withheld"]

AXIOM_GRAPH = graph_iri("skos-axioms")
#: What is drawn from mappings: each by itself, or chains of them.
MAPPINGS = ("single", "chain")

_SKOS = """
S4 inScheme rdfs:range ConceptScheme
S5 hasTopConcept rdfs:domain ConceptScheme
S6 hasTopConcept rdfs:range Concept
S7 topConceptOf rdfs:subPropertyOf inScheme
S8 topConceptOf owl:inverseOf hasTopConcept
S9 ConceptScheme owl:disjointWith Concept
S11 prefLabel rdfs:subPropertyOf rdfs:label
S11 altLabel rdfs:subPropertyOf rdfs:label
S11 hiddenLabel rdfs:subPropertyOf rdfs:label
S12 prefLabel rdfs:range rdfs:Literal
S12 altLabel rdfs:range rdfs:Literal
S12 hiddenLabel rdfs:range rdfs:Literal
S13 prefLabel owl:propertyDisjointWith altLabel
S13 prefLabel owl:propertyDisjointWith hiddenLabel
S13 altLabel owl:propertyDisjointWith hiddenLabel
S17 changeNote rdfs:subPropertyOf note
S17 definition rdfs:subPropertyOf note
S17 editorialNote rdfs:subPropertyOf note
S17 example rdfs:subPropertyOf note
S17 historyNote rdfs:subPropertyOf note
S17 scopeNote rdfs:subPropertyOf note
S19 semanticRelation rdfs:domain Concept
S20 semanticRelation rdfs:range Concept
S21 broaderTransitive rdfs:subPropertyOf semanticRelation
S21 narrowerTransitive rdfs:subPropertyOf semanticRelation
S21 related rdfs:subPropertyOf semanticRelation
S22 broader rdfs:subPropertyOf broaderTransitive
S22 narrower rdfs:subPropertyOf narrowerTransitive
S23 related rdf:type owl:SymmetricProperty
S24 broaderTransitive rdf:type owl:TransitiveProperty
S24 narrowerTransitive rdf:type owl:TransitiveProperty
S25 narrower owl:inverseOf broader
S26 narrowerTransitive owl:inverseOf broaderTransitive
S27 related owl:propertyDisjointWith broaderTransitive
S29 OrderedCollection rdfs:subClassOf Collection
S31 member rdfs:domain Collection
S33 memberList rdfs:domain OrderedCollection
S34 memberList rdfs:range rdf:List
S35 memberList rdf:type owl:FunctionalProperty
S37 Collection owl:disjointWith Concept
S37 Collection owl:disjointWith ConceptScheme
S39 mappingRelation rdfs:subPropertyOf semanticRelation
S40 closeMatch rdfs:subPropertyOf mappingRelation
S40 broadMatch rdfs:subPropertyOf mappingRelation
S40 narrowMatch rdfs:subPropertyOf mappingRelation
S40 relatedMatch rdfs:subPropertyOf mappingRelation
S42 exactMatch rdfs:subPropertyOf closeMatch
S43 narrowMatch owl:inverseOf broadMatch
S44 relatedMatch rdf:type owl:SymmetricProperty
S44 closeMatch rdf:type owl:SymmetricProperty
S44 exactMatch rdf:type owl:SymmetricProperty
S46 exactMatch owl:propertyDisjointWith broadMatch
S46 exactMatch owl:propertyDisjointWith relatedMatch
"""
#: By these a mapping becomes a step in a hierarchy, or one of a chain.
_CHAINING = """
S41 broadMatch rdfs:subPropertyOf broader
S41 narrowMatch rdfs:subPropertyOf narrower
S41 relatedMatch rdfs:subPropertyOf related
S45 exactMatch rdf:type owl:TransitiveProperty
"""
_MAPPINGS = (
    *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
    *("mappingRelation", "semanticRelation"),
)
#: What SKOS does not say, and would chain mappings, or make one thing of what they join.
_WOULD_CHAIN = """
- broadMatch rdfs:subPropertyOf broaderTransitive
- narrowMatch rdfs:subPropertyOf narrowerTransitive
""" + "".join(
    f"- {name} {said}\n"
    for name in _MAPPINGS
    for said in (
        "rdf:type owl:TransitiveProperty",
        "rdf:type owl:FunctionalProperty",
        "rdf:type owl:InverseFunctionalProperty",
        "rdfs:subPropertyOf owl:sameAs",
    )
)


def axioms(mappings: str = "single") -> list[Quad]:
    """The axioms of SKOS, in a graph of their own.

    Args:
        mappings: "single", without S41 and S45; or "chain", with them.
    Raises:
        UnknownName: neither.
    """
    if mappings not in MAPPINGS:
        raise UnknownName(mappings, MAPPINGS, "way with mappings", "")
    text = _SKOS + (_CHAINING if mappings == "chain" else "")
    return [quad(triple, AXIOM_GRAPH) for _, triple in _read(text)]


def withheld(mappings: str) -> list[Triple]:
    """What is not used even where a file of the user says it, so that no mappings chain."""
    if mappings == "chain":
        return []
    return list(dict.fromkeys(triple for _, triple in _read(_CHAINING + _WOULD_CHAIN)))


def number_of(triple: Triple) -> str:
    """The number of an axiom in the SKOS Reference; "" where it is none.

    >>> number_of(_triple(["related", "rdf:type", "owl:SymmetricProperty"]))
    'S23'
    """
    return _NUMBERS.get(triple, "")


def _read(text: str) -> Iterator[tuple[str, Triple]]:
    for number, *words in filter(None, map(str.split, text.splitlines())):
        yield number, _triple(words)


def _triple(words: Iterable[str]) -> Triple:
    full = (expand(word if ":" in word else f"skos:{word}") for word in words)
    subject, predicate, value = map(NamedNode, full)
    return Triple(subject, predicate, value)


_NUMBERS = {triple: number for number, triple in _read(_SKOS + _CHAINING)}
