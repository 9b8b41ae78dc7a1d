"""The check files, `GROUP/NAME.rq`: what their headers say, and their queries.

A file selects `?resource` and, where it helps, `?what`: what is wrong there. It runs unchanged in
any SPARQL tool on the union of all graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from aitalent_kg.errors import BadValue, UnknownName

__all__ = ["SEVERITIES", "Check", "all_checks", "chosen", "groups", "read_check"]

_HEADER = re.compile(r"^#\+ ([\w-]+): (.+)$", re.MULTILINE)
#: The first two count; information is told and fails nothing.
SEVERITIES = ("error", "warning", "information")
#: In the order in which they are reported.
_GROUPS = ("pitfalls", "fair", "vocpub", "qskos")


@dataclass(frozen=True, slots=True)
class Check:
    """One check."""

    name: str  #: of the file
    group: str  #: pitfalls, fair, vocpub or qskos
    severity: str  #: error, warning or information
    code: str  #: what others call it, for example "OOPS! P08"; "" where nobody does
    title: Mapping[str, str]  #: "zh" and "en": what a finding is
    why: Mapping[str, str]  #: "zh" and "en": why it matters
    query: str = field(repr=False)


@cache
def all_checks() -> Mapping[str, Check]:
    """All checks by name, groups together."""
    paths = Path(__file__).parent.glob("*/*.rq")
    order = sorted(paths, key=lambda path: (_GROUPS.index(path.parent.name), path.stem))
    return {path.stem: read_check(path) for path in order}


def groups() -> tuple[str, ...]:
    """The groups of checks."""
    return _GROUPS


def chosen(names: Iterable[str] = ()) -> list[Check]:
    """The checks of these groups; of all where none is named.

    Raises:
        UnknownName: there is no such group.
    """
    wanted = tuple(names) or _GROUPS
    for name in wanted:
        if name not in _GROUPS:
            raise UnknownName(name, _GROUPS, "group of checks", "")
    return [check for check in all_checks().values() if check.group in wanted]


def read_check(path: Path) -> Check:
    """A check file.

    Raises:
        BadValue: its header lacks something, or names a severity that is none.
    """
    text = path.read_text(encoding="utf-8")
    said = dict(_HEADER.findall(text))
    try:
        severity = said["severity"]
        check = Check(
            name=path.stem,
            group=path.parent.name,
            severity=severity,
            code=said.get("code", ""),
            title={"zh": said["title-zh"], "en": said["title"]},
            why={"zh": said["why-zh"], "en": said["why"]},
            query=text,
        )
    except KeyError as error:
        raise BadValue(path.name, f"its header lacks {error}") from None
    if severity not in SEVERITIES:
        raise BadValue(severity, f"severity is one of {', '.join(SEVERITIES)}")
    return check
