"""Taking back and doing again, selecting, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Edit."""
    session, document = window.session, window.session.document

    def nothing_to_select() -> str:
        graph = session.graph
        there = graph.cards or graph.frames or graph.notes
        return "" if there else "The canvas is empty: there is nothing to select."

    def nothing_chosen() -> str:
        lighting = window.canvas.lighting
        chosen = session.chosen or lighting.wires or lighting.picked
        return "" if chosen else "Select the cards, wires, frames or notes that are to go."

    def nothing_to_find() -> str:
        whole = session.whole
        there = whole.cards or whole.frames or whole.notes
        return "" if there else "The canvas is empty: there is nothing to find."

    return (
        Action(
            "edit.undo",
            "Undo",
            "Edit",
            document.undo,
            "Ctrl+Z",
            why_not=lambda: "" if document.undo_label else "There is nothing to undo.",
            button="Undo",
            titled=lambda: _with("Undo", document.undo_label),
            also=("take back",),
        ),
        Action(
            "edit.redo",
            "Redo",
            "Edit",
            document.redo,
            "Ctrl+Shift+Z; Ctrl+Y",
            why_not=lambda: "" if document.redo_label else "There is nothing to redo.",
            button="Redo",
            titled=lambda: _with("Redo", document.redo_label),
            also=("do again",),
        ),
        Action(
            "edit.select_all",
            "Select all",
            "Edit",
            window.select_all,
            "Ctrl+A",
            why_not=nothing_to_select,
            on_canvas=True,
            gap=True,
        ),
        Action(
            "edit.select_none",
            "Select nothing",
            "Edit",
            lambda: session.select(()),
            "Ctrl+Shift+A",
            why_not=lambda: (
                "" if session.chosen else "Nothing is selected, so there is nothing to let go of."
            ),
            on_canvas=True,
            also=("deselect", "clear selection"),
        ),
        Action(
            "edit.delete",
            "Delete",
            "Edit",
            window.delete,
            "Del; Backspace",
            why_not=nothing_chosen,
            on_canvas=True,
            also=("remove", "erase"),
        ),
        Action(
            "edit.find",
            "Find on the canvas",
            "Edit",
            window.finder.open,
            "Ctrl+F",
            why_not=nothing_to_find,
            gap=True,
            also=("search", "go to", "card", "note", "value"),
        ),
    )


def _with(word: str, label: str) -> str:
    """“Undo move”, or “Undo” alone."""
    return f"{word} {label.lower()}" if label else word
