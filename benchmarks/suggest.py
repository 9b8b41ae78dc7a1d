"""Matching of names: every skill of ESCO 1.1.1 with variants of all of them.

One side has the preferred names of the 13,896 skills, the other one variant of each, made with a
fixed seed: a typing error, another order of words, a plural, a word left out, or American spelling
(a typing error, where the name has nothing to change). `aitalent_kg.suggest.nearest` finds the
names again, and so does `rapidfuzz.process.cdist` on all processors, which compares every pair.

Prints how much longer `cdist` takes, how many variants each finds, and the memory that ours holds.
cdist with `ratio` is fastest, but does not see through another order of words; `token_sort_ratio`
does, and finds most: it is what the aim is measured against. A tie at the top counts as found.
"""

from __future__ import annotations

import csv
import gc
import io
import random
import statistics
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from report import Section, verdict, write_section

from aitalent_kg.suggest.nearest import Nearest, nearest

ESCO = Path(__file__).resolve().parents[2] / "shared/data/esco-1.1.1/classification-en-csv.zip"
SEED = 20251121
RUNS = 9
TOP = 5
AIM = 5.0
SCORERS = (fuzz.token_sort_ratio, fuzz.ratio)
AMERICAN = (
    ("isation", "ization"),
    ("ising ", "izing "),
    ("ise ", "ize "),
    ("our ", "or "),
    ("programme", "program"),
    ("aluminium", "aluminum"),
    ("tre ", "ter "),
)


def skills(path: Path = ESCO) -> list[str]:
    """Preferred English names of the skills."""
    with zipfile.ZipFile(path) as archive:
        name = next(entry for entry in archive.namelist() if "skills_en" in entry)
        with archive.open(name) as raw:
            rows = csv.DictReader(io.TextIOWrapper(raw, "utf-8"))
            return [row["preferredLabel"] for row in rows]


def typing_error(name: str, draw: random.Random) -> str:
    """One letter replaced, left out, put in, or exchanged with the next."""
    at, letter = draw.randrange(len(name)), draw.choice("abcdefghijklmnopqrstuvwxyz")
    before, here, after = name[:at], name[at], name[at + 1 :]
    return draw.choice(
        [before + letter + after, before + after, before + letter + here + after]
        + ([before + after[0] + here + after[1:]] if after else [])
    )


def other_order(name: str, draw: random.Random) -> str:
    """The words shuffled."""
    words = name.split()
    draw.shuffle(words)
    return " ".join(words)


def plural(name: str, draw: random.Random) -> str:
    """An s behind a word, or away from one."""
    words = name.split()
    at = draw.randrange(len(words))
    words[at] = words[at][:-1] if words[at].endswith("s") else words[at] + "s"
    return " ".join(words)


def word_less(name: str, draw: random.Random) -> str:
    """A word left out where there are three or more."""
    words = name.split()
    if len(words) < 3:
        return typing_error(name, draw)
    del words[draw.randrange(len(words))]
    return " ".join(words)


def american(name: str, draw: random.Random) -> str:
    """American spelling."""
    for british, other in AMERICAN:
        if british in f"{name} ":
            return f"{name} ".replace(british, other).strip()
    return typing_error(name, draw)


KINDS: tuple[Callable[[str, random.Random], str], ...] = (
    typing_error,
    other_order,
    plural,
    word_less,
    american,
)


def planted(names: list[str]) -> list[str]:
    """A variant of each name; the kinds take turns."""
    draw = random.Random(SEED)
    return [KINDS[at % len(KINDS)](name, draw) for at, name in enumerate(names)]


def ranks_of_all(matrix: Any) -> Any:
    """How many names are more like a variant than its own name is."""
    own = matrix[np.arange(len(matrix)), np.arange(len(matrix))]
    return np.concatenate(
        [(matrix[at] > own[at, None]).sum(axis=1) for at in np.array_split(np.arange(len(own)), 20)]
    )


def ranks_of(found: Nearest, size: int) -> Any:
    """The same for ours; a name that was not found has the rank `TOP`."""
    ranks = np.full(size, TOP)
    for at in np.flatnonzero(found.rows == found.columns):
        row = found.rows[at]
        better = (found.rows == row) & (found.likeness > found.likeness[at])
        ranks[row] = better.sum()
    return ranks


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a call, and what it gives."""
    gc.collect()
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def ratios(variants: list[str], names: list[str], scorer: Any) -> list[float]:
    """How much longer `cdist` takes, run by run, in turns."""
    found = []
    for _ in range(RUNS):
        ours, _ = timed(lambda: nearest(variants, names, TOP))
        theirs, _ = timed(
            lambda: process.cdist(variants, names, scorer=scorer, workers=-1, dtype=np.uint8)
        )
        found.append(theirs / ours)
    return found


def held(variants: list[str], names: list[str]) -> float:
    """Bytes that ours holds at most, as a share of the smallest matrix of all pairs."""
    tracemalloc.start()
    nearest(variants, names, TOP)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / (len(names) * len(variants))


def speed_row(scorer: Any, variants: list[str], names: list[str], aim: float | None) -> str:
    """A row on time."""
    found = ratios(variants, names, scorer)
    middle = statistics.median(found)
    met = "" if aim is None else verdict(middle >= aim)
    wanted = "" if aim is None else f"at least {aim:g}"
    return (
        f"| time of `cdist` with `{scorer.__name__}` / ours | {middle:.1f} | "
        f"{min(found):.1f} to {max(found):.1f} | {wanted} | {met} |"
    )


def recall_rows(variants: list[str], names: list[str]) -> list[str]:
    """Rows on variants that are found again."""
    ours = ranks_of(nearest(variants, names, TOP), len(names))
    theirs = {}
    for scorer in SCORERS:
        matrix = process.cdist(variants, names, scorer=scorer, workers=-1, dtype=np.float32)
        theirs[scorer.__name__] = ranks_of_all(matrix)
        del matrix
    rows = []
    for top in (1, TOP):
        shares = {name: float((ranks < top).mean()) for name, ranks in theirs.items()}
        best = max(shares, key=lambda name: shares[name])
        own = float((ours < top).mean())
        rows.append(
            f"| variants found at rank {top}: ours, `{best}` | {own:.3f}, {shares[best]:.3f} | | "
            f"no less | {verdict(own >= shares[best])} |"
        )
    return rows


def main() -> None:
    """Run and print."""
    if not ESCO.exists():
        print(f"skipped: {ESCO} is not there")
        return
    names = skills()
    variants = planted(names)
    nearest(variants[:100], names, TOP)
    rows = [
        speed_row(fuzz.token_sort_ratio, variants, names, AIM),
        speed_row(fuzz.ratio, variants, names, None),
        *recall_rows(variants, names),
        f"| memory held / a matrix of one byte a pair | {held(variants, names):.2f} | | | |",
    ]
    head = f"| {len(names):,} x {len(variants):,} names | median | span | aim | |"
    write_section(Section("suggest", head, rows))


if __name__ == "__main__":
    main()
