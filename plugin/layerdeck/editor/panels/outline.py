"""What the whole model takes and gives, where no card is selected: a click goes to the card."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from layerdeck.deck import CardType, Role, Value, followed, show
from layerdeck.editor.session import Session
from layerdeck.graph import Card

from .elided import ElidedButton, ElidedLabel

_SECTIONS = ((Role.INPUT, "Inputs"), (Role.OUTPUT, "Outputs"), (Role.PARAMETER, "Parameters"))
_MOST = 12
"""So many cards of a kind are named; who has more finds them in the Summary."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: a caption where there is no card.

    Attributes:
        figure: the shape of a tensor, the default of a parameter.
    """

    text: str
    card: str = ""
    figure: str = ""


class Outline(QWidget):
    """Inputs, outputs and parameters, each a button with its shape or default beside it."""

    followed = Signal(str)
    """The card that is wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[Line] = []
        self._end = 0
        """The row of the layout that takes what room is left."""
        self.setObjectName("panel")
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 4, 6, 6)
        self._layout.setVerticalSpacing(2)
        self._layout.setColumnStretch(1, 1)

    def fill(self) -> None:
        """Show the model as it is now."""
        lines = _lines(self._session)
        if lines == self._lines:
            return
        self._lines = lines
        while item := self._layout.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        # A grid keeps the rows it has had, and what they were told.
        self._layout.setRowStretch(self._end, 0)
        for number, line in enumerate(lines):
            self._add(number, line)
        self._end = len(lines)
        self._layout.setRowStretch(self._end, 1)

    def _add(self, number: int, line: Line) -> None:
        if not line.card:
            caption = QLabel(line.text)
            caption.setObjectName("soft")
            caption.setContentsMargins(0, 6 if number else 0, 0, 0)
            self._layout.addWidget(caption, number, 0, 1, 2)
            return
        button, figure = ElidedButton(line.text), ElidedLabel(line.figure)
        button.setObjectName("link")
        button.setAccessibleName(f"{line.text}, {line.figure}")
        button.clicked.connect(lambda: self.followed.emit(line.card))
        figure.setObjectName("figure")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(button, number, 0)
        self._layout.addWidget(figure, number, 1)


def _lines(session: Session) -> list[Line]:
    cards: dict[Role, list[Line]] = {role: [] for role, _ in _SECTIONS}
    for card in session.graph.cards.values():
        declared = session.deck.get(card.type)
        if declared and declared.role in cards:
            cards[declared.role].append(_line(session, card, declared))
    return [line for role, title in _SECTIONS for line in _section(title, cards[role])]


def _section(title: str, lines: Sequence[Line]) -> list[Line]:
    more = len(lines) - _MOST
    rest = [Line(f"and {more:,} more")] if more > 0 else []
    return [Line(title), *lines[:_MOST], *rest] if lines else []


def _line(session: Session, card: Card, declared: CardType) -> Line:
    name = str(card.values.get("name") or card.id)
    if declared.role is Role.PARAMETER:
        return Line(name, card.id, _value(card, declared, "default"))
    facts = session.facts_of(card.id)
    if facts and facts.output_shape is not None:
        sizes = ["None" if size is None else str(size) for size in facts.output_shape]
        return Line(name, card.id, f"({', '.join(sizes)})")
    return Line(name, card.id, _value(card, declared, "shape"))


def _value(card: Card, declared: CardType, port_id: str) -> str:
    """The value of an input, where the card has one of that name."""
    port = declared.input(port_id)
    if port is None:
        return ""
    port = followed(port, declared, card.values)
    value: Value = card.values.get(port_id, None if port.required else port.default)  # type: ignore[arg-type]
    return "" if value is None else show(port, value)
