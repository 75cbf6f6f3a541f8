"""The windows of the program: each has a session, an engine and a journal of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer

from layerdeck.files.importing import ENDINGS
from layerdeck.files.importing.scripts import SCRIPTS

from .questions import IMPORTED
from .recovery import Offer, Recovery
from .start_page import show_start_page

if TYPE_CHECKING:
    from .window import Window

_APART = QPoint(32, 32)


class Windows:
    """The open windows, in the order in which they were opened.

    Args:
        recovery: what work is offered that a crash left over.
        engines: whether new windows start their engines.
    """

    def __init__(self, recovery: Recovery | None = None, *, engines: bool = False) -> None:
        self.all: list[Window] = []
        self.recovery = recovery
        self._engines = engines
        self._held: dict[int, Window] = {}

    def begin(self, window: Window, path: Path | None = None) -> None:
        """Show the first window; its engine, and what it shows, come when it has been painted."""
        self._open(window)
        QTimer.singleShot(0, window, partial(self._fill, window, path))

    def new(self, like: Window) -> Window:
        """Open another window, beside this one."""
        window = type(like)(like.catalogue, like.settings, self)
        window.resize(like.size())
        window.move(like.pos() + _APART)
        self._open(window)
        return window

    def new_empty(self, like: Window) -> None:
        """Open another window and begin there."""
        show_start_page(self.new(like))

    def closed(self, window: Window) -> None:
        """A window was closed."""
        if window in self.all:
            self.all.remove(window)
        if not self.all and self.recovery is not None:
            self.recovery.stop()

    def showing(self, path: Path | None) -> Window | None:
        """The window in which a project is open, by whatever way its path leads there."""
        if path is None:
            return None
        wanted = os.path.realpath(path)
        for window in self.all:
            open_there = window.session.document.path
            if open_there and os.path.realpath(open_there) == wanted:
                return window
        return None

    def brings_forward(self, path: Path, window: Window) -> bool:
        """Show the other window in which a project is open; tells whether there is one."""
        there = self.showing(path)
        if there is None or there is window:
            return False
        come_forward(there)
        return True

    def open(self, paths: Iterable[Path], window: Window) -> None:
        """Open projects, the first in this window and each other in one of its own."""
        for number, path in enumerate(paths):
            if number == 0 or self.showing(path):
                window.files.open(path)
                continue
            another = self.new(window)
            if not another.files.open(path):
                another.close()

    def open_dropped(self, paths: Iterable[Path], window: Window) -> None:
        """Open what can be opened among files that were dropped; tell of all others.

        The name decides: what is dropped by mistake is not worth a question.
        """
        paths = list(paths)
        known = [path for path in paths if path.suffix.lower() in (".layerdeck", *IMPORTED)]
        strange = [path.name for path in paths if path not in known]
        self.open(known, window)
        if strange:
            # Last, because what is said gives way to another graph.
            window.session.said.emit(
                f"{', '.join(strange)}: no Layerdeck project, whose name ends in .layerdeck, "
                f"no Keras model ({', '.join(ENDINGS)}) and no script ({', '.join(SCRIPTS)})."
            )

    def restore(self, offer: Offer, window: Window) -> None:
        """Bring unsaved work back where its project is open, or here, or in a window of its own."""
        assert self.recovery is not None
        document = window.session.document
        untouched = not (document.path or document.unsaved or document.graph.cards)
        there = self.showing(offer.project)
        chosen = there or (window if untouched else self.new(window))
        self.recovery.restore(offer, chosen)
        come_forward(chosen)

    def discard(self, offer: Offer, window: Window) -> None:
        """Throw unsaved work away, if one is sure."""
        assert self.recovery is not None
        self.recovery.discard(offer, window)

    def show_theme(self) -> None:
        """Show all windows in the theme that was chosen in one."""
        for window in self.all:
            window.show_theme()

    def quit(self) -> None:
        """Close all windows, once it is settled for each what becomes of its work."""
        for window in self.all:
            window.finish_typing()
            if window.session.document.unsaved:
                come_forward(window)
            if not window.files.may_leave("quitting"):
                return
        for window in list(self.all):
            window.leaving = True
            window.close()

    def _open(self, window: Window) -> None:
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Qt deletes the window; until then Python must not.
        self._held[id(window)] = window
        window.destroyed.connect(partial(self._held.pop, id(window), None))
        window.show()
        if self._engines:
            QTimer.singleShot(0, window, window.session.engine.start)

    def _fill(self, window: Window, path: Path | None) -> None:
        if path is None or not window.files.open(path):
            show_start_page(window)
        elif self.recovery is not None:
            self.recovery.look()


def come_forward(window: Window) -> None:
    """Bring a window before the others, where the system lets it."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
