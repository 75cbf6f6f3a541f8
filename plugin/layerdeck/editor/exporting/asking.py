"""What every export asks first, and how it says that it came to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layerdeck.editor.questions import ask_where, sorry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def may_export(window: Window, title: str) -> bool:
    """Whether there is a model without errors; says why not, under a title."""
    session = window.session
    for problem in session.problems:
        if problem.severity == "error":
            more = session.errors - 1
            tail = f" And {more} more: see the Problems tab." if more else ""
            owner = f"{problem.card}: " if problem.card else ""
            refuse(window, title, f"{owner}{problem.message}{tail}")
            return False
    if not session.whole.cards:
        refuse(window, title, "The canvas is empty. Drag an Input and a layer onto it first.")
        return False
    return True


def where(window: Window, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file, beside the project at first; None where one thinks again."""
    document = window.session.document
    folder = document.path.parent if document.path else Path.cwd()
    return ask_where(window, title, folder / name, kinds)


def refuse(window: Window, title: str, sentence: str) -> None:
    """Say that something was not done, and why."""
    window.session.said.emit(sentence)
    sorry(window, title, sentence)
