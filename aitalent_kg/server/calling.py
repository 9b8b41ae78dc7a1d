"""A question to an operation, as a worker answers it: from the bytes of a body to those of a file.

Bodies are read and answers are written here, since in the server's own process a large one would
keep all others waiting. Nothing of HTTP is imported.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aitalent_kg.exports import json_text
from aitalent_kg.server.api_asked import from_body
from aitalent_kg.service.formats import FORMATS
from aitalent_kg.service.operations import call, operation

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["called"]


def called(
    kg: KnowledgeGraph, job: Mapping[str, Any], most_rows: int | None
) -> tuple[dict[str, object], bytes]:
    """The answer to a job.

    Args:
        job: `verb`, and `params` or `body`, whose bytes are the characters of a text (latin-1).
    Returns:
        `type` of media and, where the answer is a file, its name as `file`; and the answer.
    Raises:
        Refused: the body is no JSON object.
        AitalentError: as `service.operations.call`.
    """
    params = _params(job)
    verb = operation(str(job["verb"])).name
    result = call(kg, verb, params, most_rows)
    form = str(params.get("format") or "json")
    head: dict[str, object] = {"type": FORMATS[form][0]}
    if form not in ("json", "sparql"):
        head["file"] = f"{_plain(str(params.get('name', verb)))}.{FORMATS[form][1]}"
    return head, _written(result, form)


def _params(job: Mapping[str, Any]) -> Mapping[str, Any]:
    if "body" not in job:
        return job.get("params") or {}
    return from_body(str(job["verb"]), str(job["body"]).encode("latin-1"))


def _written(result: object, form: str) -> bytes:
    if form == "json":
        return json_text(result, None).encode()
    if form == "xlsx":
        return b64decode(str(result))
    mark = "\ufeff" if form == "csv" else ""  # by which Excel knows UTF-8
    return f"{mark}{result}".encode()


def _plain(name: str) -> str:
    """A name that is one of a file everywhere."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)[:80]
