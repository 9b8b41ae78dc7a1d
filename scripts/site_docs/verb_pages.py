"""The command line: a page for each verb, from click itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from aitalent_kg.cli import main
from site_docs.markdown import code, crumb, esc, fenced, front, marked, ref, table
from site_docs.words import say

__all__ = ["verb_pages"]

_INDEX = "reference/verbs.md"


def verb_pages(lang: str) -> dict[str, str]:
    """Page -> text."""
    context = click.Context(main, info_name="aitalent-kg")
    verbs = {name: main.get_command(context, name) for name in main.list_commands(context)}
    found = {name: verb for name, verb in verbs.items() if verb is not None}
    pages = {_place(name): "\n".join(_page(name, verb, lang)) for name, verb in found.items()}
    return {_INDEX: "\n".join(_index(found, lang)), **pages}


def _place(name: str) -> str:
    return f"reference/verbs/{name}.md"


def _index(verbs: dict[str, click.Command], lang: str) -> Iterator[str]:
    title = say(lang, "Command line")
    yield front(title)
    yield f"# {title}\n"
    yield say(
        lang, "Exit code 0 is fine, 1 an error of the user in one line, 2 wrong usage, 3 findings."
    )
    yield "\n" + say(lang, "What click says of a verb and its options is in English.") * (
        lang != "en"
    )
    yield ""
    rows = [
        [ref(name, _INDEX, _place(name)), marked(verb.get_short_help_str(200), "en")]
        for name, verb in verbs.items()
    ]
    yield table([say(lang, "Verb"), say(lang, "What it does")], rows)


def _page(name: str, verb: click.Command, lang: str) -> Iterator[str]:
    context = click.Context(verb, info_name=f"aitalent-kg {name}")
    yield front(f"aitalent-kg {name}", verb.get_short_help_str(200))
    yield crumb(say(lang, "Command line"), _place(name), _INDEX)
    yield f"# aitalent-kg {name}\n"
    yield from _body(verb, context, lang)
    if isinstance(verb, click.Group):
        for below in verb.list_commands(context):
            command = verb.get_command(context, below)
            assert command is not None
            yield f"## {name} {below}\n"
            inner = click.Context(command, info_name=below, parent=context)
            yield from _body(command, inner, lang)


def _body(verb: click.Command, context: click.Context, lang: str) -> Iterator[str]:
    yield fenced(" ".join(verb.get_usage(context).removeprefix("Usage: ").split()))
    yield '<div lang="en" markdown>\n'
    for part in re.split(r"\n\s*\n", (verb.help or "").replace("\f", "")):
        yield _part(part)
    yield "</div>\n"
    records = [
        record
        for parameter in verb.get_params(context)
        if (record := parameter.get_help_record(context)) is not None
    ]
    head = [say(lang, "Option"), say(lang, "Meaning")]
    yield table(head, [[code(option), marked(told, "en")] for option, told in records])


def _part(part: str) -> str:
    """A paragraph of help; what click is told to leave as it stands, is code."""
    if part.startswith("\b"):
        return fenced(part.removeprefix("\b").strip("\n"))
    return f"{esc(part)}\n"
