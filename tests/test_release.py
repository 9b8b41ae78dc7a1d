"""One version everywhere, and what a release says of itself."""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from pathlib import Path

import yaml
from pyoxigraph import Literal, NamedNode

import aitalent_kg as atk
from aitalent_kg.names import AIT
from aitalent_kg.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from release import hashes  # noqa: E402

OWL = "http://www.w3.org/2002/07/owl#"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_written_by_hand_in_one_module() -> None:
    """pyproject.toml reads it there; nothing else of the package repeats it."""
    project = tomllib.loads(text("pyproject.toml"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "aitalent_kg/version.py"
    holders = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "aitalent_kg").rglob("*.py")
        if f'"{VERSION}"' in path.read_text(encoding="utf-8")
    ]
    assert holders == ["aitalent_kg/version.py"]
    assert atk.__version__ == VERSION


def test_the_ontology_bears_the_version_of_the_package(kg: atk.KnowledgeGraph) -> None:
    ontology = NamedNode(AIT.rstrip("#"))

    def said(name: str) -> set[str]:
        quads = kg.store.quads_for_pattern(ontology, NamedNode(OWL + name), None, None)
        return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)}

    assert said("versionInfo") == {VERSION}
    assert said("versionIRI") == {f"{ontology.value}/{VERSION}"}


def test_no_data_file_speaks_of_another_version() -> None:
    stated = re.compile(
        r'(?:versionInfo "|dcat:version "|\bversion |aitalent-kg/[a-z]+/)(\d+\.\d+\.\d+)\b'
    )
    said = {
        (path.name, version)
        for folder in ("ontology", "data", "shapes")
        for path in (ROOT / folder).rglob("*.ttl")
        for version in stated.findall(path.read_text(encoding="utf-8"))
    }
    assert ("aitalent.ttl", VERSION) in said
    assert {version for _, version in said} == {VERSION}


def test_mapping_sets_bear_the_version() -> None:
    """The sets of ours; those of others that they name have their own."""
    said = {
        path.name: re.findall(
            r"^#mapping_set_version: (.*)$", path.read_text("utf-8"), re.MULTILINE
        )
        for path in (ROOT / "data/mappings").glob("*.sssom.tsv")
    }
    assert len(said) == 4
    assert {*map(tuple, said.values())} == {(VERSION,)}


def test_the_citation_and_the_changes_agree_on_version_and_date() -> None:
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["version"] == VERSION
    heads = re.findall(r"^## (\S+) \(([^)]+)\)$", text("CHANGELOG.md"), flags=re.MULTILINE)
    assert heads[0] == (VERSION, str(citation["date-released"]))
    assert {"cff-version", "message", "title", "authors", "license"} <= citation.keys()


def test_versions_of_python_that_are_named_begin_with_the_oldest_that_is_allowed() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    named = [
        line.rpartition(" ")[2]
        for line in project["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", line)
    ]
    assert project["requires-python"] == f">={named[0]}"
    assert named == sorted(named, key=lambda version: int(version[2:]))


def test_the_hashes_of_a_release_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    """The digest of "abc" is that of FIPS 180-2, appendix B.1."""
    (tmp_path / "abc.whl").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hashes([tmp_path / "abc.whl"]) == f"{known}  abc.whl\n"
    assert hashlib.sha256(b"abc").hexdigest() == known
