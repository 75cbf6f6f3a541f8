"""Gestures on what lies on the canvas: dragging what is selected, and the rubber band."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from layerdeck.graph import Frame, Graph
from layerdeck.graph.splice import insert

from .area_layout import body_of
from .between import Between
from .gesture import FREELY
from .load import load_of, shifted
from .room import with_room
from .snapping import GuideLines, Snapping

if TYPE_CHECKING:
    from .scene import CanvasScene


class Drag:
    """What is selected in the hand; a press that does not move selects the thing pressed `alone`.

    They go into line with what lies near them, unless Ctrl or Alt is held.
    """

    patience = 3

    def __init__(self, scene: CanvasScene, lead: str, start: QPointF, *, alone: bool) -> None:
        self._scene, self._lead, self._start, self._alone = scene, lead, start, alone
        self._snapping: Snapping | None = None
        self._guides = GuideLines(scene)
        self._between: Between | None = None

    def move(self, point: QPointF) -> None:
        """Have all of it follow the mouse."""
        scene = self._scene
        if not self._snapping:
            session = scene.session
            scene.hand.take(load_of(session.graph, scene.contents, session.chosen))
            self._snapping = Snapping(scene, scene.hand.held, self._lead)
            self._between = self._alone_and_free()
        offset, lines = point - self._start, list[QLineF]()
        # From afar a pixel is a large step, and nobody sees what would be in line.
        if not (scene.keys & FREELY or scene.far.isVisible()):
            offset, lines = self._snapping.settled(offset)
        self._scene.hand.go(offset)
        self._guides.show_lines(lines)
        if self._between:
            self._between.look(scene.box_of([self._lead]).translated(offset), point)

    def release(self, _point: QPointF) -> None:
        """Lay all down where it is, in one edit."""
        session, hand = self._scene.session, self._scene.hand
        load, offset = hand.load, hand.offset
        wire = self._between.wire if self._between else None
        self.cancel()
        if wire:
            body = self._scene.contents.body(self._lead).translated(offset)

            def put_between(graph: Graph) -> Graph:
                moved = shifted(graph, load, offset)
                made = insert(moved, session.deck, self._lead, wire)
                return with_room(made, self._scene.contents, self._lead, body)

            session.edit("Put in between", put_between)
        elif load.items:
            session.edit("Move", shifted, load, offset)
        elif self._alone:
            session.select([self._lead])

    def cancel(self) -> None:
        """Let all lie where it lay."""
        self._scene.removeItem(self._guides)
        if self._between:
            self._between.end()
        if self._snapping:
            self._scene.hand.lay_down()

    def _alone_and_free(self) -> Between | None:
        """What finds the wire to go into, for one card alone that is wired to nothing."""
        session = self._scene.session
        free = self._lead in session.graph.cards and not session.graph.wires_of(self._lead)
        if len(self._scene.hand.held) > 1 or not free:
            return None
        return Between(self._scene, session.graph, session.deck, self._lead)


class Band:
    """A rectangle drawn in the open: what it meets is selected, of frames those all of it holds."""

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
        for area_id in contents.area_boxes.meeting(box):
            area = contents.areas[area_id]
            body = body_of(area)
            if box.contains(body) if isinstance(area, Frame) else box.intersects(body):
                met.append(area_id)
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
