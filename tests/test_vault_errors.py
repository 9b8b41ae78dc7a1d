"""What can go wrong with a store on disk is one line that says what to do; nothing is changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import aitalent_kg as atk
from aitalent_kg import vault
from aitalent_kg.cli import main
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.names import graph_iri
from aitalent_kg.vault import locks

TRIPLE = "<urn:x:a> <urn:x:p> <urn:x:b> .\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    (folder / "mine.nt").write_text(TRIPLE)
    vault.add(folder / "store", folder / "mine.nt")
    return folder / "store"


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "store"))


@pytest.fixture
def more(tmp_path: Path) -> Path:
    path = tmp_path / "more.nt"
    path.write_text(TRIPLE)
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MiB; a store with our graphs takes about 11."""
    target = tmp_path / "disk"
    target.mkdir()
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root mounts a small file system")
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(target)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield target
    finally:
        subprocess.run(["umount", "-l", str(target)], check=True)


def line_of(*arguments: object) -> str:
    """What the command says on stderr when it fails: one line."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert done.exit_code == 1, done.output
    assert done.stderr.count("\n") == 1
    return done.stderr


def names(directory: Path) -> list[str]:
    vault.check(directory)
    return [graph.name for graph in vault.graphs(directory) if not graph.ours]


def test_a_full_disk_is_said_and_changes_nothing(
    small_disk: Path, template: Path, more: Path
) -> None:
    store = Path(shutil.copytree(template, small_disk / "store"))
    lines = (f'<urn:x:{n}> <urn:x:p> "some text {n * 7919}" .\n' for n in range(300_000))
    large = more.with_name("large.nt")
    large.write_text("".join(lines))
    said = line_of("store", "add", store, large)
    assert said == (
        f"aitalent-kg: {store}: no space left on its disk; nothing was changed;"
        " make room, then try again\n"
    )
    assert names(store) == ["user/mine"]
    assert len(list((store / "generations").iterdir())) == 1  # what was half made has gone
    vault.add(store, more)
    assert names(store) == ["user/mine", "user/more"]
    with pytest.raises(vault.StoreFault, match="no space left"):
        vault.add(small_disk / "second", large)
    assert not (small_disk / "second").exists()


def test_a_store_that_cannot_be_written_can_be_read(
    small_disk: Path, template: Path, more: Path
) -> None:
    store = Path(shutil.copytree(template, small_disk / "store"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert "cannot be written (Read-only file system); nothing" in line_of(
        "store", "add", store, more
    )
    assert names(store) == ["user/mine"]
    assert atk.load(store=store).sparql("ASK { <urn:x:a> ?p ?o }") is True
    opened = vault.open_store(store)
    assert opened.record.graphs


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, more: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.txt").write_text("mine")
    assert "has other things in it and is no store" in line_of(
        "store", "add", tmp_path / "own", more
    )
    assert "is a file; give the folder" in line_of("store", "add", more, more)
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("verb", ["list", "info", "remove"])
def test_where_there_is_no_store_the_way_to_make_one_is_said(tmp_path: Path, verb: str) -> None:
    more = ["x"] if verb == "remove" else []
    said = line_of("store", verb, tmp_path / "absent", *more)
    assert "holds no store; make one with `aitalent-kg store add`" in said
    assert not (tmp_path / "absent").exists()
    assert "holds no store" in line_of("search", "python", "--store", tmp_path / "absent")


def data_of(store: Path) -> Path:
    (data,) = store.glob("generations/*/data")
    return data


def largest(data: Path) -> Path:
    return max(data.glob("*.sst"), key=lambda path: path.stat().st_size)


def cut(data: Path) -> None:
    os.truncate(largest(data), 1000)


def lose(data: Path) -> None:
    largest(data).unlink()


def lose_the_manifest(data: Path) -> None:
    next(data.glob("MANIFEST-*")).unlink()


@pytest.mark.parametrize("damage", [cut, lose, lose_the_manifest])
def test_a_damaged_file_is_an_error_on_opening(
    store: Path, more: Path, damage: Callable[[Path], None]
) -> None:
    damage(data_of(store))
    said = line_of("search", "python", "--store", store)
    assert said.startswith(f"aitalent-kg: {store}: cannot be read (")
    assert said.endswith("make it anew with `aitalent-kg store add`\n")
    line_of("store", "add", store, more)  # it says what is wrong, and does not hide it


def test_a_changed_byte_is_found_when_it_is_read(store: Path) -> None:
    """The engine has a check sum for every block; `--check` reads all of them."""
    for path in data_of(store).glob("*.sst"):
        block = bytearray(path.read_bytes())
        block[len(block) // 3] ^= 0xFF
        path.write_bytes(block)
    assert "cannot be read (Corruption" in line_of("store", "info", store, "--check")


def test_damage_to_our_own_files_is_told_apart(store: Path) -> None:
    record = data_of(store).with_name("graphs.json")
    text = record.read_text(encoding="utf-8")
    record.write_text(text[: len(text) // 2], encoding="utf-8")
    assert "graphs.json: is damaged; make the store anew" in line_of("store", "list", store)
    record.write_text(json.dumps({**json.loads(text), "format": 99}), encoding="utf-8")
    assert "of a later version of aitalent-kg; upgrade" in line_of("store", "list", store)
    record.unlink()
    assert "cannot be read" in line_of("store", "list", store)
    (store / "CURRENT").write_text("x\n")
    assert "its file CURRENT is damaged" in line_of("store", "list", store)
    (store / "CURRENT").write_text("77\n")
    assert "the state that its file CURRENT names is not there" in line_of("store", "list", store)


def test_a_store_of_another_engine_names_both_versions(store: Path) -> None:
    """What the engine cannot open, and another version of it made."""
    record = data_of(store).with_name("graphs.json")
    said = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**said, "pyoxigraph": "0.9.9"}), encoding="utf-8")
    (data_of(store) / "CURRENT").write_text("MANIFEST-999999\n")
    assert "made with pyoxigraph 0.9.9, this is 0." in line_of("store", "info", store, "--check")


def test_a_count_that_is_not_what_was_written_is_found(store: Path) -> None:
    record = data_of(store).with_name("graphs.json")
    text = record.read_text(encoding="utf-8")
    said = json.loads(text)
    (mine,) = (graph for graph in said["graphs"] if graph["name"] == "user/mine")
    mine["triples"] = 2
    record.write_text(json.dumps(said), encoding="utf-8")
    assert "graph user/mine has 1 statements, 2 were written" in line_of(
        "store", "info", store, "--check"
    )


def test_a_store_within_a_store_is_refused(store: Path, more: Path) -> None:
    """The next write of the outer one would take it for something left behind."""
    for inner in (store / "mine", store / "generations" / "77"):
        assert line_of("store", "add", inner, more) == (
            f"aitalent-kg: {inner}: lies inside the store {store}; give another folder\n"
        )
        assert not inner.exists()


def test_only_what_a_write_made_is_ever_deleted(store: Path, more: Path) -> None:
    kept = [store / "generations" / "mine", store / "generations" / "notes.txt"]
    kept[0].mkdir()
    kept[1].write_text("keep")
    vault.add(store, more)
    assert [path.exists() for path in kept] == [True, True]


def test_a_file_that_changes_while_it_is_read_is_refused(store: Path, more: Path) -> None:
    """What was looked at wrote into no graph of ours; what is read then might."""
    quads = more.with_suffix(".nq")
    quads.write_text(TRIPLE)
    before = sum(graph.triples for graph in vault.graphs(store))

    def changed(said: str) -> None:
        if said == quads.name:
            quads.write_text(TRIPLE.replace(" .", f" <{graph_iri('ontology')}> ."))

    with pytest.raises(UnreadableFile, match="was changed while it was read; add it again"):
        vault.add(store, quads, changed)
    assert names(store) == ["user/mine"]
    assert sum(graph.triples for graph in vault.graphs(store)) == before


def test_a_new_state_in_force_is_no_failure_when_the_old_one_cannot_be_deleted(
    store: Path, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where another user made it: the write is done, and must not be said to be not."""
    real = locks.in_use

    def refused(path: Path) -> bool:
        if names(store) != ["user/mine"]:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("aitalent_kg.vault.draft.in_use", refused)
    vault.add(store, more)
    assert names(store) == ["user/mine", "user/more"]
