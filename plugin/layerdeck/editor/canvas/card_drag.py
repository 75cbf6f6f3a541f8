"""The gestures on cards: dragging the selected ones, and selecting with a rubber band."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from layerdeck.graph.edits import move

from .snapping import GuideLines, Snapping

if TYPE_CHECKING:
    from .scene import CanvasScene

_FREELY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""Held, they have cards go exactly where the mouse does."""


class CardDrag:
    """The selected cards in the hand; a press that does not move selects the card `alone`.

    They go into line with what lies near them, unless Ctrl or Alt is held.
    """

    patience = 3

    def __init__(self, scene: CanvasScene, card_id: str, start: QPointF, *, alone: bool) -> None:
        self._scene, self._card, self._start, self._alone = scene, card_id, start, alone
        self._snapping: Snapping | None = None
        self._guides = GuideLines(scene)

    def move(self, point: QPointF) -> None:
        """Have the cards follow the mouse."""
        if not self._snapping:
            self._scene.hand.take(self._scene.session.selected)
            self._snapping = Snapping(self._scene, self._scene.hand.cards, self._card)
        offset, lines = point - self._start, list[QLineF]()
        if not self._scene.keys & _FREELY:
            offset, lines = self._snapping.settled(offset)
        self._scene.hand.go(offset)
        self._guides.show_lines(lines)

    def release(self, _point: QPointF) -> None:
        """Lay the cards down where they are, in one edit."""
        session, hand = self._scene.session, self._scene.hand
        if not self._snapping:
            self.cancel()
            if self._alone:
                session.select([self._card])
            return
        offset, held = hand.offset, hand.cards
        self.cancel()
        corners = {card_id: session.graph.cards[card_id].at or (0.0, 0.0) for card_id in held}
        session.edit(
            "Move", move, {key: (x + offset.x(), y + offset.y()) for key, (x, y) in corners.items()}
        )

    def cancel(self) -> None:
        """Let the cards lie where they lay."""
        self._scene.removeItem(self._guides)
        if self._snapping:
            self._scene.hand.lay_down()


class Band:
    """A rectangle drawn in the open: the cards that it meets are selected."""

    patience = 3

    def __init__(self, scene: CanvasScene, start: QPointF, kept: Collection[str]) -> None:
        self._scene, self._start, self._kept = scene, start, tuple(kept)
        self._frame = QGraphicsRectItem()
        color = QColor(scene.theme.color("accent"))
        pen = QPen(color, 1.0)
        pen.setCosmetic(True)
        color.setAlpha(30)
        self._frame.setPen(pen)
        self._frame.setBrush(color)
        self._frame.setZValue(4)
        scene.addItem(self._frame)
        scene.session.select(self._kept)

    def move(self, point: QPointF) -> None:
        """Stretch the rectangle to the mouse."""
        box = QRectF(self._start, point).normalized()
        self._frame.setRect(box)
        contents = self._scene.contents
        met = [
            card_id
            for card_id in contents.card_boxes.meeting(box)
            if contents.cards[card_id].body.intersects(box)
        ]
        self._scene.session.select([*self._kept, *met])

    def release(self, _point: QPointF) -> None:
        """What was met is selected already."""
        self._scene.removeItem(self._frame)

    def cancel(self) -> None:
        """Take the rectangle away; what is selected stays so."""
        self._scene.removeItem(self._frame)


class ChipPress:
    """A press on a value, which is edited when the button is let go on it again."""

    patience = 0

    def __init__(self, scene: CanvasScene, card_id: str, port_id: str) -> None:
        self._scene, self._card, self._port = scene, card_id, port_id

    def move(self, _point: QPointF) -> None:
        """Wait for the release."""

    def release(self, point: QPointF) -> None:
        """Edit the value, if the mouse is still on it."""
        item = self._scene.cards[self._card]
        row = item.chip_at(item.mapFromScene(point))
        if row and row.port.id == self._port:
            self._scene.edit_value(item, row)

    def cancel(self) -> None:
        """Nothing was done yet."""
