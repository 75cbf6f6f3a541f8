"""Bars above the canvas that say what has happened and what can be done. They take no focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .importing.report import Report, show_report
from .on_disk import Standing
from .start_page import show_start_page

if TYPE_CHECKING:
    from .window import Window


class Notice(QFrame):
    """Shows one sentence and a button for each answer."""

    def __init__(self, name: str, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self.setObjectName("notice")
        self.setAccessibleName(name)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 10, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        self.answers: list[QPushButton] = []
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that shows, if one does."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, answers: Mapping[str, Callable[[], object]]) -> None:
        """Show a sentence and the answers to it, by the words on their buttons."""
        self.close_up()
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)
        for title, act in answers.items():
            button = QPushButton(title)
            button.setAccessibleName(title)
            button.clicked.connect(lambda *_, act=act: act())
            self._row.addWidget(button)
            self.answers.append(button)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_up(self) -> None:
        """Go away, and leave the keys to the canvas if they were here."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._home.setFocus()
        for button in self.answers:
            button.hide()
            button.deleteLater()
        self.answers = []
        self.hide()


class Notices(QWidget):
    """The canvas with the bars above it: what became of the file, and what work was kept."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.disk = Notice("File on disk", window.view)
        self.kept = Notice("Unsaved work", window.view)
        self.imported = Notice("Import", window.view)
        self.compared = Notice("Comparison", window.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.disk, self.kept, self.imported, self.compared):
            column.addWidget(part)
        column.addWidget(window.view, 1)
        window.files.disk.turned.connect(self._tell_of_file)
        window.files.imported.connect(self._tell_of_import)
        window.files.loaded.connect(self.imported.close_up)
        recovery = window.windows.recovery
        if recovery is not None:
            recovery.changed.connect(self._tell_of_work)

    def _tell_of_file(self, standing: Standing) -> None:
        document, files = self._window.session.document, self._window.files
        name = document.path.name if document.path else ""
        if standing is Standing.CHANGED:
            self.disk.say(
                f"{name} changed on disk.",
                {
                    "Reload": files.reload,
                    "Keep mine": files.keep_mine,
                    "Compare": self._window.comparing.with_saved,
                },
            )
        elif standing is Standing.GONE:
            # What is here is the only copy now.
            document.mark_unsaved()
            files.saved.emit()
            self.disk.say(
                f"{name} is no longer on disk. Your work is still here.",
                {"Save": files.save, "Save as…": files.save_as, "Not now": self.disk.close_up},
            )
        else:
            self.disk.close_up()

    def _tell_of_import(self, report: Report) -> None:
        """Say that an import has a report, and whether not all is as it was."""
        otherwise = ", not all of it as it was" if report.lost else ""
        self.imported.say(
            f"Imported {report.file}{otherwise}. {report.told}",
            {"Show report": self._show_report, "Not now": self.imported.close_up},
        )

    def _show_report(self) -> None:
        self.imported.close_up()
        show_report(self._window)

    def _tell_of_work(self) -> None:
        """Say where there is work to restore, unless the start page says so."""
        recovery, page = self._window.windows.recovery, self._window.start_page
        offers = recovery.offers if recovery is not None else ()
        if not offers or (page is not None and page.isVisible()):
            self.kept.close_up()
            return
        names = ", ".join(offer.title for offer in offers)
        self.kept.say(
            f"Unsaved work was kept when Layerdeck ended: {names}.",
            {"Show": self._show_work, "Not now": self.kept.close_up},
        )

    def _show_work(self) -> None:
        self.kept.close_up()
        show_start_page(self._window)
