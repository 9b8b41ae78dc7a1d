"""Where the ontology, data, shapes, queries and sources lie: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_files", "folder", "mapping_files", "mapping_graphs", "source_file"]

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """A folder of the project, for example "ontology", "data/ttl", "shapes"."""
    shipped = _PACKAGE / "_resources"
    return (shipped if shipped.is_dir() else _PACKAGE.parent) / name


def data_files() -> dict[str, Path]:
    """The Turtle files that make the graph, by the name of the graph each one becomes."""
    ontology = sorted(folder("ontology").glob("*.ttl"))
    data = sorted(folder("data/ttl").glob("*.ttl"))
    names = {"aitalent": "ontology"}
    return {names.get(path.stem, path.stem): path for path in (*ontology, *data)}


def mapping_files() -> dict[str, Path]:
    """Our mapping sets, by the name of the graph each one becomes."""
    paths = sorted(folder("data/mappings").glob("*.sssom.tsv"))
    return {f"mappings-{path.name.removesuffix('.sssom.tsv')}": path for path in paths}


def mapping_graphs() -> dict[str, Path]:
    """The same sets as Turtle, which `make format-data` makes of them; loading takes less time."""
    names = {name: path.name.removesuffix(".sssom.tsv") for name, path in mapping_files().items()}
    return {name: folder("data/mappings") / f"{stem}.ttl" for name, stem in names.items()}


def source_file(stem: str) -> Path:
    """The text of a document."""
    return folder("data/sources") / f"{stem}.txt"
