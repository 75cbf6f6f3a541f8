"""The engine's process as the editor has it: started, written to, read from, ended."""

import sys

from PySide6.QtCore import QObject, QProcess, Signal

from .python_process import python_process


class EngineProcess(QObject):
    """Runs `python -m layerdeck.engine`, one process at a time. Nothing here waits for it."""

    heard = Signal(bytes)
    """A line that it has written."""
    ended = Signal()
    """It is there no longer, for whatever reason but `stop`."""
    missing = Signal()
    """It could not be started at all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = b""

    @property
    def id(self) -> int:
        """The process's id, or 0 where none runs."""
        return int(self._process.processId()) if self._process else 0

    @property
    def runs(self) -> bool:
        """Whether there is a process, if only one that is starting."""
        return self._process is not None

    def start(self) -> None:
        """Start the process; it answers when it has imported Keras, seconds later."""
        self._rest = b""
        process = python_process(self, PYTHONUNBUFFERED="1")
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        self._process = process
        process.start(sys.executable, ["-m", "layerdeck.engine"])

    def write(self, line: bytes) -> None:
        """Send a line; it is kept until the process takes it."""
        if self._process:
            self._process.write(line + b"\n")

    def kill(self) -> None:
        """End it, though it stands still; `ended` follows."""
        if self._process:
            self._process.kill()

    def stop(self) -> None:
        """End it for good, and wait until it has; `ended` does not follow."""
        process, self._process = self._process, None
        if process:
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(3000)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        read = self._rest + self._process.readAllStandardOutput().data()
        *lines, self._rest = read.split(b"\n")
        for line in lines:
            self.heard.emit(line)

    def _finished(self) -> None:
        if self._process is None:
            return
        self._process.deleteLater()
        self._process = None
        self.ended.emit()

    def _broke(self, error: QProcess.ProcessError) -> None:
        # Qt says of such a process not that it ended.
        if error is QProcess.ProcessError.FailedToStart and self._process:
            self._process.deleteLater()
            self._process = None
            self.missing.emit()
