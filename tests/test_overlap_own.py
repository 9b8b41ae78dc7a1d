"""A framework of one's own beside the documents: docs/examples/framework.ttl and its mappings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AmbiguousName, UnknownName

ROOT = Path(__file__).parent.parent
FRAMEWORK = ROOT / "docs/examples/framework.ttl"
MAPPINGS = ROOT / "docs/examples/framework.sssom.tsv"
OWN = "https://example.org/framework"
SMS = "SMS2512-002v1"


@pytest.fixture(scope="module")
def own() -> atk.KnowledgeGraph:
    return atk.load(extra=[FRAMEWORK, MAPPINGS])


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("本局 AI 職能", OWN),
        ("our ai competencies", OWN),
        ("數據可視化能力", f"{OWN}/charts"),
        (f"{OWN}/charts", f"{OWN}/charts"),
        ("AI 產品經理", "https://w3id.org/aitalent-kg/id/industry-guide-115v3.0/role/ai-product-manager"),
    ],
)  # fmt: skip
def test_a_name_in_a_file_of_the_user_finds_its_thing(
    own: atk.KnowledgeGraph, name: str, iri: str
) -> None:
    assert own.resolve(name) == iri


def test_names_of_a_file_are_known_only_where_it_is_loaded(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName):
        kg.resolve("本局 AI 職能")


@pytest.mark.parametrize("title", ["rdfs:label", "dcterms:title", "skos:altLabel"])
def test_titles_of_the_user_are_names(tmp_path: Path, title: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<{OWN}> {title} "Mine", "AI 產品經理" . [] {title} "Nobody" .\n',
        encoding="utf-8",
    )
    kg = atk.load(extra=[path])
    assert kg.resolve("mine") == OWN
    with pytest.raises(AmbiguousName, match=OWN):  # as our role is called
        kg.resolve("AI 產品經理")
    with pytest.raises(UnknownName):
        kg.resolve("Nobody")


def test_a_label_of_our_vocabulary_is_still_no_name(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName):
        kg.resolve("Competency category")


def test_an_own_framework_meets_a_standard_by_the_mappings_given_with_it(
    own: atk.KnowledgeGraph,
) -> None:
    found = own.overlap("本局 AI 職能", SMS)
    assert dict(found.left_counted) == {"Competency": 2, "Attitude": 1}
    assert [(pair.left.iri, pair.right.code) for pair in found.mapped] == [
        (f"{OWN}/charts", f"{SMS}/S09"),
        (f"{OWN}/curious", f"{SMS}/A01"),
    ]
    # 0.8 x 0.9 and 0.2 x 0.6, of three and 46 items.
    assert found.score == pytest.approx(0.84 / (3 + 46 - 0.84))
    assert dict(own.overlap(OWN, "industry-guide-115v3.0").beyond) == {"KeyContent": 1}


def test_an_own_framework_is_compared_and_gets_suggestions(own: atk.KnowledgeGraph) -> None:
    pytest.importorskip("scipy")
    share = own.compare("Our AI competencies", SMS).coverage["left_in_right"].all
    assert (len(share.items), len(share.lenient), len(share.strict)) == (3, 2, 1)
    best = atk.load(extra=[FRAMEWORK]).suggest("本局 AI 職能", SMS, limit=1)
    assert f"{SMS}/S09" in best[0].right


def test_things_in_the_scheme_of_an_own_framework_are_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        FRAMEWORK.read_text(encoding="utf-8")
        + "<urn:skill> a ait:SoftSkill ; skos:inScheme <https://example.org/framework> .\n",
        encoding="utf-8",
    )
    found = atk.load(extra=[path]).overlap(OWN, SMS, kinds="SoftSkill,Competency")
    assert dict(found.left_counted) == {"Competency": 2, "SoftSkill": 1}


@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "skos:inScheme 指向框架"), ("en", "are skos:inScheme of")]
)
def test_a_framework_without_items_says_what_makes_items(
    tmp_path: Path, lang: str, says: str
) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text(
        "@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .\n"
        f"<{OWN}> a ait:Framework . <{OWN}/a> a ait:Competency .\n",
        encoding="utf-8",
    )
    found = atk.load(extra=[path]).overlap(OWN, SMS, lang=lang)
    assert found.score == 0.0
    assert says in found.remarks[0] and "ait:competencyCategory" in found.remarks[0]
    # Asked for by its kind, what lies below the framework counts.
    assert len(atk.load(extra=[path]).overlap(OWN, SMS, kinds="Competency").only_left) == 1


def test_the_page_shows_the_example_as_it_is() -> None:
    page = (ROOT / "docs/comparing.md").read_text(encoding="utf-8")
    shown = re.findall(r"```ttl\n(.*?)```", page, re.DOTALL)
    assert shown == [FRAMEWORK.read_text(encoding="utf-8")]
