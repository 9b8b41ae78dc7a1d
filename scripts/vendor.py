"""Fetch the browser's libraries through npm into `explorer/files/vendor`, with hashes and licences.

For maintainers, with npm and a network; the package carries what this writes. Versions are named
here, and npm checks what it gets against the integrity that the registry tells, which the
manifest keeps. Comments that name source maps are taken out, since the maps are not carried.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aitalent_kg.files import write_text

VENDOR = Path(__file__).resolve().parent.parent / "aitalent_kg" / "explorer" / "files" / "vendor"
_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")

_MIT = """The MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A package of npm, and what of it is carried."""

    name: str
    version: str
    folder: str  #: below `vendor`
    files: dict[str, str]  #: path in the package -> name in the folder
    homepage: str
    licence: str = "MIT"
    copyright: str = ""  #: where the package has no file for its licence


PARTS = (
    Part(
        "@zazuko/yasgui",
        "4.6.2",
        "yasgui",
        {"build/yasgui.min.js": "yasgui.min.js", "build/yasgui.min.css": "yasgui.min.css"},
        "https://github.com/rdfjs/Yasgui",
        copyright="Copyright (c) Triply <info@triply.cc> and Zazuko GmbH",
    ),
    Part(
        "cytoscape",
        "3.34.4",
        "cytoscape",
        {"dist/cytoscape.esm.min.mjs": "cytoscape.esm.min.js"},
        "https://js.cytoscape.org",
    ),
    Part(
        "minisearch",
        "7.2.0",
        "minisearch",
        {"dist/es/index.js": "index.js"},
        "https://lucaong.github.io/minisearch/",
    ),
    Part(
        "oxigraph",
        "0.5.11",
        "oxigraph",
        {"web.js": "web.js", "web_bg.wasm": "web_bg.wasm"},
        "https://github.com/oxigraph/oxigraph",
        "MIT OR Apache-2.0",
        "Copyright (c) 2018 RUDF developers",
    ),
)


def main() -> None:
    """Write the folder anew."""
    with tempfile.TemporaryDirectory() as temporary:
        modules, integrity = _installed(Path(temporary))
        shutil.rmtree(VENDOR, ignore_errors=True)
        (VENDOR / "LICENSES").mkdir(parents=True)
        entries = [_carried(part, modules, integrity) for part in PARTS]
        _write_bundled(modules)
    manifest = {
        "note": "Written by scripts/vendor.py from npm; comments on source maps are taken out.",
        "parts": entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    write_text(VENDOR / "manifest.json", text)


def _installed(folder: Path) -> tuple[Path, dict[str, str]]:
    """The packages with what they need, and package -> integrity as npm checked it."""
    write_text(folder / "package.json", "{}")
    wanted = [f"{part.name}@{part.version}" for part in PARTS]
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"]
    subprocess.run([*command, *wanted], cwd=folder, check=True)
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    found = {
        path.removeprefix("node_modules/"): about["integrity"]
        for path, about in lock["packages"].items()
        if path
    }
    return folder / "node_modules", found


def _carried(part: Part, modules: Path, integrity: dict[str, str]) -> dict[str, object]:
    """Copy the files of a part and its licence; its entry in the manifest."""
    hashes = {}
    for source, name in part.files.items():
        content = _MAP.sub(b"\n", (modules / part.name / source).read_bytes())
        target = VENDOR / part.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        hashes[f"{part.folder}/{name}"] = sha256(content).hexdigest()
    write_text(VENDOR / "LICENSES" / f"{part.folder}.txt", _licence(part, modules))
    return {
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "homepage": part.homepage,
        "integrity": integrity[part.name],
        "files": hashes,
    }


def _licence(part: Part, modules: Path) -> str:
    if part.copyright:
        return _MIT.format(copyright=part.copyright)
    return "\n\n".join(_licence_files(modules / part.name))


def _write_bundled(modules: Path) -> None:
    """The licences of what YASGUI's bundle is made of."""
    ours = {part.name for part in PARTS}
    told = []
    for about in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(about.read_text(encoding="utf-8"))
        if package["name"] not in ours:
            head = f"{package['name']} {package['version']} ({package.get('license', '?')})"
            told.append("\n\n".join([f"== {head}", *_licence_files(about.parent)]))
    write_text(VENDOR / "LICENSES" / "yasgui-parts.txt", "\n\n".join(told) + "\n")


def _licence_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if re.match(r"(licen[sc]e|notice)", path.name, re.IGNORECASE) and path.is_file():
            text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
            yield "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


if __name__ == "__main__":
    main()
