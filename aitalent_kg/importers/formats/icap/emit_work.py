"""Write the table of a standard: duties, tasks, outputs, indicators, and the items of the tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib import SKOS, URIRef

from aitalent_kg.importers.formats.icap.codes import owner_of
from aitalent_kg.importers.formats.icap.model import Entry, Piece, Standard, Task
from aitalent_kg.importers.formats.icap.writer import AIT_NS, Writer, wordings

__all__ = ["write_work"]


def write_work(writer: Writer, standard: Standard) -> list[str]:
    """Write the table; the codes of the duties."""
    duties = _grouped([*standard.duties, *_nameless_duties(standard)])
    for order, entries in enumerate(duties.values(), 1):
        writer.part(entries, "Duty", writer.root, order)
    _tasks(writer, standard.tasks)
    _parts(writer, "Output", standard.outputs)
    _parts(writer, "BehaviourIndicator", standard.indicators)
    knowledge = [entry for task in standard.tasks for entry in task.knowledge]
    skills = [entry for task in standard.tasks for entry in task.skills]
    _items(writer, "Knowledge", knowledge + [e for e in standard.listed if e.code[0] == "K"])
    _items(writer, "Skill", skills + [e for e in standard.listed if e.code[0] == "S"])
    return list(duties)


def _nameless_duties(standard: Standard) -> list[Entry]:
    """The duties that only the codes of their tasks name."""
    known = {entry.code for entry in standard.duties}
    found: dict[str, Entry] = {}
    for task in standard.tasks:
        code = owner_of(task.entry.code)
        if code not in known:
            start, end = task.entry.start, task.entry.start + len(code)
            printed = Piece(start, end, task.entry.pieces[0].raw[: len(code)])
            found.setdefault(code, Entry(code, [printed], len(code)))
    return list(found.values())


def _grouped(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by code, in the order of the text."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.start):
        found.setdefault(entry.code, []).append(entry)
    return found


def _parts(writer: Writer, kind: str, entries: Sequence[Entry]) -> None:
    """Outputs or indicators, numbered within their task."""
    place: dict[str, int] = {}
    for code, forms in _grouped(entries).items():
        owner = owner_of(code)
        place[owner] = place.get(owner, 0) + 1
        writer.part(forms, kind, writer.iri(owner), place[owner])


def _tasks(writer: Writer, tasks: Sequence[Task]) -> None:
    place: dict[str, int] = {}
    for task in tasks:
        duty = owner_of(task.entry.code)
        place[duty] = place.get(duty, 0) + 1
        entries = [task.entry, *task.again]
        subject = writer.part(entries, "Task", writer.iri(duty), place[duty])
        for level in task.levels:
            writer.level(subject, AIT_NS.level, level.code)
            writer.cite(subject, level.pieces)
        _requirements(writer, subject, task)
        _gaps(writer, subject, task)


def _requirements(writer: Writer, subject: URIRef, task: Task) -> None:
    for entry in (*task.knowledge, *task.skills):
        path = f"requirement/{task.entry.code}-{entry.code}"
        requirement = writer.new(path, "Requirement", entry.pieces)
        writer.link(requirement, AIT_NS.requirer, subject)
        writer.link(requirement, AIT_NS.requiredItem, writer.iri(entry.code))


def _gaps(writer: Writer, subject: URIRef, task: Task) -> None:
    for kind, there in (
        ("level", task.levels),
        ("knowledge", task.knowledge),
        ("skills", task.skills),
    ):
        if not there:
            writer.gap(subject, kind, task.entry.pieces)


def _items(writer: Writer, kind: str, entries: Sequence[Entry]) -> None:
    """Items in the order of their numbers; each rests on the first place of each wording."""
    found = _grouped(entries)
    for order, code in enumerate(sorted(found, key=lambda code: int(code[1:])), 1):
        item = writer.new(code, kind, order=order)
        forms = wordings(found[code])
        for entry in [*forms.values()] or found[code][:1]:
            writer.cite(item, entry.pieces)
        writer.code(item, code)
        writer.link(item, SKOS.inScheme, writer.root)
        writer.name(item, code, found[code])
        if not forms:
            message = f"{code}: no words in the text; recorded as a gap"
            writer.log.doubt(found[code][0].start, message)
