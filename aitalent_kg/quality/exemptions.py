"""What the checks find and what stays, with the reason: `exemptions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from aitalent_kg.errors import BadValue

__all__ = ["Exemption", "exemptions", "read_exemptions"]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Findings of one check that stay."""

    check: str
    resources: tuple[str, ...]  #: short names, as `names.curie` makes them; `*` for any part
    what: str  #: of these findings alone; "": whatever is found there
    reason: dict[str, str]  #: "zh" and "en"

    def covers(self, resource: str, what: str) -> bool:
        """Whether a finding at a short name is one of these.

        A name that has no short form is none of ours, and nothing of others is exempt.
        """
        if "://" in resource or self.what not in ("", what):
            return False
        return any(fnmatchcase(resource, name) for name in self.resources)


@cache
def exemptions() -> tuple[Exemption, ...]:
    """All that the project knows of and keeps."""
    return read_exemptions(Path(__file__).parent / "exemptions.toml")


def read_exemptions(path: Path) -> tuple[Exemption, ...]:
    """A file of exemptions.

    Raises:
        BadValue: an entry lacks its check, its resources or its reason.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("exempt", [])
    return tuple(_exemption(entry) for entry in entries)


def _exemption(entry: dict[str, Any]) -> Exemption:
    try:
        reason = {"zh": entry["reason-zh"], "en": entry["reason"]}
        named = tuple(entry["resources"])
        return Exemption(entry["check"], named, entry.get("what", ""), reason)
    except KeyError as error:
        raise BadValue(entry.get("check", "an exemption"), f"lacks {error}") from None
