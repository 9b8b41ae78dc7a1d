"""Hook of hatchling, which builds the package: README.md as the page of a package index.

An index shows no file of the project, so links to such files become their words, and pictures and
diagrams go; what leads elsewhere stays.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

__all__ = ["PageHook", "page"]

_ELSEWHERE = r"(?!https?://|mailto:|#)"
#: What goes -> what comes in its place.
_CHANGES = (
    (r"(?ms)^```mermaid\n.*?^```\n", ""),
    (rf"!\[[^\]]*\]\({_ELSEWHERE}[^)]*\)\n?", ""),
    (rf"\[([^\]]*)\]\({_ELSEWHERE}[^)]*\)", r"\1"),
    (r"\n{3,}", "\n\n"),
)


def page(text: str) -> str:
    """README.md without what only works inside the project."""
    for pattern, instead in _CHANGES:
        text = re.sub(pattern, instead, text)
    return text


class PageHook(MetadataHookInterface):
    """Gives the description of the package."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme`, which pyproject.toml calls dynamic."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": page(text)}


def get_metadata_hook() -> type[MetadataHookInterface]:
    """What hatchling asks for."""
    return PageHook
