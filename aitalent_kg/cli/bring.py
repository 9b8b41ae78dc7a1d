"""`import`: read another format, report what became of it, and write or add its statements."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aitalent_kg.errors import AitalentError
from aitalent_kg.files import written_whole
from aitalent_kg.importers import FORMATS

if TYPE_CHECKING:
    from aitalent_kg.importers.result import ImportResult

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)

_ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
_TEXT_LANG = (
    "--text-lang",
    "lang",
    "Language of the texts where the input does not say, for example en.",
)
_NAME = ("--name", "name", "What the framework's IRI ends in; left out, made of its title.")
_RELEASE = ("--release", "release", "Release, for example 1.1.1; left out, read from the files.")
#: Format -> its own options: name, argument of its importer, help.
_OPTIONS = {
    "esco": (_TEXT_LANG, _RELEASE),
    "onet": (
        _TEXT_LANG,
        _RELEASE,
        (
            "--least",
            "least",
            "Importance, 1 to 5, below which an element is not asked for; 3 is 'important'.",
        ),
    ),
    "nice": (
        _NAME,
        ("--release", "version", "Version, for example 2.0.0; left out, read from the input."),
    ),
    "case": (_TEXT_LANG, _NAME),
    "rsd": (_TEXT_LANG, _NAME, ("--title", "title", "Title of the framework.")),
    "ctdl-asn": (_TEXT_LANG, _NAME),
    "skos": (
        _TEXT_LANG,
        _NAME,
        ("--title", "title", "Title of the framework, where the file has none."),
        (
            "--kind",
            "kind",
            "What concepts are, all of them (Skill), or those of a type, scheme, collection or"
            " concept above (IRI=Skill); repeatable.",
        ),
    ),
}
_MORE: dict[str, dict[str, Any]] = {"--kind": {"multiple": True, "metavar": "[IRI=]CLASS"}}


@click.group("import")
def import_command() -> None:
    """Read another format, report repairs and doubts, and write RDF.

    Statements go to --output, into a store with --add, or to stdout as Turtle; the report goes to
    stderr. An import is all or nothing. Inputs are never written to, and nothing is fetched.
    """


def _outputs(command: _Command) -> _Command:
    """Add the options that all formats share."""
    for option in (
        click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True,
                     help="Language of the report's words."),
        click.option("--report-file", type=_OUT, help="Write the report there, as JSON."),
        click.option("--report", type=click.Choice(["text", "json"]), default="text",
                     show_default=True, help="Form of the report on stderr."),
        click.option("--replace", is_flag=True, help="With --add: take the place of an older one."),
        click.option("--add", "store", type=click.Path(file_okay=False, path_type=Path),
                     metavar="DIR", help="Add the statements to the store in this folder."),
        click.option("-o", "--output", type=_OUT, help="File to write: .ttl .nt .nq .trig .rdf"
                     " .jsonld."),
    ):  # fmt: skip
        command = option(command)
    return command


def _simple(format_: str) -> None:
    """Make the command of a format that has paths and a few texts as options."""
    given = _OPTIONS[format_]

    def command(paths: tuple[Path, ...], **options: Any) -> None:
        own = {name: options.pop(f"own_{name}") for _, name, _ in given}
        _bring(format_, paths, {name: v for name, v in own.items() if v}, **options)

    command.__doc__ = (
        f"Read {FORMATS[format_]}.\n\nPATH is a file, a folder or a zip archive; several may be"
        " given."
    )
    made: Any = _outputs(command)
    for flag, name, help_ in reversed(given):
        made = click.option(flag, f"own_{name}", help=help_, **_MORE.get(flag, {}))(made)
    made = click.argument("paths", nargs=-1, required=True, type=_FILE, metavar="PATH...")(made)
    import_command.command(format_)(made)


for _format in _OPTIONS:
    _simple(_format)


@import_command.command("icap")
@click.argument("paths", nargs=-1, required=True, type=_FILE, metavar="PATH...")
@click.option(
    "--corrections",
    type=_FILE,
    help="TOML file with decisions; for several standards a folder of CODE.toml.",
)
@click.option("--skip-broken", is_flag=True, help="Of several, leave out and tell broken ones.")
@click.option("--code", help="Code of the standard, where a pasted table has no head.")
@click.option("--title", help="Name of the standard, where a pasted table has no head.")
@_outputs
def icap_command(
    paths: tuple[Path, ...],
    corrections: Path | None,
    skip_broken: bool,
    code: str | None,
    title: str | None,
    **options: Any,
) -> None:
    """Read iCAP competency standards: the text of the PDF, or its tables.

    PATH is a text, a CSV, TSV or Excel table, a folder or a zip archive. The Turtle goes to
    --output or to stdout. The report of repairs and doubts goes to stderr; as JSON it goes to
    stdout where --output leaves that free.
    """
    own = {"corrections": corrections, "skip_broken": skip_broken, "code": code, "title": title}
    given = {name: value for name, value in own.items() if value}
    plain = not given.keys() - {"corrections"} and not (options["store"] or options["report_file"])
    tables = (".csv", ".tsv", ".xlsx", ".xlsm", ".zip", ".gz")
    full = paths[0].is_dir() and any(paths[0].iterdir())
    if plain and len(paths) == 1 and paths[0].suffix.lower() not in tables and not full:
        from aitalent_kg.cli.bring_icap import one_text

        check_output(options["output"], paths[0], corrections)
        one_text(paths[0], corrections, options["output"], options["report"])
        return
    _bring("icap", paths, given, **options)


@import_command.command("table")
@click.argument("paths", nargs=-1, required=True, type=_FILE, metavar="PATH...")
@click.option("--mapping", type=_FILE, help="TOML file that says what the columns are.")
@click.option("--template", is_flag=True, help="Write a first mapping for the table instead.")
@_outputs
def table_command(
    paths: tuple[Path, ...], mapping: Path | None, template: bool, **options: Any
) -> None:
    """Read tables of your own, CSV or Excel, as a small mapping file says.

    First `import table --template FILE.csv -o mapping.toml`, then correct mapping.toml, then
    `import table FILE.csv --mapping mapping.toml -o mine.ttl`.
    """
    if not template and not mapping:
        raise click.UsageError("give --mapping FILE.toml; --template writes a first one")
    if not template:
        check_output(options["output"], mapping)
        _bring("table", paths, {"mapping": mapping}, **options)
        return
    from aitalent_kg.cli.output import print_text
    from aitalent_kg.importers.formats.table import template as written

    check_output(options["output"], *paths)
    print_text(written(*paths).rstrip("\n"), options["output"])


def _bring(
    format_: str,
    paths: tuple[Path, ...],
    own: dict[str, Any],
    *,
    output: Path | None,
    store: Path | None,
    replace: bool,
    report: str,
    report_file: Path | None,
    lang: str,
) -> None:
    """Import, write or add, and report."""
    from importlib import import_module

    from aitalent_kg.cli.bring_report import as_json, as_text
    from aitalent_kg.cli.progress import steps

    check_output(output, *paths)
    check_output(report_file, *paths, output)
    if output and output.suffix not in _ENDINGS:  # told before all is read, not after
        raise AitalentError(f"{output}: give a name with one of {' '.join(_ENDINGS)}")
    module = format_.replace("-", "_")
    importer: Any = getattr(
        import_module(f"aitalent_kg.importers.formats.{module}"), f"import_{module}"
    )
    with _ended_in_order(), steps("import") as told:
        result = importer(paths, progress=told, **own)
        told("write")
        said = as_json(result.report)
        with _whole(result, output, report_file, said):
            _put(result, output, store, replace)
    shown = said if report == "json" else as_text(result.report, lang)
    click.echo(shown, err=report == "text" or not (output or store))


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a process that is told to end take its temporary files away first."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _whole(
    result: ImportResult, output: Path | None, report_file: Path | None, said: str
) -> Iterator[None]:
    """Write the files, which appear when what is done meanwhile went well, and else not at all."""
    with ExitStack() as both:
        if output:
            both.enter_context(result.writing(output))
        if report_file:
            result.refuse_input(report_file)
            temporary = both.enter_context(written_whole(report_file))
            temporary.write_text(said + "\n", encoding="utf-8", newline="\n")
        yield


def _put(result: ImportResult, output: Path | None, store: Path | None, replace: bool) -> None:
    """Add the statements to the store, or print them where they go nowhere else."""
    if store:
        from aitalent_kg.vault import add

        add(store, [result], replace=replace)
    elif not output:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="aitalent-kg-") as folder:
            turtle = Path(folder) / "result.ttl"
            result.write(turtle)
            with turtle.open("rb") as stream:
                for piece in iter(lambda: stream.read(1 << 20), b""):
                    click.echo(piece, nl=False)


def check_output(output: Path | None, *inputs: Path | None) -> None:
    """Refuse a file that cannot be written, or that an input would be lost in."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise AitalentError(f"{output}: there is no folder {output.parent}; make it first")
    # realpath, for a link that leads to itself is no error there
    if os.path.realpath(output) in {os.path.realpath(path) for path in inputs if path}:
        raise AitalentError(f"{output} is an input; give another file to write to")
