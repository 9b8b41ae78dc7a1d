"""Fetch the browser's libraries of the documentation site through npm into `docs/assets/vendor`.

For maintainers, with npm and a network, as `scripts/vendor.py` is for the explorer. The licences of
all packages that a bundle is made of stand in one file beside it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from aitalent_kg.files import write_text

VENDOR = Path(__file__).resolve().parent.parent / "docs" / "assets" / "vendor"
#: package -> (version, file in it, name in the folder of the package)
PARTS = {
    "mermaid": ("11.17.2", "dist/mermaid.min.js", "mermaid.min.js"),
    "iframe-worker": ("1.0.4", "shim/index.js", "shim.js"),
}


def main() -> None:
    """Write the folder anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    entries = [carried(name, *about) for name, about in PARTS.items()]
    note = "Written by scripts/site_docs_vendor.py from npm."
    manifest = json.dumps({"note": note, "parts": entries}, ensure_ascii=False, indent=2)
    write_text(VENDOR / "manifest.json", manifest + "\n")


def carried(name: str, version: str, source: str, target: str) -> dict[str, object]:
    """Copy the file of a package, and write its licences; its entry in the manifest."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_text(folder / "package.json", "{}")
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*command, f"{name}@{version}"], cwd=folder, check=True)
        modules = folder / "node_modules"
        content = (modules / name / source).read_bytes()
        lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
        licences = "\n".join(told(modules))
    (VENDOR / name).mkdir(parents=True)
    (VENDOR / name / target).write_bytes(content)
    write_text(VENDOR / name / "LICENSES.txt", licences)
    return {
        "name": name,
        "version": version,
        "licence": "MIT",
        "integrity": lock["packages"][f"node_modules/{name}"]["integrity"],
        "files": {f"{name}/{target}": sha256(content).hexdigest()},
    }


def told(modules: Path) -> Iterator[str]:
    """Each installed package with its licence."""
    for about in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(about.read_text(encoding="utf-8"))
        yield f"== {package['name']} {package['version']} ({package.get('license', '?')})\n"
        for path in sorted(about.parent.iterdir()):
            if re.match(r"(licen[sc]e|notice)", path.name, re.IGNORECASE) and path.is_file():
                text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
                yield "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


if __name__ == "__main__":
    main()
