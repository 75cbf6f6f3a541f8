"""The deck's list: cards below their categories, which fold; a card is dragged off it."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from layerdeck.deck import Hit
from layerdeck.editor.fonts import font, text_width
from layerdeck.editor.theme import Theme

_HIT, _NOTE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LEAST_NOTE = 72.0
"""Pixels below which too little of a longer note could be read."""
_TEXT, _SMALL = 12, 11


class CardTree(QTreeWidget):
    """Shows groups of hits; a drag is followed with the mouse itself, within the window."""

    dragged = Signal(str, QPoint)
    """A card type's id and the cursor's place on the screen, while it is dragged."""
    dropped = Signal(str, QPoint)
    """A card type's id and the place on the screen where it was let go."""
    kept = Signal()
    """The card that was dragged stays in the deck after all."""
    folded = Signal(str, bool)
    """A group that a person opened or closed, and whether it is open now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._held = ""
        self._entries: dict[str, QTreeWidgetItem] = {}
        self._filling = False
        self._arrow_color = QColor()
        self.passes_groups = False
        """Whether the arrow keys pass over the groups, as while searching."""
        self.setHeaderHidden(True)
        self.setIndentation(10)
        self.setIconSize(QSize(8, 16))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName("Cards")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_WithNotes(self))
        self.itemExpanded.connect(lambda entry: self._folded(entry, True))
        self.itemCollapsed.connect(lambda entry: self._folded(entry, False))

    def show_groups(
        self, groups: Sequence[tuple[str, Sequence[Hit]]], opened: set[str] | None, theme: Theme
    ) -> None:
        """List groups of hits; `opened` names those that are not folded, None opens all."""
        self._filling = True
        self._arrow_color = theme.color("text_soft")
        self.clear()
        self._entries = {hit.card.id: self._entry(hit, theme) for _, hits in groups for hit in hits}
        made = []
        for name, hits in groups:
            group = QTreeWidgetItem([name])
            group.setData(0, _NOTE, str(len(hits)))
            group.setForeground(0, self._arrow_color)
            group.setFont(0, font(_TEXT, bold=True))
            group.addChildren([self._entries[hit.card.id] for hit in hits])
            made.append(group)
        self.addTopLevelItems(made)
        for group in made:
            group.setExpanded(opened is None or group.text(0) in opened)
            self._point(group)
        self._filling = False

    def hit_of(self, entry: QTreeWidgetItem | None) -> Hit | None:
        """The hit in a line; None for a group."""
        return entry.data(0, _HIT) if entry else None

    def entry_of(self, card_id: str) -> QTreeWidgetItem | None:
        """The line of a card, wherever it is."""
        return self._entries.get(card_id)

    def step(self, down: bool) -> None:
        """Go to the next line that is in sight."""
        onward = self.itemBelow if down else self.itemAbove
        current = self.currentItem()
        entry = onward(current) if current else self.topLevelItem(0)
        while entry and self.passes_groups and not self.hit_of(entry):
            entry = onward(entry)
        if entry:
            self.setCurrentItem(entry)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which card was pressed: a drag may begin. A press on a group folds it."""
        super().mousePressEvent(event)
        entry = self.itemAt(event.position().toPoint())
        hit = self.hit_of(entry)
        self._held = hit.card.id if hit else ""
        self._pressed = event.position().toPoint() if hit else None
        if entry and not hit and event.button() is Qt.MouseButton.LeftButton:
            entry.setExpanded(not entry.isExpanded())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Once far enough from where it was pressed, the card is dragged along."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            self.dragged.emit(self._held, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card go where the cursor is."""
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is not None:
            self.dropped.emit(self._held, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from line to line; Esc keeps a card that is dragged."""
        if event.key() == Qt.Key.Key_Escape and self._pressed is not None:
            self._pressed = None
            self.kept.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _entry(self, hit: Hit, theme: Theme) -> QTreeWidgetItem:
        entry = QTreeWidgetItem([hit.card.title])
        entry.setData(0, _HIT, hit)
        entry.setIcon(0, _mark(theme.category(hit.card.category).rgb()))
        if hit.reason:
            entry.setData(0, _NOTE, hit.reason)
        note = f"{hit.card.title}, {hit.reason}\n" if hit.reason else ""
        entry.setToolTip(0, f"{note}{hit.card.help}")
        return entry

    def _folded(self, group: QTreeWidgetItem, opened: bool) -> None:
        if not self._filling:
            self._point(group)
            self.folded.emit(group.text(0), opened)

    def _point(self, group: QTreeWidgetItem) -> None:
        group.setIcon(0, _arrow(self._arrow_color.rgb(), group.isExpanded()))


class _WithNotes(QStyledItemDelegate):
    """Draws a note at the end of a line, as far as its text leaves room."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        note = index.data(_NOTE)
        if not note:
            return
        group = index.data(_HIT) is None
        taken = 24 + text_width(str(index.data()), _TEXT, bold=group)
        room = QRect(option.rect)
        room.adjust(round(taken), 0, -8, 0)
        if room.width() < min(_LEAST_NOTE, text_width(note, _SMALL)):
            return
        painter.save()
        painter.setFont(font(_SMALL))
        widget = self.parent()
        assert isinstance(widget, CardTree)
        painter.setPen(widget._arrow_color)
        text = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()


@cache
def _mark(color: int) -> QIcon:
    """The bar of a category's colour before a card."""
    pixmap, painter = _canvas(color)
    painter.drawRoundedRect(4, 5, 8, 22, 3, 3)
    return _finish(pixmap, painter)


@cache
def _arrow(color: int, opened: bool) -> QIcon:
    """The arrow before a group."""
    pixmap, painter = _canvas(color)
    right = [QPointF(4, 9), QPointF(12, 16), QPointF(4, 23)]
    down = [QPointF(1, 12), QPointF(15, 12), QPointF(8, 20)]
    painter.drawPolygon(QPolygonF(down if opened else right))
    return _finish(pixmap, painter)


def _canvas(color: int) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(16, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    return pixmap, painter


def _finish(pixmap: QPixmap, painter: QPainter) -> QIcon:
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
