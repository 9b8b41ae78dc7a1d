"""The wheel holds everything: built, installed into an empty environment, asked without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

import aitalent_kg as atk

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from release import build, build_wheel  # noqa: E402

from hatch_build import page  # noqa: E402

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


#: No file system can be written to; then, in a folder of one's own, the command.
READ_ONLY = """
for place in $(awk '{print $5}' /proc/self/mountinfo); do
  mount -o remount,bind,ro "$place" 2> /dev/null
done
if touch here 2> /dev/null; then echo "still writable" >&2; exit 9; fi
exec "$@"
"""


def unshared(*command: str) -> list[str]:
    """The command in a network namespace of its own, where there is no way out."""
    return ["unshare", "--map-root-user", "--net", *command]


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(unshared("true"), capture_output=True).returncode == 0


needs_unshare = pytest.mark.skipif(not can_unshare(), reason="no network namespaces here")


#: 2026-11-22, the date of the release; any would do.
EPOCH = 1795305600


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project without what tools leave in it."""
    copy = tmp_path_factory.mktemp("tree") / "checkout"
    left_out = (".venv", ".git", "build", "dist", "public", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*left_out))
    return copy


@pytest.fixture(scope="module")
def release(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel that was made of what is in it."""
    return build(tree, tmp_path_factory.mktemp("release"), EPOCH)


@pytest.fixture(scope="module")
def installed(release: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", release[1]],
        check=True,
    )
    return python


def test_the_same_files_give_the_same_bytes_wherever_and_whenever(
    tree: Path, release: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder, day, time zone, language, mask and order; straight from the tree."""
    shutil.copytree(tree, tmp_path / "elsewhere" / "x")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1e9, 1e9))
        path.chmod(0o700 if path.is_dir() else 0o600)
    for name, value in {"TZ": "Asia/Taipei", "LC_ALL": "C", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, value)
    again = build_wheel(tmp_path / "elsewhere" / "x", tmp_path / "out", EPOCH)
    assert again.name == release[1].name == f"aitalent_kg-{atk.__version__}-py3-none-any.whl"
    assert again.read_bytes() == release[1].read_bytes()


def test_the_page_of_the_package_needs_no_file_of_the_project(release: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(release[1]) as wheel:
        [name] = (n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
        said = message_from_bytes(wheel.read(name), policy=default)
    assert said["Description-Content-Type"] == "text/markdown"
    page = str(said.get_content())
    assert page.startswith("# aitalent-kg\n")
    assert ">>> kg = atk.load()" in page
    assert re.findall(r"\]\((?!https?://)[^)]*\)|```mermaid|<img", page) == []


def test_a_link_to_a_file_becomes_its_words_and_one_elsewhere_stays() -> None:
    readme = "# A\n![pic](docs/a.png)\n\n[b](docs/b.md) [c](https://c.example/x) [d](#e)\n"
    assert page(readme) == "# A\n\nb [c](https://c.example/x) [d](#e)\n"


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
def test_the_demo_of_an_installed_wheel_needs_no_network_no_home_and_nothing_to_write(
    installed: Path, tmp_path: Path
) -> None:
    command = unshared(
        *("--mount", "sh", "-c", READ_ONLY, "sh"), str(installed), "-I", "-m", "aitalent_kg", "demo"
    )
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "HOME": "/dev/null/nothing"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Validation with SHACL: conforms\n" in done.stdout
    assert "literals checked, all hold:" in done.stdout


@needs_unshare
@pytest.mark.parametrize("verb", [["info"], ["show", "AI 產品經理"]])
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
