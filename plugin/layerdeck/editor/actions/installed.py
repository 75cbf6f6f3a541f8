"""The actions of a window as Qt has them: each with its keys, and right about what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from .action import Action
from .keys import Keys, for_canvas, keep_keys, read_keys
from .table import entries
from .texts import as_text

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


class Actions(QObject):
    """Every action of a window.

    A QAction shows its key but does not listen to it: Qt makes that of a disabled one deaf, and a
    person who presses it should hear why nothing happens. A QShortcut for each key listens instead.
    """

    keys_changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.entries = entries(window)
        self._actions = {entry.id: entry for entry in self.entries if isinstance(entry, Action)}
        self._of_qt = {action.id: self.make(action, self) for action in self}
        self._shown: dict[str, tuple[str, str, bool]] = {}
        self._shortcuts: dict[str, list[QShortcut]] = {}
        # However much changes at once, what can be done is asked once, when all of it has.
        self._changing = QTimer(self)
        self._changing.setSingleShot(True)
        self._changing.timeout.connect(self.refresh)
        self.keys: Keys = {}
        self.take_keys()
        self.refresh()
        session = window.session
        for signal in (
            session.graph_changed,
            session.selection_changed,
            session.entered,
            session.answers_changed,
            session.engine.state_changed,
            session.engine.builds_changed,
            window.files.saved,
            window.files.loaded,
            QApplication.clipboard().dataChanged,
        ):
            signal.connect(self._change)

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]

    def of_qt(self, name: str) -> QAction:
        """What stands in a menu or on the tool bar for an action."""
        return self._of_qt[name]

    def make(self, action: Action, parent: QObject) -> QAction:
        """Something to put into a menu for an action, which need not be of the table."""
        made = QAction(parent)
        made.setIconText(action.button or action.words)
        made.setCheckable(action.ticked is not None)
        _show(made, *_state(action))
        # Qt hands `checked` to a slot that would take it.
        made.triggered.connect(lambda *_: self.press(action))
        return made

    def press(self, action: Action) -> None:
        """Do what an action does, or say why it cannot be done."""
        self._window.finish_typing()
        reason = action.why_not()
        if reason:
            self._window.session.said.emit(reason)
        else:
            action.run()
        self._change()

    def refresh(self) -> None:
        """Show what can be done now."""
        for action in self:
            now = _state(action)
            if now != self._shown.get(action.id):
                self._shown[action.id] = now
                _show(self._of_qt[action.id], *now)

    def choose_keys(self, keys: Keys) -> None:
        """Have the actions of all windows answer to these keys, from now on and ever after."""
        keep_keys(self._window.settings, self, keys)
        for window in self._window.windows.all:
            window.all_actions.take_keys()

    def take_keys(self) -> None:
        """Answer to the keys that are chosen by now."""
        keys = read_keys(self._window.settings, self)
        for action in self:
            if keys[action.id] != self.keys.get(action.id, ()):
                self._answer_to(action, keys[action.id])
        self.keys = keys
        self.keys_changed.emit()

    def _answer_to(self, action: Action, keys: tuple[str, ...]) -> None:
        for shortcut in self._shortcuts.pop(action.id, ()):
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts[action.id] = [self._shortcut(action, key) for key in keys]
        made = self._of_qt[action.id]
        made.setShortcuts([QKeySequence(key) for key in keys])
        # On a menu, this context is never that of what has the focus.
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _shortcut(self, action: Action, key: str) -> QShortcut:
        if action.on_canvas or for_canvas(key):
            shortcut = QShortcut(QKeySequence(key), self._window.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.activated.connect(partial(self.press, action))
        return shortcut

    def _change(self, *_: object) -> None:
        if not self._changing.isActive():
            self._changing.start()


def _state(action: Action) -> tuple[str, str, bool]:
    """How an action reads, why it cannot be done, whether it is ticked."""
    return action.words, action.why_not(), bool(action.ticked and action.ticked())


def _show(made: QAction, words: str, reason: str, ticked: bool) -> None:
    made.setText(as_text(words))
    made.setEnabled(not reason)
    made.setToolTip(reason)
    made.setChecked(ticked)
