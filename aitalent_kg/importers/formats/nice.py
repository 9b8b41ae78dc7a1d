"""The NICE Framework (NIST): the workbook of its components, a JSON of its links, or CSV of both.

Work roles ask for tasks, knowledge and skills. A task is asked for by many roles, so it is part of
none of them: its link is a requirement, as that of knowledge and skills is. Three sheets also say
which knowledge and skills a task needs: there the task is what asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.nice_files import Place, read_csv, read_json, read_workbook
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.importers.statements import Term
from aitalent_kg.progress import Progress, silent

__all__ = ["Nice", "import_nice"]

_TITLE = "NICE Workforce Framework for Cybersecurity: components"
_PUBLISHER = "National Institute of Standards and Technology (NIST)"
_KINDS = {"T": "Task", "K": "Knowledge", "S": "Skill"}
_STATEMENT = re.compile(r"[TKS]\d{4}[A-Z]?")
_ROLE = re.compile(r"[A-Z]{2}-WRL-\d{3}")
_AREA = re.compile(r"NF-COM-\d{3}")


def import_nice(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    version: str = "",
    name: str = "",
) -> ImportResult:
    """Import the NICE Framework.

    Args:
        paths: NIST's workbook of components; a JSON list of links between roles and statements;
            or the files `work_roles.csv`, `tks.csv`, `role_tks.csv`, `competency_areas.csv`. Of a
            folder that holds several of these, the workbook is read, else the JSON.
        progress: told what is being read.
        version: of the release; left out, what the sheets or the file name say.
        name: what the framework's IRI ends in; left out, "nice-" and the version.
    Raises:
        MissingFile, UnreadableFile: with the file, and the sheet or row; nothing is left.
    """
    return run("nice", lambda builder, told: _read(builder, told, version, name), paths, progress)


def _read(builder: Builder, progress: Progress, version: str, stem: str) -> None:
    bundle = builder.bundle
    books, jsons = bundle.find(r".*\.xlsx"), bundle.find(r".*\.json")
    tables = bundle.find(r"(work_roles|tks|role_tks|competency_areas)\.csv")
    entries = books or jsons or tables
    given = ", ".join(map(str, bundle.paths))
    if not entries:
        raise UnreadableFile(given, "holds no NICE workbook (.xlsx), JSON or CSV (tks.csv ...)")
    if entries is not tables and len(entries) > 1:
        names = ", ".join(entry.name for entry in entries)
        raise UnreadableFile(given, f"holds several files: {names}; give one")
    for other in (e for e in bundle.entries if e not in entries):
        builder.log.doubt(other.name, None, f"not read: {entries[0].name} is")
    nice = Nice(builder, entries[0].base, version, stem)
    progress(entries[0].name)
    if entries is tables:
        read_csv(nice, tables)
    else:
        (read_workbook if books else read_json)(nice, entries[0])
    nice.finish()


@dataclass
class Nice:
    """The things of the framework, as the files tell them in any order.

    Attributes:
        builder: writes statements.
        file: name of the one file, or of the first, which may say the version.
        version, stem: as the caller gives them, or "".
        wording: code of a statement -> its wording in the catalogue.
        used: codes of statements that something asks for or groups.
    """

    builder: Builder
    file: str
    version: str = ""
    stem: str = ""
    wording: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    other_wordings: dict[str, list[tuple[Place, str]]] = field(default_factory=dict)
    _named: dict[str, Place] = field(default_factory=dict)
    _links: set[tuple[str, str]] = field(default_factory=set)

    def begin(self, said: str) -> None:
        """Say what the framework is; `said` is the version that the sheets say."""
        named = re.search(r"\d+\.\d+\.\d+", self.file)
        version = self.version or (named[0] if named else "") or said
        stem = self.stem or "-".join(filter(None, ("nice", version)))
        self.builder.framework(stem, _TITLE, version, dcterms_publisher=_PUBLISHER)

    def count(self, sort: str, kept: bool) -> None:
        """Count a row, or a thing, as read and as kept or refused."""
        count = self.builder.log.count(sort)
        count.read += 1
        count.kept += kept
        count.refused += not kept

    def clean(self, value: str, at: Place) -> str:
        """A text with its blanks put right, which is told; `_x000D_` is how Excel hides a return."""
        plain = value.replace("_x000D_", "").replace("\xa0", " ")
        if plain != value:
            kind = "a no-break space" if "\xa0" in value else "a hidden carriage return"
            self.builder.log.count(at.sort).repaired += 1
            self.builder.log.repair(at.file, at.row, f"{at.what} holds {kind}; put right")
        return re.sub(r"[ \t]+", " ", plain).strip()

    def category(self, code: str, label: str, definition: str = "") -> Term:
        """A category of work roles."""
        term = self.builder.below("category", code)
        if term not in self.builder.out.described:
            self.builder.thing(term, "RoleGroup", label, code=code, definition=definition)
        return term

    def role(
        self, code: str, label: str, definition: str, opm: str, category: str, at: Place
    ) -> bool:
        """A work role; whether it could be kept."""
        if not _ROLE.fullmatch(code):
            return self._refuse(at, f"{code!r} is no code of a work role (OG-WRL-001)")
        if code in self.roles:
            return self._refuse(at, f"{code} was there before; the first is kept")
        term = self.role_term(code)
        self.roles.add(code)
        self.builder.thing(term, "Role", label, code=code, definition=definition)
        group = self.builder.below("category", category or code[:2])
        self.builder.broader(term, group)
        if opm and opm != "TBD":
            self.builder.log.lost["OPM code"] += 1
        return True

    def role_term(self, code: str) -> Term:
        """The IRI of a role."""
        return self.builder.below("role", code)

    def area(self, code: str, label: str, definition: str, at: Place) -> bool:
        """A competency area; whether it could be kept."""
        if not _AREA.fullmatch(code):
            return self._refuse(at, f"{code!r} is no code of a competency area (NF-COM-001)")
        if code in self.areas:
            return self._refuse(at, f"{code} was there before; the first is kept")
        self.areas.add(code)
        term = self.builder.below("competency-area", code)
        self.builder.thing(term, "CompetencyCategory", label, code=code, definition=definition)
        return True

    def statement(self, code: str, wording: str, at: Place) -> bool:
        """A statement of the catalogue; whether it could be kept."""
        if not _STATEMENT.fullmatch(code):
            return self._refuse(at, f"{code!r} is no code of a statement (T0001, K0001, S0001)")
        if code in self.wording:
            return self._refuse(at, f"{code} was there before; the first is kept")
        self.wording[code] = wording
        self.builder.thing(self.item(code), _KINDS[code[0]], wording, code=code)
        return True

    def item(self, code: str) -> Term:
        """The IRI of a statement."""
        return self.builder.below(code)

    def link(self, asker: str, code: str, at: Place, wording: str = "") -> bool:
        """A role or area with one of its statements; whether it could be kept."""
        if not _STATEMENT.fullmatch(code):
            return self._refuse(at, f"{code!r} is no code of a statement (T0001, K0001, S0001)")
        if not (_ROLE.fullmatch(asker) or _AREA.fullmatch(asker)):
            return self._refuse(at, f"{asker!r} is no code of a work role (OG-WRL-001)")
        if (asker, code) in self._links:
            return self._refuse(at, f"{asker} has {code} twice; the first is kept")
        self._links.add((asker, code))
        self.used.add(code)
        self._named.setdefault(code, at)
        if wording:
            self.other_wordings.setdefault(code, []).append((at, wording))
        if _AREA.fullmatch(asker):
            self.builder.broader(self.item(code), self.builder.below("competency-area", asker))
            return True
        node = self.builder.below("requirement", asker, code)
        self.builder.requirement(node, self.role_term(asker), self.item(code))
        return True

    def alignment(self, task: str, code: str, at: Place) -> bool:
        """A task with knowledge or a skill that it needs; said of several roles, it is one link."""
        if not task.startswith("T"):
            return self._refuse(at, f"{task} is no task, and has {code} beside it")
        self._named.setdefault(code, at)
        node = self.builder.below("requirement", task, code)
        self.builder.requirement(node, self.item(task), self.item(code))
        return True

    def finish(self) -> None:
        """Tell what is worded two ways, what no catalogue holds, and what nothing uses."""
        log = self.builder.log
        for code, said in self.other_wordings.items():
            known = self.wording.get(code, "")
            for at, wording in said:
                if known and wording != known:
                    told = f"{code} is worded otherwise than in the catalogue; kept as other label"
                    log.doubt(at.file, at.row, told)
                    self.builder.thing(self.item(code), _KINDS[code[0]], others=(wording,))
        for code, at in self._named.items():
            if code not in self.wording:
                log.external(at.file, at.row, f"{code} is in no catalogue; kept as a reference")
        unused = [code for code in self.wording if code not in self.used]
        if unused:
            shown = ", ".join(unused[:10]) + (", ..." if len(unused) > 10 else "")
            told = f"{len(unused)} statements are used by no role or area: {shown}"
            log.doubt(self.file, None, told)

    def _refuse(self, at: Place, message: str) -> bool:
        self.builder.log.refuse(at.file, at.row, message)
        return False
