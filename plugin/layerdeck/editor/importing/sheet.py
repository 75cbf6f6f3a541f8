"""Shows that a script is running, how long by now, and lets a person end it."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from layerdeck.files.importing.scripts import Limits, Ran

from .process import ScriptProcess

_BEAT_MS = 100


class RunSheet(QDialog):
    """Runs a script from when it is opened; closed by its end alone, which Esc brings about."""

    def __init__(self, path: Path, limits: Limits, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ran: Ran | None = None
        """How it went; None where a person has ended it."""
        self._path, self._limits, self._name = path, limits, name
        self._began = 0.0
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Running a Python script")
        self.words, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton("Cancel")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumWidth(380)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Time")
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        self.process = ScriptProcess(self)
        self.process.began.connect(self._begin)
        self.process.ended.connect(self._end)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell)
        self._say("Keras is being imported…")

    def run(self) -> Ran | None:
        """Run the script; gives how it went, or None where a person has ended it."""
        self._timer.start(_BEAT_MS)
        self.process.start(self._path, self._limits, self._name)
        self.exec()
        return self.ran

    def reject(self) -> None:
        """Have the script end; this closes when it has."""
        self.cancel.setEnabled(False)
        self._timer.stop()
        self._say(f"Ending {self._path.name}…")
        self.process.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The button of the frame means Cancel."""
        event.ignore()
        self.reject()

    def stop(self) -> None:
        """The window goes: end the script, wait until it has, and close."""
        self._timer.stop()
        self.process.stop()
        self.done(QDialog.DialogCode.Rejected)

    def _begin(self) -> None:
        self._began = monotonic()
        self.bar.setRange(0, round(1000 * self._limits.seconds))
        self._tell()

    def _end(self, ran: Ran | None) -> None:
        self._timer.stop()
        self.ran = ran
        self.done(QDialog.DialogCode.Accepted)

    def _tell(self) -> None:
        if self._began:
            taken = monotonic() - self._began
            most = self._limits.seconds
            self.bar.setValue(round(1000 * min(taken, most)))
            self._say(f"{self._path.name} is running: {taken:.0f} s of at most {most:g} s.")

    def _say(self, words: str) -> None:
        if words != self.words.text():
            self.words.setText(words)
            self.setAccessibleDescription(words)
