"""Write the golden rows of all queries; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg import Table, load, queries
from aitalent_kg.files import write_text

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden"


def as_text(table: Table) -> str:
    """Header and rows as tab-separated text, IRIs short."""
    rows = [["" if cell is None else escaped(str(cell)) for cell in row] for row in table.curies()]
    return "".join("\t".join(line) + "\n" for line in [table.columns, *rows])


def escaped(text: str) -> str:
    """Text in one cell of one line."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def main() -> None:
    """One file a query, of the same name; files of queries that are gone go too."""
    kg = load()
    for path in GOLDEN.glob("*.tsv"):
        if path.stem not in queries():
            path.unlink()
    for name in queries():
        write_text(GOLDEN / f"{name}.tsv", as_text(kg.query(name)))


if __name__ == "__main__":
    main()
