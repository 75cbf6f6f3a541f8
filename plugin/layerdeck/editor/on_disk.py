"""Watches the file that a window shows, for what others do to it."""

import os
from enum import Enum
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from layerdeck.files import FileError
from layerdeck.files.source import read_bytes

_PATIENCE_MS = 150
"""A program that writes a file touches it several times; it is looked at when that is over."""
_UNREADABLE = b"it cannot be read"


class Standing(Enum):
    """What the file is to the work in the window."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class OnDisk(QObject):
    """Compares the file's content with what is known of it; its time and place say nothing.

    Its folder is watched with it: git and careful editors put another file in its place.
    """

    turned = Signal(object)
    """The new `Standing` of the file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known = b""
        self._told = Standing.SAME
        self._seen = b""
        self._watcher = QFileSystemWatcher(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.look)
        for happened in (self._watcher.fileChanged, self._watcher.directoryChanged):
            happened.connect(self._wait)
        # Where the system tells nothing, as of some network folders, one sees it on coming back.
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._come_back)

    def watch(self, path: Path | None, content: bytes = b"") -> None:
        """Watch this file from now on, which the window has read or written with this content."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        # Behind a link, others put files in the place of what it leads to.
        path = Path(os.path.realpath(path)) if path else None
        if path != self._path and watched:
            self._watcher.removePaths(watched)
        self._path = path
        self._know(sha256(content).digest())
        self._follow()

    def accept(self) -> None:
        """Know the file as it is by now; the window's work stays another nevertheless."""
        self._know(self._content())

    def standing(self) -> Standing:
        """What the file is now."""
        return self._standing(self._content())

    def look(self) -> None:
        """Say so if the file is another than when it was looked at last."""
        self._follow()
        content = self._content()
        if content != self._seen:
            self._seen = content
            self._tell(self._standing(content))

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._path is not None:
            self.look()

    def _wait(self, _name: str) -> None:
        self._patience.start()

    def _know(self, content: bytes) -> None:
        self._known = self._seen = content
        if self._told is not Standing.SAME:
            self._tell(Standing.SAME)

    def _tell(self, standing: Standing) -> None:
        self._told = standing
        self.turned.emit(standing)

    def _standing(self, content: bytes) -> Standing:
        if self._path is None or content == self._known:
            return Standing.SAME
        return Standing.CHANGED if content else Standing.GONE

    def _content(self) -> bytes:
        """The sum of what the file holds; empty where there is no file."""
        if self._path is None:
            return b""
        try:
            return sha256(read_bytes(self._path)).digest()
        except FileError:
            return _UNREADABLE if self._path.exists() else b""

    def _follow(self) -> None:
        """Watch the file's name and its folder; a file that was replaced is another to Qt."""
        if self._path is not None:
            wanted = {str(self._path), str(self._path.parent)}
            missing = wanted - {*self._watcher.files(), *self._watcher.directories()}
            there = [name for name in missing if Path(name).exists()]
            if there:
                self._watcher.addPaths(there)
