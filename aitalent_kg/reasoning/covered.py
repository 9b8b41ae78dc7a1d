"""What the fast engine does not know, so that it refuses instead of leaving something out.

It knows the rules of `reasoning.rules`. Lists, restrictions, keys and chains are owlrl's; so is
what a graph says of the vocabulary of OWL itself, and what literals would do as subjects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from aitalent_kg.errors import BadValue
from aitalent_kg.names import curie, expand
from aitalent_kg.reasoning.filtering import RESERVED
from aitalent_kg.reasoning.terms import rows, short

__all__ = ["check_constructs", "check_covered", "check_derived"]

_PREDICATES = (
    "intersectionOf",
    "unionOf",
    "complementOf",
    "oneOf",
    "disjointUnionOf",
    "onProperty",
    "onProperties",
    "onClass",
    "onDataRange",
    "hasValue",
    "hasSelf",
    "someValuesFrom",
    "allValuesFrom",
    "cardinality",
    "minCardinality",
    "maxCardinality",
    "qualifiedCardinality",
    "minQualifiedCardinality",
    "maxQualifiedCardinality",
    "propertyChainAxiom",
    "hasKey",
    "members",
    "distinctMembers",
    "sourceIndividual",
    "assertionProperty",
    "targetIndividual",
    "targetValue",
    "onDatatype",
    "withRestrictions",
    "datatypeComplementOf",
)
_CLASSES = (
    "Restriction",
    "AllDifferent",
    "AllDisjointClasses",
    "AllDisjointProperties",
    "NegativePropertyAssertion",
    "ReflexiveProperty",
)
#: Of a thing that is typed as one of these owlrl says more; literals are meant by them.
_DATATYPES = (
    *("decimal", "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
    *("negativeInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt"),
    *("unsignedShort", "unsignedByte", "float", "double", "string", "normalizedString", "token"),
    *("language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary", "base64Binary", "anyURI"),
    *("dateTime", "dateTimeStamp"),
)
#: Kinds of property that have rules.
_KINDS = (
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "SymmetricProperty",
    "TransitiveProperty",
    "IrreflexiveProperty",
    "AsymmetricProperty",
)
_OF_PROPERTIES = ("rdfs:subPropertyOf", "owl:equivalentProperty", "owl:inverseOf")
_BOTH_WAYS = ("owl:sameAs", "owl:equivalentClass", "owl:equivalentProperty", "owl:inverseOf")
_SCHEMA = (*_OF_PROPERTIES, *_BOTH_WAYS, "rdfs:subClassOf", "rdfs:domain", "rdfs:range")
_TYPE, _SUBCLASS, _NOTHING = map(expand, ("rdf:type", "rdfs:subClassOf", "owl:Nothing"))
_SCHEMA_IRIS = frozenset(map(expand, _SCHEMA))
_BOTH_IRIS = frozenset(map(expand, _BOTH_WAYS))
_PROPERTY_IRIS = frozenset(map(expand, _OF_PROPERTIES))
_KIND_IRIS = frozenset(expand(f"owl:{name}") for name in _KINDS)
#: Values that a rule would make subjects of statements.
_TURNED = """SELECT ?p ?x ?y WHERE {
  { SELECT DISTINCT ?p { { ?p a owl:SymmetricProperty } UNION { ?p owl:inverseOf ?q }
    UNION { ?q owl:inverseOf ?p } } }
  ?x ?p ?y FILTER(isLiteral(?y))
} LIMIT 1"""
#: Two spellings of one value, which a functional property makes equal.
_SPELLED = """SELECT ?p ?x ?y WHERE {
  ?p a owl:FunctionalProperty . ?x ?p ?y . ?x ?p ?z
  FILTER(isLiteral(?y) && isLiteral(?z) && !sameTerm(?y, ?z) && ?y = ?z)
} LIMIT 1"""


def check_covered(store: Store) -> None:
    """See that the fast engine knows all that a graph uses.

    Raises:
        BadValue: it does not; names the construct and a statement.
    """
    check_constructs(store)
    for name in _DATATYPES:
        kind = NamedNode(expand(f"xsd:{name}"))
        _refuse_any(store, None, NamedNode(_TYPE), kind, f"a thing of the datatype xsd:{name}")
    check_derived(_schema(store))


def check_constructs(store: Store) -> None:
    """See that a graph has no construct of OWL whose rules are not here, told or derived.

    Raises:
        BadValue: it has one.
    """
    for name in _PREDICATES:
        _refuse_any(store, None, NamedNode(expand(f"owl:{name}")), None, f"owl:{name}")
    for name in _CLASSES:
        kind = NamedNode(expand(f"owl:{name}"))
        _refuse_any(store, None, NamedNode(_TYPE), kind, f"owl:{name}")


def check_derived(triples: Iterable[Triple], store: Store | None = None) -> None:
    """See that of statements none speaks of OWL itself, or makes a subject of a literal.

    Args:
        store: where values are looked for that rules would turn round; left out, none are.
    Raises:
        BadValue: one does.
    """
    for triple in triples:
        if problem := _problem(triple):
            raise _refusal(problem, triple)
    for query in (_TURNED, _SPELLED) if store is not None else ():
        assert store is not None
        for row in rows(store, query):
            about = "a literal that a rule would make a subject, or equal to another"
            raise _refusal(about, (row["x"], row["p"], row["y"]))


def _schema(store: Store) -> Iterator[Triple]:
    """The statements that rules read as schema."""
    for name in sorted(_SCHEMA_IRIS):
        for quad in store.quads_for_pattern(None, NamedNode(name), None, None):
            yield quad.triple
    for name in sorted(_KIND_IRIS):
        for quad in store.quads_for_pattern(None, NamedNode(_TYPE), NamedNode(name), None):
            yield quad.triple


def _problem(triple: Triple) -> str:
    """Why a statement is beyond the fast engine; "" where it is not."""
    subject, predicate, value = triple
    name = predicate.value
    if name not in _SCHEMA_IRIS and not (name == _TYPE and _iri(value) in _KIND_IRIS):
        return ""
    if _iri(subject).startswith(RESERVED) and subject != value:
        return f"a statement of {curie(_iri(subject))} itself"
    if name == _SUBCLASS and _iri(value) == _NOTHING and not _iri(subject).startswith(RESERVED):
        return "a class below owl:Nothing"
    if name in _BOTH_IRIS and _iri(value).startswith(RESERVED):
        return f"a statement of {curie(_iri(value))} itself"
    if name in _BOTH_IRIS and isinstance(value, Literal):
        return "a thing that is equal to a literal"
    if name in _PROPERTY_IRIS and BlankNode in (type(subject), type(value)):
        return "a property without a name"
    return ""


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _refuse_any(
    store: Store,
    subject: NamedNode | None,
    predicate: NamedNode,
    value: NamedNode | None,
    construct: str,
) -> None:
    for quad in store.quads_for_pattern(subject, predicate, value, None):
        raise _refusal(construct, quad.triple)


def _refusal(construct: str, triple: Iterable[object]) -> BadValue:
    said = short(triple)
    cut = said if len(said) < 160 else said[:157] + "..."
    problem = f'does not cover {construct} ({cut}); use engine="owlrl"'
    return BadValue("fast", problem)
