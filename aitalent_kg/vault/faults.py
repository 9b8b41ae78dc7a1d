"""What can be wrong with a store on disk, in one line that names its folder."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aitalent_kg.errors import AitalentError

__all__ = ["StoreFault", "damage", "told"]

_FULL = "No space left on device"


class StoreFault(AitalentError, OSError):
    """A store that is not there, is being written, is damaged, or has no room."""

    def __init__(self, path: Path | str, problem: str) -> None:
        self.path = Path(path)
        super().__init__(f"{path}: {problem}")


def damage(path: Path | str, error: Exception, made_with: str = "") -> StoreFault:
    """The fault that an error of the engine on opening or reading means."""
    from pyoxigraph import __version__

    said = " ".join(str(error).split())[:200]
    other = f"; made with pyoxigraph {made_with}, this is {__version__}"
    versions = other if made_with not in ("", __version__) else ""
    return StoreFault(
        path, f"cannot be read ({said}){versions}; make it anew with `aitalent-kg store add`"
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system or the engine says while writing into a fault.

    Whoever writes leaves the old state as it is, so the message may say so.
    """
    try:
        yield
    except AitalentError:
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC or _FULL in str(error):
            problem = "no space left on its disk; nothing was changed; make room, then try again"
            raise StoreFault(path, problem) from error
        problem = error.strerror or " ".join(str(error).split())[:200]
        raise StoreFault(path, f"cannot be written ({problem}); nothing was changed") from error
    except RuntimeError as error:  # what pyoxigraph makes of a damaged file
        raise damage(path, error) from error
