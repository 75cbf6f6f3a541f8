"""What the start page is made of: rows that can be pressed, pictures that can be pressed."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .pictures import SIZE

_GAP = 12


class Elided(QLabel):
    """A line of text that is cut in its middle where there is no room for it."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._whole = text
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        way = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, way, self.width()))


class Row(QPushButton):
    """Two lines that can be pressed: what it is, and where."""

    def __init__(self, title: str, words: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(9, 5, 9, 6)
        lines.setSpacing(1)
        for line in (Elided(title, "name"), Elided(words, "soft")):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(line)
        self.clicked.connect(lambda *_: act())

    def sizeHint(self) -> QSize:
        """As high as the two lines are."""
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: the lines may be cut at the sides, but not below."""
        return self._lines.minimumSize()


class Tile(QToolButton):
    """A picture that can be pressed, with words below."""

    def __init__(self, title: str, name: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setText(title)
        self.setAccessibleName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(SIZE)
        self.show_picture(QPixmap())
        self.clicked.connect(lambda *_: act())

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture; until there is one, nothing in its place."""
        if picture.isNull():
            picture = QPixmap(SIZE)
            picture.fill(Qt.GlobalColor.transparent)
        self.setIcon(QIcon(picture))


class Tiles(QWidget):
    """Tiles in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[str, Tile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._columns = 0

    def add(self, key: str, tile: Tile) -> None:
        """Put a tile behind the others."""
        self.tiles[key] = tile
        tile.setParent(self)
        self._columns = 0

    def arrange(self, width: int) -> None:
        """Use as many columns as fit a width."""
        one = max((tile.sizeHint().width() for tile in self.tiles.values()), default=1)
        columns = max((width + _GAP) // (one + _GAP), 1)
        if columns != self._columns:
            self._columns = columns
            for place, tile in enumerate(self.tiles.values()):
                self._grid.addWidget(tile, place // columns, place % columns)


def press_focused(event: QKeyEvent, within: QWidget) -> bool:
    """Have Enter press the button that has the focus, as Space does."""
    focused = within.window().focusWidget()
    wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if wanted and isinstance(focused, QAbstractButton) and within.isAncestorOf(focused):
        focused.click()
        return True
    return False


def caption(text: str) -> QLabel:
    """The words above a part of the page."""
    label = QLabel(text)
    label.setObjectName("caption")
    return label


def soft(text: str) -> QLabel:
    """Words of less weight, on as many lines as they need."""
    label = QLabel(text)
    label.setObjectName("soft")
    label.setWordWrap(True)
    return label


def push_button(text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button that says in words what it does."""
    button = QPushButton(text)
    button.setAccessibleName(text.removesuffix("…"))
    if primary:
        button.setObjectName("primary")
    button.clicked.connect(lambda *_: act())
    return button


def buttons_in(layout: QVBoxLayout) -> Iterator[QAbstractButton]:
    """What can be pressed in a layout, in order."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if isinstance(widget, QAbstractButton):
            yield widget
        elif widget is not None:
            yield from widget.findChildren(QAbstractButton)


def empty(layout: QVBoxLayout) -> None:
    """Take away what is in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
