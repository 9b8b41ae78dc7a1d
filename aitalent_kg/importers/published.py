"""Frameworks that have an IRI of their own: what ours is called after, and what it is taken from."""

from __future__ import annotations

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.json_fields import Fields
from aitalent_kg.importers.statements import Term, slug
from aitalent_kg.names import DOCUMENTS, ID

__all__ = ["begin_published", "stem_of"]

_LONGEST = 80


def begin_published(
    builder: Builder,
    fields: Fields,
    format_: str,
    stem: str,
    title: str,
    version: str,
    published: str = "",
) -> Term:
    """Say what an imported framework is; called first.

    Args:
        fields: of the framework, to tell of.
        stem: that the caller wants, or "".
        published: its own IRI; left out, the field `uri`.
    """
    published = published or fields.text("uri")
    wanted = stem or stem_of(format_, published, title)
    if not stem and wanted == f"{format_}-{published.removeprefix(ID)}":
        told = f"has the IRI of our document {published.removeprefix(ID)}; read as {wanted}"
        builder.log.repair(fields.file, None, told)
    return builder.framework(wanted, title, version)


def stem_of(format_: str, published: str, title: str) -> str:
    """What the IRI of a framework ends in: as we exported it, else the format and its title."""
    if published.startswith(ID):
        ours = published.removeprefix(ID)
        if ours in DOCUMENTS:
            return f"{format_}-{ours}"
        if ours and ours == slug(ours):
            return ours
    return f"{format_}-{slug(title.lower())[:_LONGEST].strip('-') or 'framework'}"
