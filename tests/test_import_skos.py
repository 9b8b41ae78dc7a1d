"""Any SKOS: what is kept, what is put right, what is told."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from shared import data

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.formats.skos import import_skos
from aitalent_kg.importers.formats.skos.terms import tagged
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT, ID, PREFIXES

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/t/> .
"""
HERE = "https://example.org/t/"
GOOD = """
:scheme a skos:ConceptScheme ; dct:title "Talents"@en , "人才"@zh-Hant ; dct:creator "somebody" .
:a a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "A"@en , "甲"@zh-TW ;
  skos:note [ dct:title "inner" ; dct:source [ dct:title "innermost" ] ] .
:b a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "B"@en ; skos:broader :a ;
  skos:closeMatch <http://other.org/b> .
:x a :Other ; dct:title "x" , "y" .
"""


def made(folder: Path, body: str, ending: str = ".ttl", **options: object) -> ImportResult:
    path = folder / f"talents{ending}"
    path.write_text(HEAD + body if ending == ".ttl" else body, encoding="utf-8")
    return import_skos(path, **options)  # type: ignore[arg-type]


def values(result: ImportResult, subject: str, predicate: str) -> list[str]:
    prefix, local = predicate.split(":")
    node = ox.NamedNode(subject if ":" in subject else HERE + subject)
    quads = result.store.quads_for_pattern(node, ox.NamedNode(PREFIXES[prefix] + local), None)
    return sorted(str(quad.object) for quad in quads)


def told(result: ImportResult, kind: str) -> list[str]:
    return [remark.message for remark in result.report.of(kind)]


def test_a_scheme_becomes_a_framework_and_keeps_its_iri(tmp_path: Path) -> None:
    report = (result := made(tmp_path, GOOD)).report
    assert (report.framework, report.title) == (f"{HERE}scheme", "Talents")
    assert f"<{AIT}Framework>" in values(result, "scheme", "rdf:type")
    assert values(result, "scheme", "dcterms:creator") == ['"somebody"']
    assert (report.counts["concepts"].read, report.counts["concepts"].kept) == (2, 2)
    assert result.path.name == "talents.nt"


def test_concepts_keep_labels_hierarchy_and_mappings(tmp_path: Path) -> None:
    result = made(tmp_path, GOOD)
    assert f"<{AIT}CompetencyItem>" in values(result, "a", "rdf:type")
    assert values(result, "a", "skos:prefLabel") == ['"A"@en', '"甲"@zh-tw']
    assert values(result, "b", "skos:broader") == [f"<{HERE}a>"]
    assert result.report.external == {"http://other.org/b": 1}
    assert '"甲"@zh-TW' in result.path.read_text(encoding="utf-8")


def test_other_things_are_counted_as_lost(tmp_path: Path) -> None:
    lost = made(tmp_path, GOOD).report.lost
    assert lost == {f"statements about things of type <{HERE}Other>": 3}


def test_blank_nodes_get_iris_and_are_told(tmp_path: Path) -> None:
    result = made(tmp_path, GOOD)
    assert not any(isinstance(t, ox.BlankNode) for q in result.store for t in (q.subject, q.object))
    assert told(result, "repair") == [f"2 blank nodes were given IRIs, {ID}talents/node/1 and on"]
    titles = [str(q.object) for q in result.store if "inner" in str(q.object)]
    assert sorted(titles) == ['"inner"', '"innermost"']


#: Concepts, and the remark that they give: kind, and a part of what is said.
FAULTS = {
    "no label": (":a a skos:Concept ; skos:inScheme :s .", "doubt", "<…a> has no skos:prefLabel"),
    "no language": (':a skos:inScheme :s ; skos:prefLabel "A" .', "doubt", "<…a> has a label without language; --text-lang gives one"),
    "no scheme": (':a a skos:Concept ; skos:prefLabel "A"@en .', "repair", "<…a> is in no scheme; put into the framework"),
    "orphan": (':a a skos:Concept ; skos:prefLabel "A"@en . :b skos:broader :c .', "doubt", "<…a> has nothing broader and nothing narrower"),
    "two labels": (':a a skos:Concept ; skos:prefLabel "A"@en, "B"@en .', "repair", "<…a> has two labels of language 'en'; \"B\"@en became an alternative"),
    "ring": (":a skos:broader :b . :b skos:broader :c . :c skos:broader :a .", "doubt", "is broader than itself in a ring of 3: <…a> > <…b> > <…c> > <…a>"),
    "itself": (":a skos:broader :a .", "doubt", "is broader than itself in a ring of 1: <…a> > <…a>"),
    "dangling": (":a a skos:Concept ; skos:broader :z .", "external", "<…a> skos:broader <…z>, not described"),
    "one way": (":a skos:narrower :b . :b a skos:Concept .", "repair", "<…b> is narrower than <…a>; that one is broader was added"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_missing_is_told(name: str, tmp_path: Path) -> None:
    body, kind, message = FAULTS[name]
    assert message.replace("…", HERE) in told(made(tmp_path, body), kind)


def test_a_good_file_gives_no_remark_but_its_blank_nodes(tmp_path: Path) -> None:
    assert [r.kind for r in made(tmp_path, GOOD).report.remarks] == ["repair"]


def test_one_way_is_completed_and_both_ways_need_nothing(tmp_path: Path) -> None:
    both = ":a skos:narrower :b . :b a skos:Concept ; skos:broader :a ."
    assert values(made(tmp_path, both), "b", "skos:broader") == [f"<{HERE}a>"]
    assert not [m for m in told(made(tmp_path, both), "repair") if "narrower than" in m]
    one = ":a skos:narrower :b . :b a skos:Concept ."
    assert values(made(tmp_path, one), "b", "skos:broader") == [f"<{HERE}a>"]


def test_a_language_may_be_given_to_labels_without(tmp_path: Path) -> None:
    result = made(tmp_path, ':a skos:inScheme :s ; skos:prefLabel "A" .', lang="zh-TW")
    assert '"A"@zh-TW' in result.path.read_text(encoding="utf-8")
    assert any("it was given 'zh-TW'" in message for message in told(result, "repair"))


def test_labels_of_skos_xl_are_labels(tmp_path: Path) -> None:
    body = ':a a skos:Concept ; xl:prefLabel :l ; xl:altLabel [ xl:literalForm "Aa"@en ] .'
    result = made(tmp_path, body + ' :l xl:literalForm "A"@en .')
    assert values(result, "a", "skos:prefLabel") == ['"A"@en']
    assert values(result, "a", "skos:altLabel") == ['"Aa"@en']
    assert result.report.counts["labels of SKOS-XL"].kept == 2


KINDS = """
:s a skos:ConceptScheme . :set a skos:Collection ; skos:member :m .
:top a skos:Concept ; skos:inScheme :s . :mid skos:broader :top . :low skos:broader :mid .
:t a skos:Concept , :Ability . :m a skos:Concept . :u a skos:Concept .
"""


def test_kinds_go_by_type_collection_scheme_and_ancestor(tmp_path: Path) -> None:
    kind = [
        "Competency", f"{HERE}Ability=Skill", f"{HERE}set=Attitude", f"<{HERE}top>=Knowledge",
    ]  # fmt: skip
    result = made(tmp_path, KINDS, kind=kind)
    found = {
        concept: [v for v in values(result, concept, "rdf:type") if AIT in v]
        for concept in ("top", "mid", "low", "t", "m", "u")
    }
    expected = ["Knowledge", "Knowledge", "Knowledge", "Skill", "Attitude", "Competency"]
    assert [*found.values()] == [[f"<{AIT}{kind}>"] for kind in expected]


def test_a_concept_that_has_a_class_of_ours_keeps_it(tmp_path: Path) -> None:
    result = made(tmp_path, f":a a skos:Concept , <{AIT}Role> .", kind="Skill")
    assert [v for v in values(result, "a", "rdf:type") if AIT in v] == [f"<{AIT}Role>"]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [("Skil", "did you mean 'Skill'"), (f"{HERE}nothing=Skill", "no concept has this type")],
)
def test_a_kind_that_is_none_or_fits_nothing_is_refused(
    kind: str, problem: str, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match=problem):
        made(tmp_path, KINDS, kind=kind)


def test_several_schemes_stay_apart_in_one_framework(tmp_path: Path) -> None:
    body = ":a skos:inScheme :s . :b skos:inScheme :t . :s a skos:ConceptScheme ."
    body += " :t a skos:ConceptScheme ."
    result = made(tmp_path, body, title="Both", name="both")
    assert (result.report.framework, result.report.title) == (f"{ID}both", "Both")
    assert values(result, "a", "skos:inScheme") == [f"<{HERE}s>"]
    assert values(result, "b", "skos:inScheme") == [f"<{HERE}t>"]


@pytest.mark.parametrize("ending", [".nt", ".rdf", ".jsonld"])
def test_other_forms_of_rdf_give_the_same(ending: str, tmp_path: Path) -> None:
    plain = HEAD + ':a a skos:Concept ; skos:prefLabel "A"@en ; skos:inScheme :s .'
    quads = ox.parse(input=plain.encode(), format=ox.RdfFormat.TURTLE)
    form = ox.RdfFormat.from_extension(ending[1:])
    text = ox.serialize((quad.triple for quad in quads), format=form)
    assert text is not None
    result = made(tmp_path, text.decode(), ending)
    assert values(result, "a", "skos:prefLabel") == ['"A"@en']
    assert result.report.counts["concepts"].kept == 1


def test_two_imports_of_a_file_are_the_same(tmp_path: Path) -> None:
    first, second = made(tmp_path, GOOD), made(tmp_path, GOOD)
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize(
    ("tag", "written"), [("zh-hant-tw", "zh-Hant-TW"), ("en", "en"), ("i-default", "i-default")]
)
def test_language_tags_are_written_as_they_should_be(tag: str, written: str) -> None:
    assert tagged(tag) == written


def test_a_long_chain_and_many_rings_take_little_time(tmp_path: Path) -> None:
    links = [f":c{n} skos:broader :c{n + 1} ." for n in range(5_000)]
    rings = [f":r{n} skos:broader :q{n} . :q{n} skos:broader :r{n} ." for n in range(500)]
    result = made(tmp_path, "\n".join([*links, *rings]), kind=f"{HERE}r0=Skill")
    assert result.report.counts["concepts"].kept == 6_000  # c5000 is no subject
    assert sum("in a ring of 2" in message for message in told(result, "doubt")) == 500


def test_digcomp_which_is_broken_is_one_line() -> None:
    path = data("digcomp-3.0") / "DigComp-3.0-Data-Supplement-2025-11-24.jsonld"
    with pytest.raises(UnreadableFile, match="is broken RDF: No @vocab key"):
        import_skos(path)


def test_what_else_is_said_of_a_long_label_is_counted_as_lost(tmp_path: Path) -> None:
    body = """:a a skos:Concept ; skos:inScheme :s ; xl:prefLabel :l .
:l a xl:Label ; xl:literalForm "A"@en ; dct:modified "2020" ; dct:creator "x" ."""
    lost = made(tmp_path, body).report.lost
    assert lost == {"statements about things of type <http://www.w3.org/2008/05/skos-xl#Label>": 2}
