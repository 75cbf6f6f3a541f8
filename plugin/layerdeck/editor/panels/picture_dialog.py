"""Asks what a picture of the canvas is to show, and whether it goes into a file or is copied."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.assets import theme_names
from layerdeck.editor.canvas.scene import CanvasScene
from layerdeck.editor.drawing import Picture, area_of, chosen_items, note_on_size, pixels_of
from layerdeck.editor.theme import Theme, load_theme

_SCALES = 1.0, 2.0, 3.0, 4.0, 6.0


class Wish(IntEnum):
    """What a person wants to be done with the picture; the dialog's result."""

    NOTHING = QDialog.DialogCode.Rejected
    SAVE = QDialog.DialogCode.Accepted
    COPY = 2


class PictureDialog(QDialog):
    """Which cards, in which colours, how large, and on what."""

    def __init__(self, scene: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self.setWindowTitle("Export picture")
        self.selection = QCheckBox("Selection &only")
        self.colours, self.scale = QComboBox(), QComboBox()
        self.transparent = QCheckBox("&Transparent background")
        self.size_told = QLabel()
        self._fill()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("", self.selection)
        form.addRow("&Colours", self.colours)
        form.addRow("S&cale", self.scale)
        form.addRow("", self.transparent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.size_told)
        layout.addLayout(self._buttons())
        self._tell()

    @property
    def picture(self) -> Picture:
        """What is to be drawn."""
        chosen = chosen_items(self._scene) if self.selection.isChecked() else None
        return Picture(chosen, self.scale.currentData(), self.transparent.isChecked())

    @property
    def theme(self) -> Theme:
        """The colours it is to be drawn in."""
        return load_theme(self.colours.currentData())

    def _fill(self) -> None:
        chosen = len(chosen_items(self._scene))
        self.selection.setEnabled(chosen > 0)
        self.selection.setChecked(chosen > 1)
        self.selection.setToolTip("" if chosen else "Nothing is selected")
        for name in theme_names():
            self.colours.addItem(load_theme(name).name, name)
        self.colours.setCurrentIndex(self.colours.findData(self._scene.theme.id))
        for scale in _SCALES:
            self.scale.addItem(f"{scale:g} ×", scale)
        self.scale.setCurrentIndex(self.scale.findData(Picture().scale))
        self.scale.setToolTip("Pixels of a PNG for each pixel at 1:1")
        self.colours.setAccessibleName("Colours")
        self.scale.setAccessibleName("Scale")
        self.size_told.setObjectName("soft")
        self.size_told.setWordWrap(True)
        self.size_told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.size_told.setMinimumSize(340, 48)
        self.selection.toggled.connect(self._tell)
        self.scale.currentIndexChanged.connect(self._tell)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for words, wish in (("Cancel", Wish.NOTHING), ("Co&py", Wish.COPY), ("&Save…", Wish.SAVE)):
            button = QPushButton(words)
            button.setDefault(wish is Wish.SAVE)
            button.clicked.connect(lambda *_, wish=wish: self.done(wish))
            row.addWidget(button)
        return row

    def _tell(self) -> None:
        """Say how large a PNG comes out."""
        note = note_on_size(self._scene, self.picture)
        size, _ = pixels_of(area_of(self._scene, self.picture).size(), self.picture.scale)
        plain = f"A PNG has {size.width():,} × {size.height():,} pixels."
        self.size_told.setText(f"As a PNG: {note[0].lower()}{note[1:]}" if note else plain)
