"""`store`: a store of the user's own on disk, for data that outgrow memory."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import outputs, print_json, print_rows
from aitalent_kg.cli.progress import steps

if TYPE_CHECKING:
    from aitalent_kg.vault import GraphInfo

__all__ = ["store_command"]

_COLUMNS = ("graph", "triples", "file")


@click.group("store")
def store_command() -> None:
    """Keep the five documents and data of yours in a folder, for data that outgrow memory.

    Ask it with --store DIR, which every asking verb has: `aitalent-kg search Python --store DIR`.
    It opens in milliseconds. One process may write to it while any number read: they go on with
    what they opened. A write that is stopped, however, leaves the store as it was.
    """


@store_command.command("add")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put files in the place of those of their names.")
def add_command(directory: Path, files: tuple[Path, ...], replace: bool) -> None:
    """Add files to the store in DIR; a new one is made where DIR is absent or empty.

    FILE is RDF (.ttl .nt .nq .trig .rdf .jsonld) or mappings (.sssom.tsv .sssom.json .sssom.ttl).
    Each becomes the graph user/NAME; files of quads keep the graphs that they name. All are
    added, or none. Without FILE the store gets our graphs, or newer ones.
    """
    from aitalent_kg.vault import add

    with steps("store") as tell:
        added = add(directory, files, tell, replace)
    click.echo(f"{directory}: {_said(added)} added")


@store_command.command("remove")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("names", metavar="GRAPH...", nargs=-1, required=True)
def remove_command(directory: Path, names: tuple[str, ...]) -> None:
    """Take graphs of yours out of the store in DIR, by the names that `store list` shows."""
    from aitalent_kg.vault import remove

    with steps("store") as tell:
        removed = remove(directory, names, tell)
    click.echo(f"{directory}: {_said(removed)} removed")


@store_command.command("list")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--all", "all_", is_flag=True, help="Our graphs too.")
@outputs()
def list_command(directory: Path, all_: bool, format_: str, output: Path | None) -> None:
    """List your graphs in the store in DIR; JSON has hashes and times too."""
    from aitalent_kg.vault import graphs

    found = [graph for graph in graphs(directory) if all_ or not graph.ours]
    if format_ == "json":
        print_json(found, output)
        return
    rows = [(graph.name, graph.triples, graph.source) for graph in found]
    print_rows(_COLUMNS, rows, format_, output)


@store_command.command("info")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--check", "checked", is_flag=True, help="Read every statement, and count again.")
@outputs("table", "json")
def info_command(directory: Path, checked: bool, format_: str, output: Path | None) -> None:
    """Show how large the store in DIR is, what made it, and whether our graphs in it are current."""
    from aitalent_kg.vault import check, info

    found = info(directory)
    if checked:
        check(directory)
    if format_ == "json":
        print_json(found, output)
    else:
        rows = [(each.name, _cell(getattr(found, each.name))) for each in fields(found)]
        print_rows(("what", "value"), rows, format_, output)
    if not found.current:
        hint = f"`aitalent-kg store add {directory}` renews them, as every write does"
        click.echo(f"our graphs in it are of another version of this package; {hint}", err=True)


def _cell(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _said(graphs: tuple[GraphInfo, ...]) -> str:
    """What was added or removed, in a line."""
    total = sum(graph.triples for graph in graphs)
    names = ", ".join(graph.name for graph in graphs[:3])
    more = f" and {len(graphs) - 3} more" if len(graphs) > 3 else ""
    return f"{names}{more} ({total} statements)" if graphs else "nothing of yours"
