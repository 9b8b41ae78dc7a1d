"""The notebooks run from top to bottom, show what they say, and use what is public."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import aitalent_kg as atk

ROOT = Path(__file__).resolve().parent.parent
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3}")
#: What needs an extra -> which; modules, and methods of the graph.
EXTRAS = {"pandas": "pandas", "matplotlib": "plot", "suggest": "compare", "assess_table": "scale"}

Notebook = dict[str, Any]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notebooks", ROOT / "scripts" / "notebooks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()
each = pytest.mark.parametrize("path", PATHS, ids=NAMES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder that lies to the readings of the crosswalk as `notebooks` does."""
    readings = Path("tests") / "crosswalk_readings"
    shutil.copytree(ROOT / readings, tmp_path / readings)
    (tmp_path / "notebooks").mkdir()
    return tmp_path / "notebooks"


def _notebook(*sources: str) -> Notebook:
    found: Notebook = SCRIPT.from_text("".join(f"# %%\n{source}\n" for source in sources))
    return found


def _words(path: Path) -> list[str]:
    cells = SCRIPT.read(path)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def _nodes(path: Path) -> Iterator[ast.AST]:
    for cell in SCRIPT.read(path)["cells"]:
        if cell["cell_type"] == "code":
            yield from ast.walk(ast.parse("".join(cell["source"])))


def _modules(path: Path) -> set[str]:
    """What is imported, in full: `aitalent_kg.errors` too if that were it."""
    nodes = list(_nodes(path))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def _attributes(path: Path) -> set[str]:
    return {node.attr for node in _nodes(path) if isinstance(node, ast.Attribute)}


def _texts(outputs: list[list[dict[str, Any]]]) -> Iterator[list[str]]:
    for output in (output for cell in outputs for output in cell):
        yield from [output["text"]] if "text" in output else output["data"].values()


def test_there_are_the_six() -> None:
    assert NAMES == [
        "1-first-look",
        "2-sparql-for-analysts",
        "3-civil-service-against-industry",
        "4-career-plan-and-gap",
        "5-bring-your-own-framework",
        "6-quality-of-the-crosswalk",
    ]


@each
def test_a_notebook_shows_what_it_runs_and_leaves_no_file(path: Path, folder: Path) -> None:
    stored = SCRIPT.read(path)
    assert SCRIPT.differences(stored, SCRIPT.run(stored, folder)) == []
    assert list(folder.iterdir()) == []


@each
def test_a_notebook_is_stored_in_the_form_that_the_script_writes(path: Path) -> None:
    stored = SCRIPT.read(path)
    assert path.read_text(encoding="utf-8") == SCRIPT.text_of(stored)
    bare = SCRIPT.from_text(SCRIPT.to_text(stored))
    for cell, again in zip(stored["cells"], bare["cells"], strict=True):
        assert {**cell, "outputs": [], "execution_count": None} == {
            **again,
            "outputs": [],
            "execution_count": None,
        }


@each
def test_a_notebook_uses_only_what_is_public(path: Path) -> None:
    modules = _modules(path)
    ours = {name for name in modules if name.split(".")[0] == "aitalent_kg"}
    others = {name.split(".")[0] for name in modules - ours}
    assert ours == {"aitalent_kg"}
    assert others <= {*sys.stdlib_module_names, "pandas", "matplotlib"}
    assert [name for name in _attributes(path) if re.match("_(?!_)", name)] == []
    taken = {
        node.attr
        for node in _nodes(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "atk"
    }
    assert taken and taken <= set(atk.__all__)


@each
def test_every_heading_and_every_explanation_is_in_both_languages(path: Path) -> None:
    for words in _words(path):
        headings = [line for line in words.splitlines() if re.match(r"#+ ", line)]
        for text in (words, *headings):
            assert CHINESE.search(text) and ENGLISH.search(text), text


@each
def test_the_first_cell_names_the_extras_that_are_needed_and_no_other(path: Path) -> None:
    found = re.search(r"pip install '?\.(?:\[([\w,]+)\])?'?`", _words(path)[0])
    assert found
    named = set(filter(None, (found[1] or "").split(",")))
    used = {name.split(".")[0] for name in _modules(path)} | _attributes(path)
    used |= {"pandas"} if "to_pandas" in used else set()
    assert named == {extra for name, extra in EXTRAS.items() if name in used}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named <= set(project["optional-dependencies"])


def test_the_list_of_notebooks_names_each_with_its_extras() -> None:
    text = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[[^]]+\]\(([^)]+)\) .* \| (?:`\[(\w+)\]`)?[^|]*\|$", text, re.M)
    first = [re.search(r"install '\.\[(\w+)\]", _words(path)[0]) for path in PATHS]
    assert listed == [(p.name, f[1] if f else "") for p, f in zip(PATHS, first, strict=True)]


@each
def test_links_of_a_notebook_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", "\n".join(_words(path)))
    inside = [link for link in links if not link.startswith("https://")]
    assert inside
    assert [link for link in inside if not (path.parent / link).is_file()] == []


@each
def test_outputs_are_small(path: Path) -> None:
    assert path.stat().st_size < 100_000
    for cell in SCRIPT.read(path)["cells"]:
        for output in cell.get("outputs", []):
            plain = output.get("text") or output["data"]["text/plain"]
            assert len(plain) <= 25


def test_a_reader_may_have_the_answers_in_chinese(folder: Path) -> None:
    text = SCRIPT.to_text(SCRIPT.read(PATHS[0]))
    assert text.count('lang = "en"') == 1
    made = SCRIPT.run(SCRIPT.from_text(text.replace('lang = "en"', 'lang = "zh"')), folder)
    printed = "".join(made["cells"][1]["outputs"][0]["text"])
    assert printed.splitlines()[0] == "SMS2512-002v1 | AI 應用規劃師職能基準"


@pytest.mark.parametrize(
    ("start", "told", "shown"),
    [
        ("2", "a mean of nine tasks, not of ten", "9 tasks, 58 requirements, mean 6.44"),
        ("3", "of 19 civil items the guide covers 17, or 2.", "19 & 2 & 3 & 12 & 2"),
        ("3", "0.031 (0.000 to 0.154)", "0.031 (0.000 to 0.154)"),
        ("3", "17 of 19 civil items touch the guide, 2 have", "19 & 2 & 3 & 12 & 2"),
        ("6", "78 of these rows", "<td>299</td><td>78</td><td>485</td>"),
        ("6", "299 of the 407 mappings", "<td>299</td><td>78</td><td>485</td>"),
        ("6", "name it alike?* 0.84", "kappa 0.84 (0.78 to 0.90), n 340"),
        ("6", "see the same relations?* 0.62", "kappa 0.62 (0.56 to 0.67), n 586"),
        ("6", "moves from 0.075 to 0.158", "<td>0.060</td><td>0.158</td><td>0.392</td>"),
    ],
)
def test_numbers_told_in_words_are_those_that_are_shown(start: str, told: str, shown: str) -> None:
    """Outputs are made anew by the script, words are not."""
    path = PATHS[int(start) - 1]
    outputs = [cell.get("outputs", []) for cell in SCRIPT.read(path)["cells"]]
    texts = ["".join(part) for part in _texts(outputs)]
    assert told in "\n".join(_words(path))
    assert shown in "\n".join(texts)


def test_figures_are_made_without_a_chinese_font(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A character that the font lacks would be a warning, which the runner takes as an error."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    plain = [font for font in manager.ttflist if font.name.startswith("DejaVu")]
    assert plain and len(plain) < len(manager.ttflist)
    monkeypatch.setattr(manager, "ttflist", plain)
    stored = SCRIPT.read(PATHS[2])
    drawn = [n for n, cell in enumerate(stored["cells"]) if "image/png" in str(cell.get("outputs"))]
    assert len(drawn) == 2
    stored["cells"] = stored["cells"][: drawn[-1] + 1]
    assert SCRIPT.differences(stored, SCRIPT.run(stored, folder)) == []


def test_the_check_runs_under_the_c_locale_and_fails_where_an_output_is_false(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(PATHS[4], tmp_path / "notebooks")
    false = SCRIPT.text_of(SCRIPT.run(_notebook("print('字')"), tmp_path)).replace("字\\n", "詞\\n")
    (tmp_path / "notebooks" / "z.ipynb").write_text(false, encoding="utf-8")
    command = [sys.executable, "scripts/notebooks.py", "--check"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (1, b"")
    assert lines[:2] == [f"{PATHS[4].name}: as it says", "z.ipynb: differs"]


def test_a_cell_shows_what_jupyter_shows(tmp_path: Path) -> None:
    made = SCRIPT.run(_notebook("print(1)\n2", "3;", "x = 4", "None", "x"), tmp_path)
    shown = [
        [output.get("text") or output["data"]["text/plain"] for output in cell["outputs"]]
        for cell in made["cells"]
    ]
    assert shown == [[["1\n"], ["2"]], [], [], [], [["4"]]]


def test_a_picture_is_shown_behind_its_cell_and_compared_by_presence(tmp_path: Path) -> None:
    drawn = "import matplotlib.pyplot as plt\n_ = plt.subplots(figsize=(1, %d))"
    one, other, none = (
        SCRIPT.run(_notebook(source), tmp_path) for source in (drawn % 1, drawn % 1, "1;")
    )
    [picture] = one["cells"][0]["outputs"]
    assert picture["data"]["text/plain"] == ["<Figure size 100x100 with 1 Axes>"]
    other["cells"][0]["outputs"][0]["data"]["image/png"] = "other bytes"
    assert SCRIPT.differences(one, other) == []
    assert SCRIPT.differences(one, none) != []


def test_what_jupyter_would_write_otherwise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="print it instead"):
        SCRIPT.run(_notebook("list(range(40))"), tmp_path)


def test_a_cell_that_writes_to_stderr_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeWarning, match="cell-0 writes to stderr: oh"):
        SCRIPT.run(_notebook("import sys\nsys.stderr.write('oh');"), tmp_path)
