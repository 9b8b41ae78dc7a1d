"""The rules as the page runs them, against the rules as the package runs them, on 1,211 persons."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import random_people
import yaml
from servers import missing

import aitalent_kg as atk
from aitalent_kg.assess.person import Assessor, Row
from aitalent_kg.assess.template import template
from aitalent_kg.assess.words import lack_words, plan_words
from aitalent_kg.evidence import evidence_of
from aitalent_kg.explorer.rules_view import names, view
from aitalent_kg.lookup import text_in
from aitalent_kg.persons.entries import Resolver

FILES = Path(atk.__file__).parent / "explorer" / "files" / "js" / "lib"
PERSONS = Path(__file__).parent / "persons"
DAY = "2026-06-01"
INVENTED, SEED = 1_000, 20261121
RUN = """
import { readFileSync } from "node:fs";
import { assess } from "./lib/rules.js";
import { decoded, encoded, EXAMPLES, short, spoken } from "./lib/rules-url.js";
import { readRecord, writeRecord } from "./lib/rules-yaml.js";
const { rules, cases } = JSON.parse(readFileSync(0, "utf8"));
const does = {
  assess: ({ record, settings }) => assess(rules, record, settings).rows,
  read: ({ text }) => readRecord(text),
  write: ({ record }) => writeRecord(record),
  short: ({ record }) => short(rules, record),
  spoken: ({ record }) => spoken(rules, short(rules, record)),
  link: ({ record }) => encoded(record),
  unlink: ({ text }) => decoded(text),
  examples: () => EXAMPLES,
};
const answers = cases.map((asked) => {
  try {
    return does[asked.do ?? "assess"](asked);
  } catch (problem) {
    if (!problem.said) throw problem;
    return { place: problem.place, zh: problem.in("zh"), en: problem.in("en") };
  }
});
console.log(JSON.stringify(answers));
"""
EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
Case = dict[str, Any]
Judge = Callable[[list[Case]], list[Any]]


@pytest.fixture(scope="module")
def rules(kg: atk.KnowledgeGraph) -> Any:
    return view(kg, "rules")


@pytest.fixture(scope="module")
def in_node(rules: Any, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Runs the page's modules in Node, all cases at once."""
    node = shutil.which("node")
    if node is None:
        missing("Node is not here; the page's modules are run in it")
    place = tmp_path_factory.mktemp("node")
    shutil.copytree(FILES, place / "lib")
    (place / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (place / "run.js").write_text(RUN, encoding="utf-8")

    def judge(cases: list[Case]) -> list[Any]:
        given = json.dumps({"rules": rules, "cases": cases}, default=date.isoformat)
        command = [node, str(place / "run.js")]
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr[-2000:]
        found: list[Any] = json.loads(done.stdout)
        return found

    return judge


class Ours:
    """The package's answer in the shape of `aitalent-kg assess --format json`."""

    def __init__(self, kg: atk.KnowledgeGraph) -> None:
        self.quads = kg.statements
        self.resolver = Resolver(kg.statements)
        self.assessors: dict[str, Assessor] = {}

    def __call__(self, cases: list[Case]) -> list[Any]:
        return [self._one(**case) for case in cases]

    def _one(self, record: dict[str, Any], settings: dict[str, Any]) -> Any:
        lang = settings.get("lang", "zh")
        key = json.dumps(settings, sort_keys=True)
        if key not in self.assessors:
            self.assessors[key] = Assessor(
                self.quads,
                settings.get("readings", ()),
                settings.get("retired", "unknown"),
                settings.get("joined", False),
                lang,
            )
        assessor = self.assessors[key]
        one, problems = self.resolver.person(json.loads(json.dumps(record, default=str)))
        assert not problems, problems
        found = assessor.assess(one, one.as_of or date.fromisoformat(DAY))
        return [self._row(row, lang) | {"as_of": str(found.as_of)} for row in found.rows]

    def _row(self, row: Row, lang: str) -> dict[str, Any]:
        rules = row.rules.items()
        return {
            "type": row.target.code,
            "label": row.target.label,
            "level": row.level.label if row.level else None,
            **{c: row.outcome(c) for c in ("certificates", "hours", "entry")},
            "joined": row.joined,
            "readings": {r.notation: r.outcome for _, rule in rules for r in rule.readings},
            "missing": [
                lack_words(self.quads, lack, lang)
                for _, rule in rules
                for lack in rule.plans[0].lacks
            ],
            "ways": {c: [plan_words(self.quads, p, lang) for p in rule.plans] for c, rule in rules},
            "quotes": {c: [str(q) for q in rule.readings[0].quotes] for c, rule in rules},
            "tools": [tool.label for tool in row.tools],
        }


@pytest.fixture(scope="module")
def ours(kg: atk.KnowledgeGraph) -> Iterator[Ours]:
    with pytest.MonkeyPatch.context() as patched:  # quotes are the same for everybody
        patched.setattr("aitalent_kg.assess.person.evidence_of", cache(evidence_of))
        patched.setattr("aitalent_kg.assess.person.text_in", cache(text_in))
        yield Ours(kg)


def by_hand() -> Iterator[tuple[dict[str, Any], Case]]:
    """The persons worked out by hand, and each as a case."""
    for path in sorted(PERSONS.glob("*.toml")):
        for person in tomllib.loads(path.read_text(encoding="utf-8"))["person"]:
            settings = {"today": DAY, "retired": person.get("retired", "unknown")}
            yield person, {"record": person["record"], "settings": settings}


def invented() -> list[Case]:
    """1,000 people, by certificate and by number; every fourth with choices of his own."""
    made = [
        *random_people.people(INVENTED // 2, SEED, "names"),
        *random_people.people(INVENTED // 2, SEED + 1, "counts"),
    ]
    return [{"record": one.record, "settings": _settings(place)} for place, one in enumerate(made)]


def _settings(place: int) -> dict[str, Any]:
    """All choices in turn, in both languages."""
    settings: dict[str, Any] = {"today": DAY, "lang": ("zh", "en")[place % 2]}
    if place % 4 == 3:
        settings |= {
            "readings": [["C4-and"], ["H2-any", "C3-own"], ["H2a-additional"]][place % 3],
            "retired": ("counts", "ends")[place // 4 % 2],
            "joined": place % 8 == 3,
        }
    return settings


@pytest.fixture(scope="module")
def by_hand_in_node(in_node: Judge) -> list[Any]:
    return in_node([case for _, case in by_hand()])


def test_persons_worked_out_by_hand_have_those_outcomes_in_the_page(
    by_hand_in_node: list[Any],
) -> None:
    persons = list(by_hand())
    assert len(persons) == 211
    for (person, _), rows in zip(persons, by_hand_in_node, strict=True):
        found = {
            name: o for row in rows if row["entry"] is None for name, o in row["readings"].items()
        }
        assert person.get("readings", found) == found, person["id"]
        entry = {row["type"].partition("/")[0]: row["entry"] for row in rows if row["entry"]}
        assert entry | person.get("entry", {}) == entry, person["id"]


def test_persons_worked_out_by_hand_get_the_whole_answer_of_the_package(
    by_hand_in_node: list[Any], ours: Ours
) -> None:
    assert by_hand_in_node == ours([case for _, case in by_hand()])


def test_a_thousand_invented_people_get_the_whole_answer_of_the_package(
    in_node: Judge, ours: Ours
) -> None:
    cases = invented()
    seen: set[str | None] = set()
    for case, there, here in zip(cases, in_node(cases), ours(cases), strict=True):
        assert there == here, case
        seen.update(row[c] for row in there for c in ("certificates", "hours"))
    assert seen == {"met", "not_met", "depends", "unknown", None}


@pytest.mark.parametrize(
    ("record", "place", "said"),
    [
        ({"hours": {"AI 應用素養": -1}}, ["hours", "AI 應用素養"], "-1 is not a number of hours from 0"),
        ({"hours": {"AI 應用素養": "18:00"}}, ["hours", "AI 應用素養"], "is not a number of hours"),
        ({"hours": {"AI 應用素質": 1}}, ["hours", "AI 應用素質"], "did you mean “AI 應用素養”?"),
        ({"certificates": ["AI-90"]}, ["certificates", 0], "did you mean “AI-900”?"),
        ({"certificates": [{"name": "AI-900", "earned": "2026-02-30"}]}, ["certificates", 0, "earned"], "is no date"),
        ({"certificates": [{"class": "工具類", "count": 0}]}, ["certificates", 0, "count"], "whole number"),
        ({"certificates": [{"name": "AI-900", "class": "工具類"}]}, ["certificates", 0], "not both"),
        ({"certificates": "none"}, ["certificates"], "write a list, or unknown"),
        ({"as_of": "30 June"}, ["as_of"], "no date; write it as 2026-06-30"),
        ({"certificate": []}, ["certificate"], "did you mean certificates?"),
        ({"conditions": {"entry-1": "maybe"}}, ["conditions", "entry-1"], "true, false or unknown"),
        ({"conditions": {"1": True}}, ["conditions", "1"], "is several; write one of"),
        ({"hours": {"AI 應用素養": 1, "ai-literacy": 2}}, ["hours", "ai-literacy"], "the same as"),
        ([], [], "this is no record"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_field(
    in_node: Judge, kg: atk.KnowledgeGraph, record: Any, place: list[Any], said: str
) -> None:
    [problem] = in_node([{"record": record, "settings": {"today": DAY}}])
    assert problem["place"] == place
    assert said in problem["en"]
    assert "\n" not in problem["en"] + problem["zh"]
    with pytest.raises((atk.errors.AitalentError, TypeError)):
        kg.person(record)  # the package refuses it too


def test_names_of_the_view_mean_what_they_mean_to_the_package(
    kg: atk.KnowledgeGraph, rules: Any
) -> None:
    for one in rules["certifications"]:
        [held] = kg.person({"certificates": [one["name"]]}).certificates or ()
        assert held.certification == atk.names.ID + one["code"]
    for one in rules["types"]:
        assert list(kg.person({"hours": {one["name"]: 1}}).hours) == [atk.names.ID + one["code"]]
    for one in rules["conditions"]:
        assert kg.person({"conditions": {one["name"]: True}}).conditions[atk.names.ID + one["code"]]


# records in the address and in files


def records() -> list[dict[str, Any]]:
    """All persons worked out by hand, and two hundred invented ones."""
    made = random_people.people(200, SEED, "names")
    own = [case["record"] for _, case in by_hand()]
    return json.loads(json.dumps([*own, *(one.record for one in made)], default=date.isoformat))  # type: ignore[no-any-return]


@pytest.mark.parametrize("style", [False, None, True])
def test_files_are_read_as_yaml_reads_them(in_node: Judge, style: bool | None) -> None:
    texts = [
        yaml.safe_dump(one, allow_unicode=True, default_flow_style=style, width=10_000)
        for one in records()
    ]
    assert in_node([{"do": "read", "text": text} for text in texts]) == records()


def test_examples_and_templates_are_read(in_node: Judge, kg: atk.KnowledgeGraph) -> None:
    files = [EXAMPLES / "marketing.yaml", EXAMPLES / "engineer.yaml"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    texts += [template(kg.statements, lang) for lang in ("zh", "en")]
    plain = [yaml.load(text, yaml.BaseLoader) for text in texts]
    for read, wanted in zip(
        in_node([{"do": "read", "text": t} for t in texts]), plain, strict=True
    ):
        assert list(read) == list(wanted)
    own = in_node([{"do": "examples"}])[0]
    assert list(own.values()) == in_node([{"do": "read", "text": text} for text in texts[:2]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: a\nhours:\n  x: [1", "line 3: this line cannot be read"),
        ("name: &x a", "line 1: & is not read here; write it out"),
        ("name: a\nname: b", "line 2: “name” stands here twice"),
        ("name: |\n  a", "line 1: | is not read here; write it out"),
        ("hours:\n\tx: 1", "line 2: indent with blanks, not tabs"),
        ("a: b: c", "line 1: this line cannot be read"),
        ("  \n# nothing\n", "the file is empty"),
        ("{not json", "line 1: this line cannot be read"),
        ("{\n  not json", "no JSON: "),
        ("x" * 1_000_001, "longer than 1000000 characters"),
        ("a: " + "[" * 30 + "]" * 30, "line 1: nested too deeply"),
    ],
)
def test_a_file_that_is_no_record_is_told_with_its_line(
    in_node: Judge, text: str, said: str
) -> None:
    [problem] = in_node([{"do": "read", "text": text}])
    assert said in problem["en"]
    assert "\n" not in problem["en"] + problem["zh"]


def test_a_written_file_says_the_same_to_the_package(
    in_node: Judge, kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    own = records()
    spoken = in_node([{"do": "spoken", "record": one} for one in own])
    texts = in_node([{"do": "write", "record": one} for one in spoken])
    path = tmp_path / "record.yaml"
    for record, text in zip(own, texts, strict=True):
        if text == "\n":  # a record that says nothing is an empty file
            continue
        path.write_text(text, encoding="utf-8")
        assert kg.person(path) == kg.person(record), text


def test_the_shortest_names_say_the_same_to_the_package(
    in_node: Judge, kg: atk.KnowledgeGraph
) -> None:
    own = records()
    for record, short in zip(
        own, in_node([{"do": "short", "record": r} for r in own]), strict=True
    ):
        assert kg.person(short) == kg.person(record), short


def test_a_record_comes_back_from_its_address(in_node: Judge) -> None:
    own = [*records(), {"name": "😀 <b> \u202e"}]
    links = in_node([{"do": "link", "record": one} for one in own])
    assert all(re.fullmatch("[A-Za-z0-9_-]*", link) for link in links)
    back = in_node([{"do": "unlink", "text": link} for link in links if link])
    whose = {"name", "department"}  # stay out of addresses
    told = [
        {key: value for key, value in one.items() if value not in ([], {}) and key not in whose}
        for one in own
    ]
    assert back == [one for one in told if one]


def test_an_address_that_holds_no_record_is_none(in_node: Judge) -> None:
    bad = ["%%%", "bm90IGpzb24", "WzFd", "MQ", "_____w"]
    assert in_node([{"do": "unlink", "text": text} for text in bad]) == [None] * len(bad)


def test_a_graph_without_rules_has_no_view_of_them() -> None:
    assert names(atk.load("civil-service-framework")) == []


def test_a_code_may_lack_its_hyphen_in_the_browser_too(in_node: Judge) -> None:
    cases = [
        {"record": {"certificates": [name]}, "settings": {"today": DAY}}
        for name in ("AI-900", "AI 900")
    ]
    there, here = in_node(cases)
    assert there == here
    assert "certificates" in there[0], there
