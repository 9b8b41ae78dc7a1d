"""Following a reading: what leaves the graph, what stays, and which readings can be named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.evidence import evidence_of
from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import ID
from aitalent_kg.readings.choices import Choice, choices, settle
from aitalent_kg.readings.follow import following, what_if

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
#: The differences in which a reading can be followed; worked through by hand, of all 107.
FOLLOWABLE = [
    "G-04", "G-06", "G-07", "G-09", "G-10", "G-11", "G-12", "G-13", "G-19", "G-27", "G-36",
    "X-02", "X-03", "X-04", "X-07", "X-08", "X-11", "X-12", "X-16", "X-19", "X-30", "X-31",
    "X-33", "X-49",
]  # fmt: skip


@pytest.fixture(scope="module")
def deck(kg: KnowledgeGraph) -> KnowledgeGraph:
    return following(kg, [DECK])


@pytest.fixture(scope="module")
def guide(kg: KnowledgeGraph) -> KnowledgeGraph:
    return following(kg, [GUIDE])


def groups(kg: KnowledgeGraph, role: str) -> set[str]:
    """Role groups and types that a role is in, without those of inferred placements."""
    rows = kg.select("SELECT ?group { ?role ait:inGroup ?group }", role=atk.Iri(ID + role))
    return {row.group.curie for row in rows}


def names(every: list[Choice]) -> list[str]:
    return list(dict.fromkeys(c.id.partition(":")[0] for c in every if c.statements))


# the curated statements


def test_these_differences_have_readings_with_statements(kg: KnowledgeGraph) -> None:
    assert names(choices(kg.statements)) == FOLLOWABLE


def test_a_statement_rests_on_a_document_of_its_reading(kg: KnowledgeGraph) -> None:
    for choice in choices(kg.statements):
        for statement in choice.statements:
            sources = {q.source.removesuffix(".txt") for q in evidence_of(kg.statements, statement)}
            assert sources & set(choice.documents), (choice.id, statement)


def test_a_statement_states_one_reading_of_its_difference(kg: KnowledgeGraph) -> None:
    """Two of table 5's rules are read alike by two readings; the important 軟體工程 by two."""
    twice = []
    for whole, own in by_difference(kg).items():
        stated = [statement for choice in own for statement in choice.statements]
        twice += [(whole, s.rpartition("/")[2]) for s in set(stated) if stated.count(s) > 1]
    assert sorted(twice) == [
        ("G-13", "H4-sum"),
        ("G-27", "foundation-software-engineering-development"),
    ]


def by_difference(kg: KnowledgeGraph) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {}
    for choice in choices(kg.statements):
        found.setdefault(choice.id.partition(":")[0], []).append(choice)
    return found


def test_the_readings_of_a_rule_and_of_its_difference_recommend_alike(kg: KnowledgeGraph) -> None:
    """G-07 to G-13 are about rules of table 5; both places say which reading is chosen."""
    every = {choice.iri: choice for choice in choices(kg.statements)}
    pairs = [(c, every[s]) for c in every.values() for s in c.statements if s in every]
    assert len(pairs) == 18  # G-07 two, G-09 and G-10 three, G-11 and G-12 two, G-13 three by two
    for difference, rule in pairs:
        if rule.id != "H4-sum":  # G-13:3 agrees with G-13:1 about row 四
            assert difference.chosen == rule.chosen, (difference.id, rule.id)


# following


def test_the_deck_puts_the_planner_among_the_value_adding(
    kg: KnowledgeGraph, deck: KnowledgeGraph, guide: KnowledgeGraph
) -> None:
    """Table 7 of the guide says 導入型; lines 91 and 93 of the deck say 加值型."""
    planner = f"{GUIDE}/role/ai-application-planner"
    both = {f"{GUIDE}/talent-category/application"}
    theirs, ours = f"{DECK}/role-group/value-adding", f"{GUIDE}/role-type/adoption"
    assert groups(kg, planner) == both | {theirs, ours}
    assert groups(deck, planner) == both | {theirs}
    assert groups(guide, planner) == both | {ours}


def test_a_single_reading_touches_only_its_difference(kg: KnowledgeGraph) -> None:
    one = following(kg, ["X-02:2"])
    gone = set(kg.store) - set(one.store)
    statements = {quad.subject.value.removeprefix(ID) for quad in gone if "chosen" not in str(quad)}
    names = ("ai-adoption-consultant", "ai-application-planner", "process-optimisation-specialist")
    placements = {f"{GUIDE}/placement/{name}-adoption" for name in names}
    # with them go the shortcut of the one that is printed, and what a note says it is about
    shortcut, note = f"{GUIDE}/role/ai-application-planner", f"{GUIDE}/note/table-8-no-role-type"
    assert statements == placements | {shortcut, note}


def test_a_reading_may_be_named_by_its_document(kg: KnowledgeGraph) -> None:
    by_number, by_name = (following(kg, name) for name in ("X-02:2", f"x-02:{DECK}"))
    assert set(by_number.store) == set(by_name.store)


def test_the_graph_asked_before_is_as_it_was(kg: KnowledgeGraph, deck: KnowledgeGraph) -> None:
    assert set(kg.store) == set(atk.load().store)
    assert len(deck) < len(kg)


def test_nothing_of_a_statement_left_out_is_found_by_any_query(
    kg: KnowledgeGraph, deck: KnowledgeGraph
) -> None:
    """Of the record of the differences, which keeps every reading, nothing is asked here."""
    left_out = settle(choices(kg.statements), [DECK]).left_out
    record = {"contradictions-about", "contradiction-readings"}
    shown = {
        cell
        for name in set(atk.queries()) - record
        for row in deck.query(name)
        for cell in row
        if isinstance(cell, str) and cell in left_out
    }
    # X-02 3, X-03 5, X-04 3, X-07 1, X-08 2, X-19 3, X-30 1, X-31 5 of which X-03 has 2, X-33 1, X-49 3
    assert len(left_out) == 25
    assert shown == set()


def test_networks_follow(kg: KnowledgeGraph) -> None:
    """Of 34 steps the guide's reading of X-31 has five."""
    assert (
        kg.network().number_of_edges() - following(kg, ["X-31:2"]).network().number_of_edges() == 5
    )


def test_routes_follow(kg: KnowledgeGraph, deck: KnowledgeGraph) -> None:
    """By the guide the planner is 導入型, from which one becomes 產品經理; the deck has no such step."""
    start, goal = f"{GUIDE}/role/ai-application-planner", "AI 產品經理"
    [route] = kg.routes(start, goal).routes
    assert [step.to.label for step in route.steps] == ["AI 導入型", "AI 產品經理"]
    assert deck.routes(start, goal).routes == ()


def test_gaps_follow(kg: KnowledgeGraph) -> None:
    """Line 338 of the deck asks for 基礎 Python at gate C; SMS2512-002v1 knows no gate."""
    gate = f"{DECK}/gate/c"
    before, after = kg.gap("none", gate), following(kg, ["X-08:2"]).gap("none", gate)
    gone = {item.code for item in before.missing} - {item.code for item in after.missing}
    assert gone == {f"{DECK}/skill/basic-python"}


def test_the_rule_of_table_5_follows(kg: KnowledgeGraph) -> None:
    """One 專案類 certificate is enough for row 四 if either bullet is, not if both are asked for."""
    person = {"certificates": ["IBM AI Engineering"]}

    def outcome(graph: KnowledgeGraph) -> object:
        rows = graph.assess(person, as_of="2026-06-01").rows
        [row] = [row for row in rows if row.target.label == "AI 模型訓練"]
        return row.recommended("certificates")

    assert outcome(following(kg, ["G-07:1"])) == outcome(following(kg, ["C4-or"])) == "met"
    assert outcome(following(kg, ["G-07:2"])) == outcome(following(kg, ["C4-and"])) == "not_met"


def test_the_record_says_which_reading_is_followed(kg: KnowledgeGraph) -> None:
    def marks(graph: KnowledgeGraph, id_: str) -> list[bool]:
        return [reading.chosen for reading in graph.conflicts(id_)[0].readings]

    assert marks(kg, "X-02") == [True, False]
    assert marks(following(kg, ["X-02:2"]), "X-02") == [False, True]
    assert marks(following(kg, ["X-03:4"]), "X-03") == [False, False, False, True]
    assert marks(following(kg, ["X-03:1", "X-03:2"]), "X-03") == [False] * 4


def test_several_readings_of_one_difference_all_stand(kg: KnowledgeGraph) -> None:
    both = following(kg, ["X-02:1", "X-02:2"])
    assert {q for q in set(kg.store) - set(both.store) if "chosen" not in str(q.predicate)} == set()


def test_a_reading_may_take_the_place_of_another(kg: KnowledgeGraph) -> None:
    planner = f"{GUIDE}/role/ai-application-planner"
    ours = following(following(kg, GUIDE), "X-02:2")
    assert f"{DECK}/role-group/value-adding" in groups(ours, planner)
    assert f"{GUIDE}/role-type/adoption" not in groups(ours, planner)


def test_readings_followed_one_after_the_other_leave_one_of_them(kg: KnowledgeGraph) -> None:
    """The second is followed in the whole graph: what the first left out is there again."""
    one, other = following(kg, "X-02:1"), following(kg, "X-02:2")
    assert set(following(other, "X-02:1").store) == set(one.store)
    assert set(following(following(one, "X-02:2"), ["X-02:1"]).store) == set(one.store)


def test_readings_of_other_differences_stay_followed(kg: KnowledgeGraph) -> None:
    chained = following(following(kg, "X-02:2"), "X-08:2")
    assert set(chained.store) == set(following(kg, ["X-02:2", "X-08:2"]).store)


def test_a_rule_s_reading_takes_the_place_of_the_one_that_a_difference_chose(
    kg: KnowledgeGraph,
) -> None:
    person = {"certificates": ["IBM AI Engineering"]}

    def outcome(graph: KnowledgeGraph) -> object:
        rows = graph.assess(person, as_of="2026-06-01").rows
        [row] = [row for row in rows if row.target.label == "AI 模型訓練"]
        return row.recommended("certificates")

    assert outcome(following(following(kg, "G-07:2"), "C4-or")) == "met"
    assert outcome(following(following(kg, "C4-or"), "G-07:2")) == "not_met"


def test_a_reading_whose_statements_are_not_loaded_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN.replace("ex:step a ait:Transition", "ex:other a ait:Note"), "utf-8")
    with pytest.raises(BadValue, match="'Z-01:1': its statements are not in this graph"):
        following(atk.load(extra=path), ["Z-01:1"])


def test_in_a_graph_of_one_document_no_reading_can_be_followed() -> None:
    with pytest.raises(BadValue, match="none of its readings can be followed; load all"):
        following(atk.load(DECK), [DECK])


def test_a_reading_named_twice_is_one(kg: KnowledgeGraph) -> None:
    twice, once = following(kg, ["X-02:2", "x-02:2"]), following(kg, "X-02:2")
    assert set(twice.store) == set(once.store)


def test_a_single_reading_counts_before_a_document(kg: KnowledgeGraph) -> None:
    """The deck groups 產品經理 with the analysts; that one difference is taken from the guide."""
    manager = f"{GUIDE}/role/ai-product-manager"
    assert f"{GUIDE}/role-type/adoption" not in groups(following(kg, [DECK]), manager)
    assert f"{GUIDE}/role-type/adoption" in groups(following(kg, [DECK, "X-03:1"]), manager)


def test_a_statement_of_two_readings_stays_with_either(kg: KnowledgeGraph) -> None:
    """That development talent needs 軟體工程 stands in the general rule, line 461, and in line 466."""
    left_out = settle(choices(kg.statements), ["G-27:1"]).left_out
    assert {iri.rpartition("/")[2] for iri in left_out} == {
        "foundation-data-basics-any-path",
        "foundation-software-engineering-application-technical",
    }


def test_a_document_is_followed_where_we_do_not_advise_against_it(kg: KnowledgeGraph) -> None:
    """X-19: the text of the guide is followed, not what the lost layout of table 2 seems to say."""
    left_out = settle(choices(kg.statements), [GUIDE]).left_out
    assert f"{ID}{GUIDE}/placement/ai-programming-application" in left_out
    assert f"{ID}{GUIDE}/placement/ai-programming-development" not in left_out


def test_a_document_is_followed_only_where_another_differs(kg: KnowledgeGraph) -> None:
    """G-04 and others are differences within the guide; so is X-29, but it has no statements."""
    marked = settle(choices(kg.statements), [GUIDE]).chosen
    assert sorted({iri.split("/")[-3] for iri in marked}) == [
        "X-02", "X-03", "X-04", "X-07", "X-19", "X-30", "X-31", "X-33", "X-49",
    ]  # fmt: skip


def test_the_deck_alone_is_followed_in_these_differences(kg: KnowledgeGraph) -> None:
    marked = settle(choices(kg.statements), [DECK]).chosen
    followed = {iri.split("/")[-3] for iri in marked}
    assert sorted(followed) == [
        "X-02", "X-03", "X-04", "X-07", "X-08", "X-11", "X-12", "X-16", "X-19", "X-30", "X-31",
        "X-33", "X-49",
    ]  # fmt: skip


def test_the_engine_stays() -> None:
    kg = following(atk.load(engine="rdflib"), ["X-02:2"])
    assert kg.engine.name == "rdflib"
    assert groups(kg, f"{GUIDE}/role/ai-application-planner") == {
        f"{GUIDE}/talent-category/application",
        f"{DECK}/role-group/value-adding",
    }


def test_a_query_in_a_worker_process_follows_too(deck: KnowledgeGraph) -> None:
    asked = f"ASK {{ <{ID}{GUIDE}/placement/ai-application-planner-adoption> ?p ?o }}"
    assert deck.sparql(asked, timeout=60) is False


# what a reading may be called


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("X-02", BadValue, "'X-02': say which reading: X-02:1, X-02:2"),
        ("X-02:9", UnknownName, "did you mean X-02:"),
        ("X-99:1", UnknownName, "no reading 'X-99:1'; did you mean X-"),
        ("deck", UnknownName, "no reading 'deck'; there are: industry-guide-deck"),
        ("C4-nor", UnknownName, "did you mean C4-or"),
        ("X-38:1", BadValue, "where one can: G-04, G-06"),
        ("X-02:civil-service-framework", UnknownName, "there are: X-02:1, X-02:2"),
        ("civil-service-framework", BadValue, "those of SMS2512-002v1, industry-guide-115v3.0"),
        ("", UnknownName, "no reading ''"),
    ],
)
def test_a_name_that_fits_no_reading_is_explained(
    kg: KnowledgeGraph, name: str, error: type[AitalentError], words: str
) -> None:
    with pytest.raises(error) as raised:
        following(kg, [name])
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_two_readings_of_one_rule_cannot_both_count(kg: KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="C4-and, C4-or': readings of one rule"):
        following(kg, ["G-07:1", "C4-and"])


# what if


def test_what_if_shows_the_rows_that_a_reading_changes(kg: KnowledgeGraph) -> None:
    found = what_if(kg, ["X-02:2"], lambda graph: graph.query("roles-by-group"))
    assert sorted(row["name"] for row in found.removed) == [
        "AI 導入顧問",
        "AI 應用規劃師",
        "流程優化專員",
    ]
    assert {row["groupName"] for row in found.removed} == {"AI 導入型"}
    assert (found.added, found.changed, found.same) == ((), (), 55)


def test_what_if_nothing_changes_the_difference_is_false(kg: KnowledgeGraph) -> None:
    assert not what_if(kg, ["X-02:2"], lambda graph: graph.query("attitudes"))


def test_what_if_takes_a_number(kg: KnowledgeGraph) -> None:
    found = what_if(kg, ["X-31:2"], lambda graph: graph.network().number_of_edges())
    assert (found.removed, found.added) == (({"value": 34},), ({"value": 29},))


def test_what_if_on_a_graph_that_follows_the_other_reading(kg: KnowledgeGraph) -> None:
    """By table 7 the planner is 導入型, by the deck 加值型; neither answer is empty."""

    def groups(graph: KnowledgeGraph) -> set[object]:
        rows = graph.query("roles-by-group")
        return {row.groupName for row in rows if row.name == "AI 應用規劃師"}

    found = following(kg, "X-02:2").what_if("X-02:1", groups)
    assert found.removed == ({"value": "AI 加值型"},)
    assert found.added == ({"value": "AI 導入型"},)
    assert found.same == 1  # 應用人才


def test_a_graph_on_a_server_cannot_be_cut() -> None:
    class Elsewhere:
        origin = None

        @property
        def store(self) -> object:
            raise AitalentError("this needs the graph in memory")

    with pytest.raises(AitalentError, match="in memory"):
        following(Elsewhere(), ["X-02:2"])


def test_of_the_users_own_difference_a_reading_can_be_followed(tmp_path: Path) -> None:
    """A file of the user may record a difference and say which statements make it."""
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    kg = atk.load(extra=path)
    statement = NamedNode("https://example.org/step")
    assert any(kg.store.quads_for_pattern(statement, None, None, None))
    followed = following(kg, ["Z-01:2"])
    assert not any(followed.store.quads_for_pattern(statement, None, None, None))


OWN = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ex: <https://example.org/>
ex:difference a ait:Contradiction ; skos:notation "Z-01" ; ait:reading ex:one , ex:two .
ex:one a ait:Reading ; dcterms:isPartOf ex:difference ; ait:sequence 1 ; ait:statedBy ex:step .
ex:two a ait:Reading ; dcterms:isPartOf ex:difference ; ait:sequence 2 .
ex:step a ait:Transition ; ait:from ex:a ; ait:to ex:b .
ex:loose a ait:Reading .
"""
