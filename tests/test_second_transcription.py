"""A second reader transcribed K/S links, levels, table 5 and table 6 from the sources alone."""

from __future__ import annotations

import csv
from pathlib import Path

from aitalent_kg import KnowledgeGraph
from aitalent_kg.names import curie
from aitalent_kg.text import tidy

FOLDER = Path(__file__).parent / "second_transcription"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def ask(kg: KnowledgeGraph, query: str) -> set[tuple[str, ...]]:
    found = kg.select(query).values()
    return {tuple(curie(value or "") for value in row.values()) for row in found}


def test_task_requirements_agree(kg: KnowledgeGraph) -> None:
    ours = ask(kg, "SELECT ?t ?i { ?t a ait:Task ; ait:requires ?i }")
    theirs = {
        (f"{row['standard']}/{row['task']}", f"{row['standard']}/{row['code']}")
        for row in rows("ks-links.tsv")
    }
    assert len(theirs) == 60 + 58 + 28 + 40
    assert ours == theirs


def test_task_levels_agree(kg: KnowledgeGraph) -> None:
    ours = ask(kg, "SELECT ?t ?n { ?t a ait:Task ; ait:level ?l . ?l skos:notation ?n }")
    theirs = {
        (f"{row['standard']}/{row['task']}", row["level"])
        for row in rows("levels.tsv")
        if row["level"]
    }
    assert ours == theirs


def test_table_6_agrees(kg: KnowledgeGraph) -> None:
    ours = ask(
        kg,
        """SELECT ?class ?name ?issuer {
          ?c ait:certificationClass ?k ; ait:issuer ?o ; skos:prefLabel ?name .
          ?k skos:prefLabel ?class . ?o skos:prefLabel ?issuer
          FILTER(LANGMATCHES(LANG(?name), "zh-Hant") && LANGMATCHES(LANG(?class), "zh-Hant")
            && LANGMATCHES(LANG(?issuer), "zh-Hant")) }""",
    )
    theirs = {
        (row["class"], tidy(row["name"]).text.rstrip("*"), row["issuer"])
        for row in rows("table6.tsv")
    }
    assert len(theirs) == 24
    assert ours == theirs


def test_the_rules_and_tools_of_table_5_agree(kg: KnowledgeGraph) -> None:
    rules = {text for (text,) in ask(kg, _WORDS % "ait:AwardRule")}
    lines = {text for (text,) in ask(kg, _WORDS % "ait:ToolCategory")}
    second = rows("table5.tsv")
    printed = {tidy(row["text"]).text for row in second if row["column"] != "tools"}
    tools = {tidy(row["text"]).text for row in second if row["column"] == "tools"}
    assert rules == printed
    assert tools <= lines


_WORDS = """SELECT ?words { ?x a %s ; ait:text ?words
  FILTER(LANGMATCHES(LANG(?words), "zh-Hant")) }"""
