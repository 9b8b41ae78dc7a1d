"""`mcp`: the graph as tools for AI agents."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.source import with_files, with_readings

__all__ = ["mcp_command"]


@click.command("mcp")
@with_files()
@with_readings("readings")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True,
              help="Seconds that a question may take.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Worker processes: so many questions at once.")  # fmt: skip
def mcp_command(
    extra: tuple[Path, ...], readings: tuple[str, ...], timeout: float, workers: int
) -> None:
    """Serve AI agents over standard input and output (Model Context Protocol).

    An agent's program starts this command itself; docs/agents.md has its configuration.
    """
    import asyncio

    from aitalent_kg.exports import optional

    optional("mcp")
    from aitalent_kg.agents.server import run_on_stdio
    from aitalent_kg.errors import MissingFile
    from aitalent_kg.server.jobs import TARGET
    from aitalent_kg.workers.limits import Limits
    from aitalent_kg.workers.pool import Pool

    for path in extra:
        if not path.is_file():
            raise MissingFile(path)
    options = {"extra": [str(path.absolute()) for path in extra], "reading": list(readings)}
    with Pool(TARGET, options, Limits(seconds=timeout), workers) as pool:
        asyncio.run(run_on_stdio(pool))
