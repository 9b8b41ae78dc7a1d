"""An import as a whole: input in, a file of statements and a report out.

Every format has a reader, a function that takes a `Builder` and calls it. What all share is here:
who is told, where the statements go, what was referred to and not described, where it came from.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.errors import AitalentError, BadValue, UnreadableFile
from aitalent_kg.files import written_whole
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Bundle
from aitalent_kg.importers.report import InputFile, Log, Report
from aitalent_kg.importers.statements import Statements, iri, name, number, slug, text
from aitalent_kg.names import AIT, DOCUMENTS, ID
from aitalent_kg.progress import Progress, silent
from aitalent_kg.version import VERSION

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Graph

__all__ = ["ImportResult", "Reader", "run"]

Reader = Callable[[Builder, Progress], None]
#: Above this, Turtle is written as it comes, below in normal form, which takes all in memory.
_SORTED_UP_TO = 200_000
#: What to do where statements on their way cannot be kept.
_TEMPORARY = "make room there, or name another folder in the variable TMPDIR"
_ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")


@dataclass(frozen=True, repr=False)
class ImportResult:
    """What an importer made; give it to `atk.load(extra=[result])` to ask it.

    It is the path of its statements as N-Triples (`os.PathLike`), in a folder that goes with it.
    """

    report: Report
    _folder: tempfile.TemporaryDirectory[str] = field(repr=False)
    _inputs: tuple[Path, ...] = field(default=(), repr=False)
    _stem: str = field(default="import", repr=False)

    @property
    def path(self) -> Path:
        """The file of its statements; named after the framework, as its graph will be."""
        return Path(self._folder.name) / f"{self._stem}.nt"

    def __repr__(self) -> str:
        return f"<ImportResult {self.report.summary}>"

    def __fspath__(self) -> str:
        return str(self.path)

    def __len__(self) -> int:
        """Number of statements."""
        return self.report.triples

    @cached_property
    def store(self) -> Store:
        """The statements in a store of their own."""
        import pyoxigraph

        store = pyoxigraph.Store()
        store.bulk_load(path=self.path, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return store

    @cached_property
    def graph(self) -> Graph:
        """The statements as an rdflib graph; some 400 bytes a statement."""
        from aitalent_kg.bridge import triples_to_graph

        return triples_to_graph(quad.triple for quad in self.store)

    def write(self, path: Path | str) -> None:
        """Write the statements in the format that the ending names, whole or not at all.

        Turtle of up to 200,000 statements is in normal form, with sorted subjects.

        Raises:
            BadValue: no such ending, or the file is one that was read.
            MissingFile: the file cannot be written.
        """
        with self.writing(path):
            pass

    @contextmanager
    def writing(self, path: Path | str) -> Iterator[None]:
        """As `write`; but the file appears when all that is done meanwhile went well, or never."""
        target = Path(path)
        if target.suffix not in _ENDINGS:
            raise BadValue(str(path), f"give a name with one of {' '.join(_ENDINGS)}")
        self.refuse_input(target)
        with _writing(target, "nothing was changed"), written_whole(target) as temporary:
            self._write(temporary, target.suffix)
            yield

    def refuse_input(self, path: Path) -> None:
        """Raise BadValue if a file to be written is one that was read."""
        if path.exists() and any(path.samefile(p) for p in self._inputs if p.exists()):
            raise BadValue(str(path), "is an input; give another file to write to")

    def _write(self, target: Path, ending: str) -> None:
        import pyoxigraph

        from aitalent_kg.names import PREFIXES
        from aitalent_kg.store import FORMATS

        if ending == ".nt":
            shutil.copyfile(self.path, target)
        elif ending == ".ttl" and self.report.triples <= _SORTED_UP_TO:
            from aitalent_kg.turtle import normal_form

            target.write_text(normal_form(self.graph), encoding="utf-8", newline="\n")
        else:
            quads = pyoxigraph.parse(path=self.path, format=pyoxigraph.RdfFormat.N_TRIPLES)
            prefixes = {} if ending == ".nq" else PREFIXES
            triples = (quad.triple for quad in quads)
            pyoxigraph.serialize(triples, target, format=FORMATS[ending], prefixes=prefixes)


@contextmanager
def _writing(path: Path | str, hint: str = _TEMPORARY) -> Iterator[None]:
    """Name the file, or folder, that cannot be written, as when the disk is full."""
    try:
        yield
    except AitalentError:  # some of ours are an OSError too
        raise
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise AitalentError(f"{path}: {problem}; {hint}") from error


def run(
    format_: str,
    reader: Reader,
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    lang: str = "en",
) -> ImportResult:
    """Import with a reader.

    Args:
        paths: files, folders or zip archives.
        progress: told what is being read.
        lang: language of the texts.
    Raises:
        MissingFile, UnreadableFile, BadValue: with the file, and the line or row; nothing is left.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    bundle, log = Bundle.of(given), Log()
    bundle.told = progress
    with _writing(tempfile.gettempdir()):
        folder = tempfile.TemporaryDirectory(prefix="aitalent-kg-")
    try:
        with _writing(folder.name), (Path(folder.name) / "raw.nt").open("wb") as stream:
            builder = Builder(bundle, Statements(stream), log, lang)
            reader(builder, progress)
            _check(builder, given)
            external = _finish(builder, format_)
        return _result(format_, builder, external, folder)
    except BaseException:
        folder.cleanup()
        raise


def _check(builder: Builder, given: Iterable[object]) -> None:
    where = ", ".join(map(str, given))
    if not builder.base:
        raise UnreadableFile(where, "holds no framework")
    for stem in (builder.base.removeprefix(ID), builder.framework_term[1:-1].removeprefix(ID)):
        if stem in DOCUMENTS:
            raise UnreadableFile(where, f"would take the name of our document {stem}; rename it")


def _finish(builder: Builder, format_: str) -> dict[str, int]:
    """Say where the statements come from, and what they refer to and do not describe."""
    out = builder.out
    external = out.external()
    for term in external:
        out.add(term, name("rdf:type"), iri(f"{AIT}ExternalResource"))
    activity, framework = builder.below("import"), builder.framework_term
    out.describe(activity, name("prov:Activity"))
    out.add(framework, name("prov:wasGeneratedBy"), activity)
    tool = f"aitalent-kg {VERSION}, importer {format_}"
    out.add(activity, name("prov:wasAssociatedWith"), iri(f"{ID}importer/{format_}"))
    out.add(activity, name("dcterms:description"), text(tool, "en"))
    for file in builder.bundle.read.values():
        source = builder.below("source", *file.name.split("/"))
        out.add(activity, name("prov:used"), source)
        out.add(framework, name("prov:wasDerivedFrom"), source)
        _describe(out, source, file)
    out.flush()
    return {term[1:-1]: n for term, n in sorted(external.items())}


def _describe(out: Statements, source: str, file: InputFile) -> None:
    out.describe(source, iri(f"{AIT}InputFile"))
    out.add(source, iri(f"{AIT}fileName"), text(file.name))
    out.add(source, iri(f"{AIT}sha256"), text(file.sha256))
    out.add(source, name("dcat:byteSize"), number(file.bytes))


def _result(
    format_: str,
    builder: Builder,
    external: dict[str, int],
    folder: tempfile.TemporaryDirectory[str],
) -> ImportResult:
    log = builder.log
    report = Report(
        format_,
        builder.framework_term[1:-1],
        builder.title,
        builder.version,
        tuple(builder.bundle.read.values()),
        log.counts,
        len(builder.out),
        tuple(log.remarks),
        log.unlisted,
        external,
        dict(log.lost),
    )
    inputs = {entry.path for entry in builder.bundle.entries}
    stem = slug(builder.base.removeprefix(ID))[:60]
    result = ImportResult(report, folder, tuple(inputs), stem)
    (Path(folder.name) / "raw.nt").rename(result.path)
    return result
