"""ESCO: the European classification of skills, competences and occupations, as its CSV bundle.

In: the zip of the classification and that of the relations, folders, or single files, of one
release and in one or several languages. Out: occupations as roles with requirements.

>>> import aitalent_kg as atk
>>> result = atk.importers.esco(["classification.zip", "relations.zip"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.esco.concepts import Concepts
from aitalent_kg.importers.formats.esco.files import Files, files_of
from aitalent_kg.importers.formats.esco.relations import Relations
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.progress import Progress, silent

__all__ = ["import_esco"]

_FACTS = {
    "dcterms_publisher": "European Commission",
    "dcterms_source": "https://esco.ec.europa.eu/",
    "dcterms_rights": "This uses the ESCO classification of the European Commission. Reuse is"
    " authorised provided the source is acknowledged (Decision 2011/833/EU).",
}


def import_esco(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    *,
    lang: str = "en",
    release: str = "",
) -> ImportResult:
    """Read the ESCO classification.

    Args:
        paths: the zips that the ESCO portal gives, or folders or files of them, in any number;
            languages are told by the names of the files (`skills_fr.csv`).
        lang: of files whose name does not say it.
        release: as "1.1.1"; left out, it is read from the names of files, archives and folders.
    Raises:
        MissingFile, UnreadableFile: a file is not there or not what it should be; files of several
            releases; the message says which to give. Nothing is left on disk.
    """
    return run("esco", partial(_read, release=release), paths, progress, lang)


def _read(builder: Builder, progress: Progress, *, release: str) -> None:
    files = files_of(builder.bundle, builder.log, release, builder.lang)
    _framework(builder, files)
    concepts, relations = Concepts(builder), Relations(builder)
    for sort, read in (*concepts.readers.items(), *relations.readers.items()):
        for file in files.of(sort):
            progress(file.entry.name)
            read(file)
    concepts.finish(bool(files.of("occupation broader")))
    relations.finish()


def _framework(builder: Builder, files: Files) -> None:
    stem = f"esco-{files.release}" if files.release else "esco"
    lang, builder.lang = builder.lang, "en"  # the title is ours
    builder.framework(stem, "ESCO", files.release, **_FACTS)
    builder.lang = lang
