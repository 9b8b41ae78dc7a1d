"""The files: normal form, no blank nodes, the language tags that are ours, digests."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal

from aitalent_kg.names import DOCUMENTS
from aitalent_kg.resources import data_files, folder, source_file
from aitalent_kg.turtle import normal_form

FILES = data_files()

#: From SHA256SUMS beside the documents as they came to us.
SOURCES = {
    "SET2529-001v2": "84574e070281bb8fa4f3a8aacf13c789d5d840adff1d01d5b9621eafdc59c912",
    "SMS2512-002v1": "b5a3f0784934990ea3610e49244e877bdebf44546d5f462bfb5e5d2619910d30",
    "civil-service-framework": "85ae82faa4d130a39f5e7606121c661653538f3ccaeb3b5df3a9204c942eeb27",
    "industry-guide-115v3.0": "d95e8ac9f50052de86e27994e4d5246d8c78532d8ba34fcde16f36606fe03136",
    "industry-guide-deck": "9492d91f8aac31f443760255702e26026c35271cff7121164b17556d2cec26cb",
}


@pytest.fixture(scope="module")
def parsed() -> dict[str, Graph]:
    return {name: Graph().parse(path, format="turtle") for name, path in FILES.items()}


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_the_sources_are_the_documents_byte_for_byte(stem: str) -> None:
    assert hashlib.sha256(source_file(stem).read_bytes()).hexdigest() == SOURCES[stem]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_in_normal_form_without_blank_nodes(parsed: dict[str, Graph], name: str) -> None:
    graph = parsed[name]
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    assert normal_form(graph) == FILES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_language_tags(parsed: dict[str, Graph], name: str) -> None:
    """zh-Hant for a document's words (and the ontology's), zh-TW for ours, en."""
    tags = {o.language for o in parsed[name].objects() if isinstance(o, Literal) and o.language}
    ours = {"ontology": {"zh-Hant", "en"}, "schemes": {"zh-Hant", "en"}}
    if name in DOCUMENTS:
        assert tags <= {"zh-Hant", "en"}
    else:
        assert tags <= ours.get(name, {"zh-Hant", "zh-TW", "en"})


def test_digests_are_those_sha256sum_checks() -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder("data"), capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode()


def test_the_formatter_has_nothing_to_do() -> None:
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "scripts/format_data.py", "--check"], cwd=root)
    assert done.returncode == 0


def test_every_chinese_label_has_an_english_one(parsed: dict[str, Graph]) -> None:
    from rdflib.namespace import SKOS

    union = Graph()
    for graph in parsed.values():
        union += graph
    labels = list(union.subject_objects(SKOS.prefLabel))
    tagged = [(s, o.language or "") for s, o in labels if isinstance(o, Literal)]
    chinese = {s for s, tag in tagged if tag.startswith("zh")}
    english = {s for s, tag in tagged if tag == "en"}
    assert chinese - english == set()
    assert len(chinese) > 800
