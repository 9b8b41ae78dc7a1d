"""The IRIs that everything else uses: namespaces, prefixes, graph names.

Nothing is imported here but the standard library, so that every module can afford it.
"""

from __future__ import annotations

__all__ = [
    "AIT",
    "DOCUMENTS",
    "GRAPH",
    "ID",
    "LANGUAGES",
    "OWN_GRAPHS",
    "PREFIXES",
    "curie",
    "expand",
    "graph_iri",
]

AIT = "https://w3id.org/aitalent-kg/ontology#"
ID = "https://w3id.org/aitalent-kg/id/"
GRAPH = "https://w3id.org/aitalent-kg/graph/"

#: The five documents, by the stem that their source file, data file, IRI and graph share.
DOCUMENTS = (
    "SMS2512-002v1",
    "SET2529-001v2",
    "industry-guide-115v3.0",
    "industry-guide-deck",
    "civil-service-framework",
)

#: Languages to ask names in: Chinese of any kind, the documents' own, ours, English.
LANGUAGES = ("zh", "zh-Hant", "zh-TW", "en")

#: Graphs in `data/ttl` that hold this project's words, and whose addition each of them is.
OWN_GRAPHS = {
    "contradictions": "differences between and within the documents, described by us",
    "furniture": "text of the sources that carries no statement, with our reason",
    "inferred": "what we read out of lost layout",
    "mappings-accepted": "our mappings between the documents, and what has no counterpart",
    "mappings-candidate": "mappings that nobody has settled",
    "mappings-outward": "our mappings to vocabularies of others",
    "mappings-rejected": "mappings that look right and are wrong, with our reason",
    "notes": "our remarks on damage, doubts and choices",
    "sources": "the text files, with their SHA-256",
    "rules": "our executable readings of the documents' rules",
    "translations-en": "our English translations",
}

PREFIXES = {
    "ait": AIT,
    "ash": "https://w3id.org/aitalent-kg/shapes#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def graph_iri(stem: str) -> str:
    """IRI of the named graph that the file `stem`.ttl becomes."""
    return GRAPH + stem


def curie(iri: str) -> str:
    """The short form of an IRI: a CURIE, or the path below the project's resources."""
    if iri.startswith(ID):
        return iri[len(ID) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(short: str) -> str:
    """The IRI that a CURIE with one of our prefixes stands for; other text comes back as it is.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, colon, local = short.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else short
