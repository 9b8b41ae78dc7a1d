"""Which file of an ESCO bundle is what, in which language, and of which release.

The names of the files differ between releases: `occupations_en.csv`, `skillSkillRelations.csv`,
since 1.2 `skillSkillRelations_en.csv`, in trimmed copies `v1.1.0-skills-min.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry
from aitalent_kg.importers.report import Log

__all__ = ["KNOWN", "SORTS", "File", "Files", "files_of"]

#: Releases whose columns this reader was written for.
KNOWN = ("1.0", "1.1", "1.2")
#: Sort of file -> its name without language and ending.
SORTS = {
    "schemes": "conceptSchemes",
    "isco": "ISCOGroups",
    "occupations": "occupations",
    "skills": "skills",
    "groups": "skillGroups",
    "hierarchy": "skillsHierarchy",
    "collection": r"\w+Collection",
    "occupation broader": "broaderRelationsOccPillar",
    "skill broader": "broaderRelationsSkillPillar",
    "occupation skills": "occupationSkillRelations",
    "skill skills": "skillSkillRelations",
}
#: Files of the bundle that say nothing of the classification.
_ASIDE = re.compile(r"(?:.*/)?(?:dictionary|greenShareOcc|readme|sha256sums).*", re.IGNORECASE)
_NAMES = {
    sort: re.compile(rf"(?:.*[-_ ])?{stem}(?:_(?P<lang>[a-z]{{2}}))?(?:-min)?\.csv", re.IGNORECASE)
    for sort, stem in SORTS.items()
}
_RELEASE = re.compile(r"(?:\besco\D*?|\bv)(\d+\.\d+(?:\.\d+)?)(?![\d.]*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the bundle."""

    entry: Entry
    sort: str  #: a key of `SORTS`
    lang: str
    release: str  #: "" where no name says it


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one release."""

    release: str
    files: tuple[File, ...]

    def of(self, sort: str) -> list[File]:
        """Those of one sort, in the order given."""
        return [file for file in self.files if file.sort == sort]


def files_of(bundle: Bundle, log: Log, release: str, lang: str) -> Files:
    """Sort the files that were given.

    Args:
        release: that is wanted; "" for the only one that is there.
        lang: of files whose name does not say it.
    Raises:
        BadValue: no release has such a number.
        UnreadableFile: no ESCO file, several releases, or no file of the release.
    """
    if release and not re.fullmatch(r"\d+(\.\d+){1,2}", release):
        raise BadValue(release, "write the release as 1.1.1")
    found = list(_sorted(bundle, log, lang))
    given = ", ".join(map(str, bundle.paths))
    if not found:
        names = ", ".join(sorted(e.base for e in bundle.entries)[:8])
        raise UnreadableFile(
            given, f"holds no ESCO file such as occupations_en.csv; there are: {names}"
        )
    there = sorted({file.release for file in found} - {""})
    if len(there) > 1 and release not in there:
        raise UnreadableFile(
            given, f"holds the releases {', '.join(there)}; give one of them as release"
        )
    chosen = release or "".join(there)
    kept = tuple(file for file in found if file.release in ("", chosen))
    _check_release(log, given, chosen)
    if not kept:
        raise UnreadableFile(given, f"holds release {there[0]}, not {release}")
    return Files(chosen, kept)


def _check_release(log: Log, given: str, release: str) -> None:
    if not release:
        log.doubt(given, None, "no name says which release it is; give it as release")
    elif ".".join(release.split(".")[:2]) not in KNOWN:
        log.doubt(
            given,
            None,
            f"release {release} is newer or older than {', '.join(KNOWN)};"
            " read as these are, see whether the counts are right",
        )


def _sorted(bundle: Bundle, log: Log, lang: str) -> Iterator[File]:
    for entry in bundle.entries:
        for sort, pattern in _NAMES.items():
            match = pattern.fullmatch(entry.base)
            if match:
                yield File(entry, sort, (match["lang"] or lang).lower(), _release(bundle, entry))
                break
        else:
            if entry.base.lower().endswith(".csv") and not _ASIDE.fullmatch(entry.base):
                log.doubt(entry.name, None, "is no file of an ESCO bundle; left out")


def _release(bundle: Bundle, entry: Entry) -> str:
    """As its own name says it, or that of the archive, or of a folder that was given."""
    folder = next((p for p in bundle.paths if p == entry.path or p in entry.path.parents), Path())
    between = [part.name for part in entry.path.parents if folder in (part, *part.parents)]
    names = [entry.name, entry.path.name, *between, entry.path.absolute().parent.name]
    return next((m[1] for m in map(_RELEASE.search, names) if m), "")
