"""Standards that the importer has never seen: invented texts beside what a person reads in them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from aitalent_kg.importers.formats.icap import Imported, read_icap
from aitalent_kg.names import AIT, ID, PREFIXES

HERE = Path(__file__).parent / "icap"
CODES = sorted(path.stem for path in HERE.glob("*.txt"))
ait, dcat = Namespace(AIT), Namespace(PREFIXES["dcat"])
LISTS = {
    "duties": "Duty",
    "outputs": "Output",
    "indicators": "BehaviourIndicator",
    "knowledge": "Knowledge",
    "skills": "Skill",
}


@pytest.fixture(scope="module", params=CODES)
def case(request: pytest.FixtureRequest) -> tuple[Imported, dict[str, Any]]:
    path = HERE / f"{request.param}.txt"
    return read_icap(path), tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def test_header_is_read(case: tuple[Imported, dict[str, Any]]) -> None:
    imported, expected = case
    read = Reading(imported)
    for name, value in read.header().items():
        assert value == expected.get(name, type(value)()), name


@pytest.mark.parametrize("name", [*LISTS])
def test_list_is_read_in_order(case: tuple[Imported, dict[str, Any]], name: str) -> None:
    imported, expected = case
    assert list(Reading(imported).words(LISTS[name]).items()) == list(expected[name].items())


def test_tasks_have_their_levels_and_items(case: tuple[Imported, dict[str, Any]]) -> None:
    imported, expected = case
    assert Reading(imported).tasks() == expected["tasks"]


def test_attitudes_are_read_in_order(case: tuple[Imported, dict[str, Any]]) -> None:
    imported, expected = case
    assert list(Reading(imported).attitudes().items()) == list(expected["attitudes"].items())


def test_closing_notes_are_told_apart(case: tuple[Imported, dict[str, Any]]) -> None:
    imported, expected = case
    read = Reading(imported)
    assert read.entry() == expected.get("entry", {})
    assert read.texts("Passage") == expected.get("passages", [])
    assert read.duty_conditions() == expected.get("conditions", {})


def test_gaps_are_recorded(case: tuple[Imported, dict[str, Any]]) -> None:
    imported, expected = case
    gaps = imported.graph.subjects(RDF.type, ait.Gap)
    assert sorted(str(gap).rpartition("/")[2] for gap in gaps) == expected["gaps"]


@pytest.mark.parametrize("kind", ["repair", "doubt"])
def test_remarks_are_those_that_a_person_makes(
    case: tuple[Imported, dict[str, Any]], kind: str
) -> None:
    imported, expected = case
    made = [f"{r.line} {r.message}" for r in imported.remarks if r.kind == kind]
    unmatched = list(made)
    missing = []
    for wanted in expected[f"{kind}s"]:
        line, _, words = wanted.partition(" ")
        hit = next((m for m in unmatched if m.startswith(f"{line} ") and words in m), None)
        if hit is None:
            missing.append(wanted)
        else:
            unmatched.remove(hit)
    assert (missing, unmatched) == ([], [])


class Reading:
    """What a graph says, in the shape of the expected values."""

    def __init__(self, imported: Imported) -> None:
        self.graph: Graph = imported.graph
        self.root = URIRef(ID + imported.code)

    def label(self, subject: Node) -> str:
        forms = [*self.graph.objects(subject, SKOS.prefLabel)]
        assert len(forms) <= 1
        forms += sorted(self.graph.objects(subject, SKOS.altLabel), key=str)
        return " | ".join(map(str, forms))

    def in_order(self, kind: str) -> list[Node]:
        """Members of a class by whole, then by their number there."""

        def place(node: Node) -> tuple[list[int], int]:
            whole = self.graph.value(node, DCTERMS.isPartOf) or self.root
            number = self.graph.value(node, ait.sequence)
            assert isinstance(number, Literal)
            digits = str(whole).removeprefix(str(self.root)).strip("/T").split(".")
            return [int(d) for d in digits if d.isdigit()], int(number)

        return sorted(self.graph.subjects(RDF.type, ait[kind]), key=place)

    def short(self, node: Node) -> str:
        return str(node).removeprefix(f"{self.root}/")

    def words(self, kind: str) -> dict[str, str]:
        return {self.short(node): self.label(node) for node in self.in_order(kind)}

    def texts(self, kind: str) -> list[str]:
        return [str(self.graph.value(node, ait.text)) for node in self.in_order(kind)]

    def header(self) -> dict[str, Any]:
        occupation = self.graph.value(self.root, ait.occupation)
        assert occupation is not None
        level = self.graph.value(occupation, ait.baseLevel)
        return {
            "title": self.label(self.root),
            "occupation": self.label(occupation),
            "description": str(self.graph.value(occupation, DCTERMS.description) or ""),
            "level": str(level or "").rpartition("/")[2],
            "classes": self.classes(),
            "versions": self.versions(),
        }

    def classes(self) -> dict[str, str]:
        found = {}
        for entry in self.graph.objects(self.root, ait.classifiedAs):
            code = self.graph.value(entry, SKOS.notation) or ""
            found[str(entry).rpartition("/")[2]] = f"{code} {self.label(entry)}".strip()
        return found

    def versions(self) -> list[str]:
        rows = []
        for version, label in self.graph.subject_objects(dcat.version):
            older = self.graph.value(version, DCTERMS.replaces)
            assert older is None or (older, DCTERMS.isReplacedBy, version) in self.graph
            cells = [version, self.label(version), label]
            cells += [self.graph.value(version, DCTERMS.issued), older or ""]
            rows.append(" ".join(str(cell).removeprefix(ID) for cell in cells).strip())
        return sorted(rows)

    def tasks(self) -> dict[str, list[str]]:
        found = {}
        for task in self.in_order("Task"):
            levels = sorted(self.graph.objects(task, ait.level), key=str)
            items = sorted(
                (self.short(item) for item in self.required(task)),
                key=lambda code: (code[0], int(code[1:])),
            )
            found[self.short(task)] = [
                self.label(task),
                " ".join(str(level).rpartition("/")[2] for level in levels),
                " ".join(code for code in items if code[0] == "K"),
                " ".join(code for code in items if code[0] == "S"),
            ]
        return found

    def required(self, task: Node) -> list[Node]:
        requirements = self.graph.subjects(ait.requirer, task)
        return [item for r in requirements for item in self.graph.objects(r, ait.requiredItem)]

    def attitudes(self) -> dict[str, str]:
        found = {}
        for node in self.in_order("Attitude"):
            definition = self.graph.value(node, SKOS.definition)
            found[self.short(node)] = self.label(node) + (f"：{definition}" if definition else "")
        return found

    def entry(self) -> dict[str, Any]:
        rule = next(self.graph.subjects(RDF.type, ait.EntryRule), None)
        if rule is None:
            assert self.texts("EntryCondition") == []
            return {}
        read: dict[str, Any] = {"rule": str(self.graph.value(rule, ait.text))}
        least = self.graph.value(rule, ait.minimumCount)
        if isinstance(least, Literal):
            read["least"] = int(least)
        return {**read, "conditions": self.texts("EntryCondition")}

    def duty_conditions(self) -> dict[str, str]:
        return {
            self.short(duty): str(text) for duty, text in self.graph.subject_objects(ait.condition)
        }
