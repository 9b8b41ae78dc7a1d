"""The fields of a CASE package: one text a field, a moment of change for everything, licences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal

from aitalent_kg.exporters.members import date_time, guid
from aitalent_kg.exporters.part import Part, tag_of
from aitalent_kg.exporters.report import Log

__all__ = ["Filler", "link"]

#: A moment that says "not known": CASE wants one of everything, and the time of the export is none.
_UNKNOWN = "1970-01-01T00:00:00Z"
_DATES = ("dcterms:modified", "dcterms:issued", "dcterms:created", "dcterms:date")
_NORMAL = " ".join  # CASE wants some texts without line breaks


def link(title: str, identifier: str, uri: str) -> dict[str, str]:
    """A reference as CASE writes it."""
    return {"title": title, "identifier": identifier, "uri": uri}


class Filler:
    """Fills fields from statements, and accounts for these.

    Attributes:
        tag: language of the document; set when its title is known.
        changed: when the document was changed last.
    """

    def __init__(self, part: Part, framework: str, lang: str, log: Log) -> None:
        self.part, self.framework, self.lang, self.log = part, framework, lang, log
        self.tag = self.changed = ""

    def who(self, predicate: str) -> str:
        """Who made or publishes the framework, by name."""
        found = self.one(self.framework, (predicate,), plain=True)
        if not found and (links := self.part.links(self.framework, predicate)):
            told = "written by name, without the IRI"
            self.part.bend(self.framework, predicate, links[0], predicate, told)
            found = _NORMAL(self.part.label(links[0], self.lang).split())
        return found

    def filled_creator(self) -> str:
        """What stands for a creator that is not stated."""
        others = [
            self.part.label(one, self.lang)
            for predicate in ("dcterms:publisher", "dcterms:contributor")
            for one in self.part.links(self.framework, predicate)
        ]
        said = [t.value for t in self.part.texts(self.framework, "dcterms:publisher")]
        self.log.lose(
            "filled in: creator",
            "CASE wants one; the publisher or contributors stand there, or that none is stated",
        )
        unknown = "未載明" if self.lang == "zh" else "not stated"
        return _NORMAL("; ".join(said + others).split()) or unknown

    def date(self, subject: str) -> str:
        """When a thing was changed last, as far as the graph knows."""
        for predicate in _DATES:
            for text in self.part.texts(subject, predicate):
                if moment := date_time(text.value):
                    self._dated(subject, predicate, text, moment)
                    return moment
        told = (
            "CASE wants the time of the last change of everything; unknown ones have the document's"
        )
        self.log.lose("filled in: lastChangeDateTime", f"{told}, or {_UNKNOWN}")
        return self.changed or _UNKNOWN

    def _dated(self, subject: str, predicate: str, text: Literal, moment: str) -> None:
        if predicate == "dcterms:modified" and moment == text.value:
            self.part.carry(subject, predicate, text)
        else:
            told = "written as lastChangeDateTime, the first of its year, month or day"
            self.part.bend(subject, predicate, text, predicate, told)

    def one(
        self, subject: str, predicates: Iterable[str], plain: bool = False, tag: str = ""
    ) -> str:
        """One text of a thing; accounted for, also where its language or property is not kept.

        Args:
            plain: whether the field has no language.
            tag: language of the field; left out, that of the document.
        """
        named = tuple(predicates)
        found = self.part.best(subject, named, self.lang, tag or self.tag)
        if not found:
            return ""
        predicate, text = found
        if predicate != named[0]:
            told = f"written in the field of {named[0]}"
            self.part.bend(subject, predicate, text, predicate, told)
        elif (
            tag_of(text) == ("" if plain else tag or self.tag) and text.value == text.value.strip()
        ):
            self.part.carry(subject, predicate, text)
        else:
            self.language(subject, predicate, text)
        return text.value

    def language(self, subject: str, predicate: str, text: Literal) -> None:
        """Account for a text whose language is not kept."""
        told = "these texts are written, and their own language or blanks around them are not told"
        self.part.bend(subject, predicate, text, "language tags", told)

    def lists(self, subject: str, fields: dict[str, str]) -> Iterable[tuple[str, Any]]:
        """Fields of several plain texts: (field, texts)."""
        for field, predicate in fields.items():
            texts = self.part.texts(subject, predicate)
            for text in texts:
                if tag_of(text) or text.value != text.value.strip():
                    self.language(subject, predicate, text)
                else:
                    self.part.carry(subject, predicate, text)
            yield field, list(dict.fromkeys(text.value for text in texts))

    def license(self, subject: str) -> dict[str, str]:
        """The first licence of a thing, as a reference; empty for none."""
        found = self.part.links(subject, "dcterms:license")
        if not found:
            return {}
        self.part.carry(subject, "dcterms:license", found[0])
        return link(self.part.label(found[0], self.lang), guid(found[0]), found[0])
