"""`site`: the explorer as a folder that any web server can serve."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import with_files, with_readings


@click.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@with_files()
@with_readings("readings")
@click.option(
    "--base",
    default="",
    metavar="URL",
    help="Where it will be served; the page for addresses that do not exist needs it, no other.",
)
def site_command(
    folder: Path, extra: tuple[Path, ...], readings: tuple[str, ...], base: str
) -> None:
    """Write the explorer into DIR, as a static site that needs no server of ours.

    DIR is new, empty, or holds such a site, which is replaced when the new one is whole.
    """
    from aitalent_kg.explorer.site import check_folder, write_site
    from aitalent_kg.graph import load

    check_folder(folder)
    with steps("site") as tell:
        made = write_site(load(extra=extra, reading=readings), folder, base, tell)
    click.echo(f"{len(made.files)} files, {made.size / 1e6:.1f} MB in {folder}", err=True)
    click.echo(f"Look at it: python -m http.server --directory {folder}", err=True)
