"""CASE packages: the rules of the specification, what is carried, what is told to be lost."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from exchange import (
    OURS,
    errors,
    kinds,
    lost_statements,
    part_of,
    renamed,
    store_of,
    triples,
    undeclared,
    values,
)
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.run import export
from aitalent_kg.importers.formats.case import import_case
from aitalent_kg.names import ID

MADE_UP = """
id:made-up a ait:Framework ; dcterms:title "小框架"@zh-TW , "Small framework"@en ;
    dcterms:issued "2026-05"^^xsd:gYearMonth ; dcat:version "2" ;
    dcterms:license <https://example.org/licence> ; dcterms:publisher "Example publisher" .
f:c1 a ait:CompetencyCategory ; skos:inScheme id:made-up ; skos:prefLabel "類一"@zh-TW ;
    skos:topConceptOf id:made-up ; ait:sequence 2 .
f:s1 a ait:Skill ; skos:inScheme id:made-up ; skos:broader f:c1 ; ait:sequence 1 ;
    skos:prefLabel "技能一"@zh-TW , "Skill one"@en ; skos:definition "會做一"@zh-TW ; skos:altLabel "別名"@zh-TW ;
    skos:notation "S01" ; schema:keywords "one" , "two" ; skos:related f:k1 ;
    skos:exactMatch <https://example.org/other/1> ; skos:closeMatch <https://example.org/other/2> ;
    dcterms:modified "2026-01-02T03:04:05Z"^^xsd:dateTime .
f:k1 a ait:Knowledge ; skos:inScheme id:made-up ; skos:prefLabel "Only in English"@en ;
    ait:precedes f:s1 ; ait:evidence f:q1 .
f:q1 a ait:Quote ; oa:exact "words"@en .
f:r1 a ait:Role ; skos:inScheme id:made-up ; skos:prefLabel "角色"@zh-TW .
f:need a ait:Requirement ; ait:requirer f:r1 ; ait:requiredItem f:s1 ; ait:importance 3.5 .
"""
_BROKEN = {
    "associationType": lambda p: p["CFAssociations"][0].update(associationType="isSiblingOf"),
    "creator": lambda p: p["CFDocument"].pop("creator"),
    "uuid": lambda p: p["CFItems"][0].update(identifier="12345"),
    "time zone": lambda p: p["CFItems"][0].update(lastChangeDateTime="2026-01-02T03:04:05"),
    "uri": lambda p: p["CFItems"][0].update(uri="no address"),
    "empty statement": lambda p: p["CFItems"][0].update(fullStatement=""),
    "unknown field": lambda p: p["CFItems"][0].update(surprise=1),
    "line break": lambda p: p["CFItems"][0].update(humanCodingScheme="a\nb"),
    "sequence as text": lambda p: p["CFAssociations"][0].update(sequenceNumber="1"),
    "language": lambda p: p["CFDocument"].update(language="zh_TW"),
    "hierarchyCode": lambda p: p["CFDefinitions"]["CFItemTypes"][0].pop("hierarchyCode"),
    "version": lambda p: p["CFDocument"].update(caseVersion="1.0"),
}


def _exported(store: Any, path: Path, **options: Any) -> tuple[Any, Any]:
    report = export(store, "case", path, **options)
    return json.loads(path.read_text(encoding="utf-8")), report


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The made-up framework as a package, and the report."""
    return _exported(store_of(MADE_UP), tmp_path_factory.mktemp("case") / "made-up.json")


@pytest.fixture(scope="module", params=OURS)
def ours(request: Any, kg: atk.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A document of ours: its name, its part of the graph, the package, the report, the file."""
    part = part_of(kg.statements, request.param)
    path = tmp_path_factory.mktemp("case") / "out.json"
    package, report = _exported(part, path, only=[request.param], lang="zh")
    return request.param, part, package, report, path


def test_packages_of_our_documents_keep_the_rules(ours: Any) -> None:
    assert errors("case", ours[2]) == Counter()


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_broken_package_breaks_a_rule(broken: str, made_up: Any) -> None:
    package = json.loads(json.dumps(made_up[0]))
    assert errors("case", package) == Counter()
    _BROKEN[broken](package)
    assert sum(errors("case", package).values()) >= 1


def test_every_statement_of_our_documents_comes_back_or_is_declared_lost(ours: Any) -> None:
    stem, part, _, report, path = ours
    back = import_case(path, lang="zh")
    before = triples(part)
    after = renamed(triples(back.store), back.report.framework, ID + stem)
    missing = before - after
    repeated = report.statements - len(before)
    assert lost_statements(report) == repeated + len(missing)
    assert not undeclared(missing, kinds(before), report)


def test_all_items_hang_below_the_document(ours: Any) -> None:
    package = ours[2]
    above: dict[str, list[str]] = {}
    for a in package["CFAssociations"]:
        if a["associationType"] == "isChildOf":
            end = a["destinationNodeURI"]["identifier"]
            above.setdefault(a["originNodeURI"]["identifier"], []).append(end)
    for item in package["CFItems"]:
        seen, waiting = set(), [item["identifier"]]
        while waiting:
            here = waiting.pop()
            seen.add(here)
            waiting += [end for end in above.get(here, ()) if end not in seen]
        assert package["CFDocument"]["identifier"] in seen, item["uri"]


def test_a_standard_has_an_item_for_each_of_its_things(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    part = part_of(kg.statements, OURS[0])
    package, _ = _exported(part, tmp_path / "x.json", only=[OURS[0]])
    types = Counter(item["CFItemType"] for item in package["CFItems"])
    items = {"Knowledge": 20, "Skill": 20, "Attitude": 6}
    work = {"Duty": 4, "Task": 10, "Output": 14, "BehaviourIndicator": 12, "Occupation": 1}
    assert types == items | work
    links = Counter(a.get("notes") or a["associationType"] for a in package["CFAssociations"])
    assert links["ait:requires"] == 118  # tasks and what they ask for
    assert links["hasSkillLevel"] == 8  # two of ten tasks have no level of their own


def test_identifiers_are_uuid5_of_the_iri_below_that_of_our_namespace(made_up: Any) -> None:
    item = next(i for i in made_up[0]["CFItems"] if i["uri"] == f"{ID}made-up/s1")
    assert item["identifier"] == str(uuid5(uuid5(NAMESPACE_URL, ID), f"{ID}made-up/s1"))


def test_an_item_has_its_texts_code_and_dates(made_up: Any) -> None:
    item = next(i for i in made_up[0]["CFItems"] if i["uri"] == f"{ID}made-up/s1")
    wanted = {
        "fullStatement": "會做一",
        "abbreviatedStatement": "技能一",
        "alternativeLabel": "別名",
        "CFItemType": "Skill",
        "humanCodingScheme": "S01",
        "conceptKeywords": ["one", "two"],
        "lastChangeDateTime": "2026-01-02T03:04:05Z",
    }
    assert {key: item[key] for key in wanted} == wanted
    assert "language" not in item  # it is the document's


def test_the_document_has_what_the_graph_knows_and_no_time_of_today(made_up: Any) -> None:
    wanted = {
        "title": "小框架",
        "language": "zh-TW",
        "version": "2",
        "publisher": "Example publisher",
        "creator": "Example publisher",
        "lastChangeDateTime": "2026-05-01T00:00:00Z",
        "caseVersion": "1.1",
    }
    document = made_up[0]["CFDocument"]
    assert {key: document[key] for key in wanted} == wanted
    assert document["licenseURI"]["uri"] == "https://example.org/licence"
    assert made_up[1].lost["filled in: creator"].count == 1


def test_an_item_in_another_language_says_so(made_up: Any) -> None:
    item = next(i for i in made_up[0]["CFItems"] if i["uri"] == f"{ID}made-up/k1")
    assert (item["fullStatement"], item["language"]) == ("Only in English", "en")


def test_associations_have_the_nearest_type_and_a_note_where_it_says_less(made_up: Any) -> None:
    def short(node: dict[str, str]) -> str:
        return node["uri"].rpartition("/")[2]

    found = {
        (short(a["originNodeURI"]), a["associationType"], short(a["destinationNodeURI"])): (
            a.get("sequenceNumber"),
            a.get("notes"),
        )
        for a in made_up[0]["CFAssociations"]
    }
    assert found == {
        ("c1", "isChildOf", "made-up"): (2, None),
        ("s1", "isChildOf", "c1"): (1, None),
        ("s1", "isRelatedTo", "k1"): (None, None),
        ("s1", "exactMatchOf", "1"): (None, None),
        ("s1", "isRelatedTo", "2"): (None, "skos:closeMatch"),
        ("k1", "precedes", "s1"): (None, None),
        ("k1", "isChildOf", "made-up"): (None, None),
        ("r1", "isChildOf", "made-up"): (None, None),
        ("r1", "isRelatedTo", "s1"): (None, "ait:requires"),
    }


def test_the_losses_of_a_made_up_framework_are_these(made_up: Any) -> None:
    assert {what: loss.count for what, loss in made_up[1].lost.items()} == {
        "names of graphs": 1,
        "Quote": 2,  # its class and its words
        "Requirement": 4,
        "ait:evidence": 1,
        "dcat:version": 1,
        "dcterms:issued": 1,
        "skos:closeMatch": 1,
        "texts in other languages": 2,  # the title and the label of s1 in English
        "filled in: creator": 1,
        "filled in: lastChangeDateTime": 3,  # c1, k1, r1
        "filled in: places in the tree": 2,  # k1, r1
    }


def test_the_language_chosen_is_the_document_s(tmp_path: Path) -> None:
    package, _ = _exported(store_of(MADE_UP), tmp_path / "en.json", lang="en")
    assert package["CFDocument"]["title"] == "Small framework"
    assert package["CFDocument"]["language"] == "en"


def test_the_same_graph_is_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in files:
        export(store_of(MADE_UP), "case", path)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_package_that_was_exported_is_exported_alike_after_its_import(
    made_up: Any, tmp_path: Path
) -> None:
    (tmp_path / "first.json").write_text(json.dumps(made_up[0]), encoding="utf-8")
    back = import_case(tmp_path / "first.json", lang="zh-TW")
    again, _ = _exported(back.store, tmp_path / "second.json", only=[back.report.framework])
    assert again["CFItems"] == made_up[0]["CFItems"]
    names = ("associationType", "originNodeURI", "destinationNodeURI", "sequenceNumber")
    ends = [
        sorted(json.dumps([a.get(n) for n in names]) for a in package["CFAssociations"])
        for package in (made_up[0], again)
    ]
    assert ends[0] == ends[1]


def test_several_frameworks_are_listed_and_none_is_chosen(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(AitalentError, match=r"--only, of .*civil-service-framework"):
        export(kg.statements, "case", tmp_path / "x.json")
    assert not list(tmp_path.iterdir())


def test_what_is_no_framework_is_no_package(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(AitalentError, match=r"SMS2512-002v1/K01 is none"):
        export(kg.statements, "case", tmp_path / "x.json", only=["SMS2512-002v1/K01"])


REAL = ("grade3-math-c1-th.cfpackage.json", "hs-math-c1-th.cfpackage.json",
        "math-content-spec.cfpackage.json.gz")  # fmt: skip


@pytest.mark.parametrize(("name", "undescribed"), [*zip(REAL, (10, 10, 4), strict=True)])
def test_real_packages_keep_our_rules_but_for_types_without_description(
    name: str, undescribed: int
) -> None:
    content = (data("case-smarter-balanced") / name).read_bytes()
    package = json.loads(gzip.decompress(content) if name.endswith(".gz") else content)
    # CASE 1.1 wants a description of every type; these packages are of 1.0.
    assert errors("case", package) == {
        "CFDefinitions.CFItemTypes: required description": undescribed
    }


@pytest.mark.parametrize("name", REAL)
def test_real_packages_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    first = import_case(data("case-smarter-balanced") / name)
    framework = first.report.framework
    package, report = _exported(first.store, tmp_path / "out.json", lang="en")
    assert errors("case", package) == Counter()
    second = import_case(tmp_path / "out.json")
    assert second.report.framework == framework
    before, after = triples(first.store), triples(second.store)
    apparatus = {s for s, kind in kinds(before | after).items() if kind & {"InputFile"}}
    told = {"prov:wasDerivedFrom", "prov:used"}
    lost = {t for t in before - after if t[0] not in apparatus and t[1] not in told}
    new = Counter(t[1] for t in after - before if t[0] not in apparatus and t[1] not in told)
    assert lost == set()
    untyped = sum("CFItemType" not in item for item in package["CFItems"])
    filled = report.lost.get("filled in: places in the tree")
    assert new["skos:topConceptOf"] == (filled.count if filled else 0)
    assert not untyped and new["dcterms:type"] <= 1  # the one item of the README without a type
    assert set(new) <= {"skos:topConceptOf", "dcterms:type"}
    assert values(second.store, framework, "dcterms:source")
