"""Imports go one way: a module imports only what stands left of it in docs/architecture.md."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "aitalent_kg"
#: From left to right. A package stands for all its modules.
ORDER = [
    "version",
    "names",
    "errors",
    "progress",
    "text",
    "resources",
    "files",
    "values",
    "sparql",
    "binding",
    "library",
    "exports",
    "table",
    "lookup",
    "shortcuts",
    "mappings",
    "store",
    "bridge",
    "workers",
    "engines",
    "remote",
    "push",
    "resolve",
    "evidence",
    "describe",
    "conflicts",
    "info",
    "search",
    "asking",
    "yields",
    "ledger",
    "audit",
    "validate",
    "reasoning",
    "quality",
    "quotes",
    "turtle",
    "importers",
    "routing",
    "rules",
    "persons",
    "assess",
    "gaps",
    "overlap",
    "network",
    "routes",
    "suggest",
    "readings",
    "compare",
    "versions",
    "drawing",
    "population",
    "careers",
    "people",
    "relations",
    "exporters",
    "upkeep",
    "vault",
    "graph",
    "service",
    "explorer",
    "server",
    "agents",
    "cli",
    "__main__",
]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """First parts of the modules of ours that a file imports, wherever it does so."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    ours = [name.split(".") for name in froms if name.startswith("aitalent_kg")]
    return {parts[1] if len(parts) > 1 else "__init__" for parts in ours}


def test_every_module_is_placed() -> None:
    found = {module_of(path) for path in ROOT.rglob("*.py")} - {"__init__"}
    assert found == set(ORDER)


def test_imports_go_one_way() -> None:
    for path in ROOT.rglob("*.py"):
        module = module_of(path)
        if module == "__init__":
            continue
        left = {*ORDER[: ORDER.index(module)], module}
        assert imported(path) <= left, path


def test_modules_stay_small() -> None:
    long = {p.name: n for p in ROOT.rglob("*.py") if (n := p.read_text().count("\n")) >= 300}
    assert long == {}


def test_functions_stay_short() -> None:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}:{node.name}"


def test_help_and_import_load_no_rdf_library() -> None:
    code = (
        "import sys, aitalent_kg\n"
        "from click.testing import CliRunner\n"
        "from aitalent_kg.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\n"
        "print(*{'rdflib', 'pyoxigraph', 'pyshacl', 'networkx', 'owlrl', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
