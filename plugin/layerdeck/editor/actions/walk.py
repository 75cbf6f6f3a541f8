"""Walking on the canvas by keyboard. What single keys do at a card or a line, `gestures` lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.canvas import line_work, steps

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_MENU = "View > Walk"


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu View > Walk, and what is done where one has walked to."""
    walking, session = window.view.walking, window.session
    along, beside = partial(steps.along, walking), partial(steps.beside, walking)
    toward, to_end = partial(steps.toward, walking), partial(steps.to_end, walking)

    def nowhere() -> str:
        there = session.graph.cards or session.graph.frames or session.graph.notes
        return "" if there else "The canvas is empty: there is nowhere to walk."

    ways = (
        ("walk.on", "Along a wire", partial(along, forward=True), "Alt+Right"),
        (
            "walk.back",
            "Back along a wire",
            partial(along, forward=False),
            "Alt+Left",
        ),
        ("walk.next_way", "The next of several wires", partial(beside, 1), "Alt+Down"),
        ("walk.last_way", "The one before of several wires", partial(beside, -1), "Alt+Up"),
        ("walk.left", "The nearest on the left", partial(toward, -1, 0), "Alt+Shift+Left"),
        ("walk.right", "The nearest on the right", partial(toward, 1, 0), "Alt+Shift+Right"),
        ("walk.up", "The nearest above", partial(toward, 0, -1), "Alt+Shift+Up"),
        ("walk.down", "The nearest below", partial(toward, 0, 1), "Alt+Shift+Down"),
        ("walk.first", "The first card", partial(to_end, last=False), "Home"),
        ("walk.last", "The last card", partial(to_end, last=True), "End"),
        ("walk.wire", "Begin a wire here", partial(line_work.begin_wire, walking), "W"),
        (
            "walk.wires",
            "Take up all wires of an output",
            partial(line_work.begin_wire, walking, whole=True),
            "Shift+W",
        ),
        ("walk.detach", "Detach the wire here", partial(line_work.detach, walking), "D"),
    )
    return tuple(
        Action(
            name,
            title,
            _MENU,
            run,
            keys,
            why_not=nowhere,
            on_canvas=True,
            gap=name in ("walk.left", "walk.first", "walk.wire"),
            also=("keyboard", "go", "follow"),
        )
        for name, title, run, keys in ways
    )
