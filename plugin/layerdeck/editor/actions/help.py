"""What helps a person along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Help."""
    return (
        Action("help.about", "About Layerdeck", "Help", window.about, also=("version", "licence")),
    )
