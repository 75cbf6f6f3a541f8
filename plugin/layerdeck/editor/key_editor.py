"""The editor of keys: every action with its keys; another one is chosen by pressing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from .actions.action import Action
from .actions.finding import index_of
from .actions.gestures import GESTURES
from .actions.keys import first_keys, for_canvas, give_keys, native, owner_of, parse_keys
from .fonts import font
from .key_field import KeyField
from .notices import Notice

if TYPE_CHECKING:
    from .window import Window

_ACTION, _MENU, _KEYS = range(3)


def show_key_editor(window: Window) -> None:
    """Open the editor over a window."""
    KeyEditor(window).open()


class KeyEditor(QDialog):
    """Lists the actions. What is chosen holds at once, in all windows."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._actions = window.all_actions
        self._first = first_keys(self._actions)
        self._lines: dict[str, QTreeWidgetItem] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Change keys")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search actions and keys")
        self.search.setAccessibleName("Search actions and keys")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Actions and their keys")
        self.list.setHeaderLabels(["Action", "Menu", "Keys"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.notice = Notice("About this key", self.list)
        self.foot = QLabel()
        self.foot.setObjectName("soft")
        self.buttons = self._make_buttons()
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._find)
        self.list.itemSelectionChanged.connect(self._tell)
        self.list.itemActivated.connect(lambda *_: self.ask())
        self.list.itemClicked.connect(lambda _, column: self.ask() if column == _KEYS else None)
        self._actions.keys_changed.connect(self._show_keys)
        self.resize(min(720, window.width() - 60), min(640, window.height() - 80))

    @property
    def chosen(self) -> Action | None:
        """The action of the current line."""
        lines = self.list.selectedItems()
        return self._actions[lines[0].data(_ACTION, Qt.ItemDataRole.UserRole)] if lines else None

    def ask(self, *, adding: bool = False) -> None:
        """Have a key pressed for the current line, in the place of its keys or besides them."""
        action, line = self.chosen, self.list.currentItem()
        if action and line:
            self.notice.close_up()
            field = KeyField(f"Press the key for {action.name}")
            field.pressed.connect(partial(self._take, action, adding))
            field.left.connect(partial(self._stop_asking, line, field))
            self.list.setItemWidget(line, _KEYS, field)
            field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, Down leads to the list, and Enter asks for a key."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ask()
                return True
        return super().eventFilter(watched, event)

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {}
        for title, words, act in (
            ("Change…", "Press another key for this action (Enter)", self.ask),
            ("Add…", "Press a further key for this action", partial(self.ask, adding=True)),
            ("No key", "Take its keys from this action", lambda: self._give(())),
            ("Reset", "Give this action the keys it had at first", self._reset),
            ("Reset all…", "Give all actions the keys they had at first", self._ask_to_reset),
            ("Close", "Close (Esc)", self.close),
        ):
            button = QPushButton(title)
            button.setAccessibleName(title.removesuffix("…"))
            button.setToolTip(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, act=act: act())
            made[title.removesuffix("…")] = button
        return made

    def _lay_out(self) -> None:
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.foot)
        for title, button in self.buttons.items():
            if title == "Reset all":
                row.addStretch(1)
            row.addWidget(button)
        layout.addLayout(row)

    def _fill(self) -> None:
        for action in self._actions:
            line = QTreeWidgetItem([action.title, action.menu.replace(" > ", " › "), ""])
            line.setData(_ACTION, Qt.ItemDataRole.UserRole, action.id)
            self.list.addTopLevelItem(line)
            self._lines[action.id] = line
        self._show_keys()
        self.list.setCurrentItem(next(iter(self._lines.values())))
        for column, wide in ((_ACTION, 270), (_MENU, 150)):
            self.list.setColumnWidth(column, wide)
        self._tell()

    def _find(self, text: str) -> None:
        """Show the lines that are sought; the best becomes the current one."""
        matches = index_of(self._actions, self._actions.keys).search(text)
        found = {match.thing.id for match in matches}
        for name, line in self._lines.items():
            line.setHidden(name not in found)
        self.list.clearSelection()
        if matches:
            self.list.setCurrentItem(self._lines[matches[0].thing.id])
        self._tell()

    def _show_keys(self) -> None:
        """Write the keys into the lines, those in bold that are not what they were at first."""
        for name, keys in self._actions.keys.items():
            line, differs = self._lines[name], keys != self._first[name]
            line.setText(_KEYS, native(keys))
            line.setFont(_KEYS, font(12, bold=differs))
        self._tell()

    def _tell(self, *_: object) -> None:
        """Say what can be done with the current line."""
        action, keys = self.chosen, self._actions.keys
        for title in ("Change", "Add"):
            self.buttons[title].setEnabled(action is not None)
        self.buttons["No key"].setEnabled(bool(action and keys[action.id]))
        self.buttons["Reset"].setEnabled(bool(action and keys[action.id] != self._first[action.id]))
        self.buttons["Reset all"].setEnabled(keys != self._first)
        self.foot.setText(self._where(action) if action else "Nothing is called so.")

    def _where(self, action: Action) -> str:
        keys = self._actions.keys[action.id]
        first = native(self._first[action.id]) or "none"
        bound = [key for key in keys if action.on_canvas or for_canvas(key)]
        where = f" · {native(bound)} works while the canvas has the focus" if bound else ""
        return f"At first: {first}{where}"

    def _stop_asking(self, line: QTreeWidgetItem, field: KeyField) -> None:
        field.hide()
        self.list.removeItemWidget(line, _KEYS)
        self.list.setFocus()

    def _take(self, action: Action, adding: bool, key: str) -> None:
        """A key was pressed for an action."""
        fixed = next((use for use in GESTURES if key in parse_keys(use.keys)), None)
        before = self._actions.keys[action.id]
        if fixed and not owner_of(self._actions.keys, key):
            self.notice.say(
                f"{native([key])} stays as it is: {fixed.group.lower()}, “{fixed.words.lower()}”.",
                {"All right": self._leave},
            )
            self._answer_first()
        else:
            self._give((*before, key) if adding and key not in before else (key,))

    def _give(self, wanted: tuple[str, ...]) -> None:
        """Give the current line these keys, if nothing else has them or it may be taken."""
        action, keys = self.chosen, self._actions.keys
        if action is None:
            return
        owners = {
            key: self._actions[owner].name
            for key in wanted
            if (owner := owner_of(keys, key)) not in ("", action.id)
        }
        give = partial(self._actions.choose_keys, give_keys(keys, action.id, wanted))
        if not owners:
            self._leave(give)
            return
        belongs = " and ".join(f"{native([key])} belongs to {of}" for key, of in owners.items())
        self.notice.say(
            f"{belongs}: take it from there?",
            {"Take it": partial(self._leave, give), "Leave it": self._leave},
        )
        self._answer_first()

    def _reset(self) -> None:
        if self.chosen:
            self._give(self._first[self.chosen.id])

    def _ask_to_reset(self) -> None:
        give = partial(self._actions.choose_keys, self._first)
        self.notice.say(
            "Give all actions the keys they had at first?",
            {"Reset all": partial(self._leave, give), "Leave them": self._leave},
        )
        self._answer_first()

    def _answer_first(self) -> None:
        """Let Enter give the first answer."""
        for button in self.notice.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.notice.answers[0].setFocus()

    def _leave(self, act: Callable[[], object] | None = None) -> None:
        """A question was answered: do what was decided and go on with the list."""
        self.notice.close_up()
        if act:
            act()
        self.list.setFocus()
