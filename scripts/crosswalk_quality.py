"""Write docs/crosswalk-quality.md: how well `suggest` finds the curated mappings; `--check` compares."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from crosswalk_quality_words import ALONE, NEGATIVES, TEXT, VERDICT
from generated import written_or_compared

import aitalent_kg as atk
from aitalent_kg.lookup import Quads
from aitalent_kg.mappings.record import PREDICATES
from aitalent_kg.names import ID
from aitalent_kg.suggest.judged import Crosswalk, Pairs, crosswalk_of, document, read_pairs
from aitalent_kg.suggest.quality import RESAMPLES, TOP, Interval, best_threshold, difference
from aitalent_kg.suggest.quality import interval as interval_of
from aitalent_kg.suggest.quality import share as share_of
from aitalent_kg.suggest.score import DEFAULT
from aitalent_kg.suggest.split import PARTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "crosswalk-quality.md"
NAMES = {
    "civil-service-framework": "civil",
    "industry-guide-115v3.0": "guide",
    "industry-guide-deck": "deck",
    "SMS2512-002v1": "SMS2512",
    "SET2529-001v2": "SET2529",
}
#: What is left out, to see what it brings.
WITHOUT = {
    "without the topics of the table": ("topics",),
    "without definitions, scenarios, parts and tasks": ("about", "usage"),
    "without our English": ("english",),
    "Chinese names alone, no topics": ("english", "about", "topics", "usage"),
}
Measured = Mapping[str, Any]  #: measure -> its values, one a resample
_SHORT = [name.removeprefix("skos:").removesuffix("Match") for name in PREDICATES]


def page(store: Quads) -> str:
    """The whole page."""
    crosswalk = crosswalk_of(store)
    development, every = (read_pairs(store, part, crosswalk) for part in PARTS)
    known, strict = development.only(development.covered), every.only(every.covered)
    tuned = known.ranking(known.score).measures(DEFAULT.threshold)
    items = every.ranking(every.score).items
    rank = f"recall at {TOP}"
    return TEXT.format(
        undecided=len(crosswalk.undecided),
        resamples=f"{RESAMPLES:,}",
        counts=_counts({"development": development, "held-out": every}),
        strict_total=len(strict.gold),
        strict=_compared(strict, best_threshold(known.baseline, known.mapped)),
        dev_f1=interval_of(tuned["F1"]),
        dev_ap=interval_of(tuned["average precision"]),
        verdict=_verdict(strict),
        total=len(every.gold),
        every=_compared(every, best_threshold(development.baseline, development.mapped)),
        all_verdict=_verdict(every),
        r5=_percent(strict.ranking(strict.score).measures(0.0)[rank]),
        base_r5=_percent(_at_its_best(strict)[rank]),
        documents=_documents(every),
        predicates=_predicates(every),
        accuracy=share_of(_right_predicate(every), every.mapped, items),
        always=share_of(_is(every.gold, PREDICATES[-1]), every.mapped, items),
        negatives=_negatives(every),
        alone=_alone(crosswalk, every),
        ablation=_ablation(store, crosswalk, strict),
    )


def _verdict(pairs: Pairs) -> str:
    """Which gains over the baseline are certain: those with an interval that leaves out 0."""
    gains = {n: gain for n, gain in _gains(pairs).items() if n not in ("precision", "recall")}
    better = [name for name, gain in gains.items() if gain.low > 0]
    worse = [name for name, gain in gains.items() if gain.high < 0]
    others = [name for name in gains if name not in (*better, *worse)]
    return VERDICT.format(*(", ".join(names) or "none" for names in (better, worse, others)))


def _percent(values: Any) -> str:
    return f"{interval_of(values).value:.0%}"


def _at_its_best(pairs: Pairs) -> Measured:
    """Measures of the baseline at the threshold that is best for it here."""
    best = best_threshold(pairs.baseline, pairs.mapped)
    return pairs.ranking(pairs.baseline).measures(best)


def _gains(pairs: Pairs) -> dict[str, Interval]:
    """How much higher each measure of the suggester is than of the baseline at its best."""
    ours, theirs = pairs.ranking(pairs.score).measures(DEFAULT.threshold), _at_its_best(pairs)
    return {name: difference(values, theirs[name]) for name, values in ours.items()}


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _signed(found: Interval) -> str:
    return f"{found.value:+.2f} ({found.low:+.2f} to {found.high:+.2f})"


def _is(values: Sequence[str], wanted: str) -> np.ndarray:
    return np.array([value == wanted for value in values])


def _right_predicate(pairs: Pairs) -> np.ndarray:
    return np.array([a == b for a, b in zip(pairs.gold, pairs.predicted, strict=True)])


def _taken(pairs: Pairs) -> np.ndarray:
    return np.asarray(pairs.score >= DEFAULT.threshold)


def _counts(parts: Mapping[str, Pairs]) -> str:
    """Pairs and mappings of each part."""
    rows = []
    for name, whole in parts.items():
        for kinds, pairs in (("covered", whole.only(whole.covered)), ("all", whole)):
            gold = Counter(pairs.gold)
            numbers = [gold[predicate] for predicate in PREDICATES]
            rejected = sum(map(bool, pairs.denied))
            total = int(pairs.mapped.sum())
            rows.append([name, kinds, len(pairs.gold), total, *numbers, rejected])
    return _table(["part", "kinds", "pairs", "accepted", *_SHORT, "rejected"], rows)


def _compared(pairs: Pairs, fair: float) -> str:
    """Each measure of the suggester and of the baseline, whose threshold `fair` was chosen alike."""
    ours, best = pairs.ranking(pairs.score).measures(DEFAULT.threshold), _at_its_best(pairs)
    alike, gains = pairs.ranking(pairs.baseline).measures(fair), _gains(pairs)
    limits = (DEFAULT.threshold, fair, best_threshold(pairs.baseline, pairs.mapped))
    rows: list[list[object]] = [["threshold", *(f"{limit:.2f}" for limit in limits), ""]]
    for name, values in ours.items():
        cells = [interval_of(found) for found in (values, alike[name], best[name])]
        rows.append([name, *cells, _signed(gains[name])])
    own = pairs.ranking(pairs.score).measures(best_threshold(pairs.score, pairs.mapped))["F1"]
    gain = _signed(difference(own, best["F1"]))
    rows.append(["F1, both at their best", interval_of(own), "", interval_of(best["F1"]), gain])
    return _table(["measure", "suggester", "baseline, threshold chosen alike", "baseline at its best",
                   "gain over its best"], rows)  # fmt: skip


def _documents(pairs: Pairs) -> str:
    """The measures of each pair of documents."""
    names = ("precision", "recall", "F1", "average precision")
    ends = [
        (document(a.iri), document(b.iri)) for a, b in zip(pairs.left, pairs.right, strict=True)
    ]
    rows = []
    for pair in dict.fromkeys(ends):
        some = pairs.only(np.array([end == pair for end in ends]))
        ours, theirs = some.ranking(some.score).measures(DEFAULT.threshold), _at_its_best(some)
        cells = [interval_of(ours[name]) for name in names]
        base = [interval_of(theirs[name]) for name in names[2:]]
        title = " – ".join(NAMES[stem] for stem in pair)
        rows.append([title, int(some.mapped.sum()), *cells, *base])
    return _table(
        ["documents", "accepted", *names, "baseline F1", "baseline average precision"], rows
    )


def _predicates(pairs: Pairs) -> str:
    """Recall of each predicate, and what is predicted for it."""
    items = pairs.ranking(pairs.score).items
    rows = []
    for predicate, short in zip(PREDICATES, _SHORT, strict=True):
        gold = _is(pairs.gold, predicate)
        found = Counter(p for p, wanted in zip(pairs.predicted, gold, strict=True) if wanted)
        recall = share_of(_taken(pairs), gold, items) if gold.any() else "–"
        rows.append([short, int(gold.sum()), recall, *(found[name] for name in PREDICATES)])
    return _table(["accepted as", "number", "suggested", *(f"as {s}" for s in _SHORT)], rows)


def _negatives(pairs: Pairs) -> str:
    """Rejected pairs, by what is denied of them, and how many are suggested all the same."""
    rows = []
    for predicate, short in zip(PREDICATES, _SHORT, strict=True):
        denied = _is(pairs.denied, predicate)
        if not denied.any():
            continue
        stronger = np.array(
            [PREDICATES.index(p) <= PREDICATES.index(predicate) for p in pairs.predicted]
        )
        taken = denied & _taken(pairs)
        rows.append([short, int(denied.sum()), int(taken.sum()), int((taken & stronger).sum())])
    head = ["at most denied", "rejected pairs", "suggested", "with this or a stronger predicate"]
    return _table(head, rows) + "\n\n" + NEGATIVES


def _alone(crosswalk: Crosswalk, pairs: Pairs) -> str:
    """Items without counterpart in a document, and for how many something is suggested."""
    suggested = set()
    every = set()
    for left, right, taken in zip(pairs.left, pairs.right, _taken(pairs), strict=True):
        for one, other in ((left, right), (right, left)):
            key = (one.iri, ID + document(other.iri))
            every.add(key)
            if taken:
                suggested.add(key)
    known = crosswalk.alone & every
    return ALONE.format(number=len(known), some=len(known & suggested))


def _ablation(store: Quads, crosswalk: Crosswalk, whole: Pairs) -> str:
    """Best F1 and average precision without one kind of evidence."""
    rows = []
    for name, measures in {"all": (), **WITHOUT}.items():
        pairs = whole
        if measures:
            pairs = read_pairs(store, "held-out", crosswalk, measures)
            pairs = pairs.only(pairs.covered)
        limit = best_threshold(pairs.score, pairs.mapped)
        found = pairs.ranking(pairs.score).measures(limit)
        rows.append([name, interval_of(found["F1"]), interval_of(found["average precision"])])
    best = _at_its_best(whole)
    rows.append(["baseline", interval_of(best["F1"]), interval_of(best["average precision"])])
    return _table(["evidence", "F1 at its best threshold", "average precision"], rows)


def main() -> int:
    """Write, or compare."""
    stale = f"{PAGE.name} is not what code and mappings give; run scripts/crosswalk_quality.py"
    return written_or_compared(PAGE, page(atk.load().statements), stale)


if __name__ == "__main__":
    sys.exit(main())
