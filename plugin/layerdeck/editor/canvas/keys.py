"""What single keys mean on the canvas: that depends on what the keyboard is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from . import line_work, steps
from .spots import across
from .walking import Walking

Key = Qt.Key
_COMING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WITH_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NUDGE = 8.0
"""How far an arrow moves what is selected, in pixels at 1:1."""
Meant = Mapping[Key, Callable[[], object]]


class Keys(QObject):
    """Listens to the keys of the canvas before its shortcuts do."""

    def __init__(self, walking: Walking) -> None:
        super().__init__(walking)
        self._walking = walking
        walking.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return isinstance(event, QKeyEvent) and self._press(event)
        if kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._release(event)
        elif kind is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() in _COMING:
                self._walking.wake()
            self._walking.settle()
        elif kind is QEvent.Type.FocusOut:
            # Space may be let go elsewhere, unheard.
            self._walking.view.panning.space = False
            # A window that is taken down gives up the focus last, when its items are gone.
            if self._walking.view.isVisible():
                self._walking.settle()
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        # What an editor of a value does not want comes here too.
        if event.modifiers() & _WITH_OTHERS or not self._walking.view.hasFocus():
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key, meant = Key(event.key()), self._meant(shift=shift)
        if key not in meant:
            # With a wire in hand, no letter may act on the cards that it passes.
            acts = bool(event.text()) or key is Key.Key_Delete
            if acts and line_work.wire_in_hand(self._walking):
                event.accept()
                return True
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif key is not Key.Key_Space or not event.isAutoRepeat():
            meant[key]()
        return True

    def _release(self, event: QKeyEvent) -> None:
        walking = self._walking
        if event.key() == Key.Key_Space and not event.isAutoRepeat():
            tapped, walking.view.panning.space = walking.view.panning.space, False
            # A press of the mouse, as for panning, ends the showing.
            if tapped and walking.shown:
                steps.pick(walking)

    def _meant(self, *, shift: bool) -> Meant:
        """The keys that mean something now."""
        walking = self._walking
        if line_work.wire_in_hand(walking):
            return _of_wire(walking)
        if walking.shown and walking.spot and walking.spot.line:
            return _of_line(walking)
        return _of_card(walking, shift=shift)


def _of_card(walking: Walking, *, shift: bool) -> Meant:
    """At a card, or anywhere. With Shift, arrows draw a frame or note larger or smaller."""
    resizes = shift and len(walking.session.chosen) == len(walking.session.selected_areas) == 1
    scene, enter = walking.scene, partial(steps.into, walking)

    def ready_to_pan() -> None:
        walking.view.panning.space = True

    def escape() -> None:
        if scene.gesture:
            scene.cancel_gesture()
        elif walking.shown:
            steps.out(walking)
        elif walking.session.chosen or scene.lighting.wires or scene.lighting.picked:
            scene.lighting.select_wires(())
            walking.session.select(())
        else:
            walking.view.escaped.emit()

    meant: dict[Key, Callable[[], object]] = {
        Key.Key_Escape: escape,
        Key.Key_Space: ready_to_pan,
    }
    if walking.session.selected or not walking.session.chosen:
        # Where a frame or note is selected, Enter writes in it.
        meant |= {Key.Key_Return: enter, Key.Key_Enter: enter}
    if walking.session.chosen or scene.lighting.picked:
        act = partial(steps.resize_area, walking) if resizes else scene.nudge
        meant |= {
            Key.Key_Left: partial(act, -_NUDGE, 0.0),
            Key.Key_Right: partial(act, _NUDGE, 0.0),
            Key.Key_Up: partial(act, 0.0, -_NUDGE),
            Key.Key_Down: partial(act, 0.0, _NUDGE),
        }
    return meant


def _of_wire(walking: Walking) -> Meant:
    """While a wire is in the making."""
    on, back = partial(line_work.aim, walking, 1), partial(line_work.aim, walking, -1)
    join = partial(line_work.join, walking)
    return {
        Key.Key_Down: on,
        Key.Key_Right: on,
        Key.Key_Tab: on,
        Key.Key_Up: back,
        Key.Key_Left: back,
        Key.Key_Backtab: back,
        Key.Key_Return: join,
        Key.Key_Enter: join,
        Key.Key_Escape: partial(line_work.drop, walking),
    }


def _of_line(walking: Walking) -> Meant:
    """At a line of a card."""
    lines, line = walking.lines(), walking.spot.line if walking.spot else None
    place = lines.index(line) if line in lines else 0
    layout = walking.scene.contents.cards[walking.spot.item].layout if walking.spot else None
    other = across(layout, line) if layout and line else None
    goes_left = line is not None and not line[1]

    def to(place: int) -> Callable[[], object]:
        return partial(steps.to_line, walking, lines[min(max(place, 0), len(lines) - 1)])

    act = partial(line_work.act, walking)
    return {
        Key.Key_Up: to(place - 1),
        Key.Key_Down: to(place + 1),
        Key.Key_Home: to(0),
        Key.Key_End: to(len(lines) - 1),
        Key.Key_Left: partial(steps.to_line, walking, other if goes_left else line),
        Key.Key_Right: partial(steps.to_line, walking, line if goes_left else other),
        Key.Key_Return: act,
        Key.Key_Enter: act,
        Key.Key_Space: partial(line_work.turn, walking),
        Key.Key_Escape: partial(steps.out, walking),
    }
