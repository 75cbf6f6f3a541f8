"""One's own blocks: kept, changed, taken out of the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.block_ports import block_meant, change_ports, no_ports
from layerdeck.editor.questions import may
from layerdeck.files import FileError

from .action import Action, Entry, Submenu

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """More of the menu Card."""
    session, library = window.session, window.library

    def no_block() -> str:
        return "" if block_meant(session) else "Select the card of one block, or enter a block."

    def my_blocks() -> tuple[Action, ...]:
        opening = tuple(
            Action(
                f"card.open_kept/{key}", f"Open {kept.graph.name}", "", partial(_open, window, key)
            )
            for key, kept in library.kept.items()
        )
        removing = tuple(
            Action(
                f"card.remove_kept/{key}",
                f"Remove {kept.graph.name}…",
                "",
                partial(_remove, window, key),
                gap=number == 0,
            )
            for number, (key, kept) in enumerate(library.kept.items())
        )
        return (*opening, *removing)

    return (
        Action(
            "card.block_ports",
            "Ports of the block…",
            "Card",
            partial(change_ports, window),
            why_not=partial(no_ports, session),
            also=("rename", "reorder", "inputs", "outputs", "parameters"),
        ),
        Action(
            "card.keep_block",
            "Keep in My blocks",
            "Card",
            partial(_keep, window),
            why_not=no_block,
            also=("library", "save block", "reuse"),
        ),
        Submenu("My blocks", "Card", my_blocks, "No block is kept yet."),
    )


def _keep(window: Window) -> None:
    session, block = window.session, block_meant(window.session)
    try:
        path = window.library.keep(session.whole, block)
    except FileError as error:
        there = error.file is not None and error.file.exists()
        if not there or not may(window, "Keep a block", f"{error} Replace the one that is kept?"):
            session.said.emit(str(error))
            return
        try:
            path = window.library.keep(session.whole, block, replace=True)
        except FileError as fault:
            session.said.emit(str(fault))
            return
    _read_everywhere(window)
    session.said.emit(f"Kept as {path}: it stands in the deck, under My blocks.")


def _open(window: Window, key: str) -> None:
    path = window.library.kept[key].path
    if not window.windows.brings_forward(path, window):
        window.windows.new(window).files.open(path)


def _remove(window: Window, key: str) -> None:
    name = window.library.kept[key].graph.name
    if may(window, "Remove a block", f"Remove {name} from My blocks? Projects keep theirs."):
        window.library.remove(key)
        _read_everywhere(window)


def _read_everywhere(window: Window) -> None:
    """Have the decks of the other windows show what is kept by now."""
    for other in window.windows.all:
        if other is not window:
            other.library.read()
