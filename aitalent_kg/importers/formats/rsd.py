"""Rich skill descriptors of the Open Skills Management Tool: JSON of its API, or its batch CSV.

A descriptor is a skill. The occupations that it names by SOC code ask for it; categories group it.
A table of SOC groups, given beside the descriptors, names the occupations and says which is broader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.formats.rsd_csv import read_table
from aitalent_kg.importers.formats.rsd_skill import Descriptor, Named, Occupation, Skills
from aitalent_kg.importers.json_fields import Fields, a_language
from aitalent_kg.importers.published import stem_of
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.progress import Progress, silent

__all__ = ["import_rsd"]

_LOCAL = {"localhost", "127.0.0.1", "::1"}
#: Fields of an occupation of the list format -> code and name, from the widest.
_GROUPS = ("major", "minor", "broad")


def import_rsd(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    lang: str = "en",
    name: str = "",
    title: str = "",
) -> ImportResult:
    """Import rich skill descriptors.

    Args:
        paths: JSON of one descriptor or a list of them, or CSV as OSMT takes it for a batch; beside
            them the CSV of SOC groups (`SOC Group`, `SOC Code` ...), if there is one.
        progress: told what is being read.
        lang: of the texts, for the format does not say.
        name: what the framework's IRI ends in; left out, "rsd-" and the name of what is given.
        title: of the framework; left out, "Rich skill descriptors" and that name.
    Raises:
        MissingFile, UnreadableFile: with the file, and the row; nothing is left.
    """

    def read(builder: Builder, told: Progress) -> None:
        _read(builder, told, name, title)

    return run("rsd", read, paths, progress, a_language(lang) or "en")


def _read(builder: Builder, progress: Progress, stem: str, title: str) -> None:
    entries = builder.bundle.find(r".*\.(json|csv)")
    given = ", ".join(map(str, builder.bundle.paths))
    if not entries:
        raise UnreadableFile(given, "holds no rich skill descriptors (.json or .csv)")
    for other in (e for e in builder.bundle.entries if e not in entries):
        builder.log.doubt(other.name, None, "not read: neither .json nor .csv")
    file = re.sub(r"\.(gz|zip|json|csv)$|^rsd-", "", builder.bundle.paths[0].stem)
    builder.framework(stem or stem_of("rsd", "", file), title or f"Rich skill descriptors: {file}")
    skills = Skills(builder)
    for entry in entries:
        progress(entry.name)
        if entry.base.lower().endswith(".json"):
            _json(skills, entry)
        else:
            read_table(skills, entry)
    if not builder.log.counts:
        raise UnreadableFile(given, "holds no rich skill descriptor")
    skills.finish()


def _json(skills: Skills, entry: Entry) -> None:
    values = json_of(skills.builder.bundle, entry)
    if not isinstance(values, list | dict):
        raise UnreadableFile(entry.where, "is no rich skill descriptor, nor a list of them")
    listed = values if isinstance(values, list) else [values]
    log = skills.builder.log
    local = 0
    for place, value in enumerate(listed):
        count = log.count("skills")
        count.read += 1
        path = f"[{place}]" if isinstance(values, list) else "RSD"
        if not isinstance(value, dict):
            log.refuse(entry.name, None, f"{path} is no object; left out")
            kept = False
        else:
            fields = Fields(value, entry.name, path, log)
            kept = skills.add(_descriptor(fields), entry.name, None)
            local += kept and _is_local(fields.text("id"))
            fields.lose_rest()
        count.kept += kept
        count.refused += not kept
    if local:
        told = f"{local} skills have IRIs of a local server (localhost), which name nothing outside"
        log.doubt(entry.name, None, told)


def _is_local(iri: str) -> bool:
    try:
        return urlsplit(iri).hostname in _LOCAL
    except ValueError:
        return False


def _descriptor(fields: Fields) -> Descriptor:
    context = fields.values.get("@context")
    if context is not None and not isinstance(context, str):
        fields.log.doubt(fields.file, None, f"{fields.path} has a context of its own; not applied")
    fields.skip("@context", "type")
    return Descriptor(
        fields.path,
        fields.iri("id"),
        fields.text("uuid"),
        fields.text("skillName"),
        fields.text("skillStatement"),
        fields.texts("keywords"),
        fields.texts("categories") + fields.texts("category"),
        fields.texts("authors") + fields.texts("author"),
        fields.iri("creator"),
        fields.text("status"),
        {key: fields.date(key) for key in ("publishDate", "creationDate", "updateDate")},
        [_named(each) for each in _links(fields, "alignments")],
        [_named(each) for each in _links(fields, "standards")],
        [_named(each) for each in _links(fields, "certifications")],
        [_named(each) for each in _links(fields, "employers")],
        [_named(each) for each in _links(fields, "collections")],
        [_occupation(each) for each in _links(fields, "occupations")],
    )


def _links(fields: Fields, key: str) -> list[Fields]:
    """The objects of a list in which a text stands for an object with that name."""
    value = fields.values.get(key)
    if isinstance(value, list) and any(isinstance(each, str) for each in value):
        named = [{"name": each} if isinstance(each, str) else each for each in value]
        fields.asked.add(key)
        return list(Fields({key: named}, fields.file, fields.path, fields.log).objects(key))
    return list(fields.objects(key))


def _named(each: Fields) -> Named:
    label = each.text("skillName", "name", "targetNodeName", "title")
    found = Named(label, each.iri("id"), each.text("uuid"))
    each.lose_rest()
    return found


def _occupation(each: Fields) -> Occupation:
    code, label = each.text("code"), each.text("targetNodeName", "name")
    parents = [(p.text("code"), p.text("targetNodeName", "name")) for p in each.objects("parents")]
    if not parents:
        parents = [(each.text(f"{group}Code"), each.text(group)) for group in _GROUPS]
    framework = each.text("frameworkName", "framework")
    each.skip("detailed", "detailedCode", "jobRoleCode", "description", "url", *_GROUPS)
    each.skip(*(f"{group}Code" for group in _GROUPS))
    each.lose_rest()
    return Occupation(code, label, [p for p in parents if p[0] and p[0] != code], framework)
