"""The process that runs a script, as the window has it: started, heard, ended."""

from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from layerdeck.editor.python_process import python_process
from layerdeck.files import FileError
from layerdeck.files.importing.scripts import Began, Limits, Ran, command, read_answer

_PATIENCE_MS = 3000
"""How long it has to end what it has started, before it is ended itself."""


class ScriptProcess(QObject):
    """Runs one script. Nothing here waits for it, save at the end of the window."""

    began = Signal()
    """Keras is imported; the script runs."""
    ended = Signal(object)
    """How it went, a Ran; None where it was ended from here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process = python_process(self)
        self._left, self._rest = False, b""
        self._ran: Ran | None = None
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._broke)

    @property
    def id(self) -> int:
        """The process's id, or 0 where none runs."""
        return int(self._process.processId())

    def start(self, path: Path, limits: Limits, name: str = "") -> None:
        """Start it on a script."""
        program, *arguments = command(path, limits, name)
        self._process.start(program, arguments)

    def cancel(self) -> None:
        """Have it end, with all that the script has started; `ended` follows."""
        self._left = True
        self._process.closeWriteChannel()
        QTimer.singleShot(_PATIENCE_MS, self._process, self._process.kill)

    def stop(self) -> None:
        """End it for good, and wait until it has; `ended` does not follow."""
        self.blockSignals(True)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.closeWriteChannel()
            if not self._process.waitForFinished(_PATIENCE_MS):
                self._process.kill()
                self._process.waitForFinished(_PATIENCE_MS)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(
            b"\n"
        )
        for line in lines:
            try:
                answer = read_answer(line)
            except FileError:
                continue
            if isinstance(answer, Began):
                self.began.emit()
            else:
                self._ran = answer

    def _finish(self) -> None:
        silent = Ran(failed="the process that ran it has ended without an answer.")
        self.ended.emit(None if self._left else self._ran or silent)

    def _broke(self, error: QProcess.ProcessError) -> None:
        # Qt says of such a process not that it ended.
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit(Ran(failed="no process could be started to run it."))
