"""The editor's side of a peek: what is asked of the engine, and what has come of it."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from layerdeck.editor.session import Session
from layerdeck.graph import End
from layerdeck.program import (
    Declined,
    Fed,
    Leave,
    Look,
    Make,
    Peek,
    Peeked,
    Priced,
    Program,
    Running,
    Sample,
    Slice,
    upto,
)

from .stage import Stage

_AFTER_MS = 300
"""How long after an edit it is run again: more edits may come."""
_PATIENCE_MS = 3000
"""How long a cancelled run may go on, in the midst of a large layer, before the engine is ended."""
_DIED = (
    "The engine stopped while it ran this. There may be too little memory for it: make the volumes "
    "or filters smaller."
)
_CANCELLED = "Cancelled."


class Peeking(QObject):
    """One peek at a time, kept up to date with the graph as long as it costs little."""

    changed = Signal()
    """Anything but the slice."""
    sliced = Signal()
    """Another slice is there."""
    ended = Signal()
    """What was looked at is gone."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.end: End | None = None
        """The output that is looked at; None while nothing is."""
        self.stage = Stage.STOPPED
        self.stale = False
        """Whether what is shown is of an earlier graph or sample."""
        self.held = False
        """Whether the engine has what is shown, so that it can be sliced."""
        self.trouble = ""
        self.seed = 0
        self.samples: dict[str, Sample] = {}
        """By the variables of inputs, their files."""
        self.fed: dict[str, Fed] = {}
        """By the variables of inputs, what they are fed."""
        self.program: Program | None = None
        self.inputs: dict[str, str] = {}
        """The inputs that are needed: by variable the card."""
        self.priced: Priced | None = None
        self.progress: Running | None = None
        self.told: Peeked | None = None
        self.slice: Slice | None = None
        self._number = 0
        self._gone = ""
        """Why there is no engine, where it was given up."""
        self._wanted: Look | None = None
        self._under_way = False
        """Whether a slice was asked for and has not come."""
        self._soon = self._timer(_AFTER_MS, self.ask)
        self._patience = self._timer(_PATIENCE_MS, self._lose_patience)
        session.lowered_changed.connect(self._follow)
        session.graph_changed.connect(self._look_for_it)
        session.entered.connect(self.leave)
        session.engine.peeked.connect(self._take)
        session.engine.state_changed.connect(self._take_state)

    @property
    def failed(self) -> bool:
        """Whether it has ended, and not because that was wanted."""
        return self.stage is Stage.STOPPED and self.trouble != _CANCELLED

    def begin(self, end: End) -> None:
        """Peek at an output of a card."""
        if self.end != end:
            self.told = self.slice = self.priced = self._wanted = None
            self.held = False
        self.end = end
        trouble = self._cut()
        if trouble:
            self._be(Stage.STOPPED, trouble)
        else:
            self.ask()

    def ask(self, *, agreed: bool = False) -> None:
        """Run it: at once where it costs little, or where that is agreed."""
        self._soon.stop()
        self._patience.stop()
        if self.end is None or self.program is None:
            return
        self._number += 1
        self.stale, self.progress, self.trouble = self.told is not None, None, ""
        samples = tuple(each for name, each in self.samples.items() if name in self.inputs)
        request = Peek(self._number, self.program, self.seed, samples, agreed)
        asked = self._session.engine.ask(request)
        if asked or not self._gone:
            self._be(Stage.ASKED if asked else Stage.STARTING)
        else:
            self._be(Stage.STOPPED, self._gone)

    def cancel(self) -> None:
        """Run no further."""
        if self.stage in (Stage.ASKED, Stage.RUNNING):
            self._session.engine.ask(Leave(self._number))
            self._patience.start()
            self._be(Stage.CANCELLING)

    def leave(self) -> None:
        """Look at nothing more; the engine lets go of what it has found."""
        if self.end is not None:
            self._session.engine.ask(Leave(self._number))
            self._number += 1
            self.end = self.program = self.told = self.slice = self._wanted = None
            self.held = False
            self._soon.stop()
            self._patience.stop()
            self.ended.emit()

    def start_over(self) -> None:
        """Forget the samples too: another project is opened, whose inputs are others."""
        self.leave()
        self.samples.clear()

    def choose_seed(self, seed: int) -> None:
        """Other random numbers, for the weights too."""
        if seed != self.seed:
            self.seed = seed
            self.stale = self.told is not None
            self._soon.start()
            self.changed.emit()

    def choose_sample(self, name: str, sample: Sample | None) -> None:
        """Feed an input from a file, or with None from random numbers."""
        before = self.samples.get(name)
        if before is None or sample is None or before.path != sample.path:
            self.fed.pop(name, None)
        if sample is None:
            self.samples.pop(name, None)
        else:
            self.samples[name] = sample
        self.ask()

    def look(self, at: tuple[int | None, ...], own_range: bool) -> None:
        """Show a slice; of those wanted while one is under way, only the last is asked for."""
        if self.told is not None and self.held:
            self._wanted = Look(self.told.peek, at, own_range)
            self._look_on()

    def _look_on(self) -> None:
        if self._wanted and not self._under_way:
            self._under_way = self._session.engine.ask(self._wanted)
            self._wanted = None

    def _be(self, stage: Stage, trouble: str = "") -> None:
        self.stage, self.trouble = stage, trouble
        self.changed.emit()

    def _cut(self) -> str:
        """Find what the output needs; gives what keeps it from being run."""
        lowered, end = self._session.lowered, self.end
        variable = lowered.variables.get(end) if end else None
        if end is None or variable is None:
            self.program = None
            return self._why_no_program()
        self.program = upto(lowered.program, variable)
        self.inputs = _inputs_of(self.program)
        return ""

    def _why_no_program(self) -> str:
        assert self.end is not None
        card = self._session.graph.cards.get(self.end.card)
        if card and card.bypassed:
            return f"{self.end.card} is bypassed: peek at what feeds it."
        problems = self._session.problems_of(self.end.card)
        return problems[0].message if problems else f"{self.end.card} cannot be run yet."

    def _follow(self) -> None:
        """The graph means something else: run it again if what is looked at has changed."""
        if self.end is None:
            return
        before = self.program
        trouble = self._cut()
        if self.program == before:
            return
        self.stale = self.told is not None
        if trouble:
            self._soon.stop()
            self._be(Stage.STOPPED, trouble)
            return
        if self.stage is Stage.RUNNING:
            # It would answer for the graph of before.
            self._session.engine.ask(Leave(self._number))
            self._number += 1
        self._soon.start()
        self.changed.emit()

    def _look_for_it(self) -> None:
        if self.end is not None and self.end.card not in self._session.graph.cards:
            self.leave()

    def _take(self, reply: Any) -> None:
        if isinstance(reply, Slice):
            self._under_way = False
            if self.told is not None and reply.peek == self.told.peek:
                self.slice = reply
                self.sliced.emit()
            self._look_on()
            return
        if reply.peek != self._number:
            return
        match reply:
            case Priced():
                self.priced = reply
                self.fed = {fed.input: fed for fed in reply.fed}
                self._be(Stage.WAITING if reply.waits else Stage.RUNNING)
            case Running():
                self.progress, self.held = reply, False
                self.changed.emit()
            case Peeked() if self.stage is Stage.CANCELLING:
                # It was done before it heard of that, and has let go of it since.
                self._patience.stop()
                self._be(Stage.STOPPED, _CANCELLED)
            case Peeked():
                self.told, self.stale, self.held = reply, False, True
                self._under_way = False
                self._be(Stage.SHOWN)
            case Declined():
                cancelled = self.stage is Stage.CANCELLING
                for name in [name for name, card in self.inputs.items() if card == reply.card]:
                    # Another array of the file may fit.
                    self.fed[name] = Fed(name, reply.card, "", reply.arrays)
                self._patience.stop()
                self._be(Stage.STOPPED, _CANCELLED if cancelled else reply.message)

    def _take_state(self, state: str, sentence: str) -> None:
        self._gone = sentence if state == "failed" else ""
        if self.end is None:
            return
        self.held = self._under_way = False
        match state, self.stage:
            case "ready", Stage.STARTING | Stage.SHOWN | Stage.WAITING:
                self.ask()
            case "starting", Stage.ASKED | Stage.RUNNING:
                self._be(Stage.STOPPED, _DIED)
            case "starting", Stage.CANCELLING:
                self._be(Stage.STOPPED, _CANCELLED)
            case "failed", _:
                self._be(Stage.STOPPED, sentence)
            case _:
                self.stale = self.told is not None
                self.changed.emit()

    def _lose_patience(self) -> None:
        """One layer takes so long that nothing is heard: no way is left but to end the engine."""
        self._session.engine.restart()

    def _timer(self, milliseconds: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer


def _inputs_of(program: Program) -> dict[str, str]:
    names = {ref.name for ref in program.inputs}
    return {
        item.target: item.card
        for item in program.statements
        if isinstance(item, Make) and item.target in names
    }
