"""The inputs in the inspector, a row each; rows are kept for the cards that were looked at last."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from layerdeck.deck import Port
from layerdeck.editor.canvas.parts import Part
from layerdeck.editor.theme import Theme

from .port_row import SOCKET, PortRow, height_of, title_width
from .shared_ports import PortState

_SLICE_MS = 5
"""Rows are made in slices this long, so that a card with many does not keep the window waiting."""
_KEPT = 12
"""How many lists of rows are kept; most projects are made of fewer kinds of cards."""
_TITLES = 0.5
"""The share of the width that titles may take before they are cut."""
_LEAST_TITLE = 60
_GAP, _EDGE = 3, 6


class PortList(QWidget):
    """Rows for some inputs, whose titles and editors stand in two columns."""

    def __init__(
        self,
        states: Sequence[PortState],
        theme: Theme,
        join: Callable[[PortRow], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.states = {state.port.id: state for state in states}
        self.made: dict[str, PortRow] = {}
        """The rows that are there already."""
        self._theme, self._join = theme, join
        self._wanted = max((title_width(state.port) for state in states), default=0)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._make_some)
        self.setObjectName("panel")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, _EDGE, 1, _EDGE)
        self._layout.setSpacing(_GAP)
        self._layout.addStretch(1)

    @property
    def rows(self) -> dict[str, PortRow]:
        """All rows, by the ids of their inputs; what is still to be made is made now."""
        self.make_all()
        return self.made

    def make_all(self) -> bool:
        """Make the rows that are not there yet; tells whether there were any."""
        some = len(self.made) < len(self.states)
        while len(self.made) < len(self.states):
            self._make_next()
        return some

    def display(self, states: Sequence[PortState]) -> None:
        """Show these inputs, which are those that the list is for."""
        self.states = {state.port.id: state for state in states}
        for port_id, row in self.made.items():
            row.display(self.states[port_id])
        if len(self.made) < len(self.states):
            self._slices.start()
        self._make_room()

    def restore(self) -> None:
        """Give up what was typed and not taken."""
        for row in self.made.values():
            row.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between titles and editors."""
        super().resizeEvent(event)
        for row in self.made.values():
            row.set_title_width(self._title_width())

    def event(self, event: QEvent) -> bool:
        """Tell the tips of the rows, which need none of their own then."""
        if isinstance(event, QHelpEvent):
            row = self.childAt(event.pos())
            if isinstance(row, PortRow):
                tip = row.tip(row.mapFrom(self, event.pos()).x())
                QToolTip.showText(event.globalPos(), tip, row)
                return True
        return super().event(event)

    def _title_width(self) -> int:
        most = max(round(self.width() * _TITLES) - SOCKET, _LEAST_TITLE)
        return min(self._wanted, most)

    def _make_some(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while len(self.made) < len(self.states) and clock.elapsed() < _SLICE_MS:
            self._make_next()
        self._layout.activate()
        if len(self.made) == len(self.states):
            self._slices.stop()
            self._make_room()

    def _make_room(self) -> None:
        """Leave room for the rows to come, so that those that are there stay where they are."""
        coming = len(self.made) < len(self.states)
        tall = sum(height_of(state) + _GAP for state in self.states.values()) + 2 * _EDGE
        self.setMinimumHeight(tall if coming else 0)

    def _make_next(self) -> None:
        state = list(self.states.values())[len(self.made)]
        row = PortRow(state.port, self._theme, self)
        self.made[state.port.id] = row
        self._join(row)
        row.set_title_width(self._title_width())
        row.display(state)
        self._layout.insertWidget(self._layout.count() - 1, row)
        row.show()


class PortLists(QWidget):
    """Shows one list of rows; the others are kept, since making rows takes its time."""

    committed = Signal(str, object)
    """See `PortRow`, as the others."""
    reset = Signal(str)
    focused = Signal(str)
    refused = Signal(str)
    followed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept: dict[tuple[object, ...], PortList] = {}
        self._shown: PortList | None = None
        self.setObjectName("panel")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    @property
    def rows(self) -> dict[str, PortRow]:
        """The rows on show, by the ids of their ports."""
        return self._shown.rows if self._shown else {}

    def make_all(self) -> bool:
        """Make the rows of the list on show that are not there yet; tells whether any were."""
        return self._shown is not None and self._shown.make_all()

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours: all rows are made anew."""
        self._theme = theme
        self._show(None)
        for made in self._kept.values():
            made.deleteLater()
        self._kept = {}

    def display(self, states: Sequence[PortState]) -> None:
        """Show these inputs."""
        made = self._list_for(states)
        self._show(made)
        made.display(states)

    def looked_at(self, port_id: str) -> tuple[Port, Part] | None:
        """An input on show, and the item of its list that the text cursor is in."""
        shown = self._shown
        if shown is None or port_id not in shown.states:
            return None
        row = shown.made.get(port_id)
        return shown.states[port_id].port, row.part if row else (-1, -1)

    def restore(self) -> None:
        """Give up what was typed into the rows on show and not taken."""
        if self._shown:
            self._shown.restore()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The documentation shows of the input whose editor has the focus."""
        row = now.parentWidget() if now else None
        if isinstance(row, PortRow) and self.isAncestorOf(row):
            self.focused.emit(row.port.id)

    def _list_for(self, states: Sequence[PortState]) -> PortList:
        ports = tuple(state.port for state in states)
        made = self._kept.pop(ports, None)
        if made is None:
            made = PortList(states, self._theme, self._join, self)
            made.hide()
            self._layout.addWidget(made)
        self._kept[ports] = made
        if len(self._kept) > _KEPT:
            longest_ago = self._kept.pop(next(iter(self._kept)))
            longest_ago.hide()
            longest_ago.deleteLater()
        return made

    def _join(self, row: PortRow) -> None:
        row.committed.connect(self.committed)
        row.reset.connect(self.reset)
        row.refused.connect(self.refused)
        row.focused.connect(self.focused)
        row.followed.connect(self.followed)

    def _show(self, made: PortList | None) -> None:
        if made is not self._shown:
            if self._shown:
                self._shown.hide()
            self._shown = made
            if made:
                made.show()
