"""Going round the parts of the window with a key: deck, canvas, inspector, tabs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from .window import Window


def go_round(window: Window, step: int) -> None:
    """Give the focus to the next part that shows, or with -1 to the one before.

    A part gives it to what had it last, or to the first of its controls.
    """
    goals = {
        part: goal
        for part in (window.deck, window.notices, window.inspector, window.tabs)
        if part.isVisible() and (goal := _goal(part)) is not None
    }
    focused = QApplication.focusWidget()
    here = next((part for part in goals if focused and part.isAncestorOf(focused)), None)
    parts = list(goals)
    wanted = parts[(parts.index(here) + step) % len(parts)] if here else window.notices
    why = Qt.FocusReason
    goals[wanted].setFocus(why.TabFocusReason if step > 0 else why.BacktabFocusReason)


def _goal(part: QWidget) -> QWidget | None:
    inside = (part.focusWidget(), *_controls(part))
    return next((widget for widget in inside if widget and _takes_focus(widget)), None)


def _controls(part: QWidget) -> Iterator[QWidget]:
    """What lies in a part, in the order of Tab, and the part itself."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if part.isAncestorOf(widget):
            yield widget
        widget = widget.nextInFocusChain()
    yield part


def _takes_focus(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tab == tab and widget.isEnabled() and widget.isVisible()
