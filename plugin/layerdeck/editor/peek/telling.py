"""How far a peek is, what it costs and what is wrong, in a line, with the buttons to it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from layerdeck.editor.words import count_text
from layerdeck.program import bytes_text

from .peeking import Peeking
from .stage import Stage

_WORDS = {
    Stage.STARTING: "The engine is starting…",
    Stage.ASKED: "Working out what it costs…",
    Stage.CANCELLING: "Cancelling…",
}


class Telling(QWidget):
    """Words, a bar while it runs, and Run or Cancel where there is something to run or cancel."""

    def __init__(self, peeking: Peeking) -> None:
        super().__init__()
        self._peeking = peeking
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far it is")
        self.run, self.stop = QPushButton("Run"), QPushButton("Cancel")
        self.run.setObjectName("primary")
        self.run.clicked.connect(lambda: peeking.ask(agreed=True))
        self.stop.clicked.connect(peeking.cancel)
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addStretch()
        line.addWidget(self.stop)
        line.addWidget(self.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.words)
        layout.addLayout(line)

    def fill(self) -> None:
        """Tell how it is now."""
        peeking, stage = self._peeking, self._peeking.stage
        text = words_for(peeking)
        self.words.setText(text)
        self.words.setVisible(bool(text))
        self._dress("refused" if peeking.failed else "soft")
        step = peeking.progress if stage is Stage.RUNNING else None
        self.progress.setVisible(step is not None)
        if step:
            self.progress.setRange(0, step.count)
            self.progress.setValue(step.done)
        able = stage is Stage.WAITING or (stage is Stage.STOPPED and peeking.program is not None)
        self.run.setVisible(able)
        self.run.setText("Run" if stage is Stage.WAITING else "Run again")
        self.stop.setVisible(stage in (Stage.ASKED, Stage.RUNNING, Stage.CANCELLING))
        self.stop.setEnabled(stage is not Stage.CANCELLING)

    def _dress(self, name: str) -> None:
        """Take the colours of a name; asking the style sheet takes a while."""
        if name != self.words.objectName():
            self.words.setObjectName(name)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)


def words_for(peeking: Peeking) -> str:
    """The line of words."""
    stage, priced, step = peeking.stage, peeking.priced, peeking.progress
    text = _WORDS.get(stage, "")
    if stage is Stage.STOPPED:
        return peeking.trouble
    if stage is Stage.WAITING and priced:
        text = (
            f"Takes up to {bytes_text(priced.bytes)} of the {bytes_text(priced.free_bytes)} that "
            f"are free, and {count_text(priced.multiply_adds)} multiply-adds."
        )
    elif stage is Stage.RUNNING and step:
        text = f"{step.card}, {step.done + 1} of {step.count}"
    elif stage is Stage.SHOWN and priced and not peeking.stale:
        text = (
            f"Took up to {bytes_text(priced.bytes)}, {count_text(priced.multiply_adds)} "
            "multiply-adds."
        )
    return f"Of before the last change. {text}".strip() if peeking.stale else text
