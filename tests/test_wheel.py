"""The wheel holds everything: built, installed into an empty environment, asked without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QUESTION = (
    "import aitalent_kg as atk; kg = atk.load(); print(kg.show('SMS2512-002v1/T1.3').label_zh,"
    " kg.evidence('SMS2512-002v1/A06')[0].line, kg.audit().ok)"
)
#: Routes, gaps and rules need no extra; tables and pictures say which one they need.
CAREERS = """
import aitalent_kg as atk
from aitalent_kg.drawing.draw import draw
kg = atk.load()
print(len(kg.routes('資料分析師', 'AI 技術主管').routes), len(kg.gap('none', 'SET2529-001v2').missing))
print(kg.assess({'hours': {'AI 應用素養': 18}}, as_of='2026-06-01').rows[0].outcome('hours'))
for ask in (lambda: kg.assess_table('people.csv'), lambda: draw(kg.network(), 'network.png')):
    try:
        ask()
    except atk.AitalentError as error:
        print(error)
"""


def unshared(*command: str) -> list[str]:
    """The command in a network namespace of its own, where there is no way out."""
    return ["unshare", "--map-root-user", "--net", *command]


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(unshared("true"), capture_output=True).returncode == 0


needs_unshare = pytest.mark.skipif(not can_unshare(), reason="no network namespaces here")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"
    left_out = shutil.ignore_patterns(".venv", ".git", "build", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, copy, ignore=left_out)
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(copy)]
    subprocess.run(build, check=True, capture_output=True)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    wheel = next(folder.glob("*.whl"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    return python


@needs_unshare
def test_an_installed_wheel_answers_without_a_network(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        unshared(str(installed), "-I", "-c", QUESTION),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.strip() == "評估應用或發展效益 45 True", done.stderr


def test_the_wheel_ships_ontology_data_shapes_and_queries(installed: Path) -> None:
    lib = next((installed.parent.parent / "lib").glob("python*/site-packages/aitalent_kg"))
    for name in (
        "ontology/*.ttl",
        "data/ttl/*.ttl",
        "data/sources/*.txt",
        "shapes/*.ttl",
        "queries/*/*.rq",
    ):
        here = {p.relative_to(ROOT) for p in ROOT.glob(name)}
        there = {p.relative_to(lib / "_resources") for p in (lib / "_resources").glob(name)}
        assert here == there != set(), name
    assert (lib / "py.typed").exists()


@needs_unshare
@pytest.mark.parametrize(
    "verb",
    [["demo"], ["info"], ["show", "AI 產品經理"]],  # the demo validates and audits
)
def test_no_verb_needs_a_network(verb: list[str]) -> None:
    command = unshared(sys.executable, "-m", "aitalent_kg", *verb)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_an_installed_wheel_needs_extras_for_tables_and_pictures_only(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("AI 應用素養\n18\n", encoding="utf-8")
    done = subprocess.run(
        [installed, "-I", "-c", CAREERS],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.splitlines() == [
        "2 25",
        "met",
        "this needs ibis: pip install 'aitalent-kg[scale]'",
        "this needs matplotlib: pip install 'aitalent-kg[plot]'",
    ], done.stderr
