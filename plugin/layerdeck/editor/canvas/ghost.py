"""The picture of a card that follows the cursor while it is dragged from the deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from layerdeck.deck import CardType

from .layout import Look, card_layout
from .paint import State, paint_card

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


class Ghost(QLabel):
    """Lies above the window's parts and lets the mouse through."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._shown = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, card_type: CardType, place: QPoint) -> None:
        """Show the card at a place of the screen."""
        if card_type.id != self._shown:
            self._shown = card_type.id
            self.setPixmap(self._draw(card_type))
            self.adjustSize()
        self.move(self._window.mapFromGlobal(place) - QPoint(30, 15))
        self.show()
        self.raise_()

    def let_go(self) -> None:
        """Hide again."""
        self._shown = ""
        self.hide()

    def _draw(self, card_type: CardType) -> QPixmap:
        values = tuple(card_type.initial_values.items())
        look = Look(card_type.title, card_type, card_type.id, values)
        layout = card_layout(look)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round((layout.width + 20) * ratio), round((layout.height + 12) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.8)
        painter.translate(10, 4)
        paint_card(painter, layout, look, self._window.theme, State())
        painter.end()
        return pixmap
