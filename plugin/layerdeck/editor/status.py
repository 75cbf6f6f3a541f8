"""The status bar: the engine's state on the left, what was said last, the totals on the right."""

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from .session import Session
from .theme import Theme
from .words import bytes_text, plural

_DOTS = {"ready": "good", "starting": "busy", "failed": "bad"}
_SHOWN_MS = 8000


class Status(QStatusBar):
    """Says how the engine is, and what the model comes to."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._state, self._sentence = "starting", "Engine starting…"
        self.setSizeGripEnabled(False)
        self.engine, self.totals = QLabel(), QLabel()
        self.addWidget(self.engine)
        self.addPermanentWidget(self.totals)
        session.engine.state_changed.connect(self._take_state)
        session.said.connect(self.tell)
        session.graph_changed.connect(self.count)
        session.answers_changed.connect(self.count)
        self.set_theme(theme)
        self.count()

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._theme = theme
        self._take_state(self._state, self._sentence)

    def tell(self, text: str) -> None:
        """Say something for a while."""
        self.showMessage(text, _SHOWN_MS)

    def count(self) -> None:
        """Show the totals as they are now."""
        graph, report = self._session.graph, self._session.report
        parts = [plural(len(graph.cards), "card"), plural(len(graph.wires), "connection")]
        if report is not None and graph.cards:
            parts.append(plural(report.parameters, "parameter"))
            parts.append(f"{bytes_text(report.activation_bytes)} activations per sample")
        self.totals.setText(" · ".join(parts))

    def _take_state(self, state: str, sentence: str) -> None:
        self._state, self._sentence = state, sentence
        color = self._theme.tokens[_DOTS[state]]
        self.engine.setAccessibleName(sentence)
        self.engine.setText(f'<span style="color:{color}">●</span>&nbsp; {sentence}')
