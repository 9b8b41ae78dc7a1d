"""The mappings of the part, as SSSOM."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads, iri
from aitalent_kg.mappings.export import set_of_found
from aitalent_kg.mappings.files import set_text
from aitalent_kg.mappings.find import found_in

__all__ = ["export_sssom"]

#: SSSOM cannot tell a candidate from what is settled, so candidates have a file of their own.
_SETTLED = ("accepted", "rejected", "outward")


def export_sssom(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the accepted, denied and outward mappings.

    Raises:
        AitalentError: the part has none.
    """
    part = scope.store(store)
    every = found_in(part, None, None, None, None, lang)
    found = [entry for entry in every if entry.status != "candidate"]
    if not found:
        raise AitalentError("there is no mapping to export in this part")
    target.write_text(
        set_text(set_of_found(part, found, "export sssom"), "sssom-tsv"),
        encoding="utf-8",
        newline="\n",
    )
    for entry in found:
        log.wrote(f"mapping, {entry.status}")
    log.lose(
        "candidates",
        "SSSOM has no word for status; `mappings --status candidate --format sssom-tsv` writes them",
        len(every) - len(found),
    )
    nodes = {entry.node for entry in found}
    rest = sum(
        iri(quad.subject) not in nodes for quad in part.quads_for_pattern(None, None, None, None)
    )
    log.lose("statements about other things", "SSSOM holds mappings alone", rest)
