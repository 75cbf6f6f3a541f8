"""The status bar: the engine's state on the left, what was said last, the totals on the right."""

import html

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QStyle, QStyleOption, QWidget

from layerdeck.program import bytes_text

from .budgeting import Budgeting
from .session import Session
from .theme import Theme
from .words import plural

_DOTS = {"ready": "good", "starting": "busy", "failed": "bad"}
_SHOWN_MS = 8000
_MARGIN = 60
_BEARING = 4
"""What is free before the dot in the place of its letter, in pixels."""
_GAP = 12


class Status(QStatusBar):
    """Says how the engine is, and what the model comes to."""

    def __init__(
        self,
        session: Session,
        budgeting: Budgeting,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._budgeting, self._theme = session, budgeting, theme
        self._state, self._sentence, self._progress = "starting", "Engine starting…", ""
        self._told_of = session.graph, session.chosen
        self.setSizeGripEnabled(False)
        self.engine, self.totals = QLabel(), QLabel()
        self.addWidget(self.engine)
        self.addPermanentWidget(self.totals)
        session.engine.state_changed.connect(self._take_state)
        session.engine.progressed.connect(self._take_progress)
        session.said.connect(self.tell)
        # Qt gives no place to a message that comes before the bar is shown for the first time.
        self.messageChanged.connect(lambda text: self.engine.setVisible(not text))
        session.graph_changed.connect(self.count)
        session.answers_changed.connect(self.count)
        session.graph_changed.connect(self._give_way)
        session.selection_changed.connect(self._give_way)
        budgeting.changed.connect(self.count)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._theme = theme
        self._take_state(self._state, self._sentence)

    def tell(self, text: str) -> None:
        """Say something for a while, or until the graph or the selection is another."""
        self._told_of = self._session.graph, self._session.chosen
        self.showMessage(text, _SHOWN_MS)

    def count(self) -> None:
        """Show the totals as they are now."""
        graph, report = self._session.graph, self._session.report
        parts = [plural(len(graph.cards), "card"), plural(len(graph.wires), "connection")]
        if report is not None and graph.cards:
            parts.append(plural(report.parameters, "parameter"))
            parts.append(f"{bytes_text(report.activation_bytes)} activations per sample")
        budget = self._budgeting.budget
        training = ""
        if budget is not None and budget.card and graph.cards:
            batch = budget.settings.batch
            least = "" if budget.is_whole else "at least "
            training = f"{least}{bytes_text(budget.total)} to train, batch {batch}"
        self.totals.setToolTip(training)
        longer = " · ".join((*parts, training))
        fits = bool(training) and self._room() > self.totals.fontMetrics().horizontalAdvance(longer)
        self.totals.setText(longer if fits else " · ".join(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more where there is room, and less where there is none."""
        super().resizeEvent(event)
        self.count()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write what was said last where the engine's state begins; Qt would at the very edge."""
        if not self.currentMessage():
            super().paintEvent(event)
            return
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelStatusBar
        self.style().drawPrimitive(panel, option, painter, self)
        room = self.message_room
        text = self.fontMetrics().elidedText(
            self.currentMessage(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self._theme.color("text_soft"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    @property
    def message_room(self) -> QRect:
        """Where what was said last is written: from the dot of the engine's state to the totals."""
        left = self.engine.x() + self.engine.contentsRect().x() + _BEARING
        right = self.totals.x() if self.totals.isVisible() else self.width()
        return QRect(left, self.engine.y(), right - left - _GAP, self.engine.height())

    def _room(self) -> int:
        return self.width() - self.engine.sizeHint().width() - _MARGIN

    def _give_way(self) -> None:
        """Have done with what was said, unless it was said of what is there now."""
        graph, chosen = self._told_of
        if graph is not self._session.graph or chosen != self._session.chosen:
            self.clearMessage()

    def _take_state(self, state: str, sentence: str) -> None:
        self._state, self._sentence = state, sentence
        self._show()

    def _take_progress(self, words: str) -> None:
        if words != self._progress:
            self._progress = words
            self._show()

    def _show(self) -> None:
        """Show how far the engine is, or else how it is."""
        words = self._progress or self._sentence
        color = self._theme.tokens["busy" if self._progress else _DOTS[self._state]]
        self.engine.setAccessibleName(words)
        self.engine.setText(f'<span style="color:{color}">●</span>&nbsp; {html.escape(words)}')
        self.count()
