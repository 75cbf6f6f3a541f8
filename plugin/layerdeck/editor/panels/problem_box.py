"""What is wrong with the selected card, at the top of the inspector, with its ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from layerdeck.editor.words import breakable
from layerdeck.graph.fixes import Fix
from layerdeck.program import Problem, Severity

from .elided import ElidedButton

_MOST = 3
"""So many problems of a card are told here; the Problems tab tells all."""


class ProblemBox(QWidget):
    """Sentences, and a button for every fix."""

    fixed = Signal(object)
    """The fix that is to be applied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Problem, ...] = ()
        self.setObjectName("problems")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Problems of the card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(6)
        self.hide()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Tell of these problems, the most important first."""
        told = tuple(problems)
        if told == self._told:
            return
        self._told = told
        while item := self._layout.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for problem in told[:_MOST]:
            self._add(problem)
        if len(told) > _MOST:
            more = QLabel(f"And {len(told) - _MOST} more: see the Problems tab.")
            more.setObjectName("soft")
            self._layout.addWidget(more)
        self.setProperty("errors", any(item.severity is Severity.ERROR for item in told))
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(told))

    def _add(self, problem: Problem) -> None:
        sentence = QLabel(breakable(problem.message))
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(sentence)
        for fix in problem.fixes:
            self._layout.addWidget(self._button(fix), 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, fix: Fix) -> ElidedButton:
        button = ElidedButton(fix.title)
        button.clicked.connect(lambda: self.fixed.emit(fix))
        return button
