"""Read and write a mapping file by its ending."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import read_text, write_text
from aitalent_kg.mappings.sets import MappingSet

__all__ = ["FORMATS", "is_mapping_file", "read_set", "set_text", "stem_of", "write_set"]

#: Formats and the ending of their files.
FORMATS = {"sssom-tsv": ".tsv", "sssom-json": ".json", "sssom-ttl": ".ttl"}


def is_mapping_file(path: Path) -> bool:
    """Whether a file is named as SSSOM wants it: `name.sssom.tsv`, `.sssom.json`, `.sssom.ttl`."""
    name = path.name.casefold()
    return any(name.endswith(f".sssom{ending}") for ending in FORMATS.values())


def stem_of(path: Path) -> str:
    """The name of a file without its ending, `.sssom.tsv` and the like whole."""
    return path.stem[: -len(".sssom")] if is_mapping_file(path) else path.stem


def read_set(path: Path | str) -> MappingSet:
    """The mapping set of a file: `.tsv`, `.json` or `.ttl`.

    Raises:
        MissingFile: there is no such file.
        UnreadableFile: it is no mapping set; line and column are named.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending not in FORMATS.values():
        known = " ".join(FORMATS.values())
        raise UnreadableFile(
            path, f"unknown ending {path.suffix!r} of a mapping set; known: {known}"
        )
    text = read_text(path)
    if ending == ".json":
        from aitalent_kg.mappings.objects import read_object

        return read_object(text, path)
    if ending == ".ttl":
        from aitalent_kg.mappings.axioms import read_axioms

        return read_axioms(text, path)
    from aitalent_kg.mappings.tables import read_table

    return read_table(text, path)


def set_text(found: MappingSet, format_: str) -> str:
    """A mapping set as text; `format_` is one of `FORMATS`."""
    if format_ == "sssom-json":
        from aitalent_kg.mappings.objects import object_text

        return object_text(found)
    if format_ == "sssom-ttl":
        from aitalent_kg.mappings.axioms import axiom_text

        return axiom_text(found)
    from aitalent_kg.mappings.tables import table_text

    return table_text(found)


def write_set(found: MappingSet, path: Path | str) -> None:
    """Write a mapping set, in the format of the file's ending.

    Raises:
        UnreadableFile: no format has this ending.
        MissingFile: the file cannot be written.
    """
    path = Path(path)
    formats = {ending: name for name, ending in FORMATS.items()}
    if path.suffix.casefold() not in formats:
        raise UnreadableFile(path, f"unknown ending {path.suffix!r}; known: {' '.join(formats)}")
    write_text(path, set_text(found, formats[path.suffix.casefold()]))
