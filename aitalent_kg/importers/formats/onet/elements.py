"""The content model of O*NET: its elements, in a tree that their codes spell."""

from __future__ import annotations

from collections.abc import Callable

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.rows import is_code, refuse, rows
from aitalent_kg.importers.statements import Term, name, text
from aitalent_kg.importers.tables import Sheet

__all__ = ["Elements"]

_CONCEPT = name("skos:Concept")
_LABEL, _DEFINITION = name("skos:prefLabel"), name("skos:definition")
_CODE, _SCHEME = name("skos:notation"), name("skos:inScheme")


class Elements:
    """The elements, described once the ratings have told which are skills and which are not.

    Attributes:
        readers: name of a table -> what reads it.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out = builder, builder.out
        self.readers: dict[str, Callable[[Sheet], None]] = {
            "content model reference": self._model,
            "dwa reference": self._activities,
            "iwa reference": self._intermediate,
        }
        self._about: dict[str, tuple[str, str]] = {}  #: code -> label, definition
        self._kinds: dict[str, str] = {}
        self._wider: dict[str, str] = {}

    def term(self, code: str) -> Term:
        """Of a well-formed code."""
        return f"<{self.builder.base}/element/{code}>"

    def rated(self, code: str, kind: str, label: str) -> Term:
        """Note that an element is an item, and of which class; its name if the table has it."""
        self._kinds.setdefault(code, kind)
        if label:
            self._about.setdefault(code, (label, ""))
        return self.term(code)

    def finish(self) -> None:
        """Describe all elements: rated ones as items, those above these as categories."""
        above = {part for code in self._kinds for part in _above(code)}
        for code, (label, definition) in self._about.items():
            kind = self._kinds.get(code, "CompetencyCategory" if code in above else "")
            self._describe(code, kind, label, definition)
        for code in {**self._about, **self._wider}:
            wider = self._wider.get(code) or self._nearest(code)
            if wider:
                self.builder.broader(self.term(code), self.term(wider))

    def _nearest(self, code: str) -> str:
        """The nearest described element above one, by its code; "" where there is none."""
        return next((part for part in _above(code) if part in self._about), "")

    def _describe(self, code: str, kind: str, label: str, definition: str) -> None:
        term, lang = self.term(code), self.builder.lang
        if kind:
            self.builder.thing(term, kind, label, code=code, definition=definition)
            return
        self.out.describe(term, _CONCEPT)
        self.out.add(term, _SCHEME, self.builder.framework_term)
        self.out.add(term, _LABEL, text(label, lang))
        self.out.add(term, _CODE, text(code))
        if definition:
            self.out.add(term, _DEFINITION, text(definition, lang))

    def _model(self, sheet: Sheet) -> None:
        for row, code, (label, about) in rows(sheet, "Element ID", "Element Name", "Description"):
            if code in self._about:
                refuse(sheet, row, f"describes {code} again; left out")
            else:
                self._about[code] = (label.strip(), about.strip())

    def _activities(self, sheet: Sheet) -> None:
        """Detailed work activities, below intermediate ones, below elements."""
        for row, code, (title, iwa, iwa_title, element, element_name) in rows(
            sheet,
            "DWA ID",
            "DWA Title",
            "IWA ID",
            optional=("IWA Title", "Element ID", "Element Name"),
        ):
            if all(is_code(wider) for wider in filter(None, (iwa, element))):
                self._note(code, title, iwa)
                self._note(iwa, iwa_title, element)
                self._note(element, element_name, "")
            else:
                refuse(sheet, row, f"IWA ID {iwa!r} or Element ID {element!r} is no code; left out")

    def _intermediate(self, sheet: Sheet) -> None:
        for row, code, (title, element) in rows(sheet, "IWA ID", "IWA Title", "Element ID"):
            if is_code(element):
                self._note(code, title, element)
            else:
                refuse(sheet, row, f"Element ID {element!r} is no code; left out")

    def _note(self, code: str, label: str, wider: str) -> None:
        if code and label:
            self._about.setdefault(code, (label.strip(), ""))
        if code and wider:
            self._wider.setdefault(code, wider)


def _above(code: str) -> list[str]:
    """The codes above one, the nearest first.

    >>> _above("2.A.1")
    ['2.A', '2']
    """
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
