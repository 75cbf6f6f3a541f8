"""The files that were opened or saved last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from .questions import may_take_off

if TYPE_CHECKING:
    from .window import Window

MOST = 12
_KEY = "recent"


def recent_files(settings: QSettings) -> list[Path]:
    """The files, the latest first; some may be gone by now."""
    try:
        kept = json.loads(str(settings.value(_KEY) or "[]"))
    except ValueError:
        return []
    return [Path(name) for name in kept] if isinstance(kept, list) else []


def remember(settings: QSettings, path: Path) -> None:
    """Put a file in front."""
    others = [other for other in recent_files(settings) if other != path]
    _keep(settings, [path, *others][:MOST])


def forget(settings: QSettings, path: Path) -> None:
    """Take a file off the list."""
    _keep(settings, [other for other in recent_files(settings) if other != path])


def clear(settings: QSettings) -> None:
    """Take all files off the list."""
    _keep(settings, [])


def open_recent(window: Window, path: Path) -> None:
    """Open a file of the list; one that is gone may be taken off it."""
    if path.is_file():
        window.files.open(path)
    elif may_take_off(window, path):
        forget(window.settings, path)


def _keep(settings: QSettings, paths: list[Path]) -> None:
    # As one text: a list of one would come back as no list.
    settings.setValue(_KEY, json.dumps([str(path) for path in paths]))
