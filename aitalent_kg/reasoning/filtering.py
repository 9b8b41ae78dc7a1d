"""What a closure holds and nobody asks for: statements that hold of any graph, or of RDF itself.

The same test is put to both engines. Dropped are, with the number of each on our graph in
docs/reasoning.md: statements of a literal; of the vocabulary of RDF, RDFS, OWL and XSD itself, which
the axioms of owlrl are; between a thing and itself where that is always so; and that something is
an `owl:Thing` or `rdfs:Resource`, which everything is.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from aitalent_kg.names import PREFIXES, expand

__all__ = ["REFLEXIVE", "RESERVED", "kept"]

#: Namespaces of the languages that the graph is written in.
RESERVED = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
#: What each thing, class or property is to itself.
REFLEXIVE = frozenset(
    map(
        expand,
        (
            "owl:sameAs",
            "rdfs:subClassOf",
            "owl:equivalentClass",
            "rdfs:subPropertyOf",
            "owl:equivalentProperty",
        ),
    )
)
_TOP = frozenset(map(expand, ("owl:Thing", "rdfs:Resource")))
_OF_TOP = frozenset(map(expand, ("rdf:type", "rdfs:subClassOf", "rdfs:domain", "rdfs:range")))


def kept(triple: Triple) -> bool:
    """Whether a statement says something of the graph.

    >>> from pyoxigraph import NamedNode
    >>> concept, broader = NamedNode(expand("skos:Concept")), NamedNode(expand("rdfs:subClassOf"))
    >>> kept(Triple(concept, broader, concept))
    False
    """
    subject, predicate, value = triple
    if isinstance(subject, NamedNode) and subject.value.startswith(RESERVED):
        return False
    if predicate.value in REFLEXIVE and subject == value:
        return False
    top = isinstance(value, NamedNode) and value.value in _TOP
    return not (top and predicate.value in _OF_TOP)
