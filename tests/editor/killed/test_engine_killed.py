"""The engine is killed or stopped at any moment of an edit: the editor goes on, and recovers.

`LAYERDECK_ENGINE_KILLS=100 pytest tests/editor/killed/test_engine_killed.py -s` does it more often
and says how long the editor's turns were.
"""

import gc
import os
import random
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from layerdeck.editor import engine_client
from layerdeck.editor.collecting import collect_at_rest
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.window import Window
from leaks import freeze_what_is_there
from making import CONV, INPUT, OUTPUT, card, line
from person import Person

KILLS = int(os.environ.get("LAYERDECK_ENGINE_KILLS", "2"))
HOWS = (signal.SIGKILL, signal.SIGSTOP)
LONGEST_S = 120
"""Until an engine has come back, on a machine with much else to do."""


class Turns:
    """How long the turns of the window's thread took, in milliseconds of its processor's time.

    Processor time, since others may hold the machine. A turn that waits takes time on the clock
    alone, so both are kept.
    """

    def __init__(self) -> None:
        self.taken: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        self.phase = "healthy"

    @contextmanager
    def timed(self, kind: str) -> Iterator[None]:
        began = time.thread_time(), time.perf_counter()
        yield
        ended = time.thread_time(), time.perf_counter()
        busy, passed = ((b - a) * 1000 for a, b in zip(began, ended, strict=True))
        self.taken[self.phase, kind].append((busy, passed))

    def until(self, reached: Callable[[], bool], seconds: float = LONGEST_S) -> None:
        """Take turns until something is reached."""
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, "it was not reached"
            with self.timed("turn"):
                QApplication.processEvents()
            time.sleep(0.002)

    def told(self) -> str:
        """A table of them all."""
        lines = [
            "phase, what: count, median, 99 %, most in ms of processor time; most by the clock"
        ]
        for (phase, kind), taken in sorted(self.taken.items()):
            busy = sorted(busy for busy, _ in taken)
            lines.append(
                f"{phase}, {kind}: {len(busy)}, {busy[len(busy) // 2]:.1f}, "
                f"{busy[len(busy) * 99 // 100]:.1f}, {busy[-1]:.1f}; "
                f"{max(passed for _, passed in taken):.1f}"
            )
        return "\n".join(lines)


class Editing:
    """A person who changes one value, takes that back, and does it again."""

    def __init__(self, person: Person, chance: random.Random, turns: Turns) -> None:
        self.person, self.chance, self.turns = person, chance, turns
        self.values, self.place = [4], 0

    @property
    def filters(self) -> int:
        """The value as it must be."""
        return self.values[self.place]

    def edit(self) -> None:
        kind = self.chance.choice(["type", "type", "undo", "redo"])
        if kind == "undo" and self.place:
            self.place -= 1
            with self.turns.timed("Ctrl+Z"):
                self.person.key("Ctrl+Z")
        elif kind == "redo" and self.place + 1 < len(self.values):
            self.place += 1
            with self.turns.timed("Ctrl+Shift+Z"):
                self.person.key("Ctrl+Shift+Z")
        else:
            new = self.filters + self.chance.randint(1, 9)
            self.values, self.place = [*self.values[: self.place + 1], new], self.place + 1
            with self.turns.timed("typing a value"):
                self.person.type_value("a.filters", str(new))
        assert self.person.graph.cards["a"].values["filters"] == self.filters

    def is_right(self) -> bool:
        """Whether the canvas shows what the engine must say of the graph as it is."""
        look = self.person.window.canvas.cards["a"].look
        return self.person.shapes_are_new() and look.shape == f"6×6×6×{self.filters}"


def struck(process: int, how: signal.Signals, after: float) -> threading.Timer:
    """Strike a process in a moment, whatever is going on then."""
    timer = threading.Timer(after, os.kill, (process, how))
    timer.start()
    return timer


@pytest.fixture
def collecting_as_the_program(engine: Window) -> Iterator[None]:
    """Garbage is looked for while one rests, and not among what was there at the start."""
    often = gc.get_threshold()
    collect_at_rest()
    freeze_what_is_there()
    yield
    gc.set_threshold(*often)


@pytest.mark.usefixtures("collecting_as_the_program")
def test_the_editor_goes_on_and_recovers(
    engine: Window, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_client, "_PATIENCE", 2)
    chance, turns, client = random.Random(KILLS), Turns(), engine.session.engine
    words: list[str] = []
    client.state_changed.connect(lambda _state, sentence: words.append(sentence))
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4, kernel_size=3),
            card("y", OUTPUT),
        )
    )
    editing = Editing(person, chance, turns)
    turns.until(editing.is_right)
    for number in range(KILLS):
        turns.phase = "healthy"
        for _ in range(4):
            editing.edit()
            turns.until(editing.is_right)
        how = HOWS[number] if number < len(HOWS) else chance.choice(HOWS)
        # While it writes a file it may be silent for a minute before that is held against it.
        saving = how is signal.SIGKILL and number % 3 == 0
        saved = tmp_path / f"{number}.keras"
        if saving:
            assert save_model(engine, path=saved)
        first = client.process_id
        words.clear()
        turns.phase = "killed" if how is signal.SIGKILL else "stopped"
        striking = struck(first, how, chance.uniform(0, 0.4))
        while striking.is_alive():
            editing.edit()
        striking.join()
        for _ in range(3):
            editing.edit()
        turns.until(lambda first=first: client.process_id not in (0, first))
        expected = "The engine stopped" if how is signal.SIGKILL else "The engine did not answer"
        assert [sentence for sentence in words if sentence.startswith(expected)]
        assert all(sentence.endswith("Nothing is lost.") for sentence in words)
        editing.edit()
        turns.until(editing.is_right)
        if saving:
            turns.until(lambda: not client.is_building)
            assert saved.exists()
    print(f"\n{KILLS} strikes\n{turns.told()}")
    while editing.place:
        editing.place -= 1
        person.key("Ctrl+Z")
        assert person.graph.cards["a"].values["filters"] == editing.filters
    assert not person.window.session.document.undo_label
