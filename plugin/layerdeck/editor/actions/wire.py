"""What is done to wires: looked at, led through points, and straight again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.canvas.bends import add_bend_midway, straighten
from layerdeck.editor.peek import why_not_peek

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_MENU = "Card > Wire"


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Card > Wire."""
    scene, lighting = window.canvas, window.canvas.lighting

    def no_one_wire() -> str:
        one = len(lighting.wires) == 1
        return "" if one else "Select one wire to lead it through a point."

    def none_led() -> str:
        wires = [*lighting.wires, *(lighting.picked or ())[:1]]
        led = any(wire in window.session.graph.bends for wire in wires)
        return "" if led else "Select a wire that is led through points."

    return (
        Action(
            "wire.peek",
            "Peek at the wire",
            _MENU,
            window.peek.open,
            "P",
            why_not=partial(why_not_peek, window.view),
            on_canvas=True,
            also=("look", "slice", "tensor", "histogram", "inspect", "sample", "NaN"),
        ),
        Action(
            "wire.bend",
            "Lead the wire through a point",
            _MENU,
            partial(add_bend_midway, scene),
            why_not=no_one_wire,
            on_canvas=True,
            gap=True,
            also=("reroute", "bend", "dot"),
        ),
        Action(
            "wire.straighten",
            "Let the wire go straight",
            _MENU,
            partial(straighten, scene),
            why_not=none_led,
            on_canvas=True,
            also=("reroute", "bend", "points"),
        ),
    )
