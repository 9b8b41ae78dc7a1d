"""Roles and items of a table by the codes and names that other rows call them."""

from __future__ import annotations

from difflib import get_close_matches

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.statements import Term
from aitalent_kg.text import folded

__all__ = ["Names"]


class Names:
    """What is described, by code and name; blanks, case and width of letters do not matter."""

    def __init__(self, builder: Builder, sort: str) -> None:
        self.builder, self.sort = builder, sort  # role, item
        self.terms: dict[str, Term] = {}
        self.kinds: dict[Term, str] = {}
        self.rows: dict[Term, str] = {}  # where a thing is described: "skills.csv row 3"
        self.listed = False  # a table describes them: what it lacks is not made up
        self._shown: dict[str, str] = {}
        self._several: set[str] = set()

    def add(self, term: Term, kind: str, where: str, *names: str) -> None:
        """Know a thing by its code and names."""
        self.kinds[term], self.rows[term] = kind, where
        for name in filter(None, names):
            key = folded(name)
            if self.terms.setdefault(key, term) != term:
                self._several.add(key)
            self._shown[key] = name

    def find(self, name: str, kind: str, file: str, row: int) -> Term:
        """The thing of that name; where no table lists such things, it is made by its name.

        One that the list lacks is linked as external, and told with the nearest that there is.
        """
        key = folded(name)
        if key in self._several:
            where = self.rows[self.terms[key]]
            problem = f"{self.sort} {name!r} fits several; {where} is taken; give its code"
            self.builder.log.doubt(file, row, problem)
        if key not in self.terms:
            term = self.builder.below(self.sort, name)
            if self.listed:
                self.builder.log.external(file, row, self._unknown(name))
                self.kinds.setdefault(term, kind)
                return term
            self.builder.thing(term, kind, name)
            self.add(term, kind, f"{file} row {row}", name)
        return self.terms[key]

    def _unknown(self, name: str) -> str:
        near = get_close_matches(folded(name), self._shown, n=1)
        hint = f"; did you mean {self._shown[near[0]]!r}?" if near else ""
        return f"no {self.sort} {name!r} is described{hint}"
