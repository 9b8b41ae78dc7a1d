"""`push`: the graph to a SPARQL server, or to a file for a server's bulk loader."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import outputs, print_rows
from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import credentials, password_of


@click.command("push")
@click.argument("url")
@click.option("--query-url", metavar="URL", help="Where the server answers queries.")
@click.option("--add", "extra", multiple=True, type=click.Path(path_type=Path),
              help="An RDF file of your own, pushed too.")  # fmt: skip
@click.option("--bulk", is_flag=True, help="N-Quads to URL itself, not one graph at a time.")
@click.option("--replace", is_flag=True, help="Let graphs of our names hold our statements only.")
@credentials
@outputs()
def push_command(
    url: str,
    query_url: str | None,
    extra: tuple[Path, ...],
    bulk: bool,
    replace: bool,
    user: str | None,
    digest: bool,
    format_: str,
    output: Path | None,
) -> None:
    """Copy all named graphs to URL, the Graph Store address of a server, and count them there.

    A name that ends in .nq is a file to write instead, for a server's bulk loader. Nothing on
    the server is deleted but what --replace names.
    """
    from aitalent_kg.engines.web import Access
    from aitalent_kg.graph import load
    from aitalent_kg.push import Target, push, write_nquads

    store = load(extra=extra).store
    if url.endswith(".nq") and "://" not in url:
        click.echo(f"statements written to {url}: {write_nquads(store, Path(url))}", err=True)
        return
    target = Target(url, query_url, Access(user, password_of(user), digest))
    with steps("push") as progress:
        done = push(store, target, bulk=bulk, replace=replace, progress=progress)
    rows = [(one.graph.rpartition("/")[2], one.statements, one.before, one.after) for one in done]
    print_rows(("graph", "statements", "before", "on server"), rows, format_, output)
    click.echo(f"on {url}: {sum(one.after for one in done)} statements, all counted", err=True)
