"""Two wordings of one text, with what went and what came marked.

In: two texts. Out: runs of words. No graph here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

__all__ = ["Run", "marked", "marking", "shown"]

#: A word: letters and figures of a Latin word together, each Chinese character by itself.
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+|\s+|.", re.DOTALL)
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    state: str  #: "same", "removed" or "added"
    text: str


def marking(old: str, new: str) -> tuple[Run, ...]:
    """The old and the new text in one.

    Without the added runs it is the old text, without the removed ones the new. A single character
    that stayed between two changes counts as changed, as nobody reads it by itself.

    >>> [str(run.state) + " " + run.text for run in marking("統計判讀能力", "統計分析能力")]
    ['same 統計', 'removed 判讀', 'added 分析', 'same 能力']
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    runs: list[Run] = []
    for same, gone, come in _changes(before, after):
        for state, words in (("same", same), ("removed", gone), ("added", come)):
            if words:
                runs.append(Run(state, "".join(words)))
    return tuple(runs)


def marked(old: str, new: str) -> str:
    """The marking as text: [-what went-]{+what came+}.

    >>> marked("統計判讀能力", "統計分析能力")
    '統計[-判讀-]{+分析+}能力'
    """
    return shown(marking(old, new))


def shown(runs: Iterable[Run]) -> str:
    """Runs as one text, with marks."""
    return "".join(_MARKS[run.state].format(run.text) for run in runs)


_Change = tuple[list[str], list[str], list[str]]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[_Change]:
    """Words that stay, then words that go and come, and so on."""
    same: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    blocks = list(LCSseq.opcodes(before, after))
    for at, op in enumerate(blocks):
        words = list(before[op.src_start : op.src_end])
        if op.tag == "equal" and 0 < at < len(blocks) - 1 and _short(words):
            gone += words
            come += words
        elif op.tag == "equal":
            if same or gone or come:
                yield same, gone, come
            same, gone, come = words, [], []
        else:
            gone += words
            come += after[op.dest_start : op.dest_end]
    yield same, gone, come


def _short(words: Sequence[str]) -> bool:
    """Whether what stayed is too little to read by itself."""
    return len("".join(words).strip()) < 2
