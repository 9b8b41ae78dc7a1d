"""A small made-up graph with what makes formats stumble; its counts are worked out by hand.

Graph `user/one` says 23 things, `user/two` 14, of which 2 are in `one` too: 37 and 35.
"""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from aitalent_kg.names import GRAPH, ID

__all__ = ["ONE", "QUADS", "ROLE", "TRIPLES", "TWO", "small"]

ONE, TWO = f"{GRAPH}user/one", f"{GRAPH}user/two"
ROLE = f"{ID}demo/role/baker"
QUADS, TRIPLES = 37, 35

_TEXT = r"""
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX demo: <https://w3id.org/aitalent-kg/id/demo/>
PREFIX role: <https://w3id.org/aitalent-kg/id/demo/role/>
PREFIX other: <https://example.org/v/>

<https://w3id.org/aitalent-kg/graph/user/one> {
  <https://w3id.org/aitalent-kg/id/demo> a ait:Framework ; dcterms:title "示範"@zh-TW, "Demo"@en .
  role:baker a ait:Role ; skos:inScheme <https://w3id.org/aitalent-kg/id/demo> ;
    skos:notation "R1" ; skos:prefLabel "烘焙師"@zh-Hant, "Baker"@en ;
    skos:altLabel "Bread maker"@en, "Patissier"@en ; ait:sequence 1 .
  role:chef a ait:Role ; skos:prefLabel "Chef"@en .
  demo:kneading a ait:Skill ; skos:prefLabel "=Kneading"@en .
  demo:ask a ait:Requirement ; ait:requirer role:baker ; ait:requiredItem demo:kneading ;
    ait:importance 4.25 .
  demo:step a ait:Transition ; ait:from role:baker ; ait:to role:chef ; ait:weight 1.5 .
}
<https://w3id.org/aitalent-kg/graph/user/two> {
  role:baker a ait:Role ; skos:prefLabel "Baker"@en ; ait:evidence _:quote ;
    skos:closeMatch <https://example.org/v/pastry> .
  _:quote rdfs:comment "two\nlines \"quoted\" \\ and\ta tab\r" .
  <https://example.org/v/thing> a <https://example.org/v/role> ;
    other:since "2026-01-31"^^xsd:date ; other:count 7 ; other:flag true ;
    other:odd "abc"^^xsd:integer ; other:mixed "text", <https://example.org/v/thing> ;
    skos:inScheme "no link" ; <https://example.org/v/1> "no XML name" .
}
"""


def small() -> Store:
    """The graph in a store of its own."""
    store = Store()
    store.load(_TEXT, format=RdfFormat.TRIG)
    return store
