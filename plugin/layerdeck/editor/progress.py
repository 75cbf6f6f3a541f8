"""Work of the window that takes its time: done in steps, told after a moment, given up on wish."""

from collections.abc import Generator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

Done = TypeVar("Done")

_QUIET_MS = 200
"""Work that is done sooner needs no words."""
_WHOLE = 1000


def watch(window: QWidget, words: str, steps: Generator[float, None, Done]) -> Done | None:
    """Take the steps of a work, each of which says how much is done, from 0 to 1.

    The window goes on painting meanwhile.

    Returns:
        What the work gives at its end; None if a person has cancelled it.
    """
    told = QProgressDialog(words, "Cancel", 0, _WHOLE, window)
    told.setWindowModality(Qt.WindowModality.WindowModal)
    told.setMinimumDuration(_QUIET_MS)
    told.setAutoReset(False)
    told.setAutoClose(False)
    try:
        while not told.wasCanceled():
            told.setValue(round(_WHOLE * next(steps)))
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    finally:
        steps.close()
        told.hide()
        told.deleteLater()
    return None
