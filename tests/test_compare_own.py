"""Comparisons of what overlaps, and with frameworks and mappings of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg import KnowledgeGraph
from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.html import page
from aitalent_kg.compare.markdown import text
from aitalent_kg.compare.story import story
from aitalent_kg.drawing.comparison import draw_comparison
from aitalent_kg.gaps.sets import Link
from aitalent_kg.mappings.files import write_set
from aitalent_kg.mappings.record import NO_COUNTERPART, NO_TERM, Mapping
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import ID

CIVIL, GUIDE, DECK = "civil-service-framework", "industry-guide-115v3.0", "industry-guide-deck"
SMS, SET = "SMS2512-002v1", "SET2529-001v2"
OWN = "https://example.org/own"
HOSTILE = "My <b>own</b> | *x* [1] `y`"


def _with(path: Path, *rows: Mapping, framework: bool = False) -> KnowledgeGraph:
    """Our graph and a set of the user's mappings, with a framework of two items where asked."""
    write_set(MappingSet(rows, {}, {}), path / "own.sssom.tsv")
    files = [path / "own.sssom.tsv"]
    if framework:
        files.append(path / "own.ttl")
        items = "".join(
            f"<{OWN}/{code}> a ait:Knowledge ; skos:inScheme <{OWN}> ; skos:prefLabel {name} .\n"
            f"<{OWN}/r{code}> a ait:Requirement ; ait:requirer <{OWN}> ;"
            f" ait:requiredItem <{OWN}/{code}> .\n"
            for code, name in (("K1", '"one [1]\\ntwo"'), ("K2", '"- three"'))
        )
        files[-1].write_text(
            "@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .\n"
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            f"<{OWN}> a ait:Framework ; skos:prefLabel '{HOSTILE}' .\n{items}"
        )
    return atk.load(extra=files)


def _ends(found: Comparison) -> list[tuple[str, str, str]]:
    return [(pair.left.iri, pair.predicate, pair.right.iri) for pair in found.pairs]


@pytest.mark.parametrize(
    ("whole", "part"),
    [(SET, f"{SET}/T2.2"), (SET, f"{SET}/T1"), (GUIDE, f"{GUIDE}/ability-type/ai-literacy"),
     (GUIDE, DECK), (f"{SET}/T1", f"{SET}/T1.1")],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_part_is_compared_with_its_whole_in_every_form(
    kg: KnowledgeGraph, tmp_path: Path, whole: str, part: str, lang: str
) -> None:
    for left, right in ((whole, part), (part, whole)):
        found = kg.compare(left, right, lang=lang)
        assert found.same
        html = page(found, lang)
        ids = set(re.findall(r' id="([^"]+)"', html))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= ids
        assert text(found, lang).startswith("# ") and story(found, lang).sentences
        draw_comparison(found, tmp_path / "out.svg", "bars", lang)
        for way in found.coverage.values():
            groups = {share.group for share in way.by_category}
            counted = {g for item in way.all.items for g in found.categories[way.of][item]}
            assert groups == counted <= found.names.keys()


def test_an_item_of_both_sides_has_the_category_of_each(kg: KnowledgeGraph) -> None:
    found = kg.compare(GUIDE, DECK)
    shared = f"{ID}{GUIDE}/ability/2"
    assert shared in {each.iri for each in found.same}
    assert found.categories["left"][shared] == (f"{ID}{GUIDE}/ability-type/ai-literacy",)
    assert found.categories["right"][shared] == (f"{ID}{DECK}",)


def test_a_mapping_that_two_sets_state_is_one_pair_with_its_reason(
    kg: KnowledgeGraph, tmp_path: Path
) -> None:
    first = kg.compare(SMS, SET).pairs[-1]
    assert first.confidence is not None and 0.3 < first.confidence < 0.99 and first.comment
    for confidence, shown in ((0.3, first.confidence), (0.99, 0.99), (None, first.confidence)):
        row = Mapping(first.left.iri, first.predicate, first.right.iri, confidence=confidence)
        found = _with(tmp_path, row).compare(SMS, SET)
        pairs = [p for p in found.pairs if (p.left, p.right) == (first.left, first.right)]
        assert [(p.confidence, p.comment) for p in pairs] == [(shown, first.comment)]
        ids = re.findall(r' id="([^"]+)"', page(found))
        assert len(ids) == len(set(ids))


def test_a_link_of_a_caller_leaves_the_reason_of_the_row(kg: KnowledgeGraph) -> None:
    ours = kg.compare(SMS, SET)
    first = ours.pairs[0]
    for link in (
        Link(first.left.iri, first.right.iri, first.predicate),
        Link(first.left.iri, first.right.iri, first.predicate, 0.1).turned(),
    ):
        assert kg.compare(SMS, SET, links=[link]).pairs == ours.pairs


def test_a_plain_skos_triple_is_a_pair_as_in_overlap(kg: KnowledgeGraph, tmp_path: Path) -> None:
    ends = f"{ID}{SMS}/K01", f"{ID}{SET}/A07"
    triple = (ends[0], "skos:exactMatch", ends[1])
    assert triple not in _ends(kg.compare(SMS, SET))
    (tmp_path / "plain.ttl").write_text(
        f"<{ends[0]}> <http://www.w3.org/2004/02/skos/core#exactMatch> <{ends[1]}> .\n"
    )
    own = atk.load(extra=tmp_path / "plain.ttl")
    assert triple in _ends(own.compare(SMS, SET))
    assert any((m.left.iri, m.right.iri) == ends for m in own.overlap(SMS, SET).mapped)


def test_what_a_user_found_no_counterpart_for_is_reviewed(tmp_path: Path) -> None:
    kg = _with(
        tmp_path,
        Mapping(f"{ID}{SMS}/K01", NO_COUNTERPART, NO_TERM, object_source=OWN, comment="not there"),
        Mapping(f"{OWN}/K1", NO_COUNTERPART, NO_TERM, object_source=ID + SMS, comment="nor here"),
        framework=True,
    )
    found = kg.compare(OWN, SMS, lang="en")
    reviewed = {
        entry.iri: entry.comment
        for entry in (*found.only_left, *found.only_right)
        if entry.reviewed
    }
    assert reviewed == {f"{OWN}/K1": "nor here", f"{ID}{SMS}/K01": "not there"}


def test_a_mapping_to_what_no_file_describes_covers_nothing(
    kg: KnowledgeGraph, tmp_path: Path
) -> None:
    item = f"{ID}{CIVIL}/attitude/experimental"
    own = _with(tmp_path, Mapping(item, "skos:closeMatch", f"{ID}{SMS}/K99", confidence=0.9))
    ours, found = kg.compare(CIVIL, SMS), own.compare(CIVIL, SMS)
    assert (found.pairs, found.coverage) == (ours.pairs, ours.coverage)
    assert item in {entry.iri for entry in found.only_left}
    assert "ait:" not in {*found.names.values()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A framework whose names hold marks, with a pair, against one of ours."""
    row = Mapping(
        f"{OWN}/K1", "skos:closeMatch", f"{ID}{SMS}/K01", confidence=0.7, comment="a|b\nc"
    )
    path = tmp_path_factory.mktemp("own")
    return _with(path, row, framework=True).compare(OWN, SMS, lang="en")


def test_marks_in_names_are_words_in_markdown(hostile: Comparison) -> None:
    lines = text(hostile, "en").splitlines()
    assert lines[0].startswith(r"# My &lt;b&gt;own&lt;/b&gt; \| \*x\* \[1\] \`y\` and AI")
    outside = [line for line in lines if not line.startswith("|")]
    assert not [line for line in outside if "<b>" in line or "*x*" in line.replace(r"\*", "")]
    assert r"“one \[1\] two”" in "\n".join(outside)
    assert "two”" not in {line[:4] for line in lines}


def test_marks_in_names_are_no_citations(hostile: Comparison) -> None:
    html = page(hostile, "en")
    summary = html[html.index('id="summary"') : html.index('id="coverage"')]
    told = story(hostile, "en")
    marks = set(map(int, re.findall(r'href="#c(\d+)"', summary)))
    assert marks == set(range(1, len(told.citations) + 1)) != set()
    assert "| *x* [1] `y`”" in summary and "“one [1] two”" in summary
    assert not [said for said in told.sentences if "\n" in said]


@pytest.mark.parametrize("kind", ["T", "Role"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_filter_that_leaves_nothing_is_said_of_each_side(
    kg: KnowledgeGraph, kind: str, lang: str
) -> None:
    found = kg.compare(CIVIL, SMS if kind == "Role" else GUIDE, kinds=kind, lang=lang)
    told = story(found, lang).sentences
    name = "Role" if kind == "Role" else "Task"
    words = f"No item of kind {name} is among" if lang == "en" else f"的項目中沒有 {name}；有的是："
    assert len([said for said in told if words in said]) == 2
