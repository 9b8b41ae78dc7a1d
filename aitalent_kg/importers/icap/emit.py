"""Turn a standard as read into the RDF of the ontology."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from aitalent_kg.importers.icap.corrections import Corrections
from aitalent_kg.importers.icap.model import Entry, Note, Piece, Remark, Standard, Task
from aitalent_kg.importers.icap.notes import Closing, read_closing
from aitalent_kg.names import AIT, ID, PREFIXES
from aitalent_kg.quotes import Quoter
from aitalent_kg.text import line_of, tidy

__all__ = ["to_graph"]

_AIT = Namespace(AIT)
_DCAT = Namespace(PREFIXES["dcat"])
_SCHEME = Namespace(ID + "scheme/")
_CLASSES = {"job-category": "job-category", "occupation-class": "occupation", "industry": "industry"}


def to_graph(
    text: str, standard: Standard, corrections: Corrections | None = None
) -> tuple[Graph, list[Remark]]:
    """The graph of a standard, and remarks on wordings and notes.

    Args:
        text: the text that `standard` was read from.
        corrections: what a person decided where the text leaves a doubt.
    """
    emitter = _Emitter(text, standard, corrections or Corrections())
    emitter.everything()
    return emitter.graph, emitter.remarks


class _Emitter:
    def __init__(self, text: str, standard: Standard, corrections: Corrections) -> None:
        self.text, self.standard, self.corrections = text, standard, corrections
        self.graph = Graph()
        self.quoter = Quoter(self.graph, standard.code, text)
        self.root = URIRef(ID + standard.code)
        self.remarks: list[Remark] = []

    def everything(self) -> None:
        self._framework()
        self._classifications()
        self._versions()
        self._work()
        self._items("Knowledge", [e for task in self._tasks() for e in task.knowledge])
        self._items("Skill", [e for task in self._tasks() for e in task.skills])
        self._attitudes()
        self._closing(read_closing(self.standard.notes, self.corrections))

    # -- helpers ---------------------------------------------------------

    def _iri(self, path: str) -> URIRef:
        return URIRef(f"{self.root}/{path}")

    def _new(self, path: str, kind: str, pieces: Iterable[Piece], order: int = 0) -> URIRef:
        subject = self._iri(path) if path else self.root
        self.graph.add((subject, RDF.type, _AIT[kind]))
        self.quoter.cite(subject, [(piece.start, piece.end) for piece in pieces])
        if order:
            self._number(subject, _AIT.sequence, order)
        return subject

    def _words(self, subject: URIRef, predicate: URIRef, words: str) -> None:
        self.graph.add((subject, predicate, Literal(words, lang="zh-Hant")))

    def _number(self, subject: URIRef, predicate: URIRef, number: int) -> None:
        self.graph.add((subject, predicate, Literal(number, datatype=XSD.integer)))

    def _code(self, subject: URIRef, code: str) -> None:
        self.graph.add((subject, SKOS.notation, Literal(code)))

    def _level(self, subject: URIRef, predicate: URIRef, level: str) -> None:
        self.graph.add((subject, predicate, _SCHEME[f"icap-level/{level}"]))

    def _tasks(self) -> list[Task]:
        """The tasks, those that open several rows made one."""
        merged: dict[str, Task] = {}
        for task in self.standard.tasks:
            first = merged.setdefault(task.entry.code, task)
            if first is not task:
                first.levels.extend(task.levels)
                first.knowledge.extend(task.knowledge)
                first.skills.extend(task.skills)
        return list(merged.values())

    # -- header ----------------------------------------------------------

    def _framework(self) -> None:
        title, fields = self.standard.title, self.standard.fields
        pieces = [fields["code"][1], *([title] if title.raw else [])]
        self._new("", "OccupationalStandard", pieces)
        self._code(self.root, self.standard.code)
        self.graph.add((self.root, _AIT.sourceFile, URIRef(f"{ID}source/{self.standard.code}")))
        if title.raw:
            self._words(self.root, SKOS.prefLabel, tidy(title.raw).text)
        if "occupation" in fields:
            self._occupation()

    def _occupation(self) -> None:
        fields = self.standard.fields
        names = [name for name in ("occupation", "description", "level") if name in fields]
        occupation = self._new("occupation", "Occupation", ())
        for name in names:
            self.quoter.cite(occupation, [(fields[name][1].start, fields[name][1].end)])
        self._words(occupation, SKOS.prefLabel, fields["occupation"][0])
        if "description" in fields:
            self._words(occupation, DCTERMS.description, fields["description"][0])
        if "level" in fields:
            self._level(occupation, _AIT.baseLevel, fields["level"][0])
        self.graph.add((occupation, SKOS.inScheme, self.root))
        self.graph.add((self.root, _AIT.occupation, occupation))

    def _classifications(self) -> None:
        fields = self.standard.fields
        for name, kind in _CLASSES.items():
            if name in fields:
                label, row = fields[name]
                entry = self._new(f"classification/{kind}", "ClassificationEntry", [row])
                self._words(entry, SKOS.prefLabel, label)
                if f"{name}-code" in fields:
                    self._code(entry, fields[f"{name}-code"][0])
                scheme = _SCHEME[f"classification-kind/{kind}"]
                self.graph.add((entry, _AIT.classificationKind, scheme))
                self.graph.add((self.root, _AIT.classifiedAs, entry))

    def _versions(self) -> None:
        rows = self.standard.versions
        for row in rows:
            version = URIRef(ID + row.code)
            self.graph.add((version, RDF.type, _AIT.OccupationalStandard))
            self.quoter.cite(version, [(row.piece.start, row.piece.end)])
            self._code(version, row.code)
            if version != self.root:
                self._words(version, SKOS.prefLabel, row.name)
            self._words(version, _AIT.versionStatus, row.status)
            self._words(version, _AIT.updateNote, row.note)
            self.graph.add((version, _DCAT.version, Literal(row.label)))
            self.graph.add((version, DCTERMS.issued, Literal(row.date, datatype=XSD.date)))
        for newer, older in zip(rows, rows[1:], strict=False):
            new, old = URIRef(ID + newer.code), URIRef(ID + older.code)
            self.graph.add((new, DCTERMS.replaces, old))
            self.graph.add((old, DCTERMS.isReplacedBy, new))

    # -- the table -------------------------------------------------------

    def _work(self) -> None:
        for order, duty in enumerate(self.standard.duties, 1):
            self._entry(duty, "Duty", self.root, order)
        per_duty: dict[str, int] = {}
        for task in self._tasks():
            duty_code = task.entry.code.split(".")[0]
            per_duty[duty_code] = per_duty.get(duty_code, 0) + 1
            self._task(task, self._iri(duty_code), per_duty[duty_code])
        for kind, entries in (
            ("Output", self.standard.outputs),
            ("BehaviourIndicator", self.standard.indicators),
        ):
            for entry in entries:
                task_code = "T" + entry.code[1:].rpartition(".")[0]
                self._entry(entry, kind, self._iri(task_code), int(entry.code.rpartition(".")[2]))

    def _entry(self, entry: Entry, kind: str, whole: URIRef, order: int) -> URIRef:
        subject = self._new(entry.code, kind, entry.pieces, order)
        self._code(subject, entry.code)
        self._words(subject, SKOS.prefLabel, entry.text)
        self.graph.add((subject, DCTERMS.isPartOf, whole))
        return subject

    def _task(self, task: Task, duty: URIRef, order: int) -> None:
        subject = self._entry(task.entry, "Task", duty, order)
        for level in task.levels:
            self._level(subject, _AIT.level, level.code)
            self.quoter.cite(subject, [(level.pieces[0].start, level.pieces[0].end)])
        for entry in (*task.knowledge, *task.skills):
            requirement = self._new(
                f"requirement/{task.entry.code}-{entry.code}", "Requirement", entry.pieces
            )
            self.graph.add((requirement, _AIT.requirer, subject))
            self.graph.add((requirement, _AIT.requiredItem, self._iri(entry.code)))
        for kind, there in (
            ("level", task.levels),
            ("knowledge", task.knowledge),
            ("skills", task.skills),
        ):
            if not there:
                gap = self._new(f"gap/{task.entry.code}-{kind}", "Gap", task.entry.pieces)
                self.graph.add((gap, _AIT.gapIn, subject))
                self.graph.add((gap, _AIT.gapKind, _SCHEME[f"gap-kind/{kind}"]))

    # -- items -----------------------------------------------------------

    def _items(self, kind: str, entries: Sequence[Entry]) -> None:
        by_code: dict[str, list[Entry]] = {}
        for entry in entries:
            by_code.setdefault(entry.code, []).append(entry)
        for order, code in enumerate(sorted(by_code), 1):
            forms: dict[str, Entry] = {}
            for entry in by_code[code]:
                forms.setdefault(entry.text, entry)
            item = self._new(code, kind, (), order)
            for entry in forms.values():
                self.quoter.cite(item, [(p.start, p.end) for p in entry.pieces])
            self._code(item, code)
            self.graph.add((item, SKOS.inScheme, self.root))
            self._labels(item, code, forms)

    def _labels(self, item: URIRef, code: str, forms: dict[str, Entry]) -> None:
        """Name an item; another written form of the same words is an alternative label."""
        chosen = self.corrections.labels.get(code, next(iter(forms)))
        self._words(item, SKOS.prefLabel, chosen)
        for form, entry in forms.items():
            if form != chosen:
                self._words(item, SKOS.altLabel, form)
            if _folded(form) != _folded(chosen):
                message = f"{code} is worded {form!r} here and {chosen!r} elsewhere"
                self.remarks.append(Remark(line_of(self.text, entry.start), "doubt", message))

    def _attitudes(self) -> None:
        for order, entry in enumerate(self.standard.attitudes, 1):
            path = entry.code or f"attitude/{order}"
            attitude = self._new(path, "Attitude", entry.pieces, order)
            if entry.code:
                self._code(attitude, entry.code)
            name, colon, definition = entry.text.replace(":", "：", 1).partition("：")
            self._words(attitude, SKOS.prefLabel, name.strip())
            self._words(attitude, SKOS.definition, definition.strip())
            self.graph.add((attitude, SKOS.inScheme, self.root))

    # -- closing notes -----------------------------------------------------

    def _closing(self, closing: Closing) -> None:
        for duty, note in closing.duty_conditions:
            subject = self._iri(duty)
            self.quoter.cite(subject, [(note.piece.start, note.piece.end)])
            self._words(subject, _AIT.condition, tidy(note.piece.raw).text)
        for note in closing.scope:
            self.quoter.cite(self.root, [(note.piece.start, note.piece.end)])
            self._words(self.root, SKOS.scopeNote, tidy(note.piece.raw).text)
        for order, note in enumerate(closing.other, 1):
            passage = self._new(f"passage/{order}", "Passage", [note.piece], order)
            self._words(passage, _AIT.text, tidy(note.piece.raw).text)
            self.graph.add((passage, DCTERMS.isPartOf, self.root))
        if closing.rule:
            self._entry_rule(closing.rule, closing)
        self.remarks.extend(
            Remark(line_of(self.text, note.piece.start), kind, message)
            for note, kind, message in closing.remarks
        )

    def _entry_rule(self, head: Note, closing: Closing) -> None:
        rule = self._new("entry-rule", "EntryRule", [head.piece])
        self._words(rule, _AIT.text, tidy(head.piece.raw).text)
        self.graph.add((rule, _AIT.ruleFor, self._iri("occupation")))
        if closing.least:
            self._number(rule, _AIT.minimumCount, closing.least)
        for order, note in enumerate(closing.conditions, 1):
            condition = self._new(f"entry-condition/{order}", "EntryCondition", [note.piece], order)
            self._words(condition, _AIT.text, tidy(note.piece.raw).text)
            self.graph.add((condition, DCTERMS.isPartOf, rule))
            self.graph.add((rule, _AIT.entryCondition, condition))


def _folded(words: str) -> str:
    """Words for comparison: typography and blanks aside."""
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()
