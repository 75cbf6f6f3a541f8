"""Order on the canvas: what shows its head alone, what lies in line, frames and notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.arranging import (
    add_note_here,
    align_chosen,
    distribute_chosen,
    frame_chosen,
    no_one_area,
    too_few,
    write_in_chosen,
)
from layerdeck.editor.folding import (
    all_bypassed,
    all_collapsed,
    bypass_chosen,
    collapse_chosen,
    nothing_to_bypass,
    nothing_to_collapse,
)

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_SIDES = (
    ("left", "Left edges", "Ctrl+Shift+Left"),
    ("centre", "Centres", ""),
    ("right", "Right edges", "Ctrl+Shift+Right"),
    ("top", "Upper edges", "Ctrl+Shift+Up"),
    ("middle", "Middles", ""),
    ("bottom", "Lower edges", "Ctrl+Shift+Down"),
)


def actions(window: Window) -> tuple[Entry, ...]:
    """The part of the menu Card that is about looks and places."""
    session, view = window.session, window.view
    return (
        Action(
            "card.collapse",
            "Collapse",
            "Card",
            partial(collapse_chosen, session),
            "C",
            why_not=partial(nothing_to_collapse, session),
            gap=True,
            also=("fold", "minimize", "head", "smaller", "expand", "open"),
            titled=lambda: "Expand" if all_collapsed(session) else "Collapse",
        ),
        Action(
            "card.bypass",
            "Bypass",
            "Card",
            partial(bypass_chosen, session),
            "B",
            why_not=partial(nothing_to_bypass, session),
            also=("mute", "skip", "disable", "switch off", "take back in"),
            titled=lambda: "Take back in" if all_bypassed(session) else "Bypass",
        ),
        Action(
            "card.frame",
            "Frame the selection",
            "Card",
            partial(frame_chosen, view),
            "Ctrl+Shift+F",
            gap=True,
            also=("group", "box", "comment", "section", "add a frame"),
            titled=lambda: "Frame the selection" if session.chosen else "Add a frame",
        ),
        Action(
            "card.note",
            "Add a note",
            "Card",
            partial(add_note_here, view),
            "N",
            also=("comment", "text", "sticky"),
        ),
        Action(
            "card.write",
            "Write in the frame or note",
            "Card",
            partial(write_in_chosen, view),
            "F2; Return; Enter",
            why_not=partial(no_one_area, session),
            on_canvas=True,
            also=("title", "rename", "edit"),
        ),
        *(
            Action(
                f"card.align_{side}",
                title,
                "Card > Align",
                partial(align_chosen, view, side),
                keys,
                why_not=partial(too_few, session, 2, "put them in line"),
                on_canvas=True,
                gap=side == "top",
                also=("align", "line up", side),
            )
            for side, title, keys in _SIDES
        ),
        *(
            Action(
                f"card.distribute_{word}",
                title,
                "Card > Distribute",
                partial(distribute_chosen, view, axis),
                why_not=partial(too_few, session, 3, "put them evenly apart"),
                also=("distribute", "gaps", "space evenly"),
            )
            for word, title, axis in (
                ("across", "Across", "horizontal"),
                ("down", "Down", "vertical"),
            )
        ),
    )
