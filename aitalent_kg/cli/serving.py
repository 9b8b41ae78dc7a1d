"""`serve`: the endpoint and the explorer on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.source import with_files, with_readings

__all__ = ["serve_command"]

_LIMIT = click.IntRange(min=1)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; 0.0.0.0 lets other machines ask.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="0 takes a free one.")  # fmt: skip
@with_files(" Pages of other sites may then not read the answers.")
@with_readings("readings")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True,
              help="Seconds that a query may take.")  # fmt: skip
@click.option("--memory", type=_LIMIT, default=384, show_default=True, metavar="MIB",
              help="MiB that a query may take.")  # fmt: skip
@click.option("--rows", type=_LIMIT, default=100_000, show_default=True,
              help="Rows or triples that an answer may have.")  # fmt: skip
@click.option("--answer", type=_LIMIT, default=50_000_000, show_default=True, metavar="BYTES",
              help="Bytes that an answer may have.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.")
@click.option("--cors", is_flag=True,
              help="Let pages of other sites read the answers even where --with is given.")  # fmt: skip
@click.option("--log-queries", is_flag=True, help="Write the text of queries into the log.")
def serve_command(
    host: str,
    port: int,
    extra: tuple[Path, ...],
    readings: tuple[str, ...],
    timeout: float,
    memory: int,
    rows: int,
    answer: int,
    workers: int | None,
    cors: bool,
    log_queries: bool,
) -> None:
    """Serve a SPARQL endpoint, an API and pages to explore the graph.

    The address is printed once requests are answered. Stop with Ctrl-C.
    """
    from dataclasses import asdict

    from aitalent_kg.exports import optional

    for package in ("starlette", "uvicorn", "httptools"):
        optional(package)
    from aitalent_kg.server.app import app
    from aitalent_kg.server.jobs import TARGET
    from aitalent_kg.server.run import listening, serve_on
    from aitalent_kg.server.settings import Settings
    from aitalent_kg.workers.limits import Limits
    from aitalent_kg.workers.pool import Pool

    limits = Limits(timeout, memory * 1024**2, answer, rows)
    files = [str(path.absolute()) for path in extra]
    options = {"extra": files, "reading": list(readings), "limits": asdict(limits)}
    listener = listening(host, port)
    with listener, Pool(TARGET, options, limits, workers) as pool:
        pool.wait()
        application = app(pool, Settings(limits, log_queries, cors=cors or not extra))
        serve_on(listener, application, lambda: _announce(listener.getsockname()))


def _announce(address: tuple[str, int]) -> None:
    host, port = address[:2]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{port}/")
