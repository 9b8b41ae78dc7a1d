"""Where the files of a store lie, and which of its states is in force.

`CURRENT` names a generation; `generations/N/` holds the engine's files in `data`, what they are
in `graphs.json`, and `readers`, which readers lock. Nothing is changed in a generation once
`CURRENT` has named it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from aitalent_kg.vault.faults import StoreFault

__all__ = ["DATA", "GRAPHS", "READERS", "current", "following", "generations", "in_force", "is_new"]
__all__ += ["place", "settle", "swept", "switch"]

DATA, GRAPHS, READERS = "data", "graphs.json", "readers"
_CURRENT, _GENERATIONS, _LOCK = "CURRENT", "generations", "lock"
_GONE = ".gone"
#: What this package calls a generation; nothing else is ever deleted.
_NAME = re.compile(r"[0-9]+(\.gone)?")
#: Made by this process; the engine locks a place by its name, also where it was deleted since.
_MADE: set[Path] = set()


def place(directory: Path) -> Path:
    """The file that a writer locks."""
    return directory / _LOCK


def is_new(directory: Path) -> bool:
    """Whether no store was ever finished there, and one may be made.

    Raises:
        StoreFault: it is a file, or a folder with other things in it, or inside a store.
    """
    for around in directory.resolve().parents:
        if (around / _CURRENT).is_file() and (around / _GENERATIONS).is_dir():
            raise StoreFault(directory, f"lies inside the store {around}; give another folder")
    if not directory.exists():
        return True
    if not directory.is_dir():
        raise StoreFault(directory, "is a file; give the folder of a store, or a new one")
    names = {path.name for path in directory.iterdir()}
    if _CURRENT in names:
        return False
    if names - {_GENERATIONS, _LOCK, f"{_CURRENT}.new"}:
        raise StoreFault(directory, "has other things in it and is no store; give another folder")
    return True


def in_force(directory: Path) -> int:
    """The number of the generation in force.

    Raises:
        StoreFault: there is no store, or what names the generation is damaged.
    """
    if is_new(directory):
        hint = "make one with `aitalent-kg store add`"
        raise StoreFault(directory, f"holds no store; {hint}")
    try:
        return int((directory / _CURRENT).read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        problem = f"its file {_CURRENT} is damaged; it names a folder of {_GENERATIONS}/"
        raise StoreFault(directory, problem) from error


def current(directory: Path) -> Path:
    """The folder of the generation in force; errors as `in_force`."""
    return directory / _GENERATIONS / str(in_force(directory))


def generations(directory: Path) -> Iterator[Path]:
    """All that lies beside the generation in force, whole or not."""
    folder = directory / _GENERATIONS
    kept = None if is_new(directory) else current(directory)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path != kept and _NAME.fullmatch(path.name):
            yield path


def following(directory: Path) -> Path:
    """An empty folder for the generation after all that lie there."""
    folder = directory / _GENERATIONS
    folder.mkdir(exist_ok=True)
    numbers = (path.name.removesuffix(_GONE) for path in folder.iterdir())
    number = max((int(name) for name in numbers if name.isdigit()), default=0) + 1
    while (made := folder / str(number)) in _MADE:
        number += 1
    _MADE.add(made)
    made.mkdir()
    (made / READERS).touch()
    return made


def switch(directory: Path, generation: Path) -> None:
    """Put a generation in force, in one step."""
    new = directory / f"{_CURRENT}.new"
    with new.open("w", encoding="ascii") as stream:
        stream.write(f"{generation.name}\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, directory / _CURRENT)
    with suppress(OSError):  # the new state is in force, whatever comes now
        _synced(directory)


def settle(generation: Path) -> None:
    """See that all of a generation is on the disk, and would outlive a loss of power."""
    for folder, _, names in os.walk(generation, topdown=False):
        for name in names:
            _synced(Path(folder) / name)
        _synced(Path(folder))
    _synced(generation.parent)


def swept(path: Path) -> None:
    """Delete a generation; one that is in use, where a system forbids that, stays whole."""
    gone = path if path.name.endswith(_GONE) else path.with_name(path.name + _GONE)
    with suppress(OSError):
        if gone != path:
            os.replace(path, gone)
        shutil.rmtree(gone)


def _synced(path: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, a file only for writing
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
