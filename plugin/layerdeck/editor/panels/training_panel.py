"""The Training tab: what a training step takes of memory, for the settings beside it."""

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.budgeting import MOST_BATCH, MOST_MEMORY, Budgeting
from layerdeck.editor.canvas.scene import CanvasScene
from layerdeck.editor.peak_marking import PeakMarking
from layerdeck.editor.words import plural
from layerdeck.program import GIGABYTE, OPTIMIZERS, POLICIES, WITHIN, Budget, bytes_text

from .value_fields import Choice

_FIELDS, _FIGURES = 236, (320, 430)
"""Widths in pixels; the figures take what there is between two of them."""
_FULL = 1000
_NOTHING = "The engine has not said anything of this graph yet."
_NO_STEP = "No layer leads from an Input card to an Output card yet: there is no step to train."


class TrainingPanel(QScrollArea):
    """Fields on the left, figures on the right, and a bar of how full the memory is."""

    shown = Signal(str)
    """The id of a card to be brought into view."""

    def __init__(
        self, canvas: CanvasScene, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.budgeting = Budgeting(canvas.session, settings, self)
        self.marking = PeakMarking(canvas, self.budgeting, self)
        self.setWidgetResizable(True)
        self.setAccessibleName("Training")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(28)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._make_fields(), 0, top)
        row.addWidget(self._make_figures(), 1, top)
        row.addStretch(0)
        self.setWidget(inside)
        self._show_settings()
        self._show()
        self.budgeting.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: mark the card of the peak."""
        super().showEvent(event)
        self.marking.look(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab did."""
        super().hideEvent(event)
        self.marking.look(False)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """A turn of the wheel over a number scrolls the panel, unless one is at that number."""
        over = event.type() is QEvent.Type.Wheel and isinstance(field, QWidget)
        if over and isinstance(field, QWidget) and not field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(field, event)

    def _make_fields(self) -> QWidget:
        fields = QWidget()
        fields.setFixedWidth(_FIELDS)
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        self.batch = QSpinBox()
        self.batch.setRange(1, MOST_BATCH)
        self.policy, self.optimizer = Choice(fields), Choice(fields)
        for policy in POLICIES:
            self.policy.addItem(policy, policy)
        for name, optimizer in OPTIMIZERS.items():
            self.optimizer.addItem(optimizer.title, name)
        self.memory = QDoubleSpinBox()
        self.memory.setDecimals(1)
        self.memory.setSuffix(" GB")
        self.memory.setRange(0.1, MOST_MEMORY / GIGABYTE)
        for spin in (self.batch, self.memory):
            spin.lineEdit().setTextMargins(7, 0, 0, 0)
            spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            spin.installEventFilter(self)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Batch size", self.batch, "How many samples a training step takes"),
            ("Dtype policy", self.policy, ""),
            ("Optimizer", self.optimizer, ""),
            ("Memory", self.memory, "Of the GPU or machine that trains; 1 GB is 10⁹ bytes"),
        )
        for title, field, tip in rows:
            field.setAccessibleName(title)
            field.setToolTip(tip)
            label = QLabel(title)
            label.setObjectName("soft")
            label.setBuddy(field)
            form.addRow(label, field)
        choose = self.budgeting.choose
        self.batch.valueChanged.connect(lambda batch: choose(batch=batch))
        self.memory.valueChanged.connect(lambda size: choose(memory=round(size * GIGABYTE)))
        self.policy.activated.connect(lambda: choose(policy=self.policy.currentData()))
        self.optimizer.activated.connect(lambda: choose(optimizer=self.optimizer.currentData()))
        return fields

    def _make_figures(self) -> QWidget:
        self.figures = QWidget()
        self.figures.setMinimumWidth(_FIGURES[0])
        self.figures.setMaximumWidth(_FIGURES[1])
        column = QVBoxLayout(self.figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._names: list[QLabel] = []
        self._sizes: list[QLabel] = []
        for row in (0, 1, 2, 3, 5):
            self._add_line(row)
        self.place = QPushButton()
        self.place.setObjectName("leads")
        self.place.clicked.connect(self._reveal)
        self.place.setAccessibleName("Show the card of the peak")
        name = QLabel("Peak at")
        name.setObjectName("soft")
        self._grid.addWidget(name, 4, 0)
        self._grid.addWidget(self.place, 4, 1, Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setObjectName("memory")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _FULL)
        self.bar.setAccessibleName("Memory used")
        self.used = QLabel()
        self.used.setObjectName("figure")
        use = QHBoxLayout()
        use.setSpacing(12)
        use.addWidget(self.bar, 1)
        use.addWidget(self.used)
        column.addLayout(use)
        column.addLayout(self._grid)
        self.note = QLabel()
        self.note.setObjectName("soft")
        self.note.setWordWrap(True)
        column.addWidget(self.note)
        return self.figures

    def _add_line(self, row: int) -> None:
        name, size = QLabel(), QLabel()
        name.setObjectName("soft")
        size.setObjectName("figure")
        size.setAlignment(Qt.AlignmentFlag.AlignRight)
        size.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(size, row, 1)
        self._names.append(name)
        self._sizes.append(size)

    def _show_settings(self) -> None:
        told = self.budgeting.settings
        self.batch.setValue(told.batch)
        self.memory.setValue(told.memory / GIGABYTE)
        self.policy.setCurrentIndex(self.policy.findData(told.policy))
        self.optimizer.setCurrentIndex(self.optimizer.findData(told.optimizer))

    def _show(self) -> None:
        found = self.budgeting.budget
        lines = _lines(found) if found is not None else []
        for index, (name, size) in enumerate(zip(self._names, self._sizes, strict=True)):
            title, figure, tip = lines[index] if lines else ("", "", "")
            name.setText(title)
            size.setText(figure)
            size.setAccessibleName(f"{title}: {figure}")
            size.setToolTip(tip)
            size.setVisible(bool(figure))
        if found is None:
            self._show_use(0, 1, "", _NOTHING)
            self.place.setText("")
            self.place.setEnabled(False)
            return
        self.place.setText(found.card.replace(WITHIN, " › ") or "the optimizer's step")
        self.place.setEnabled(bool(found.card))
        way = "on the way back" if found.backward else "on the way forward"
        self.place.setToolTip(f"Show the card; the peak is there {way}" if found.card else "")
        memory = found.settings.memory
        least = "" if found.is_whole else "at least "
        used = f"{least}{bytes_text(found.total)} of {bytes_text(memory)}"
        self._show_use(found.total, memory, used, _note(found))

    def _show_use(self, total: int, memory: int, used: str, note: str) -> None:
        self.bar.setValue(min(_FULL, round(total / memory * _FULL)))
        if self.bar.property("over") is not (total > memory):
            self.bar.setProperty("over", total > memory)
            self.bar.style().unpolish(self.bar)
            self.bar.style().polish(self.bar)
        self.used.setText(used)
        self.used.setVisible(bool(used))
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _reveal(self) -> None:
        found = self.budgeting.budget
        if found is not None and found.card:
            self.shown.emit(found.card.partition(WITHIN)[0])


def _lines(found: Budget) -> list[tuple[str, str, str]]:
    """A name, a figure, and a tip each. All but the last add up to the total."""
    told = found.settings
    weights = f"{bytes_text(found.weights)} of weights, {bytes_text(found.optimizer)} of state"
    return [
        (
            f"Weights + optimizer ({OPTIMIZERS[told.optimizer].title})",
            bytes_text(found.weights + found.optimizer),
            weights,
        ),
        ("Gradients of weights", bytes_text(found.gradients), "Those found by the peak"),
        (
            f"Activations kept, batch {told.batch:,}",
            bytes_text(found.kept),
            "For the backward pass, and the batch itself",
        ),
        (
            "Temporary buffers",
            bytes_text(found.temporary),
            "Gradients of activations, and what the layer in hand needs",
        ),
        (f"Largest batch in {bytes_text(told.memory)}", found.largest_text, ""),
    ]


def _note(found: Budget) -> str:
    if not found.total and not found.broken:
        return _NO_STEP
    if found.broken:
        count = plural(len(found.broken), "card")
        hidden = "what it takes is" if len(found.broken) == 1 else "what they take is"
        return f"{count} with errors, and {hidden} not known: {_some(found.broken)}."
    if found.unknown:
        count = plural(len(found.unknown), "card")
        return f"{count} left out, of which an axis has any size: {_some(found.unknown)}."
    if not found.fits:
        return "It does not fit: a smaller batch, a mixed policy or fewer filters take less."
    return ""


def _some(cards: tuple[str, ...]) -> str:
    """The first of some cards' names."""
    return ", ".join(cards[:3]) + (" …" if len(cards) > 3 else "")
