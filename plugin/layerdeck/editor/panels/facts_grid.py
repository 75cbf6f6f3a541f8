"""The facts of the selected card, or of the whole model where none is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from layerdeck.editor.session import Session
from layerdeck.editor.words import bytes_text, count_text, named_axes
from layerdeck.program import Facts

_PLACES = {1: "steps", 2: "pixels", 3: "voxels"}
"""What the places of sequences, images and volumes are called, by how many axes they lie along."""


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
        figure.setObjectName("figure")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._labels)
        self._layout.addWidget(name, row, 0)
        self._layout.addWidget(figure, row, 1)
        self._labels.append((name, figure))

    def _lines(self) -> list[tuple[str, str, str]]:
        chosen = self._session.selected
        if len(chosen) == 1:
            facts = self._session.facts_of(chosen[0])
            return _card_lines(facts) if facts else []
        report = self._session.report
        if report is None or chosen:
            return []
        return [
            ("Parameters", f"{report.parameters:,}", ""),
            ("Trainable", f"{report.trainable_parameters:,}", ""),
            ("Activations", f"{bytes_text(report.activation_bytes)} / sample", ""),
            ("Multiply-adds", count_text(report.multiply_adds), f"{report.multiply_adds:,}"),
        ]


def _card_lines(facts: Facts) -> list[tuple[str, str, str]]:
    lines = []
    if facts.output_shape is not None:
        shape = ", ".join("None" if size is None else str(size) for size in facts.output_shape)
        lines.append(("Output", f"({shape})", f"{named_axes(facts)}, {facts.dtype}"))
    lines.append(("Parameters", f"{facts.parameters:,}", f"{facts.trainable_parameters:,} trained"))
    if facts.activation_bytes is not None:
        lines.append(("Activations", f"{bytes_text(facts.activation_bytes)} / sample", ""))
    if facts.multiply_adds:
        lines.append(("Multiply-adds", count_text(facts.multiply_adds), f"{facts.multiply_adds:,}"))
    if facts.receptive_field:
        field = facts.receptive_field
        lines.append(("Receptive field", " × ".join(map(str, field)), _PLACES.get(len(field), "")))
    return lines
