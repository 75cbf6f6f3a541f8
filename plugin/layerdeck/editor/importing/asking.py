"""What is asked before a script is run, and after, where it has several models."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.words import BREAK
from layerdeck.files.importing.scripts import Limits

_WIDE = 460
_BUTTONS = QDialogButtonBox.StandardButton
_TRUST = (
    "A script can do whatever you can: read and write your files, start programs, use the network. "
    "Run it only if you trust it."
)
_HOW = (
    "It runs in a process of its own, in its folder, and ends where it would train. What stands "
    'under if __name__ == "__main__" is not run. It is ended when it takes more than this:'
)


class RunDialog(QDialog):
    """Asks whether a script may be run, and how much it may take; Enter and Esc do not run it."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Run a Python script")
        self.seconds, self.gigabytes = QSpinBox(), QSpinBox()
        usual = Limits()
        self.seconds.setRange(1, 3600)
        self.seconds.setValue(round(usual.seconds))
        self.seconds.setSuffix(" s")
        self.gigabytes.setRange(1, 1024)
        self.gigabytes.setValue(round(usual.gigabytes))
        self.gigabytes.setSuffix(" GB")
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, field in (("&Time", self.seconds), ("&Memory", self.gigabytes)):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            field.setFixedWidth(96)
            field.lineEdit().setTextMargins(7, 0, 0, 0)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(16)
        row.addStretch(1)
        layout = _column(self)
        layout.addWidget(_words(f"Run {path.name} to import the model that it builds?", "title"))
        layout.addWidget(_words(str(path.absolute()).replace("/", f"/{BREAK}"), "soft"))
        layout.addWidget(_words(_TRUST))
        layout.addWidget(_words(_HOW, "soft"))
        layout.addLayout(row)
        _add_buttons(layout, "&Run", first=_BUTTONS.Cancel)

    @property
    def limits(self) -> Limits:
        """What the script may take."""
        return Limits(self.seconds.value(), self.gigabytes.value())


class ChoiceDialog(QDialog):
    """Asks which of several to take: a line each, the likeliest first."""

    def __init__(self, question: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a model")
        self.list = QListWidget()
        self.list.setAccessibleName("Models")
        self.list.addItems(lines)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        rows = min(max(len(lines), 3), 10)
        self.list.setFixedHeight(rows * (self.list.sizeHintForRow(0) + 2) + 8)
        layout = _column(self)
        layout.addWidget(_words(question))
        layout.addWidget(self.list)
        _add_buttons(layout, "&Import", first=_BUTTONS.Ok)
        self.list.setFocus()


def _column(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(18, 16, 18, 14)
    layout.setSpacing(12)
    return layout


def _words(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDE)
    return label


def _add_buttons(layout: QVBoxLayout, doing: str, first: QDialogButtonBox.StandardButton) -> None:
    """Add the buttons, the first of which Enter presses."""
    dialog = layout.parentWidget()
    assert isinstance(dialog, QDialog)
    box = QDialogButtonBox(_BUTTONS.Ok | _BUTTONS.Cancel)
    box.button(_BUTTONS.Ok).setText(doing)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    layout.addWidget(box)
    for kind in (_BUTTONS.Ok, _BUTTONS.Cancel):
        box.button(kind).setAutoDefault(kind == first)
        box.button(kind).setDefault(kind == first)
    box.button(first).setFocus()
