"""What more than two sets have in common: by hand, at random, and in the documents."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

import aitalent_kg as atk
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.names import DOCUMENTS
from aitalent_kg.overlap.many import common_to_all
from aitalent_kg.overlap.weights import weight_of


def test_what_all_sets_have_is_one_item_or_items_that_are_all_mapped_to_one_another() -> None:
    links = [
        Link("b", "y", "skos:closeMatch"),
        Link("b", "z", "skos:relatedMatch"),
        Link("c", "w", "skos:exactMatch"),
        Link("w", "v", "skos:exactMatch"),
    ]
    sets = [{"a", "b", "c"}, {"a", "y", "w"}, {"a", "z", "v"}]
    # b is mapped to y and z, which are not mapped; c to w and w to v, but c not to v.
    assert common_to_all(sets, links) == [(("a", "a", "a"), 1.0)]
    both = [*links, Link("z", "y", "skos:broadMatch")]
    assert common_to_all(sets, both) == [(("a", "a", "a"), 1.0), (("b", "y", "z"), 0.2)]


def test_of_what_an_item_can_stand_in_that_with_the_strongest_weakest_mapping_counts() -> None:
    links = [
        Link("a", "x", "skos:exactMatch"),
        Link("a", "y", "skos:closeMatch"),
        Link("a", "z", "skos:closeMatch"),
        Link("x", "z", "skos:relatedMatch"),
        Link("y", "z", "skos:broadMatch"),
    ]
    # a is nearer to x than to y, but x is hardly related to z.
    found = dict(common_to_all([{"a"}, {"x", "y"}, {"z"}], links))
    assert found == {("a", "y", "z"): 0.5, ("a", "x", "z"): 0.2}


@pytest.mark.parametrize("seed", range(200))
def test_what_all_have_is_for_each_item_the_best_of_all_that_are_mapped_in_pairs(seed: int) -> None:
    draw = random.Random(seed)
    names = [f"i{n}" for n in range(7)]
    sets = [set(draw.sample(names, draw.randint(1, 4))) for _ in range(draw.randint(2, 4))]
    ends = [draw.sample(names, 2) for _ in range(12)]
    links = [Link(one, other, draw.choice(PREDICATES)) for one, other in ends]
    near = {(a, a): 1.0 for a in names}
    for link in links:
        for pair in ((link.left, link.right), (link.right, link.left)):
            near[pair] = max(near.get(pair, 0.0), weight_of(link))
    best: dict[str, float] = {}
    for chosen in product(*sets):
        weight = min(near.get(pair, 0.0) for pair in combinations(chosen, 2))
        for item in chosen if weight else ():
            best[item] = max(best.get(item, 0.0), weight)
    found = common_to_all(sets, links)
    for items, weight in found:
        assert weight == min(near.get(pair, 0.0) for pair in combinations(items, 2)) > 0
        assert all(item in held for item, held in zip(items, sets, strict=True))
    for item, weight in best.items():
        assert max(w for items, w in found if item in items) == weight


@pytest.mark.parametrize("documents", list(combinations(DOCUMENTS, 3)), ids="-".join)
def test_what_documents_have_in_common_holds_no_pair_that_is_not_mapped(
    kg: atk.KnowledgeGraph, documents: tuple[str, ...]
) -> None:
    accepted = {frozenset((row.subject, row.object)) for row in kg.mappings()}
    found = kg.overlap(*documents)
    for common in found.common:
        for pair in combinations({item.iri for item in common.items}, 2):
            assert frozenset(pair) in accepted, pair


def test_the_documents_have_something_in_common(kg: atk.KnowledgeGraph) -> None:
    found = kg.overlap("SMS2512-002v1", "SET2529-001v2", "civil-service-framework")
    codes = [tuple(item.code.partition("/")[2] for item in each.items) for each in found.common]
    assert ("A03", "A07", "attitude/adaptability") in codes  # 應對不確定性 of both, and 適應性


def test_what_is_one_item_for_all_comes_first_then_what_is_mapped_most_strongly() -> None:
    links = [
        Link("a", "b", "skos:closeMatch"),
        Link("c", "d", "skos:exactMatch"),
        Link("c10", "d10", "skos:exactMatch"),
        Link("c9", "d9", "skos:exactMatch"),
    ]
    mapped = {"b", "d", "d9", "d10", "z"}
    found = common_to_all([{"a", "c", "c9", "c10", "z"}, mapped, mapped], links)
    assert found == [
        (("z", "z", "z"), 1.0),
        (("c", "d", "d"), 1.0),
        (("c9", "d9", "d9"), 1.0),
        (("c10", "d10", "d10"), 1.0),
        (("a", "b", "b"), 0.8),
    ]
