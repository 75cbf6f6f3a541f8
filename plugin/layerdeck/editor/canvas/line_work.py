"""What the keyboard does at a line of a card: edit its value, wire it, detach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from layerdeck.graph import End
from layerdeck.graph.edits import disconnect

from .key_wire import KeyWire
from .spoken import end_name
from .spots import MORE, Line, Spot

if TYPE_CHECKING:
    from .walking import Walking


def act(walking: Walking) -> None:
    """Do what a line is for: edit the value, turn the tick box, open the rest, begin a wire."""
    spot = walking.spot
    if spot is None or spot.line is None:
        return
    item = walking.scene.cards[spot.item]
    row = item.layout.row(spot.line[0], is_input=spot.line[1])
    if spot.line == MORE:
        walking.scene.open_rest(item)
    elif row and row.chip:
        walking.scene.edit_value(item, row)
    else:
        begin_wire(walking)


def turn(walking: Walking) -> None:
    """Turn the tick box of a line, or open the rest of the inputs."""
    spot = walking.spot
    if spot and spot.line:
        layout = walking.scene.contents.cards[spot.item].layout
        row = layout.row(spot.line[0], is_input=spot.line[1])
        if spot.line == MORE or (row and row.chip and row.is_tick):
            act(walking)


def begin_wire(walking: Walking, *, whole: bool = False) -> None:
    """Begin a wire from a line, or from a card's main port, to the nearest port that it fits.

    A wired input gives up its wire; an output all of its wires, where the `whole` is wanted.
    """
    here = walking.here()
    if here is None:
        return
    line = here.line or _main_line(walking, here.item)
    item = walking.scene.cards[here.item] if line else None
    row = item.layout.row(line[0], is_input=line[1]) if item and line else None
    if item is None or row is None:
        walking.session.said.emit("Go to a port of the card first: Enter, then Up and Down.")
        return
    walking.scene.cancel_gesture()
    wire = KeyWire.begin(walking.scene, item, row, QPointF(), whole=whole)
    if isinstance(wire, KeyWire) and wire.step(1):
        walking.scene.gesture = wire
        walking.wired_from = here
        _show_aim(walking, wire)
    else:
        wire.cancel()
        walking.session.said.emit(f"Nothing on the canvas fits {here.item} · {row.port.title}.")


def wire_in_hand(walking: Walking) -> KeyWire | None:
    """The wire that is in the making by keyboard, if one is."""
    gesture = walking.scene.gesture
    return gesture if isinstance(gesture, KeyWire) else None


def aim(walking: Walking, step: int) -> None:
    """Lead the wire to the next port that it fits, or back to the one before."""
    wire = wire_in_hand(walking)
    if wire and wire.step(step):
        _show_aim(walking, wire)
    elif wire:
        first = "This is the nearest port that fits." if step < 0 else "No other port fits."
        walking.session.said.emit(first)


def join(walking: Walking) -> None:
    """Join the wire where it leads, and be there."""
    wire = wire_in_hand(walking)
    end = wire.aimed if wire else None
    if wire and end:
        walking.scene.gesture = None
        wire.release(QPointF())
        on_line = walking.wired_from is not None and walking.wired_from.line is not None
        walking.come_to(Spot(end.card, (end.port, wire.from_output) if on_line else None))


def drop(walking: Walking) -> None:
    """Let go of the wire, and be where it was begun."""
    walking.scene.cancel_gesture()
    if walking.wired_from:
        walking.come_to(walking.wired_from)


def detach(walking: Walking) -> None:
    """Take away the wire of a line; of several into one input, the last."""
    here, session = walking.here(), walking.session
    if here is None:
        return
    if here.line is None or here.line == MORE:
        session.said.emit("Go to the port whose wire is to go: Enter, then Up and Down.")
        return
    port_id, is_input = here.line
    find = session.graph.into if is_input else session.graph.out_of
    wires = find(here.item, port_id)
    name = end_name(session, End(here.item, port_id), is_input=is_input)
    if not wires:
        session.said.emit(f"No wire is at {name}.")
    elif len(wires) > 1 and not is_input:
        session.said.emit(
            f"{len(wires)} wires leave {name}: go along one of them, and press D there."
        )
    elif not session.edit("Disconnect", disconnect, wires[-1]):
        far = wires[-1].source if is_input else wires[-1].target
        session.said.emit(
            f"{end_name(session, far, is_input=not is_input)} is detached from {name}."
        )


def _main_line(walking: Walking, card_id: str) -> Line | None:
    """The first output of a card that is not its layer, else what output or input it has."""
    placed = walking.scene.contents.cards.get(card_id)
    rows = placed.layout.rows if placed else ()
    ranked = sorted(rows, key=lambda row: (row.is_input, row.port.id == "layer", not row.port.main))
    return (ranked[0].port.id, ranked[0].is_input) if ranked else None


def _show_aim(walking: Walking, wire: KeyWire) -> None:
    if wire.aimed:
        spot = Spot(wire.aimed.card, (wire.aimed.port, wire.from_output))
        walking.come_to(spot, selects=False)
