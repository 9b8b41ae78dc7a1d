"""Write the golden rows of all queries; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg import KnowledgeGraph, load
from aitalent_kg.files import write_text

ROOT = Path(__file__).resolve().parent.parent


def rows(kg: KnowledgeGraph, text: str) -> str:
    """Header and rows of a query as tab-separated text."""
    result = kg.sparql(text)
    lines = [result.columns, *(row.values() for row in result.values())]
    return "".join("\t".join(cell or "" for cell in line) + "\n" for line in lines)


def main() -> None:
    """One file a query, of the same name."""
    kg = load()
    for path in sorted(ROOT.glob("queries/*/*.rq")):
        golden = ROOT / "tests" / "golden" / f"{path.stem}.tsv"
        write_text(golden, rows(kg, path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
