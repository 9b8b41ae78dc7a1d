"""How far two sets of mappings agree, worked out by hand."""

from __future__ import annotations

import random
from collections.abc import Mapping as Map
from math import sqrt

import pytest

import aitalent_kg as atk
from aitalent_kg.cli.mappings_words import agreement_lines
from aitalent_kg.errors import BadValue
from aitalent_kg.mappings.agreement import NONE, Agreement, agreement, kappa
from aitalent_kg.mappings.named import mappings_of
from aitalent_kg.mappings.record import NO_TERM, PREDICATES, Mapping
from aitalent_kg.names import ID


def said(text: str) -> list[Mapping]:
    """Mappings from words: `1 close` is of the pair a1 b1; `-1 exact` denies it; `1 none x`."""
    found = []
    for entry in text.split(", "):
        number, name, *where = entry.split()
        pair = number.lstrip("-")
        predicate = "skos:mappingRelation" if name == "none" else f"skos:{name}Match"
        found.append(
            Mapping(
                f"urn:a{pair}",
                predicate,
                NO_TERM if name == "none" else f"urn:b{pair}",
                negated=number.startswith("-"),
                object_source="".join(where),
            )
        )
    return found


A = said("1 close, 2 close, 3 related, 4 exact")
B = said("1 close, 2 related, 3 related, 5 close")


def pairs(entries: object) -> list[str]:
    assert isinstance(entries, tuple)
    return [entry.left.removeprefix("urn:a") for entry in entries]


@pytest.fixture
def found() -> Agreement:
    return agreement(A, B)


def test_each_pair_is_in_one_list(found: Agreement) -> None:
    assert pairs(found.same) == ["1", "3"]
    assert pairs(found.differing) == ["2"]
    assert (pairs(found.only_a), pairs(found.only_b)) == (["4"], ["5"])


def test_kappa_over_the_union(found: Agreement) -> None:
    """By chance: close 0.4 x 0.4, related 0.2 x 0.4, exact 0.2 x 0, none 0.2 x 0.2 = 0.28."""
    assert (found.universe, found.all_pairs.n, found.all_pairs.agreed) == ("union", 5, 0.4)
    assert found.all_pairs.expected == pytest.approx(0.28)
    assert found.all_pairs.value == pytest.approx((0.4 - 0.28) / 0.72)


def test_kappa_of_the_predicate_over_what_both_map(found: Agreement) -> None:
    """Agreed 2/3; by chance 2/3 x 1/3 for close and 1/3 x 2/3 for related = 4/9."""
    assert found.shared_pairs.n == 3
    assert found.shared_pairs.value == pytest.approx(0.4)


def test_pairs_that_no_set_names_count_where_the_caller_says_so() -> None:
    """Of ten pairs seven agree; by chance 0.2 x 0.2 + 0.1 x 0.2 + 0.6 x 0.6 = 0.42."""
    found = agreement(A, B, pairs=10)
    assert (found.universe, found.all_pairs.n, found.all_pairs.agreed) == ("given", 10, 0.7)
    assert found.all_pairs.value == pytest.approx(0.28 / 0.58)
    assert found.shared_pairs == agreement(A, B).shared_pairs


def test_the_standard_error_is_that_of_fleiss_cohen_and_everitt() -> None:
    """50 pairs, kappa 0.4: 0.04624 + 0.06348 + 0.04356 + 0.05832 - 0.1^2 = 0.2016."""
    found = kappa({("x", "x"): 20, ("x", "y"): 5, ("y", "x"): 10, ("y", "y"): 15})
    assert found.error == pytest.approx(sqrt(0.2016 / 50) / 0.5)
    assert found.interval == pytest.approx((0.1511, 0.6489), abs=1e-4)


def delta_method(cells: Map[tuple[str, str], int]) -> float:
    """The standard error from numeric derivatives of kappa by each share."""
    n = sum(cells.values())
    share = {cell: number / n for cell, number in cells.items()}

    def value(p: Map[tuple[str, str], float]) -> float:
        names = {name for cell in p for name in cell}
        total = sum(p.values())
        agreed = sum(q for (x, y), q in p.items() if x == y) / total
        chance = sum(
            sum(q for (x, _), q in p.items() if x == name)
            * sum(q for (_, y), q in p.items() if y == name)
            for name in names
        )
        return (agreed - chance / total**2) / (1 - chance / total**2)

    step = 1e-6
    slope = {
        c: (value({**share, c: share[c] + step}) - value({**share, c: share[c] - step}))
        / (2 * step)
        for c in share
    }
    mean = sum(share[c] * slope[c] for c in share)
    return sqrt((sum(share[c] * slope[c] ** 2 for c in share) - mean**2) / n)


@pytest.mark.parametrize("seed", range(20))
def test_the_standard_error_agrees_with_numeric_derivatives(seed: int) -> None:
    chooser = random.Random(seed)
    names = ["x", "y", "z", "w"][: chooser.randint(2, 4)]
    cells = {(a, b): chooser.randint(1, 30) for a in names for b in names}
    assert kappa(cells).error == pytest.approx(delta_method(cells), rel=1e-4)


def test_orientation_does_not_matter() -> None:
    turned = [
        Mapping("urn:b1", "skos:narrowMatch", "urn:a1"),
        Mapping("urn:b2", "skos:exactMatch", "urn:a2"),
    ]
    found = agreement(said("1 broad, 2 close"), turned)
    assert (pairs(found.same), pairs(found.differing)) == (["1"], ["2"])
    assert found.differing[0].b == "skos:exactMatch"


def test_to_deny_a_mapping_is_to_say_nothing_of_the_pair() -> None:
    """Pair 2 is looked at by A and left out by both; pair 3 is mapped by B alone."""
    found = agreement(said("1 close, -2 exact, -3 close"), said("1 close, 3 close"))
    assert found.all_pairs.n == 3
    assert (pairs(found.same), pairs(found.only_b)) == (["1"], ["3"])
    assert found.only_b[0].a == NONE
    assert found.all_pairs.agreed == pytest.approx(2 / 3)


def test_denying_a_stronger_relation_leaves_the_weaker_one() -> None:
    found = agreement(said("1 related, -1 close"), said("1 related"))
    assert pairs(found.same) == ["1"]


def test_what_has_no_counterpart_is_counted_by_itself() -> None:
    found = agreement(said("1 close, 2 none x, 3 none x"), said("1 close, 3 none x, 4 none x"))
    assert found.all_pairs.n == 1
    assert (found.unmatched_both, found.unmatched_a, found.unmatched_b) == (1, 1, 1)


def test_sets_without_a_pair_still_agree_on_what_has_no_counterpart() -> None:
    found = agreement(said("2 none x, 3 none x"), said("3 none x, 4 none x"))
    assert (found.unmatched_both, found.unmatched_a, found.unmatched_b) == (1, 1, 1)
    assert (found.all_pairs.n, found.all_pairs.value) == (0, None)
    *_, last = agreement_lines(found, "en")
    assert last == "no counterpart: both say so of 1, only A of 1, only B of 1"


def test_kappa_is_not_defined_where_only_one_thing_is_ever_said() -> None:
    found = agreement(A[:2], A[:2])
    assert (found.all_pairs.agreed, found.all_pairs.value) == (1.0, None)
    assert found.all_pairs.interval is None


def test_sets_that_share_no_pair() -> None:
    found = agreement(A[:1], B[3:])
    assert (found.shared_pairs.n, found.shared_pairs.value) == (0, None)
    assert found.all_pairs.value == pytest.approx((0 - 0.5) / 0.5)


def test_too_few_pairs_and_none_at_all_are_refused() -> None:
    with pytest.raises(BadValue, match=r"^4: the sets name 5 pairs; give that number or a higher"):
        agreement(A, B, pairs=4)
    with pytest.raises(BadValue, match="no pair in either set"):
        agreement([], said("1 none x"))


def between(text: str) -> list[Mapping]:
    """Mappings of our documents: `C1 close G1, C1 none G, -S1 exact G2`, by first letters."""
    stems = {"C": "civil-service-framework", "G": "industry-guide-115v3.0", "S": "SMS2512-002v1"}
    found = []
    for entry in text.split(", "):
        left, name, right = entry.lstrip("-").split()
        none = name == "none"
        found.append(
            Mapping(
                f"{ID}{stems[left[0]]}/{left}",
                "skos:mappingRelation" if none else f"skos:{name}Match",
                NO_TERM if none else f"{ID}{stems[right[0]]}/{right}",
                negated=entry.startswith("-"),
                object_source=ID + stems[right[0]] if none else "",
            )
        )
    return found


FULL = between("C1 close G1, C2 close G2, C3 related S1, C4 related S2, S3 none G, -S1 exact G5")
PART = between("G1 close C1, C2 related G2")


def test_documents_of_which_one_set_says_nothing_are_no_disagreement() -> None:
    """Of C-G both speak, 1 of 2 agrees; C-S and S-G are left out: two pairs, and a denied one."""
    found = agreement(FULL, PART)
    assert (found.all_pairs.n, found.all_pairs.agreed, found.left_out) == (2, 0.5, 3)
    assert found.only_a == ()
    assert found.unmatched_a == 0
    assert [len(pairs) for pairs in (found.scope.both, found.scope.only_a)] == [1, 2]
    assert found.scope.only_b == frozenset()


def test_the_whole_counts_them() -> None:
    found = agreement(FULL, PART, whole=True)
    assert (found.all_pairs.n, found.all_pairs.agreed, found.left_out) == (5, 0.4, 0)
    assert (len(found.only_a), found.unmatched_a, found.denied_one) == (2, 1, 1)


def test_to_find_no_counterpart_or_to_deny_is_to_speak_of_the_documents() -> None:
    for text in ("C9 none S", "-C9 close S9"):
        found = agreement(FULL, [*PART, *between(text)])
        assert len(found.only_a) == 2


def test_the_document_of_a_thing_of_others_is_what_either_set_says() -> None:
    """A says where b stands, B does not; without that C-b and C-b would be other documents."""
    stated = Mapping(f"{ID}C/1", "skos:closeMatch", "urn:b", object_source="urn:doc")
    bare = Mapping("urn:b", "skos:closeMatch", f"{ID}C/1")
    assert len(agreement([stated], [bare]).same) == 1


def test_the_numbers_add_up_to_all_pairs() -> None:
    """1 same, 2 other, 3 and 4 of one set, 5 denied by both, 6 by one, four more looked at."""
    a = said("1 close, 2 close, 3 close, -5 close, -6 exact")
    b = said("1 close, 2 related, 4 close, -5 related")
    found = agreement(a, b, pairs=10)
    assert (found.denied_both, found.denied_one) == (1, 1)
    listed = (found.same, found.differing, found.only_a, found.only_b)
    assert [len(entries) for entries in listed] == [1, 1, 1, 1]
    line = next(agreement_lines(found, "en"))
    assert line == (
        "same 1 pairs; mapped by both, otherwise 1; only by A 1; only by B 1; "
        "mapped by neither 2 (denied by both 1, by one 1); named by neither 4"
    )


def test_sets_that_only_deny_agree_on_what_both_deny() -> None:
    found = agreement(said("-1 close, -2 close"), said("-1 exact, -2 close"))
    assert (found.denied_both, found.denied_one, found.all_pairs.agreed) == (2, 0, 1.0)
    assert "兩者皆否定 2 對" in next(agreement_lines(found, "zh"))


def test_what_is_left_out_is_said_in_words() -> None:
    first, second, *_ = agreement_lines(agreement(FULL, PART), "en")
    assert first == "B speaks of 1 of the 3 pairs of documents of which A speaks"
    assert second == "the 3 pairs of the other documents do not count (--whole counts them)"
    first, second, *_ = agreement_lines(agreement(PART, FULL, whole=True), "zh")
    assert first == "A 論及 B 所論 3 組文件中的 1 組"
    assert second.startswith("其餘各組文件的各對計為不一致")


def test_sets_of_other_documents_cannot_be_compared() -> None:
    with pytest.raises(BadValue, match="speak of no pair of documents in common"):
        agreement(between("C1 close G1"), between("C1 close S1"))
    assert agreement(between("C1 close G1"), between("C1 close S1"), whole=True).all_pairs.n == 2


def test_two_documents_or_things_limit_what_is_compared(kg: atk.KnowledgeGraph) -> None:
    """Nothing of other documents is left to leave out, so the whole is the same."""
    sms, set_ = "SMS2512-002v1", "SET2529-001v2"
    ours = kg.mappings(sms, set_)
    found = kg.agreement("accepted", ours, left=set_, right=sms, whole=True)
    assert (found.only_a, found.only_b, found.left_out) == ((), (), 0)
    assert len(found.same) == sum(mapping.object != NO_TERM for mapping in ours)
    one = kg.agreement("accepted", ours, left=f"{sms}/A03", right=set_)
    assert len(one.same) == 1


def test_a_part_of_our_crosswalk_agrees_with_the_whole(kg: atk.KnowledgeGraph) -> None:
    """Every pair of two documents in the one, twelve pairs of documents in the other."""
    found = kg.agreement("accepted", kg.mappings("SMS2512-002v1", "SET2529-001v2"))
    assert found.all_pairs.agreed == 1.0
    assert found.left_out > len(found.same)


def test_a_set_agrees_with_itself(kg: atk.KnowledgeGraph) -> None:
    ours = mappings_of(kg.store, "accepted")
    found = agreement(ours, ours)
    assert (found.differing, found.only_a, found.only_b) == ((), (), ())
    assert found.all_pairs.value == 1.0
    assert len(found.same) == sum(mapping.object != NO_TERM for mapping in ours)


def test_every_predicate_can_be_told_from_the_others() -> None:
    for name in PREDICATES:
        for other in PREDICATES:
            found = agreement([Mapping("urn:a", name, "urn:b")], [Mapping("urn:a", other, "urn:b")])
            assert bool(found.same) == (name == other)
