"""Build the release from the last commit: source archive, wheel, and the hashes of both.

Run: python scripts/release.py [--output dist]

The same commit gives the same bytes, wherever and whenever it is built with the same hatchling. The
wheel is built from the source archive, so whoever has that can build it again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

__all__ = ["build", "build_wheel", "hashes"]

ROOT = Path(__file__).resolve().parent.parent


def build(tree: Path, folder: Path, epoch: int) -> tuple[Path, Path]:
    """The source archive of a tree, and the wheel built from what the archive holds.

    Args:
        tree: the files of the project.
        folder: where both go.
        epoch: seconds since 1970 that all files in them bear.
    """
    source = _built(tree, folder, "sdist", epoch)
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(source) as archive:
            archive.extractall(unpacked, filter="data")
        [inside] = Path(unpacked).iterdir()
        return source, build_wheel(inside, folder, epoch)


def build_wheel(tree: Path, folder: Path, epoch: int) -> Path:
    """The wheel of a tree."""
    return _built(tree, folder, "wheel", epoch)


def _built(tree: Path, folder: Path, kind: str, epoch: int) -> Path:
    before = {*folder.iterdir()} if folder.is_dir() else set()
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(tree)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )
    [made] = {*folder.iterdir()} - before
    return made


def hashes(paths: list[Path]) -> str:
    """A line for each file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    return "".join(lines)


def _committed(folder: Path) -> tuple[Path, int]:
    """The files of the last commit, and its time."""
    packed, tree = folder / "tree.tar", folder / "tree"
    subprocess.run(["git", "archive", "--output", packed, "HEAD"], cwd=ROOT, check=True)
    with tarfile.open(packed) as archive:
        archive.extractall(tree, filter="data")
    asked = ["git", "log", "-1", "--format=%ct"]
    said = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, encoding="ascii")
    return tree, int(said.stdout)


def main() -> None:
    """Write the release into a folder that is new or empty."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--output", type=Path, default=ROOT / "dist")
    output: Path = options.parse_args().output
    if output.is_dir() and any(output.iterdir()):
        sys.exit(f"{output} holds something; empty it, or name another folder with --output")
    with tempfile.TemporaryDirectory() as folder:
        tree, epoch = _committed(Path(folder))
        made = build(tree, output, epoch)
    (output / "SHA256SUMS").write_text(hashes([*made]), encoding="ascii", newline="\n")
    print(hashes([*made]), end="")


if __name__ == "__main__":
    main()
