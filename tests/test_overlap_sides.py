"""What an overlap counts on each side, what it leaves out and says of it, and its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import combinations

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad, Store

import aitalent_kg as atk
from aitalent_kg.cli.overlapping import overlap_command
from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.sets import Link
from aitalent_kg.lookup import Ref, kind_of
from aitalent_kg.names import AIT, DOCUMENTS, ID, expand
from aitalent_kg.overlap.compared import Compared, Corpus, corpus_of
from aitalent_kg.overlap.rows import COLUMNS, STATES, named
from aitalent_kg.overlap.sets import overlap
from aitalent_kg.overlap.words import Words, remarks

SMS, SET = "SMS2512-002v1", "SET2529-001v2"
GUIDE, CIVIL = "industry-guide-115v3.0", "civil-service-framework"


def test_of_a_whole_document_its_list_counts_as_compare_counts_it(kg: atk.KnowledgeGraph) -> None:
    found = kg.overlap(CIVIL, GUIDE)
    assert dict(found.left_counted) == {"Competency": 14, "Attitude": 5}
    assert dict(found.right_counted) == {"AbilityItem": 11}
    coverage = kg.compare(CIVIL, GUIDE).coverage
    for side, counted in (
        ("left_in_right", found.left_counted),
        ("right_in_left", found.right_counted),
    ):
        assert len(coverage[side].all.items) == sum(counted.values())


def test_a_smaller_thing_counts_all_that_it_asks_for(kg: atk.KnowledgeGraph) -> None:
    literacy = f"{GUIDE}/ability-type/ai-literacy"
    assert {*kg.overlap(literacy, SMS).left_counted} == {"AbilityItem", "KeyContent"}
    # Application talent: knowledge, tools, workflows, problems, communication; and foundations.
    application = f"{GUIDE}/talent-category/application"
    assert kg.overlap(application, SMS).left_counted["CompetencyItem"] == 5


@pytest.mark.parametrize(
    ("document", "kinds", "number"),
    [
        (GUIDE, "SoftSkill", 5),
        (GUIDE, "KeySkill", 25),
        (GUIDE, "Duty", 28),
        (GUIDE, "KeyContent", 29),
        (GUIDE, "AbilityItem,KeyContent", 40),
        (GUIDE, ["Foundation", "AbilityType"], 9),
        (SMS, "Duty", 4),
        (SET, "Output", 6),
    ],
)
def test_kinds_reach_all_things_of_a_whole_document(
    kg: atk.KnowledgeGraph, document: str, kinds: str | list[str], number: int
) -> None:
    found = kg.overlap(document, CIVIL, kinds=kinds)
    assert sum(found.left_counted.values()) == number


def test_kinds_reach_only_what_a_smaller_thing_asks_for(kg: atk.KnowledgeGraph) -> None:
    found = kg.overlap(f"{SMS}/T1.1", SMS, kinds="K")
    assert (sum(found.left_counted.values()), found.left_in_right) == (6, 1.0)  # K01 to K06


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", "沒有類別為 SoftSkill 的項目；其項目有：Competency 14、Attitude 5"),
        ("en", "none of kind SoftSkill; there are: Competency 14, Attitude 5"),
    ],
)
def test_a_side_without_the_kind_asked_for_says_which_kinds_it_has(
    kg: atk.KnowledgeGraph, lang: str, says: str
) -> None:
    found = kg.overlap(CIVIL, GUIDE, kinds="SoftSkill", lang=lang)
    assert says in found.remarks[0]


def test_what_is_counted_is_said_in_both_languages(kg: atk.KnowledgeGraph) -> None:
    assert (
        "計入的項目：左側 職能 14、態度 5；右側 能力項目 11。" in kg.overlap(CIVIL, GUIDE).remarks
    )
    english = kg.overlap(CIVIL, GUIDE, lang="en").remarks
    assert "Counted: left competency 14, attitude 5; right ability item 11." in english


@pytest.mark.parametrize(("one", "other"), list(combinations(DOCUMENTS, 2)))
def test_what_is_mapped_and_what_is_beyond_are_the_pairs_of_compare(
    kg: atk.KnowledgeGraph, one: str, other: str
) -> None:
    found = kg.overlap(one, other)
    pairs = {(pair.left.iri, pair.right.iri) for pair in kg.compare(one, other).pairs}
    assert {(pair.left.iri, pair.right.iri) for pair in found.mapped} <= pairs
    assert len(found.mapped) + sum(found.beyond.values()) == len(pairs)


def test_mappings_to_what_is_not_counted_are_counted_apart(kg: atk.KnowledgeGraph) -> None:
    store = kg.statements
    found = kg.overlap(CIVIL, GUIDE, lang="en")
    left, right = (
        {item.iri for item in alone} | {item.iri for item in mapped}
        for alone, mapped in (
            (found.only_left, [pair.left for pair in found.mapped]),
            (found.only_right, [pair.right for pair in found.mapped]),
        )
    )
    pairs = {frozenset((row.subject, row.object)) for row in kg.mappings(CIVIL, GUIDE)}
    besides = {pair for pair in pairs if len(pair & (left | right)) == 1}
    ends = [next(iter(pair - left - right)) for pair in besides]
    wanted = [iri for iri in ends if iri.startswith((f"{ID}{GUIDE}/", f"{ID}{CIVIL}/"))]
    assert sum(found.beyond.values()) == len(wanted) > 0
    assert set(found.beyond) == {kind_of(store, iri) for iri in wanted}
    assert f"has besides: {len(wanted)} (" in found.remarks[-1]
    assert kg.overlap(CIVIL, GUIDE, mapped=False).beyond == {}


@pytest.mark.parametrize("make", [list, tuple, set, iter, dict.fromkeys])
def test_any_collection_of_names_is_a_side(kg: atk.KnowledgeGraph, make: type) -> None:
    items = make([f"{SMS}/K01", f"{ID}{SMS}/S01"])
    # A mapping is a person's record, so that a dictionary of names is given by its keys.
    found = kg.overlap(items.keys() if isinstance(items, dict) else items, f"{SMS}/T1.1")
    assert (found.left_in_right, found.right_in_left) == pytest.approx((1.0, 2 / 9))


@pytest.mark.parametrize("what", [7, 1.5, [f"{SMS}/K01", 7], [None], {1, 2}, object()])
def test_what_is_no_side_is_refused_in_one_line(kg: atk.KnowledgeGraph, what: object) -> None:
    with pytest.raises(BadValue) as caught:
        kg.overlap(what, SMS)  # type: ignore[call-overload]
    assert "\n" not in str(caught.value)
    assert "names or IRIs of items" in str(caught.value)


def test_a_text_in_place_of_a_set_makes_no_matrix(kg: atk.KnowledgeGraph) -> None:
    pytest.importorskip("scipy")
    with pytest.raises(BadValue, match="in a set"):
        kg.overlap_matrix({"mine": f"{ID}{SMS}/K01", "other": {f"{ID}{SMS}/K01"}})


def test_rows_are_those_of_the_command_line(kg: atk.KnowledgeGraph) -> None:
    table = kg.overlap(SMS, SET, lang="en").table()
    assert table.columns == COLUMNS
    assert {*table.column("state")} <= {*STATES}
    done = CliRunner().invoke(
        overlap_command, [SMS, SET, "--lang", "en", "--format", "csv", "--evidence"]
    )
    printed = list(csv.reader(io.StringIO(done.stdout)))
    assert len(printed[0]) == len(COLUMNS)
    assert [row[1] for row in printed[1:]] == [code or "" for code in table.column("left")]
    assert [row[6] for row in printed[1:]] == table.column("kind")
    shares = [None if row[9] == "" else float(row[9]) for row in printed[1:]]
    for shown, share in zip(shares, table.column("share"), strict=True):
        assert shown == (None if share is None else pytest.approx(share, abs=5e-5))


def test_rows_go_to_pandas(kg: atk.KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    found = kg.overlap(SMS, SET)
    frame = found.table().to_pandas()
    states = frame["state"].value_counts().to_dict()
    assert states.get("only_left", 0) == len(found.only_left)
    assert states.get("mapped", 0) + states.get("not_counted", 0) == len(found.mapped)


def test_pairs_of_several_sides_are_rows(kg: atk.KnowledgeGraph) -> None:
    table = kg.overlap(CIVIL, SMS, SET).table()
    assert [(row.left, row.right) for row in table] == [(CIVIL, SMS), (CIVIL, SET), (SMS, SET)]
    assert table.column("score") == [pair.score for pair in kg.overlap(CIVIL, SMS, SET).pairs]


def test_answers_are_shown_in_a_line(kg: atk.KnowledgeGraph) -> None:
    pytest.importorskip("scipy")
    answers: Iterable[object] = (
        kg.overlap(SMS, SET),
        kg.overlap(CIVIL, SMS, SET),
        kg.overlap_matrix([CIVIL, SMS, SET]),
    )
    for found in answers:
        assert len(repr(found)) < 160
        assert "\n" not in repr(found)
    assert repr(kg.overlap(SMS, SMS, mapped=False)) == (
        f"<Overlap of {SMS} and {SMS}: jaccard 1.000 (1.000 to 1.000), 46 shared, 0 mapped>"
    )


def test_a_link_of_the_caller_to_what_is_not_counted_is_beyond(kg: atk.KnowledgeGraph) -> None:
    duty = f"{ID}{SMS}/T1"
    mine = Link("https://example.org/a", duty, "skos:relatedMatch")
    found = kg.overlap(["https://example.org/a"], SMS, links=[mine])
    assert dict(found.beyond) == {kind_of(kg.statements, duty): 1}


def test_a_mapped_pair_counts_or_another_pair_of_one_of_its_items_does(
    kg: atk.KnowledgeGraph,
) -> None:
    """Of the 29 mapped pairs of the two standards an item counts in one at most."""
    rows = kg.overlap("SMS2512-002v1", "SET2529-001v2").table()
    counted = [row for row in rows if row.state == "mapped"]
    others = [row for row in rows if row.state == "not_counted"]
    assert len(counted) + len(others) == 29
    lefts, rights = [row.left for row in counted], [row.right for row in counted]
    assert len({*lefts}) == len(lefts) and len({*rights}) == len(rights)
    assert all(row.left in lefts or row.right in rights for row in others)
    assert all(row.share > 0 for row in counted) and {row.share for row in others} == {0.0}


@pytest.mark.parametrize(
    ("side", "name"),
    [
        (Ref("urn:x:1", "S01", "讀", "Skill"), "S01"),
        (Ref("", "", "王小明", "Person"), "王小明"),
        (Ref("", "", "", "set"), "set"),
    ],
)
def test_a_side_is_named_by_code_else_by_label_else_by_kind(side: Ref, name: str) -> None:
    assert named(side) == name


def test_of_a_kind_that_asks_for_nothing_those_count_that_a_file_gives_items() -> None:
    """An event asks for no items by its kind; one of two does in a user's file."""
    said = [
        ("u:one", "rdf:type", f"{AIT}Event"),
        ("u:two", "rdf:type", f"{AIT}Event"),
        ("u:one", "ait:requires", "u:item"),
    ]
    store = Store()
    store.extend(Quad(NamedNode(s), NamedNode(expand(p)), NamedNode(o)) for s, p, o in said)
    one = Compared(Ref("u:one", "one", "one", "Event"), {"u:item": ("u:item",)})
    assert corpus_of(store, [one], None) == Corpus(("Event",), (frozenset({"u:item"}),))


def remarks_on(
    left: Compared, right: Compared, *links: Link, store: Store | None = None
) -> list[str]:
    """Remarks on two sides, in English; left out, with a graph of nothing."""
    found = overlap(left.items, right.items, links)
    return list(remarks(left, right, found, {}, Words(store or Store(), None, "en")))


def side_of(name: str, *items: str) -> Compared:
    return Compared(Ref("", "", name, "Person"), {item: (item,) for item in items})


@pytest.mark.parametrize(("name", "said"), [("one", ["one"]), ("two", ["one", "two"])])
def test_each_empty_side_is_remarked_and_one_that_is_both_sides_once(
    name: str, said: list[str]
) -> None:
    found = remarks_on(side_of("one"), side_of(name))
    assert [remark.split()[0] for remark in found if "has no items to compare" in remark] == said


A, B, OTHER = f"{ID}{SMS}/skill/a", f"{ID}{SMS}/skill/b", f"{ID}{SET}/skill/c"


@pytest.mark.parametrize(
    ("items", "links", "unlinked", "equal"),
    [
        (([A], [OTHER]), (), True, False),
        (([A], [OTHER]), (Link(A, OTHER, "skos:closeMatch"),), False, False),
        (([A], [B]), (), False, False),  # of one document
        (([A], [A]), (), False, True),
        (([A], []), (), False, False),
        (([], [A]), (), False, False),
        (([], []), (), False, False),
    ],
)
def test_sides_of_two_documents_without_a_mapping_and_equal_ones_are_told(
    items: tuple[list[str], list[str]], links: tuple[Link, ...], unlinked: bool, equal: bool
) -> None:
    found = remarks_on(side_of("one", *items[0]), side_of("two", *items[1]), *links)
    assert any("no mapping between them counts" in remark for remark in found) is unlinked
    assert ("Both sides have the same items." in found) is equal


def test_mappings_that_may_be_wrong_are_counted_in_a_remark() -> None:
    found = remarks_on(side_of("one", A), side_of("two", OTHER), Link(A, OTHER, "skos:closeMatch"))
    assert [remark for remark in found if "uncertain" in remark] == [
        "1 mappings are uncertain: low takes all of them as wrong, high as right."
    ]


@pytest.mark.parametrize("schemes", [("u:f", "u:f"), ("u:f", "u:g")])
def test_items_of_one_imported_framework_are_of_one_source(schemes: tuple[str, str]) -> None:
    store, sides = Store(), (side_of("one", "u:a"), side_of("two", "u:b"))
    for item, scheme in zip(("u:a", "u:b"), schemes, strict=True):
        place = NamedNode(expand("skos:inScheme"))
        store.add(Quad(NamedNode(item), place, NamedNode(scheme)))
    found = remarks_on(*sides, store=store)
    apart = any("no mapping between them counts" in remark for remark in found)
    assert apart is (schemes == ("u:f", "u:g"))
