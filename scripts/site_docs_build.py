"""Build the documentation site: `make docs` -> site/, without a network.

Pages of docs/ and a reference made from the things themselves are staged in build/docs, then built
by MkDocs. A warning ends it with 1.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.exceptions import Abort
from site_docs.build import build
from site_docs.reference import reference
from site_docs.staging import ROOT, stage


def main() -> int:
    """Stage and build; the folder may be named."""
    site = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    staged = ROOT / "build" / "docs"
    stage(staged, reference())
    try:
        build(staged, site)
    except Abort as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{site / 'index.html'} (English), {site / 'zh-TW' / 'index.html'} (Chinese)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
