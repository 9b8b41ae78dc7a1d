"""Mappings in the graph: ours, the user's, what is found, what does not fit together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

import aitalent_kg as atk
from aitalent_kg.bridge import to_graph
from aitalent_kg.errors import UnknownName, UnreadableFile
from aitalent_kg.gaps.links import links_of
from aitalent_kg.lookup import iri, kind_of, label, objects, subjects
from aitalent_kg.mappings.doubts import report
from aitalent_kg.mappings.export import about_own, set_of_found
from aitalent_kg.mappings.files import is_mapping_file, read_set, set_text, stem_of
from aitalent_kg.mappings.find import find, found_in, predicate_named
from aitalent_kg.mappings.graphs import OWN_SETS, confidences, held
from aitalent_kg.mappings.named import mappings_of
from aitalent_kg.mappings.record import NO_TERM, PREDICATES, Mapping
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, PREFIXES, expand, graph_iri
from aitalent_kg.resources import mapping_files
from aitalent_kg.store import read_mappings
from aitalent_kg.validate import shape_files, validate_graph

SMS, SET = f"{ID}SMS2512-002v1", f"{ID}SET2529-001v2"
CIVIL = f"{ID}civil-service-framework"
MATCHES = {expand(name) for name in PREDICATES}
HEAD = (
    f"#curie_map:\n#  a: {ID}\n#  x: https://example.org/\n"
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tobject_source"
    "\tmapping_justification\tconfidence\tcomment\n"
)


def row(subject: str, predicate: str, object_: str, *rest: str) -> str:
    modifier, source, confidence, comment = [*rest, *[""] * 4][:4]
    cells = (
        subject, predicate, modifier, object_, source, "semapv:ManualMappingCuration",
        confidence, comment,
    )  # fmt: skip
    return "\t".join(cells) + "\n"


def loaded(tmp_path: Path, *rows: str, name: str = "mine.sssom.tsv") -> atk.KnowledgeGraph:
    path = tmp_path / name
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return atk.load(extra=path)


def plain(kg: atk.KnowledgeGraph, graph: str) -> set[tuple[str, str, str]]:
    """The SKOS mappings that a graph states plainly."""
    quads = kg.store.quads_for_pattern(None, None, None, NamedNode(GRAPH + graph))
    return {
        (iri(q.subject), q.predicate.value, iri(q.object))
        for q in quads
        if q.predicate.value in MATCHES
    }


@pytest.mark.parametrize("name", mapping_files())
def test_each_row_of_our_files_is_a_node_of_its_graph(kg: atk.KnowledgeGraph, name: str) -> None:
    rows = read_set(mapping_files()[name]).mappings
    found = {h.node: h for h in held(kg.store) if h.graph == graph_iri(name)}
    assert found.keys() == {mapping.iri for mapping in rows}
    for mapping in rows:
        assert found[mapping.iri].mapping.key == mapping.key
        assert found[mapping.iri].mapping.comment_zh == mapping.comment_zh
        assert found[mapping.iri].mapping.confidence == mapping.confidence


def test_only_accepted_mappings_are_stated_plainly(kg: atk.KnowledgeGraph) -> None:
    for name in ("accepted", "outward"):
        rows = read_set(mapping_files()[f"mappings-{name}"]).mappings
        assert plain(kg, f"mappings-{name}") == {
            (r.subject, expand(r.predicate), r.object) for r in rows if r.object != NO_TERM
        }
    assert plain(kg, "mappings-candidate") == set()
    assert plain(kg, "mappings-rejected") == set()


def test_default_queries_do_not_see_candidates_or_rejected_mappings(
    kg: atk.KnowledgeGraph,
) -> None:
    graphs = {str(row.graph) for row in kg.query("mappings")}
    assert graph_iri("mappings-accepted") in graphs
    assert not graphs & {graph_iri("mappings-candidate"), graph_iri("mappings-rejected")}


@pytest.mark.parametrize("name", mapping_files())
def test_both_ends_of_our_mappings_are_things_with_quotes_of_their_own_documents(
    kg: atk.KnowledgeGraph, name: str
) -> None:
    for mapping in read_set(mapping_files()[name]).mappings:
        sides = [(mapping.subject, mapping.subject_source, mapping.subject_evidence)]
        if mapping.object != NO_TERM and name != "mappings-outward":
            sides.append((mapping.object, mapping.object_source, mapping.object_evidence))
        for end, source, quotes in sides:
            assert kind_of(kg.store, end), end
            assert source == ID + end.removeprefix(ID).partition("/")[0]
            assert quotes, mapping
            stem = source.removeprefix(ID)
            for quote in quotes:
                assert objects(kg.store, quote, "prov:wasQuotedFrom") == [f"{ID}source/{stem}"]


@pytest.mark.parametrize("name", mapping_files())
def test_our_mappings_say_why_in_both_languages_and_how_sure(
    kg: atk.KnowledgeGraph, name: str
) -> None:
    for mapping in read_set(mapping_files()[name]).mappings:
        assert re.search("[\u4e00-\u9fff]", mapping.comment_zh)
        assert mapping.comment_zh.endswith("。")
        assert mapping.comment.endswith((".", ")"))
        assert mapping.confidence is not None
        assert mapping.subject_label == label(kg.store, mapping.subject)
        assert mapping.subject_category == f"ait:{kind_of(kg.store, mapping.subject)}"


def test_ours_join_things_of_our_documents_or_say_where_there_is_no_counterpart() -> None:
    stems = {ID + stem for stem in DOCUMENTS}
    for name in ("accepted", "candidate", "rejected"):
        for mapping in read_set(mapping_files()[f"mappings-{name}"]).mappings:
            assert {mapping.subject_source, mapping.object_source} <= stems


def test_all_and_only_the_rejected_are_denied() -> None:
    for name, path in mapping_files().items():
        denied = {mapping.negated for mapping in read_set(path).mappings}
        assert denied <= {name == "mappings-rejected"}


def test_exact_is_said_only_of_the_same_kind_and_text(kg: atk.KnowledgeGraph) -> None:
    """Four attitudes that both standards print alike (X-37) are among them."""
    exact = find(kg.store, predicate="exact")
    assert {(m.subject, m.object) for m in exact} >= {
        (f"{SMS}/A01", f"{SET}/A01"),
        (f"{SMS}/A02", f"{SET}/A03"),
        (f"{SMS}/A04", f"{SET}/A05"),
        (f"{SMS}/A05", f"{SET}/A04"),
    }
    for mapping in exact:
        assert kind_of(kg.store, mapping.subject) == kind_of(kg.store, mapping.object)


def test_the_copied_text_of_experimental_maps_it_to_nothing_by_that_text(
    kg: atk.KnowledgeGraph,
) -> None:
    """X-42: its description is that of competency 14."""
    pair = {f"{CIVIL}/attitude/experimental", f"{CIVIL}/competency/14"}
    assert not any({m.subject, m.object} == pair for m in find(kg.store))


def test_our_mappings_fit_together(kg: atk.KnowledgeGraph) -> None:
    assert report(kg.store) == []


def test_one_document_comes_without_mappings() -> None:
    kg = atk.load("SMS2512-002v1")
    assert held(kg.store) == []


def test_mappings_between_two_documents_are_found_in_either_order(kg: atk.KnowledgeGraph) -> None:
    there = find(kg.store, SMS, SET)
    assert there == find(kg.store, SET, SMS)
    assert {m.subject for m in there} >= {f"{SMS}/A01", f"{SMS}/A03"}
    for mapping in there:
        assert {mapping.subject_source, mapping.object_source} == {SMS, SET}


def test_mappings_of_one_thing(kg: atk.KnowledgeGraph) -> None:
    found = [m for m in find(kg.store, f"{SMS}/A03") if m.object_source == SET]
    assert [(m.predicate, m.object) for m in found] == [("skos:closeMatch", f"{SET}/A07")]
    assert [m.object for m in find(kg.store, f"{SMS}/A03", f"{SET}/A07")] == [f"{SET}/A07"]


def test_names_come_in_the_language_asked_for(kg: atk.KnowledgeGraph) -> None:
    (chinese,) = find(kg.store, f"{SMS}/A02", SET)
    (english,) = find(kg.store, f"{SMS}/A02", SET, lang="en")
    assert (chinese.subject_label, english.subject_label) == ("自我管理", "Self-management")
    assert chinese.object_category == "ait:Attitude"


def test_what_has_no_counterpart_is_found_by_its_document(kg: atk.KnowledgeGraph) -> None:
    found = find(kg.store, SMS, SET, predicate="none")
    assert (f"{SMS}/A06", NO_TERM) in {(m.subject, m.object) for m in found}


def test_codes_in_common_are_denied(kg: atk.KnowledgeGraph) -> None:
    denied = {(m.subject, m.object) for m in find(kg.store, status="rejected")}
    assert {(f"{SMS}/A02", f"{SET}/A02"), (f"{SMS}/K05", f"{SET}/K05")} <= denied


def test_status_and_predicate_are_checked(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no status 'accept'; did you mean accepted"):
        find(kg.store, status="accept")
    with pytest.raises(UnknownName, match="no mapping predicate 'closer'; did you mean close"):
        find(kg.store, predicate="closer")
    assert predicate_named("skos:narrowMatch") == predicate_named("narrow")


def test_a_mapping_node_shows_its_quotes(kg: atk.KnowledgeGraph) -> None:
    (mapping,) = find(kg.store, f"{SMS}/A03", f"{SET}/A07")
    lines = [(q.source, q.line) for q in kg.evidence(mapping.iri)]
    assert lines == [("SET2529-001v2.txt", 38), ("SMS2512-002v1.txt", 42)]


def test_the_node_is_named_after_what_the_mapping_says() -> None:
    mapping = Mapping("urn:a", "skos:closeMatch", "urn:b")
    # sha256 of "urn:a|skos:closeMatch||urn:b|"
    assert mapping.iri == f"{ID}mapping/698f30d5a5fb"
    assert mapping.iri != Mapping("urn:a", "skos:closeMatch", "urn:b", negated=True).iri


def test_the_reason_comes_in_the_other_language_where_there_is_no_other() -> None:
    both = Mapping("urn:a", "skos:closeMatch", "urn:b", comment="why", comment_zh="因")
    assert (both.reason("zh"), both.reason("en")) == ("因", "why")
    one = Mapping("urn:a", "skos:closeMatch", "urn:b", comment="why")
    assert (one.reason("zh"), one.reason("en")) == ("why", "why")


def test_a_broader_mapping_turned_round_has_one_sense() -> None:
    there = Mapping("urn:a", "skos:narrowMatch", "urn:b")
    back = Mapping("urn:b", "skos:broadMatch", "urn:a")
    assert there.sense == back.sense == ("urn:a", "urn:b", "skos:narrowMatch")


def test_a_set_of_the_user_is_accepted_in_a_graph_of_its_own(tmp_path: Path) -> None:
    own = row("a:SMS2512-002v1/S04", "skos:closeMatch", "a:SET2529-001v2/S10", "", "", "0.6", "乙")
    denied = row("a:SMS2512-002v1/S04", "skos:exactMatch", "a:SET2529-001v2/S11", "Not")
    kg = loaded(tmp_path, own, denied)
    assert plain(kg, "user/mine") == {(f"{SMS}/S04", expand("skos:closeMatch"), f"{SET}/S10")}
    (found,) = mappings_of(kg.store, "user/mine")[:1]
    assert (found.comment, found.confidence) == ("乙", 0.6)
    assert [m.negated for m in mappings_of(kg.store, "user/mine")] == [False, True]
    mine = [link for link in links_of(kg.store) if link.right == f"{SET}/S10"]
    assert [(link.left, link.confidence) for link in mine if link.left == f"{SMS}/S04"] == [
        (f"{SMS}/S04", 0.6)
    ]


@pytest.mark.parametrize("turned", [1, -1])
def test_a_link_has_no_confidence_of_a_denied_row(tmp_path: Path, turned: int) -> None:
    pair = "a:SMS2512-002v1/S04", "skos:narrowMatch", "a:SET2529-001v2/S10"
    rows = [row(*pair, "", "", "0.1"), row(*pair, "Not", "", "0.9")][::turned]
    kg = loaded(tmp_path, *rows)
    ends = f"{SMS}/S04", f"{SET}/S10"
    sure = [k.confidence for k in links_of(kg.store) if (k.left, k.right) == ends]
    assert 0.1 in sure
    assert 0.9 not in sure


def test_of_two_confidences_in_one_graph_the_higher_counts(tmp_path: Path) -> None:
    """A graph of nodes, as nobody but a program writes it."""
    said = (
        ("S04", "S10", "0.3"),
        ("S04", "S10", "0.7"),
        ("S05", "S10", "0.6"),
        ("S05", "S10", "0"),
    )
    nodes = (
        f"ex:{n} ait:mappingSubject <{SMS}/{left}> ; ait:mappingObject <{SET}/{right}> ; "
        f"ait:mappingPredicate skos:closeMatch ; ait:confidence {sure} ; "
        f"ait:mappingStatus <{ID}scheme/mapping-status/accepted> . "
        f"<{SMS}/{left}> skos:closeMatch <{SET}/{right}> .\n"
        for n, (left, right, sure) in enumerate(said)
    )
    path = tmp_path / "mine.ttl"
    head = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("ait", "skos"))
    path.write_text(f"{head}PREFIX ex: <urn:x:>\n{''.join(nodes)}", encoding="utf-8")
    found = confidences(atk.load("SMS2512-002v1", extra=path).store)
    assert {key[1]: number for key, number in found.items()} == {
        f"{SMS}/S04": 0.7,
        f"{SMS}/S05": 0.6,
    }


@pytest.mark.parametrize("turned", [1, -1])
def test_two_sets_of_one_name_stay_apart(tmp_path: Path, turned: int) -> None:
    """Each with its own confidence; a link has the higher one, whichever is read first."""
    pair = "a:SMS2512-002v1/S04", "skos:closeMatch", "a:SET2529-001v2/S10"
    paths = []
    for folder, confidence in (("one", "0.3"), ("two", "0.7")):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "mine.sssom.tsv")
        paths[-1].write_text(HEAD + row(*pair, "", "", confidence), encoding="utf-8")
    kg = atk.load(extra=paths[::turned])
    sets = [mappings_of(kg.store, name) for name in ("user/mine", "user/mine-2")]
    assert [m.confidence for found in sets for m in found] == [0.3, 0.7][::turned]
    ends = f"{SMS}/S04", f"{SET}/S10"
    (link,) = [k for k in links_of(kg.store) if (k.left, k.right) == ends]
    assert link.confidence == 0.7


def test_what_the_user_says_of_a_pair_of_ours_stays_apart(tmp_path: Path) -> None:
    kg = loaded(
        tmp_path,
        row("a:SMS2512-002v1/A01", "skos:exactMatch", "a:SET2529-001v2/A01", "", "", "0.5"),
    )
    found = found_in(kg.store, f"{SMS}/A01", f"{SET}/A01")
    assert {(h.graph.removeprefix(GRAPH), h.mapping.confidence) for h in found} == {
        ("mappings-accepted", 1.0),
        ("user/mine", 0.5),
    }
    assert len({h.node for h in found}) == 2
    assert [m.confidence for m in set_of_found(kg.store, found).mappings] == [1.0]
    (link,) = [k for k in links_of(kg.store) if {k.left, k.right} == {f"{SMS}/A01", f"{SET}/A01"}]
    assert link.confidence == 1.0


@pytest.mark.parametrize("ending", [".tsv", ".json", ".ttl"])
def test_every_format_loads_alike(tmp_path: Path, ending: str) -> None:
    first = tmp_path / "first.sssom.tsv"
    first.write_text(HEAD + row("x:a", "skos:broadMatch", "x:b"), encoding="utf-8")
    formats = {".tsv": "sssom-tsv", ".json": "sssom-json", ".ttl": "sssom-ttl"}
    path = tmp_path / f"mine.sssom{ending}"
    path.write_text(set_text(read_set(first), formats[ending]), encoding="utf-8")
    kg = atk.load("SMS2512-002v1", extra=path)
    assert plain(kg, "user/mine") == {
        ("https://example.org/a", expand("skos:broadMatch"), "https://example.org/b")
    }


def test_a_broken_set_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"mine\.sssom\.tsv:5: confidence: 7 is not between"):
        loaded(tmp_path, row("x:a", "skos:closeMatch", "x:b", "", "", "7"))


def test_a_rejected_set_holds_only_what_is_denied(tmp_path: Path) -> None:
    path = tmp_path / "rejected.sssom.tsv"
    path.write_text(HEAD + row("x:a", "skos:closeMatch", "x:b"), encoding="utf-8")
    store = atk.load("SMS2512-002v1").store
    with pytest.raises(UnreadableFile, match="a mapping that is not denied; write Not"):
        read_mappings(store, path, graph_iri("mappings-rejected"))


def test_names_of_mapping_files() -> None:
    assert is_mapping_file(Path("a/My set.SSSOM.tsv"))
    assert not is_mapping_file(Path("people.tsv"))
    assert stem_of(Path("a/b.c.sssom.json")) == "b.c"
    assert stem_of(Path("a/b.c.ttl")) == "b.c"


def test_an_end_that_no_graph_describes_is_kept_and_reported(tmp_path: Path) -> None:
    kg = loaded(tmp_path, row("a:SMS2512-002v1/S04", "skos:closeMatch", "x:nowhere"))
    (doubt,) = report(kg.store)
    assert (doubt.kind, doubt.things) == ("missing", ("https://example.org/nowhere",))
    assert [m.subject for m in doubt.mappings] == [f"{SMS}/S04"]


def test_a_circle_of_broader_things_is_reported_by_report_and_by_validation(
    tmp_path: Path,
) -> None:
    """S04 -> K05 -> S11 -> S04, one step said the other way round."""
    a, b, c = "a:SMS2512-002v1/S04", "a:SET2529-001v2/K05", "a:SMS2512-002v1/S11"
    kg = loaded(
        tmp_path,
        row(a, "skos:broadMatch", b),
        row(c, "skos:narrowMatch", b),
        row(c, "skos:broadMatch", a),
    )
    cycle = {ID + name.removeprefix("a:") for name in (a, b, c)}
    found = [doubt for doubt in report(kg.store) if doubt.kind == "cycle"]
    assert [set(doubt.things) for doubt in found] == [cycle]
    assert len(found[0].mappings) == 3
    shapes = [path for path in shape_files() if path.stem == "mapping"]
    broken = validate_graph(to_graph(kg.store), shapes).findings
    assert {ID + f.focus for f in broken if f.shape == "ash:MappingCycle-broader"} == cycle


def test_a_pair_of_two_relations_and_one_both_said_and_denied_are_reported(
    tmp_path: Path,
) -> None:
    a, b = "a:SMS2512-002v1/S04", "a:SET2529-001v2/K05"
    kg = loaded(
        tmp_path,
        row(a, "skos:broadMatch", b),
        row(b, "skos:closeMatch", a),
        row(b, "skos:narrowMatch", a, "Not"),
    )
    assert {doubt.kind for doubt in report(kg.store)} >= {"twice", "denied"}
    (denied,) = [doubt for doubt in report(kg.store) if doubt.kind == "denied"]
    assert [m.predicate for m in denied.mappings] == ["skos:broadMatch", "skos:narrowMatch"]


def test_a_thing_without_a_counterpart_that_has_one_is_reported(tmp_path: Path) -> None:
    kg = loaded(
        tmp_path,
        row("a:SMS2512-002v1/S04", "skos:closeMatch", "a:SET2529-001v2/K05", "", "a:SET2529-001v2"),
        row(
            "a:SMS2512-002v1/S04",
            "skos:mappingRelation",
            "sssom:NoTermFound",
            "",
            "a:SET2529-001v2",
        ),
    )
    found = [doubt for doubt in report(kg.store) if doubt.kind == "matched"]
    assert [doubt.things for doubt in found] == [(f"{SMS}/S04", SET)]


def test_what_we_say_has_no_counterpart_is_held_against_a_set_that_names_no_documents(
    tmp_path: Path,
) -> None:
    """The row has no object_source, and the thing without a counterpart stands at the far end."""
    lone = find(atk.load().store, SMS, SET, predicate="none")[0]
    name = lone.subject.removeprefix(ID)
    document = SET if lone.object_source == SET else SMS
    kg = loaded(tmp_path, row(f"a:{document.removeprefix(ID)}/K01", "skos:closeMatch", f"a:{name}"))
    found = [doubt for doubt in report(kg.store) if doubt.kind == "matched"]
    assert [doubt.things for doubt in found] == [(lone.subject, document)]
    assert len(found[0].mappings) == 2


def test_an_export_names_one_status_at_a_time(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(atk.AitalentError, match="SSSOM has no word for status; write a file each"):
        set_of_found(kg.store, found_in(kg.store, status=None))


@pytest.mark.parametrize("name", OWN_SETS)
def test_an_export_of_a_whole_set_is_its_file(kg: atk.KnowledgeGraph, name: str) -> None:
    written = set_of_found(kg.store, found_in(kg.store, status=name))
    file = mapping_files()[f"mappings-{name}"]
    assert set_text(written, "sssom-tsv") == file.read_text(encoding="utf-8")


def test_a_choice_of_a_set_has_a_name_of_its_own_and_names_the_set(kg: atk.KnowledgeGraph) -> None:
    whole = about_own("accepted")
    close = set_of_found(kg.store, found_in(kg.store, predicate="close"), "--predicate close")
    assert close.about["mapping_set_source"] == whole["mapping_set_id"]
    assert close.about["comment"] == ("Selected: --predicate close",)
    assert "mapping_set_title" not in close.about
    exact = set_of_found(kg.store, found_in(kg.store, predicate="exact"))
    again = set_of_found(kg.store, found_in(kg.store, predicate="close", lang="en"))
    names = [found.iri for found in (close, exact, again)]
    assert names[0] == names[2]
    assert len({*names, *whole["mapping_set_id"]}) == 3


def test_an_export_of_the_users_set_claims_neither_our_licence_nor_our_name(
    tmp_path: Path,
) -> None:
    kg = loaded(tmp_path, row("x:a", "skos:closeMatch", "x:b"))
    found = set_of_found(kg.store, found_in(kg.store, "https://example.org/a"))
    assert found.about == {
        "mapping_set_id": (f"{GRAPH}user/mine",),
        "license": ("https://w3id.org/sssom/license/unspecified",),
    }


def test_mappings_that_lead_outward_come_only_where_they_are_asked_for(
    kg: atk.KnowledgeGraph,
) -> None:
    outward = read_set(mapping_files()["mappings-outward"]).mappings
    assert {m.key for m in kg.mappings(status="outward")} == {m.key for m in outward}
    assert not {m.key for m in kg.mappings()} & {m.key for m in outward}
    assert {m.key for m in kg.mappings(status=None)} > {m.key for m in outward}


def test_found_mappings_are_a_list_and_a_table(kg: atk.KnowledgeGraph) -> None:
    found = kg.mappings("SMS2512-002v1/A03", "SET2529-001v2/A07", lang="en")
    assert found == [*found]
    assert repr(found) == "<Mappings: 1>"
    (cells,) = found.table().values()
    assert list(cells.values())[:5] == [
        "SMS2512-002v1/A03",
        "Coping with uncertainty",
        "skos:closeMatch",
        "SET2529-001v2/A07",
        "Coping with uncertainty",
    ]
    assert (cells["status"], cells["confidence"]) == ("accepted", found[0].confidence)
    assert cells["comment"] == found[0].comment


def test_the_table_names_the_document_that_has_no_counterpart(kg: atk.KnowledgeGraph) -> None:
    (cells,) = kg.mappings("SMS2512-002v1/A06", "SET2529-001v2", predicate="none").table().values()
    assert (cells["object"], cells["object_label"]) == ("SET2529-001v2", label(kg.store, SET))


def test_a_mapping_set_that_is_not_there(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no mapping set 'acepted' in the graph; did you mean"):
        mappings_of(kg.store, "acepted")


def test_every_quote_of_a_mapping_is_its_evidence(kg: atk.KnowledgeGraph) -> None:
    for node in subjects(kg.store, "rdf:type", expand("ait:Mapping")):
        sides = {
            *objects(kg.store, node, "ait:subjectEvidence"),
            *objects(kg.store, node, "ait:objectEvidence"),
        }
        assert set(objects(kg.store, node, "ait:evidence")) == sides


def test_search_finds_things_and_not_what_is_said_between_them(kg: atk.KnowledgeGraph) -> None:
    assert "Mapping" not in {hit.kind for hit in kg.search("機器學習", limit=200)}


def test_show_names_the_mapping_in_words(kg: atk.KnowledgeGraph) -> None:
    links = {(name, ref.code) for name, ref in kg.show("SMS2512-002v1/A02").links}
    assert ("完全對應", "SET2529-001v2/A03") in links


def test_a_confidence_that_is_no_number_is_none(tmp_path: Path) -> None:
    """A graph of the user may say anything; `validate` names what is wrong with it."""
    path = tmp_path / "odd.ttl"
    path.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        f"<urn:m> ait:mappingSubject <{SMS}/S04> ; ait:mappingPredicate skos:closeMatch ;\n"
        f"  ait:mappingObject <{SET}/K05> ; ait:confidence 'high' .\n"
        f"<{SMS}/S04> skos:closeMatch <{SET}/K05> .\n",
        encoding="utf-8",
    )
    kg = atk.load(extra=path)
    (link,) = [k for k in links_of(kg.store) if (k.left, k.right) == (f"{SMS}/S04", f"{SET}/K05")]
    assert link.confidence is None
    assert "urn:m" not in {found.node for found in held(kg.store)}


def test_a_server_gives_the_same_mappings(
    kg: atk.KnowledgeGraph, oxigraph_server: atk.KnowledgeGraph
) -> None:
    there = oxigraph_server.statements
    assert find(there, SMS, SET, predicate="close") == find(kg.store, SMS, SET, predicate="close")
    assert links_of(there) == links_of(kg.store)


def test_the_graphs_are_those_of_the_tables(kg: atk.KnowledgeGraph) -> None:
    """What is loaded is Turtle made of the tables; both say the same."""
    tables = Store()
    for name, path in mapping_files().items():
        read_mappings(tables, path, graph_iri(name))
    loaded = {quad for quad in kg.store if "/graph/mappings-" in str(quad.graph_name)}
    assert loaded == {*tables}
