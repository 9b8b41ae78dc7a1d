"""Options that say which graph to ask: one in memory, with an engine, or a server's."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["Graph", "credentials", "password_of", "source"]

#: The graph that the options name; loaded, or connected to, when it is called.
Graph = Callable[[], "KnowledgeGraph"]
_Command = TypeVar("_Command", bound=Callable[..., Any])
_PASSWORD = "AITALENT_KG_PASSWORD"


def credentials(command: _Command) -> _Command:
    """Add `--user` and `--digest`."""
    command = click.option("--digest", is_flag=True, help="Digest authentication, not basic.")(
        command
    )
    help_ = f"User name for the server; the password is asked for, or read from {_PASSWORD}."
    return click.option("--user", help=help_)(command)


def source(command: _Command) -> _Command:
    """Add `--engine`, `--endpoint` and what the latter needs; the command takes a `Graph`."""

    @wraps(command)
    def with_graph(
        *args: Any, engine: str, endpoint: str | None, user: str | None, digest: bool, **rest: Any
    ) -> Any:
        return command(*args, graph=partial(_graph, engine, endpoint, user, digest), **rest)

    asking = credentials(with_graph)
    asking = click.option("--endpoint", metavar="URL", help="Ask this SPARQL server instead.")(
        asking
    )
    asking = click.option(
        "--engine",
        type=click.Choice(["oxigraph", "rdflib"]),
        default="oxigraph",
        show_default=True,
        help="What runs queries in memory.",
    )(asking)
    return cast(_Command, asking)


def _graph(engine: str, endpoint: str | None, user: str | None, digest: bool) -> KnowledgeGraph:
    from aitalent_kg.graph import connect, load

    if endpoint is None:
        return load(engine=engine)
    return connect(endpoint, user=user, password=password_of(user), digest=digest)


def password_of(user: str | None) -> str | None:
    """The password: never an argument, which other users of the machine could read."""
    if user is None:
        return None
    return os.environ.get(_PASSWORD) or click.prompt("Password", hide_input=True, err=True)
