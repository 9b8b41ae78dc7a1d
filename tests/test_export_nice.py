"""A real framework that was imported, NICE 2.0.0, in the four formats of exchange."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exchange import errors
from shared import data

from aitalent_kg.exporters.run import export
from aitalent_kg.importers.formats.nice import import_nice

#: Of the README: statements, work roles; of the workbook: categories, competency areas.
STATEMENTS, ROLES, CATEGORIES, AREAS = 2111, 41, 5, 11


@pytest.fixture(scope="module")
def nice() -> Iterator[Any]:
    """NICE as a store."""
    yield import_nice(data("nice-2.0.0") / "NICE-components-v2.0.0.xlsx").store


def _exported(nice: Any, format_: str, path: Path) -> tuple[Any, dict[str, int]]:
    report = export(nice, format_, path, lang="en")
    return json.loads(path.read_text(encoding="utf-8")), report.counts


def test_case_holds_all_of_nice(nice: Any, tmp_path: Path) -> None:
    package, counts = _exported(nice, "case", tmp_path / "x")
    assert counts["CFItem"] == STATEMENTS + ROLES + CATEGORIES + AREAS
    some = {**package, "CFAssociations": package["CFAssociations"][::10]}  # all take seconds
    assert errors("case", some) == Counter()


def test_ctdl_asn_holds_all_of_nice(nice: Any, tmp_path: Path) -> None:
    document, counts = _exported(nice, "ctdl-asn", tmp_path / "x")
    assert counts["ceasn:Competency"] == STATEMENTS + ROLES + CATEGORIES + AREAS
    assert errors("ctdl_asn", document) == Counter()


def test_schema_org_tells_roles_from_terms(nice: Any, tmp_path: Path) -> None:
    document, counts = _exported(nice, "schema-org", tmp_path / "x")
    assert counts["Occupation"] == ROLES
    assert counts["DefinedTerm"] == STATEMENTS + AREAS
    assert counts["CategoryCode"] == CATEGORIES
    assert errors("schema_org", document) == Counter()
    asked = [len(n["skills"]) for n in document["@graph"] if n["@type"] == "Occupation"]
    assert min(asked) > 0


def test_rsd_holds_the_skills_of_nice(nice: Any, tmp_path: Path) -> None:
    found, counts = _exported(nice, "rsd", tmp_path / "x")
    codes = {each["skillName"] for each in found}
    assert len(found) == counts["RichSkillDescriptor"] == len(codes)
    assert errors("rsd", found) == Counter()
