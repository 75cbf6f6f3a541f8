"""Which gesture a press begins: that is decided by what lies under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGraphicsSceneMouseEvent

from .area_drag import Resize
from .bends import BendDrag, add_bend, remove_bend
from .card_drag import Band, ChipPress, Drag
from .foot_press import FootPress
from .wire_drag import WireDrag
from .wire_press import WirePress

if TYPE_CHECKING:
    from .areas import Grip
    from .card_item import CardItem
    from .gesture import Gesture
    from .scene import CanvasScene
    from .wire_item import WireItem


def is_left(event: QGraphicsSceneMouseEvent) -> bool:
    """Whether it is the left button that was pressed or let go."""
    return event.button() is Qt.MouseButton.LeftButton


def gesture_at(scene: CanvasScene, event: QGraphicsSceneMouseEvent) -> Gesture | None:
    """The gesture that a press begins; what a press alone does is done.

    What is painted uppermost comes first: cards, notes, wires, frames.
    """
    point = event.scenePos()
    adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    item = scene.card_at(point)
    if item:
        return _on_card(scene, item, event, adds)
    note = scene.areas.note_at(point)
    if note:
        return _on_area(scene, note, event, adds)
    wire = scene.wire_at(point)
    if wire:
        return _on_wire(scene, wire, event, adds)
    frame = scene.areas.frame_at(point)
    if frame:
        return _on_area(scene, frame, event, adds)
    if not adds:
        scene.lighting.select_wires(())
    return Band(scene, point, scene.session.chosen if adds else ())


def double_press_at(scene: CanvasScene, event: QGraphicsSceneMouseEvent) -> bool:
    """Do what a double click means where it is made; tells whether it means anything there."""
    point = event.scenePos()
    if scene.card_at(point):
        return False
    grip = scene.areas.at(point)
    if grip and not grip.is_edge:
        scene.area_pressed.emit(grip.area)
        return True
    wire = scene.wire_at(point)
    if wire and not scene.far.isVisible() and wire.dot_at(point) is None:
        add_bend(scene, wire.wire, point)
        return True
    if grip or wire:
        return False
    scene.card_wanted.emit(point)
    return True


def _on_card(
    scene: CanvasScene, item: CardItem, event: QGraphicsSceneMouseEvent, adds: bool
) -> Gesture | None:
    """Sockets come first, then values, then the line for more inputs; the rest is the card."""
    point, session = event.scenePos(), scene.session
    if not scene.far.isVisible():
        inside = item.mapFromScene(point)
        socket, chip = item.socket_at(inside), item.chip_at(inside)
        if socket:
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return WireDrag.begin(scene, item, socket, point, whole=whole)
        if chip:
            session.select([item.card_id])
            return ChipPress(scene, item.card_id, chip.port.id)
        if item.more_at(inside):
            scene.open_rest(item)
            return None
        if not adds and item.tells_at(inside):
            if item.card_id not in session.selected:
                session.select([item.card_id])
            return FootPress(scene, item.card_id, point, alone=True)
    return _take_hold(scene, item.card_id, point, adds)


def _on_area(
    scene: CanvasScene, grip: Grip, event: QGraphicsSceneMouseEvent, adds: bool
) -> Gesture | None:
    """Edges draw a frame or note larger, the rest moves it."""
    if not grip.is_edge:
        return _take_hold(scene, grip.area, event.scenePos(), adds)
    scene.lighting.select_wires(())
    scene.session.select([grip.area])
    return Resize(scene, grip, event.scenePos())


def _on_wire(
    scene: CanvasScene, item: WireItem, event: QGraphicsSceneMouseEvent, adds: bool
) -> Gesture | None:
    """Points that the wire is led through come first, then its ends; the rest selects it."""
    wire, point = item.wire, event.scenePos()
    dot = None if scene.far.isVisible() else item.dot_at(point)
    if dot is not None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            remove_bend(scene, wire, dot)
            return None
        scene.session.select(())
        scene.lighting.pick((wire, dot))
        return BendDrag(scene, wire, dot)
    others = scene.lighting.wires if adds else []
    if not adds:
        scene.session.select(())
    if wire in others:
        others.remove(wire)
        scene.lighting.select_wires(others)
    else:
        scene.lighting.select_wires([*others, wire])
    return None if adds or scene.far.isVisible() else WirePress(scene, item, point)


def _take_hold(scene: CanvasScene, item_id: str, point: QPointF, adds: bool) -> Gesture | None:
    """Select what is pressed, unless it is already, and begin to drag all that is selected."""
    session, chosen = scene.session, scene.session.chosen
    if not adds:
        scene.lighting.select_wires(())
    if item_id not in chosen:
        session.select([*chosen, item_id] if adds else [item_id])
    elif adds:
        session.select([other for other in chosen if other != item_id])
        return None
    return Drag(scene, item_id, point, alone=not adds)
