"""Names of tables, columns, sheets and files: made of names of classes and properties alone.

Each is unique, also where upper and lower case are one, as in SQL and on some disks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from aitalent_kg.names import PREFIXES, curie

__all__ = ["RESERVED", "column_names", "sheet_names", "table_names", "unique"]

#: Tables that are not of a class.
RESERVED = ("about", "columns", "statements", "things")
_LONGEST, _LONGEST_SHEET = 100, 31
#: Bytes of a name; a file of it has an ending, and file systems take 255.
_MOST_BYTES = 200
#: Columns that stand first, by the name of their property.
_FIRST = ("notation", "prefLabel", "title", "label", "altLabel", "definition", "text")
#: What a shell, a disk or Windows would take for something else.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}


def table_names(classes: Mapping[str, str]) -> dict[str, str]:
    """Class -> name of its table, from its name as people know it."""
    taken = {*RESERVED, *_DEVICES}
    return {kind: unique(_word(name), taken) for kind, name in classes.items()}


def column_names(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(property, language) -> name of its column, in the order in which columns stand.

    The name of the property is enough where only one has it, else its prefix stands in front.
    """
    ordered = sorted(keys, key=_place)
    locals_ = Counter(local for local in {p: _parted(p)[1].casefold() for p, _ in ordered}.values())
    taken = {"iri", "code"}
    names = {}
    for key in ordered:
        prefix, local = _parted(key[0])
        if locals_[local.casefold()] > 1 and prefix not in ("ait", ""):
            local = f"{prefix}_{local}"
        name = _word(f"{local}_{key[1]}" if key[1] else local)
        names[key] = unique(name, taken)
    return names


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names as Excel takes them: at most 31 characters, each once."""
    taken = {"history"}  # which Excel keeps for itself
    return [unique(name, taken, _LONGEST_SHEET) for name in names]


def _place(key: tuple[str, str]) -> tuple[int, str, str, str]:
    local = _parted(key[0])[1]
    first = _FIRST.index(local) if local in _FIRST else len(_FIRST)
    return first, local, *key


def _parted(iri: str) -> tuple[str, str]:
    """(prefix, name) of a property; what has none of our prefixes is named by its last part."""
    short = curie(iri)
    prefix, colon, local = short.partition(":")
    if colon and prefix in PREFIXES:
        return prefix, local
    return "", re.split(r"[/#:]", iri.rstrip("/#:"))[-1]


def _word(name: str) -> str:
    word = re.sub(r"\W+", "_", re.split(r"[/#]", name.rstrip("/#"))[-1]).strip("_")
    short = word.encode()[:_MOST_BYTES].decode(errors="ignore")
    # SQLite keeps names that begin so for itself
    return f"class_{short}" if short.casefold().startswith("sqlite_") else short or "unnamed"


def unique(name: str, taken: set[str], longest: int = _LONGEST) -> str:
    """The name, cut and numbered where it must be; it is taken from now on."""
    number, found = 1, name[:longest]
    while found.casefold() in taken:
        number += 1
        tail = f"_{number}"
        found = name[: longest - len(tail)] + tail
    taken.add(found.casefold())
    return found
