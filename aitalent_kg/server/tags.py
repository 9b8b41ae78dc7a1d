"""Language tags as BCP 47 writes them, zh-Hant and zh-TW, in answers of a store that does not.

In: the bytes of an answer and the format they are in. Out: the bytes, other letters untouched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["Tags", "canonical"]

#: A text and its tag; whole texts are passed over, so that what stands inside is left alone.
_TAGGED = re.compile(rb'("(?:[^"\\]|\\.)*")@([A-Za-z0-9-]+)|"(?:[^"\\]|\\.)*"', re.DOTALL)
#: No text can hold these marks: a quotation mark in it is escaped, and so is `<`.
_MARKS = {
    "json": (b'"xml:lang":"%s"',),
    "jsonld": (b'"@language":"%s"',),
    "xml": (b'<literal xml:lang="%s"',),
    "rdf": (b' xml:lang="%s"',),
    "csv": (),
}


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a store whose canonical form has capitals: as stored -> canonical."""

    known: dict[bytes, bytes]

    @classmethod
    def of(cls, store: ox.Store) -> Tags:
        """Those of all literals in a store."""
        tags = {q.object.language for q in store if isinstance(q.object, ox.Literal)} - {None}
        pairs = {str(tag).encode(): canonical(str(tag)).encode() for tag in tags}
        return cls({stored: right for stored, right in pairs.items() if stored != right})

    def restored(self, body: bytes, name: str) -> bytes:
        """An answer in the format of that name, its tags in canonical form."""
        if name not in _MARKS:
            return self._among_texts(body)
        for mark in _MARKS[name]:
            for stored, right in self.known.items():
                body = body.replace(mark % stored, mark % right)
        return body

    def _among_texts(self, body: bytes) -> bytes:
        """In Turtle, N-Triples, TSV and their kin."""
        if not any(b'"@' + tag in body for tag in self.known):
            return body

        def right(match: re.Match[bytes]) -> bytes:
            tag = match[2]
            return match[1] + b"@" + self.known.get(tag, tag) if tag else match[0]

        return _TAGGED.sub(right, body)


def canonical(tag: str) -> str:
    """A tag in the case that BCP 47 recommends.

    >>> canonical("zh-hant"), canonical("zh-tw")
    ('zh-Hant', 'zh-TW')
    """
    first, *rest = tag.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
