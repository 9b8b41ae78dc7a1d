"""Whatever moment a process is killed at, a store is as it was or as it should become.

Processes are killed with SIGKILL at random moments of what they do (the seed is fixed, the
moments are parts of the time that a whole run takes), and at each step on disk.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from killed import Writer
from pyoxigraph import NamedNode

from aitalent_kg import vault
from aitalent_kg.names import AIT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")

OLD, NEW = {"user/old": 300}, {"user/old": 300, "user/new": 200}
#: What is done, the file for it, and the user's graphs afterwards.
WRITES = {
    "add": ("new.nt", NEW),
    "replace": ("again/old.nt", {"user/old": 250}),
    "remove": ("new.nt", {}),
}


def numbered(path: Path, count: int) -> Path:
    """A file of so many statements, 2 of every 10 of them a requirement node."""
    path.parent.mkdir(exist_ok=True)
    names = [f"{AIT}requirer", f"{AIT}requiredItem"] + [f"urn:x:p{n}" for n in range(8)]
    lines = (f"<urn:x:{n // 10}> <{names[n % 10]}> <urn:x:o{n % 97}> .\n" for n in range(count))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, and a store with the old one."""
    made = tmp_path_factory.mktemp("kill")
    vault.add(made / "store", numbered(made / "old.nt", 300))
    numbered(made / "new.nt", 200)
    numbered(made / "again" / "old.nt", 250)
    return made


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder / "store", tmp_path / "store"))


def started(what: str, store: Path, folder: Path, step: int = 0) -> Writer:
    """A process that is about to write."""
    return Writer(what, str(store), str(folder / WRITES[what][0]), step)


def state(directory: Path) -> dict[str, int]:
    """The user's graphs; the numbers are checked against the statements that are there."""
    opened = vault.open_store(directory)
    users = {graph.name: graph for graph in opened.record.graphs if not graph.ours}
    named = {node.value for node in opened.store.named_graphs()}
    assert named == {graph.iri for graph in opened.record.graphs}
    for graph in users.values():
        quads = opened.store.quads_for_pattern(None, None, None, NamedNode(graph.iri))
        assert sum(1 for _ in quads) == graph.triples
    return {name: graph.triples for name, graph in users.items()}


def left_over(directory: Path) -> int:
    """States on disk besides the one in force."""
    return len(list((directory / "generations").iterdir())) - 1


def seconds_of(write: Callable[[], object]) -> float:
    start = time.perf_counter()
    write()
    return time.perf_counter() - start


@pytest.mark.parametrize("what", WRITES)
def test_a_killed_write_leaves_the_old_state_or_the_new_one(
    what: str, folder: Path, store: Path
) -> None:
    """Seven random moments of each of three writes; what is left over goes with the next."""
    chosen = random.Random(what)
    after = WRITES[what][1]
    trial = started(what, shutil.copytree(store, store.with_name("trial")), folder)
    whole = seconds_of(trial.ended)
    for _ in range(7):
        process = started(what, store, folder)
        time.sleep(chosen.random() * whole)
        process.kill()
        found = state(store)
        assert found in (OLD, after)
        if found == after:  # back to the beginning
            shutil.rmtree(store)
            shutil.copytree(folder / "store", store)
    assert started(what, store, folder).ended()
    assert state(store) == after
    assert left_over(store) == 0


def killed_at_each_step(what: str, folder: Path, store: Path) -> Iterator[tuple[int, Path]]:
    """A store for each step on disk that a write takes, killed right before it."""
    for step in range(1, 200):
        target = store.with_name(f"at-{step}")
        shutil.copytree(store, target)
        process = started(what, target, folder, step)
        if process.ended():
            return
        assert process.process.exitcode == -signal.SIGKILL
        yield step, target
        shutil.rmtree(target)


def test_a_write_killed_before_any_step_on_disk_leaves_one_of_the_states(
    folder: Path, store: Path
) -> None:
    """The states change at one step, from the old one to the new one, and never back."""
    seen = []
    for step, target in killed_at_each_step("remove", folder, store):
        seen.append(state(target))
        if step % 3 == 0:
            vault.add(target, folder / "new.nt")
            assert state(target) == {**seen[-1], "user/new": 200}
            assert left_over(target) == 0
    assert len(seen) > 5
    assert seen == sorted(seen, key=len, reverse=True)
    assert [*map(len, (seen[0], seen[-1]))] == [1, 0]


def test_a_first_write_that_is_killed_leaves_no_store_and_can_be_repeated(
    folder: Path, tmp_path: Path
) -> None:
    chosen, target = random.Random(7), tmp_path / "first"
    trial = started("add", tmp_path / "trial", folder)
    whole = seconds_of(trial.ended)
    for _ in range(3):
        process = started("add", target, folder)
        time.sleep(chosen.random() * whole * 0.9)
        process.kill()
        if not (target / "CURRENT").exists():
            with pytest.raises(vault.StoreFault, match="holds no store; make one with"):
                vault.graphs(target)
            continue
        assert state(target) == {"user/new": 200}
        shutil.rmtree(target)
    vault.add(target, folder / "new.nt")
    assert state(target) == {"user/new": 200}
    assert left_over(target) == 0


READER = """
import sys, time
from aitalent_kg import vault
allowed = {300, 500}
seen, tries = set(), 0
print("ready", flush=True)
text = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?s), 'urn:x:')"
text += " && ?g != <https://w3id.org/aitalent-kg/graph/generated>) }"
while not sys.stdin.closed and len(seen) < 2 and tries < 2000:
    opened = vault.open_store(sys.argv[1])
    for _ in range(2):
        (row,) = opened.store.query(text)
        number = int(row["n"].value)
        assert number == sum(g.triples for g in opened.record.graphs if not g.ours), number
        seen.add(number)
    tries += 1
print(sorted(seen), flush=True)
"""


def test_readers_see_the_old_state_or_the_new_one_while_it_is_written(
    folder: Path, store: Path
) -> None:
    """They open and ask in a loop, until they have seen both; none fails."""
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(store)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    vault.add(store, folder / "new.nt")
    for reader in readers:
        out, errors = reader.communicate(timeout=60)
        assert (out, errors) == ("[300, 500]\n", "")


def test_a_reader_goes_on_reading_what_it_opened(folder: Path, store: Path) -> None:
    opened = vault.open_store(store)
    before = set(map(str, opened.store))
    vault.remove(store, "old")
    vault.add(store, folder / "new.nt")
    assert left_over(store) == 1  # the state that is read; the one between is gone
    assert set(map(str, opened.store)) == before
    del opened
    vault.remove(store, "new")
    assert left_over(store) == 0


def test_a_second_writer_is_told_who_writes(folder: Path, store: Path) -> None:
    writer = started("add", store, folder)
    process = writer.process
    assert process.pid is not None
    try:
        os.kill(process.pid, signal.SIGSTOP)
        deadline = time.monotonic() + 20
        while not (store / "lock").read_text():  # it may have been stopped too early to have it
            os.kill(process.pid, signal.SIGCONT)
            time.sleep(0.001)
            os.kill(process.pid, signal.SIGSTOP)
            assert time.monotonic() < deadline
            assert process.is_alive()
        with pytest.raises(vault.StoreFault, match=f"process {process.pid} is writing to it; try"):
            vault.remove(store, "old")
    finally:
        os.kill(process.pid, signal.SIGCONT)
        assert writer.ended()
    assert state(store) == NEW


IMPORTER = """
import sys
from aitalent_kg.cli import main
import aitalent_kg.cli.bring, aitalent_kg.importers.result, aitalent_kg.store, aitalent_kg.vault
print("ready", flush=True)
main(sys.argv[1:])
"""
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SKOS file of 300 concepts."""
    lines = [f"<urn:x:s> a <{SKOS}ConceptScheme> ; <{SKOS}prefLabel> 'Shop'@en ."]
    for number in range(300):
        said = f"a <{SKOS}Concept> ; <{SKOS}inScheme> <urn:x:s> ; <{SKOS}prefLabel> 'c{number}'@en"
        lines.append(f"<urn:x:c{number}> {said} .")
    path = tmp_path_factory.mktemp("scheme") / "shop.ttl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def importing(scheme: Path, *options: object) -> subprocess.Popen[str]:
    """A process that is about to import the scheme."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORTER, "import", "skos", str(scheme), *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_killed_import_leaves_the_old_file_or_the_new_one(scheme: Path, tmp_path: Path) -> None:
    chosen, whole = random.Random(11), tmp_path / "whole.nt"
    process = importing(scheme, "-o", whole)
    seconds = seconds_of(process.communicate)
    assert process.returncode == 0
    wanted, target = whole.read_bytes(), tmp_path / "target.nt"
    target.write_text("old")
    for _ in range(5):
        process = importing(scheme, "-o", target)
        time.sleep(chosen.random() * seconds)
        process.kill()
        process.communicate()
        assert target.read_bytes() in (b"old", wanted)
    assert importing(scheme, "-o", target).wait() == 0
    assert target.read_bytes() == wanted


def test_a_killed_import_into_a_store_leaves_one_of_its_states(scheme: Path, store: Path) -> None:
    chosen, trial = random.Random(12), shutil.copytree(store, store.with_name("trial"))
    process = importing(scheme, "--add", trial)
    seconds = seconds_of(process.communicate)
    assert process.returncode == 0
    after = state(trial)
    assert len(after) == 2
    for _ in range(4):
        process = importing(scheme, "--add", store)
        time.sleep(chosen.random() * seconds)
        process.kill()
        process.communicate()
        assert state(store) in (OLD, after)
    assert importing(scheme, "--add", store, "--replace").wait() == 0
    assert state(store) == after
