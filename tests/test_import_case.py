"""CASE packages: the real ones by their README, a made-up one by the specification, and damage."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from mutations import survives
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.result import ImportResult

BASE = "https://case.example/ims/case/v1p1"
FRAMEWORK = "https://w3id.org/aitalent-kg/id/case-kitchen-work"
OUTSIDE = "https://elsewhere.example/items/9"


def _link(kind: str, start: str, end: str, identifier: str = "", **more: Any) -> dict[str, Any]:
    return {
        "identifier": identifier or f"{kind}-{start}-{end}",
        "uri": f"{BASE}/CFAssociations/{kind}-{start}-{end}",
        "associationType": kind,
        "originNodeURI": _node(start),
        "destinationNodeURI": _node(end),
        **more,
    }


def _node(identifier: str) -> dict[str, str]:
    uri = OUTSIDE if identifier == "outside" else f"{BASE}/CFItems/{identifier}"
    return {"identifier": identifier, "uri": uri, "title": identifier.upper()}


def package() -> dict[str, Any]:
    """Three items: a group of skills, a skill, and something without a type."""
    return {
        "CFDocument": {
            "identifier": "doc",
            "uri": f"{BASE}/CFDocuments/doc",
            "title": "Kitchen work",
            "creator": "A cook",
            "publisher": "The guild",
            "language": "en",
            "version": "2",
            "adoptionStatus": "Draft",
            "officialSourceURL": "https://case.example/kitchen",
            "lastChangeDateTime": "2026-01-02T03:04:05Z",
            "subject": ["Food"],
            "licenseURI": {"identifier": "l", "uri": "https://case.example/licence"},
        },
        "CFItems": [
            {
                "identifier": "a",
                "uri": f"{BASE}/CFItems/a",
                "fullStatement": "Works cleanly",
                "CFItemType": "Skill Category",
                "humanCodingScheme": "1",
            },
            {
                "identifier": "b",
                "uri": f"{BASE}/CFItems/b",
                "fullStatement": "Washes hands before work",
                "abbreviatedStatement": "Hands",
                "alternativeLabel": "Clean hands",
                "CFItemType": "Measured Skill",
                "conceptKeywords": ["water", "soap"],
                "educationLevel": ["01"],
                "notes": "Each day",
                "listEnumeration": "7",
                "statusStartDate": "2026-01-01",
            },
            {
                "identifier": "c",
                "uri": f"{BASE}/CFItems/c",
                "fullStatement": "水の温度",
                "language": "ja",
            },
        ],
        "CFAssociations": [
            _link("isChildOf", "b", "a", sequenceNumber=2),
            _link("isChildOf", "a", "doc"),
            _link("precedes", "b", "c"),
            _link("exactMatchOf", "b", "outside"),
            _link("isRelatedTo", "outside", "c"),
            _link("ext:likes", "a", "b"),
        ],
        "CFDefinitions": {
            "CFConcepts": [{"identifier": "k", "uri": f"{BASE}/CFConcepts/k", "title": "Soap"}],
            "CFSubjects": [{"identifier": "s", "uri": f"{BASE}/CFSubjects/s", "title": "Food"}],
        },
        "CFRubrics": [{"identifier": "r"}],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    def written(document: Any) -> Path:
        path = tmp_path / "kitchen.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return written


def ask(result: ImportResult, subject: str, predicate: str) -> set[str]:
    """The values of a subject, as they are written in N-Triples without the type or tag."""
    from aitalent_kg.names import expand

    lines = result.path.read_text(encoding="utf-8").splitlines()
    start = f"<{subject}> <{expand(predicate)}> "
    return {line.removeprefix(start).removesuffix(" .") for line in lines if line.startswith(start)}


def test_a_package_becomes_a_framework_with_items_of_our_classes(
    write: Callable[[Any], Path],
) -> None:
    found = atk.importers.case(write(package()))
    assert found.report.framework == FRAMEWORK
    assert ask(found, FRAMEWORK, "dcterms:source") == {f"<{BASE}/CFDocuments/doc>"}
    assert ask(found, FRAMEWORK, "rdfs:seeAlso") == {"<https://case.example/kitchen>"}
    assert ask(found, FRAMEWORK, "dcterms:license") == {"<https://case.example/licence>"}
    assert ask(found, FRAMEWORK, "owl:versionInfo") == {'"2"'}
    classes = {
        key: {
            each.rpartition("#")[2][:-1] for each in ask(found, f"{BASE}/CFItems/{key}", "rdf:type")
        }
        for key in "abc"
    }
    assert classes == {"a": {"CompetencyCategory"}, "b": {"Skill"}, "c": {"CompetencyItem"}}
    assert ask(found, f"{BASE}/CFItems/b", "skos:prefLabel") == {'"Hands"@en'}
    assert ask(found, f"{BASE}/CFItems/b", "skos:definition") == {'"Washes hands before work"@en'}
    assert ask(found, f"{BASE}/CFItems/b", "skos:altLabel") == {'"Clean hands"@en'}
    assert ask(found, f"{BASE}/CFItems/b", "dcterms:type") == {'"Measured Skill"'}
    assert ask(found, f"{BASE}/CFItems/b", "schema:keywords") == {'"water"', '"soap"'}
    assert ask(found, f"{BASE}/CFItems/c", "skos:prefLabel") == {'"水の温度"@ja'}
    assert ask(found, f"{BASE}/CFItems/a", "skos:notation") == {'"1"'}


def test_associations_become_links_and_those_that_lead_outside_are_told(
    write: Callable[[Any], Path],
) -> None:
    found = atk.importers.case(write(package()))
    b, c = f"{BASE}/CFItems/b", f"{BASE}/CFItems/c"
    assert ask(found, b, "skos:broader") == {f"<{BASE}/CFItems/a>"}
    assert ask(found, f"{BASE}/CFItems/a", "skos:topConceptOf") == {f"<{FRAMEWORK}>"}
    assert ask(found, b, "ait:precedes") == {f"<{c}>"}
    assert ask(found, b, "skos:exactMatch") == {f"<{OUTSIDE}>"}
    assert ask(found, OUTSIDE, "skos:related") == {f"<{c}>"}
    assert ask(found, OUTSIDE, "rdfs:label") == {'"OUTSIDE"@en'}
    # The place among the children of a parent counts more than the item's own enumeration.
    assert ask(found, b, "ait:sequence") == {'"2"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    report = found.report
    assert report.external == {OUTSIDE: 2}
    assert {r.message for r in report.of("external")} == {
        "1 associations point outside the package",
        "1 associations start outside the package",
    }
    count = report.counts["CFAssociations"]
    assert (count.read, count.kept, count.refused) == (6, 5, 1)
    assert report.lost == {
        "association ext:likes": 1,
        "CFItems.listEnumeration": 1,
        "CFItems.statusStartDate": 1,
        "CFDefinitions.CFSubjects": 1,
        "CFRubrics": 1,
    }


def test_what_repeats_or_lacks_something_is_told(write: Callable[[Any], Path]) -> None:
    document = package()
    document["CFItems"] += [
        dict(document["CFItems"][0]),
        {"fullStatement": "Nobody"},
        {"identifier": "d", "uri": f"{BASE}/CFItems/d"},
    ]
    document["CFAssociations"] += [
        _link("precedes", "c", "b", "isChildOf-b-a"),
        {"associationType": "isPartOf", "originNodeURI": _node("a")},
    ]
    report = atk.importers.case(write(document)).report
    told = " / ".join(remark.message for remark in report.remarks)
    assert f"CFItems[3] has <{BASE}/CFItems/a> again" in told
    assert "CFItems[4] has neither uri nor identifier" in told
    assert "CFItems[5] has no fullStatement" in told
    assert "CFItems[2] has no CFItemType" in told
    assert "CFAssociations[6] has the identifier isChildOf-b-a again; kept" in told
    assert "CFAssociations[7] has no origin or destination" in told
    assert "precedes runs in a circle" in told
    items = report.counts["CFItems"]
    assert (items.read, items.kept, items.refused) == (6, 3, 3)


def test_a_package_of_ours_keeps_its_name_and_never_that_of_a_document(
    write: Callable[[Any], Path],
) -> None:
    document = package()
    document["CFDocument"]["uri"] = "https://w3id.org/aitalent-kg/id/mine-2"
    assert atk.importers.case(write(document)).report.framework.endswith("/id/mine-2")
    document["CFDocument"]["uri"] = "https://w3id.org/aitalent-kg/id/SMS2512-002v1"
    report = atk.importers.case(write(document)).report
    assert report.framework.endswith("/id/case-SMS2512-002v1")
    assert "has the IRI of our document SMS2512-002v1" in report.of("repair")[0].message
    assert atk.importers.case(write(document), name="own").report.framework.endswith("/id/own")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "has no object CFDocument"),
        ('{"CFDocument": {}, "CFItems": {}}', "CFItems are no list"),
        ('{"CFDocument": {"title": "x"', "is no JSON"),
        ('{"CFDocument": NaN}', "NaN"),
        ('{"CFDocument": {}, "CFDocument": {}}', "twice"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_package_is_refused_in_a_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "no.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=says):
        atk.importers.case(path)


def test_a_packed_package_is_the_same_and_of_two_none_is_chosen(
    write: Callable[[Any], Path], tmp_path: Path
) -> None:
    plain = write(package())
    packed = tmp_path / "kitchen.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    archive = tmp_path / "kitchen.zip"
    with ZipFile(archive, "w") as into:
        into.write(plain, "CASE/kitchen.json")
    sizes = {len(atk.importers.case(path)) for path in (plain, packed, archive)}
    assert len(sizes) == 1
    with pytest.raises(UnreadableFile, match="several files of a CASE package"):
        atk.importers.case([plain, archive])


def test_a_language_cannot_break_out_of_its_literal(write: Callable[[Any], Path]) -> None:
    document = package()
    document["CFItems"][0]["language"] = 'en . <urn:a> <urn:b> "c'
    found = atk.importers.case(write(document))
    assert ask(found, f"{BASE}/CFItems/a", "skos:prefLabel") == {'"Works cleanly"@en'}
    assert len(found.store) == len(found)


def test_any_value_of_another_type_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    assert survives(atk.importers.case, package(), tmp_path / "kitchen.json", each=2) > 200


def test_the_real_packages_are_read_whole() -> None:
    folder = data("case-smarter-balanced")
    found = atk.importers.case(folder / "math-content-spec.cfpackage.json.gz")
    report = found.report
    items, links = report.counts["CFItems"], report.counts["CFAssociations"]
    assert (items.read, items.kept) == (585, 585)
    assert (links.read, links.kept) == (3_368, 3_368)
    told = [remark.message for remark in report.remarks]
    # README: 2,009 point outside the package; 8 of these are children of the document itself.
    assert "2001 associations point outside the package" in told
    assert "4 associations start outside the package" in told
    assert sum("has no CFItemType" in message for message in told) == 1
    assert not any("circle" in message for message in told)  # README: precedes is a DAG
    raw = json.loads(gzip.decompress((folder / "math-content-spec.cfpackage.json.gz").read_bytes()))
    ids = {item["identifier"] for item in raw["CFItems"]}
    ends = [each["destinationNodeURI"]["identifier"] for each in raw["CFAssociations"]]
    assert sum(end not in ids for end in ends) == 2_009
    assert ends.count(raw["CFDocument"]["identifier"]) == 8
    for name, n_items, n_links in (("hs", 86, 126), ("grade3", 48, 67)):
        counts = atk.importers.case(folder / f"{name}-math-c1-th.cfpackage.json").report.counts
        assert (counts["CFItems"].kept, counts["CFAssociations"].kept) == (n_items, n_links)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05.250+08:00", "2026-01-02T03:04:05.25+08:00"),
        ("2026-02-30T00:00:00Z", ""),
        ("soon", ""),
    ],
)
def test_times_are_kept_as_stores_write_them_and_what_is_none_is_told(
    write: Callable[[Any], Path], said: str, kept: str
) -> None:
    document = package()
    document["CFDocument"]["lastChangeDateTime"] = said
    found = atk.importers.case(write(document))
    datatype = "<http://www.w3.org/2001/XMLSchema#dateTime>"
    expected = {f'"{kept}"^^{datatype}'} if kept else set()
    assert ask(found, FRAMEWORK, "dcterms:modified") == expected
    told = [r.message for r in found.report.of("refused") if "lastChangeDateTime" in r.message]
    assert told == ([] if kept else ["CFDocument.lastChangeDateTime is no date; left out"])


def test_items_with_iris_of_their_own_are_of_the_framework_in_a_comparison(
    write: Callable[[Any], Path], tmp_path: Path
) -> None:
    rows = tmp_path / "rows.sssom.tsv"
    rows.write_text(
        "#curie_map:\n#  aitalent: https://w3id.org/aitalent-kg/id/\n"
        f"#  items: {BASE}/CFItems/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "aitalent:SMS2512-002v1/S01\tskos:closeMatch\titems:c\tsemapv:ManualMappingCuration\n",
        encoding="utf-8",
    )
    found = atk.importers.case(write(package()))
    kg = atk.load(extra=[Path(found), rows])
    # Nothing asks for the items of a package; what is in its scheme is its all the same.
    assert len(kg.compare("SMS2512-002v1", "case-kitchen-work").pairs) == 1
    assert kg.compare("case-kitchen-work", "SMS2512-002v1", kinds="Skill").only_left[0].label == (
        "Hands"
    )
