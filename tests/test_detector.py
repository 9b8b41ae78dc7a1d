"""The detector: nothing in a consistent graph, every planted disagreement, a known list in ours."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import aitalent_kg as atk
from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.lookup import kind_of, objects, subjects, words
from aitalent_kg.names import AIT, ID, curie, expand
from aitalent_kg.readings.detect import detect
from aitalent_kg.readings.facts import Coded, Covered, Defined, Facts, Filed, Step
from aitalent_kg.readings.records import facts_of
from aitalent_kg.readings.rules import KINDS, Found, found_in
from aitalent_kg.readings.settled import SETTLED

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
#: What it finds in the five documents: kind, things, and the differences that a reader would look
#: up for it; worked through by hand. "" has its reason in `settled`.
OURS = [
    ("group", f"{GUIDE}/ability-type/ai-programming", "X-19"),
    ("group", f"{GUIDE}/role/ai-adoption-consultant", "X-02"),
    ("group", f"{GUIDE}/role/ai-application-planner", "X-02"),
    ("group", f"{GUIDE}/role/ai-product-manager", "X-03"),
    ("group", f"{GUIDE}/role/data-analyst", "X-04"),
    ("group", f"{GUIDE}/role/process-optimisation-specialist", "X-02"),
    ("group", f"{DECK}/gate/b", "X-20"),
    ("group", f"{DECK}/section/application-tools", ""),
    ("group", "tool/claude", "X-27"),
    ("group", "tool/scikit-learn", ""),
    ("value", f"{GUIDE}/certification/ai-102", "X-18"),
    ("value", f"{GUIDE}/certification/ai-900", "X-18"),
    ("value", f"{GUIDE}/talent-category/application + {GUIDE}/foundation/software-engineering", "G-27"),
    ("member", f"{GUIDE}/role/ai-product-manager", "X-03"),
    ("text", "civil-service-framework/attitude/experimental + civil-service-framework/competency/14", "X-42"),
    ("definition", "SET2529-001v2/A07 + SMS2512-002v1/A03", "X-38"),
    ("definition", f"{GUIDE}/certification-class/literacy + {DECK}/tier/1", "X-17"),
    ("definition", f"{GUIDE}/certification-class/project + {DECK}/tier/3", "X-17"),
    ("definition", f"{GUIDE}/certification-class/tool + {DECK}/tier/2", "X-17"),
    ("label", "civil-service-framework/competency/11", "X-43"),
    ("label", f"{GUIDE}/ability-type/ai-programming", "G-02"),
    ("label", f"{GUIDE}/certification/ai-103", ""),
    ("label", f"{GUIDE}/certification/ai-901", ""),
    ("label", f"{GUIDE}/responsibility-facet/attribution-of-responsibility", "G-29"),
    ("label", f"{GUIDE}/responsibility-facet/risk-identification", "G-29"),
]  # fmt: skip


# the rules, on plain records


def filed(
    thing: str, value: str, name: str = "", form: str = "group", about: str = "role group"
) -> Filed:
    return Filed((thing,), form, about, value, name or value, f"{thing} is {value}")


def test_one_thing_in_two_groups_of_one_kind() -> None:
    [found] = found_in(Facts(filed=(filed("role", "a"), filed("role", "b"))))
    assert found == Found("group", "role group", ("role",), ("a", "b"), ("role is a", "role is b"))


def test_groups_of_two_kinds_do_not_exclude_each_other() -> None:
    both = filed("role", "a"), filed("role", "b", about="talent category")
    assert found_in(Facts(filed=both)) == []


def test_two_words_for_one_group_are_no_disagreement() -> None:
    """Two documents may each have a group of that name; width, case and blanks do not matter."""
    both = filed("role", "guide/a", "AI 導入型"), filed("role", "deck/a", "ＡＩ導入型")
    assert found_in(Facts(filed=both)) == []


def test_a_certification_in_two_classes() -> None:
    both = (
        filed("c", value, form="class", about="certification class")
        for value in ("tool", "project")
    )
    assert [found.kind for found in found_in(Facts(filed=tuple(both)))] == ["class"]


def test_a_certification_outside_what_its_class_covers() -> None:
    inside = Covered("c", "tool", frozenset({"t2", "t3"}), "t2", "s")
    outside = Covered("c", "tool", frozenset({"t2", "t3"}), "t4", "s")
    unstated = Covered("c", "tool", frozenset(), "t4", "s")
    assert found_in(Facts(covered=(inside, unstated))) == []
    assert found_in(Facts(covered=(outside,))) == [
        Found("class", "ability type", ("c",), ("tool", "t4"), ("c", "s"))
    ]


def test_a_step_from_a_group_to_its_member_and_back() -> None:
    members = (filed("role", "group"),)
    for step in (Step("group", "role", "s"), Step("role", "group", "s")):
        [found] = found_in(Facts(filed=members, steps=(step,)))
        assert (found.kind, found.things, found.values) == ("member", ("role",), ("group",))
    assert found_in(Facts(filed=members, steps=(Step("group", "other", "s"),))) == []


def test_a_class_or_level_is_nothing_to_step_from() -> None:
    has = (filed("c", "tool", form="class"), filed("task", "5", form="value"))
    assert found_in(Facts(filed=has, steps=(Step("tool", "c", "s"), Step("5", "task", "s")))) == []


def defined(thing: str, name: str, text: str, *places: str, kind: str = "Attitude") -> Defined:
    return Defined(thing, kind, name, text, frozenset(places))


def test_one_definition_of_two_things() -> None:
    [found] = found_in(
        Facts(defined=(defined("a", "實驗性", "領導"), defined("b", "領導力", "領 導")))
    )
    assert (found.kind, found.things) == ("text", ("a", "b"))


def test_things_that_one_sentence_defines_are_no_disagreement() -> None:
    both = defined("a", "數學", "數學與統計", "q1"), defined("b", "統計", "數學與統計", "q1")
    assert found_in(Facts(defined=both)) == []


def test_the_same_name_and_definition_in_two_documents_agree() -> None:
    assert (
        found_in(Facts(defined=(defined("a", "主動", "自發"), defined("b", "主動", "自發")))) == []
    )


def test_one_name_with_two_definitions() -> None:
    both = defined("a", "主動", "自發"), defined("b", "主動", "自動")
    assert [found.kind for found in found_in(Facts(defined=both))] == ["definition"]


def test_one_name_of_two_kinds_of_things_is_no_disagreement() -> None:
    both = defined("a", "風險", "甲"), defined("b", "風險", "乙", kind="Knowledge")
    assert found_in(Facts(defined=both)) == []


def coded(thing: str, code: str, name: str, scheme: str = "s") -> Coded:
    return Coded(thing, scheme, "Knowledge", code, name)


def test_a_number_used_twice_in_a_scheme() -> None:
    [found] = found_in(Facts(coded=(coded("a", "K01", "甲"), coded("b", "K01", "乙"))))
    assert (found.kind, found.things, found.values) == ("number", ("a", "b"), ("K01",))


def test_one_number_in_two_schemes_means_nothing() -> None:
    assert found_in(Facts(coded=(coded("a", "K01", "甲"), coded("b", "K01", "乙", "other")))) == []


def test_two_names_for_one_number() -> None:
    [found] = found_in(
        Facts(coded=(coded("a", "11", "以人為本的設計"), coded("a", "11", "以人為本設計")))
    )
    assert (found.kind, found.things) == ("label", ("a",))


@pytest.mark.parametrize(
    "other", ["人工智慧概論 ( 含 AI )", "人工智慧概論（含ＡＩ）", "人工智慧概論(含 AI) (K09)"]
)
def test_brackets_width_and_the_number_itself_make_no_other_name(other: str) -> None:
    assert (
        found_in(
            Facts(coded=(coded("a", "K09", "人工智慧概論（含 AI）"), coded("a", "K09", other)))
        )
        == []
    )


def test_nothing_is_found_twice() -> None:
    twice = tuple(filed("role", value) for value in ("a", "b", "a", "b"))
    assert len(found_in(Facts(filed=twice))) == 1


# a consistent graph

#: Two documents that agree, though much looks as if they did not.
TOY = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX one: <https://w3id.org/aitalent-kg/id/one/>
PREFIX two: <https://w3id.org/aitalent-kg/id/two/>

# both have a group 導入型, and put the planner there; both put that group under the same category
one:group a ait:RoleType ; skos:inScheme <one> ; skos:prefLabel "AI 導入型"@zh-Hant .
two:group a ait:RoleGroup ; skos:inScheme <two> ; skos:prefLabel "ＡＩ導入型"@zh-Hant .
one:category a ait:TalentCategory ; skos:prefLabel "應用人才"@zh-Hant .
one:planner a ait:Role ; skos:prefLabel "規劃師"@zh-Hant .
one:p1 a ait:Placement ; ait:placed one:planner ; ait:placedUnder one:group .
two:p1 a ait:Placement ; ait:placed one:planner ; ait:placedUnder two:group .
one:p2 a ait:Placement ; ait:placed one:planner ; ait:placedUnder one:category .
# from the group one goes on to another role
one:s a ait:Transition ; ait:from one:group ; ait:to one:manager .
# one sentence makes two skills
one:q a ait:Quote ; oa:exact "數學、 統計" ; oa:start 0 ; oa:end 6 ; ait:line 1 ;
    prov:wasQuotedFrom <https://w3id.org/aitalent-kg/id/source/one> .
one:k1 a ait:KeySkill ; skos:prefLabel "數學"@zh-Hant ; skos:definition "數學、統計"@zh-Hant ; ait:evidence one:q .
one:k2 a ait:KeySkill ; skos:prefLabel "統計"@zh-Hant ; skos:definition "數學、統計"@zh-Hant ; ait:evidence one:q .
# a code means one thing in each standard, spelled in two widths
one:K01 a ait:Knowledge ; skos:inScheme <one> ; skos:notation "K01" ;
    skos:prefLabel "概論（含 AI）"@zh-Hant ; skos:altLabel "概論 ( 含AI )"@zh-Hant .
two:K01 a ait:Knowledge ; skos:inScheme <two> ; skos:notation "K01" ; skos:prefLabel "法規"@zh-Hant .
# an attitude is defined alike in both
one:A01 a ait:Attitude ; skos:prefLabel "主動"@zh-Hant ; skos:definition "自發做事。"@zh-Hant .
two:A02 a ait:Attitude ; skos:prefLabel "主動"@zh-Hant ; skos:definition "自發做事。"@zh-Hant .
# the class of a certification covers the type that the figure shows it under
one:type a ait:AbilityType ; skos:prefLabel "工具應用"@zh-Hant .
one:class a ait:CertificationClass ; skos:prefLabel "工具類"@zh-Hant ; ait:coversAbilityType one:type .
two:class a ait:CertificationClass ; skos:prefLabel "工具類"@zh-Hant .
one:c a ait:Certification ; ait:certificationClass one:class , two:class ; ait:issuer one:office .
one:p3 a ait:Placement ; ait:placed one:c ; ait:placedUnder one:type .
# a tool has a category in each document
one:tools a ait:ToolCategory ; skos:inScheme <one> ; skos:prefLabel "影像"@zh-Hant .
two:tools a ait:ToolCategory ; skos:inScheme <two> ; skos:prefLabel "圖文影像"@zh-Hant .
one:tool a ait:Tool ; ait:toolCategory one:tools , two:tools .
# a task belongs to one duty, and stands in a table
one:T1 a ait:Duty ; skos:prefLabel "規劃"@zh-Hant .
one:table a ait:Table ; skos:prefLabel "表"@zh-Hant .
one:T1.1 a ait:Task ; skos:prefLabel "評估"@zh-Hant ; dcterms:isPartOf one:T1 , one:table .
# the same is required, equally strongly, in two places
one:r1 a ait:Requirement ; ait:requirer one:planner ; ait:requiredItem one:K01 ; ait:strength one:must .
one:r2 a ait:Requirement ; ait:requirer one:planner ; ait:requiredItem one:K01 ; ait:strength one:must .
one:r3 a ait:Requirement ; ait:requirer one:manager ; ait:requiredItem one:K01 .
"""


#: Namespace of the toy's things, language of its texts: ours, a user's.
WHOSE = [
    (ID, "zh-Hant"),
    ("https://example.org/", "zh-Hant"),
    ("https://example.org/", "en"),
    ("urn:example:", ""),
]


def toy(*more: str, base: str = ID, lang: str = "zh-Hant") -> Store:
    store = Store()
    graph = NamedNode("https://example.org/graph")
    prefixes = "\n".join(line for line in TOY.splitlines() if line.startswith("PREFIX"))
    for text in (TOY, *(f"{prefixes}\n{statement}" for statement in more)):
        for name in ("one", "two"):
            text = text.replace(f"{ID}{name}/", f"{base}{name}/")
        text = text.replace("@zh-Hant", f"@{lang}" if lang else "")
        store.load(input=text, format=RdfFormat.TURTLE, base_iri=ID, to_graph=graph)
    return store


@pytest.mark.parametrize(("base", "lang"), WHOSE)
def test_a_consistent_graph_has_none(base: str, lang: str) -> None:
    assert detect(toy(base=base, lang=lang)) == []


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("group", "one:x ait:placed one:planner ; ait:placedUnder two:other . two:other a ait:RoleGroup ; skos:prefLabel '加值型'@zh-Hant ."),
        ("member", "one:x ait:from one:group ; ait:to one:planner ."),
        ("text", "one:k3 skos:prefLabel '機率'@zh-Hant ; skos:definition '數學、統計'@zh-Hant ."),
        ("text", "one:k3 skos:prefLabel '機率'@zh-Hant ; skos:definition '數學、統計'@zh-Hant ; ait:evidence one:q0 . one:k1 ait:evidence one:q0 . one:k2 ait:evidence one:q0 . one:q0 oa:exact '技能' ; ait:line 1 ; oa:start 7 ; oa:end 9 ; prov:wasQuotedFrom <source/one> ."),
        ("label", "one:K01 skos:altLabel '導論'@zh-Hant ."),
        ("number", "one:K02 a ait:Knowledge ; skos:inScheme <one> ; skos:notation 'K01' ; skos:prefLabel '概論（含 AI）'@zh-Hant ."),
        ("definition", "two:A02 skos:definition '自動做事。'@zh-Hant ."),
        ("class", "one:x ait:placed one:c ; ait:placedUnder two:type . two:type a ait:AbilityType ; skos:prefLabel '工具應用'@zh-Hant ."),
        ("value", "one:x ait:requirer one:planner ; ait:requiredItem one:K01 ; ait:strength one:may ."),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("base", "lang"), WHOSE)
def test_one_statement_makes_it_inconsistent(
    kind: str, statement: str, base: str, lang: str
) -> None:
    assert {found.kind for found in detect(toy(statement, base=base, lang=lang))} == {kind}


def test_tasks_without_a_scheme_are_numbered_by_their_framework() -> None:
    tasks = (
        "{0}:a a ait:Task ; skos:notation 'T9' ; skos:prefLabel '甲'@zh-Hant .",
        "{1}:b a ait:Task ; skos:notation 'T9' ; skos:prefLabel '乙'@zh-Hant .",
    )
    for base in (ID, "https://example.org/"):
        one = toy(*(task.format("one", "one") for task in tasks), base=base)
        two = toy(*(task.format("one", "two") for task in tasks), base=base)
        assert [found.kind for found in detect(one)] == ["number"]
        assert detect(two) == []


def test_a_number_without_names_is_used_twice_too() -> None:
    both = (f"one:{name} a ait:Skill ; skos:inScheme <one> ; skos:notation 'S1' ." for name in "ab")
    assert [found.kind for found in detect(toy(*both))] == ["number"]


def test_terms_of_an_ontology_are_no_things_of_a_framework() -> None:
    """A class and a property may be defined alike, and terms of one name apart."""
    terms = (
        f"one:{name} a owl:Class ; skos:prefLabel '甲{name}'@zh-Hant ; skos:definition '同'@zh-Hant ."
        for name in "ab"
    )
    owl = "PREFIX owl: <http://www.w3.org/2002/07/owl#>"
    assert detect(toy(f"{owl} {' '.join(terms)}", base="https://example.org/")) == []


def test_values_of_a_users_file_have_their_names() -> None:
    group = "two:other a ait:RoleGroup ; skos:prefLabel '加值型'@zh-Hant ."
    placed = "one:x ait:placed one:planner ; ait:placedUnder two:other ."
    [found] = detect(toy(group, placed, base="https://example.org/"))
    assert {"AI 導入型", "加值型"} <= {*found.values}


def test_a_file_loaded_beside_the_documents_is_looked_at(
    kg: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "own.ttl"
    things = " . ".join(f"ex:{name} a ait:Knowledge ; skos:inScheme ex:s ; skos:notation 'K01'"
                        for name in ("a", "b"))  # fmt: skip
    path.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>"
        " PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        f" PREFIX ex: <https://example.org/> {things} .",
        encoding="utf-8",
    )
    known = set(kg.detect())
    [found] = set(atk.load(extra=path).detect()) - known
    assert [thing.iri for thing in found.things] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_the_graph_that_the_shapes_are_tried_on_has_none() -> None:
    """It has an instance of every class, and conforms."""
    store = Store()
    path = Path(__file__).parent / "shapes" / "base.ttl"
    store.load(path=path, format=RdfFormat.TURTLE, to_graph=PLANTED)
    assert len(facts_of(store).filed) > 10
    assert detect(store) == []


@pytest.mark.parametrize("document", ["SMS2512-002v1", "SET2529-001v2"])
def test_a_standard_agrees_with_itself(document: str) -> None:
    assert detect(atk.load(document).store) == []


# the five documents


def test_what_is_found_in_the_documents(kg: KnowledgeGraph) -> None:
    found = detect(kg.store)
    assert [(one.kind, " + ".join(t.code for t in one.things)) for one in found] == [
        (kind, things) for kind, things, _ in OURS
    ]


def test_every_finding_is_recorded_or_has_a_reason(kg: KnowledgeGraph) -> None:
    for one, (_, things, recorded) in zip(detect(kg.store, "en"), OURS, strict=True):
        assert (recorded in one.recorded) if recorded else one.reason, things
        assert not (one.recorded and one.reason)


def test_every_reason_is_of_a_finding(kg: KnowledgeGraph) -> None:
    for lang in ("zh", "en"):
        reasons = {one.reason for one in detect(kg.store, lang)} - {""}
        assert reasons == {texts[lang] for texts in SETTLED.values()}


def test_every_finding_has_quotes_of_what_it_found(kg: KnowledgeGraph) -> None:
    found = detect(kg.store)
    assert all(one.quotes for one in found)
    [copied] = [one for one in found if one.kind == "text"]
    assert [quote.line for quote in copied.quotes] == [264, 334]


def test_a_reading_that_is_followed_ends_its_disagreement(kg: KnowledgeGraph) -> None:
    from aitalent_kg.readings.follow import follow

    def role_groups(store: Store) -> int:
        return sum(one.about == "role group" for one in detect(store))

    assert role_groups(kg.store) == 4
    assert role_groups(follow(kg.store, [DECK])) == role_groups(follow(kg.store, [GUIDE])) == 0


# planted disagreements

PLANTED = NamedNode("https://example.org/graph/planted")
SAID = f"{ID}planted/"
Plant = Callable[["Planter"], tuple[list[Quad], str, tuple[str, ...]]]


class Planter:
    """Makes statements that disagree with those of a graph; what and where is drawn."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.draw = store, random.Random(seed)
        self.number = 0

    def one(self, kind: str, *predicates: str) -> str:
        """A thing of this class that has a value of each predicate."""
        have = [
            t
            for t in subjects(self.store, "rdf:type", AIT + kind)
            if all(self.of(t, p) for p in predicates)
        ]
        return self.draw.choice(have)

    def of(self, thing: str, predicate: str) -> list[str]:
        literals = [text for text, lang in words(self.store, thing, predicate) if lang[:2] != "en"]
        return objects(self.store, thing, predicate) or literals

    def other(self, kind: str, thing: str, predicate: str) -> str:
        """A thing of this class that is not a value of the thing's, nor has the name of one."""
        taken = {n for value in self.of(thing, predicate) for n in self.of(value, "skos:prefLabel")}
        every = subjects(self.store, "rdf:type", AIT + kind)
        return self.draw.choice([t for t in every if not taken & {*self.of(t, "skos:prefLabel")}])

    def things(self, nodes: list[str], predicate: str) -> set[str]:
        return {thing for node in nodes for thing in objects(self.store, node, predicate)}

    def node(self, kind: str, **links: str) -> list[Quad]:
        self.number += 1
        node = f"{SAID}{self.number}"
        typed = quad(node, "rdf:type", AIT + kind)
        return [
            typed,
            *(quad(node, f"ait:{name.rstrip('_')}", value) for name, value in links.items()),
        ]


def quad(subject: str, predicate: str, value: str | Literal) -> Quad:
    target = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(expand(predicate)), target, PLANTED)


def second_group(p: Planter, kinds: tuple[str, ...]) -> tuple[list[Quad], str, tuple[str, ...]]:
    """Something that is in a group, in a further one; not one of that name in the other document."""
    groups = [group for kind in kinds for group in subjects(p.store, "rdf:type", AIT + kind)]
    under = {g: p.things(subjects(p.store, "ait:placedUnder", g), "ait:placed") for g in groups}
    thing = p.draw.choice(sorted({thing for things in under.values() for thing in things}))
    taken = {n for g in groups if thing in under[g] for n in p.of(g, "skos:prefLabel")}
    group = p.draw.choice([g for g in groups if not taken & {*p.of(g, "skos:prefLabel")}])
    return p.node("Placement", placed=thing, placedUnder=group), "group", (thing,)


def role_group(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    return second_group(p, ("RoleType", "RoleGroup"))


def talent_category(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    return second_group(p, ("TalentCategory",))


def second(kind: str, predicate: str, of: str, form: str) -> Plant:
    """A further value of what a thing should have once."""

    def plant(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
        thing = p.one(kind, predicate)
        return [quad(thing, predicate, p.other(of, thing, predicate))], form, (thing,)

    return plant


def second_level(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    task = p.one("Task", "ait:level")
    levels = {f"{ID}scheme/icap-level/{n}" for n in range(1, 7)} - {*p.of(task, "ait:level")}
    return [quad(task, "ait:level", p.draw.choice(sorted(levels)))], "value", (task,)


def second_date(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    thing = p.one("Certification")
    dates = [
        quad(thing, "ait:retires", Literal(f"20{p.draw.randint(30, 60)}-0{n}-01")) for n in (1, 2)
    ]
    return dates, "value", (thing,)


def other_strength(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    node = p.one("Requirement", "ait:strength")
    who, what = (objects(p.store, node, f"ait:{name}")[0] for name in ("requirer", "requiredItem"))
    strength = f"{ID}scheme/strength/recommended"
    planted = p.node("Requirement", requirer=who, requiredItem=what, strength=strength)
    return planted, "value", (who, what)


def uncovered(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    thing = p.one("Certification", "ait:certificationClass")
    covered = p.of(p.of(thing, "ait:certificationClass")[0], "ait:coversAbilityType")
    types = sorted({*subjects(p.store, "rdf:type", AIT + "AbilityType")} - {*covered})
    return p.node("Placement", placed=thing, placedUnder=p.draw.choice(types)), "class", (thing,)


def own_member(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    node = p.one("Placement")
    thing, group = (objects(p.store, node, f"ait:{name}")[0] for name in ("placed", "placedUnder"))
    ends = p.draw.sample([thing, group], 2)
    return p.node("Transition", from_=ends[0], to=ends[1]), "member", (thing,)


def copied_text(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    left, right = p.one("Competency", "skos:definition"), p.one("Knowledge")
    text = Literal(p.of(left, "skos:definition")[0], language="zh-Hant")
    return [quad(right, "skos:definition", text)], "text", tuple(sorted((left, right)))


def other_definition(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    thing = p.one("Competency", "skos:definition")
    text = Literal(f"另一種說法第 {p.draw.randint(1, 99)} 號", language="zh-Hant")
    return [quad(thing, "skos:definition", text)], "definition", (thing,)


def number_twice(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    kind = p.draw.choice(["Knowledge", "Skill", "Attitude", "Competency", "AbilityItem"])
    thing = p.one(kind, "skos:notation", "skos:inScheme")
    scheme = p.of(thing, "skos:inScheme")[0]
    siblings = {
        t for t in subjects(p.store, "skos:inScheme", scheme) if kind_of(p.store, t) == kind
    } - {thing}
    other = p.draw.choice(sorted(t for t in siblings if p.of(t, "skos:notation")))
    code = Literal(p.of(thing, "skos:notation")[0])
    return [quad(other, "skos:notation", code)], "number", tuple(sorted((thing, other)))


def other_name(p: Planter) -> tuple[list[Quad], str, tuple[str, ...]]:
    kind = p.draw.choice(["Knowledge", "Skill", "Attitude", "Task", "Output", "Competency"])
    thing = p.one(kind, "skos:notation")
    name = Literal(f"另一名稱{p.draw.randint(1, 99)}", language="zh-Hant")
    return [quad(thing, "skos:altLabel", name)], "label", (thing,)


PLANTS: dict[str, Plant] = {
    "role group": role_group,
    "talent category": talent_category,
    "class": second("Certification", "ait:certificationClass", "CertificationClass", "class"),
    "uncovered type": uncovered,
    "competency category": second(
        "Competency", "ait:competencyCategory", "CompetencyCategory", "group"
    ),
    "duty": second("Task", "dcterms:isPartOf", "Duty", "group"),
    "ability type": second("AbilityItem", "skos:broader", "AbilityType", "group"),
    "issuer": second("Certification", "ait:issuer", "Organisation", "value"),
    "level": second_level,
    "retirement": second_date,
    "strength": other_strength,
    "own member": own_member,
    "copied text": copied_text,
    "other definition": other_definition,
    "number twice": number_twice,
    "other name": other_name,
}


@pytest.fixture(scope="module")
def copy(kg: KnowledgeGraph) -> Store:
    store = Store()
    store.bulk_extend(list(kg.store))
    return store


def planted(p: Planter, each: int) -> Iterator[tuple[str, list[Quad], str, tuple[str, ...]]]:
    for name, plant in PLANTS.items():
        for _ in range(each):
            yield name, *plant(p)


def test_every_kind_of_disagreement_is_planted(copy: Store) -> None:
    assert {form for _, _, form, _ in planted(Planter(copy, 1), 1)} == set(KINDS)


@pytest.mark.parametrize("seed", range(3))
def test_each_planted_disagreement_is_found(copy: Store, seed: int) -> None:
    """Each by itself, in a copy of all data: 48 draws a seed, of 16 forms."""
    before = set(found_in(facts_of(copy)))
    for name, quads, form, things in planted(Planter(copy, seed), 3):
        copy.extend(quads)
        new = set(found_in(facts_of(copy))) - before
        for one in quads:
            copy.remove(one)
        hits = [one for one in new if one.kind == form and set(things) <= set(one.things)]
        assert hits, (name, [curie(thing) for thing in things])


def test_planted_disagreements_do_not_hide_each_other(copy: Store) -> None:
    every = list(planted(Planter(copy, 9), 4))
    both = Store()
    both.bulk_extend(list(copy))
    both.extend(quad for _, quads, _, _ in every for quad in quads)
    found = [(one.kind, set(one.things)) for one in found_in(facts_of(both))]
    assert len(every) == 64
    for name, _, form, things in every:
        assert any(kind == form and set(things) <= hit for kind, hit in found), (name, things)


def test_what_is_planted_is_not_taken_for_settled(copy: Store) -> None:
    """A third category of scikit-learn is another finding than the two that have a reason."""
    tool = f"{ID}tool/scikit-learn"
    planted = quad(tool, "ait:toolCategory", f"{ID}{GUIDE}/tool-category/audio")
    copy.add(planted)
    [found] = [one for one in detect(copy) if one.things[0].iri == tool]
    copy.remove(planted)
    assert (found.recorded, found.reason) == ((), "")
