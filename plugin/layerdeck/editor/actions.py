"""Every action of the window, in one table: where it stands, its key, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from .assets import example_paths
from .blocks import enter_block, leave_block, make_block, open_blocks

if TYPE_CHECKING:
    from .window import Window


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu.

    Attributes:
        title: the menu's words; empty for a separator.
        button: the words on the tool bar, where it has a button there.
        primary: whether that button stands out.
        on_canvas: whether the key works only while the canvas has the focus, because elsewhere it
            types a letter.
    """

    title: str = ""
    run: Callable[[], object] | None = None
    key: str = ""
    button: str = ""
    primary: bool = False
    on_canvas: bool = False
    name: str = ""


SEPARATOR = Entry()


def menus(window: "Window") -> dict[str, tuple[Entry, ...]]:
    """The menus and their entries, in order."""
    files, document, view = window.files, window.session.document, window.view
    return {
        "File": (
            Entry("New", files.new, "Ctrl+N", "New"),
            Entry("Open…", files.open, "Ctrl+O", "Open"),
            Entry("Save", files.save, "Ctrl+S", "Save"),
            Entry("Save as…", files.save_as, "Ctrl+Shift+S"),
            SEPARATOR,
            Entry("Export picture…", files.export_picture),
            SEPARATOR,
            Entry("Quit", window.close, "Ctrl+Q"),
        ),
        "Edit": (
            Entry("Undo", document.undo, "Ctrl+Z", "Undo", name="undo"),
            Entry("Redo", document.redo, "Ctrl+Shift+Z", "Redo", name="redo"),
            SEPARATOR,
            Entry("Select all", window.select_all, "Ctrl+A", on_canvas=True),
            Entry("Delete", window.delete, "Del", on_canvas=True),
        ),
        "View": (
            Entry("Zoom in", lambda: view.zoom_from_middle(1.2), "Ctrl++"),
            Entry("Zoom out", lambda: view.zoom_from_middle(1 / 1.2), "Ctrl+-"),
            Entry("Actual size", view.zoom_to_one, "Ctrl+1"),
            SEPARATOR,
            Entry("Find a card in the deck", window.find_in_deck, "Ctrl+K"),
            SEPARATOR,
            Entry("Night", lambda: window.choose_theme("night")),
            Entry("Paper", lambda: window.choose_theme("paper")),
            Entry("Follow the system", lambda: window.choose_theme("")),
            SEPARATOR,
        ),
        "Card": (
            Entry("Show all inputs, or fewer", window.toggle_inputs, "E", on_canvas=True),
            Entry("Tidy up", files.tidy, "L", "Tidy up", on_canvas=True),
            Entry("Fit", view.fit, "F", "Fit", on_canvas=True),
            SEPARATOR,
            Entry("Make a block…", partial(make_block, window.session, window), "Ctrl+G"),
            Entry("Enter the block", partial(enter_block, window.session), "Ctrl+Down"),
            Entry("Leave the block", partial(leave_block, window.session), "Ctrl+Up"),
            Entry("Open the block up", partial(open_blocks, window.session), "Ctrl+Shift+G"),
        ),
        "Model": (
            Entry("Export code…", window.export_code, "Ctrl+E", "Export code", primary=True),
            Entry("Save model…", files.save_model, "Ctrl+Shift+E", "Save model"),
            SEPARATOR,
            Entry("Restart engine", window.session.engine.restart),
        ),
        "Help": (Entry("About Layerdeck", window.about),),
    }


def install(window: "Window") -> dict[str, QAction]:
    """Fill the menu bar and the tool bar; gives the actions that the window must update."""
    bar = QToolBar("Tools", window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    window.addToolBar(bar)
    named: dict[str, QAction] = {}
    for title, entries in menus(window).items():
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        _fill(window, menu, bar, entries, named)
        if title == "File":
            _examples(window, menu)
        elif title == "View":
            for dock in window.docks:
                menu.addAction(dock.toggleViewAction())
        if title in ("File", "Edit", "Card"):
            bar.addSeparator()
    return named


def _fill(
    window: "Window",
    menu: QMenu,
    bar: QToolBar,
    entries: tuple[Entry, ...],
    named: dict[str, QAction],
) -> None:
    for entry in entries:
        if entry.run is None:
            menu.addSeparator()
            continue
        action = _action(window, entry)
        menu.addAction(action)
        if entry.name:
            named[entry.name] = action
        if entry.button:
            action.setIconText(entry.button)
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if entry.primary and isinstance(button, QToolButton):
                button.setObjectName("primary")


def _action(window: "Window", entry: Entry) -> QAction:
    home = window.view if entry.on_canvas else window
    action = QAction(entry.title, home)
    if entry.key:
        action.setShortcut(QKeySequence(entry.key))
    if entry.on_canvas:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window.view.addAction(action)
    run = entry.run
    assert run is not None

    # Qt hands `checked` to a slot that would take it.
    def act(*_: object) -> None:
        window.finish_typing()
        run()

    action.triggered.connect(act)
    return action


def _examples(window: "Window", menu: QMenu) -> None:
    """The examples, below Open."""
    examples = QMenu("Open example", menu)
    for path in example_paths():
        action = examples.addAction(path.stem.replace("_", " "))
        action.triggered.connect(lambda *_, path=path: window.open_example(path))
    menu.insertMenu(menu.actions()[2], examples)
