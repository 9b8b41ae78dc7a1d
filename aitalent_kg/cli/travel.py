"""`routes` and `network`: ways from one role to another, and the network they run through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows, print_text
from aitalent_kg.cli.source import Graph, source
from aitalent_kg.cli.travel_words import HEADS, cells, readable, route_lines

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.routes.answers import Routes
    from aitalent_kg.table import Table

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PLOT = click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw it too: .svg .png .pdf .dot .gv .mmd .md",
)


_STEP_COLUMNS = (
    "start", "end", "kind_of_step", "kind_basis", "qualifiers", "condition", "basis", "documents",
    "start_code", "end_code", "quotes",
)  # fmt: skip


def _limits(command: _Command) -> _Command:
    """Add `--document` and `--printed`."""
    command = click.option(
        "--printed", is_flag=True, help="Only what documents print, not what we read from layout."
    )(command)
    return click.option(
        "--document", "documents", multiple=True, help="Only what this document says; repeatable."
    )(command)


@click.command("routes")
@click.argument("names", nargs=-1, required=True, metavar="[START] GOAL")
@click.option("--minimise", default="steps", show_default=True, metavar="COST[,COST…]",
              help="steps, conditions, weight, missing; with --assume also hours, certificates.")  # fmt: skip
@click.option("-k", type=int, default=1, show_default=True,
              help="Show the k cheapest routes, and all that tie.")  # fmt: skip
@click.option("--via", multiple=True, help="Pass this; repeatable.")
@click.option("--avoid", multiple=True, help="Do not touch this; repeatable.")
@click.option("--person", type=click.Path(path_type=Path), help="Who goes: a YAML or JSON file.")
@click.option("--assume", is_flag=True, help="Take hours and certificates of steps from table 5.")
@_limits
@_PLOT
@source
@language
@outputs("table", "json")
def routes_command(
    names: tuple[str, ...],
    plot: Path | None,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
    **question: Any,
) -> None:
    """Show the best routes from START to GOAL; without START, from where --person stands.

    START and GOAL are roles ("AI 工程師"), role types ("AI 加值型"), talent categories
    ("AI 應用人才"), gates ("提示詞工程") or stages; START may also be a background (資工, 商管,
    文史哲) or the file of a person (engineer.yaml). Give names in either language, codes or paths.

    aitalent-kg routes 商管 "AI 產品經理" --minimise steps,missing

    aitalent-kg routes "Data Scientist" "AI Engineer" --lang en
    """
    if len(names) > 2 or (len(names) == 1 and question["person"] is None):
        raise click.UsageError("give START and GOAL; a blank inside a name needs quotes")
    _check_plot(plot)
    kg = graph()
    start = names[0] if len(names) == 2 else question.pop("person")
    found = _found(kg, start, names[-1], lang=lang, **question)
    if format_ == "json":
        from aitalent_kg.service.routes_json import routes_json

        print_json(routes_json(found), output)
    else:
        print_text("\n".join(route_lines(found, lang)), output)
    if not found.complete:
        click.echo(HEADS[lang]["only"].format(len(found.routes)), err=True)
    if plot:
        _draw(found, any(route.steps for route in found.routes), plot, lang)


@click.command("network")
@click.argument("node", required=False)
@click.option("--reachable", "view", flag_value="reachable", help="Where one gets from NODE.")
@click.option("--ways-in", "view", flag_value="ways_in", help="From where one gets to NODE.")
@click.option("--bottlenecks", "view", flag_value="bottlenecks", help="What routes must pass.")
@click.option("--communities", "view", flag_value="communities", help="What belongs together.")
@click.option("--kind", help="Only steps of this kind: same-category, cross-category, not stated.")
@click.option("--members", is_flag=True, help="Memberships in groups too.")
@click.option("--evidence", is_flag=True, help="Add the quotes behind each row.")
@_limits
@_PLOT
@source
@language
@outputs()
def network_command(
    node: str | None,
    view: str | None,
    plot: Path | None,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
    **limits: Any,
) -> None:
    """Show the steps between roles; with NODE those that touch it.

    NODE is a role ("AI 工程師"), role type ("AI 加值型"), talent category ("AI 應用人才"),
    background (商管), gate ("提示詞工程") or stage. Give a name in either language, code or path.

    aitalent-kg network "AI 工程師" --ways-in

    aitalent-kg network --document industry-guide-deck --plot deck.svg
    """
    _check_plot(plot)
    _check_view(node, view, plot, limits)
    kg = graph()
    given = {"documents": limits["documents"] or None, "inferred": not limits["printed"]}
    if view in ("reachable", "ways_in"):
        table = getattr(kg, view)(node, lang=lang, **given)
    elif view:
        table = getattr(kg, view)(kind=limits["kind"], lang=lang, **given)
    else:
        table = _steps(kg, node, plot, lang, limits | given)
    if not limits["evidence"]:
        table = _without(table, "quotes")
    _print_table(kg, table, lang, format_, output)
    if not table:
        click.echo(HEADS[lang]["no_steps"], err=True)


def _found(
    kg: KnowledgeGraph,
    start: str | Path,
    goal: str,
    minimise: str,
    documents: Sequence[str],
    printed: bool,
    **rest: Any,
) -> Routes:
    costs = [cost.strip() for cost in minimise.split(",")]
    asked = documents or None
    return kg.routes(start, goal, minimise=costs, documents=asked, inferred=not printed, **rest)


def _steps(
    kg: KnowledgeGraph, node: str | None, plot: Path | None, lang: str, limits: dict[str, Any]
) -> Table:
    """The steps as a table, drawn on the way if asked."""
    import networkx as nx

    from aitalent_kg.table import Table

    graph = kg.network(
        **{name: limits[name] for name in ("documents", "kind", "inferred", "members")}
    )
    if node is not None:
        there = _node(kg, node)
        others = [edge for edge in graph.edges(keys=True) if there not in edge[:2]]
        graph.remove_edges_from(others)
        graph.remove_nodes_from(list(nx.isolates(graph)))
    if plot:
        _draw(graph, bool(graph), plot, lang)
    suffix = "_en" if lang == "en" else ""
    label = {iri: data["label" + suffix] for iri, data in graph.nodes(data=True)}
    rows = (
        (label[start], label[end], edge["kind"], edge["kind_basis"],
         "; ".join(edge["qualifiers" + suffix]), edge["condition" + suffix],
         edge["basis"], ", ".join(edge["documents"]), graph.nodes[start]["code"],
         graph.nodes[end]["code"], edge["quotes"])
        for start, end, key in sorted(graph.edges(keys=True))
        for edge in [graph.edges[start, end, key]]
    )  # fmt: skip
    return Table.of(_STEP_COLUMNS, rows)


def _node(kg: KnowledgeGraph, name: str) -> str:
    """The IRI of the node meant; of several things of that name the one that is a node."""
    from aitalent_kg.network.links import memberships, transitions
    from aitalent_kg.routes.places import node_of

    return node_of(kg.statements, name, transitions(kg.statements), memberships(kg.statements))


def _without(table: Table, *names: str) -> Table:
    """The table without some of its columns."""
    from aitalent_kg.table import Table

    kept = [column for column in table.columns if column not in names]
    return Table.of(kept, ([getattr(row, column) for column in kept] for row in table))


def _print_table(
    kg: KnowledgeGraph, table: Table, lang: str, format_: str, output: Path | None
) -> None:
    """Print a table, its heads in the language if people read it."""
    if format_ not in ("table", "markdown"):
        print_rows(table.columns, table, format_, output)
        return
    heads = [HEADS[lang][column] for column in readable(table.columns)]
    rows = (cells(kg.statements, row._asdict(), lang) for row in table)
    print_rows(heads, rows, format_, output)


def _check_view(
    node: str | None, view: str | None, plot: Path | None, limits: dict[str, Any]
) -> None:
    if view in ("reachable", "ways_in"):
        if node is None:
            raise click.UsageError("give NODE: a role, category, stage or gate")
        if limits["kind"]:
            raise click.UsageError("--kind is for steps, --bottlenecks and --communities")
    elif view and node is not None:
        raise click.UsageError("--bottlenecks and --communities are of the whole network: no NODE")
    if view and (plot or limits["members"]):
        raise click.UsageError("--plot and --members are for the steps themselves")


def _check_plot(plot: Path | None) -> None:
    """Refuse an ending before the work, not after it."""
    if plot:
        from aitalent_kg.drawing.draw import check_ending

        check_ending(plot)


def _draw(subject: Any, drawable: bool, path: Path, lang: str) -> None:
    from aitalent_kg.drawing.draw import draw

    if not drawable:
        click.echo(HEADS[lang]["nothing_drawn"], err=True)
        return
    draw(subject, path, lang)
    click.echo(f"{path}", err=True)
