"""What the explorer carries of others: whole, unchanged, licensed, and named in the manifest."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from aitalent_kg.explorer.pages import FILES

VENDOR = FILES / "vendor"
SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "vendor.py"
#: Addresses by which a page loads something, in markup, styles and scripts.
_LOADED = re.compile(
    r"""(?:\bsrc|\bhref)\s*=\s*["']?(?:https?:)?//[^\s"'>]+
    |url\(\s*["']?(?:https?:)?//[^)]+|@import\s+["'](?:https?:)?//[^"']+
    |\bimport\s*(?:\(\s*)?["'](?:https?:)?//[^"']+|\bfrom\s+["'](?:https?:)?//[^"']+""",
    re.VERBOSE,
)


def parts() -> list[dict[str, Any]]:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    return list(manifest["parts"])


def script() -> ModuleType:
    spec = spec_from_file_location("vendor", SCRIPT)
    assert spec and spec.loader
    module = sys.modules["vendor"] = module_from_spec(spec)  # a dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


def ours() -> Iterator[Path]:
    for ending in ("html", "css", "js", "svg"):
        yield from (p for p in FILES.rglob(f"*.{ending}") if VENDOR not in p.parents)


def test_every_file_has_the_hash_of_the_manifest() -> None:
    for part in parts():
        for name, told in part["files"].items():
            assert sha256((VENDOR / name).read_bytes()).hexdigest() == told, name


def test_the_folder_holds_nothing_that_the_manifest_does_not_name() -> None:
    held = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    licences = {name for name in held if name.startswith("LICENSES/")}
    named = {name for part in parts() for name in part["files"]}
    assert held - licences == named | {"manifest.json"}


def test_the_manifest_tells_versions_integrity_licence_and_home() -> None:
    told = {(part["name"], part["version"]) for part in parts()}
    assert told == {
        ("@zazuko/yasgui", "4.6.2"),
        ("cytoscape", "3.34.4"),
        ("minisearch", "7.2.0"),
        ("oxigraph", "0.5.11"),
    }
    for part in parts():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", part["integrity"])
        assert "MIT" in part["licence"]
        assert part["homepage"].startswith("https://")


def test_the_script_names_the_same_parts_as_the_manifest() -> None:
    wanted = [
        (p.name, p.version, [f"{p.folder}/{f}" for f in p.files.values()]) for p in script().PARTS
    ]
    assert [(p["name"], p["version"], list(p["files"])) for p in parts()] == wanted


def test_every_part_has_its_licence_with_a_copyright() -> None:
    for part in parts():
        folder = next(iter(part["files"])).partition("/")[0]
        text = (VENDOR / "LICENSES" / f"{folder}.txt").read_text(encoding="utf-8")
        assert "Copyright" in text
        assert "Permission is hereby granted, free of charge" in text


def test_what_yasgui_is_made_of_is_licensed_too() -> None:
    text = (VENDOR / "LICENSES" / "yasgui-parts.txt").read_text(encoding="utf-8")
    for name in ("codemirror", "datatables.net", "dompurify", "jquery", "choices.js"):
        assert re.search(rf"^== {re.escape(name)} \d", text, re.MULTILINE), name


def test_no_source_map_is_named_and_no_package_file_carried() -> None:
    for path in VENDOR.rglob("*"):
        assert path.name != "package.json"
        assert not path.name.endswith(".map")
        if path.suffix in (".js", ".css"):
            assert b"sourceMappingURL=" not in path.read_bytes()[-300:]


def test_no_file_of_ours_loads_anything_from_another_server() -> None:
    for path in ours():
        assert not _LOADED.findall(path.read_text(encoding="utf-8")), path.name


def test_a_style_of_others_loads_nothing_from_another_server() -> None:
    for path in VENDOR.rglob("*.css"):
        assert not _LOADED.findall(path.read_text(encoding="utf-8")), path.name


def test_no_script_of_ours_makes_markup_of_text_or_runs_text() -> None:
    forbidden = re.compile(
        r"\.(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
        r"|createContextualFragment|srcdoc\s*=|setAttribute\(\s*[\"'](on|style)"
    )
    for path in ours():
        if path.suffix == ".js":
            assert not forbidden.findall(path.read_text(encoding="utf-8")), path.name


def test_no_page_of_ours_has_a_script_a_style_or_a_handler_in_it() -> None:
    text = (FILES / "shell.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=", text)


def test_every_script_of_ours_is_short_enough_to_read() -> None:
    long = {p.name: n for p in ours() if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert not long
