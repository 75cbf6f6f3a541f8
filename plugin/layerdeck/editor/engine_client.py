"""The editor's end of the engine's process: asks, listens, and starts another when it dies."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from layerdeck.program import (
    CANCELLED,
    Build,
    Built,
    Cancel,
    Failed,
    Infer,
    Leave,
    Look,
    Peek,
    Ping,
    Pong,
    Program,
    Progress,
    Ready,
    Reply,
    Report,
    Request,
    Running,
)

from .engine_process import EngineProcess
from .pulse import Pulse

Done = Callable[[str, tuple[str, ...]], None]
"""Is told when a save is done: what went wrong, or nothing, and what became of the weights."""

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


_STOPPED = "The engine stopped; starting another. Nothing is lost."
_SILENT = "The engine did not answer; starting another. Nothing is lost."
_PATIENCE, _PATIENCE_FOR_MUCH = 5, 60
"""Seconds in which the engine must say something: when it works out shapes, and when it imports
TensorFlow or writes a file, which may keep all of it busy."""


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
    progressed = Signal(str)
    """How far work is that takes its time, in words; empty when it is done."""
    builds_changed = Signal()
    """A save has begun or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = EngineProcess(self)
        self._process.heard.connect(self._hear)
        self._process.ended.connect(self._ended)
        self._process.missing.connect(lambda: self._give_up(_DOES_NOT_START))
        self._ready = False
        self._deaths = 0
        """How often it died since it last did what it was asked."""
        self._was_ready = False
        self._given_up = ""
        self._revision = self._answered = 0
        self._last_job = 0
        self._asked = False
        """Whether an answer about a peek is awaited."""
        self._taken_back: set[int] = set()
        self._next_words = ""
        """What is said when the process that is ending has ended; empty where nobody ended it."""
        self._pulse = Pulse(lambda: self._send(Ping()), self)
        self._pulse.lost.connect(self._replace)
        self._program: Program | None = None
        self._jobs: dict[int, tuple[Build, Done]] = {}
        self._tries: Counter[int] = Counter()

    @property
    def ready(self) -> bool:
        """Whether the engine answers."""
        return self._ready

    @property
    def process_id(self) -> int:
        """The process's id, or 0 where none runs that is wanted."""
        return 0 if self._next_words else self._process.id

    def start(self, sentence: str = "Engine starting…") -> None:
        """Start the process; it answers when it has imported Keras, seconds later."""
        self._ready = self._asked = False
        self.state_changed.emit("starting", sentence)
        self._process.start()
        self._watch()

    def restart(self) -> None:
        """End the process and start another, also after it was given up."""
        self._deaths, self._given_up = 0, ""
        self._end_and_start("Engine restarting…")

    def _replace(self) -> None:
        """Start another in place of one that does not answer."""
        if not self._given_up:
            self._end_and_start(_SILENT)

    def _end_and_start(self, words: str) -> None:
        if not self._process.runs:
            self.start(words)
            return
        self._next_words, self._ready = words, False
        self.state_changed.emit("starting", words)
        # One that stands still is ended by this as well; its end is told by `finished`.
        self._process.kill()

    def stop(self) -> None:
        """End the process, now."""
        self._pulse.watch(0)
        self._process.stop()

    def infer(self, program: Program) -> None:
        """Ask for the facts of a Program; the answer to an earlier one will be dropped."""
        self._revision += 1
        self._program = program
        if self._ready:
            self._send(Infer(self._revision, program))
            self._watch()
        elif self._given_up and self._was_ready:
            self._deaths, self._given_up = 0, ""
            self.start()

    def build(self, wanted: Build, done: Done) -> None:
        """Build and save the model.

        Args:
            wanted: what, as what and where to; its number is given here.
            done: gets an empty text, or what went wrong; and what became of the weights.
        """
        if self._given_up:
            done(self._given_up, ())
            return
        self._last_job += 1
        job = self._last_job
        self._jobs[job] = msgspec.structs.replace(wanted, job=job), done
        if self._ready:
            self._send_job(job)
        self._watch()
        self.builds_changed.emit()

    @property
    def is_building(self) -> bool:
        """Whether a model is being saved that nobody has cancelled."""
        return bool(self._jobs.keys() - self._taken_back)

    def cancel_builds(self) -> None:
        """Take back all saves; each ends with `CANCELLED` when the engine has let go of it."""
        for job in list(self._jobs):
            self._taken_back.add(job)
            self._send(Cancel(job))
            if not self._ready:
                self._finish(job, CANCELLED)
        self.builds_changed.emit()

    def _watch(self) -> None:
        """Let the pulse be felt while something is awaited."""
        awaited = self._asked or (self._program is not None and self._answered != self._revision)
        much = not self._ready or self._jobs
        patience = _PATIENCE_FOR_MUCH if much else _PATIENCE if awaited else 0
        self._pulse.watch(patience if self._process.runs else 0)

    def ask(self, request: Peek | Look | Leave) -> bool:
        """Ask something of a peek, which is not asked again; tells whether the engine hears it."""
        if self._ready:
            self._asked = not isinstance(request, Leave)
            self._send(request)
            self._watch()
        return self._ready

    def _send(self, request: Request) -> None:
        self._process.write(msgspec.json.encode(request))

    def _send_job(self, job: int) -> None:
        self._tries[job] += 1
        self._send(self._jobs[job][0])

    def _hear(self, line: bytes) -> None:
        self._pulse.heard()
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
            case Progress(job, done, count):
                self.progressed.emit(self._words_of(job, done, count))
            case Report():
                self._deaths, self._answered = 0, reply.revision
                if reply.revision == self._revision:
                    self.progressed.emit("")
                    self.reported.emit(reply)
            case Built(job):
                self._finish(job, "", reply.told)
            case Failed(job, message):
                self._finish(job, message)
            case Pong():
                pass
            case _:
                self._asked = isinstance(reply, Running)
                self.peeked.emit(reply)
        self._watch()

    def _words_of(self, job: int, done: int, count: int) -> str:
        """`Working out shapes: 120 of 1,000…`."""
        if not job:
            return f"Working out shapes: {done:,} of {count:,}…"
        name = Path(self._jobs[job][0].path).name if job in self._jobs else "the model"
        if job in self._taken_back:
            return f"Cancelling {name}…"
        return f"Building {name}: {done:,} of {count:,}…" if done < count else f"Writing {name}…"

    def _finish(self, job: int, message: str, told: tuple[str, ...] = ()) -> None:
        self._tries.pop(job, None)
        _, done = self._jobs.pop(job, (None, None))
        self._taken_back.discard(job)
        self.progressed.emit("")
        self.builds_changed.emit()
        if done:
            done(message, told)

    def _ask_again(self) -> None:
        if self._program is not None:
            self._send(Infer(self._revision, self._program))
        for job in list(self._jobs):
            if job in self._taken_back:
                self._finish(job, CANCELLED)
            else:
                self._send_job(job)

    def _give_up(self, sentence: str) -> None:
        self._given_up = sentence
        self._pulse.watch(0)
        self.progressed.emit("")
        self.state_changed.emit("failed", sentence)
        for job in list(self._jobs):
            self._finish(job, sentence)

    def _ended(self) -> None:
        # One that was idle died of nothing that it was asked; one that was ended died of nothing.
        busy = self._program is not None or not self._ready
        wanted = bool(self._next_words) and self._next_words != _SILENT
        self._deaths += 1 if busy and not wanted else 0
        words, self._next_words = self._next_words or _STOPPED, ""
        self._ready = False
        if self._deaths >= _MOST_DEATHS:
            self._give_up(_DIES_OF_THIS if self._was_ready else _DOES_NOT_START)
            return
        self.progressed.emit("")
        self.start(words)
        for job in [job for job, tries in self._tries.items() if tries >= _MOST_DEATHS]:
            self._finish(job, _DIES_OF_SAVING)
