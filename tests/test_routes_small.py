"""Parts of routes by themselves: quotes, costs, reasons, on values made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from test_routes import ask

import aitalent_kg as atk
from aitalent_kg.errors import UnknownName
from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import Ref
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, expand
from aitalent_kg.network.links import MEMBER, Link
from aitalent_kg.persons.record import Person
from aitalent_kg.routes import assuming, search
from aitalent_kg.routes.answers import Cost, NoRoute, Route, Routes, outermost
from aitalent_kg.routes.chart import chart_of
from aitalent_kg.routes.costs import Having, Measure, measures
from aitalent_kg.routes.places import node_of, person_ref
from aitalent_kg.routes.plan import NOTHING, plan, weight_of
from aitalent_kg.routes.reach import reachable, ways_in
from aitalent_kg.routes.remarks import Remarks
from aitalent_kg.routes.search import Way, ways
from aitalent_kg.routes.writing import route_of
from aitalent_kg.routing import TooManyRoutes
from aitalent_kg.routing.costs import Additive


def quote(start: int, end: int, source: str = "a.txt") -> Evidence:
    return Evidence(f"q:{source}{start}-{end}", "words", source, 1, start, end)


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        (quote(0, 5), True),  # both begin at one place
        (quote(5, 10), True),  # both end at one place
        (quote(0, 11), False),
        (quote(5, 11), False),
        (quote(2, 4, "b.txt"), False),
    ],
)
def test_a_quote_is_inside_another_of_its_source_up_to_both_ends(
    inner: Evidence, inside: bool
) -> None:
    whole = quote(0, 10)
    left = outermost([whole, inner])
    assert (inner not in left) is inside
    assert whole in left or inner == quote(0, 11)


def test_of_two_quotes_of_one_place_the_first_is_kept() -> None:
    first, second = quote(3, 9), Evidence("q:other", "words", "a.txt", 1, 3, 9)
    assert outermost([first, second]) == [first]


def test_routes_are_shown_with_what_the_first_costs() -> None:
    start, goal = Ref("u:a", "a", "A", "Role"), Ref("u:b", "b", "B", "Role")
    two = tuple(Route((), (Cost("steps", value, "counted"),), ()) for value in (1, 2))
    assert repr(Routes(start, goal, ("steps",), two, True, None)) == (
        "<Routes A -> B: 2 routes; first: steps 1>"
    )
    why = NoRoute("no path", "because", (), (), (), ())
    shown = [repr(Routes(start, goal, ("steps",), (), True, reason)) for reason in (why, None)]
    assert shown == ["<Routes A -> B: 0 routes; no path>", "<Routes A -> B: 0 routes; none>"]


def test_a_person_is_judged_on_the_day_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []

    class Judge:
        rules = None

        def __init__(self, store: Store) -> None:
            pass

        def facts(self, person: Person, day: date) -> None:
            days.append(day)

    monkeypatch.setattr(assuming, "Assessor", Judge)
    monkeypatch.setattr(assuming, "price_of", lambda *_: lambda types: (len(types), 0))
    priced = assuming.pricing_of(Store())
    day = date(2020, 2, 29)
    assert priced(Person(as_of=day))(frozenset({"t"})) == (1, 0)
    priced(Person())
    assert days[0] == day
    assert isinstance(days[1], date)


def store_of(*said: str, graph: str = f"{GRAPH}inferred") -> Store:
    """Lines of three names each, the last a label where it begins with a quotation mark."""
    store = Store()
    for line in said:
        subject, predicate, value = line.split(maxsplit=2)
        told = Literal(value[1:]) if value.startswith('"') else NamedNode(expand(value))
        store.add(Quad(NamedNode(subject), NamedNode(expand(predicate)), told, NamedNode(graph)))
    return store


def network(*steps: str) -> Store:
    """Nodes u:a and so on, called A and so on, with steps "ab" that are our readings."""
    said = [f'u:{letter} skos:prefLabel "{letter.upper()}' for letter in sorted({*"".join(steps)})]
    for start, end in map(tuple, steps):
        said += [
            f"u:{start}{end} rdf:type ait:Transition",
            f"u:{start}{end} ait:from u:{start}",
            f"u:{start}{end} ait:to u:{end}",
            f"u:{start}{end} ait:basis {ID}basis/inferred",
        ]
    return store_of(*said)


def step(start: str, end: str, **more: Any) -> Link:
    return Link(f"u:{start}{end}", f"u:{start}", f"u:{end}", "not stated", (), **more)


def test_our_readings_are_links_of_a_chart_unless_left_out() -> None:
    store = network("ab")
    assert [(link.start, link.end) for link in chart_of(store).steps] == [("u:a", "u:b")]
    assert chart_of(store, inferred=False).steps == []


def test_what_is_reached_names_the_node_before_and_ways_in_the_node_after() -> None:
    """A leads to B and that to C; only our readings say so."""
    store = network("ab", "bc")
    onward, back = reachable(store, "A"), ways_in(store, "C")
    assert [(row.steps, row.code, row.last_from) for row in onward] == [
        (1, "u:b", "u:a"),
        (2, "u:c", "u:b"),
    ]
    assert [(row.steps, row.code, row.first_to) for row in back] == [
        (1, "u:b", "u:c"),
        (2, "u:a", "u:b"),
    ]
    # The steps are our reading; that they are of no stated kind is none.
    assert onward.column("last_kind_basis") == back.column("first_kind_basis") == ["printed"] * 2
    assert not reachable(store, "A", inferred=False)
    assert not ways_in(store, "C", inferred=False)


def test_a_node_of_another_namespace_is_found_by_its_name_in_the_network_only() -> None:
    store = network("ab")
    assert node_of(store, "A", [step("a", "b")], []) == "u:a"
    assert node_of(store, "B", [], [step("a", "b")]) == "u:b"
    with pytest.raises(UnknownName):
        node_of(store, "A", [], [])


def test_a_background_is_named_by_a_part_of_two_characters_or_more() -> None:
    store = store_of(f"{ID}b rdf:type ait:Background", f'{ID}b skos:prefLabel "理工科')
    assert node_of(store, "理工", [], []) == f"{ID}b"
    with pytest.raises(UnknownName):
        node_of(store, "理", [], [])


def test_a_step_without_a_weight_weighs_one() -> None:
    lines = step("a", "b"), step("a", "b", weight=0.5), replace(step("a", "b"), kind=MEMBER)
    assert list(map(weight_of, lines)) == [1.0, 0.5, 0.0]


def test_a_step_from_a_node_to_itself_leads_nowhere() -> None:
    graph = plan([step("a", "a"), step("a", "b")], [], (), None, None, NOTHING)
    assert [*graph.edges(keys=True)] == [(("u:a", ""), ("u:b", ""), "u:ab")]


def test_nothing_leads_to_the_start_or_on_from_the_goal_unless_the_plan_is_open() -> None:
    """From B to C: A leads back to the start, D is behind the goal."""
    steps = [step(*ends) for ends in ("ab", "ba", "bc", "cd")]
    for closed, kept in ((True, ["u:ba", "u:bc"]), (False, ["u:ab", "u:ba", "u:bc", "u:cd"])):
        graph = plan(steps, [], (), "u:b", "u:c", NOTHING, closed=closed)
        assert sorted(key for *_, key in graph.edges(keys=True)) == kept


def test_differences_of_a_route_are_of_its_steps_and_its_two_ends() -> None:
    about = {"x1": "a", "x2": "ab", "x3": "b", "x4": "bc", "x5": "c", "x6": "cd", "x7": "d"}
    said = [f"u:{x} ait:about u:{what}" for x, what in about.items()]
    store = store_of(*said, *(f"u:{x} rdf:type ait:Contradiction" for x in about))
    found = Remarks(store).differences([step("a", "b"), step("b", "c"), step("c", "d")])
    assert [difference.code for difference in found] == ["u:x1", "u:x2", "u:x4", "u:x6", "u:x7"]


def test_a_cost_is_shown_as_a_whole_number_where_it_is_one() -> None:
    measure = Measure("weight", "said", Additive("weight", "weight"), NOTHING)
    shown = [measure.shown(value) for value in (2.0, 1.5)]
    assert shown == [Cost("weight", 2, "said", 0), Cost("weight", 1.5, "said", 0)]
    assert isinstance(shown[0].value, int)


def test_unstated_items_are_counted_of_missing_items_only() -> None:
    costs = measures(["missing", "steps"], NOTHING, Having())
    lines = [step("a", "b"), step("b", "c")]
    assert [cost.unstated(lines) for cost in costs] == [[True, True], [False, False]]
    assert Cost("steps", 1, "counted").unstated == 0


def test_a_condition_counts_as_printed() -> None:
    (cost,) = measures(["conditions"], NOTHING, Having())
    lines = step("a", "b", conditions=("具備經驗", "")), step("b", "c")
    assert cost.values(lines) == [1.0, 0.0]


def test_prices_make_no_price_of_what_is_counted() -> None:
    (steps,) = measures(["steps"], NOTHING, Having(), lambda _: lambda _: (7.0, 7))
    assert steps.cost == Additive("steps", "steps")


def test_a_person_without_a_name_is_called_so_in_both_languages() -> None:
    assert [person_ref(Person(), lang).label for lang in ("zh", "en")] == ["此人", "this person"]


def test_a_place_to_be_passed_is_no_reason_where_there_is_no_route_at_all(
    kg: atk.KnowledgeGraph,
) -> None:
    """Nothing leads on from 研發主管; 商管 has several routes to AI 應用人才, none by 研發主管."""
    for start, goal, kind in (
        ("研發主管", "AI 工程師", "start has no steps out"),
        ("商管", "AI 應用人才", "not through via"),
    ):
        reason = ask(kg, start, goal, via="資料標註師").reason
        assert reason is not None
        assert reason.kind == kind


STEPS = measures(["steps"], NOTHING, Having())


def member(narrow: str, group: str) -> Link:
    return replace(step(narrow, group), kind=MEMBER)


def trails(found: tuple[list[Way], bool]) -> list[str]:
    """The nodes of each way: ~ before a group that one is of, > before the end of a step."""
    marks = [[("~" if x.kind == MEMBER else ">") + x.end[2:] for x in w.lines] for w in found[0]]
    return list(map("".join, marks))


def test_of_ways_through_two_places_of_one_node_only_the_cheapest_are_given() -> None:
    """A is one of G, whose step leads to C, and may become G by a step too."""
    graph = plan([step("a", "g"), step("g", "c")], [member("a", "g")], (), "u:a", "u:c", NOTHING)
    ends = ("u:a", ""), ("u:c", "")
    assert trails(ways(graph, *ends, STEPS, 1, ["u:g"], 9)) == ["~g>c"]
    assert trails(ways(graph, *ends, STEPS, 2, ["u:g"], 9)) == ["~g>c", ">g>c"]


def test_a_way_that_comes_back_to_a_node_takes_the_place_of_none() -> None:
    """X is one of M: a, m, x and again m is 3 steps, between the ways of 2 and of 4."""
    steps = [step(*ends) for ends in ("am", "mc", "mx", "ay", "yz", "zw", "wc")]
    graph = plan(steps, [member("x", "m")], (), "u:a", "u:c", NOTHING)
    found = ways(graph, ("u:a", ""), ("u:c", ""), STEPS, 2, (), 9)
    assert trails(found) == [">m>c", ">y>z>w>c"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "minimise steps or weight, .*, and not missing; gap tells"),
        ("steps", "avoid some nodes$"),
    ],
)
def test_a_search_that_is_too_large_says_what_is_quick(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    def endless(*_: object, **__: object) -> None:
        raise TooManyRoutes("ways to look at")

    monkeypatch.setattr(search, "shortest_paths", endless)
    graph = plan([step("a", "b")], [], (), "u:a", "u:b", NOTHING)
    costs = measures([name], NOTHING, Having())
    with pytest.raises(TooManyRoutes, match=f"among 2 places.*{said}"):
        ways(graph, ("u:a", ""), ("u:b", ""), costs, 1, (), 9)


def test_a_route_rests_on_few_documents_and_on_the_first_of_those_that_say_a_line() -> None:
    one, two, three = DOCUMENTS[:3]
    a_b = replace(step("a", "b"), documents=(one, two))
    rests = {a_b: (one,), replace(a_b, documents=(two, three)): (two,)}
    for line, documents in rests.items():
        assert resting_on(line) == documents
    assert resting_on(a_b, replace(step("b", "c"), documents=(two,))) == (two,)


def resting_on(*lines: Link) -> tuple[str, ...]:
    store = Store()
    start = Ref("u:a", "u:a", "A", "")
    return route_of(store, Way((1.0,), lines), STEPS, start, Remarks(store), "zh").documents


def test_ends_of_a_step_have_titles_with_the_letter_of_a_gate(kg: atk.KnowledgeGraph) -> None:
    """Deck L330 to 336."""
    (route,) = ask(kg, "自動化工作流", "輕量級數據處理").routes
    assert [step.titles for step in route.steps] == [
        ("關卡 B：自動化工作流", "關卡 C：輕量級數據處理")
    ]
    (route,) = ask(kg, {"name": "甲", "role": "資料科學家"}, "AI 工程師").routes
    assert [step.titles for step in route.steps] == [
        ("甲", "資料科學家"),
        ("資料科學家", "AI 工程師"),
    ]
