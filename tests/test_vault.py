"""A store on disk: what goes in, what is protected, what it answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, parse

import aitalent_kg as atk
from aitalent_kg import vault
from aitalent_kg.cli import main
from aitalent_kg.errors import BadValue, MissingFile, UnknownName, UnreadableFile
from aitalent_kg.names import AIT, GRAPH, ID, graph_iri

AIT_PREFIX = f"@prefix ait: <{AIT}> .\n"
#: A role that asks for an item: one requirement node of two statements, one short form.
ROLE = AIT_PREFIX + "<urn:x:n> ait:requirer <urn:x:role> ; ait:requiredItem <urn:x:item> .\n"
QUADS = (
    "<urn:x:a> <urn:x:p> <urn:x:b> <urn:x:g1> .\n"
    "<urn:x:a> <urn:x:p> <urn:x:c> <urn:x:g1> .\n"
    "<urn:x:a> <urn:x:p> <urn:x:d> <urn:x:g2> .\n"
    "<urn:x:a> <urn:x:p> <urn:x:e> .\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with our graphs and two of the user's; not to be changed."""
    folder = tmp_path_factory.mktemp("store")
    role, quads = written(folder, "role.ttl", ROLE), written(folder, "quads.nq", QUADS)
    vault.add(folder / "a store 倉", [role, quads])
    return folder / "a store 倉"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the user's graph `role`, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    vault.add(folder / "store", written(folder, "role.ttl", ROLE))
    return folder / "store"


@pytest.fixture
def own(template: Path, tmp_path: Path) -> Path:
    """A store with the user's graph `role`, to be changed."""
    return Path(shutil.copytree(template, tmp_path / "store"))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def statements(store: Store) -> set[str]:
    return set(map(str, store))


def state(directory: Path) -> dict[str, int]:
    """The user's graphs by name, and how many statements the engine finds in each."""
    found = {graph.name: graph.triples for graph in vault.graphs(directory) if not graph.ours}
    vault.check(directory)  # the numbers noted are those found
    return found


def own_statements(directory: Path) -> set[str]:
    """Those of the user's graphs, and the short forms, as triples; of things named `urn:x:`."""
    found = vault.open_store(directory).store
    return {str(quad.triple) for quad in found if "<urn:x:" in str(quad.subject)}


def turtle(text: str) -> set[str]:
    """The triples of Turtle with our prefix."""
    quads = parse(AIT_PREFIX + text, format=RdfFormat.TURTLE)
    return {str(quad.triple) for quad in quads}


SHORT = "<urn:x:role> ait:requires <urn:x:item> ."


def test_a_new_store_holds_what_load_holds(made: Path, kg: atk.KnowledgeGraph) -> None:
    loaded = atk.load(extra=[made.parent / "role.ttl", made.parent / "quads.nq"]).store
    assert statements(vault.open_store(made).store) == statements(loaded)
    ours = {graph.iri: graph.triples for graph in vault.graphs(made) if graph.ours}
    assert ours.keys() == {node.value for node in kg.store.named_graphs()}
    assert sum(ours.values()) == len(kg) + 1  # the short form of the user's requirement


def test_files_of_quads_keep_the_graphs_they_name(made: Path) -> None:
    assert state(made) == {"user/role": 2, "user/quads": 1, "urn:x:g1": 2, "urn:x:g2": 1}


def test_removing_takes_the_short_forms_along(own: Path, kg: atk.KnowledgeGraph) -> None:
    (removed,) = vault.remove(own, "role")
    assert (removed.name, removed.triples) == ("user/role", 2)
    assert statements(vault.open_store(own).store) == statements(kg.store)


def test_a_short_form_stays_while_another_graph_gives_it(own: Path, tmp_path: Path) -> None:
    again = ROLE.replace("urn:x:n>", "urn:x:m>")
    vault.add(own, written(tmp_path, "again.ttl", again))
    vault.remove(own, ["role"])
    assert own_statements(own) == turtle(again + SHORT)


@pytest.mark.parametrize(
    ("more", "short"),
    [
        (  # of a node in another graph
            "<urn:x:n> ait:requiredItem <urn:x:second> .",
            SHORT + "<urn:x:role> ait:requires <urn:x:second> .",
        ),
        (f"<urn:x:n> ait:basis <{ID}scheme/basis/inferred> .", ""),  # which takes it back
        (
            "<urn:x:new> ait:placed <urn:x:a> ; ait:placedUnder <urn:x:b>, 'no IRI' .",
            SHORT + "<urn:x:a> ait:inGroup <urn:x:b> .",
        ),
        ("<urn:x:half> ait:requirer <urn:x:a> .", SHORT),
    ],
)
def test_short_forms_follow_what_is_added_and_removed(
    own: Path, tmp_path: Path, more: str, short: str
) -> None:
    vault.add(own, written(tmp_path, "more.ttl", AIT_PREFIX + more))
    assert own_statements(own) == turtle(ROLE + more + short)
    vault.remove(own, "more")
    assert own_statements(own) == turtle(ROLE + SHORT)


def test_a_large_graph_is_left_out_by_copying_the_others(
    own: Path, tmp_path: Path, kg: atk.KnowledgeGraph
) -> None:
    """More statements go than stay, which is the other way of removing."""
    lines = (f"<urn:x:s{n}> <urn:x:p> <urn:x:o> .\n" for n in range(len(kg) + 10))
    vault.add(own, written(tmp_path, "large.nt", "".join(lines)))
    assert state(own) == {"user/role": 2, "user/large": len(kg) + 10}
    vault.remove(own, "large")
    assert own_statements(own) == turtle(ROLE + SHORT)
    assert vault.info(own).triples == vault.check(own) == len(kg) + 3


def test_the_same_name_again_needs_replace(own: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "role.ttl", ROLE.replace("item", "other"))
    with pytest.raises(BadValue, match=r"user/role.* is in the store already; add --replace"):
        vault.add(own, path)
    vault.add(own, path, replace=True)
    assert own_statements(own) == turtle((ROLE + SHORT).replace("item", "other"))


def test_replacing_a_file_of_quads_takes_all_its_graphs(own: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "quads.nq", QUADS)
    vault.add(own, path)
    path.write_text("<urn:x:a> <urn:x:p> <urn:x:z> <urn:x:g2> .\n", encoding="utf-8")
    vault.add(own, path, replace=True)
    assert state(own) == {"user/role": 2, "urn:x:g2": 1}


def test_our_graphs_cannot_be_written_into(made: Path, tmp_path: Path) -> None:
    ours = "SMS2512-002v1"
    quad = f"<urn:x:a> <urn:x:p> <urn:x:b> <{graph_iri(ours)}> ."
    with pytest.raises(UnreadableFile, match=rf"x\.nq: writes into our graph {ours}"):
        vault.add(made, written(tmp_path, "x.nq", quad))
    for name in (f"{ours}.ttl", "ontology.ttl", "generated.nt", "mappings-accepted.ttl"):
        with pytest.raises(UnreadableFile, match="has the name of our graph"):
            vault.add(made, written(tmp_path, name, ROLE))
    for name in (ours, graph_iri(ours), "generated"):
        with pytest.raises(BadValue, match="graph of ours"):
            vault.remove(made, name)


def test_unknown_names_have_suggestions(made: Path) -> None:
    with pytest.raises(UnknownName, match="no graph 'rolle' in the store; did you mean user/role"):
        vault.remove(made, "rolle")


def test_graphs_named_by_blank_nodes_are_refused(made: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "b.nq", "<urn:x:a> <urn:x:p> <urn:x:b> _:g .")
    with pytest.raises(UnreadableFile, match="blank node"):
        vault.add(made, path)


def test_one_bad_file_of_several_changes_nothing(own: Path, tmp_path: Path) -> None:
    before = sorted(own.rglob("*"))
    good = written(tmp_path, "good.ttl", ROLE)
    bad = written(tmp_path, "bad.ttl", "<urn:x:a> <urn:x:p>\n <urn:x:b> ; ; nonsense")
    with pytest.raises(UnreadableFile, match=r"bad\.ttl:2"):
        vault.add(own, [good, bad])
    with pytest.raises(MissingFile):
        vault.add(own, [good, tmp_path / "absent.ttl"])
    assert state(own) == {"user/role": 2}
    assert sorted(own.rglob("*")) == before


def test_a_failed_first_write_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        vault.add(tmp_path / "new", written(tmp_path, "bad.ttl", "nonsense"))
    assert not (tmp_path / "new").exists()


MAPPING = (
    "#mapping_set_id: urn:x:set\n"
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    "urn:x:a\tskos:closeMatch\turn:x:b\tsemapv:ManualMappingCuration\n"
)


class Result:
    """What an importer gives: the path of its statements."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __fspath__(self) -> str:
        return str(self._path)


def test_mapping_sets_and_results_of_importers_go_in(own: Path, tmp_path: Path) -> None:
    sets = written(tmp_path, "mine.sssom.tsv", MAPPING)
    result = Result(written(tmp_path, "esco.nt", "<urn:x:a> <urn:x:p> <urn:x:b> ."))
    added = vault.add(own, [sets, result])
    assert {graph.name for graph in added} == {"user/mine", "user/esco"}
    match = "<urn:x:a> <http://www.w3.org/2004/02/skos/core#closeMatch> <urn:x:b> ."
    assert turtle(match + "<urn:x:a> <urn:x:p> <urn:x:b> .") <= own_statements(own)


def test_our_graphs_are_renewed_when_the_package_has_newer_ones(
    own: Path, tmp_path: Path, kg: atk.KnowledgeGraph
) -> None:
    """As if an older package had written it: other data, without one of our statements."""
    (record,) = own.glob("generations/*/graphs.json")
    said = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**said, "data": "older"}), encoding="utf-8")
    assert not vault.info(own).current
    path = written(tmp_path, "more.ttl", ROLE.replace("urn:x:n>", "urn:x:m>"))
    vault.add(own, path)
    assert vault.info(own).current
    again = ROLE.replace("urn:x:n>", "urn:x:m>")
    assert own_statements(own) == turtle(ROLE + again + SHORT)
    assert statements(vault.open_store(own).store) > statements(kg.store)


#: Queries that take seconds on disk when all is asked; they are asked about one thing.
HEAVY = ("evidence-of", "mapping-evidence", "quotes-of-line", "resources-of-line")


def values_of(name: str, loaded: atk.KnowledgeGraph) -> dict[str, Any]:
    """A value for each open parameter that a column of the same name shows, all of one row."""
    if name not in HEAVY:
        return {}
    rows = loaded.query(name)
    row = next(row for row in rows if None not in tuple(row))
    open_ = {each.name for each in atk.queries()[name].parameters if each.default is None}
    return {column: getattr(row, column) for column in rows.columns if column in open_}


def test_every_library_query_gives_the_rows_of_memory(made: Path) -> None:
    stored = atk.load(store=made)
    loaded = atk.load(extra=[made.parent / "role.ttl", made.parent / "quads.nq"])
    assert len(atk.queries()) >= 127
    for name in atk.queries():
        values = values_of(name, loaded)
        assert bool(values) == (name in HEAVY)
        assert stored.query(name, **values) == loaded.query(name, **values), name


def test_the_handle_works_on_the_store(made: Path, kg: atk.KnowledgeGraph) -> None:
    stored = atk.load(store=str(made))
    task = "SMS2512-002v1/T1.3"
    rows = stored.query("items-of-task", task=task, kind="Skill", timeout=30)
    assert [row.code for row in rows] == ["S03", "S05", "S08", "S09", "S10", "S11"]
    assert stored.show(task) == kg.show(task)
    assert stored.search("machine learning")[0].iri.startswith(ID)
    assert stored.info().triples == len(stored) == vault.info(made).triples
    followed = stored.reading("X-02:2")
    assert len(followed) < len(stored)  # a copy in memory without the statements of the others


def test_the_handle_refuses_what_loads_into_memory(made: Path, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"aitalent-kg store add .* FILE"):
        atk.load(store=made, extra=tmp_path / "x.ttl")
    with pytest.raises(BadValue, match="leave out document="):
        atk.load("SMS2512-002v1", store=made)


def test_the_command_adds_lists_and_removes(own: Path, tmp_path: Path) -> None:
    folder, path = str(own), str(written(tmp_path, "new.ttl", ROLE.replace("item", "new")))
    run = CliRunner().invoke
    added = run(main, ["store", "add", folder, path])
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout == f"{folder}: user/new (2 statements) added\n"
    listed = run(main, ["store", "list", folder, "--format", "csv"])
    assert listed.stdout == "graph,triples,file\nuser/new,2,new.ttl\nuser/role,2,role.ttl\n"
    shown = json.loads(run(main, ["store", "info", folder, "--check", "--format", "json"]).stdout)
    assert (shown["graphs"], shown["current"]) == (2, True)
    text = "SELECT ?s { ?s ait:requiredItem <urn:x:new> }"
    asked = run(main, ["sparql", text, "--store", folder, "--format", "csv"])
    assert asked.stdout == "s\nurn:x:n\n"
    assert run(main, ["store", "remove", folder, "role", "user/new"]).exit_code == 0
    assert run(main, ["store", "list", folder, "--format", "json"]).stdout == "[]\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--with", "x.ttl"], "aitalent-kg store add"),
        (["--endpoint", "http://localhost:1"], "leave one out"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    made: Path, more: list[str], said: str
) -> None:
    done = CliRunner().invoke(main, ["search", "python", "--store", str(made), *more])
    assert done.exit_code == 2
    assert said in done.stderr


def test_names_are_below_our_base(made: Path) -> None:
    found = {graph.name: graph.iri for graph in vault.graphs(made)}
    assert found["user/role"] == f"{GRAPH}user/role"
    assert found["urn:x:g1"] == "urn:x:g1"
