"""Rank the pairs of two lists of items by how likely a mapping is.

In: profiles, or plain names. Out: `Suggestion` values, the best first. Pure: no graph; needs scipy
(extra `compare`). Of many items only pairs with like names are looked at, so that memory stays
bounded; of few, all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.exports import optional
from aitalent_kg.suggest.features import Corpus, Embed, Features, embedded
from aitalent_kg.suggest.nearest import nearest
from aitalent_kg.suggest.profile import Profile, profiles_of_texts
from aitalent_kg.suggest.score import DEFAULT, Model, after_rivals, kept, predicate_of, scores
from aitalent_kg.suggest.suggestion import Suggestion

__all__ = ["checked", "suggest_profiles", "suggest_texts"]

#: Pairs up to which every pair is measured.
_ALL = 250_000
#: Right items whose names are most like that of a left one, beyond that.
_NEAREST = 20


def suggest_texts(
    left: Mapping[str, str],
    right: Mapping[str, str],
    *,
    limit: int = 5,
    threshold: float | None = None,
    embed: Embed | None = None,
) -> list[Suggestion]:
    """Rank the pairs of two lists of names; see `suggest_profiles`.

    Args:
        left, right: any key -> name, in Chinese or English.

    >>> found = suggest_texts({"a": "資料視覺化能力"}, {"b": "數據可視化", "c": "風險管理"})
    >>> [(s.right, s.predicate) for s in found]
    [('b', 'skos:closeMatch')]
    """
    return suggest_profiles(
        profiles_of_texts(left),
        profiles_of_texts(right),
        limit=limit,
        threshold=threshold,
        embed=embed,
    )


def suggest_profiles(
    left: Sequence[Profile],
    right: Sequence[Profile],
    *,
    limit: int = 5,
    threshold: float | None = None,
    others: Sequence[Profile] = (),
    embed: Embed | None = None,
    refused: Collection[tuple[str, str]] = (),
    model: Model = DEFAULT,
) -> list[Suggestion]:
    """Candidate mappings, the best first; equal scores by left, then right.

    Args:
        left, right: the items of both sides; a pair of one item with itself is none.
        limit: candidates for each left item, at most.
        threshold: the least score; left out, that chosen on the development part.
        others: further items among which rarity of words is counted.
        embed: texts -> vectors, of a model of the caller's.
        refused: pairs that are not wanted.
        model: weights and limits.
    Raises:
        BadValue: a side is empty, `limit` below 1, `threshold` outside 0.0 to 1.0.
    """
    least = checked(left, right, limit, model.threshold if threshold is None else threshold)
    profiles = [*left, *right]
    rows, columns = _pairs(left, right, refused)
    table = Corpus(profiles, others).measure(rows, columns)
    found = scores(table, _kept(profiles, rows, columns, model), model)
    if embed is not None:
        table[:, -1] = embedded(embed, profiles, rows, columns)
        found = (1 - model.embedded) * found + model.embedded * table[:, -1]
    found = after_rivals(found, rows, columns, model)
    return [
        _suggestion(profiles[rows[at]], profiles[columns[at]], found[at], table[at], model)
        for at in _best(rows, columns, found, limit, least)
    ]


def checked(left: Sequence[object], right: Sequence[object], limit: int, threshold: float) -> float:
    """The threshold.

    Raises:
        BadValue: as `suggest_profiles` says.
    """
    for name, side in (("left", left), ("right", right)):
        if not side:
            raise BadValue(name, "has no items; give a side that has some")
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise BadValue(limit, "limit takes a whole number from 1")
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        raise BadValue(threshold, "threshold takes a number from 0.0 to 1.0")
    if not 0 <= threshold <= 1:
        raise BadValue(threshold, "threshold takes a number from 0.0 to 1.0")
    return float(threshold)


def _pairs(
    left: Sequence[Profile], right: Sequence[Profile], refused: Collection[tuple[str, str]]
) -> tuple[Any, Any]:
    """Places of the pairs to measure in both lists put one behind the other."""
    numpy = optional("numpy")
    if len(left) * len(right) <= _ALL:
        rows = numpy.repeat(numpy.arange(len(left)), len(right))
        columns = numpy.tile(numpy.arange(len(right)), len(left))
    else:
        found = nearest([p.label for p in left], [p.label for p in right], _NEAREST)
        rows, columns = found.rows, found.columns
    pairs = ((left[a].iri, right[b].iri) for a, b in zip(rows, columns, strict=True))
    wanted = numpy.array([a != b and (a, b) not in refused for a, b in pairs], bool)
    return rows[wanted], columns[wanted] + len(left)


def _kept(profiles: Sequence[Profile], rows: Any, columns: Any, model: Model) -> Any:
    families = [profile.family for profile in profiles]
    pairs = zip(rows, columns, strict=True)
    return optional("numpy").array([kept(families[a], families[b], model) for a, b in pairs])


def _best(rows: Any, columns: Any, found: Any, limit: int, least: float) -> list[int]:
    """Places of the best pairs of each row, all in the order of their scores."""
    numpy = optional("numpy")
    order = numpy.lexsort((columns, rows, -found))
    taken: dict[int, int] = {}
    best = []
    for at in order[found[order] >= least].tolist():
        row = int(rows[at])
        if taken.get(row, 0) < limit:
            taken[row] = taken.get(row, 0) + 1
            best.append(at)
    return best


def _suggestion(
    left: Profile, right: Profile, score: float, measures: Any, model: Model
) -> Suggestion:
    features = Features(*(round(float(value), 4) for value in measures))
    predicate = predicate_of(left, right, features, model)
    return Suggestion(left.iri, right.iri, round(float(score), 4), predicate, features, left, right)
