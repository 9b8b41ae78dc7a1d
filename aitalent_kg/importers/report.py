"""What an import did: counts, remarks with their rows, what is referred to and not described.

In: events of a reader. Out: a frozen `Report`. No file is read here, and no RDF.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["KINDS", "Count", "InputFile", "Log", "Remark", "Report"]

#: Kinds of remarks: put right; to be looked at; left out; linked and not described.
KINDS = ("repair", "doubt", "refused", "external")
#: So many remarks are kept in words; further ones are counted, so that memory is bounded.
MOST_REMARKS = 20_000
#: Characters of a remark; the input may have put a book into it.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file, or a member of an archive, as it was read."""

    name: str  #: within the folder or archive that was given
    sha256: str  #: of its bytes, in lower-case hexadecimal
    bytes: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one place of the input that a person should know."""

    kind: str  #: one of `KINDS`
    file: str
    row: int | None  #: row of a table (the header is 1), line of a text; None for the whole file
    message: str


@dataclass(slots=True)
class Count:
    """What became of the rows, or things, of one sort."""

    read: int = 0
    kept: int = 0
    repaired: int = 0  #: of those kept
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    format: str
    framework: str  #: IRI
    title: str
    version: str  #: "" where the input does not say
    files: tuple[InputFile, ...]
    counts: dict[str, Count]  #: file, sheet or sort of thing -> what became of it
    triples: int  #: different statements made
    remarks: tuple[Remark, ...]
    unlisted: int  #: remarks beyond those kept in words
    external: dict[str, int]  #: IRI that is referred to and not described -> how often
    lost: dict[str, int]  #: what the input says and the graph does not carry -> how often

    def of(self, kind: str) -> tuple[Remark, ...]:
        """The remarks of one kind."""
        return tuple(remark for remark in self.remarks if remark.kind == kind)

    @property
    def summary(self) -> str:
        """The report in a line."""
        total = Count()
        for count in self.counts.values():
            for name in Count.__slots__:
                setattr(total, name, getattr(total, name) + getattr(count, name))
        version = f" {self.version}" if self.version else ""
        return (
            f"{self.title}{version}: {self.triples} statements; {total.read} read, {total.kept}"
            f" kept, {total.repaired} repaired, {total.refused} refused;"
            f" {len(self.external)} external references"
        )


@dataclass(slots=True)
class Log:
    """Collects what a reader tells."""

    counts: dict[str, Count] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    unlisted: int = 0
    lost: Counter[str] = field(default_factory=Counter)

    def count(self, sort: str) -> Count:
        """The count of one sort, to be raised."""
        return self.counts.setdefault(sort, Count())

    def repair(self, file: str, row: int | None, message: str) -> None:
        """Tell what was put right."""
        self._tell("repair", file, row, message)

    def doubt(self, file: str, row: int | None, message: str) -> None:
        """Tell what a person should look at."""
        self._tell("doubt", file, row, message)

    def refuse(self, file: str, row: int | None, message: str) -> None:
        """Tell what was left out."""
        self._tell("refused", file, row, message)

    def external(self, file: str, row: int | None, message: str) -> None:
        """Tell of a reference to what the input does not describe."""
        self._tell("external", file, row, message)

    def _tell(self, kind: str, file: str, row: int | None, message: str) -> None:
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST - 3]}..."
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(kind, file, row, message))
        else:
            self.unlisted += 1
