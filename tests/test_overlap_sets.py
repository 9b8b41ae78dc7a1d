"""The overlap of sets built by hand, and of random ones against trying every matching."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Mapping, Set

import networkx as nx
import pytest

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.overlap.matching import Matching, Pair
from aitalent_kg.overlap.measures import MEASURES, SYMMETRIC, idf
from aitalent_kg.overlap.sets import SetOverlap, overlap
from aitalent_kg.overlap.weights import WEIGHTS, is_certain, weight_of

#: The worked example of docs/comparing.md: k1 is in both, s2 and s4 are one thing, k2 and s1 both
#: have to do with s3, which can count for one of them only.
LEFT = frozenset({"k1", "k2", "s1", "s2"})
RIGHT = frozenset({"k1", "s3", "s4"})
LINKS = (
    Link("s2", "s4", "skos:exactMatch"),
    Link("k2", "s3", "skos:closeMatch", 0.9),
    Link("s3", "s1", "skos:relatedMatch"),
)
#: 1 + 1 + 0.8 x 0.9, of four and three items.
SHARED = 2.72


@pytest.mark.parametrize(
    ("measure", "score", "low", "high"),
    [
        ("jaccard", 2.72 / (4 + 3 - 2.72), 2 / 5, 3 / 4),
        ("dice", 2 * 2.72 / 7, 4 / 7, 6 / 7),
        ("cosine", 2.72 / math.sqrt(12), 2 / math.sqrt(12), 3 / math.sqrt(12)),
        ("overlap", 2.72 / 3, 2 / 3, 1.0),
        ("left_in_right", (1 + 1 + 0.72 + 0.2) / 4, 2 / 4, 4 / 4),
        ("right_in_left", (1 + 1 + 0.72) / 3, 2 / 3, 3 / 3),
    ],
)
def test_the_worked_example(measure: str, score: float, low: float, high: float) -> None:
    found = overlap(LEFT, RIGHT, LINKS, measure)
    assert (found.score, found.low, found.high) == pytest.approx((score, low, high))
    assert (found.left_in_right, found.right_in_left) == pytest.approx((0.73, 2.72 / 3))


def test_shares_of_the_worked_example_are_losses_after_matching_anew() -> None:
    found = overlap(LEFT, RIGHT, LINKS)
    score = 2.72 / 4.28
    # Without k2 s3 the pair s1 s3 takes its place: 2.2 of 4.8.
    assert [(p.left, p.right, p.counted, p.share) for p in found.mapped] == [
        ("s2", "s4", True, pytest.approx(score - 1.72 / 5.28)),
        ("k2", "s3", True, pytest.approx(score - 2.2 / 4.8)),
        ("s1", "s3", False, 0.0),
    ]
    assert (found.only_left, found.only_right) == ((), ())


def test_rare_items_weigh_more() -> None:
    # Three sets: a in all, b in two, c in one. ln(4 / 4) + 1, ln(4 / 3) + 1, ln(4 / 2) + 1.
    corpus = [frozenset("ab"), frozenset("abc"), frozenset("a")]
    masses = idf("abcd", corpus)
    b, c = 1 + math.log(4 / 3), 1 + math.log(2)
    assert masses == pytest.approx({"a": 1, "b": b, "c": c, "d": 1 + math.log(4)})
    found = {m: overlap({"a", "b"}, {"a", "c"}, (), m, masses).score for m in MEASURES}
    assert found == pytest.approx(
        {
            "jaccard": 1 / (1 + b + c),
            "dice": 2 / (2 + b + c),
            "cosine": 1 / (math.sqrt(1 + b * b) * math.sqrt(1 + c * c)),
            "overlap": 1 / (1 + b),
            "left_in_right": 1 / (1 + b),
            "right_in_left": 1 / (1 + c),
        }
    )


def test_a_mapped_pair_has_the_lesser_mass_times_its_weight() -> None:
    masses = {"a": 2.0, "b": 3.0}
    link = [Link("a", "b", "skos:closeMatch")]
    found = {m: overlap({"a"}, {"b"}, link, m, masses).score for m in MEASURES}
    assert found == pytest.approx(
        {
            "jaccard": 1.6 / 3.4,
            "dice": 3.2 / 5,
            "cosine": 0.8,  # 0.8 x 2 x 3 over the lengths 2 and 3
            "overlap": 0.8,
            "left_in_right": 0.8,
            "right_in_left": 0.8,
        }
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_empty_sets_score_nothing_and_equal_ones_everything(measure: str) -> None:
    assert overlap(set(), set(), (), measure).score == 0.0
    assert overlap(set(), {"a"}, (), measure).score == 0.0
    assert overlap({"a"}, set(), (), measure).score == 0.0
    masses = {"a": 1.1, "b": 1.7, "c": math.pi}
    assert overlap(set("abc"), set("abc"), (), measure, masses).score == 1.0


def test_containment_has_a_direction() -> None:
    found = overlap({"a"}, {"a", "b", "c", "d"}, (), "left_in_right")
    assert (found.score, found.left_in_right, found.right_in_left) == (1.0, 1.0, 0.25)
    assert overlap({"a"}, {"a", "b", "c", "d"}, (), "right_in_left").score == 0.25


def test_one_item_may_contain_several_but_is_shared_with_one() -> None:
    links = [Link("a", "x", "skos:exactMatch"), Link("b", "x", "skos:exactMatch")]
    assert overlap({"a", "b"}, {"x"}, links).score == 0.5
    assert overlap({"a", "b"}, {"x"}, links, "left_in_right").score == 1.0


def test_equal_codes_and_numbers_make_no_two_items_equal() -> None:
    assert overlap({"one/K02"}, {"another/K02"}).score == 0.0


def test_mappings_are_read_both_ways_and_never_chained() -> None:
    said = [Link("whole", "part", "skos:narrowMatch")]
    assert overlap({"part"}, {"whole"}, said).mapped[0].predicate == "skos:broadMatch"
    chain = [Link("a", "m", "skos:exactMatch"), Link("m", "x", "skos:exactMatch")]
    assert overlap({"a"}, {"x"}, chain).score == 0.0


def test_of_several_mappings_of_a_pair_the_heaviest_counts() -> None:
    said = [Link("a", "x", "skos:exactMatch", 0.3), Link("a", "x", "skos:closeMatch")]
    found = overlap({"a"}, {"x"}, said)
    assert [(p.predicate, p.weight) for p in found.mapped] == [("skos:closeMatch", 0.8)]


def test_an_item_of_both_sides_stays_with_itself_unless_more_is_gained() -> None:
    said = [Link("a", "b", "skos:exactMatch")]
    alone = overlap({"a", "b"}, {"b"}, said)
    assert [(p.left, p.right, p.counted) for p in (*alone.shared, *alone.mapped)] == [
        ("b", "b", True),
        ("a", "b", False),
    ]
    # a stands for b, and b for c: two pairs instead of one.
    both = overlap({"a", "b"}, {"b", "c"}, [*said, Link("b", "c", "skos:exactMatch")])
    assert both.score == 1.0
    assert [p.counted for p in both.shared] == [False]


def test_only_what_is_exact_and_sure_is_certain() -> None:
    sure = [Link("a", "b", "skos:exactMatch"), Link("a", "b", "skos:exactMatch", 1.0)]
    assert all(map(is_certain, sure))
    assert not is_certain(Link("a", "b", "skos:exactMatch", 0.99))
    assert not any(is_certain(Link("a", "b", p)) for p in PREDICATES[1:])


def test_a_measure_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownName, match="jaccard"):
        overlap({"a"}, {"a"}, (), "jacard")


def test_an_item_without_mass_is_refused() -> None:
    for masses in ({"a": 1.0}, {"a": 1.0, "b": 0.0}):
        with pytest.raises(BadValue, match="'b'"):
            overlap({"a"}, {"b"}, (), "jaccard", masses)


# --- random sets


def random_case(seed: int) -> tuple[frozenset[str], frozenset[str], list[Link]]:
    """Up to five items a side, drawn from eight, so that some are in both; up to eight links."""
    draw = random.Random(seed)
    names = [f"i{n}" for n in range(8)]
    left, right = (frozenset(draw.sample(names, draw.randint(1, 5))) for _ in range(2))
    links = []
    for _ in range(draw.randint(0, 8)):
        one, other = draw.sample(names, 2)
        confidence = draw.choice([None, 1.0, 0.9, 0.5])
        links.append(Link(one, other, draw.choice(PREDICATES), confidence))
    return left, right, links


def weights_of(
    left: Set[str], right: Set[str], links: list[Link], chosen: Mapping[Link, float] | None = None
) -> dict[Pair, float]:
    """The weight of each pair, written from the words of the issue."""
    found = {(item, item): 1.0 for item in left & right}
    for link in links:
        weight = weight_of(link) if chosen is None else chosen[link]
        for pair in ((link.left, link.right), (link.right, link.left)):
            if pair[0] in left and pair[1] in right:
                found[pair] = max(found.get(pair, 0.0), weight)
    return found


def best_of_all(left: Set[str], right: Set[str], values: Mapping[Pair, float]) -> float:
    """The most that pairs can weigh together, by trying every way to pair the items."""
    free = [*sorted(right), *[None] * len(left)]
    return max(
        math.fsum(
            values.get((one, other), 0.0)
            for one, other in zip(sorted(left), others, strict=True)
            if other is not None
        )
        for others in set(itertools.permutations(free, len(left)))
    )


def by_force(left: Set[str], right: Set[str], weights: Mapping[Pair, float], measure: str) -> float:
    """A measure of unweighted items."""
    if measure == "left_in_right":
        return sum(max(weights.get((a, b), 0.0) for b in right) for a in left) / len(left)
    if measure == "right_in_left":
        return sum(max(weights.get((a, b), 0.0) for a in left) for b in right) / len(right)
    shared, a, b = best_of_all(left, right, weights), len(left), len(right)
    scores = {
        "jaccard": shared / (a + b - shared),
        "dice": 2 * shared / (a + b),
        "cosine": shared / math.sqrt(a * b),
        "overlap": shared / min(a, b),
    }
    return scores[measure]


@pytest.mark.parametrize("seed", range(40))
def test_scores_and_shares_are_those_of_trying_every_pairing(seed: int) -> None:
    left, right, links = random_case(seed)
    weights = weights_of(left, right, links)
    for measure in MEASURES:
        found = overlap(left, right, links, measure)
        assert found.score == pytest.approx(by_force(left, right, weights, measure))
        for pair in (*found.shared, *found.mapped):
            rest = {key: w for key, w in weights.items() if key != (pair.left, pair.right)}
            without = by_force(left, right, rest, measure)
            assert pair.share == pytest.approx(found.score - without, abs=1e-12)


def removed(found: SetOverlap, links: list[Link]) -> list[Link]:
    """The links without those of the mapped pair that carries most."""
    top = {found.mapped[0].left, found.mapped[0].right}
    return [link for link in links if {link.left, link.right} != top]


@pytest.mark.parametrize("weighted", [False, True])
def test_without_the_top_pair_the_score_is_less_by_exactly_its_share(weighted: bool) -> None:
    tried = 0
    for seed in range(300):
        left, right, links = random_case(seed)
        masses = {f"i{n}": 1 + n / 7 for n in range(8)} if weighted else None
        for measure in MEASURES:
            found = overlap(left, right, links, measure, masses)
            # A link both ways between two items of both sides is two pairs.
            if found.mapped and not {found.mapped[0].left, found.mapped[0].right} <= left & right:
                without = overlap(left, right, removed(found, links), measure, masses).score
                assert found.score - without == pytest.approx(found.mapped[0].share, abs=1e-12)
                tried += found.mapped[0].share > 0
    assert tried > 500


@pytest.mark.parametrize("seed", range(60))
def test_any_choice_of_the_uncertain_mappings_lies_between_low_and_high(seed: int) -> None:
    left, right, links = random_case(seed)
    draw = random.Random(seed)
    for measure in MEASURES:
        found = overlap(left, right, links, measure)
        assert found.low <= found.score <= found.high
        for choice in ("0 or 1", "between"):
            chosen = {
                link: 1.0
                if is_certain(link)
                else draw.choice([0.0, 1.0])
                if choice == "0 or 1"
                else draw.random()
                for link in links
            }
            score = by_force(left, right, weights_of(left, right, links, chosen), measure)
            assert found.low - 1e-12 <= score <= found.high + 1e-12


@pytest.mark.parametrize("measure", SYMMETRIC)
def test_symmetric_measures_are_symmetric(measure: str) -> None:
    masses = {f"i{n}": 1 + n / 7 for n in range(8)}
    for seed in range(100):
        left, right, links = random_case(seed)
        one = overlap(left, right, links, measure, masses)
        other = overlap(right, left, links, measure, masses)
        assert (one.score, one.low, one.high) == pytest.approx((other.score, other.low, other.high))
        assert one.left_in_right == pytest.approx(other.right_in_left)


def test_scores_stay_between_nothing_and_all() -> None:
    masses = {f"i{n}": 1 + n / 7 for n in range(8)}
    for seed, measure in itertools.product(range(100), MEASURES):
        left, right, links = random_case(seed)
        found = overlap(left, right, links, measure, masses)
        assert 0.0 <= found.low <= found.score <= found.high <= 1.0 + 1e-12


@pytest.mark.parametrize("seed", range(20))
def test_matchings_of_forty_items_are_those_of_networkx(seed: int) -> None:
    draw = random.Random(seed)
    weights = [weight * c for weight in WEIGHTS.values() for c in (1, 0.9, 0.55)]
    values = {
        (f"l{draw.randrange(20)}", f"r{draw.randrange(20)}"): draw.choice(weights)
        for _ in range(60)
    }
    found = Matching(values)
    total = math.fsum(values[pair] for pair in found.pairs)
    assert total == pytest.approx(by_networkx(values))
    for pair, loss in found.losses().items():
        rest = {key: value for key, value in values.items() if key != pair}
        assert total - loss == pytest.approx(by_networkx(rest))


def by_networkx(values: Mapping[Pair, float]) -> float:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((one, other, value) for (one, other), value in values.items())
    return math.fsum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))


def test_the_unit_of_masses_does_not_matter() -> None:
    left, right = {"a", "b", "c"}, {"b", "d", "e"}
    links = [Link("a", "d", "skos:closeMatch", 0.9), Link("c", "e", "skos:relatedMatch", 0.5)]
    masses = {"a": 1.0, "b": 2.0, "c": 1.5, "d": 1.2, "e": 3.0}
    for measure in ("jaccard", "dice", "cosine", "overlap", "left_in_right"):
        one = overlap(left, right, links, measure, masses)
        for unit in (1e-9, 1e150):
            other = overlap(left, right, links, measure, {i: m * unit for i, m in masses.items()})
            assert other.score == pytest.approx(one.score)
            assert [p.share for p in other.mapped] == pytest.approx([p.share for p in one.mapped])


@pytest.mark.parametrize("mass", [0.0, -1.0, float("inf"), float("nan")])
def test_a_mass_is_finite_and_above_zero(mass: float) -> None:
    with pytest.raises(BadValue, match="finite mass above 0"):
        overlap({"a"}, {"a"}, masses={"a": mass})


@pytest.mark.parametrize("weight", [3.0, 1.1, -0.1])
def test_a_weight_of_a_pair_is_a_share(weight: float) -> None:
    with pytest.raises(BadValue, match="is a number between"):
        overlap({"a"}, {"b"}, [Link("a", "b", "skos:closeMatch")], pair_weight=lambda _: weight)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_mapping_that_weighs_nothing_does_not_count(measure: str) -> None:
    links = [Link("a", "b", "skos:exactMatch")]
    found = overlap({"a"}, {"b"}, links, measure, pair_weight=lambda _: 0.0)
    assert (found.score, [pair.counted for pair in found.mapped]) == (0.0, [False])


@pytest.mark.parametrize("measure", MEASURES)
def test_an_item_stands_for_itself_before_what_it_is_mapped_to_as_well(measure: str) -> None:
    links = [Link("m", "a", "skos:exactMatch"), Link("m", "z", "skos:exactMatch")]
    found = overlap({"m"}, {"a", "m", "z"}, links, measure)
    counted = [(p.left, p.right) for p in (*found.shared, *found.mapped) if p.counted]
    # Contained in the left, the others of the right have a counterpart in m as well.
    beside = [("m", "a"), ("m", "z")] if measure == "right_in_left" else []
    assert counted == [("m", "m"), *beside]


def test_only_what_is_one_thing_or_mapped_as_such_is_certain() -> None:
    links = [
        Link("b", "x", "skos:exactMatch"),
        Link("c", "y", "skos:closeMatch"),
        Link("d", "z", "skos:exactMatch", 0.9),
    ]
    found = overlap({"a", "b", "c", "d"}, {"a", "x", "y", "z"}, links)
    certain = {pair.left: pair.certain for pair in (*found.shared, *found.mapped)}
    assert certain == {"a": True, "b": True, "c": False, "d": False}
