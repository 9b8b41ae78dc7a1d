"""`suggest`: candidate mappings between two frameworks, from their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_cells, print_json
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.lookup import Quads
    from aitalent_kg.suggest.profile import Profile
    from aitalent_kg.suggest.suggestion import Suggestion

_HEADS = {
    "zh": {
        "score": "分數", "left": "左側路徑", "left_label": "左側名稱", "predicate": "對應", "right": "右側路徑",
        "right_label": "右側名稱", "reasons": "理由", "known": "既有對應",
        "counts": "{number} 組候選對應，其中 {known} 組已採認；由文字推得，尚待判斷。",
        "none": "沒有達到門檻的候選對應；可用 --threshold 降低門檻。",
        "written": "已寫入 {path}",
    },
    "en": {
        "score": "score", "left": "left", "left_label": "item", "predicate": "mapping", "right": "right",
        "right_label": "counterpart", "reasons": "reasons", "known": "known mapping",
        "counts": "{number} candidate mappings, {known} of them accepted already; from text, to be judged.",
        "none": "No candidate reaches the threshold; lower it with --threshold.",
        "written": "written to {path}",
    },
}  # fmt: skip
_COLUMNS = (
    "score", "left", "left_label", "predicate", "right", "right_label", "known", "reasons",
)  # fmt: skip


@click.command("suggest")
@click.argument("left")
@click.argument("right")
@click.option(
    "--limit", type=int, default=5, show_default=True, help="Candidates for each item of LEFT."
)
@click.option("--threshold", type=float, help="The least score, 0 to 1.")
@click.option("--known", is_flag=True, help="Show pairs that have been rejected too.")
@click.option(
    "--sssom",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.sssom.tsv",
    help="Write the candidates as a mapping set.",
)
@source
@language
@outputs()
def suggest_command(
    left: str,
    right: str,
    limit: int,
    threshold: float | None,
    known: bool,
    sssom: Path | None,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Suggest mappings from the items of LEFT to those of RIGHT, from their texts alone.

    LEFT and RIGHT are documents, roles, standards, ability types and the like, also of a
    framework of yours, given with --with FILE. broadMatch says that the item of RIGHT is broader.
    """
    kg = graph()
    found = kg.suggest(left, right, limit=limit, threshold=threshold, known=known)
    heads = _HEADS[lang]
    if sssom is not None:
        from aitalent_kg.mappings.files import stem_of, write_set
        from aitalent_kg.names import graph_iri
        from aitalent_kg.suggest.sssom import mapping_set

        write_set(mapping_set(kg.statements, found, graph_iri(f"user/{stem_of(sssom)}")), sssom)
        click.echo(heads["written"].format(path=sssom), err=True)
    if format_ == "json":
        print_json([_as_json(one, lang) for one in found], output)
    else:
        _print(kg.statements, found, lang, format_, output)
    number, accepted = len(found), sum(bool(one.known) for one in found)
    words = heads["counts"] if found else heads["none"]
    click.echo(words.format(number=number, known=accepted), err=True)


def _print(
    store: Quads, found: Sequence[Suggestion], lang: str, format_: str, output: Path | None
) -> None:
    """Rows; for a reader without the column of known mappings where there are none."""
    rows = list(_rows(store, found, lang))
    hidden = set() if format_ not in ("table", "markdown") else {"known"}
    columns = [c for c in _COLUMNS if c not in hidden or any(row[c] for row in rows)]
    print_cells(columns, _HEADS[lang], rows, format_, output)


def _rows(store: Quads, found: Sequence[Suggestion], lang: str) -> Iterator[dict[str, object]]:
    from aitalent_kg.lookup import kind_label
    from aitalent_kg.mappings.words import PREDICATE_WORDS
    from aitalent_kg.names import curie

    words = PREDICATE_WORDS[lang]
    names = {side.kind for one in found for side in (one.left_profile, one.right_profile)}
    kinds = {name: kind_label(store, name) for name in names} if lang == "zh" else {}
    for one in found:
        yield {
            "score": f"{one.score:.2f}",
            "left": curie(one.left),
            "left_label": _label(one.left_profile, lang),
            "predicate": words.get(one.predicate, one.predicate),
            "right": curie(one.right),
            "right_label": _label(one.right_profile, lang),
            "known": words.get(one.known, one.known),
            "reasons": ("; " if lang == "en" else "；").join(one.reasons(lang, kinds)),
        }


def _as_json(one: Suggestion, lang: str) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "left": one.left,
        "left_label": _label(one.left_profile, lang),
        "right": one.right,
        "right_label": _label(one.right_profile, lang),
        "score": one.score,
        "predicate": one.predicate,
        "known": one.known,
        "denied": one.denied,
        "reasons": one.reasons(lang),
        "features": asdict(one.features),
    }


def _label(profile: Profile, lang: str) -> str:
    """The first name in this language, else in the other."""
    names = (*profile.english, *profile.names) if lang == "en" else ()
    return (*names, profile.label)[0]
