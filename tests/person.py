"""A person at the window: presses, drags and types, and looks at what is drawn."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QToolBar,
    QWidget,
)
from shiboken6 import isValid

from layerdeck.editor.popup import Popup
from layerdeck.editor.window import Window
from layerdeck.graph import Graph

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
FREELY = Qt.KeyboardModifier.ControlModifier
"""Held while a card is dragged, it goes where the mouse does and into line with nothing."""


class Person:
    """Acts on a window with real mouse and key events."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def graph(self):
        return self.window.session.graph

    @property
    def viewport(self) -> QWidget:
        return self.window.view.viewport()

    def settle(self) -> None:
        """Let everything happen that is under way, the rows of the inspector among it."""
        QApplication.processEvents()
        if self.window.inspector.lists.make_all():
            QApplication.processEvents()

    def turn_to(self) -> "Person":
        """Bring the window forward, as one does before typing into another."""
        self.window.activateWindow()
        self.settle()
        return self

    def open(self, graph: Graph, across: int = 310) -> None:
        """Have a graph on the canvas as after opening its file: in a row, the middle in sight."""
        cards = {
            card.id: card.with_(at=(float(across * place), 60.0))
            for place, card in enumerate(graph.cards.values())
        }
        self.window.session.document.load(graph.with_(cards=cards), None)
        self.window.view.centerOn(self.window.canvas.content_rect().center())
        self.settle()

    def undo_steps(self) -> int:
        """How often Ctrl+Z has something to take back; nothing is left undone."""
        document = self.window.session.document
        steps = 0
        while document.undo_label:
            self.key("Ctrl+Z")
            steps += 1
        for _ in range(steps):
            self.key("Ctrl+Shift+Z")
        return steps

    def drag_from_deck(self, title: str, place: tuple[float, float]) -> str:
        """Search a card, drag it onto the canvas with its corner at a place of the scene."""
        before = set(self.graph.cards)
        deck = self.window.deck
        deck.search.setFocus()
        deck.search.clear()
        QTest.keyClicks(deck.search, title)
        entry = deck.tree.currentItem()
        assert entry.text(0) == title, f"the search for {title} found {entry.text(0)} first"
        start = deck.tree.visualItemRect(entry).center()
        tree = deck.tree.viewport()
        end = self.viewport.mapTo(self.window, self._in_view(*place) + QPoint(30, 15))
        target = tree.mapFrom(self.window, end)
        self._drag(tree, start, target)
        (added,) = set(self.graph.cards) - before
        return added

    def wire(self, source: str, target: str) -> None:
        """Drag from one `card.port` to another."""
        self._drag(self.viewport, self.socket(source, False), self.socket(target, True))

    def drag_wire(self, start: QPoint, end: QPoint) -> None:
        self._drag(self.viewport, start, end)

    def socket(self, end: str, is_input: bool) -> QPoint:
        """Where a socket is on the screen, in the canvas."""
        card, port = end.split(".")
        place = self.window.canvas.cards[card].socket_place(port, is_input=is_input)
        return self.window.view.mapFromScene(place)

    def chip(self, end: str) -> QPoint:
        card, port = end.split(".")
        item = self.window.canvas.cards[card]
        row = item.layout.row(port, is_input=True)
        assert row is not None, f"{end} does not show on the card"
        assert row.chip is not None, f"{end} has no value on the card"
        return self.window.view.mapFromScene(item.mapToScene(row.chip.center()))

    def type_value(self, end: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Click the value of `card.port`, type another, and press a key."""
        self.click(self.chip(end))
        editor = self.window.view.editor
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, key)
        self.settle()

    def choose(self, end: str, title: str) -> None:
        """Click the value of `card.port` and choose from the list."""
        self.click(self.chip(end))
        editor = self.window.view.editor
        assert isinstance(editor, QListWidget)
        (entry,) = editor.findItems(title, Qt.MatchFlag.MatchExactly)
        editor.scrollToItem(entry)
        place = editor.visualItemRect(entry).center()
        QTest.mouseClick(editor.viewport(), LEFT, pos=place)
        self.settle()

    def open_inputs(self, card: str) -> None:
        """Click the line that opens the rest of a card's inputs."""
        item = self.window.canvas.cards[card]
        self.click(self.window.view.mapFromScene(item.mapToScene(item.layout.more.center())))

    def grab_head(self, card: str) -> QPoint:
        item = self.window.canvas.cards[card]
        return self.window.view.mapFromScene(item.mapToScene(QPointF(60, 14)))

    def move_card(
        self, card: str, across: int, down: int, keys: Qt.KeyboardModifier = FREELY
    ) -> None:
        """Drag a card by its head: exactly so far, unless told to hold no key."""
        start = self.grab_head(card)
        self.drag(start, start + QPoint(across, down), keys)

    def on_area(self, area: str, across: float = 0.5, down: float = 0.5) -> QPoint:
        """A place on a frame or note: 0, 0 is its upper left corner, 1, 1 the lower right one."""
        body = self.window.canvas.contents.body(area)
        place = QPointF(body.x() + across * body.width(), body.y() + down * body.height())
        return self.window.view.mapFromScene(place)

    def head_of(self, frame: str) -> QPoint:
        """Where a frame can be taken hold of."""
        body = self.window.canvas.contents.body(frame)
        return self.window.view.mapFromScene(body.topLeft() + QPointF(60, 18))

    def drag(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = FREELY) -> None:
        """Drag from one place of the canvas to another: exactly, unless told to hold no key."""
        self.press(start)
        for step in range(1, 7):
            self.move(start + (end - start) * step / 6, keys)
        self.release(end)

    def double_click(self, place: QPoint) -> None:
        QTest.mouseClick(self.viewport, LEFT, pos=place)
        QTest.mouseDClick(self.viewport, LEFT, pos=place)
        self.settle()

    def press(self, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.viewport, button, pos=place)
        self.settle()

    def move(self, place: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Move the mouse to a place of the canvas; with keys held, while the left button is too."""
        if keys:
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                QPointF(place),
                QPointF(self.viewport.mapToGlobal(place)),
                Qt.MouseButton.NoButton,
                LEFT,
                keys,
            )
            QApplication.sendEvent(self.viewport, event)
        else:
            QTest.mouseMove(self.viewport, place)
        self.settle()

    def release(self, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.viewport, button, pos=place)
        self.settle()

    def pick_up(self, end: str, *, is_input: bool) -> None:
        """Press a socket and begin to drag a wire from it, or off it."""
        place = self.socket(end, is_input)
        self.press(place)
        self.move(place + QPoint(4, 0))

    def wheel(self, place: QPoint, notches: int) -> None:
        """Turn the wheel over a place of the canvas; away from oneself is positive."""
        self.move(place)
        self.wheel_over(self.viewport, place, notches)

    def show_tab(self, title: str) -> None:
        """Click the tab below the canvas whose title begins so."""
        bar = self.window.tabs.tabBar()
        (index,) = (at for at in range(bar.count()) if bar.tabText(at).startswith(title))
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
        self.settle()
        assert self.window.tabs.currentIndex() == index

    def wheel_over(
        self,
        widget: QWidget,
        place: QPoint,
        notches: int,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        event = QWheelEvent(
            QPointF(place),
            QPointF(widget.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        self.settle()

    def tool(self, text: str) -> None:
        """Click a button of the tool bar."""
        bar = self.window.findChild(QToolBar)
        (button,) = (
            bar.widgetForAction(action)
            for action in bar.actions()
            if not action.isSeparator() and action.iconText() == text
        )
        QTest.mouseClick(button, LEFT)
        self.settle()

    def menu(self, *titles: str) -> None:
        """Choose from the menus: `menu("Card", "Tidy up")`."""
        place = self.window.menuBar().actions()
        for title in titles:
            (entry,) = (action for action in place if action.text().replace("&", "") == title)
            if (menu := entry.menu()) is not None:
                # What is open would wait for the mouse; this is what opening it does.
                menu.aboutToShow.emit()
                place = menu.actions()
        assert entry.isEnabled(), f"{entry.text()} is grey: {entry.toolTip()}"
        entry.trigger()
        self.settle()

    @property
    def said(self) -> str:
        """What the status bar says."""
        return self.window.status.currentMessage()

    @property
    def hint(self) -> QLabel | None:
        """What is said at the cursor, where something is."""
        label = self.window.view.findChild(QLabel, "hint")
        return label if label.isVisible() else None

    def answer(self, button: QMessageBox.StandardButton, act: Callable[[], object]) -> str:
        """Do what makes a question or a message come up, click a button on it; gives its text."""
        (text,) = self.answer_all([button], act)
        return text

    def answer_all(
        self, buttons: list[QMessageBox.StandardButton], act: Callable[[], object]
    ) -> list[str]:
        """The same for several that come up one after the other."""
        said: list[str] = []

        def click() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                found = box.button(buttons[len(said)]) if len(said) < len(buttons) else None
                said.append(box.text())
                if found:
                    QTest.mouseClick(found, LEFT)
                else:
                    box.reject()
            elif isinstance(box, QDialog):
                said.append(f"the dialog {box.windowTitle()}")
                box.reject()

        timer = QTimer(QApplication.instance())
        timer.timeout.connect(click)
        timer.start(10)
        act()
        self.settle()
        timer.stop()
        timer.deleteLater()
        # A window manager would give the focus back to the window, if it is still there.
        if isValid(self.window):
            self.turn_to()
        assert len(said) == len(buttons), f"it was said {said}"
        return said

    def click(self, place: QPoint, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.viewport, LEFT, modifier, place)
        self.settle()

    @property
    def popup(self) -> Popup | None:
        """The search popup on the canvas, while it is open."""
        return self.window.adding.popup

    @property
    def offered(self) -> list[str]:
        """The titles that the popup lists."""
        assert self.popup is not None, "no popup is open"
        return [line.title for line in self.popup.lines]

    def type(self, text: str, *keys: Qt.Key) -> None:
        """Type where the cursor is, and press keys."""
        for key in (None, *keys):
            field = QApplication.focusWidget()
            if key is None:
                QTest.keyClicks(field, text)
            else:
                QTest.keyClick(field, key)
            self.settle()

    def key(self, text: str) -> None:
        """Press a key as written in the menus: `Ctrl+Z`."""
        self.window.view.setFocus()
        QTest.keySequence(self.window.view, text)
        self.settle()

    def strike(self, *keys: str) -> None:
        """Press keys one after the other, as written in the menus, at whatever has the focus."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            focused = QApplication.focusWidget()
            QTest.keyClick(focused, pressed.key(), pressed.keyboardModifiers())
            self.settle()

    def shapes_are_new(self) -> bool:
        """Whether the engine has answered to the last edit."""
        session = self.window.session
        return session.report is not None and not session.stale

    def picture(self) -> QImage:
        """What the canvas shows."""
        self.settle()
        return self.viewport.grab().toImage()

    def color_near(self, place: QPointF, wanted: QColor, reach: int = 3) -> bool:
        """Whether a colour is drawn at a place of the scene, or very near."""
        picture = self.picture()
        ratio = picture.devicePixelRatio()
        middle = self.window.view.mapFromScene(place)
        for dx in range(-reach, reach + 1):
            for dy in range(-reach, reach + 1):
                x, y = round((middle.x() + dx) * ratio), round((middle.y() + dy) * ratio)
                found = picture.pixelColor(x, y)
                apart = [
                    abs(found.red() - wanted.red()),
                    abs(found.green() - wanted.green()),
                    abs(found.blue() - wanted.blue()),
                ]
                if max(apart) <= 24:
                    return True
        return False

    def _in_view(self, x: float, y: float) -> QPoint:
        return self.window.view.mapFromScene(QPointF(x, y))

    def _drag(self, widget: QWidget, start: QPoint, end: QPoint, steps: int = 6) -> None:
        QTest.mousePress(widget, LEFT, pos=start)
        for step in range(1, steps + 1):
            QTest.mouseMove(widget, start + (end - start) * step / steps)
            self.settle()
        QTest.mouseRelease(widget, LEFT, pos=end)
        self.settle()
