"""Turn a standard as read into the RDF of the ontology."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, Namespace, URIRef

from aitalent_kg.importers.formats.icap.attitudes import name_and_definition
from aitalent_kg.importers.formats.icap.clean import clean
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.emit_work import write_work
from aitalent_kg.importers.formats.icap.model import Log, Note, Remark, Standard
from aitalent_kg.importers.formats.icap.notes import Closing, read_closing
from aitalent_kg.importers.formats.icap.source import Source
from aitalent_kg.importers.formats.icap.unread import unread
from aitalent_kg.importers.formats.icap.writer import AIT_NS, SCHEME, Writer
from aitalent_kg.names import ID, PREFIXES
from aitalent_kg.text import tidy

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["to_graph"]

_DCAT = Namespace(PREFIXES["dcat"])
_CLASSES = {
    "job-category": "job-category",
    "occupation-class": "occupation",
    "industry": "industry",
}


def to_graph(
    text: str | Source, standard: Standard, corrections: Corrections | None = None
) -> tuple[Graph, list[Remark]]:
    """The graph of a standard, and remarks on wordings, notes and words that are left over.

    Args:
        text: the text that `standard` was read from.
        standard: what was read from it.
        corrections: what a person decided where the text leaves a doubt.

    Raises:
        UnreadableFile: a correction fits nothing in the standard.
    """
    source = clean(text) if isinstance(text, str) else text
    decided, log = corrections or Corrections(), Log(source)
    decided.check(_forms(standard), [note.piece.raw for note in standard.notes])
    writer = Writer(standard.code, decided, log)
    _framework(writer, standard)
    _classifications(writer, standard)
    _versions(writer, standard)
    duties = write_work(writer, standard)
    _attitudes(writer, standard)
    _closing(writer, read_closing(standard.notes, duties, decided, log))
    unread(standard, writer.cited, log)
    return writer.graph, log.remarks


def _forms(standard: Standard) -> dict[str, set[str]]:
    """The wordings of each code of the table."""
    entries = [*standard.duties, *standard.outputs, *standard.indicators]
    for task in standard.tasks:
        entries += [task.entry, *task.again, *task.knowledge, *task.skills]
    entries += standard.listed
    forms: dict[str, set[str]] = {}
    for entry in entries:
        forms.setdefault(entry.code, set()).add(entry.text)
    return forms


def _framework(writer: Writer, standard: Standard) -> None:
    title, root = standard.title, writer.root
    pieces = [*standard.fields["code"].pieces, *([title] if title else [])]
    writer.new("", "OccupationalStandard", pieces)
    writer.code(root, standard.code)
    writer.link(root, AIT_NS.sourceFile, writer.source)
    if title:
        writer.words(root, SKOS.prefLabel, tidy(title.raw).text)
    _occupation(writer, standard)


def _occupation(writer: Writer, standard: Standard) -> None:
    """The occupation; a header that names none still describes it."""
    fields = standard.fields
    occupation = writer.new("occupation", "Occupation")
    for name in ("occupation", "description", "level"):
        if name in fields:
            writer.cite(occupation, fields[name].pieces)
    if "occupation" in fields:
        writer.words(occupation, SKOS.prefLabel, fields["occupation"].text)
    else:
        writer.cite(occupation, fields["code"].pieces)
        writer.gap(occupation, "name", fields["code"].pieces)
    if "description" in fields:
        writer.words(occupation, DCTERMS.description, fields["description"].text)
    if "level" in fields:
        writer.level(occupation, AIT_NS.baseLevel, fields["level"].text)
    writer.link(occupation, SKOS.inScheme, writer.root)
    writer.link(writer.root, AIT_NS.occupation, occupation)


def _classifications(writer: Writer, standard: Standard) -> None:
    for name, kind in _CLASSES.items():
        label, code = standard.fields.get(name), standard.fields.get(f"{name}-code")
        first = label or code
        if first is None:
            continue
        entry = writer.new(f"classification/{kind}", "ClassificationEntry", first.pieces)
        if label:
            writer.words(entry, SKOS.prefLabel, label.text)
        else:
            writer.gap(entry, "name", first.pieces)
        if code:
            writer.cite(entry, code.pieces)
            writer.code(entry, code.text)
        writer.link(entry, AIT_NS.classificationKind, SCHEME[f"classification-kind/{kind}"])
        writer.link(writer.root, AIT_NS.classifiedAs, entry)


def _versions(writer: Writer, standard: Standard) -> None:
    rows = standard.versions
    for row in rows:
        version = URIRef(ID + row.code)
        writer.link(version, RDF.type, AIT_NS.OccupationalStandard)
        writer.cite(version, [row.piece])
        writer.code(version, row.code)
        if version != writer.root or not standard.title:
            writer.words(version, SKOS.prefLabel, tidy(row.name).text)
        writer.words(version, AIT_NS.versionStatus, tidy(row.status).text)
        writer.words(version, AIT_NS.updateNote, tidy(row.note).text)
        writer.graph.add((version, _DCAT.version, Literal(row.label)))
        if row.date:
            writer.graph.add((version, DCTERMS.issued, Literal(row.date, datatype=XSD.date)))
    for newer, older in pairwise(rows):
        new, old = URIRef(ID + newer.code), URIRef(ID + older.code)
        writer.link(new, DCTERMS.replaces, old)
        writer.link(old, DCTERMS.isReplacedBy, new)


def _attitudes(writer: Writer, standard: Standard) -> None:
    """Attitudes by their codes; one without code, or with another's, by its place."""
    used: set[str] = set()
    for order, entry in enumerate(standard.attitudes, 1):
        fresh = entry.code and entry.code not in used
        path = entry.code if fresh else f"attitude/{order}"
        attitude = writer.new(path, "Attitude", entry.pieces, order)
        if entry.code:
            writer.code(attitude, entry.code)
        if entry.code and not fresh:
            message = f"{entry.code} is printed before another attitude; numbered by its place"
            writer.log.doubt(entry.start, message)
        used.add(entry.code)
        name, definition = name_and_definition(entry)
        writer.words(attitude, SKOS.prefLabel, name)
        writer.words(attitude, SKOS.definition, definition)
        writer.link(attitude, SKOS.inScheme, writer.root)


def _closing(writer: Writer, closing: Closing) -> None:
    for duty, note in closing.duty_conditions:
        subject = writer.iri(duty)
        writer.cite(subject, [note.piece])
        writer.words(subject, AIT_NS.condition, tidy(note.piece.raw).text)
    for note in closing.scope:
        writer.cite(writer.root, [note.piece])
        writer.words(writer.root, SKOS.scopeNote, tidy(note.piece.raw).text)
    for order, note in enumerate(closing.other, 1):
        passage = writer.new(f"passage/{order}", "Passage", [note.piece], order)
        writer.words(passage, AIT_NS.text, tidy(note.piece.raw).text)
        writer.link(passage, DCTERMS.isPartOf, writer.root)
    if closing.rule:
        _entry_rule(writer, closing.rule, closing)


def _entry_rule(writer: Writer, head: Note, closing: Closing) -> None:
    rule = writer.new("entry-rule", "EntryRule", [head.piece])
    writer.words(rule, AIT_NS.text, tidy(head.piece.raw).text)
    writer.link(rule, AIT_NS.ruleFor, writer.iri("occupation"))
    if closing.least:
        writer.number(rule, AIT_NS.minimumCount, closing.least)
    for order, note in enumerate(closing.conditions, 1):
        path = f"entry-condition/{order}"
        condition = writer.new(path, "EntryCondition", [note.piece], order)
        writer.words(condition, AIT_NS.text, tidy(note.piece.raw).text)
        writer.link(condition, DCTERMS.isPartOf, rule)
        writer.link(rule, AIT_NS.entryCondition, condition)
