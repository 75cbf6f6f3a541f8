"""Words for assistive technology, where no control that has the focus would say them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from .session import Session
from .words import plural

if TYPE_CHECKING:
    from .window import Window


def speak_for(window: Window) -> None:
    """Announce what a window's status bar, its hints and its problems say."""
    speaker = window.status
    window.session.said.connect(partial(announce, speaker))
    window.view.walking.counted.connect(partial(announce, speaker))
    window.view.hint.refused.connect(partial(announce, speaker, urgent=True))
    ProblemWatch(window.session, speaker)


def announce(speaker: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a text spoken, when what is spoken now has ended, or where it is urgent at once."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(speaker, text)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class ProblemWatch(QObject):
    """Announces problems when they come up, and that none is left."""

    def __init__(self, session: Session, speaker: QWidget) -> None:
        super().__init__(speaker)
        self._session, self._speaker = session, speaker
        self._known: frozenset[tuple[str, str, str]] | None = None
        for signal in (session.graph_changed, session.answers_changed, session.lowered_changed):
            signal.connect(self._look)

    def _look(self) -> None:
        if not QAccessible.isActive():
            self._known = None
            return
        before, problems = self._known, self._session.problems
        now = [(problem.card, problem.port, problem.message) for problem in problems]
        self._known = frozenset(now)
        if before is None or self._known == before:
            return
        new = [problem for problem, key in zip(problems, now, strict=True) if key not in before]
        if new:
            first = f"{new[0].card}: {new[0].message}" if new[0].card else new[0].message
            more = f" And {plural(len(new) - 1, 'more problem')}." if len(new) > 1 else ""
            announce(self._speaker, f"{first}{more}", urgent=True)
        elif not problems:
            announce(self._speaker, "No problem is left.")
