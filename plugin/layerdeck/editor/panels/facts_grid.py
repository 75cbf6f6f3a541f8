"""The facts of the selected cards, or of the whole model where none is selected."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from layerdeck.editor.session import Session
from layerdeck.editor.words import count_text, named_axes, ratio_text
from layerdeck.program import Facts, Report, bytes_text

from .totals import Totals, totals_of

_PLACES = {1: "steps", 2: "pixels", 3: "voxels"}
"""What the places of sequences, images and volumes are called, by how many axes they lie along."""

Line = tuple[str, str, str]
"""A name, its figure, and a tip."""


class FactsGrid(QWidget):
    """Names on the left, figures on the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 4, 6, 4)
        self._layout.setVerticalSpacing(4)
        self._layout.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def fill(self) -> None:
        """Show the facts as they are now."""
        lines = self._lines()
        while len(self._labels) < len(lines):
            self._add_line()
        for index, (name, figure) in enumerate(self._labels):
            shown = index < len(lines)
            name.setVisible(shown)
            figure.setVisible(shown)
            if shown:
                name.setText(lines[index][0])
                figure.setText(lines[index][1])
                figure.setToolTip(lines[index][2])
        self.setVisible(bool(lines))

    def _add_line(self) -> None:
        name, figure = QLabel(), QLabel()
        name.setObjectName("soft")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        figure.setObjectName("figure")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # A long shape goes on in the next line rather than make the panel wider.
        figure.setWordWrap(True)
        row = len(self._labels)
        self._layout.addWidget(name, row, 0)
        self._layout.addWidget(figure, row, 1)
        self._labels.append((name, figure))

    def _lines(self) -> list[Line]:
        session = self._session
        chosen, report = session.selected, session.report
        if len(chosen) == 1:
            if session.graph.cards[chosen[0]].bypassed:
                return [("Bypassed", "the model is made without it", "")]
            facts = session.facts_of(chosen[0])
            is_known = session.graph.cards[chosen[0]].type in session.deck
            return _card_lines(facts, is_known) if facts else []
        if report is None:
            return []
        if not chosen:
            return _total_lines(report)
        totals = totals_of(session.graph, session.deck, chosen, report.facts)
        return _total_lines(totals) if totals.known else []


def _card_lines(facts: Facts, is_known: bool) -> list[Line]:
    """The lines of a card; how many weights one has that the deck does not know, nobody can say."""
    lines = []
    if facts.output_shape is not None:
        shape = ", ".join("None" if size is None else str(size) for size in facts.output_shape)
        lines.append(("Output", f"({shape})", f"{named_axes(facts)}, {facts.dtype}"))
    if is_known:
        trained = f"{facts.trainable_parameters:,} trained"
        lines.append(("Parameters", f"{facts.parameters:,}", trained))
    if facts.activation_bytes is not None:
        lines.append(("Activations", f"{bytes_text(facts.activation_bytes)} / sample", ""))
    if facts.multiply_adds:
        lines.append(("Multiply-adds", count_text(facts.multiply_adds), f"{facts.multiply_adds:,}"))
    return [*lines, *_field_lines(facts)]


def _field_lines(facts: Facts) -> list[Line]:
    """The receptive field and its stride; of several inputs a line each."""
    known = [field for field in facts.fields if field.size]
    if len(facts.fields) > 1:
        return [
            (
                f"Field in {field.input}",
                f"{_by(field.size or ())}, stride {_by(map(ratio_text, field.stride or ()))}",
                _PLACES.get(len(field.size or ()), ""),
            )
            for field in known
        ]
    lines = []
    for field in known:
        places = _PLACES.get(len(field.size or ()), "")
        lines.append(("Receptive field", _by(field.size or ()), places))
        if field.stride:
            tip = f"{places} of {field.input}, from one of the output to the next"
            lines.append(("Field stride", _by(map(ratio_text, field.stride)), tip.strip()))
    return lines


def _by(sizes: Iterable[object]) -> str:
    return " × ".join(map(str, sizes))


def _total_lines(totals: Totals | Report) -> list[Line]:
    return [
        ("Parameters", f"{totals.parameters:,}", "Weights that cards share are counted once"),
        ("Trainable", f"{totals.trainable_parameters:,}", ""),
        ("Activations", f"{bytes_text(totals.activation_bytes)} / sample", ""),
        ("Multiply-adds", count_text(totals.multiply_adds), f"{totals.multiply_adds:,}"),
    ]
