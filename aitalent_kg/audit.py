"""Re-check every quote, every literal and every character of the sources.

The audit fails when a quote is not where it says, when a literal of a document's graph is not
given by the subject's quotes, when a statement has no evidence, when a file has changed, or
when a character of a source is neither quoted nor declared furniture.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from aitalent_kg.ledger import Furniture, Ledger, Quote, Source, Statement, chains, read_ledger
from aitalent_kg.names import AIT, DOCUMENTS, ID, curie
from aitalent_kg.progress import Progress, silent
from aitalent_kg.resources import folder, source_file
from aitalent_kg.text import line_of, tidy
from aitalent_kg.yields import yields

__all__ = ["Audit", "DocumentAudit", "Failure", "audit", "digest_failures"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that does not hold."""

    kind: str  #: source, quote, literal, evidence, order, furniture, left over or digest
    subject: str  #: what it is about: a short IRI or a file
    message: str


@dataclass(frozen=True, slots=True)
class DocumentAudit:
    """How the non-blank characters of one source are accounted for."""

    source: str
    chars: int
    covered: int  #: in a quote that a statement rests on
    furniture: int  #: not quoted, and declared to carry no statement
    left_over: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome."""

    documents: tuple[DocumentAudit, ...]
    quotes_checked: int
    literals_checked: int
    failed: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.failed


def audit(
    store: Store,
    texts: Mapping[str, bytes] | None = None,
    progress: Progress = silent,
) -> Audit:
    """Audit the whole graph.

    Args:
        store: as `load_store()` gives it.
        texts: bytes of the source files by document; those of the project when left out.
        progress: told the name of each step.
    """
    raw = texts or {stem: source_file(stem).read_bytes() for stem in DOCUMENTS}
    progress("quotes")
    ledger = read_ledger(store)
    decoded = {f"{ID}source/{stem}": data.decode("utf-8", "replace") for stem, data in raw.items()}
    failures = [Failure("quote", curie(iri), "lacks a part") for iri in ledger.broken]
    failures += _source_failures(ledger, raw)
    failures += [f for quote in ledger.stated_quotes for f in _quote_failures(quote, decoded)]
    progress("literals")
    failures += _evidence_failures(ledger)
    failures += _literal_failures(ledger)
    failures += _order_failures(ledger)
    progress("characters")
    failures += [f for piece in ledger.furniture for f in _furniture_failures(piece, decoded)]
    documents = tuple(_account(ledger, iri, text) for iri, text in decoded.items())
    for document, (iri, text) in zip(documents, decoded.items(), strict=True):
        if document.left_over:
            failures.append(_left_over(ledger, iri, text, document))
    return Audit(documents, len(ledger.quotes), len(ledger.literals), tuple(failures))


def digest_failures(root: Path | None = None) -> list[Failure]:
    """Files of `data/` whose bytes are not those that `data/SHA256SUMS` records."""
    base = root or folder("data")
    recorded = (base / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    failures = []
    for line in recorded:
        digest, name = line.split("  ", 1)
        path = base / name
        if not path.is_file():
            failures.append(Failure("digest", f"data/{name}", "is not there"))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            message = "is not the file that data/SHA256SUMS records; if the change is meant, run make format-data"
            failures.append(Failure("digest", f"data/{name}", message))
    return failures


def _source_failures(ledger: Ledger, raw: Mapping[str, bytes]) -> Iterator[Failure]:
    for stem, data in raw.items():
        source: Source | None = ledger.sources.get(f"{ID}source/{stem}")
        if source is None:
            yield Failure("source", stem, "the graph does not know this source")
        elif hashlib.sha256(data).hexdigest() != source.sha256:
            yield Failure("source", source.name, "its SHA-256 is not the recorded one")
        elif len(data.decode("utf-8")) != source.characters:
            yield Failure("source", source.name, "its length is not the recorded one")
        elif source.name != f"{stem}.txt":
            yield Failure("source", source.name, f"its name is {stem}.txt")


def _quote_failures(quote: Quote, texts: Mapping[str, str]) -> Iterator[Failure]:
    name = curie(quote.iri)
    text = texts.get(quote.source)
    if text is None:
        yield Failure("quote", name, f"quotes an unknown source {curie(quote.source)}")
    elif text[quote.start : quote.end] != quote.exact or not quote.exact:
        yield Failure("quote", name, "is not what stands at its place in the source")
    elif line_of(text, quote.start) != quote.line:
        yield Failure(
            "quote", name, f"stands on line {line_of(text, quote.start)}, not {quote.line}"
        )


def _evidence_failures(ledger: Ledger) -> Iterator[Failure]:
    for stem in DOCUMENTS:
        for subject in sorted(ledger.subjects[stem]):
            quotes = ledger.evidence.get((stem, subject), set())
            if not quotes:
                yield Failure("evidence", curie(subject), f"has statements in {stem}, no quote")
    for (_, subject), quotes in ledger.evidence.items():
        for missing in sorted(quote for quote in quotes if quote not in ledger.quotes):
            yield Failure(
                "evidence", curie(subject), f"rests on {curie(missing)}, which is missing"
            )


def _literal_failures(ledger: Ledger) -> Iterator[Failure]:
    """Literals that no quote gives. Own words count only where they claim to be a document's."""
    for literal in ledger.literals:
        documents_own = literal.graph in DOCUMENTS
        printed = literal.language == "zh-hant"
        if literal.predicate == AIT + "sequence" or not (documents_own or printed):
            continue
        quotes = ledger.evidence.get((literal.graph, literal.subject), set())
        if not _given(ledger, quotes, literal):
            shown = literal.value if len(literal.value) <= 40 else literal.value[:40] + "…"
            message = f"no quote gives {curie(literal.predicate)} {shown!r}"
            yield Failure("literal", curie(literal.subject), message)


def _given(ledger: Ledger, quotes: set[str], literal: Statement) -> bool:
    texts = [_joined(chain) for chain in chains(ledger, quotes)]
    return yields(texts, literal.value, literal.datatype)


def _joined(parts: tuple[str, ...]) -> str:
    """One quote as it stands; of a broken cell the parts tidied and set end to end."""
    return parts[0] if len(parts) == 1 else "".join(tidy(part).text for part in parts)


def _order_failures(ledger: Ledger) -> Iterator[Failure]:
    """Siblings must be numbered 1, 2, 3 … without gap or repetition."""
    groups: dict[tuple[str, frozenset[str]], list[tuple[int, str]]] = defaultdict(list)
    for literal in ledger.literals:
        if literal.predicate == AIT + "sequence":
            key = literal.graph, frozenset(ledger.siblings[literal.graph, literal.subject])
            groups[key].append((int(literal.value), literal.subject))
    for members in groups.values():
        numbers = sorted(number for number, _ in members)
        if numbers != list(range(1, len(numbers) + 1)):
            first = sorted(members)[0][1]
            yield Failure("order", curie(first), f"it and its siblings are numbered {numbers}")


def _furniture_failures(piece: Furniture, texts: Mapping[str, str]) -> Iterator[Failure]:
    text = texts.get(piece.source)
    count = text.count(piece.exact) if text is not None and piece.exact else -1
    if count != piece.occurrences:
        message = f"stands {max(count, 0)} times in its source, not {piece.occurrences}"
        yield Failure("furniture", curie(piece.iri), message)


def _marks(ledger: Ledger, source: str, text: str) -> bytearray:
    """For each character 0 left over, 1 furniture, 2 quoted by a statement, 3 blank."""
    marks = bytearray(len(text))
    for piece in ledger.furniture:
        if piece.source == source and piece.exact:
            at = text.find(piece.exact)
            while at >= 0:
                marks[at : at + len(piece.exact)] = b"\1" * len(piece.exact)
                at = text.find(piece.exact, at + len(piece.exact))
    used = {
        q for (graph, _), quotes in ledger.evidence.items() if graph in DOCUMENTS for q in quotes
    }
    for quote in ledger.quotes.values():
        if (
            quote.source == source
            and quote.iri in used
            and 0 <= quote.start < quote.end <= len(text)
        ):
            marks[quote.start : quote.end] = b"\2" * (quote.end - quote.start)
    for at, character in enumerate(text):
        if character.isspace():
            marks[at] = 3
    return marks


def _account(ledger: Ledger, source: str, text: str) -> DocumentAudit:
    marks = _marks(ledger, source, text)
    name = f"{curie(source).removeprefix('source/')}.txt"
    return DocumentAudit(
        source=name,
        chars=len(text) - marks.count(3),
        covered=marks.count(2),
        furniture=marks.count(1),
        left_over=marks.count(0),
    )


def _left_over(ledger: Ledger, source: str, text: str, document: DocumentAudit) -> Failure:
    first = _marks(ledger, source, text).index(0)
    near = text[first : first + 20].split("\n")[0]
    message = f"{document.left_over} characters left over, the first on line {line_of(text, first)}: {near!r}"
    return Failure("left over", document.source, message)
