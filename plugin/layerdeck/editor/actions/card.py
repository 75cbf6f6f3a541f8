"""What is done to cards: their inputs, their places, blocks made of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.blocks import (
    enter_block,
    leave_block,
    make_block,
    no_block_entered,
    no_blocks_to_open,
    no_cards_for_a_block,
    no_one_block,
    open_blocks,
)

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Card."""
    session = window.session

    def nothing_selected() -> str:
        return "" if session.selected else "Select a card to show all its inputs."

    def nothing_there() -> str:
        return "" if session.graph.cards else "The canvas is empty: there are no cards yet."

    return (
        Action(
            "card.add",
            "Add a card…",
            "Card",
            window.adding.open_next,
            "Tab",
            on_canvas=True,
            also=("search", "insert", "new", "wire on"),
        ),
        Action(
            "card.toggle_inputs",
            "Show all inputs, or fewer",
            "Card",
            window.toggle_inputs,
            "E",
            why_not=nothing_selected,
            also=("expand", "collapse", "ports"),
        ),
        Action(
            "card.tidy_up",
            "Tidy up",
            "Card",
            window.tidying.start,
            "L",
            why_not=nothing_there,
            button="Tidy up",
            also=("lay out", "arrange"),
        ),
        Action(
            "card.fit",
            "Fit",
            "Card",
            window.view.fit,
            "F",
            why_not=nothing_there,
            button="Fit",
            also=("show all", "zoom to fit"),
        ),
        Action(
            "card.make_block",
            "Make a block…",
            "Card",
            partial(make_block, session, window),
            "Ctrl+G",
            why_not=partial(no_cards_for_a_block, session),
            gap=True,
            also=("group",),
        ),
        Action(
            "card.enter_block",
            "Enter the block",
            "Card",
            partial(enter_block, session),
            "Ctrl+Down",
            why_not=partial(no_one_block, session),
            also=("inside",),
        ),
        Action(
            "card.leave_block",
            "Leave the block",
            "Card",
            partial(leave_block, session),
            "Ctrl+Up",
            why_not=partial(no_block_entered, session),
            also=("outside", "back"),
        ),
        Action(
            "card.open_block",
            "Open the block up",
            "Card",
            partial(open_blocks, session),
            "Ctrl+Shift+G",
            why_not=partial(no_blocks_to_open, session),
            also=("ungroup",),
        ),
    )
