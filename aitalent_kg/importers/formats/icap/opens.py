"""Decide whether a code opens an entry, or is a word of a sentence (使用 K01 方法).

It opens one where the form puts one: at the start of a cell, behind a finished sentence, as the
next number of a list. Cells that a shifted row has run together go on with a column further right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from aitalent_kg.importers.formats.icap.codes import (
    ORDER,
    duty_of,
    follows,
    half_width,
    kind_of,
    levels_in,
    owner_of,
)
from aitalent_kg.importers.formats.icap.columns import Columns
from aitalent_kg.importers.formats.icap.model import Entry, Host

__all__ = ["LEVEL_BEHIND", "SEPARATORS", "Candidate", "Opener", "Surroundings", "asks", "ended"]

SEPARATORS = " \t\u3000、,，;；"
LEVEL_BEHIND = re.compile(r"(?:[。!?;]\s*|\.\s+)([1-6](?:\s*[-~、,]\s*[1-6])*)\s*\Z")
_ENDED = re.compile(r"[。.!?;]\s*\Z")
_CLOSED = re.compile(r"[。.!?;)]\s*\Z")
#: No entry ends so: its sentence goes on with the code that follows.
_HANGS = re.compile(r"(?:[,、:;(「『《/&]|[及與和或之的])\s*\Z")
#: Entries seldom end so, and sentences that name a code often go on so.
_ASKS = re.compile(
    r"(?:[及與和或之的以如將由對按依含]|依據|根據|按照|參照|參考|[參詳]見"
    r"|[使採運應利]用|透過|執行|進行|遵循|完成)\s*\Z"
)


def ended(words: str) -> bool:
    """Whether words end as a sentence does."""
    return bool(_ENDED.search(half_width(words)))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row stands in."""

    text: str
    columns: Columns
    open: Mapping[int, Entry]  #: column -> entry of the rows before that may go on
    hosts: Mapping[int, Host]  #: column -> what a cell that begins with words goes on from
    known: Set[str]  #: codes of duties, tasks, outputs and indicators of the rows before
    starts: Set[str]  #: codes that begin a cell anywhere in the table
    task: str  #: code of the task of the row before


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a code, and the words around it in its cell, in half-width."""

    code: str
    column: int
    before: str  #: words from the entry before it, or from the start of the cell
    after: str  #: the rest of the cell
    previous: str  #: code of the entry before it in the cell; "" if there is none
    glued: bool  #: no blank stands before it
    listed: bool  #: the cell has an entry of this code already

    @property
    def kind(self) -> str:
        """The key of `ORDER`."""
        return kind_of(self.code)

    @property
    def begins_cell(self) -> bool:
        """Whether nothing stands before it."""
        return not self.previous and not self.before

    @property
    def follows_bare_code(self) -> bool:
        """Whether it is an item behind an item that has no words: K01、K03."""
        bare = self.previous[:1] in {"K", "S"} and not self.before.strip(SEPARATORS)
        return bare and self.kind in "KS"


class Opener:
    """Decides for the cells of one row, from left to right."""

    def __init__(self, row: Mapping[int, str], begun: Mapping[int, str], around: Surroundings):
        """Look at the row as a whole.

        Args:
            row: column -> code that is the first of its cell; "" where the cell has none.
            begun: the same for the cells that begin with a code.
            around: what the row stands in.
        """
        self._around, self._row, self._begun = around, row, begun
        found = Counter(self._shift(code, column) for column, code in begun.items())
        self._moved = max(found, key=lambda shift: (found[shift], -abs(shift)), default=0)
        #: codes of the tasks that the row opens; more may be found within its cells
        self.tasks = [
            code
            for column, code in begun.items()
            if kind_of(code) == "task" and not (self._shift(code, column) and code in around.known)
        ]

    def opens(self, found: Candidate) -> bool:
        """Whether a code opens an entry."""
        if found.begins_cell:
            return self._opens_cell(found) and not self._in_brackets(found)
        if not found.previous and levels_in(found.before):
            return found.kind in "KS"
        if found.follows_bare_code:
            return True
        ruling = self._ruling(found)
        if ruling is None or ORDER[found.kind] < ORDER[ruling] or self._in_brackets(found):
            return False
        closed = _CLOSED.search(found.before) or self._rises(found)
        if found.glued and not (closed or self._is_next(found)):
            return False
        if found.kind in "KS":
            return self._opens_item(found, ruling)
        return self._opens_part(found, ruling)

    # -- what stands around ------------------------------------------------

    def _shift(self, code: str, column: int) -> int:
        """By how many columns a code stands beside its place in the form."""
        return column - self._around.columns.due.get(kind_of(code), column)

    def _host(self, found: Candidate) -> Entry | None:
        """The entry of the rows before that the cell may go on with."""
        if found.previous:
            return None
        host = self._around.hosts.get(found.column)
        return host.entry if host else self._around.open.get(found.column)

    def _previous(self, found: Candidate) -> str:
        host = self._host(found)
        return found.previous or (host.code if host else "")

    def _ruling(self, found: Candidate) -> str | None:
        """Kind of the words that stand before a code; None in a column that no form has."""
        previous, place = self._previous(found), found.column - self._moved
        return kind_of(previous) if previous else self._around.columns.kind_at(place)

    def _is_next(self, found: Candidate) -> bool:
        previous = self._previous(found)
        return bool(previous) and follows(found.code, previous)

    def _rises(self, found: Candidate) -> bool:
        """Whether an item stands behind one of a lower number of its kind, in their own cell."""
        here = self._around.columns.kind_at(found.column - self._moved) == found.kind
        rises = found.previous[:1] == found.code[0] and found.previous < found.code
        return here and rises and not asks(found.before.rstrip(SEPARATORS))

    def _in_brackets(self, found: Candidate) -> bool:
        """Whether a bracket is open before a code that closes behind it."""
        host = None if self.tasks else self._host(found)
        before = (half_width(host.text) if host else "") + found.before
        return before.count("(") > before.count(")") and bool(re.match(r"[^(]*\)", found.after))

    def _has_own_cell(self, found: Candidate) -> bool:
        """Whether another cell of the row is the one for this kind."""
        due = self._around.columns.due.get(found.kind, found.column)
        if due != found.column and self._row.get(due) == "":
            return True
        return any(
            kind_of(code) == found.kind
            for column, code in self._begun.items()
            if column != found.column
        )

    # -- rules -------------------------------------------------------------

    def _opens_cell(self, found: Candidate) -> bool:
        """A code that a cell begins with."""
        known, host = self._around.known, self._host(found)
        shift = self._shift(found.code, found.column)
        others = {c: code for c, code in self._begun.items() if c != found.column}
        shifted_alike = any(self._shift(code, column) == shift for column, code in others.items())
        if found.kind == "duty" and shift:
            return any(duty_of(code) == found.code for code in others.values())
        if found.column in self._around.columns.others:
            return shifted_alike
        if found.code in known and host is not None and asks(host.text):
            return False
        if not shift or host is None or self.tasks or shifted_alike:
            return True
        kind = kind_of(host.code)
        if found.kind in "KS":
            return kind in "KS" or ended(host.text)
        return kind == found.kind or found.code not in known

    def _opens_item(self, found: Candidate, ruling: str) -> bool:
        """A K or S code behind other words."""
        if ruling not in "KS":
            sentence_is_over = ended(found.before) or LEVEL_BEHIND.search(found.before)
            return bool(sentence_is_over) and not self._has_own_cell(found)
        goes_on = self._is_next(found) or self._rises(found)
        separated = goes_on and found.before[-1:] in SEPARATORS
        if _HANGS.search(found.before) and not separated:
            return False
        if found.kind != ruling and self._has_own_cell(found):
            return False
        return not (found.listed and _ASKS.search(found.before))

    def _opens_part(self, found: Candidate, ruling: str) -> bool:
        """A duty, task, output or indicator behind other words."""
        if _HANGS.search(found.before):
            return False
        elsewhere = found.code in self._around.known | self._around.starts
        if found.kind != ruling:
            return not elsewhere and self._is_owned(found)
        if found.code == self._previous(found):
            return True
        asked = bool(_ASKS.search(found.before))
        if found.kind == "P" and not ended(found.before):
            return self._is_next(found) and not asked
        if found.kind in "OP" and self._is_next(found):
            return True
        has_tasks = any(duty_of(code) == found.code for code in self._around.starts)
        return not elsewhere and not asked and (found.kind != "duty" or has_tasks)

    def _is_owned(self, found: Candidate) -> bool:
        """Whether an output or indicator belongs to a task of this row."""
        owners = self.tasks or [self._around.task]
        return found.kind not in "OP" or owner_of(found.code) in owners


def asks(words: str) -> bool:
    """Whether a sentence that breaks off so goes on with a code as one of its words."""
    found = half_width(words)
    return bool(_HANGS.search(found) or _ASKS.search(found))
