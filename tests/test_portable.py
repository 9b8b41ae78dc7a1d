"""What another system would read otherwise: encodings of files, their names, ends of lines."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from windows import bad_names

import aitalent_kg as atk
from aitalent_kg.explorer.pages import FILES, PAGES, file_of
from aitalent_kg.explorer.views import every

ROOT = Path(__file__).resolve().parent.parent
#: Calls that read or write text -> how many positional arguments stand before an encoding.
_TEXT = {"read_text": 0, "write_text": 1, "TextIOWrapper": 1}


@cache
def _calls() -> list[tuple[str, ast.Call, str]]:
    return [*_walked_calls()]


def _walked_calls() -> Iterator[tuple[str, ast.Call, str]]:
    for path in sorted((ROOT / "aitalent_kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, name


def _mode(call: ast.Call) -> str:
    """The mode of an `open`, of a path or not."""
    place = 0 if isinstance(call.func, ast.Attribute) else 1
    modes = [*call.args[place : place + 1], *(k.value for k in call.keywords if k.arg == "mode")]
    return str(modes[0].value) if modes and isinstance(modes[0], ast.Constant) else "r"


def _lacks(call: ast.Call, name: str) -> str:
    """What a call should say and does not: the encoding, or the ends of lines it writes."""
    said = {keyword.arg for keyword in call.keywords}
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in _TEXT:
        if isinstance(call.func, ast.Attribute) and "encoding" not in said:
            return "encoding"
        return "newline" if name == "write_text" and "newline" not in said and owner else ""
    if name == "open" and _is_text(call, owner):
        return "encoding" if "encoding" not in said else ""
    if name in {"run", "Popen", "check_output"} and owner == "subprocess":
        return "encoding" if said & {"text", "universal_newlines"} - {"encoding"} else ""
    return ""


def _is_text(call: ast.Call, owner: str) -> bool:
    """Whether this opens a file as text; archives, bundles and descriptors give bytes."""
    bytes_only = {"os", "archive", "package", "bundle", "files", "self", "gzip", "opener"}
    return owner not in bytes_only and "b" not in _mode(call)


def test_every_text_file_is_opened_with_its_encoding() -> None:
    lacking = [f"{place} {name}: {_lacks(call, name)}" for place, call, name in _calls()]
    assert [line for line in lacking if not line.endswith(": ")] == []
    assert sum(name in {"open", *_TEXT} for _, _, name in _calls()) > 40


def test_the_check_of_names_knows_what_windows_forbids() -> None:
    bad = ["a:b", "con.txt", "x/NUL", "dot./x", "blank ", "what?", "y" * 181, "Same", "same"]
    assert bad_names([*bad, "fine.txt", "資料/好.json"]) == bad


def test_every_file_of_the_project_has_a_name_that_windows_takes() -> None:
    left_out = {".git", ".venv", "build", "dist", "public", "site", "__pycache__"}
    paths = [
        str(Path(folder, name).relative_to(ROOT))
        for folder, folders, names in _walked(left_out)
        for name in (*folders, *names)
    ]
    assert len(paths) > 1000
    assert bad_names(paths) == []


def _walked(left_out: set[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in left_out and not name.endswith("_cache")
        ]
        yield folder, folders, names


def test_every_file_of_a_site_has_a_name_that_windows_takes(
    kg: atk.KnowledgeGraph,
) -> None:
    views = [f"data/{name}.json" for name, _ in every(kg)]
    shells = [file_of(name) for name in PAGES]
    fixed = [path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()]
    assert len(views) > 300
    assert bad_names([*views, *shells, *fixed]) == []


def test_git_never_changes_the_ends_of_lines() -> None:
    """Places of quotes and hashes count every byte, and Git for Windows writes CRLF by default."""
    assert "\n* -text\n" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
