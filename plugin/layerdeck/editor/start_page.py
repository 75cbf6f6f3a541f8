"""Where one begins: unsaved work that was kept, the files of before, the examples as pictures."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .assets import example_paths
from .pictures import Pictures, picture_folder, picture_path
from .recent import forget, open_recent, recent_files
from .start_parts import (
    Elided,
    Row,
    Tile,
    Tiles,
    buttons_in,
    caption,
    empty,
    press_focused,
    push_button,
    soft,
)
from .words import path_text

if TYPE_CHECKING:
    from .recovery import Offer
    from .window import Window

_RECENT = 6
"""So many of the recent files are shown; the menu has them all."""
_WIDE, _SIDE = 600, 216
_MARGIN, _NARROW_MARGIN, _GAP = 34, 16, 28


def show_start_page(window: Window) -> StartPage:
    """Show the start page of a window, over its canvas."""
    page = window.start_page or StartPage(window)
    window.start_page = page
    page.fill()
    if window.windows.recovery is not None:
        window.windows.recovery.look()
    page.show()
    page.raise_()
    page.setFocus()
    return page


class StartPage(QScrollArea):
    """Lies over the canvas until there is something to do there; Escape puts it away."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.notices)
        self._window = window
        self._theme = ""
        self.setObjectName("start")
        self.setAccessibleName("Start page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures = Pictures(picture_folder(window.settings), self)
        self._pictures.drawn.connect(self._show_picture)
        self._kept, self._recent = QVBoxLayout(), QVBoxLayout()
        self._side, self.tiles = QWidget(), Tiles()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        window.view.installEventFilter(self)
        window.files.loaded.connect(self.hide)
        window.session.graph_changed.connect(self._leave_to_work)
        if window.windows.recovery is not None:
            window.windows.recovery.changed.connect(self._fill_kept)

    def fill(self) -> None:
        """Show what there is by now."""
        self._fill_kept()
        self._fill_recent()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the view, however large it becomes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus, Escape puts the page away, a paste begins a project."""
        actions = self._window.all_actions
        pastes = map(QKeySequence, actions.keys["edit.paste"])
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif QKeySequence(event.keyCombination()) in pastes:
            actions.press(actions["edit.paste"])
        elif not press_focused(event, self):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the pictures drawn as the theme wants them."""
        super().showEvent(event)
        self._draw_pictures()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._draw_pictures()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the keys to the canvas, and draw no more."""
        super().hideEvent(event)
        self._pictures.stop()
        self._theme = ""
        focused = self._window.focusWidget()
        if focused is not None and (focused is self or self.isAncestorOf(focused)):
            self._window.view.setFocus()

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("beginning")
        self.setWidget(body)
        sheet = self._sheet = QVBoxLayout(body)
        sheet.setSpacing(18)
        sheet.addLayout(self._head())
        sheet.addLayout(self._kept)
        sheet.addLayout(self._columns)
        sheet.addStretch(1)
        self._kept.setSpacing(6)
        self._columns.setSpacing(_GAP)
        self._side.setLayout(self._recent)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(2)
        self._columns.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        examples = QVBoxLayout()
        examples.setSpacing(8)
        examples.addWidget(caption("EXAMPLES"))
        examples.addWidget(self.tiles)
        self._columns.addLayout(examples, 1)
        for path in example_paths():
            title = path.stem.replace("_", " ")
            act = partial(self._window.open_example, path)
            self.tiles.add(path.stem, Tile(title, f"Open the example {title}", act))

    def _head(self) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        title, below = QLabel("Layerdeck"), soft("Build a Keras model from cards and wires.")
        title.setObjectName("heading")
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(below)
        row.addLayout(words, 1)
        row.setSpacing(8)
        files = self._window.files
        self._first = push_button("New", files.new, primary=True), push_button("Open…", files.open)
        for button in self._first:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _fill_kept(self) -> None:
        empty(self._kept)
        recovery = self._window.windows.recovery
        offers = recovery.offers if recovery is not None else []
        if offers:
            self._kept.addWidget(caption("UNSAVED WORK THAT WAS KEPT"))
        for offer in offers:
            self._kept.addWidget(self._offer(offer))
        self._order()

    def _offer(self, offer: Offer) -> QFrame:
        windows = self._window.windows
        card, words = QFrame(), QVBoxLayout()
        card.setObjectName("kept")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 10, 9)
        words.setSpacing(1)
        for line in (Elided(offer.title, "name"), soft(offer.words)):
            words.addWidget(line)
        row.addLayout(words, 1)
        restore = push_button(
            "Restore", partial(windows.restore, offer, self._window), primary=True
        )
        restore.setEnabled(offer.graph is not None)
        discard = push_button("Discard…", partial(windows.discard, offer, self._window))
        for button in (restore, discard):
            name = button.text().removesuffix("…")
            button.setAccessibleName(f"{name} the unsaved work of {offer.title}")
            button.setAccessibleDescription(offer.words)
            row.addWidget(button)
        return card

    def _fill_recent(self) -> None:
        empty(self._recent)
        self._recent.addWidget(caption("RECENT"))
        recent = recent_files(self._window.settings)[:_RECENT]
        for path in recent:
            self._recent.addWidget(self._recent_row(path))
        if not recent:
            self._recent.addWidget(soft("The files you open and save will be here."))
        self._order()

    def _order(self) -> None:
        """Have Tab go through the page as it is read: what was made anew would come last."""
        tiles = self.tiles.tiles.values()
        stops = [*self._first, *buttons_in(self._kept), *buttons_in(self._recent), *tiles]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _recent_row(self, path: Path) -> QWidget:
        row = Row(path.name, path_text(path.parent), partial(open_recent, self._window, path))
        if path.is_file():
            return row
        row.setEnabled(False)
        row.setToolTip(f"{path} is not there any more.")
        both, take_off = QWidget(), QToolButton()
        take_off.setObjectName("clear")
        take_off.setText("✕")
        take_off.setToolTip("Take it off the list")
        take_off.setAccessibleName(f"Take {path.name}, which is gone, off the list")
        take_off.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        take_off.clicked.connect(lambda *_: self._take_off(path))
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(row, 1)
        line.addWidget(take_off)
        return both

    def _take_off(self, path: Path) -> None:
        forget(self._window.settings, path)
        self._fill_recent()
        self.setFocus()

    def _fit(self) -> None:
        self.setGeometry(self._window.view.geometry())
        side = _MARGIN if self.width() >= _WIDE else _NARROW_MARGIN
        self._sheet.setContentsMargins(side, 28, side, side)
        room = self.viewport().width() - 2 * side
        wide = room >= _WIDE
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._side.setFixedWidth(_SIDE if wide else room)
        self.tiles.arrange(room - _SIDE - _GAP if wide else room)

    def _leave_to_work(self) -> None:
        if self._window.session.whole.cards:
            self.hide()

    def _draw_pictures(self) -> None:
        if self._theme != self._window.theme.id:
            self._theme = self._window.theme.id
            self._pictures.draw(self._theme)

    def _show_picture(self, example: str) -> None:
        paths = {path.stem: path for path in example_paths()}
        folder = picture_folder(self._window.settings)
        if example in self.tiles.tiles:
            picture = QPixmap(str(picture_path(folder, paths[example], self._theme)))
            self.tiles.tiles[example].show_picture(picture)
