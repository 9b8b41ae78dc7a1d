"""Options that say which graph to ask: one in memory, with an engine, on disk, or a server's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

import click

from aitalent_kg.names import DOCUMENTS

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = [
    "Graph",
    "credentials",
    "damage_told",
    "password_of",
    "source",
    "with_files",
    "with_readings",
    "with_store",
]


class Graph(Protocol):
    """The graph that the options name; loaded, or connected to, when it is called."""

    def __call__(self, document: str | None = None) -> KnowledgeGraph:
        """The whole, or what one document says."""


_Command = TypeVar("_Command", bound=Callable[..., Any])
_PASSWORD = "AITALENT_KG_PASSWORD"


def credentials(command: _Command) -> _Command:
    """Add `--user` and `--digest`."""
    command = click.option("--digest", is_flag=True, help="Digest authentication, not basic.")(
        command
    )
    help_ = f"User name for the server; the password is asked for, or read from {_PASSWORD}."
    return click.option("--user", help=help_)(command)


def with_files(more: str = "") -> Callable[[_Command], _Command]:
    """Add `--with`, the files of the user; `more` is said of it too."""
    help_ = "A file of yours to load too: RDF, or mappings (.sssom.tsv, .json); repeatable."
    path = click.Path(path_type=Path)
    return click.option(
        "--with", "extra", multiple=True, metavar="FILE", type=path, help=help_ + more
    )


def with_store(what: str) -> Callable[[_Command], _Command]:
    """Add `--store`; the words begin its help."""
    help_ = f"{what} on disk that `aitalent-kg store add` made."
    return click.option("--store", metavar="DIR", type=click.Path(path_type=Path), help=help_)


def with_readings(name: str) -> Callable[[_Command], _Command]:
    """Add `--reading`, which the command takes as `name`."""
    help_ = "Follow this reading where documents differ: X-02:2, or a document; repeatable."
    return click.option("--reading", name, multiple=True, help=help_)


def source(command: _Command) -> _Command:
    """Add the options that say which graph is asked; the command takes a `Graph`.

    They are `--engine`, `--with`, `--store`, `--endpoint` and what it needs, `--reading` and
    `--what-if-reading`.
    """

    @wraps(command)
    def with_graph(
        *args: Any,
        engine: str,
        endpoint: str | None,
        user: str | None,
        digest: bool,
        extra: tuple[Path, ...],
        store: Path | None,
        what_if: tuple[str, ...],
        **rest: Any,
    ) -> Any:
        followed = _followed(rest, with_rules=bool(what_if))
        if endpoint is not None and store is not None:
            raise click.UsageError("--store and --endpoint are two graphs; leave one out")
        asked = (
            partial(_loaded, engine, extra, store)
            if endpoint is None
            else partial(_server, endpoint, user, digest, extra)
        )
        before = partial(_reading, asked, (followed,))
        with damage_told(store):
            if not what_if:
                return command(*args, graph=before, **rest)
            from aitalent_kg.cli.what_if import print_what_if

            after = partial(_reading, asked, (followed, what_if))
            return print_what_if(partial(command, *args), (before, after), what_if, rest)

    has_own = "readings" in signature(command).parameters
    return cast(_Command, _which(_readings(with_graph, has_own)))


def _which(command: _Command) -> _Command:
    """Add `--engine`, `--store`, `--endpoint` and what it needs, `--with`."""
    options = (
        credentials,
        with_files(),
        click.option("--endpoint", metavar="URL", help="Ask this SPARQL server instead."),
        with_store("Ask the store"),
        click.option(
            "--engine",
            type=click.Choice(["oxigraph", "rdflib"]),
            default="oxigraph",
            show_default=True,
            help="What runs queries in memory.",
        ),
    )
    for option in options:
        command = option(command)
    return command


@contextmanager
def damage_told(store: Path | None) -> Iterator[None]:
    """Say in a line what the engine says of a damaged file when it comes to read it."""
    try:
        yield
    except RuntimeError as error:
        if store is None or "Corruption" not in str(error):
            raise
        from aitalent_kg.vault.faults import damage

        raise damage(store, error) from error


def _loaded(
    engine: str, extra: tuple[Path, ...], store: Path | None, document: str | None
) -> KnowledgeGraph:
    from aitalent_kg.graph import load

    if store is None:
        return load(document, engine=engine, extra=extra)
    if extra:
        hint = f"put the file into it: aitalent-kg store add {store} FILE"
        raise click.UsageError(f"--with loads files into memory, --store asks a folder; {hint}")
    if document:
        raise click.UsageError("--document loads one document into memory; leave out --store")
    return load(engine=engine, store=store)


def _server(
    endpoint: str,
    user: str | None,
    digest: bool,
    extra: tuple[Path, ...],
    document: str | None,
) -> KnowledgeGraph:
    from aitalent_kg.graph import connect

    for option, given in (("--with loads files", extra), ("--document loads it", document)):
        if given:
            raise click.UsageError(f"{option} into memory; leave out --endpoint")
    return connect(endpoint, user=user, password=password_of(user), digest=digest)


def _readings(command: _Command, has_own: bool) -> _Command:
    """Add `--reading`, unless the command has one for rules, and `--what-if-reading`."""
    command = click.option(
        "--what-if-reading",
        "what_if",
        multiple=True,
        metavar="READING",
        help="Show only what following this reading would change.",
    )(command)
    if has_own:
        return command
    return with_readings("followed")(command)


def _followed(options: dict[str, Any], with_rules: bool) -> tuple[str, ...]:
    """The readings to follow; those of rules stay with a command that runs them.

    Args:
        with_rules: those too, so that others can take their place.
    """
    if "readings" not in options:
        return tuple(options.pop("followed"))
    named = options["readings"]
    followed = tuple(n for n in named if with_rules or ":" in n or n in DOCUMENTS)
    options["readings"] = tuple(name for name in named if name not in followed)
    return followed


def _reading(
    asked: Callable[[str | None], KnowledgeGraph],
    names: Iterable[tuple[str, ...]],
    document: str | None = None,
) -> KnowledgeGraph:
    """The graph in which readings are followed, later ones instead of earlier ones."""
    kg = asked(document)
    for some in filter(None, names):
        kg = kg.reading(*some)
    return kg


def password_of(user: str | None) -> str | None:
    """The password: never an argument, which other users of the machine could read."""
    if user is None:
        return None
    return os.environ.get(_PASSWORD) or click.prompt("Password", hide_input=True, err=True)
