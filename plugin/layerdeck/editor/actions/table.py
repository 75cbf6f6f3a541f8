"""The whole table: the actions of every concern, in the order of the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    arrange,
    card,
    clipboard,
    code,
    edit,
    export,
    file,
    heat,
    help,
    library,
    model,
    summary,
    view,
    walk,
    wire,
)

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

    from .action import Entry


def entries(window: Window) -> tuple[Entry, ...]:
    """Every action and menu of the window."""
    concerns = (
        file,
        edit,
        clipboard,
        view,
        heat,
        walk,
        card,
        wire,
        arrange,
        library,
        code,
        model,
        summary,
        export,
        help,
    )
    return tuple(entry for concern in concerns for entry in concern.actions(window))
