"""The tab Differences: a line for each, and a click leads to the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from layerdeck.editor.panels.sentences import sentences_in
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import plural
from layerdeck.graph.comparing import Told, What

from .marks import letter_icon

_AT_ONCE = 50
"""So many differences are listed at a time, and as many more at a wish."""
_TOLD = Qt.ItemDataRole.UserRole
_MORE = "more"


class DifferencesPanel(QWidget):
    """Lists them; Enter or a click shows one, Esc ends it."""

    shown = Signal(object)
    """The `Told` whose card is to be brought into view."""
    left = Signal()
    """Esc was pressed."""
    restyled = Signal()
    """The window has other colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._told, self._most = theme, tuple[Told, ...](), _AT_ONCE
        self.tree = sentences_in(self, "Differences")
        self.setFocusProxy(self.tree)
        self.tree.itemClicked.connect(self._act)
        self.tree.itemActivated.connect(self._act)
        self.tree.installEventFilter(self)

    def show_told(self, told: Sequence[Told], theme: Theme) -> None:
        """List these differences, in a theme's colours."""
        known = self._told, self._theme, self.tree.topLevelItemCount() > 0
        self._told, self._theme = tuple(told), theme
        if self.isVisible() and known != (self._told, theme, True):
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: list what is otherwise by now."""
        super().showEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Ask to be told the colours, which may be others now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.restyled.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc ends the comparison, wherever in the list one is."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _fill(self) -> None:
        entry = self.tree.currentItem()
        place = self.tree.indexOfTopLevelItem(entry) if entry else -1
        self.tree.clear()
        icons = {what: letter_icon(what, self._theme) for what in What}
        for told in self._told[: self._most]:
            self._add(told).setIcon(0, icons[told.what])
        left = len(self._told) - self._most
        if left > 0:
            entry = QTreeWidgetItem(
                self.tree, ["", f"And {plural(left, 'more difference')}. Show more"]
            )
            entry.setData(0, _TOLD, _MORE)
            entry.setForeground(1, self._theme.color("accent"))
        if not self._told:
            entry = QTreeWidgetItem(self.tree, ["", "No differences in meaning."])
            entry.setForeground(1, self._theme.color("text_soft"))
        self.tree.resizeColumnToContents(0)
        current = self.tree.topLevelItem(min(place, self.tree.topLevelItemCount() - 1))
        if current and place >= 0:
            self.tree.setCurrentItem(current)

    def _add(self, told: Told) -> QTreeWidgetItem:
        subject = f"{told.block}: {told.subject}" if told.block else told.subject
        words = "; ".join(told.words) or str(told.what)
        entry = QTreeWidgetItem(self.tree, [subject, words])
        entry.setData(0, _TOLD, told)
        entry.setToolTip(1, words)
        heard = f"{str(told.what).capitalize()}: {subject}"
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, heard)
        return entry

    def _act(self, entry: QTreeWidgetItem) -> None:
        told = entry.data(0, _TOLD)
        if told == _MORE:
            self._most += _AT_ONCE
            self._fill()
        elif told is not None:
            self.shown.emit(told)
