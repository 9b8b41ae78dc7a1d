"""Write data/void.ttl, the description of the graph in VoID and DCAT; `--check` compares."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import aitalent_kg as atk
from aitalent_kg.files import read_text, write_text

PLACE = Path(__file__).resolve().parent.parent / "data" / "void.ttl"


def text() -> str:
    """The description of the graph as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "void.ttl"
        atk.load().export("void", path)
        return read_text(path)


def main() -> int:
    """Write, or compare."""
    made = text()
    if "--check" not in sys.argv:
        write_text(PLACE, made)
        return 0
    if PLACE.exists() and read_text(PLACE) == made:
        return 0
    print(f"data/{PLACE.name} is not what the graph gives; run scripts/description.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
