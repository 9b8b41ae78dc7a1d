"""`reason` and `explain`: what follows from the graph, and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aitalent_kg.cli.output import language, print_json, print_rows
from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import damage_told, with_files, with_store
from aitalent_kg.names import DOCUMENTS

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.reasoning import Closure

_Command = TypeVar("_Command", bound=Callable[..., Any])
_WORDS = {
    "zh": {
        "follows": "推得 {:,} 項陳述（既有 {:,} 項；推論引擎 {}，對應{}）",
        "rule": ("規則", "陳述數", "內容"),
        "predicate": ("謂詞", "陳述數"),
        "contradictions": "矛盾：{}",
        "single": "不串接",
        "chain": "串接",
    },
    "en": {
        "follows": "{:,} statements follow from {:,} (engine {}, mappings {})",
        "rule": ("rule", "statements", "what it says"),
        "predicate": ("predicate", "statements"),
        "contradictions": "contradictions: {}",
        "single": "single",
        "chain": "chain",
    },
}


def _asked(command: _Command) -> _Command:
    """Add the options that say which graph is reasoned on, and the form of the answer."""
    for option in (
        click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table"),
        language,
        click.option(
            "--mappings",
            type=click.Choice(["single", "chain"]),
            default="single",
            show_default=True,
            help="chain: draw conclusions from several mappings in a row, as SKOS allows.",
        ),
        click.option(
            "--document", type=click.Choice(DOCUMENTS), help="Only what this document says."
        ),
        with_store("The store"),
        with_files(),
    ):
        command = option(command)
    return command


@click.command("reason")
@_asked
@click.option(
    "--engine",
    type=click.Choice(["fast", "owlrl"]),
    default="fast",
    show_default=True,
    help="owlrl is slower by far, gives the same, and knows constructs that fast refuses.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what follows as RDF: .ttl .nt .nq .trig .rdf .jsonld",
)
def reason_command(
    extra: tuple[Path, ...],
    store: Path | None,
    document: str | None,
    mappings: str,
    lang: str,
    format_: str,
    engine: str,
    output: Path | None,
) -> None:
    """Draw all conclusions that OWL 2 RL, our ontology and SKOS allow, and find contradictions.

    Exit code 3: the graph contradicts itself; each contradiction is explained.
    """
    from aitalent_kg.reasoning import reason

    with damage_told(store), steps("reason") as tell:
        closure = reason(_loaded(document, extra, store).store, engine, mappings, tell)
    if output is not None:
        closure.write(output)
    if format_ == "json":
        print_json(_summary(closure))
    else:
        _print_summary(closure, lang)
    for remark in closure.remarks:
        click.echo(remark, err=True)
    sys.exit(3 if closure.contradictions else 0)


@click.command("explain")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@_asked
def explain_command(
    subject: str,
    predicate: str,
    object_: str,
    extra: tuple[Path, ...],
    store: Path | None,
    document: str | None,
    mappings: str,
    lang: str,
    format_: str,
) -> None:
    """Explain why SUBJECT PREDICATE OBJECT holds: rules, down to quotes of the documents.

    Names are codes, paths, IRIs, CURIEs or labels; the predicate `a` asks for a class.
    """
    from aitalent_kg.reasoning import explain, reason

    with damage_told(store):
        closure = reason(_loaded(document, extra, store).store, "fast", mappings)
        found = explain(closure, subject, predicate, object_, lang)
    if format_ == "json":
        print_json(found.as_json())
    else:
        click.echo(str(found))


def _loaded(document: str | None, extra: tuple[Path, ...], store: Path | None) -> KnowledgeGraph:
    from aitalent_kg.graph import load

    if store is not None and (extra or document):
        raise click.UsageError("--with and --document load into memory; leave out --store")
    return load(document, extra=extra, store=store)


def _summary(closure: Closure) -> dict[str, object]:
    from aitalent_kg.reasoning.explaining import proof_json
    from aitalent_kg.reasoning.proofs import clash_proofs

    return {
        "engine": closure.engine,
        "mappings": closure.mappings,
        "asserted": len({*closure.asserted_triples()}),
        "inferred": len(closure),
        "by_rule": closure.by_rule,
        "by_predicate": closure.by_predicate,
        "contradictions": [
            {"rule": clash.rule, "premises": [*map(proof_json, clash_proofs(closure, clash))]}
            for clash in closure.contradictions
        ],
        "remarks": closure.remarks,
    }


def _print_summary(closure: Closure, lang: str) -> None:
    from aitalent_kg.reasoning.explaining import clash_lines
    from aitalent_kg.reasoning.words import RULE_WORDS

    words, meant = _WORDS[lang], RULE_WORDS[lang]
    asserted = len({*closure.asserted_triples()})
    counts = (len(closure), asserted, closure.engine, words[closure.mappings])
    click.echo(str(words["follows"]).format(*counts) + "\n")
    if closure.by_rule:
        rows = [(rule, count, meant[rule]) for rule, count in closure.by_rule.items()]
        print_rows(words["rule"], rows, "table")
        click.echo()
    print_rows(words["predicate"], list(closure.by_predicate.items()), "table")
    click.echo("\n" + str(words["contradictions"]).format(len(closure.contradictions)))
    for clash in closure.contradictions:
        click.echo("\n" + "\n".join(clash_lines(closure, clash, lang)))
