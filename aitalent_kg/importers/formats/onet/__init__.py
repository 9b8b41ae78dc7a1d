"""O*NET: the occupational information network of the USA, one release of its database.

In: the text or Excel files of a release, whole or some of them, as folder, zip or single files.
Out: occupations as roles with rated requirements, tasks, technologies and related occupations.

>>> import aitalent_kg as atk
>>> result = atk.importers.onet("db_29_3_text.zip")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.elements import Elements
from aitalent_kg.importers.formats.onet.files import files_of
from aitalent_kg.importers.formats.onet.occupations import Occupations
from aitalent_kg.importers.formats.onet.ratings import RATED, Ratings
from aitalent_kg.importers.formats.onet.technologies import Technologies
from aitalent_kg.importers.formats.onet.work import Work
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.progress import Progress, silent

__all__ = ["import_onet"]

_FACTS = {
    "dcterms_publisher": "U.S. Department of Labor, Employment and Training Administration",
    "dcterms_source": "https://www.onetcenter.org/database.html",
    "dcterms_license": "https://creativecommons.org/licenses/by/4.0/",
}


def import_onet(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    *,
    release: str = "",
    least: Decimal | str | int = 0,
    lang: str = "en",
) -> ImportResult:
    """Read a release of the O*NET database.

    Args:
        paths: the zip or folder of the text or Excel release, or some of its files.
        release: as "29.3"; left out, it is read from "Read Me.txt" or from names of files.
        least: importance, 1 to 5, below which an element makes no requirement; 0 keeps all that
            O*NET does not call irrelevant. Every occupation is rated on every element, so that
            overlaps and gaps say more with 3 ("important").
        lang: of the texts.
    Raises:
        MissingFile, UnreadableFile: a file is not there or not what it should be; release 30.3
            or later, whose ratings are arranged otherwise. Nothing is left on disk.
    """
    try:
        lowest = Decimal(least)
    except ArithmeticError as error:
        raise BadValue(least, "write the least importance as a number, 0 to 5") from error
    reader = partial(_read, release=release, least=lowest)
    return run("onet", reader, paths, progress, lang)


def _read(builder: Builder, progress: Progress, *, release: str, least: Decimal) -> None:
    files = files_of(builder.bundle, builder.log, release)
    lang, builder.lang = builder.lang, "en"  # the title is ours
    stem = f"onet-{files.release}" if files.release else "onet"
    builder.framework(stem, "O*NET", files.release, **_FACTS)
    builder.lang = lang
    elements = Elements(builder)
    readers = {**elements.readers, **Occupations(builder).readers}
    ratings = Ratings(builder, elements, least)
    readers |= dict.fromkeys(RATED, ratings.read)
    readers |= Technologies(builder).readers | Work(builder).readers
    for name, read in readers.items():
        if name in files.tables:
            progress(name)
            with files.open(name, builder) as sheet:
                read(sheet)
    elements.finish()
    files.tell_unread(builder.log, readers)
