"""Run the notebooks and write what their cells show; `--check` compares instead.

    scripts/notebooks.py [--check] [NAME …]     run all, or those whose name begins so
    scripts/notebooks.py --text NAME            a notebook as text, cells parted by `# %%`
    scripts/notebooks.py --from FILE.py         such a text as notebooks/FILE.ipynb, run

So nobody edits JSON: write in Jupyter or as text, then let this script run it. Cells run in this
process as Jupyter runs them: what is printed, then the value of the last expression, then open
pictures. Numbers of cells, ids and metadata are made anew, so that a change shows as one.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = [
    "FOLDER",
    "differences",
    "from_text",
    "main",
    "read",
    "run",
    "source_of",
    "text_of",
    "to_text",
]

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
#: Method of a value -> what it gives; Jupyter asks for these.
_RICH = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_svg_": "image/svg+xml",
}
_HEAD = "# %%"
#: IPython writes longer lists and dictionaries over several lines, Python does not.
_WIDTH = 79

Cell = dict[str, Any]
Notebook = dict[str, Any]


def read(path: Path) -> Notebook:
    """A notebook as it is stored."""
    found: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return found


def run(notebook: Notebook, folder: Path = FOLDER) -> Notebook:
    """The notebook with the outputs of a run from top to bottom, in the normal form.

    Args:
        folder: where it runs, as Jupyter runs a notebook in its folder.
    Raises:
        Whatever a cell raises; RuntimeWarning of a cell that writes to stderr.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    cells: list[Cell] = []
    with _as_jupyter(folder):
        for place, cell in enumerate(notebook["cells"]):
            made = _cell(place, cell["cell_type"], source_of(cell))
            if cell["cell_type"] == "code":
                made["execution_count"] = 1 + sum(c["cell_type"] == "code" for c in cells)
                made["outputs"] = _outputs(made, names)
            cells.append(made)
    return _notebook(cells)


def differences(stored: Notebook, made: Notebook) -> list[str]:
    """What a run of a notebook shows otherwise than it says, in words; empty where nothing does.

    Of a picture counts that it is there, not its bytes: they change with fonts and matplotlib.
    Text printed in several pieces is one, as front ends show it.
    """
    cells = zip(stored["cells"], made["cells"], strict=True)
    shown = [[_bare(cell.get("outputs", [])) for cell in pair] for pair in cells]
    return [
        f"cell {place}:\n--- shown\n{one}\n--- now\n{other}"
        for place, (one, other) in enumerate(shown)
        if one != other
    ]


def source_of(cell: Cell) -> str:
    """The text of a cell."""
    return "".join(cell["source"])


def text_of(notebook: Notebook) -> str:
    """The file of a notebook."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_text(notebook: Notebook) -> str:
    """The cells as a Python file that editors know, words as comments."""
    parts = []
    for cell in notebook["cells"]:
        code = cell["cell_type"] == "code"
        lines = source_of(cell).split("\n")
        words = lines if code else [f"# {line}".rstrip() for line in lines]
        parts.append("\n".join([_HEAD if code else f"{_HEAD} [markdown]", *words]))
    return "\n\n".join(parts) + "\n"


def from_text(text: str) -> Notebook:
    """A notebook without outputs, from what `to_text` gives."""
    cells: list[Cell] = []
    for part in re.split(rf"^{_HEAD}", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        kind = "markdown" if "[markdown]" in head else "code"
        source = body.strip("\n")
        if kind == "markdown":
            source = re.sub(r"^# ?", "", source, flags=re.MULTILINE)
        cells.append(_cell(len(cells), kind, source))
    return _notebook(cells)


@contextlib.contextmanager
def _as_jupyter(folder: Path) -> Iterator[None]:
    """In the folder, pictures kept and not shown, a warning of the code's own doing an error."""
    import matplotlib
    from matplotlib import pyplot

    before = Path.cwd()
    matplotlib.use("agg")
    os.chdir(folder)
    try:
        with matplotlib.rc_context(), warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            yield
    finally:
        pyplot.close("all")
        os.chdir(before)


def _outputs(cell: Cell, names: dict[str, Any]) -> list[Cell]:
    printed, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        value = _executed(source_of(cell), f"<{cell['id']}>", names)
    if complained.getvalue():
        raise RuntimeWarning(f"{cell['id']} writes to stderr: {complained.getvalue()}")
    found: list[Cell] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue()})
    if value is not None:
        number = cell["execution_count"]
        found.append({"output_type": "execute_result", "execution_count": number, **_shown(value)})
    return [_lined(output) for output in (*found, *_pictures())]


def _executed(source: str, name: str, names: dict[str, Any]) -> object:
    """Run a cell; the value of its last expression, None where there is none or `;` ends it."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        exec(compile(tree, name, "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), name, "exec"), names)
    value: object = eval(compile(ast.Expression(last.value), name, "eval"), names)
    return value


def _shown(value: object) -> Cell:
    """The forms in which Jupyter shows a value."""
    plain = repr(value)
    if isinstance(value, list | dict | set | tuple) and len(plain) > _WIDTH:
        raise ValueError(f"Jupyter breaks this into lines, print it instead: {plain[:60]} …")
    data = {"text/plain": plain}
    for method, form in _RICH.items():
        made = getattr(value, method, lambda: None)()
        if made is not None:
            data[form] = made
    return {"data": data, "metadata": {}}


def _pictures() -> Iterator[Cell]:
    """The pictures that are open, as Jupyter shows them behind a cell; they are closed."""
    from matplotlib import pyplot

    for number in pyplot.get_fignums():
        figure, png = pyplot.figure(number), io.BytesIO()
        figure.savefig(png, format="png", bbox_inches="tight", metadata={"Software": None})
        image = base64.b64encode(png.getvalue()).decode() + "\n"
        data = {"image/png": image, "text/plain": repr(figure)}
        yield {"output_type": "display_data", "data": data, "metadata": {}}
    pyplot.close("all")


def _lined(output: Cell) -> Cell:
    """An output with its texts as lists of lines, which show changes line by line."""
    if "text" in output:
        return {**output, "text": output["text"].splitlines(keepends=True)}
    data = {
        form: text if form == "image/png" else text.splitlines(keepends=True)
        for form, text in output["data"].items()
    }
    return {**output, "data": data}


def _bare(outputs: Iterable[Cell]) -> list[Any]:
    found: list[Any] = []
    for output in outputs:
        if output["output_type"] == "stream":
            text = (output["name"], "".join(output["text"]))
            joined = bool(found) and found[-1][0] == text[0]
            found[-1:] = [(text[0], found[-1][1] + text[1])] if joined else [*found[-1:], text]
        else:
            found.append((output["output_type"], _bare_data(output.get("data", {}))))
    return found


def _bare_data(data: dict[str, Any]) -> dict[str, str]:
    return {
        form: "a picture" if form.startswith("image/") else "".join(text)
        for form, text in sorted(data.items())
    }


def _cell(place: int, kind: str, source: str) -> Cell:
    cell: Cell = {"cell_type": kind, "id": f"cell-{place}", "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return {**cell, "source": source.splitlines(keepends=True)}


def _notebook(cells: list[Cell]) -> Notebook:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _check(path: Path) -> bool:
    """Whether a notebook shows what a run shows; says what differs."""
    stored = read(path)
    found = differences(stored, run(stored))
    print("\n".join([f"{path.name}: {'differs' if found else 'as it says'}", *found]))
    return not found


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; 1 where a check fails."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a difference may be Chinese, whatever the locale
    options = [argument for argument in arguments if argument.startswith("--")]
    names = tuple(argument for argument in arguments if not argument.startswith("--"))
    if options == ["--from"]:
        for name in map(Path, names):
            made = run(from_text(name.read_text(encoding="utf-8")))
            (FOLDER / f"{name.stem}.ipynb").write_text(text_of(made), encoding="utf-8")
        return 0
    paths = [path for path in sorted(FOLDER.glob("*.ipynb")) if path.name.startswith(names or "")]
    if options == ["--text"]:
        print("\n".join(to_text(read(path)) for path in paths))
    elif options == ["--check"]:
        return 1 if [path for path in paths if not _check(path)] else 0
    else:
        for path in paths:
            path.write_text(text_of(run(read(path))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
