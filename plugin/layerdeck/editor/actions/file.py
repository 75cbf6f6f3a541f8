"""Projects: new, open, save; pictures of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.assets import example_paths

from .action import Action, Entry, Submenu

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu File."""
    files = window.files

    def examples() -> tuple[Action, ...]:
        return tuple(
            Action(
                f"file.open_example/{path.stem}",
                path.stem.replace("_", " "),
                "",
                partial(window.open_example, path),
            )
            for path in example_paths()
        )

    def nothing_to_draw() -> str:
        empty = "The canvas is empty: there is nothing to draw."
        return "" if window.session.graph.cards else empty

    return (
        Action("file.new", "New", "File", files.new, "Ctrl+N", button="New", also=("empty",)),
        Action("file.open", "Open…", "File", files.open, "Ctrl+O", button="Open", also=("load",)),
        Submenu("Open example", "File", examples, "No example came with this installation."),
        Action("file.save", "Save", "File", files.save, "Ctrl+S", button="Save"),
        Action("file.save_as", "Save as…", "File", files.save_as, "Ctrl+Shift+S"),
        Action(
            "file.export_picture",
            "Export picture…",
            "File",
            files.export_picture,
            why_not=nothing_to_draw,
            gap=True,
            also=("PNG", "SVG", "PDF", "screenshot"),
        ),
        Action("file.quit", "Quit", "File", window.close, "Ctrl+Q", gap=True, also=("exit",)),
    )
