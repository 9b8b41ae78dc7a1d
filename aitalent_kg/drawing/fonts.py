"""A font with Chinese characters, among those that the machine has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aitalent_kg.errors import AitalentError
from aitalent_kg.exports import optional

__all__ = ["chinese_font"]

#: Families with traditional characters, the best first.
FAMILIES = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "PingFang TC",
    "Microsoft JhengHei",
    "Heiti TC",
    "Noto Sans CJK HK",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "Noto Serif CJK TC",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "AR PL UMing TW",
    "AR PL UKai TW",
    "AR PL UMing CN",
    "PMingLiU",
    "Arial Unicode MS",
)
#: Parts of the names of their files.
_FILES = (
    "cjk", "notosanstc", "sourcehan", "pingfang", "msjh", "msyh", "heiti", "wqy", "uming", "ukai",
    "mingliu", "arial unicode",
)  # fmt: skip


def chinese_font() -> str:
    """The family to write with.

    Raises:
        AitalentError: there is none.
    """
    manager = optional("matplotlib.font_manager")
    for look_again in (False, True):
        if look_again:
            _add_new(manager)
        known = {entry.name for entry in manager.fontManager.ttflist}
        found = next((family for family in FAMILIES if family in known), None)
        if found:
            return found
    raise AitalentError("no font with Chinese characters; install one, as Debian's fonts-noto-cjk")


def _add_new(manager: Any) -> None:
    """Add fonts that were installed after matplotlib made its list."""
    for path in sorted(manager.findSystemFonts()):
        if any(part in Path(path).name.lower() for part in _FILES):
            manager.fontManager.addfont(path)
