"""The clipboard, copies, and deleting so that the rest stays joined."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.clipboard import (
    copy,
    cut,
    delete_joining,
    duplicate_chosen,
    nothing_chosen,
    nothing_to_paste,
    paste_here,
)

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """More of the menu Edit."""
    session = window.session
    chosen = partial(nothing_chosen, session)

    def no_cards() -> str:
        return "" if session.selected else "Select the cards that are to be taken out."

    return (
        Action(
            "edit.cut",
            "Cut",
            "Edit",
            partial(cut, session),
            "Ctrl+X",
            why_not=chosen,
            on_canvas=True,
            gap=True,
        ),
        Action(
            "edit.copy",
            "Copy",
            "Edit",
            partial(copy, session),
            "Ctrl+C",
            why_not=chosen,
            on_canvas=True,
            also=("clipboard",),
        ),
        Action(
            "edit.paste",
            "Paste",
            "Edit",
            partial(paste_here, window),
            "Ctrl+V",
            why_not=nothing_to_paste,
            on_canvas=True,
            also=("clipboard", "insert"),
        ),
        Action(
            "edit.duplicate",
            "Duplicate",
            "Edit",
            partial(duplicate_chosen, window),
            "Ctrl+D",
            why_not=chosen,
            on_canvas=True,
            also=("copy", "clone"),
        ),
        Action(
            "edit.delete_joining",
            "Delete and join",
            "Edit",
            partial(delete_joining, session),
            "Ctrl+Del; Ctrl+Backspace",
            why_not=no_cards,
            on_canvas=True,
            also=("remove", "dissolve", "take out"),
        ),
    )
