"""Five made-up standards with the damages of a converter: what the importer must read in them.

The expected results were written before the texts, and both without a look at the importer;
`icap/made_up/README.md` says what each key means, what must hold and what may differ.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Namespace
from rdflib.term import Node

import aitalent_kg as atk

FOLDER = Path(__file__).parent / "icap" / "made_up"
CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))
AIT = Namespace("https://w3id.org/aitalent-kg/ontology#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
CHINESE = r"[\u3400-\u9fff]"
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.definition)

pytestmark = pytest.mark.parametrize("code", CODES)


@cache
def expected(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def imported(code: str) -> Any:
    return atk.importers.icap(FOLDER / f"{code}.txt")


def graph_of(code: str) -> Graph:
    graph: Graph = imported(code).graph
    return graph


def squeezed(words: str) -> str:
    """Words without blanks and without what is not seen."""
    return "".join(c for c in words if not c.isspace() and c not in INVISIBLE)


def normal(words: str) -> str:
    return squeezed(unicodedata.normalize("NFKC", words))


def things(code: str, class_: str) -> dict[str, Node]:
    """Code -> thing, of one class."""
    graph = graph_of(code)
    found = [
        (str(notation), thing)
        for thing in graph.subjects(RDF.type, AIT[class_])
        for notation in graph.objects(thing, SKOS.notation)
    ]
    assert len({notation for notation, _ in found}) == len(found), "a code names two things"
    return dict(found)


def label(code: str, thing: Node | None) -> str | None:
    found = [squeezed(str(words)) for words in graph_of(code).objects(thing, SKOS.prefLabel)]
    assert len(found) <= 1, "a thing has two preferred labels"
    return found[0] if found else None


def labels(code: str, class_: str) -> dict[str, str | None]:
    return {key: label(code, thing) for key, thing in things(code, class_).items()}


def last(term: Node) -> str:
    return str(term).rpartition("/")[2]


def parts(code: str, class_: str) -> dict[str, dict[str, str | None]]:
    """Task -> its parts of one class: code -> words."""
    graph = graph_of(code)
    found: dict[str, dict[str, str | None]] = {key: {} for key in things(code, "Task")}
    for key, part in things(code, class_).items():
        for task in graph.objects(part, DCTERMS.isPartOf):
            found[str(graph.value(task, SKOS.notation))][key] = label(code, part)
    return found


def required(code: str, letter: str) -> dict[str, set[str]]:
    """Task -> codes of the items of one letter that it asks for."""
    graph = graph_of(code)
    found: dict[str, set[str]] = {key: set() for key in things(code, "Task")}
    for requirement in graph.subjects(RDF.type, AIT.Requirement):
        task = graph.value(requirement, AIT.requirer)
        item = str(graph.value(graph.value(requirement, AIT.requiredItem), SKOS.notation))
        if item.startswith(letter):
            found[str(graph.value(task, SKOS.notation))].add(item)
    return found


def check_sets(code: str, key: str, found: dict[str, set[Any]]) -> None:
    """All that is expected is there, and nothing beyond it and what may be there."""
    wrong = {}
    for task in expected(code)["task"]:
        must, may = set(task[key]), set(task.get(f"maybe_{key}", []))
        got = found.get(task["code"], set())
        if not must <= got <= must | may:
            wrong[task["code"]] = {"expected": sorted(must), "found": sorted(got)}
    assert not wrong


def check_parts(code: str, key: str, found: dict[str, dict[str, str | None]]) -> None:
    wrong = {}
    for task in expected(code)["task"]:
        must = {part: squeezed(words) for part, words in task[key].items()}
        may = {part: squeezed(words) for part, words in task.get(f"maybe_{key}", {}).items()}
        got = found.get(task["code"], {})
        if got != must and got != {**may, **must}:
            wrong[task["code"]] = {"expected": must, "found": got}
    assert not wrong


def wordings(code: str, class_: str) -> dict[str, set[str]]:
    graph = graph_of(code)
    return {
        key: {normal(str(w)) for p in LABELS[:2] for w in graph.objects(thing, p)}
        for key, thing in things(code, class_).items()
    }


def check_wordings(code: str, letter: str, class_: str) -> None:
    found = wordings(code, class_)
    wrong = {}
    for item, words in expected(code)[letter].items():
        must = {normal(w) for w in words}
        if found.get(item) != must:
            wrong[item] = {"expected": must, "found": found.get(item)}
    assert not wrong


def test_title_occupation_and_level_of_the_occupation_are_as_printed(code: str) -> None:
    want, graph = expected(code), graph_of(code)
    standard = things(code, "OccupationalStandard")[code]
    occupation = graph.value(standard, AIT.occupation)
    levels = {last(level) for level in graph.objects(occupation, AIT.baseLevel)}
    assert label(code, standard) == squeezed(want["title"])
    assert label(code, occupation) == squeezed(want["occupation"])
    assert levels == ({str(want["base_level"])} if "base_level" in want else set())


def test_duties_are_as_printed(code: str) -> None:
    want = {d["code"]: d.get("words") for d in expected(code)["duty"]}
    assert labels(code, "Duty") == {k: w and squeezed(w) for k, w in want.items()}


def test_tasks_are_as_printed_and_below_their_duty(code: str) -> None:
    want = {task["code"]: squeezed(task["words"]) for task in expected(code)["task"]}
    graph, tasks = graph_of(code), things(code, "Task")
    duty_of = {
        key: {str(graph.value(duty, SKOS.notation)) for duty in graph.objects(t, DCTERMS.isPartOf)}
        for key, t in tasks.items()
    }
    assert labels(code, "Task") == want
    assert duty_of == {key: {key.partition(".")[0]} for key in want}


def test_levels_of_tasks_are_those_printed(code: str) -> None:
    graph = graph_of(code)
    found = {
        key: {int(last(level)) for level in graph.objects(task, AIT.level)}
        for key, task in things(code, "Task").items()
    }
    check_sets(code, "levels", found)


def test_tasks_ask_for_the_knowledge_printed(code: str) -> None:
    check_sets(code, "K", required(code, "K"))


def test_tasks_ask_for_the_skills_printed(code: str) -> None:
    check_sets(code, "S", required(code, "S"))


def test_outputs_are_as_printed(code: str) -> None:
    check_parts(code, "outputs", parts(code, "Output"))


def test_indicators_are_as_printed(code: str) -> None:
    check_parts(code, "indicators", parts(code, "BehaviourIndicator"))


def test_knowledge_has_every_wording_printed_and_no_other(code: str) -> None:
    check_wordings(code, "K", "Knowledge")


def test_skills_have_every_wording_printed_and_no_other(code: str) -> None:
    check_wordings(code, "S", "Skill")


def test_attitudes_are_as_printed(code: str) -> None:
    graph = graph_of(code)
    found = {
        key: (label(code, thing), squeezed(str(graph.value(thing, SKOS.definition))))
        for key, thing in things(code, "Attitude").items()
    }
    want = expected(code)["A"].items()
    assert found == {key: (squeezed(name), squeezed(words)) for key, (name, words) in want}


def issued_on(issued: object) -> str | None:
    return str(issued) if issued is not None else None


def test_versions_are_those_of_the_table_of_versions(code: str) -> None:
    want, graph = expected(code).get("version", []), graph_of(code)
    standards = things(code, "OccupationalStandard")
    assert set(standards) == {code, *(version["code"] for version in want)}
    for version in want:
        thing = standards[version["code"]]
        assert str(graph.value(thing, DCAT.version)) == version["version"]
        assert str(graph.value(thing, AIT.versionStatus)) == version["status"]
        assert issued_on(graph.value(thing, DCTERMS.issued)) == version.get("issued")
        replaced = {
            str(graph.value(v, SKOS.notation)) for v in graph.objects(thing, DCTERMS.replaces)
        }
        assert replaced == {version["replaces"]} if "replaces" in version else not replaced
        if version["code"] != code:  # the newest has the title of its text
            assert label(code, thing) == squeezed(version["name"])


def test_what_is_missing_is_a_gap(code: str) -> None:
    graph = graph_of(code)
    found = {
        (str(graph.value(graph.value(gap, AIT.gapIn), SKOS.notation)), last(kind))
        for gap, kind in graph.subject_objects(AIT.gapKind)
    }
    assert {(gap["task"], gap["kind"]) for gap in expected(code).get("gap", [])} <= found


def told(code: str, doubt: dict[str, Any]) -> bool:
    """Whether a remark, other than of a repair, names what a doubt is about, at one of its lines."""
    remarks = [r for r in imported(code).report.remarks if r.kind != "repair"]
    named = re.compile(rf"{re.escape(doubt['names'])}(?![.\d]*\d)")  # T2, and not T2.1
    return any(
        named.search(remark.message) and remark.row in doubt.get("lines", [remark.row])
        for remark in remarks
    )


def test_what_cannot_be_known_is_told(code: str) -> None:
    assert [d["about"] for d in expected(code).get("doubt", []) if not told(code, d)] == []


def test_nothing_is_invented(code: str) -> None:
    never = expected(code)["never"]
    found = {
        "items": {k for c in ("Knowledge", "Skill", "Attitude") for k in things(code, c)},
        "tasks": set(things(code, "Task")),
        "duties": set(things(code, "Duty")),
        "outputs": set(things(code, "Output")),
        "indicators": set(things(code, "BehaviourIndicator")),
    }
    assert {key: codes & set(never[key]) for key, codes in found.items()} == {
        key: set() for key in found
    }


def test_labels_hold_no_remains_of_the_layout(code: str) -> None:
    """No page numbers, markup, unseen characters; no blank between two Chinese characters."""
    graph, never = graph_of(code), expected(code)["never"]["words"]
    own = {str(t) for c in ("Duty", "Task", "Output", "BehaviourIndicator", "Knowledge", "Skill",
                            "Attitude", "Occupation", "OccupationalStandard")
           for t in graph.subjects(RDF.type, AIT[c])}  # fmt: skip
    words = [str(w) for p in LABELS for t, w in graph.subject_objects(p) if str(t) in own]
    broken = re.compile(rf"{CHINESE}\s+{CHINESE}|[\t\n\r\f{INVISIBLE}]|^\s|\s$")
    assert words
    assert [w for w in words if broken.search(w) or any(bad in w for bad in never)] == []


def test_conditions_of_entry_are_as_printed(code: str) -> None:
    want, graph = expected(code), graph_of(code)
    rules = list(graph.subjects(RDF.type, AIT.EntryRule))
    conditions = sorted(
        (int(str(graph.value(c, AIT.sequence))), squeezed(str(graph.value(c, AIT.text))))
        for rule in rules
        for c in graph.objects(rule, AIT.entryCondition)
    )
    least = {int(str(n)) for rule in rules for n in graph.objects(rule, AIT.minimumCount)}
    assert [words for _, words in conditions] == [squeezed(w) for w in want["conditions"]]
    assert least == ({want["minimum"]} if "minimum" in want else set())
