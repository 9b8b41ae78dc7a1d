"""Which IRI an address on this server stands for, and back.

`/id/…`, `/graph/…` and `/ontology` stand for the project's IRIs of the same endings.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from aitalent_kg.names import AIT, GRAPH, ID

__all__ = ["address", "candidates", "ending"]

_HOME = ID.removesuffix("id/")
#: What stays as it is in an address: all that an IRI may hold and a path may too.
_SAFE = "/:@!$&'()*+,;=~-._%"
_ENDINGS = (".ttl", ".nt", ".jsonld", ".rdf", ".nq", ".trig")


def candidates(raw_path: str) -> list[str]:
    """The IRIs that a path may stand for, percent-encoded or not, the likeliest first.

    >>> candidates("/id/tool/%E4%B8%AD")
    ['https://w3id.org/aitalent-kg/id/tool/%E4%B8%AD', 'https://w3id.org/aitalent-kg/id/tool/中']
    """
    path = raw_path.lstrip("/")
    forms = (path, unquote(path), quote(unquote(path), safe="/:@!$&'()*+,;=~-._"))
    return [_HOME + form for form in dict.fromkeys(forms)]


def ending(path: str) -> tuple[str, str]:
    """A path without the ending of a format, and that ending without its dot, or "".

    >>> ending("/id/tool/yolo.ttl"), ending("/id/industry-guide-115v3.0")
    (('/id/tool/yolo', 'ttl'), ('/id/industry-guide-115v3.0', ''))
    """
    for known in _ENDINGS:
        if path.endswith(known):
            return path.removesuffix(known), known[1:]
    return path, ""


def address(iri: str) -> str | None:
    """The address of an IRI, relative to the root of the server; None for those of others.

    >>> address("https://w3id.org/aitalent-kg/id/tool/yolo")
    'id/tool/yolo'
    """
    if iri.startswith(AIT):
        return f"ontology#{quote(iri[len(AIT) :], safe='')}"
    if iri.startswith((ID, GRAPH)) or iri == AIT.removesuffix("#"):
        return quote(iri.removeprefix(_HOME), safe=_SAFE)
    return None
