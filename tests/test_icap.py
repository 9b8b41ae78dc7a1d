"""The importer gives the two real standards as they were transcribed, and says what it repaired."""

from pathlib import Path

import pytest
from rdflib import BNode, Graph

from aitalent_kg.importers.formats.icap import Imported, read_icap

DATA = Path(__file__).parent.parent / "data"
SMS, SET = "SMS2512-002v1", "SET2529-001v2"

#: Lines of the planner's text that were damaged, and the codes that each repair is about.
SMS_REPAIRS = {
    19: "P1.2.1",
    24: "P2.1.1 K09",
    25: "T2.2 O2.2.1 O2.2.2 P2.2.1 T2.2 K09 K10 K15",  # the second T2.2 is its level
    30: "T3.2 O3.2.1 P3.2.1",
    35: "T4 T4.1 O4.1.2 O4.1.3 O4.1.1 P4.1.1",
    36: "T4.2 O4.2.1",
}


def import_real(code: str) -> Imported:
    corrections = DATA / "corrections" / f"{code}.toml"
    path = DATA / "sources" / f"{code}.txt"
    return read_icap(path, corrections if corrections.exists() else None)


@pytest.mark.parametrize("code", [SMS, SET])
def test_real_standard_gives_the_committed_triples(code: str) -> None:
    committed = Graph().parse(DATA / "ttl" / f"{code}.ttl")
    assert set(import_real(code).graph) == set(committed)


@pytest.mark.parametrize("code", [SMS, SET])
def test_graph_has_no_blank_node(code: str) -> None:
    assert not any(isinstance(term, BNode) for triple in import_real(code).graph for term in triple)


def test_repairs_of_the_planner_are_those_of_the_notes() -> None:
    wanted = [(line, code) for line, codes in SMS_REPAIRS.items() for code in codes.split()]
    made = [(r.line, r.message) for r in import_real(SMS).remarks if r.kind == "repair"]
    assert [line for line, _ in made] == [line for line, _ in wanted]
    for (line, message), (_, code) in zip(made, wanted, strict=True):
        assert f" {code} " in f" {message} ", line


def test_level_in_front_of_the_knowledge_of_t2_2_is_named() -> None:
    messages = [r.message for r in import_real(SMS).remarks if r.line == 25]
    assert "level 4 of T2.2 read in front of K codes" in messages


def test_doubts_of_the_planner_are_two_levels_and_a_lost_column() -> None:
    doubts = [(r.line, r.message) for r in import_real(SMS).remarks if r.kind == "doubt"]
    assert doubts == [
        (16, "T1.2: no level in the text; recorded as a gap"),
        (25, "T2.2: no skills (S) in the text; recorded as a gap"),
        (27, "T3.2: no level in the text; recorded as a gap"),
    ]


def test_without_corrections_the_scope_of_the_planner_is_one_doubt_more() -> None:
    imported = read_icap(DATA / "sources" / f"{SMS}.txt")
    assert [r.line for r in imported.remarks if r.kind == "doubt"] == [16, 25, 27, 56]


def test_training_manager_needs_no_repair() -> None:
    assert import_real(SET).remarks == ()
