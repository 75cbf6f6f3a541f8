"""The menu bar and the tool bar, filled from the table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from .action import Action, Entry, Submenu
from .installed import Actions
from .texts import as_text, as_words

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


class _Menu(QMenu):
    """A menu whose letters are its own while it is open, though they are keys of the canvas too."""

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from the shortcuts: the canvas has the focus still."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def fill_menu_bar(bar: QMenuBar | QMenu, actions: Actions, top: str = "") -> None:
    """Make the menus, in the order in which the table first names them.

    With a `top`, such as `Model > Summary`, they are those of that menu alone.
    """
    menus: dict[str, QMenu] = {}

    def menu_at(path: str) -> QMenu:
        if path not in menus:
            above, _, title = path.rpartition(" > ")
            menu = _Menu(title, place_of(above))
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(partial(_opening, menu, actions))
            place_of(above).addMenu(menu)
            menus[path] = menu
        return menus[path]

    def place_of(path: str) -> QMenuBar | QMenu:
        return bar if path == top else menu_at(path)

    def put(entry: Entry, path: str) -> None:
        if not path or (top and not f"{path} > ".startswith(f"{top} > ")):
            return
        menu = place_of(path)
        if entry.gap:
            menu.addSeparator()
        if isinstance(entry, Action):
            menu.addAction(actions.of_qt(entry.id))
            return
        inner = menu_at(f"{path} > {entry.title}")
        if entry.entries:
            inner.aboutToShow.disconnect()
            inner.aboutToShow.connect(partial(_fill, inner, entry, actions))

    for entry in actions.entries:
        put(entry, entry.menu)
        if isinstance(entry, Action):
            put(entry, entry.also_in)
    mark_letters(bar.actions())


def offer_menu(window: Window, top: str, place: QPoint) -> None:
    """Open one of the menus at a place of the screen."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu_bar(menu, window.all_actions, top)
    window.all_actions.refresh()
    menu.popup(place)


def fill_tool_bar(window: Window, actions: Actions) -> None:
    """Make the tool bar; a line stands between the buttons of two menus."""
    bar = QToolBar("Tools", window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    window.addToolBar(bar)
    before = ""
    for action in actions:
        if not action.button:
            continue
        if before and before != action.menu:
            bar.addSeparator()
        before = action.menu
        made = actions.of_qt(action.id)
        bar.addAction(made)
        button = bar.widgetForAction(made)
        if action.primary and isinstance(button, QToolButton):
            button.setObjectName("primary")


def mark_letters(entries: Iterable[QAction]) -> None:
    """Give each entry of a menu a letter of its own to press: the first of a word, or any other."""
    taken: set[str] = set()
    for entry in entries:
        words = as_words(entry.text())
        begins = [place for place in range(len(words)) if place == 0 or words[place - 1] == " "]
        for place in (*begins, *range(len(words))):
            letter = words[place].lower()
            if letter.isalnum() and letter not in taken:
                taken.add(letter)
                entry.setText(f"{as_text(words[:place])}&{as_text(words[place:])}")
                break


def _opening(menu: QMenu, actions: Actions) -> None:
    actions.refresh()
    mark_letters(menu.actions())


def _fill(menu: QMenu, entry: Submenu, actions: Actions) -> None:
    for old in menu.actions():
        menu.removeAction(old)
        old.deleteLater()
    for action in entry.entries() if entry.entries else ():
        if action.gap:
            menu.addSeparator()
        menu.addAction(actions.make(action, menu))
    if menu.isEmpty():
        menu.addAction(entry.empty).setEnabled(False)
    mark_letters(menu.actions())
