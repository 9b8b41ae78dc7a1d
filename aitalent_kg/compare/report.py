"""`write`: a comparison into a file, whose ending says the form."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.html import page
from aitalent_kg.compare.markdown import text
from aitalent_kg.errors import BadValue
from aitalent_kg.files import write_text

__all__ = ["check_report", "write_report"]

_FORMS = {".html": page, ".md": text}


def write_report(found: Comparison, path: Path | str, lang: str = "zh") -> None:
    """Write the report of a comparison.

    Args:
        path: .html (one page that needs nothing else), or .md.
    Raises:
        BadValue: another ending.
    """
    target = Path(path)
    check_report(target)
    write_text(target, _FORMS[target.suffix.lower()](found, lang))


def check_report(path: Path) -> None:
    """See that the ending of a file is that of a report.

    Raises:
        BadValue: it is not.
    """
    if path.suffix.lower() not in _FORMS:
        raise BadValue(str(path), f"a report ends in {' or '.join(_FORMS)}")
