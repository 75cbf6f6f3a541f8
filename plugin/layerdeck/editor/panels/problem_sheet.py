"""A sheet at a card: what is wrong with it, why, and the ways out of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from layerdeck.editor.popup_lines import ROW, Line, LineDelegate, Lines
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import plural
from layerdeck.program import Problem, Severity

from .problem_words import parted

_WIDE, _MOST_ROWS = 440, 8
GAP = 12
"""How far it stays from its card, in pixels."""
_STEP = ROW + 4
_FAR = 60
"""So many pixels that are hidden weigh as much as lying one further from the card."""
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the focus that do not mean that a person has turned to something else here."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Home, Qt.Key.Key_End)  # fmt: skip


class ProblemSheet(QFrame):
    """One problem at a time. Esc, or a press or the focus elsewhere, closes it for good."""

    moved = Signal(object)
    """The data of the way out that is current now, or None."""
    chosen = Signal(object)
    """The data of the way out that was clicked or Enter was pressed on; it is closed by then."""
    turned = Signal(int)
    """Tab asks for the next of several problems, 1, or Shift+Tab for the one before, -1."""
    closed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._within, self._open = parent, True
        self.setObjectName("problem")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.title, self.sentence, self.foot = QLabel(), QLabel(), QLabel()
        for label, name in (
            (self.title, "cause"),
            (self.sentence, "soft"),
            (self.foot, "foot"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lines = Lines(self)
        self.list = QListView()
        self.list.setModel(self._lines)
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Ways out")
        self.list.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 12, 12, 8)
        self._rows.setSpacing(6)
        for widget in (self.title, self.sentence, self.list, self.foot):
            self._rows.addWidget(widget)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._move())

    @property
    def lines(self) -> Sequence[Line]:
        """The ways out that are listed."""
        return self._lines.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter would choose."""
        return self._lines.at(self.list.currentIndex())

    def tell(self, problem: Problem, ways: Sequence[Line], place: int, count: int) -> None:
        """Tell of a problem, one of several, and list its ways out."""
        title, sentence = parted(problem)
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        error = problem.severity is Severity.ERROR
        self.setProperty("warning", not error)
        self.style().unpolish(self)
        self.style().polish(self)
        kind = "Error" if error else "Warning"
        self.setAccessibleName(f"{kind} at {problem.card}: {title}")
        self.list.setAccessibleDescription(problem.message)
        self._lines.show(ways)
        self.list.setVisible(bool(ways))
        # The types do not say that there need be none.
        self.setFocusProxy(self.list if ways else None)  # type: ignore[arg-type]
        told = (
            "Enter applies, arrows preview on the canvas, Ctrl+Z takes it back"
            if ways
            else "No way out is known to lead further. Esc leaves"
        )
        others = f" · Tab: {place + 1} of {plural(count, 'problem')}" if count > 1 else ""
        self.foot.setText(told + others)
        if ways:
            self.list.setCurrentIndex(self._lines.index(0))
        self._move()

    def open_at(self, card: QRect, shown: Sequence[QRect]) -> None:
        """Open below a card, or where it hides least of it and of what the ways out are about.

        Args:
            card: the place of the card in the parent.
            shown: the places of what should be seen besides.
        """
        room = self._within.rect().adjusted(8, 8, -8, -8)
        self.ensurePolished()
        wide = min(_WIDE, room.width())
        self.list.setFixedHeight(min(len(self.lines), _MOST_ROWS) * _STEP + 4)
        self.setFixedWidth(wide)
        tall = min(self._rows.totalHeightForWidth(wide), room.height())
        self.setGeometry(_best_place(room, QSize(wide, tall), card, shown))
        self.show()
        self.raise_()
        (self.list if self.lines else self).setFocus()

    def dismiss(self) -> None:
        """Close for good; nothing is chosen."""
        if self._open:
            self._open = False
            if self.list.hasFocus() or self.hasFocus():
                self._within.setFocus()
            self.hide()
            self.deleteLater()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list; the focus going elsewhere closes."""
        if watched is self.list and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() in _OWN:
                event.accept()
                return True
            return event.type() is QEvent.Type.KeyPress and self._take_key(event)
        left = isinstance(event, QFocusEvent) and event.lostFocus()
        if watched is self.list and left and event.reason() not in _ELSEWHERE:  # type: ignore[attr-defined]
            self.dismiss()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys where no way out is listed."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A person has turned to something else."""
        super().focusOutEvent(event)
        if not self.lines and event.reason() not in _ELSEWHERE:
            self.dismiss()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _ENTER:
            self._choose(self.list.currentIndex().row())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.turned.emit(1 if key is Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _move(self) -> None:
        line = self.current
        self.moved.emit(line.data if line else None)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.lines):
            line = self.lines[row]
            self.dismiss()
            self.chosen.emit(line.data)


def _best_place(room: QRect, size: QSize, card: QRect, shown: Sequence[QRect]) -> QRect:
    """Below, above or beside a card or in a corner: near it, and where little is hidden."""
    wide, tall = size.width(), size.height()
    corners = (
        QPoint(card.left(), card.bottom() + GAP),
        QPoint(card.left(), card.top() - GAP - tall),
        QPoint(card.right() + GAP, card.top()),
        QPoint(card.left() - GAP - wide, card.top()),
        QPoint(card.right() - wide, card.bottom() + GAP),
        QPoint(card.right() - wide, card.top() - GAP - tall),
        *(QPoint(x, y) for x in (room.left(), room.right() - wide)
          for y in (room.top(), room.bottom() - tall)),
    )  # fmt: skip
    places = []
    for corner in corners:
        x = max(min(corner.x(), room.right() - wide), room.left())
        y = max(min(corner.y(), room.bottom() - tall), room.top())
        places.append(QRect(QPoint(x, y), size))

    def cost(place: QRect) -> int:
        hidden = _hidden(place, card) * 4 + sum(_hidden(place, other) for other in shown)
        return hidden + _FAR * (place.center() - card.center()).manhattanLength()

    return min(places, key=cost)


def _hidden(place: QRect, other: QRect) -> int:
    both = place & other
    return both.width() * both.height() if both.isValid() else 0
