"""Our SKOS shapes against reasoning, on random small graphs.

A graph is inconsistent when the rules of OWL 2 RL on the axioms of SKOS give a contradiction. Two
statements of the Reference cannot be said in these rules and are looked at here: S14 and S32.
"""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pyoxigraph as ox
import pytest

from aitalent_kg.names import PREFIXES
from aitalent_kg.reasoning import reason
from aitalent_kg.resources import folder
from aitalent_kg.validate import validate_store

SKOS = PREFIXES["skos"]
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
CLASSES = ("Concept", "ConceptScheme", "Collection", "OrderedCollection")
LINKS = (
    *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive"),
    *("broadMatch", "narrowMatch", "relatedMatch", "closeMatch", "exactMatch"),
    *("inScheme", "topConceptOf", "hasTopConcept", "member", "semanticRelation"),
)
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
#: So many graphs, each in a namespace of its own; seed -> their number of statements is random.
GRAPHS = 300
_NUMBER = re.compile(r"http://example\.org/(\d+)/")


def name(local: str) -> ox.NamedNode:
    return ox.NamedNode(SKOS + local)


def statements(number: int, random: Random) -> list[ox.Quad]:
    """A graph of two to six statements on three things."""
    nodes = [ox.NamedNode(f"http://example.org/{number}/{letter}") for letter in "abc"]
    found = []
    for _ in range(random.randint(2, 6)):
        subject, kind = random.choice(nodes), random.random()
        if kind < 0.15:
            found.append(ox.Quad(subject, TYPE, name(random.choice(CLASSES))))
        elif kind < 0.3:
            text = ox.Literal(random.choice("xy"), language=random.choice(("en", "fr")))
            found.append(ox.Quad(subject, name(random.choice(LABELS)), text))
        else:
            found.append(ox.Quad(subject, name(random.choice(LINKS)), random.choice(nodes)))
    return found


def numbers(texts: list[str]) -> set[int]:
    return {int(match[1]) for text in texts if (match := _NUMBER.search(text))}


def two_names(store: ox.Store) -> set[int]:
    """S14: graphs where a thing has two preferred names in one language."""
    quads = {(q.subject, q.object) for q in store.quads_for_pattern(None, name("prefLabel"), None)}
    counts = Counter(
        (thing, label.language) for thing, label in quads if hasattr(label, "language")
    )
    return numbers([str(thing) for (thing, _), number in counts.items() if number > 1])


def schemes_as_members(closed: ox.Store) -> set[int]:
    """S32: graphs where a concept scheme is a member, after reasoning."""
    members = {q.object for q in closed.quads_for_pattern(None, name("member"), None)}
    schemes = {q.subject for q in closed.quads_for_pattern(None, TYPE, name("ConceptScheme"))}
    return numbers([str(thing) for thing in members & schemes])


@pytest.mark.parametrize("seed", [1, 20261122])
def test_shapes_find_just_the_graphs_that_are_contradictory(seed: int) -> None:
    random = Random(seed)
    store = ox.Store()
    for number in range(GRAPHS):
        store.extend(statements(number, random))
    closure = reason(store, mappings="chain")
    premises = [str(triple) for clash in closure.contradictions for triple in clash.premises]
    wrong = numbers(premises) | two_names(store) | schemes_as_members(closure.store)
    report = validate_store(store, [folder("shapes") / "skos.ttl"], jobs=1)
    assert numbers([finding.focus for finding in report.findings]) == wrong
    assert GRAPHS * 0.1 < len(wrong) < GRAPHS * 0.9
