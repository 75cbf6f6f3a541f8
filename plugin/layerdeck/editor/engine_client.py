"""The editor's end of the engine's process: asks, listens, and starts another when it dies."""

import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from layerdeck.program import (
    Build,
    Built,
    Failed,
    Infer,
    Leave,
    Look,
    Peek,
    Program,
    Ready,
    Reply,
    Report,
    Request,
)

_DECODER = msgspec.json.Decoder(Reply)
_MOST_DEATHS = 3
"""How often the engine may die over the same Program or the same save."""
_DOES_NOT_START = (
    "The engine does not start: run “python -m layerdeck.engine” to see why. Editing and export "
    "go on without it."
)
_DIES_OF_SAVING = (
    "The engine stopped three times while it built this model. There may be too little memory "
    "for its weights."
)
_DIES_OF_THIS = (
    "The engine stops at this graph again and again. Editing and export go on; it is tried anew "
    "with the next change."
)


class EngineClient(QObject):
    """Runs `python -m layerdeck.engine` and speaks to it in lines of JSON.

    Nothing is lost when the process dies: the Program asked for last, and a save under way, are
    asked for again, until it is plain that they are what it dies of.
    """

    state_changed = Signal(str, str)
    """A word (`starting`, `ready`, `failed`) and a sentence."""
    reported = Signal(object)
    """A `Report` for the newest revision; stale ones are dropped."""
    peeked = Signal(object)
    """What is said of a peek, as it comes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = b""
        self._ready = False
        self._deaths = 0
        """How often it died since it last did what it was asked."""
        self._was_ready = False
        self._given_up = ""
        self._revision = 0
        self._program: Program | None = None
        self._jobs: dict[int, tuple[Build, Callable[[str], None]]] = {}
        self._tries: Counter[int] = Counter()
        self._stopping = False

    @property
    def ready(self) -> bool:
        """Whether the engine answers."""
        return self._ready

    @property
    def process_id(self) -> int:
        """The process's id, or 0 where none runs."""
        return int(self._process.processId()) if self._process else 0

    def start(self, sentence: str = "Engine starting…") -> None:
        """Start the process; it answers when it has imported Keras, seconds later."""
        self._rest, self._ready = b"", False
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        # The interpreter finds the same packages as this one, however this one was started.
        environment.insert("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broke)
        self._process = process
        self.state_changed.emit("starting", sentence)
        process.start(sys.executable, ["-m", "layerdeck.engine"])

    def restart(self) -> None:
        """End the process and start another, also after it was given up."""
        self.stop()
        self._stopping, self._deaths, self._given_up = False, 0, ""
        self.start("Engine restarting…")

    def stop(self) -> None:
        """End the process, now."""
        self._stopping = True
        process, self._process = self._process, None
        if process:
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(3000)
            process.deleteLater()

    def infer(self, program: Program) -> None:
        """Ask for the facts of a Program; the answer to an earlier one will be dropped."""
        self._revision += 1
        self._program = program
        if self._ready:
            self._send(Infer(self._revision, program))
        elif self._given_up and self._was_ready:
            self._deaths, self._given_up = 0, ""
            self.start()

    def build(self, program: Program, path: str, done: Callable[[str], None]) -> None:
        """Build and save the model; `done` gets an empty text, or what went wrong."""
        if self._given_up:
            done(self._given_up)
            return
        job = max(self._jobs, default=0) + 1
        self._jobs[job] = Build(job, program, path), done
        if self._ready:
            self._send_job(job)

    def ask(self, request: Peek | Look | Leave) -> bool:
        """Ask something of a peek, which is not asked again; tells whether the engine hears it."""
        if self._ready:
            self._send(request)
        return self._ready

    def _send(self, request: Request) -> None:
        if self._process:
            self._process.write(msgspec.json.encode(request) + b"\n")

    def _send_job(self, job: int) -> None:
        self._tries[job] += 1
        self._send(self._jobs[job][0])

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(
            b"\n"
        )
        for line in lines:
            # What is no reply was printed by a library, and is not meant for us.
            with suppress(msgspec.MsgspecError):
                self._take(_DECODER.decode(line))

    def _take(self, reply: Reply) -> None:
        match reply:
            case Ready(tensorflow, keras):
                self._ready = self._was_ready = True
                short = (".".join(version.split(".")[:2]) for version in (tensorflow, keras))
                self.state_changed.emit(
                    "ready", "Engine ready · TensorFlow {}, Keras {}".format(*short)
                )
                self._ask_again()
            case Report():
                self._deaths = 0
                if reply.revision == self._revision:
                    self.reported.emit(reply)
            case Built(job):
                self._finish(job, "")
            case Failed(job, message):
                self._finish(job, message)
            case _:
                self.peeked.emit(reply)

    def _finish(self, job: int, message: str) -> None:
        self._tries.pop(job, None)
        _, done = self._jobs.pop(job, (None, None))
        if done:
            done(message)

    def _ask_again(self) -> None:
        if self._program is not None:
            self._send(Infer(self._revision, self._program))
        for job in self._jobs:
            self._send_job(job)

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and not self._stopping:
            # Qt says of such a process not that it ended.
            self._process = None
            self._give_up(_DOES_NOT_START)

    def _give_up(self, sentence: str) -> None:
        self._given_up = sentence
        self.state_changed.emit("failed", sentence)
        for job in list(self._jobs):
            self._finish(job, sentence)

    def _ended(self) -> None:
        if self._stopping:
            return
        if self._process:
            self._process.deleteLater()
        # One that was idle died of nothing that it was asked.
        busy = self._program is not None or not self._ready
        self._deaths += 1 if busy else 0
        self._ready, self._process = False, None
        if self._deaths >= _MOST_DEATHS:
            self._give_up(_DIES_OF_THIS if self._was_ready else _DOES_NOT_START)
            return
        self.start("The engine stopped; starting another. Nothing is lost.")
        for job in [job for job, tries in self._tries.items() if tries >= _MOST_DEATHS]:
            self._finish(job, _DIES_OF_SAVING)
