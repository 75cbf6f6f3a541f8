"""At what a person points when a peek is wanted: a wire, an output, or a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layerdeck.deck import Kind
from layerdeck.editor.canvas.placing import main_output
from layerdeck.editor.canvas.spoken import port_of
from layerdeck.graph import End, Wire

if TYPE_CHECKING:
    from layerdeck.editor.canvas.view import CanvasView

_NOTHING = "Select a wire or a card to peek at what it carries."


def pointed_at(view: CanvasView) -> tuple[End | None, Wire | None]:
    """The output to peek at, and the wire that was pointed at, where it was one."""
    lighting, session = view.canvas.lighting, view.canvas.session
    wires = lighting.wires or ([lighting.picked[0]] if lighting.picked else [])
    if len(wires) == 1:
        return wires[0].source, wires[0]
    spot = view.walking.spot if view.walking.shown else None
    if spot and spot.line and spot.item in session.graph.cards:
        port, is_input = spot.line
        if not is_input:
            return End(spot.item, port), None
        into = session.graph.into(spot.item, port)
        if into:
            return into[0].source, into[0]
    if len(session.selected) == 1:
        card = session.selected[0]
        declared = session.deck.get(session.graph.cards[card].type)
        if declared and not declared.outputs:
            # What an Output takes is as good as what it gives.
            into = session.graph.wires_of(card)
            tensors = [wire for wire in into if wire.target.card == card]
            return (tensors[0].source, tensors[0]) if tensors else (None, None)
        return main_output(session, card), None
    return None, None


def why_not_peek(view: CanvasView) -> str:
    """What to do before one can peek; empty where one can."""
    end, _ = pointed_at(view)
    if end is None:
        return _NOTHING
    port = port_of(view.canvas.session, end, is_input=False)
    if port is None:
        return f"{end.card} is not in the deck, so it cannot be run."
    if port.kind is not Kind.TENSOR:
        return f"Peek shows tensors, and this is of the type {port.type}. Select a wire of tensors."
    return ""
