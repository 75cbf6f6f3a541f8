"""What the inputs are fed: random numbers by a seed, or what a file holds."""

from collections.abc import Callable
from pathlib import Path

from msgspec import structs
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from layerdeck.program import Fed, Sample

from .peeking import Peeking
from .sliders import name_choice

KINDS = "Arrays and volumes (*.npy *.npz *.nii *.nii.gz)"
_RANDOM = "Random"
_MOST = 9999


class Sources(QWidget):
    """Chooses for one input at a time; where there are several, also which."""

    def __init__(self, peeking: Peeking) -> None:
        super().__init__()
        self._peeking = peeking
        self._folder = ""
        self.input, self.array = QComboBox(), QComboBox()
        self.seed, self.item = QSpinBox(), QSpinBox()
        self.file, self.random = QPushButton("File…"), QPushButton(_RANDOM)
        self.words = QLabel()
        for control, name, tip in (
            (self.input, "Input", "Which input is fed"),
            (self.array, "Array of the file", "Which array of the file"),
            (self.seed, "Seed", "Other random numbers, in the samples and the weights"),
            (self.item, "Sample of the array", "Which of the samples in the file, counted from 0"),
            (self.file, "Feed from a file", "A .npy, .npz, .nii or .nii.gz"),
            (self.random, "Feed random numbers", "Random numbers instead of the file"),
        ):
            control.setAccessibleName(name)
            control.setToolTip(tip)
        for choice in (self.input, self.array):
            name_choice(choice, self)
        for spin in (self.seed, self.item):
            spin.setRange(0, _MOST)
            spin.setKeyboardTracking(False)
            spin.lineEdit().setTextMargins(7, 0, 0, 0)
        self.seed.setPrefix("seed ")
        self.item.setPrefix("sample ")
        self.words.setObjectName("soft")
        self.words.setWordWrap(True)
        which, what = QHBoxLayout(), QHBoxLayout()
        for line, fields in ((which, (self.input, self.array)), (what, (self.seed, self.item))):
            for widget in fields:
                # As wide as there is room, however long a name is.
                widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                line.addWidget(widget, 1)
        for button in (self.random, self.file):
            what.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(which)
        layout.addLayout(what)
        layout.addWidget(self.words)
        self.input.currentIndexChanged.connect(lambda _: self.fill())
        self.array.activated.connect(lambda _: self._change(_with_array, self.array.currentText()))
        self.item.valueChanged.connect(lambda value: self._change(_with_item, value))
        self.seed.valueChanged.connect(peeking.choose_seed)
        self.random.clicked.connect(lambda: self.choose(None))
        self.file.clicked.connect(self.ask_for_file)

    @property
    def variable(self) -> str:
        """The input that is chosen for."""
        return str(self.input.currentData() or "")

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can have the focus, in order."""
        return (self.input, self.array, self.seed, self.item, self.random, self.file)

    def choose(self, path: Path | None) -> None:
        """Feed the input from a file, or with None random numbers."""
        sample = Sample(self.variable, str(path)) if path else None
        self._peeking.choose_sample(self.variable, sample)

    def ask_for_file(self) -> None:
        """Have a person choose a file."""
        name, _ = QFileDialog.getOpenFileName(
            self.window(), "Feed from a file", self._folder, KINDS
        )
        if name:
            self._folder = str(Path(name).parent)
            self.choose(Path(name))

    def fill(self) -> None:
        """Show what is chosen by now."""
        peeking, inputs = self._peeking, self._peeking.inputs
        known = [self.input.itemData(place) for place in range(self.input.count())]
        if known != list(inputs):
            self.input.blockSignals(True)
            self.input.clear()
            for variable, card in inputs.items():
                self.input.addItem(card, variable)
            self.input.blockSignals(False)
        sample, fed = peeking.samples.get(self.variable), peeking.fed.get(self.variable)
        arrays = fed.arrays if sample and fed else ()
        items = fed.items if sample and fed else 0
        chosen = (sample.array if sample else "") or (fed.array if fed else "")
        self._set(self.array, lambda: self._fill_arrays(arrays, chosen))
        self._set(self.seed, lambda: self.seed.setValue(peeking.seed))
        self._set(self.item, lambda: self._fill_items(items, sample))
        for widget, on in (
            (self.input, len(inputs) > 1),
            (self.array, len(arrays) > 1),
            (self.item, items > 0),
            (self.seed, sample is None),
            (self.random, sample is not None),
        ):
            widget.setVisible(on)
        self.words.setText(_words(self.input.currentText(), fed, sample))

    def _fill_arrays(self, arrays: tuple[str, ...], chosen: str) -> None:
        if [self.array.itemText(place) for place in range(self.array.count())] != list(arrays):
            self.array.clear()
            self.array.addItems(list(arrays))
        self.array.setCurrentText(chosen)

    def _fill_items(self, items: int, sample: Sample | None) -> None:
        self.item.setMaximum(max(items - 1, 0))
        self.item.setValue(sample.item if sample else 0)

    def _set(self, widget: QWidget, act: Callable[[], object]) -> None:
        widget.blockSignals(True)
        act()
        widget.blockSignals(False)

    def _change(self, change: Callable[..., Sample], to: str | int) -> None:
        sample = self._peeking.samples.get(self.variable)
        if sample:
            self._peeking.choose_sample(self.variable, change(sample, to))


def _words(card: str, fed: Fed | None, sample: Sample | None) -> str:
    """What the input is fed, and what the weights are."""
    chosen = Path(sample.path).name if sample else ""
    given = (fed.words if fed else "") or chosen or "random numbers"
    return f"{card}: {given}. The weights are fresh, not trained."


def _with_array(sample: Sample, array: str) -> Sample:
    """Another array of the same file."""
    return structs.replace(sample, array=array, item=0)


def _with_item(sample: Sample, item: int) -> Sample:
    """Another sample of the same array."""
    return structs.replace(sample, item=item)
