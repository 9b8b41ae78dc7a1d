"""From measures to one score, and from a pair to the predicate that may hold.

In: rows of measures, profiles. Out: scores between 0 and 1, a predicate. Pure.

Each measure is a witness: with the weight w it is believed to the degree w * value ** bend. The
score is the chance that at least one witness is right, 1 - Π(1 - belief); pairs of two families
(knowledge, attitude, ability) keep a share of it, and so do pairs whose items have better
counterparts. Weights and limits were chosen on the development part of the crosswalk alone;
docs/crosswalk-quality.md says how well they do on the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aitalent_kg.exports import optional
from aitalent_kg.suggest.features import MEASURES, Features
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.terms import same_words

__all__ = ["DEFAULT", "Model", "after_rivals", "kept", "predicate_of", "scores"]

EXACT, CLOSE, BROAD, NARROW, RELATED = (
    f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")
)


@dataclass(frozen=True, slots=True)
class Model:
    """What was chosen on the development part."""

    weights: Mapping[str, float] = field(
        default_factory=lambda: {
            "name": 0.9,
            "english": 0.3,
            "about": 0.4,
            "topics": 0.4,
            "usage": 0.5,
        }
    )
    bend: float = 1.4  #: above 1, small likenesses count less than in proportion
    other_family: float = 0.85  #: share of the score between knowledge and ability
    other_attitude: float = 0.5  #: share of the score between an attitude and anything else
    rivalry: float = 1.5  #: how much a pair loses when its items have better counterparts
    embedded: float = 0.5  #: weight of the caller's vectors in the mean with the rest
    threshold: float = 0.12  #: least score of a suggestion
    close: float = 0.5  #: least likeness of the names of a closeMatch
    within: float = 0.9  #: least share of a name inside a longer one of a broad or narrow match


DEFAULT = Model()


def scores(table: Any, families: Any, model: Model = DEFAULT) -> Any:
    """The score of each row of `measure`.

    Args:
        table: rows of `MEASURES`.
        families: the share that each pair keeps, from `kept`.
    """
    numpy = optional("numpy")
    weights = numpy.array([model.weights.get(name, 0.0) for name in MEASURES])
    return families * (1.0 - numpy.prod(1.0 - weights * table**model.bend, axis=1))


def kept(left: str, right: str, model: Model = DEFAULT) -> float:
    """The share of its score that a pair of these families keeps."""
    if left == right or not (left and right):
        return 1.0
    return model.other_attitude if "attitude" in (left, right) else model.other_family


def after_rivals(found: Any, lefts: Any, rights: Any, model: Model = DEFAULT) -> Any:
    """Scores, lower where an item has a better counterpart: 資料 is in many names.

    Args:
        found: scores.
        lefts, rights: numbers from 0 of the left and the right item of each pair.

    A score is multiplied by the mean of its shares of the best score of either item, to the power
    of `rivalry`; a pair that is the best of both keeps it.
    """
    numpy = optional("numpy")
    shares = []
    for items in (lefts, rights):
        best = numpy.zeros(int(items.max(initial=-1)) + 1)
        numpy.maximum.at(best, items, found)
        own = best[items]
        shares.append(numpy.divide(found, own, out=numpy.zeros_like(found), where=own > 0))
    return found * ((shares[0] + shares[1]) / 2) ** model.rivalry


def predicate_of(left: Profile, right: Profile, features: Features, model: Model = DEFAULT) -> str:
    """The mapping `left predicate right` that texts and kinds allow.

    Knowledge and an ability, an attitude and anything else are related at most. Exact needs the
    same kind, name and definition; of attitudes the text does not tell which is broader.
    broadMatch says that the right item is the broader one: its name stands in the left one, which
    says more.
    """
    if "" not in (left.family, right.family) and left.family != right.family:
        return RELATED
    same = _same(left, right)
    if same and left.kind == right.kind and _same_texts(left, right):
        return EXACT
    if same or features.name >= model.close or left.family == right.family == "attitude":
        return CLOSE
    if features.in_left >= model.within > features.in_right:
        return BROAD
    if features.in_right >= model.within > features.in_left:
        return NARROW
    return RELATED


def _same(left: Profile, right: Profile) -> bool:
    """Whether their first names are the same: the Chinese ones, or else the English ones."""
    if left.names and right.names:
        return same_words(left.names[0], right.names[0])
    return bool(left.english and right.english) and same_words(left.english[0], right.english[0])


def _same_texts(left: Profile, right: Profile) -> bool:
    """Whether what is said about them is the same, where something is said about both."""
    mine, theirs = left.about or left.about_english, right.about or right.about_english
    return not (mine and theirs) or same_words("".join(mine), "".join(theirs))
