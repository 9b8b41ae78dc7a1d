"""The tables of coverage of a report: each number leads to the list that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from aitalent_kg.compare.answer import Comparison, Pair
from aitalent_kg.compare.coverage import Coverage, Share
from aitalent_kg.compare.words import BAR_COLOURS, GROUPS

__all__ = ["linked", "lists_of", "shares"]

#: Columns of numbers, and the list that each counts.
_NUMBERS = ("items", "lenient", *GROUPS)


def lists_of(share: Share) -> dict[str, tuple[str, ...]]:
    """The items of a group by their strongest counterpart, from the strongest."""
    found = (share.strict, share.broader_narrower, share.related_only, share.without)
    return dict(zip(GROUPS, found, strict=True))


def linked(number: object, target: str) -> str:
    """A number that leads to what it counts; nothing is counted by 0."""
    text = escape(str(number))
    return text if text in ("0", "0%") else f'<a href="#{escape(target)}">{text}</a>'


def shares(found: Comparison, words: Mapping[str, str], numbers: Mapping[Pair, str]) -> str:
    """A table for each way.

    Args:
        numbers: pair -> its number in the table of pairs, whose row is `p` and the number.
    """
    return "".join(
        "".join(_Way(found, way, words, numbers).lines()) for way in found.coverage.values()
    )


class _Way:
    def __init__(
        self,
        found: Comparison,
        way: Coverage,
        words: Mapping[str, str],
        numbers: Mapping[Pair, str],
    ) -> None:
        self.found, self.way, self.words = found, way, words
        self.items = dict(self._items(numbers))

    def lines(self) -> Iterator[str]:
        """The title and the table, piece by piece."""
        words, found, way = self.words, self.found, self.way
        sides = {"of": getattr(found, way.of).label, "by": getattr(found, way.by).label}
        yield f"<h3>{escape(words['way'].format(**sides))}</h3>"
        heads = "".join(f'<th class="n">{words[name]}</th>' for name in _NUMBERS)
        yield (
            '<div class="wide"><table class="shares rows"><thead><tr>'
            f"<th>{words['group']}</th>{heads}<th>{words['share']}</th><th>{words['which']}</th>"
            "</tr></thead>\n<tbody>"
        )
        yield self._row(way.all, words["all"], "all")
        for name, groups in (("by_category", way.by_category), ("by_kind", way.by_kind)):
            if len(groups) > 1:
                yield f'<tr><th colspan="9" class="pale">{words[name]}</th></tr>\n'
                for n, share in enumerate(groups):
                    yield self._row(share, found.names[share.group], f"{name}-{n}")
        yield "</tbody></table></div>\n"

    def _row(self, share: Share, label: str, key: str) -> str:
        anchor, lists = f"{self.way.of}-{key}", lists_of(share)
        counted = {"items": share.items, "lenient": share.lenient, **lists}
        cells = "".join(
            f'<td class="n" data-label="{self.words[name]}">'
            f"{linked(len(items), anchor if name == 'items' else f'{anchor}-{name}')}</td>"
            for name, items in counted.items()
        )
        return (
            f"<tr><th>{escape(label)}</th>{cells}"
            f'<td data-label="{self.words["share"]}">{_bar(share, anchor)}</td>'
            f'<td class="lists" id="{anchor}">{self._lists(lists, anchor)}</td></tr>\n'
        )

    def _lists(self, lists: Mapping[str, tuple[str, ...]], anchor: str) -> str:
        stop, colon = self.words["stop"], self.words["colon"]
        told = {
            name: f'<p id="{anchor}-{name}"><i class="{name}"></i>{self.words[name]}{colon}'
            f"{stop.join(self.items[item] for item in items)}</p>"
            for name, items in lists.items()
            if items
        }
        last = told.pop("without", "")
        return f'<div id="{anchor}-lenient">{"".join(told.values())}</div>{last}'

    def _items(self, numbers: Mapping[Pair, str]) -> Iterator[tuple[str, str]]:
        """Each item with the numbers of its pairs, or as a link to where it is said to have none."""
        way, found = self.way, self.found
        alone = found.only_left if way.of == "left" else found.only_right
        for number, entry in enumerate(alone, 1):
            yield entry.iri, f'<a href="#{way.of}-alone-{number}">{escape(entry.label)}</a>'
        for same in found.same:
            yield same.iri, f"{escape(same.label)} <small>=</small>"
        pairs: dict[str, list[str]] = {}
        labels = {}
        for pair in found.pairs:
            end = getattr(pair, way.of)
            labels[end.iri] = end.label
            pairs.setdefault(end.iri, []).append(linked(numbers[pair], f"p{numbers[pair]}"))
        for iri, mine in pairs.items():
            yield iri, f"{escape(labels[iri])} <small>{' '.join(mine)}</small>"


def _bar(share: Share, anchor: str) -> str:
    """Three colours and the two shares, which lead to their lists."""
    parts: Iterable[tuple[str, tuple[str, ...]]] = lists_of(share).items()
    widths = "".join(
        f'<i class="{name}" style="width:{100 * len(items) / max(len(share.items), 1):.1f}%"></i>'
        for name, items in parts
        if name in BAR_COLOURS
    )
    strict = linked(f"{share.strict_share:.0%}", f"{anchor}-strict")
    lenient = linked(f"{share.lenient_share:.0%}", f"{anchor}-lenient")
    return f'<span class="bar">{widths}</span> {strict} / {lenient}'
