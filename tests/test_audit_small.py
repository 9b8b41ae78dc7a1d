"""The audit on a source of 21 characters, made by hand: what fails, where, and in what words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.audit import Audit, DocumentAudit, Failure, audit, digest_failures
from aitalent_kg.ledger import Ledger, Quote, chains, read_ledger
from aitalent_kg.names import ID, expand, graph_iri

STEM = "SMS2512-002v1"
#: Offsets: 頁首 0, T1 3, 人工 6, 智慧 9, 2026 12, 頁首 17, 完 20. Without blanks 15 characters.
TEXT = "頁首\nT1 人工 智慧\n2026\n頁首\n完"
XSD = "http://www.w3.org/2001/XMLSchema#"

Triple = tuple[str, str, object]


class World:
    """Statements by graph; each test changes what it is about."""

    def __init__(self, text: str = TEXT) -> None:
        self.text = text
        self.graphs: dict[str, list[Triple]] = {STEM: [], "sources": [], "furniture": []}
        self.source()

    def source(self, **other: object) -> None:
        name, raw = f"source/{STEM}", self.text.encode()
        self.add("sources", name, "rdf:type", iri("ait:SourceFile"))
        values = {
            "ait:fileName": f"{STEM}.txt",
            "ait:sha256": hashlib.sha256(raw).hexdigest(),
            "ait:characters": len(self.text),
        }
        for key, value in {**values, **other}.items():
            self.set("sources", name, key, value)

    def quote(self, name: str, start: int, end: int, line: int, **other: object) -> None:
        graph = str(other.pop("graph", STEM))
        self.add(graph, name, "rdf:type", iri("ait:Quote"))
        values = {
            "oa:exact": self.text[start:end],
            "oa:start": start,
            "oa:end": end,
            "ait:line": line,
            "prov:wasQuotedFrom": iri_of(f"source/{STEM}"),
        }
        for key, value in {**values, **other}.items():
            self.set(graph, name, key, value)

    def furniture(self, exact: str, times: int, source: str = STEM, name: str = "f") -> None:
        self.add("furniture", name, "rdf:type", iri("ait:Furniture"))
        self.set("furniture", name, "oa:exact", exact)
        self.set("furniture", name, "ait:occurrences", times)
        self.set("furniture", name, "prov:wasQuotedFrom", iri_of(f"source/{source}"))

    def add(self, graph: str, subject: str, predicate: str, value: object) -> None:
        self.graphs.setdefault(graph, []).append((subject, predicate, value))

    def set(self, graph: str, subject: str, predicate: str, value: object) -> None:
        self.drop(graph, subject, predicate)
        self.add(graph, subject, predicate, value)

    def drop(self, graph: str, subject: str, predicate: str) -> None:
        kept = self.graphs.get(graph, [])
        self.graphs[graph] = [t for t in kept if t[:2] != (subject, predicate)]

    def store(self) -> Store:
        found = Store()
        for stem, triples in self.graphs.items():
            graph = NamedNode(graph_iri(stem))
            for subject, predicate, value in triples:
                node = NamedNode(ID + subject)
                found.add(Quad(node, NamedNode(expand(predicate)), term(value), graph))
        return found

    def audit(self, raw: bytes | None = None) -> Audit:
        return audit(self.store(), {STEM: self.text.encode() if raw is None else raw})

    def failed(self, raw: bytes | None = None) -> list[tuple[str, str, str]]:
        return [(f.kind, f.subject, f.message) for f in self.audit(raw).failed]


def iri(short: str) -> NamedNode:
    return NamedNode(expand(short))


def iri_of(path: str) -> NamedNode:
    return NamedNode(ID + path)


def term(value: object) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    return Literal(str(value))


def words(text: str, language: str = "zh-Hant") -> Literal:
    return Literal(text, language=language)


@pytest.fixture
def world() -> World:
    """A task with a code, a name and a year, a task with a name, and two lines of layout."""
    made = World()
    made.quote("q1", 3, 11, 2)
    made.quote("q2", 12, 16, 3)
    made.quote("q3", 20, 21, 5)
    made.furniture("頁首", 2)
    for name, number, quotes in (("T1", 1, ("q1", "q2")), ("T2", 2, ("q3",))):
        made.add(STEM, name, "rdf:type", iri("ait:Task"))
        made.add(STEM, name, "dcterms:isPartOf", iri_of("whole"))
        made.add(STEM, name, "ait:sequence", number)
        for quote in quotes:
            made.add(STEM, name, "ait:evidence", iri_of(quote))
    made.add(STEM, "T1", "skos:notation", "T1")
    made.add(STEM, "T1", "skos:prefLabel", words("人工智慧"))
    made.add(STEM, "T1", "ait:year", 2026)
    made.add(STEM, "T2", "skos:prefLabel", words("完"))
    return made


def test_what_is_whole_passes_and_every_character_is_counted_once(world: World) -> None:
    outcome = world.audit()
    assert outcome == Audit((DocumentAudit(f"{STEM}.txt", 15, 11, 4, 0),), 3, 6, ())
    assert outcome.ok


def test_a_failure_makes_the_outcome_not_ok() -> None:
    assert not Audit((), 0, 0, (Failure("quote", "q", "lacks a part"),)).ok


@pytest.mark.parametrize(
    ("changes", "subject", "message"),
    [
        ({"ait:sha256": "0" * 64}, f"{STEM}.txt", "its SHA-256 is not the recorded one"),
        ({"ait:characters": 20}, f"{STEM}.txt", "its length is not the recorded one"),
        ({"ait:fileName": "other.txt"}, "other.txt", f"its name is {STEM}.txt"),
    ],
)
def test_a_source_is_as_recorded(
    world: World, changes: dict[str, object], subject: str, message: str
) -> None:
    world.source(**changes)
    assert world.failed() == [("source", subject, message)]


def test_a_source_that_the_graph_does_not_know(world: World) -> None:
    del world.graphs["sources"]
    assert world.failed() == [("source", STEM, "the graph does not know this source")]


def test_bytes_that_are_no_text_fail_and_do_not_stop_the_audit(world: World) -> None:
    raw = TEXT.encode()[:-1] + b"\xff"  # the last of the three bytes of 完
    found = world.failed(raw)
    assert ("source", f"{STEM}.txt", "its SHA-256 is not the recorded one") in found
    assert ("quote", "q3", "is not what stands at its place in the source") in found


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [(19, 20, "完"), (20, 21, "元"), (20, 20, ""), (-1, 21, "人"), (20, 21, "完完")],
)
def test_a_quote_is_what_stands_at_its_place(
    world: World, start: int, end: int, exact: str
) -> None:
    world.quote("q3", start, end, 5, **{"oa:exact": exact})
    assert world.failed()[0] == ("quote", "q3", "is not what stands at its place in the source")


def test_a_quote_stands_on_its_line(world: World) -> None:
    world.quote("q3", 20, 21, 4)
    assert world.failed() == [("quote", "q3", "stands on line 5, not 4")]


def test_a_quote_of_another_source(world: World) -> None:
    world.quote("q4", 0, 2, 1, **{"prov:wasQuotedFrom": iri_of("source/none")})
    assert world.failed() == [("quote", "q4", "quotes an unknown source source/none")]


@pytest.mark.parametrize(
    "part", ["oa:exact", "oa:start", "oa:end", "ait:line", "prov:wasQuotedFrom"]
)
def test_a_quote_without_a_part_is_named(world: World, part: str) -> None:
    world.quote("q4", 0, 2, 1)
    world.drop(STEM, "q4", part)
    assert world.failed() == [("quote", "q4", "lacks a part")]


def test_a_quote_whose_start_is_no_number_is_named(world: World) -> None:
    world.quote("q4", 0, 2, 1, **{"oa:start": "nought"})
    assert world.failed() == [("quote", "q4", "lacks a part")]


def test_statements_without_a_quote(world: World) -> None:
    world.add(STEM, "T3", "ait:relatesTo", iri_of("T1"))
    assert world.failed() == [("evidence", "T3", f"has statements in {STEM}, no quote")]


def test_evidence_that_is_not_there(world: World) -> None:
    world.add(STEM, "T2", "ait:evidence", iri_of("q9"))
    assert world.failed() == [("evidence", "T2", "rests on q9, which is missing")]


def test_words_that_no_quote_gives_are_shown_up_to_40_characters(world: World) -> None:
    world.add(STEM, "T2", "skos:altLabel", words("假" * 40))
    world.add(STEM, "T2", "skos:hiddenLabel", words("偽" * 41))
    assert set(world.failed()) == {
        ("literal", "T2", f"no quote gives skos:altLabel {'假' * 40!r}"),
        ("literal", "T2", f"no quote gives skos:hiddenLabel {'偽' * 40 + '…'!r}"),
    }


def test_the_words_of_another_subject_are_no_evidence(world: World) -> None:
    world.add(STEM, "T2", "skos:altLabel", words("人工智慧"))
    assert world.failed() == [("literal", "T2", "no quote gives skos:altLabel '人工智慧'")]


def test_our_own_words_need_a_quote_only_where_they_are_the_documents(world: World) -> None:
    world.add("notes", "n", "skos:note", words("our remark", "en"))
    world.add("notes", "n", "skos:altLabel", words("我們的話", "zh-TW"))
    assert world.failed() == []
    world.add("notes", "n", "skos:prefLabel", words("假話"))
    assert world.failed() == [("literal", "n", "no quote gives skos:prefLabel '假話'")]
    world.add("notes", "n", "ait:evidence", iri_of("q3"))
    world.set("notes", "n", "skos:prefLabel", words("完"))
    assert world.failed() == []


@pytest.mark.parametrize("numbers", [(1, 3), (1, 1), (2, 3), (0, 1)])
def test_siblings_are_numbered_from_1_without_gap(world: World, numbers: tuple[int, int]) -> None:
    for name, number in zip(("T1", "T2"), numbers, strict=True):
        world.set(STEM, name, "ait:sequence", number)
    message = f"it and its siblings are numbered {list(numbers)}"
    assert world.failed() == [("order", "T1", message)]


def test_the_first_by_number_is_named_where_the_order_is_wrong(world: World) -> None:
    world.set(STEM, "T1", "ait:sequence", 4)
    assert world.failed() == [("order", "T2", "it and its siblings are numbered [2, 4]")]


def test_what_is_of_another_class_or_another_whole_is_counted_apart(world: World) -> None:
    world.set(STEM, "T2", "rdf:type", iri("ait:Skill"))
    world.set(STEM, "T2", "ait:sequence", 1)
    assert world.failed() == []
    world.set(STEM, "T2", "rdf:type", iri("ait:Task"))
    assert world.failed() == [("order", "T1", "it and its siblings are numbered [1, 1]")]
    world.set(STEM, "T2", "dcterms:isPartOf", iri_of("another"))
    assert world.failed() == []


@pytest.mark.parametrize(
    ("exact", "times", "message"),
    [
        ("頁首", 3, "stands 2 times in its source, not 3"),
        ("頁首", 1, "stands 2 times in its source, not 1"),
        ("頁尾", 2, "stands 0 times in its source, not 2"),
        ("", 22, "stands 0 times in its source, not 22"),
        ("", 0, "stands 0 times in its source, not 0"),
    ],
)
def test_furniture_stands_as_often_as_it_says(
    world: World, exact: str, times: int, message: str
) -> None:
    world.furniture("頁首", 2, name="other")
    world.furniture(exact, times)
    assert world.failed() == [("furniture", "f", message)]


def test_furniture_of_a_source_that_is_not_there(world: World) -> None:
    world.furniture("頁首", 2, source="none", name="g")
    assert world.failed() == [("furniture", "g", "stands 0 times in its source, not 2")]


def test_what_is_left_over_is_counted_and_its_place_shown(world: World) -> None:
    world.drop("furniture", "f", "rdf:type")
    assert world.failed() == [
        ("left over", f"{STEM}.txt", "4 characters left over, the first on line 1: '頁首'")
    ]
    [document] = world.audit().documents
    assert (document.covered, document.furniture, document.left_over) == (11, 0, 4)


def test_twenty_characters_of_a_long_remainder_are_shown() -> None:
    made = World("一\n" + "長" * 21)
    assert made.failed()[0][2] == "22 characters left over, the first on line 1: '一'"
    made.furniture("一", 1)
    shown = "長" * 20
    assert made.failed()[0][2] == f"21 characters left over, the first on line 2: {shown!r}"


def test_a_quote_counts_only_inside_its_source_and_where_a_document_rests_on_it(
    world: World,
) -> None:
    """T2 loses q3; its 完 is left over then, however else it is quoted."""
    world.drop(STEM, "T2", "ait:evidence")
    world.drop(STEM, "T2", "skos:prefLabel")
    world.add(STEM, "T2", "ait:evidence", iri_of("q2"))
    assert [f[0] for f in world.failed()] == ["left over"]
    world.add("notes", "n", "ait:evidence", iri_of("q3"))
    assert [f[0] for f in world.failed()] == ["left over"]
    for name, start, end in (("q4", 20, 22), ("q5", -1, 21), ("q6", 21, 20)):
        world.quote(name, start, end, 5)
        world.add(STEM, "T2", "ait:evidence", iri_of(name))
    assert world.audit().documents[0].left_over == 1


def test_a_character_that_is_quoted_is_no_furniture(world: World) -> None:
    world.furniture("2026\n頁首", 1, name="g")
    assert world.audit().documents == (DocumentAudit(f"{STEM}.txt", 15, 11, 4, 0),)


def test_furniture_that_follows_itself_is_marked_each_time() -> None:
    made = World("ababx")
    made.furniture("ab", 2)
    assert made.audit().documents == (DocumentAudit(f"{STEM}.txt", 5, 0, 4, 1),)


def broken(parts: int) -> Ledger:
    """A cell in so many parts, A B C …, each of which goes on from the one before."""
    ledger = Ledger()
    for at in range(parts):
        before = frozenset({f"q{at - 1}"}) if at else frozenset[str]()
        ledger.quotes[f"q{at}"] = Quote(f"q{at}", chr(65 + at), at, at + 1, 1, "s", before)
    return ledger


def texts(ledger: Ledger, quotes: Iterable[str]) -> set[str]:
    return {"".join(chain) for chain in chains(ledger, set(quotes))}


def test_a_broken_cell_is_read_from_each_of_its_parts_backwards() -> None:
    assert texts(broken(3), {"q2"}) == {"C", "BC", "ABC"}
    assert texts(broken(3), {"q0", "unknown"}) == {"A"}


def test_of_a_cell_in_seven_parts_six_are_joined_at_most() -> None:
    found = texts(broken(7), {"q6"})
    assert found == {"G", "FG", "EFG", "DEFG", "CDEFG", "BCDEFG"}


def test_the_parts_of_a_broken_cell_give_its_words_together() -> None:
    made = World("人工 智\n慧")
    made.quote("q1", 0, 4, 1)
    made.quote("q2", 5, 6, 2, **{"ait:continues": iri_of("q1")})
    made.add(STEM, "T1", "skos:prefLabel", words("人工智慧"))
    made.add(STEM, "T1", "ait:evidence", iri_of("q2"))
    made.add(STEM, "T2", "skos:prefLabel", words("人工智"))
    made.add(STEM, "T2", "ait:evidence", iri_of("q1"))
    assert made.failed() == []
    made.drop(STEM, "q2", "ait:continues")
    assert made.failed() == [("literal", "T1", "no quote gives skos:prefLabel '人工智慧'")]


def test_graphs_that_share_a_quote_are_each_checked_and_their_links_joined() -> None:
    made = World("甲乙丙")
    for name, at in (("q1", 0), ("q2", 1), ("q3", 2)):
        made.quote(name, at, at + 1, 1)
    made.add(STEM, "q3", "ait:continues", iri_of("q1"))
    made.quote("q3", 2, 3, 9, graph="notes", **{"ait:continues": iri_of("q2")})
    ledger = read_ledger(made.store())
    assert {i.removeprefix(ID) for i in ledger.quotes[ID + "q3"].continues} == {"q1", "q2"}
    assert len(ledger.stated_quotes) == 4
    assert [f[2] for f in made.failed() if f[0] == "quote"] == ["stands on line 1, not 9"]


def test_a_file_of_the_data_that_is_gone_or_changed_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"a")
    (tmp_path / "b  b.ttl").write_bytes(b"b")
    sums = [
        f"{hashlib.sha256(name[:1].encode()).hexdigest()}  {name}" for name in ("a.ttl", "b  b.ttl")
    ]
    (tmp_path / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    assert digest_failures(tmp_path) == []
    (tmp_path / "a.ttl").unlink()
    (tmp_path / "b  b.ttl").write_bytes(b"c")
    changed = (
        "is not the file that data/SHA256SUMS records; if the change is meant, run make format-data"
    )
    assert digest_failures(tmp_path) == [
        Failure("digest", "data/a.ttl", "is not there"),
        Failure("digest", "data/b  b.ttl", changed),
    ]


def test_a_code_stands_as_printed_in_a_quote_that_is_whole(world: World) -> None:
    """Blanks are closed up in words only; a cell that was broken is set together for both."""
    world.add(STEM, "T1", "skos:altLabel", words("人工智慧"))
    assert world.failed() == []
    world.add(STEM, "T1", "skos:notation", "人工智慧")
    assert world.failed() == [("literal", "T1", "no quote gives skos:notation '人工智慧'")]


def test_a_number_is_given_only_whole(world: World) -> None:
    world.add(STEM, "T1", "ait:month", 202)
    assert world.failed() == [("literal", "T1", "no quote gives ait:month '202'")]
