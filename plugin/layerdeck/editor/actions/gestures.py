"""What the mouse and fixed keys do, for the sheet of keys; an action cannot be given such a key.

These are built into what they act on. They stand here so that the sheet tells of them: whoever
builds another gesture adds its line.
"""

from dataclasses import dataclass

_CANVAS, _PORT, _WIRE, _VALUE, _LISTS, _CODE, _SUMMARY, _PROBLEM = (
    "On the canvas",
    "At a port of a card",
    "While a wire is led by keyboard",
    "While a value is edited",
    "In the deck and in lists",
    "In the code",
    "In the summary",
    "At the ways out of a problem",
)


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something that is done with the mouse, or with keys that stay as they are.

    Attributes:
        group: where it is done.
        words: what it does.
        keys: keys that do it by themselves, `Tab; Shift+Tab`; no action can have them.
        mouse: what the mouse does, with what is held meanwhile: `Space+drag`.
    """

    group: str
    words: str
    keys: str = ""
    mouse: str = ""


GESTURES = (
    Gesture(_CANVAS, "Move the selected cards", "Left; Right; Up; Down"),
    Gesture(_CANVAS, "Draw the selected frame or note larger or smaller", mouse="Shift+arrows"),
    Gesture(_CANVAS, "Let go of what is dragged", "Esc"),
    Gesture(_CANVAS, "Pan", mouse="Space+drag, middle button"),
    Gesture(_CANVAS, "Zoom at the cursor", mouse="Wheel"),
    Gesture(_CANVAS, "Scroll", mouse="Shift+wheel"),
    Gesture(_CANVAS, "Select several", mouse="Ctrl+click, drag a box"),
    Gesture(_CANVAS, "Wire a socket to another", mouse="Drag from a socket"),
    Gesture(_CANVAS, "Move a wire's end", mouse="Drag the ring near it, or an input's socket"),
    Gesture(_CANVAS, "Move all wires of an output", mouse="Shift+drag from its socket"),
    Gesture(_CANVAS, "Add what fits a wire", mouse="Let go of it in the open"),
    Gesture(_CANVAS, "Lead a wire through a point", mouse="Double click on it"),
    Gesture(_CANVAS, "Take a wire's point away", mouse="Alt+click on it"),
    Gesture(_CANVAS, "Put a card into a wire", mouse="Drop it there, unwired"),
    Gesture(_CANVAS, "Search a card to add", mouse="Double click in the open"),
    Gesture(_CANVAS, "Tell the ways out of a problem", mouse="Click the card's foot"),
    Gesture(_CANVAS, "Enter a block", mouse="Double click"),
    Gesture(_CANVAS, "Move cards without snapping", mouse="Ctrl+drag, Alt+drag"),
    Gesture(_CANVAS, "Go to the ports of the card", "Return; Enter"),
    Gesture(_CANVAS, "Pick the card while walking on, or let go of it", "Space"),
    Gesture(_PORT, "Go from port to port", "Up; Down"),
    Gesture(_PORT, "Go from inputs to outputs and back", "Left; Right"),
    Gesture(_PORT, "Go to the first port, to the last", mouse="Home, End"),
    Gesture(_PORT, "Edit the value, open more inputs, begin a wire", "Return; Enter"),
    Gesture(_PORT, "Turn a tick box", "Space"),
    Gesture(_PORT, "Go back to the card", "Esc"),
    Gesture(_WIRE, "Lead the wire to the next port that it fits", "Down; Right; Tab"),
    Gesture(_WIRE, "Lead it to the one before", "Up; Left; Shift+Tab"),
    Gesture(_WIRE, "Join it there", "Return; Enter"),
    Gesture(_WIRE, "Let go of it", "Esc"),
    Gesture(_VALUE, "Take the value", "Return; Enter"),
    Gesture(_VALUE, "Take it and go to the next", "Tab"),
    Gesture(_VALUE, "Take it and go to the one before", "Shift+Tab"),
    Gesture(_VALUE, "Leave the value as it was", "Esc"),
    Gesture(_VALUE, "Take several lines", mouse="Ctrl+Enter"),
    Gesture(_LISTS, "Go from line to line", "Up; Down"),
    Gesture(_LISTS, "Add the card, go to the line", "Return; Enter"),
    Gesture(_LISTS, "Tick a box, press a button", "Space"),
    Gesture(_LISTS, "Go to the next control, to the one before", "Tab; Shift+Tab"),
    Gesture(_PROBLEM, "See another way out on the canvas", "Up; Down"),
    Gesture(_PROBLEM, "Take the way out", "Return; Enter"),
    Gesture(_PROBLEM, "Go to the next problem of the card, the one before", "Tab; Shift+Tab"),
    Gesture(_PROBLEM, "Leave all as it is", "Esc"),
    Gesture(_CODE, "Find", mouse="Ctrl+F"),
    Gesture(_CODE, "Find the next, the one before", mouse="F3, Shift+F3"),
    Gesture(_CODE, "Larger, smaller letters", mouse="Ctrl+wheel"),
    Gesture(_SUMMARY, "Sort by a column, the other way round, not at all", mouse="Click its head"),
    Gesture(_SUMMARY, "Copy the selected lines, or all", mouse="Ctrl+C"),
    Gesture(_SUMMARY, "Sort, hide columns, copy, export", mouse="Right click, menu key"),
)
