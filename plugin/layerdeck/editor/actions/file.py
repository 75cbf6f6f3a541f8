"""Projects: new, open, save."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.assets import example_paths
from layerdeck.editor.exporting.picture import copy_picture
from layerdeck.editor.importing.report import show_report
from layerdeck.editor.recent import clear, open_recent, recent_files
from layerdeck.editor.start_page import show_start_page

from .action import Action, Entry, Submenu
from .export import nothing_to_draw

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu File."""
    files, windows, comparing = window.files, window.windows, window.comparing

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

    def recent() -> tuple[Action, ...]:
        kept = recent_files(window.settings)
        opened = (
            Action(
                f"file.open_recent/{path}",
                path.name if path.is_file() else f"{path.name} — missing",
                "",
                partial(open_recent, window, path),
            )
            for path in kept
        )
        cleared = Action(
            "file.clear_recent", "Clear", "", partial(clear, window.settings), gap=True
        )
        return (*opened, cleared) if kept else ()

    def not_imported() -> str:
        return "" if files.report else "This project was not imported here from a model."

    return (
        Action("file.new", "New", "File", files.new, "Ctrl+N", button="New", also=("empty",)),
        Action(
            "file.new_window",
            "New window",
            "File",
            partial(windows.new_empty, window),
            "Ctrl+Shift+N",
        ),
        Action(
            "file.open",
            "Open…",
            "File",
            files.open,
            "Ctrl+O",
            button="Open",
            also=("load", "import", "Keras", "Python", "script"),
        ),
        Submenu("Open recent", "File", recent, "No file was opened or saved yet."),
        Submenu("Open example", "File", examples, "No example came with this installation."),
        Action(
            "file.import_report",
            "Import report…",
            "File",
            partial(show_report, window),
            why_not=not_imported,
            also=("placeholders", "lost"),
        ),
        Action("file.start_page", "Start page", "File", partial(show_start_page, window)),
        Action("file.save", "Save", "File", files.save, "Ctrl+S", button="Save"),
        Action("file.save_as", "Save as…", "File", files.save_as, "Ctrl+Shift+S"),
        Action(
            "file.compare",
            "Compare with…",
            "File",
            comparing.ask,
            gap=True,
            also=("diff", "differences", "version"),
        ),
        Action(
            "file.compare_saved",
            "Compare with the saved file",
            "File",
            comparing.with_saved,
            why_not=comparing.why_not_saved,
            also=("diff", "differences", "changes", "version"),
        ),
        Action(
            "file.stop_comparing",
            "Stop comparing",
            "File",
            comparing.stop,
            why_not=comparing.why_not_stop,
            also=("diff", "differences"),
        ),
        Submenu("Export", "File", gap=True),
        Action(
            "file.copy_picture",
            "Copy picture",
            "File",
            partial(copy_picture, window),
            "Ctrl+Shift+C",
            why_not=partial(nothing_to_draw, window),
            also=("clipboard", "screenshot"),
        ),
        Action("file.close_window", "Close window", "File", window.close, "Ctrl+W", gap=True),
        Action("file.quit", "Quit", "File", windows.quit, "Ctrl+Q", also=("exit",)),
    )
