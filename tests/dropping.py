"""Files dropped on a window."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from person import LEFT, NO_KEY, Person


def drop(person: Person, *paths: Path) -> None:
    """Drop files onto the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = QPointF(person.window.rect().center())
    handle, copy = person.window.windowHandle(), Qt.DropAction.CopyAction
    QApplication.sendEvent(handle, QDragEnterEvent(place.toPoint(), copy, data, LEFT, NO_KEY))
    QApplication.sendEvent(handle, QDropEvent(place, copy, data, LEFT, NO_KEY))
    person.settle()
