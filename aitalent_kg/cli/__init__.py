"""The command `aitalent-kg`: parse, call one public function, print.

Data go to stdout, messages to stderr. Exit code 0 fine, 1 an error of the user in one line,
2 wrong usage, 3 a check that found something.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from aitalent_kg.version import VERSION

__all__ = ["main"]

#: verb -> module below `aitalent_kg.cli` that holds the command of that name.
VERBS = {
    "info": "about",
    "show": "resource",
    "evidence": "resource",
    "conflicts": "resource",
    "query": "ask",
    "search": "find",
    "sparql": "ask",
    "routes": "travel",
    "network": "travel",
    "gap": "lack",
    "mappings": "mappings",
    "agreement": "mappings",
    "suggest": "suggesting",
    "overlap": "overlapping",
    "overlap-matrix": "overlapping",
    "compare": "comparing",
    "diff": "differ",
    "assess": "judge",
    "assess-table": "crowd",
    "serve": "serving",
    "site": "site",
    "mcp": "agents",
    "push": "send",
    "validate": "check",
    "audit": "check",
    "quality": "quality",
    "reason": "reasoning",
    "explain": "reasoning",
    "import": "bring",
    "export": "exporting",
    "store": "vault",
    "demo": "demo",
}


class _Verbs(click.Group):
    """Loads a verb's module only when the verb is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        module = import_module(f"aitalent_kg.cli.{VERBS[name]}")
        command = getattr(module, f"{name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def main(self, *args: Any, **extra: Any) -> Any:
        from aitalent_kg.cli.terminal import settle, tell
        from aitalent_kg.errors import AitalentError

        settle()
        try:
            return super().main(*args, **extra)
        except (AitalentError, OSError, UnicodeEncodeError) as error:
            tell(error)  # of a pipe that is closed click says nothing
            sys.exit(1)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        from aitalent_kg.cli.terminal import as_text

        return super().parse_args(ctx, [*map(as_text, args)])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="aitalent-kg")
def main() -> None:
    """Ask five Taiwanese documents on AI talent, and see the sentence behind each answer."""
