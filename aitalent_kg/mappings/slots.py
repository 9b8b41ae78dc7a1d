"""The slots of SSSOM 1.1: what a mapping and a mapping set may say, and how each file writes it.

From the schema of SSSOM (https://mapping-commons.github.io/sssom/), in its order of slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aitalent_kg.names import AIT, PREFIXES

__all__ = [
    "ALL_SLOTS",
    "BAR",
    "BUILT_IN",
    "EXTENSIONS",
    "HINTS",
    "PROPAGATED",
    "REQUIRED",
    "SET_SLOTS",
    "SLOTS",
    "WORDS",
    "WORDY",
    "Slot",
]

_SSSOM = PREFIXES["sssom"]
#: What parts several values in one text; a backslash before it takes that away.
BAR = re.compile(r"(?<!\\)\|")
#: Prefixes that a file need not declare.
BUILT_IN = {
    **{name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd")},
    "linkml": "https://w3id.org/linkml/",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a row, or a set, may say."""

    name: str
    kind: str  #: "id" a CURIE in a table, "uri" an IRI there too, "text", "number" or "date"
    many: bool
    property: str  #: IRI by which RDF says it


def _slots(text: str) -> dict[str, Slot]:
    """Slots from lines of `name kind [*] [property]`; a star is for several values."""
    found = {}
    for line in text.split("\n"):
        name, kind, *rest = line.split()
        iris = [_iri(part) for part in rest if part != "*"]
        found[name] = Slot(name, kind, "*" in rest, (iris or [_SSSOM + name])[0])
    return found


def _iri(short: str) -> str:
    prefix, _, local = short.partition(":")
    return {**PREFIXES, "pav": "http://purl.org/pav/"}[prefix] + local


#: Of a mapping, in the order of columns.
SLOTS = _slots(
    """record_id id
subject_id id owl:annotatedSource
subject_label text
subject_category text
predicate_id id owl:annotatedProperty
predicate_label text
predicate_modifier text
object_id id owl:annotatedTarget
object_label text
object_category text
mapping_justification id
author_id id * pav:authoredBy
author_label text *
reviewer_id id *
reviewer_label text *
creator_id id * dcterms:creator
creator_label text *
license uri dcterms:license
subject_type text
subject_source id
subject_source_version text
object_type text
object_source id
object_source_version text
predicate_type text
mapping_provider uri
mapping_source id
mapping_cardinality text
cardinality_scope text *
mapping_tool text
mapping_tool_id id
mapping_tool_version text
mapping_date date dcterms:created
publication_date date dcterms:issued
review_date date
confidence number
reviewer_agreement number
curation_rule id *
curation_rule_text text *
subject_match_field id *
object_match_field id *
match_string text *
subject_preprocessing id *
object_preprocessing id *
similarity_score number
similarity_measure text
see_also uri * rdfs:seeAlso
issue_tracker_item id
other text
comment text rdfs:comment"""
)
#: Our own, which SSSOM lets a set define; in the order of their properties.
EXTENSIONS = {
    "comment_zh": Slot("comment_zh", "text", False, PREFIXES["skos"] + "note"),
    "object_evidence": Slot("object_evidence", "id", True, AIT + "objectEvidence"),
    "subject_evidence": Slot("subject_evidence", "id", True, AIT + "subjectEvidence"),
}
#: What a set says of the values of these.
HINTS = {
    "comment_zh": "rdf:langString",
    "object_evidence": "linkml:uriOrCurie",
    "subject_evidence": "linkml:uriOrCurie",
}
ALL_SLOTS = {**SLOTS, **EXTENSIONS}
#: Of a set, besides its mappings and prefixes.
SET_SLOTS = _slots(
    """sssom_version text
mapping_set_id uri
mapping_set_version text owl:versionInfo
mapping_set_source uri * prov:wasDerivedFrom
mapping_set_title text dcterms:title
mapping_set_description text dcterms:description
mapping_set_confidence number
creator_id id * dcterms:creator
creator_label text *
license uri dcterms:license
subject_type text
subject_source id
subject_source_version text
object_type text
object_source id
object_source_version text
predicate_type text
mapping_provider uri
cardinality_scope text *
mapping_tool text
mapping_tool_id id
mapping_tool_version text
mapping_date date dcterms:created
publication_date date dcterms:issued
subject_match_field id *
object_match_field id *
subject_preprocessing id *
object_preprocessing id *
similarity_measure text
curation_rule id *
curation_rule_text text *
see_also uri * rdfs:seeAlso
issue_tracker uri
other text
comment text rdfs:comment"""
)
#: Slots of a set that speak for each of its mappings.
PROPAGATED = frozenset(
    [
        "subject_type",
        "predicate_type",
        "object_type",
        "subject_source",
        "subject_source_version",
        "object_source",
        "object_source_version",
        "mapping_provider",
        "cardinality_scope",
        "mapping_tool",
        "mapping_tool_id",
        "mapping_tool_version",
        "mapping_date",
        "subject_match_field",
        "object_match_field",
        "subject_preprocessing",
        "object_preprocessing",
        "curation_rule",
        "curation_rule_text",
        "similarity_measure",
    ]
)
#: Without these a row is no mapping.
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
#: Words of fixed lists that RDF writes as IRIs.
WORDS = {
    "Not": _SSSOM + "NegatedPredicate",
    "1.0": _SSSOM + "version1.0",
    "1.1": _SSSOM + "version1.1",
    "composed entity expression": _SSSOM + "ComposedEntityExpression",
    "owl annotation property": PREFIXES["owl"] + "AnnotationProperty",
    "owl class": PREFIXES["owl"] + "Class",
    "owl data property": PREFIXES["owl"] + "DataProperty",
    "owl named individual": PREFIXES["owl"] + "NamedIndividual",
    "owl object property": PREFIXES["owl"] + "ObjectProperty",
    "rdf property": PREFIXES["rdf"] + "Property",
    "rdfs class": PREFIXES["rdfs"] + "Class",
    "rdfs datatype": PREFIXES["rdfs"] + "Datatype",
    "rdfs literal": PREFIXES["rdfs"] + "Literal",
    "rdfs resource": PREFIXES["rdfs"] + "Resource",
    "skos concept": PREFIXES["skos"] + "Concept",
}
#: Slots that take such a word.
WORDY = ("predicate_modifier", "predicate_type", "sssom_version", "subject_type", "object_type")
