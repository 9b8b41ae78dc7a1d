"""Pieces of names as sparse vectors, for very many names at once.

In: names. Out: scipy matrices. A piece is four neighbouring letters of a word, its ends counted as
letters, a letter that stands alone, or two neighbouring Chinese characters. No piece reaches over
a blank, so the order of words does not matter. Pure; needs scipy (extra `compare`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from aitalent_kg.exports import optional
from aitalent_kg.search.words import plain
from aitalent_kg.suggest.terms import has_han

__all__ = ["Pieces", "folded", "pieces"]

_LENGTH = 4
_TABLE = 1 << 24  #: keys below which a table finds their places, in a fifth of a search's time
_LETTERS = "+#"  #: signs that count as letters: C++, C#


class Pieces(NamedTuple):
    """Both sides in one space, with rows of length 1."""

    left: Any
    right: Any
    held: Any  #: how many right names hold each piece


def folded(names: Sequence[str]) -> list[str]:
    """Names in plain form, all at once because that is fast."""
    text = "\n".join(name.replace("\n", " ") for name in names)
    lines = (text.casefold() if text.isascii() else plain(text)).split("\n")
    return lines if len(lines) == len(names) else [plain(name) for name in names]


def pieces(left: Sequence[str], right: Sequence[str]) -> Pieces:
    """Vectors of plain names, pieces weighted by their rarity on the right.

    A left piece that no right name holds is left out.
    """
    numpy = optional("numpy")
    texts = [" " + " \n ".join(names) + " " * _LENGTH for names in (left, right)]
    letters = sorted(c for c in set(texts[0]).union(texts[1]) if c.isalnum() or c in _LETTERS)
    (mine, rows), (theirs, places) = (_keys(text, letters) for text in texts)
    known, columns, found = _numbered(theirs, mine)
    real = found >= 0
    held = numpy.bincount(columns, minlength=len(known))
    rarity = numpy.log((1 + len(right)) / (1 + held)).clip(0.0) + 1
    width = max(len(known), 1)
    return Pieces(
        _rows(rows[real], found[real], rarity, (len(left), width)),
        _rows(places, columns, rarity, (len(right), width)),
        held,
    )


def _numbered(keys: Any, others: Any) -> tuple[Any, Any, Any]:
    """The different keys, and the place among them of each key and each other; -1 for none."""
    numpy = optional("numpy")
    if max(keys.max(initial=0), others.max(initial=0)) < _TABLE:
        seen, table = numpy.zeros(_TABLE, bool), numpy.empty(_TABLE, numpy.int32)
        seen[keys] = True
        known = numpy.flatnonzero(seen)
        table[known] = numpy.arange(len(known))
        return known, table[keys], numpy.where(seen[others], table[others], -1)
    known = _distinct(keys)
    places = [numpy.searchsorted(known, found).clip(max=len(known) - 1) for found in (keys, others)]
    return known, places[0], numpy.where(known[places[1]] == others, places[1], -1)


def _distinct(numbers: Any) -> Any:
    """The different ones, sorted; numpy's `unique` takes ten times as long."""
    numpy = optional("numpy")
    ordered = numpy.sort(numbers, kind="stable")
    return ordered[numpy.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]]


def _keys(text: str, letters: Sequence[str]) -> tuple[Any, Any]:
    """Each piece of each line as a number, once, and its line."""
    numpy = optional("numpy")
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    places, han = _alphabet(letters, text)
    place, chinese = places[codes], han[codes]
    word = numpy.where(chinese, 0, place)
    bits = max(len(letters).bit_length(), 1)
    kinds = [
        (_packed(word, _LENGTH, bits), _between(word, _LENGTH)),
        (_packed(word, 3, bits) << bits, _alone(word)),
        (_packed(place, 2, bits) << 2 * bits, chinese[:-1] & chinese[1:]),
    ]
    line = numpy.cumsum(codes == ord("\n"), dtype=numpy.int64)
    keys = numpy.concatenate([keys[: len(at)][at] for keys, at in kinds])
    lines = numpy.concatenate([line[1:][: len(at)][at[: len(line) - 1]] for _, at in kinds])
    return keys, lines


def _alphabet(letters: Sequence[str], text: str) -> tuple[Any, Any]:
    """Code point -> number of a letter, 0 for anything else; and whether it is Chinese."""
    numpy = optional("numpy")
    size = 1 + max(map(ord, {*letters, *text}))
    short = _LENGTH * len(letters).bit_length() < 32
    places, han = numpy.zeros(size, numpy.int32 if short else numpy.int64), numpy.zeros(size, bool)
    points = [ord(letter) for letter in letters]
    places[points] = numpy.arange(1, len(points) + 1)
    han[[point for point in points if has_han(chr(point))]] = True
    return places, han


def _packed(places: Any, length: int, bits: int) -> Any:
    """Runs of `length` letters, each as one number."""
    end = len(places) - length + 1
    key = places[:end].copy()
    for step in range(1, length):
        key <<= bits
        key += places[step : end + step]
    return key


def _between(word: Any, length: int) -> Any:
    """Whether all but the ends of a run are letters of a word."""
    end = len(word) - length + 1
    inside = word[1 : end + 1] > 0
    for step in range(2, length - 1):
        inside &= word[step : end + step] > 0
    return inside


def _alone(word: Any) -> Any:
    return (word[:-2] == 0) & (word[1:-1] > 0) & (word[2:] == 0)


def _rows(rows: Any, columns: Any, rarity: Any, shape: tuple[int, int]) -> Any:
    """A row of length 1 for each name, each of its pieces once."""
    numpy, sparse = optional("numpy"), optional("scipy.sparse")
    rows, columns = numpy.divmod(_distinct(rows * shape[1] + columns), shape[1])
    ends = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(rows, minlength=shape[0]))])
    weights = rarity[columns] if len(columns) else numpy.zeros(0)
    lengths = numpy.sqrt(numpy.bincount(rows, weights**2, minlength=shape[0]))
    data = (weights / lengths[rows]).astype(numpy.float32)
    whole = numpy.int32
    return sparse.csr_array((data, columns.astype(whole), ends.astype(whole)), shape=shape)
