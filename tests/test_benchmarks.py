"""The pages of benchmarks count their own tables rightly."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from aitalent_kg.files import read_text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from everything import PAGES, summary  # noqa: E402
from report import verdicts  # noqa: E402

PAGE = """
<!-- a -->
| measured | ratio | aim | met |
| --- | --- | --- | --- |
| one | 0.5 | at most 1 | met |
| two | 1.5 | at most 1 | **missed** |
| told only | 1.5 | | |

Measured once.
<!-- end of a -->
"""


def test_verdicts_are_read_from_rows_with_an_aim() -> None:
    found = [(name, cells[0], reached) for name, cells, reached in verdicts(PAGE)]
    assert found == [("a", "one", True), ("a", "two", False)]


def test_the_summary_of_the_page_counts_its_tables() -> None:
    shown = re.findall(
        r"^\| \[(.+?)\]\((.+?)\) \| (\d+) \| (\d+) \|", read_text(ROOT / "docs/benchmarks.md"), re.M
    )
    counted: Counter[tuple[str, str]] = Counter()
    for page in PAGES:
        for section, _, reached in verdicts(read_text(ROOT / "docs" / page)):
            counted[section, page] += 1000 + reached  # aims and met in one number
    assert {(section, page): 1000 * int(aims) + int(met) for section, page, aims, met in shown} == (
        counted
    )


def test_a_benchmark_that_failed_is_named_with_its_reason() -> None:
    assert summary({"vault": "OSError: disk full"}).endswith(
        "`vault` did not run: OSError: disk full"
    )
