"""The questions that the window asks about files and work, and what it is sorry for."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from layerdeck.files.importing import ENDINGS
from layerdeck.files.importing.scripts import SCRIPTS

PROJECTS = "Layerdeck projects (*.layerdeck)"
IMPORTED = (*ENDINGS, *SCRIPTS)
"""The endings of files that hold a model, or build one."""
_OPENED = ("Projects, Keras models and scripts "
           f"(*.layerdeck {' '.join(f'*{ending}' for ending in IMPORTED)})")  # fmt: skip
_MOST_TOLD = 12
_BUTTONS = QMessageBox.StandardButton


class Answer(Enum):
    """What is to become of unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_what(window: QWidget, folder: Path, title: str = "Open project") -> Path | None:
    """Which project or model to open; None where one thinks again."""
    name, _ = QFileDialog.getOpenFileName(window, title, str(folder), _OPENED)
    return Path(name) if name else None


def ask_where(window: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Where to write a file; one named without an ending gets that of what was suggested."""
    name, _ = QFileDialog.getSaveFileName(window, title, str(suggested), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suggested.suffix)


def ask_of_unsaved(window: QWidget, name: str, doing: str) -> Answer:
    """What is to become of unsaved changes, before `doing` something that would lose them."""
    answer = QMessageBox.question(
        window,
        "Unsaved changes",
        f"Save the changes to {name} before {doing}?",
        _BUTTONS.Save | _BUTTONS.Discard | _BUTTONS.Cancel,
        _BUTTONS.Save,
    )
    meant = {_BUTTONS.Save: Answer.SAVE, _BUTTONS.Discard: Answer.DISCARD}
    return meant.get(answer, Answer.CANCEL)


def may_replace(window: QWidget, name: str) -> bool:
    """Whether to write over what somebody else has written meanwhile."""
    question = f"{name} changed on disk since it was opened here. Save over it?"
    return may(window, "Changed on disk", question, _BUTTONS.Save)


def may_discard(window: QWidget, name: str) -> bool:
    """Whether to throw away work that a crash left over."""
    question = f"Discard the unsaved work of {name} for good?"
    return may(window, "Discard unsaved work", question, _BUTTONS.Discard)


def may_take_off(window: QWidget, path: Path) -> bool:
    """Whether to take a file that is gone off the list of recent ones."""
    question = f"{path} is not there any more. Take it off the list?"
    return may(window, "File not found", question, harmless=True)


def may(
    window: QWidget,
    title: str,
    question: str,
    doing: QMessageBox.StandardButton = _BUTTONS.Yes,
    *,
    harmless: bool = False,
) -> bool:
    """Whether to do something; Enter does it only where it is harmless."""
    leaving = _BUTTONS.No if doing is _BUTTONS.Yes else _BUTTONS.Cancel
    first = doing if harmless else leaving
    return QMessageBox.question(window, title, question, doing | leaving, first) == doing


def sorry(window: QWidget, title: str, sentence: str, details: str = "") -> None:
    """Say that something was not done, and why; details are shown on wish."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, sentence, _BUTTONS.Ok, window)
    # What a file says is no markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    if details:
        box.setDetailedText(details)
    box.exec()
    box.deleteLater()


def tell(window: QWidget, title: str, sentences: Sequence[str]) -> None:
    """Say what came otherwise than one may expect, each in a paragraph."""
    more = len(sentences) - _MOST_TOLD
    shown = [*sentences[:_MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
    text = "\n\n".join(shown)
    box = QMessageBox(QMessageBox.Icon.Information, title, text, _BUTTONS.Ok, window)
    # What a file says is no markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()
