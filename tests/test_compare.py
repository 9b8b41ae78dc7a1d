"""Comparisons: shares, pairs, reasons and quotes, on small sets and on the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aitalent_kg import KnowledgeGraph
from aitalent_kg.compare.cells import cells
from aitalent_kg.compare.coverage import between, coverage
from aitalent_kg.compare.html import page
from aitalent_kg.compare.markdown import text
from aitalent_kg.compare.report import write_report
from aitalent_kg.compare.story import story
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.sets import Link
from aitalent_kg.names import ID

CIVIL, GUIDE = "civil-service-framework", "industry-guide-115v3.0"
SMS, SET = "SMS2512-002v1", "SET2529-001v2"


def test_shares_are_counted_over_the_items_of_one_side() -> None:
    items = {"a": ["one"], "b": ["one"], "c": ["one", "two"], "d": ["two"]}
    kinds = {"a": "K", "b": "K", "c": "S", "d": "S"}
    links = [
        Link("a", "x", "skos:closeMatch"),
        Link("a", "y", "skos:relatedMatch"),
        Link("c", "x", "skos:relatedMatch"),
    ]
    found = coverage("left", "right", items, kinds, links, same={"d"})
    assert found.all.strict == ("a", "d")
    assert found.all.lenient == ("a", "c", "d")
    assert (found.all.strict_share, found.all.lenient_share) == (0.5, 0.75)
    assert [(s.group, s.items, s.lenient) for s in found.by_category] == [
        ("one", ("a", "b", "c"), ("a", "c")),
        ("two", ("c", "d"), ("c", "d")),
    ]
    assert [(s.group, s.strict) for s in found.by_kind] == [("K", ("a",)), ("S", ("d",))]


def test_an_empty_side_has_no_share() -> None:
    found = coverage("left", "right", {}, {}, [])
    assert (found.all.items, found.all.strict_share, found.by_kind) == ((), 0.0, ())


def test_a_link_is_read_from_left_to_right_and_never_chained() -> None:
    links = [Link("b", "a", "skos:broadMatch"), Link("b", "c", "skos:exactMatch")]
    assert between(links, {"a", "c"}, {"b"}) == (
        Link("a", "b", "skos:narrowMatch"),
        Link("c", "b", "skos:exactMatch"),
    )
    assert between(links, {"a"}, {"c"}) == ()


def test_the_civil_framework_has_nineteen_items_and_the_guide_eleven(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, GUIDE)
    left, right = found.coverage["left_in_right"], found.coverage["right_in_left"]
    assert {found.names[s.group]: len(s.items) for s in left.by_category} == {
        "共通職能": 4, "技術職能": 5, "管理職能": 5, "數位轉型態度": 5,
    }  # fmt: skip
    assert [len(s.items) for s in right.by_category] == [2, 5, 2, 1, 1]


def test_every_item_stands_in_a_pair_or_alone(kg: KnowledgeGraph) -> None:
    for left, right in ((CIVIL, GUIDE), (CIVIL, SMS), (GUIDE, SET), (SMS, SET)):
        found = kg.compare(left, right)
        for way, alone in (("left_in_right", found.only_left), ("right_in_left", found.only_right)):
            share = found.coverage[way].all
            assert {*share.items} - {*share.lenient} == {entry.iri for entry in alone}, (
                left,
                right,
            )
            assert all(entry.reviewed and entry.comment for entry in alone), (left, right)


def test_a_pair_has_reason_and_quotes_of_both_documents(kg: KnowledgeGraph) -> None:
    for pair in kg.compare(CIVIL, GUIDE).pairs:
        assert pair.comment, pair
        assert {q.source for q in pair.left.quotes} == {f"{CIVIL}.txt"}, pair
        assert {q.source for q in pair.right.quotes} <= {f"{GUIDE}.txt", "industry-guide-deck.txt"}
        assert pair.right.quotes


def test_the_other_way_round_turns_pairs_and_shares(kg: KnowledgeGraph) -> None:
    one, other = kg.compare(CIVIL, SMS), kg.compare(SMS, CIVIL)
    turned = {
        "skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch",
    }  # fmt: skip
    assert {(p.left.iri, turned.get(p.predicate, p.predicate), p.right.iri) for p in one.pairs} == {
        (p.right.iri, p.predicate, p.left.iri) for p in other.pairs
    }
    assert one.only_left == other.only_right
    ways = one.coverage["left_in_right"].all, other.coverage["right_in_left"].all
    assert set(ways[0].strict) == set(ways[1].strict)


def test_a_framework_and_itself_are_the_same(kg: KnowledgeGraph) -> None:
    found = kg.compare(SET, SET)
    assert (len(found.same), found.pairs, found.only_left) == (25, (), ())
    assert found.coverage["left_in_right"].all.strict_share == 1.0
    assert story(found, "zh").sentences == ["兩側為同一份內容，所有項目皆相同。"]


def test_a_side_without_items_is_an_answer(kg: KnowledgeGraph) -> None:
    found = kg.compare(f"{GUIDE}/role/ai-engineer", CIVIL)
    assert found.coverage["left_in_right"].all.items == ()
    assert "文件未列出" in story(found).sentences[0]


def test_kinds_choose_what_is_counted(kg: KnowledgeGraph) -> None:
    found = kg.compare(SMS, SET, kinds="K")
    assert {k: len(found.coverage[k].all.items) for k in found.coverage} == {
        "left_in_right": 20, "right_in_left": 7,
    }  # fmt: skip
    with pytest.raises(UnknownName, match="Knowledge"):
        kg.compare(SMS, SET, kinds=["Knowlege"])


def test_links_of_a_caller_count_beside_ours(kg: KnowledgeGraph) -> None:
    link = Link(f"{ID}{CIVIL}/attitude/experimental", f"{ID}{SET}/A06", "skos:closeMatch", 0.5)
    found = kg.compare(CIVIL, SET, links=[link])
    assert any(p.left.iri == link.left and p.right.iri == link.right for p in found.pairs)
    assert link.left not in {entry.iri for entry in found.only_left}


def test_levels_stand_on_their_own_scales(kg: KnowledgeGraph) -> None:
    found = kg.compare(GUIDE, SMS)
    scales = {level.scale for pair in found.pairs for level in pair.left.levels}
    others = {level.scale for pair in found.pairs for level in pair.right.levels}
    assert scales == {"AI 產業人才認定指引 / 程式能力"}
    assert others == {"iCAP 級別"}


def test_recorded_differences_quote_both_documents(kg: KnowledgeGraph) -> None:
    found = {conflict.id for conflict in kg.compare(CIVIL, GUIDE).differences}
    assert {"X-34", "X-35", "X-36", "X-44", "X-45", "X-48"} == found


def test_a_heat_map_counts_every_pair_at_least_once(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, SMS)
    table = cells(found)
    assert {p for pairs in table.pairs.values() for p in pairs} == {*found.pairs}
    assert table.count("no such row", table.columns[0]) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_asks_nothing_of_others_and_its_links_lead_somewhere(
    kg: KnowledgeGraph, lang: str
) -> None:
    html = page(kg.compare(CIVIL, GUIDE, lang=lang), lang)
    assert not re.search(r"(?:src|href)\s*=\s*\"(?!#)", html)
    assert "<script" not in html and "@import" not in html and "url(" not in html
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(names)


def test_numbers_of_the_page_are_links(kg: KnowledgeGraph) -> None:
    html = page(kg.compare(CIVIL, GUIDE), "zh")
    assert '<td class="n"><a href="#left-all">19</a></td>' in html
    assert "個項目中" in html


def test_hostile_names_are_only_words(tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(
        "@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<urn:f> a ait:Framework ; dcterms:title '<script>alert(1)</script>' .\n"
        "<urn:t> a ait:AbilityType ; skos:inScheme <urn:f> ; skos:prefLabel 't' .\n"
        "<urn:i> a ait:AbilityItem ; dcterms:isPartOf <urn:t> ; skos:prefLabel '\"><b>&' .\n"
    )
    import aitalent_kg as atk

    html = page(atk.load(extra=file).compare("urn:f", CIVIL), "zh")
    assert "<script" not in html
    assert "&quot;&gt;&lt;b&gt;&amp;" in html


def test_a_report_in_markdown_has_the_same_pairs(kg: KnowledgeGraph, tmp_path: Path) -> None:
    found = kg.compare(CIVIL, SET, lang="en")
    write_report(found, tmp_path / "report.md", "en")
    written = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert written == text(found, "en")
    assert len(re.findall(r"^\| \d+ \|", written, re.M)) == len(found.pairs)


def test_a_report_of_another_ending_is_refused(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.html or \.md"):
        write_report(kg.compare(SET, SET), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []
