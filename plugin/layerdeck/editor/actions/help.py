"""What helps a person along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor import key_editor, key_sheet, palette
from layerdeck.editor.about import show_about
from layerdeck.editor.panels.legend import Legend

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Help."""
    return (
        Action(
            "help.palette",
            "Find an action…",
            "Help",
            partial(palette.show_palette, window),
            "Ctrl+Shift+P",
            also=("command palette", "search", "commands"),
        ),
        Action(
            "help.key_sheet",
            "Sheet of keys",
            "Help",
            partial(key_sheet.show_key_sheet, window),
            "F1; ?",
            also=("shortcuts", "keyboard", "cheat sheet", "help"),
        ),
        Action(
            "help.keys",
            "Keys…",
            "Help",
            partial(key_editor.show_key_editor, window),
            also=("shortcuts", "keyboard", "rebind", "settings"),
        ),
        Action(
            "help.types",
            "Types of ports",
            "Help",
            lambda: Legend(window.theme, window).open(),
            also=("legend", "colours", "letters", "sockets"),
        ),
        Action(
            "help.about",
            "About Layerdeck",
            "Help",
            partial(show_about, window),
            gap=True,
            also=("version", "licence"),
        ),
    )
