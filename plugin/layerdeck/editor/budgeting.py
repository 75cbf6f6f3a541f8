"""The memory budget of the graph that is looked at, for the settings that a person has chosen."""

from collections.abc import Generator

from msgspec import structs
from PySide6.QtCore import QElapsedTimer, QObject, QSettings, QTimer, Signal

from layerdeck.program import (
    OPTIMIZERS,
    POLICIES,
    Budget,
    Moments,
    Report,
    Settings,
    budget_of,
    moment_steps,
    with_errors,
)

from .session import Session

_AT_ONCE = 60
"""The training step of so many cards is walked through at once, that of more in slices."""
_SLICE_MS = 3
_KEY = "training/"
MOST_BATCH, MOST_MEMORY = 100_000, 100_000 * 10**9


class Budgeting(QObject):
    """Keeps the budget up with the engine's reports and the settings.

    The settings are those of the machine at hand, and are remembered with the window's.
    """

    changed = Signal()
    """The budget or the settings are others."""

    def __init__(self, session: Session, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._store = session, store
        session.plan(_read(store))
        self.budget: Budget | None = None
        """None until the engine has said anything of the graph."""
        self._found: Moments | None = None
        self._walked: tuple[Report | None, str] = None, ""
        self._broken: tuple[str, ...] = ()
        self._steps: Generator[None, None, Moments] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)
        session.answers_changed.connect(self.follow)
        session.graph_changed.connect(self.follow)

    @property
    def settings(self) -> Settings:
        """What a person has set."""
        return self._session.training

    def choose(self, **changes: object) -> None:
        """Take other settings, from now on."""
        settings = structs.replace(self.settings, **changes)
        if settings == self.settings:
            return
        self._session.plan(settings)
        for name, value in structs.asdict(settings).items():
            self._store.setValue(_KEY + name, value)
        self.follow()
        self._reckon()

    def follow(self) -> None:
        """Walk through the training step again where the report or the policy is another."""
        report = self._session.report
        wanted = report, self.settings.policy
        broken = with_errors(self._session.problems)
        if (wanted == self._walked and broken == self._broken) or (
            self._session.stale and report is not None
        ):
            return
        self._walked, self._broken = wanted, broken
        self._slices.stop()
        self._steps = None
        if report is None:
            self._found = None
            self._reckon()
            return
        program = self._session.lowered.sketch
        self._steps = moment_steps(program, report, POLICIES[self.settings.policy])
        if len(report.facts) <= _AT_ONCE:
            while self._steps is not None:
                self._step()
        else:
            self._slices.start()

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._steps is not None and clock.elapsed() < _SLICE_MS:
            self._step()

    def _step(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as done:
            self._found, self._steps = done.value, None
            self._slices.stop()
            self._reckon()

    def _reckon(self) -> None:
        found = self._found
        told = self.settings
        self.budget = None if found is None else budget_of(found, told, self._broken)
        self.changed.emit()


def _read(store: QSettings) -> Settings:
    """The settings as they were left; what is none is at its default."""
    default = Settings()
    policy = str(store.value(f"{_KEY}policy", default.policy))
    optimizer = str(store.value(f"{_KEY}optimizer", default.optimizer))
    return Settings(
        _number(store, "batch", default.batch, MOST_BATCH),
        policy if policy in POLICIES else default.policy,
        optimizer if optimizer in OPTIMIZERS else default.optimizer,
        _number(store, "memory", default.memory, MOST_MEMORY),
    )


def _number(store: QSettings, name: str, default: int, most: int) -> int:
    text = str(store.value(_KEY + name, default))
    number = int(text) if text.isdecimal() else default
    return number if 1 <= number <= most else default
