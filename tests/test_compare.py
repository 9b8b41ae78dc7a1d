"""Comparisons: shares, pairs, reasons and quotes, on small sets and on the documents."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aitalent_kg import KnowledgeGraph
from aitalent_kg.compare.cells import beyond, cells
from aitalent_kg.compare.coverage import between, coverage
from aitalent_kg.compare.html import page
from aitalent_kg.compare.markdown import text
from aitalent_kg.compare.report import write_report
from aitalent_kg.compare.story import story
from aitalent_kg.compare.view import is_code
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.sets import Link
from aitalent_kg.lookup import subjects
from aitalent_kg.names import AIT, ID

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
    assert (found.all.related_only, found.all.without) == (("c",), ("b",))
    assert [(s.group, s.items, s.lenient) for s in found.by_category] == [
        ("one", ("a", "b", "c"), ("a", "c")),
        ("two", ("c", "d"), ("c", "d")),
    ]
    assert [(s.group, s.strict) for s in found.by_kind] == [("K", ("a",)), ("S", ("d",))]


def test_an_item_counts_by_its_strongest_counterpart() -> None:
    items = {item: ["one"] for item in "abcd"}
    links = [
        Link("a", "x", "skos:narrowMatch"), Link("a", "y", "skos:closeMatch"),
        Link("b", "x", "skos:relatedMatch"), Link("b", "y", "skos:broadMatch"),
        Link("c", "x", "skos:relatedMatch"),
    ]  # fmt: skip
    found = coverage("left", "right", items, dict.fromkeys("abcd", "K"), links).all
    groups = found.strict, found.broader_narrower, found.related_only, found.without
    assert groups == (("a",), ("b",), ("c",), ("d",))


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
    pairs = kg.compare(CIVIL, GUIDE).pairs
    assert pairs
    for pair in pairs:
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
    first, second = story(found).sentences[:2]
    assert first.startswith("文件未在「AI 工程師」名下列出項目")
    assert second.startswith("「AI 工程師」沒有可計的項目")
    assert "的 19 個項目無從對照，不計比例" in second


def test_what_nobody_has_reviewed_is_not_told_as_none(kg: KnowledgeGraph) -> None:
    """The roles of the guide are not compared with one another by anyone."""
    found = kg.compare(f"{GUIDE}/role/data-scientist", f"{GUIDE}/role/ai-product-manager")
    left = found.coverage["left_in_right"].all
    assert not left.lenient and not any(entry.reviewed for entry in found.only_left)
    told = story(found).sentences[0]
    assert "皆未經審查，未必真無對應，故不計比例" in told and "%" not in told


def test_kinds_choose_what_is_counted(kg: KnowledgeGraph) -> None:
    found = kg.compare(SMS, SET, kinds="K")
    assert {k: len(found.coverage[k].all.items) for k in found.coverage} == {
        "left_in_right": 20, "right_in_left": 7,
    }  # fmt: skip
    with pytest.raises(UnknownName, match="Knowledge"):
        kg.compare(SMS, SET, kinds=["Knowlege"])


@pytest.mark.parametrize("kind", ["SoftSkill", "KeySkill", "Duty", "AbilityType"])
def test_kinds_reach_everything_of_a_whole_document(kg: KnowledgeGraph, kind: str) -> None:
    found = kg.compare(CIVIL, GUIDE, kinds=kind)
    items = found.coverage["right_in_left"].all.items
    of_kind = subjects(kg.statements, "rdf:type", AIT + kind)
    assert {*items} == {iri for iri in of_kind if iri.startswith(f"{ID}{GUIDE}/")} != set()
    assert {s.group for s in found.coverage["right_in_left"].by_kind} == {kind}


def test_a_side_that_kinds_leave_empty_tells_what_kinds_it_has(kg: KnowledgeGraph) -> None:
    told = " ".join(story(kg.compare(CIVIL, GUIDE, kinds="Competency", lang="en"), "en").sentences)
    assert "No item of kind Competency is among those of “AI industry talent" in told
    assert "AbilityItem 11" in told and "list no items" not in told
    chinese = " ".join(story(kg.compare(CIVIL, GUIDE, kinds="AbilityItem")).sentences)
    assert (
        "「公務人員AI職能框架」的項目中沒有 AbilityItem；有的是：Competency 14、Attitude 5"
        in chinese
    )


def test_items_stand_in_the_order_of_their_numbers(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, GUIDE)
    items = found.coverage["right_in_left"].all.items
    assert [iri.rpartition("/")[2] for iri in items] == [str(n) for n in range(1, 12)]
    numbered = kg.compare(SMS, SET, kinds="K").categories["left"]
    codes = [iri.rpartition("/")[2] for iri in numbered]
    known = [code for code in codes if code.startswith("K")]
    assert known[:20] == [f"K{n:02}" for n in range(1, 21)]


def test_rows_about_the_guide_count_for_the_deck_too(kg: KnowledgeGraph) -> None:
    deck, guide = kg.compare(SET, "industry-guide-deck"), kg.compare(SET, GUIDE)
    without = {entry.iri for entry in guide.only_left} & {entry.iri for entry in deck.only_left}
    reviewed = {entry.iri for entry in deck.only_left if entry.reviewed}
    assert reviewed == without != set()
    assert all(entry.comment for entry in deck.only_left if entry.reviewed)


def test_what_a_document_asks_for_as_a_whole_is_named_by_its_kinds(kg: KnowledgeGraph) -> None:
    for lang, name in (("zh", "態度"), ("en", "attitude")):
        found = kg.compare(SMS, SET, lang=lang)
        assert found.names[f"{ID}{SMS}"] == name


def test_a_framework_of_ones_own_has_no_recorded_differences(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<urn:f> a ait:Framework .\n"
        "<urn:t> a ait:AbilityType ; skos:inScheme <urn:f> ; skos:prefLabel 't' .\n"
        "<urn:i> a ait:AbilityItem ; <http://purl.org/dc/terms/isPartOf> <urn:t> .\n"
    )
    import aitalent_kg as atk

    found = atk.load(extra=file).compare("urn:f", GUIDE)
    assert (found.documents, found.differences) == (("", GUIDE), ())


def test_a_comparison_is_short_to_print_and_a_table_to_work_with(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, GUIDE, lang="en")
    assert repr(found).startswith(f"<Comparison of {CIVIL} and {GUIDE}: {len(found.pairs)} pairs")
    assert len(repr(found)) < 200
    table = found.table()
    assert len(table) == len(found.pairs) + len(found.only_left) + len(found.only_right)
    assert table[0].relation == "close" and table[0].confidence == found.pairs[0].confidence
    assert found.table(evidence=True).columns[-1] == "quotes"
    assert list(table.to_pandas().columns) == list(table.columns)


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


def _listed(html: str, anchor: str) -> int:
    """How many items an element of the page lists."""
    tag = re.search(rf'<(\w+)[^>]* id="{anchor}">', html)
    assert tag, anchor
    part = html[tag.end() :].split(f"</{tag[1]}>", 1)[0]
    lists = re.findall(r"：(.*?)</p>", part + "</p>")
    return sum(len(listed.split("、")) for listed in lists)


def test_each_number_of_coverage_leads_to_so_many_items(kg: KnowledgeGraph) -> None:
    html = page(kg.compare(CIVIL, GUIDE), "zh")
    links = re.findall(r'<td class="n"[^>]*><a href="#((?:left|right)-[^"]+)">(\d+)</a>', html)
    assert len({anchor for anchor, _ in links}) == len(links) > 20
    assert {anchor: _listed(html, anchor) for anchor, _ in links} == {
        anchor: int(number) for anchor, number in links
    }


def test_each_number_of_the_heat_map_leads_to_so_many_pairs(kg: KnowledgeGraph) -> None:
    html = page(kg.compare(CIVIL, GUIDE), "zh")
    links = re.findall(r'<a href="#(cell-\d+-\d+)">(\d+)</a></td>', html)
    table = cells(kg.compare(CIVIL, GUIDE))
    assert len(links) == len(table.pairs)
    for anchor, number in links:
        row = re.search(rf'<li id="{anchor}">(.*?)</li>', html)
        assert row and row[1].count('<a href="#p') == int(number)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_numbers_of_the_story_are_links_and_others_stay_plain(
    kg: KnowledgeGraph, lang: str
) -> None:
    found = kg.compare(CIVIL, GUIDE, lang=lang)
    html = page(found, lang)
    summary = html[html.index('id="summary"') : html.index('id="coverage"')]
    share = found.coverage["left_in_right"].all
    for name, items in (("", share.items), ("-strict", share.strict), ("-lenient", share.lenient)):
        assert f'<a href="#left-all{name}">{len(items)}</a>' in summary
    assert not re.search(r"[\x00-\x08]", html)


def test_items_whose_counterparts_are_only_related_are_said_not_to_be_interchangeable(
    kg: KnowledgeGraph,
) -> None:
    share = kg.compare(CIVIL, GUIDE).coverage["left_in_right"].all
    for lang, words in (("zh", "不能互相取代"), ("en", "cannot stand for one another")):
        first = story(kg.compare(CIVIL, GUIDE, lang=lang), lang).sentences[0]
        assert words in first
        assert str(len(share.related_only)) in first


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_story_cites_words_and_of_differences_both_documents(
    kg: KnowledgeGraph, lang: str
) -> None:
    found = kg.compare(CIVIL, GUIDE, lang=lang)
    cited = story(found, lang).citations
    assert cited and not [q for q in cited if is_code(q.quote)]
    assert {q.source for q in cited} == {f"{CIVIL}.txt", f"{GUIDE}.txt"}
    assert "文書應用" in {q.quote for q in cited}


@pytest.mark.parametrize(
    ("quote", "code"),
    [("3", True), ("04", True), ("五", True), ("K02", True), ("T1.1", True),
     ("五、AI 服務開發", False), ("AI", False), ("一致性", False)],
)  # fmt: skip
def test_a_code_is_no_words(quote: str, code: bool) -> None:
    assert is_code(quote) is code


def test_a_long_list_names_the_total_in_chinese_and_the_rest_in_english(
    kg: KnowledgeGraph,
) -> None:
    number = len(kg.compare(SMS, SET).only_left)
    assert number > 6
    assert f"等共 {number} 個" in " ".join(story(kg.compare(SMS, SET)).sentences)
    english = story(kg.compare(SMS, SET, lang="en"), "en").sentences
    assert f"and {number - 6} more" in " ".join(english)


def test_quotes_fold_on_the_screen_and_print(kg: KnowledgeGraph) -> None:
    html = page(kg.compare(CIVIL, GUIDE), "zh")
    printed = html[html.index("@media print") : html.index("</style>")]
    assert "details::details-content { content-visibility: visible !important" in printed
    assert "@page { size: A4 landscape" in html
    assert ".wide { overflow: visible; }" in printed


def test_a_justification_in_common_is_said_once(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, GUIDE)
    (term,) = {pair.justification for pair in found.pairs}
    assert page(found).count(term) == 1
    mixed = [replace(found.pairs[0], justification="semapv:Other"), *found.pairs[1:]]
    assert page(replace(found, pairs=tuple(mixed))).count(term) == len(mixed) - 1


def test_readings_that_can_be_followed_are_marked(kg: KnowledgeGraph) -> None:
    found = kg.compare(GUIDE, "industry-guide-deck")
    followed = {r.id for c in found.differences for r in c.readings if r.statements}
    assert followed
    assert set(re.findall(r"--reading ([\w:-]+)", page(found))) == followed
    assert set(re.findall(r"--reading ([\w:-]+)", text(found))) == followed


def test_columns_beyond_the_line_are_no_categories(kg: KnowledgeGraph) -> None:
    found = kg.compare(CIVIL, GUIDE)
    rows, columns = beyond(found, cells(found))
    assert (rows, "SoftSkill" in columns) == ((), True)
    assert cells(found).columns[-len(columns) :] == columns
    assert "不是類別" in page(found)


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
    assert "\n#### by category\n" in written and "\n#### by kind\n" in written
    assert "&amp;" not in written and "AI LITERACY & ETHICS" in written


def test_a_report_of_another_ending_is_refused(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.html or \.md"):
        write_report(kg.compare(SET, SET), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []
