"""Write `ontology/context.jsonld` from the ontology and the data, or say that it is out of date."""

from __future__ import annotations

import sys
from pathlib import Path

from aitalent_kg import load
from aitalent_kg.exporters.context import context_text, made_of

FILE = Path(__file__).resolve().parent.parent / "ontology" / "context.jsonld"


def main() -> int:
    """Write the file; with `--check`, see that it is what would be written."""
    text = context_text(made_of(load().statements))
    if "--check" not in sys.argv[1:]:
        FILE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if FILE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{FILE} is out of date; run {Path(__file__).name}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
