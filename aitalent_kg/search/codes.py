"""Codes as people type them: `K01`, `t1.3`, `AI900`, `SMS2512 T1.3`, a path or a whole IRI.

In: the things of the index, then what was typed. Out: things with a step for the score, and the
words that are left to look for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from aitalent_kg.names import DOCUMENTS
from aitalent_kg.search.reading import Thing
from aitalent_kg.search.words import plain

__all__ = ["PATH_END", "Codes", "Found", "code_key", "read_codes"]

#: What a code adds to the score: a printed code or whole path; the end of a path; the beginning of
#: a code; one changed character; a code among other words; the document among other words.
PATH_END = 1.6
_STEPS = {"equal": 4.0, "end": PATH_END, "begins": 1.5, "near": 1.0, "word": 2.0, "document": 0.5}
_CODE = re.compile(r"[a-z]{1,4}\d[\w.]*|\d+\.\d+", re.IGNORECASE)

#: Thing -> (step, code as printed).
Found = dict[int, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of all things."""

    table: dict[str, Found]  #: `code_key` of a code -> its things
    stems: dict[int, str]  #: thing -> its first document

    def find(self, typed: str, kept: Collection[int]) -> tuple[Found, str]:
        """Things whose code was typed, and what was typed without the words that are codes."""
        key = code_key(typed)
        found = {at: hit for at, hit in self.table.get(key, {}).items() if at in kept}
        if any(step >= _STEPS["equal"] for step, _ in found.values()):
            return found, typed
        words = re.split(r"[\s/,，、#]+", typed)
        codes = [w for w in words if _CODE.fullmatch(w) and code_key(w) in self.table]
        stems = [w for w in words if _documents_of(w)]
        if len(words) > 1 and (codes or stems):
            rest = " ".join(word for word in words if word not in (*codes, *stems))
            return found | self._among(codes, stems, kept), rest or typed
        if len(key) > 2 and any(map(str.isdigit, key)):
            found = self._beginning(key, kept) or self._near(key, kept) | found
        return found, typed

    def _beginning(self, key: str, kept: Collection[int]) -> Found:
        """Things whose code begins so; the shorter the rest, the better."""
        return {
            at: (_STEPS["begins"] + len(key) / len(code), shown)
            for code, things in self.table.items()
            if code.startswith(key)
            for at, (_, shown) in things.items()
            if at in kept
        }

    def _near(self, key: str, kept: Collection[int]) -> Found:
        """Things whose code is typed with one wrong character."""
        if not 5 <= len(key) <= 20:
            return {}
        near = process.extract(key, self.table.keys(), scorer=OSA.distance, score_cutoff=1)
        things = {at: shown for code, *_ in near for at, (_, shown) in self.table[code].items()}
        return {at: (_STEPS["near"], shown) for at, shown in things.items() if at in kept}

    def _among(self, codes: list[str], stems: list[str], kept: Collection[int]) -> Found:
        """Things with one of these codes, or in one of these documents; both count most."""
        wanted = {stem for word in stems for stem in _documents_of(word)}
        found: Found = {}
        for word in codes:
            for at, (step, shown) in self.table[code_key(word)].items():
                if step >= _STEPS["equal"]:
                    found[at] = _STEPS["word"], shown
        for at, stem in self.stems.items() if wanted else ():
            if stem in wanted:
                step, shown = found.get(at, (0.0, ""))
                found[at] = step * 2 + _STEPS["document"], shown
        return {at: hit for at, hit in found.items() if at in kept}


def read_codes(things: list[Thing]) -> Codes:
    """The codes of these things: as printed, their paths, and the ends of their paths."""
    table: dict[str, Found] = defaultdict(dict)
    for at, thing in enumerate(things):
        rest = thing.code.partition("/")[2]
        for code in (rest, rest.rpartition("/")[2]):
            if not code.isdigit():
                table[code_key(code)].setdefault(at, (_STEPS["end"], code))
        for code in (*thing.codes, thing.code):
            table[code_key(code)][at] = _STEPS["equal"], code
    table.pop("", None)
    return Codes(
        dict(table), {at: thing.documents[0] for at, thing in enumerate(things) if thing.documents}
    )


def code_key(code: str) -> str:
    """A code for comparison: case, width, blanks, hyphens and leading zeros do not matter.

    >>> code_key("K 01") == code_key("k1")
    True
    """
    folded = code.casefold() if code.isascii() else plain(code)
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\s_-]+", "", folded))


def _documents_of(word: str) -> list[str]:
    """Documents that a word names: by the stem, or by the stem's first part if that is a code."""
    key = code_key(word)
    return [stem for stem in DOCUMENTS if key in _names_of(stem)]


@cache
def _names_of(stem: str) -> set[str]:
    first = stem.partition("-")[0]
    return {code_key(stem), code_key(first)} if any(map(str.isdigit, first)) else {code_key(stem)}
