"""Write data/void.ttl, the description of the graph in VoID and DCAT; `--check` compares."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from generated import written_or_compared

import aitalent_kg as atk
from aitalent_kg.files import read_text

PLACE = Path(__file__).resolve().parent.parent / "data" / "void.ttl"


def text() -> str:
    """The description of the graph as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "void.ttl"
        atk.load().export("void", path)
        return read_text(path)


def main() -> int:
    """Write, or compare."""
    stale = f"data/{PLACE.name} is not what the graph gives; run scripts/description.py"
    return written_or_compared(PLACE, text(), stale)


if __name__ == "__main__":
    sys.exit(main())
