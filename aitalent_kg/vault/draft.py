"""The next state of a store while it is made: whole in the end, or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import clear_frames

from pyoxigraph import NamedNode, Store, __version__

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.progress import Progress
from aitalent_kg.shortcuts import SHORTCUT_GRAPH
from aitalent_kg.store import load_store
from aitalent_kg.vault.content import State, count, data_hash, fill, our_files, sha256, state_of
from aitalent_kg.vault.faults import told
from aitalent_kg.vault.generated import all_short, must_start_anew, says_any, short_of
from aitalent_kg.vault.layout import (
    DATA,
    GRAPHS,
    current,
    following,
    generations,
    is_new,
    settle,
    swept,
    switch,
)
from aitalent_kg.vault.locks import in_use, writing
from aitalent_kg.vault.record import GraphInfo, Record, short
from aitalent_kg.version import VERSION

__all__ = ["Draft", "changed"]

#: Up to so many statements are taken out where they are, which keeps them all in memory (about
#: 1 KB each); more are left out while the others are copied.
_IN_PLACE = 500_000


class Draft:
    """A state that is being made of the one in force."""

    def __init__(self, path: Path, before: Path | None, progress: Progress) -> None:
        self.path, self._before, self._progress = path, before, progress
        self.record = Record.read(before / GRAPHS) if before else Record()
        self._kept = self.record.by_iri()
        self._new: dict[str, GraphInfo] = {}
        #: IRIs of graphs that go.
        self._gone: set[str] = set()
        self._files: list[tuple[str, Path, set[str]]] = []
        self._looked_at: dict[Path, State | None] = {}

    def take_out(self, iris: Iterable[str]) -> None:
        """Leave these graphs out."""
        self._gone.update(iris)

    def put_in(self, graph: str, path: Path, filled: set[str], state: State | None) -> None:
        """Add a file; what it fills is not there, or was taken out.

        Args:
            state: of the file, before it was looked at.
        """
        self._looked_at[path] = state
        self._files.append((graph, path, filled))

    def _check_same(self, path: Path) -> None:
        """See that a file is still the one that was looked at, which wrote into none of ours.

        Raises:
            UnreadableFile: it was changed or replaced in the meantime.
        """
        if state_of(path) != self._looked_at[path]:
            raise UnreadableFile(path, "was changed while it was read; add it again")

    def make(self) -> None:
        """Do it all; afterwards no file of the engine is open."""
        renewed = self.record.data != data_hash()
        if renewed:
            self._gone.update(iri for iri, kept in self._kept.items() if kept.ours)
        store, anew = self._started()
        if renewed:
            self._progress("the five documents")
            store.bulk_extend(load_store())
        for graph, path, _ in self._files:
            self._progress(path.name)
            fill(store, path, graph)
            self._check_same(path)
        self._shorten(store, anew or renewed)
        self._progress("writing")
        self._note(store)
        store.flush()

    def _started(self) -> tuple[Store, bool]:
        """A store of what stays; whether its short forms have to be made anew."""
        target = str(self.path / DATA)
        if self._before is None:
            return Store(target), True
        old = Store.read_only(str(self._before / DATA))
        gone = self._gone & set(self._kept)
        anew = says_any(old, gone)
        gone |= {SHORTCUT_GRAPH} if anew else set()
        leaving = sum(self._kept[iri].triples for iri in gone)
        if leaving > min(self.record.triples - leaving, _IN_PLACE):
            self._progress("copying what stays")
            store = Store(target)
            store.bulk_extend(quad for quad in old if quad.graph_name.value not in gone)
            return store, anew
        old.backup(target)  # hard links, where the file system has them
        store = Store(target)
        for iri in sorted(gone):
            self._progress(f"taking out {short(iri)}")
            store.remove_graph(NamedNode(iri))
        return store, anew

    def _shorten(self, store: Store, anew: bool) -> None:
        """See that the short forms are those of the nodes that are there."""
        filled = [iri for _, _, iris in self._files for iri in iris]
        self._progress("short forms")
        if not anew and must_start_anew(store, filled):
            store.remove_graph(NamedNode(SHORTCUT_GRAPH))
            anew = True
        store.bulk_extend(all_short(store) if anew else short_of(store, filled))

    def _note(self, store: Store) -> None:
        """Write down what lies there now."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        noted = {iri: kept for iri, kept in self._kept.items() if iri not in self._gone}
        for iri, path in our_files().items():
            if iri not in noted or path is None:
                name, hashed = (path.name, sha256(path)) if path else ("", "")
                number = count(store, iri)
                noted[iri] = GraphInfo(short(iri), iri, number, name, hashed, now, iri, ours=True)
        for graph, path, filled in self._files:
            hashed = sha256(path)
            self._check_same(path)
            for iri in sorted(filled):
                number = count(store, iri)
                self._new[iri] = GraphInfo(short(iri), iri, number, path.name, hashed, now, graph)
        graphs = sorted(
            {**noted, **self._new}.values(), key=lambda each: (not each.ours, each.name)
        )
        self.record = Record(tuple(graphs), VERSION, data_hash(), __version__)
        self.record.write(self.path / GRAPHS)

    @property
    def added(self) -> tuple[GraphInfo, ...]:
        """What was put in, once it is made."""
        return tuple(self._new.values())


def changed(directory: Path, plan: Callable[[Draft], None], progress: Progress) -> Draft:
    """Make the next state of a store as planned, and put it in force.

    Raises:
        StoreFault: another process writes, there is no room, or something is damaged.
        What `plan` and the files raise. The state in force is then as it was.
    """
    with told(directory):
        fresh = not directory.exists()
        is_new(directory)
        directory.mkdir(parents=True, exist_ok=True)
        try:
            with writing(directory):
                _sweep(directory)
                draft = _drafted(directory, plan, progress)
                switch(directory, draft.path)
                with suppress(OSError):  # the new state is in force; the next write sweeps
                    _sweep(directory)
                return draft
        except BaseException:
            if fresh and is_new(directory):
                swept(directory)
            raise


def _drafted(directory: Path, plan: Callable[[Draft], None], progress: Progress) -> Draft:
    """The next state, safe on the disk, and not yet in force."""
    before = None if is_new(directory) else current(directory)
    path = following(directory)
    try:
        draft = Draft(path, before, progress)
        plan(draft)
        draft.make()
        settle(path)
        return draft
    except BaseException as error:
        clear_frames(error.__traceback__)  # which hold the engine, and it the room on the disk
        swept(path)
        raise


def _sweep(directory: Path) -> None:
    """Delete what was left behind, and states that nobody reads any more."""
    for path in generations(directory):
        if not in_use(path):
            swept(path)
