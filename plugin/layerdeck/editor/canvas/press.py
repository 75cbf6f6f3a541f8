"""Which gesture a press begins: that is decided by what lies under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsSceneMouseEvent

from .card_drag import Band, CardDrag, ChipPress
from .wire_drag import WireDrag

if TYPE_CHECKING:
    from .card_item import CardItem
    from .gesture import Gesture
    from .scene import CanvasScene


def is_left(event: QGraphicsSceneMouseEvent) -> bool:
    """Whether it is the left button that was pressed or let go."""
    return event.button() is Qt.MouseButton.LeftButton


def gesture_at(scene: CanvasScene, event: QGraphicsSceneMouseEvent) -> Gesture | None:
    """The gesture that a press begins; what a press alone does is done."""
    point = event.scenePos()
    adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    item = scene.card_at(point)
    if item:
        return _on_card(scene, item, event, adds)
    wire = scene.wire_at(point)
    if wire:
        others = scene.lighting.wires if adds else []
        if not adds:
            scene.session.select(())
        if wire.wire in others:
            others.remove(wire.wire)
            scene.lighting.select_wires(others)
        else:
            scene.lighting.select_wires([*others, wire.wire])
        return None
    if not adds:
        scene.lighting.select_wires(())
    return Band(scene, point, scene.session.selected if adds else ())


def _on_card(
    scene: CanvasScene, item: CardItem, event: QGraphicsSceneMouseEvent, adds: bool
) -> Gesture | None:
    """Sockets come first, then values, then the line for more inputs; the rest is the card."""
    point, session = event.scenePos(), scene.session
    if not scene.far.isVisible():
        inside = item.mapFromScene(point)
        socket, chip = item.socket_at(inside), item.chip_at(inside)
        if socket:
            return WireDrag.begin(scene, item, socket, point)
        if chip:
            session.select([item.card_id])
            return ChipPress(scene, item.card_id, chip.port.id)
        if item.more_at(inside):
            scene.toggle_expanded(item.card_id)
            return None
    if not adds:
        scene.lighting.select_wires(())
    chosen = session.selected
    if item.card_id in chosen:
        if adds:
            session.select([card_id for card_id in chosen if card_id != item.card_id])
            return None
    else:
        session.select([*chosen, item.card_id] if adds else [item.card_id])
    return CardDrag(scene, item.card_id, point, alone=not adds)
