"""The engine's process: killed, broken, or not there at all."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from layerdeck.editor.exporting.code import export_code
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.window import Window
from making import network
from person import Person


def test_the_engine_is_killed_and_nothing_is_lost(
    engine: Window, person: Person, qtbot, tmp_path: Path
) -> None:
    session, said = engine.session, engine.status.engine
    person.open(network())
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)
    assert engine.canvas.cards["a"].look.shape == "6×6×6×4"

    # In the middle of an edit.
    first = session.engine.process_id
    person.click(person.chip("a.filters"))
    QTest.keyClicks(engine.view.editor, "16")
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: session.engine.process_id not in (0, first), timeout=10_000)
    assert "The engine stopped; starting another. Nothing is lost." in said.text()
    assert not session.engine.ready
    assert engine.view.editor.text() == "16"
    QTest.keyClick(engine.view.editor, Qt.Key.Key_Return)
    assert person.graph.cards["a"].values["filters"] == 16
    assert engine.canvas.cards["a"].look.shape == "6×6×6×4", "what was known is gone"
    assert engine.canvas.cards["a"].placed.stale
    person.type_value("a.strides", "2")
    person.key("Ctrl+Z")
    qtbot.waitUntil(lambda: session.engine.ready, timeout=60_000)
    assert "Engine ready" in said.text()
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)
    assert engine.canvas.cards["a"].look.shape == "6×6×6×16"

    # While a model is saved, which ends well all the same.
    path = tmp_path / "model.keras"
    assert save_model(engine, path=path)
    os.kill(session.engine.process_id, signal.SIGKILL)
    qtbot.waitUntil(
        lambda: engine.status.currentMessage() == f"Saved the model as {path}.", timeout=60_000
    )
    assert path.stat().st_size > 1000


@pytest.fixture
def other_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program that is started for the engine; a test writes what it does."""
    program = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(program))
    return program


def write(program: Path, script: str) -> None:
    program.write_text(f"#!{os.path.realpath('/proc/self/exe')}\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("there", [True, False])
def test_an_engine_that_does_not_start_is_said_in_words(
    person: Person, other_engine: Path, qtbot, tmp_path: Path, there: bool
) -> None:
    if there:
        write(other_engine, "raise SystemExit(1)")
    states: list[str] = []
    engine = person.window.session.engine
    engine.state_changed.connect(lambda state, _: states.append(state))
    person.open(network())
    engine.start()
    qtbot.waitUntil(lambda: "failed" in states, timeout=20_000)
    assert states == ["starting"] * (3 if there else 1) + ["failed"]
    assert "The engine does not start" in person.window.status.engine.text()
    assert engine.process_id == 0

    # All the rest goes on.
    person.type_value("a.filters", "7")
    assert person.graph.cards["a"].values["filters"] == 7
    assert export_code(person.window, tmp_path / "code.py")
    text = person.answer(
        QMessageBox.StandardButton.Ok,
        lambda: save_model(person.window, path=tmp_path / "model.keras"),
    )
    assert text.startswith("The engine does not start")
    assert states[-1] == "failed", "every edit starts it once more"


READY = """
import sys
print('{"type":"ready","tensorflow":"2.18.0","keras":"3.6.0"}', flush=True)
"""


def test_an_engine_that_dies_of_a_graph_is_not_started_for_ever(
    person: Person, other_engine: Path, qtbot
) -> None:
    write(other_engine, READY + "sys.stdin.readline()")
    states: list[str] = []
    engine = person.window.session.engine
    engine.state_changed.connect(lambda state, _: states.append(state))
    engine.start()
    qtbot.waitUntil(lambda: engine.ready, timeout=10_000)
    person.open(network())
    qtbot.waitUntil(lambda: "failed" in states, timeout=20_000)
    assert states.count("starting") == 3
    assert "The engine stops at this graph" in person.window.status.engine.text()
    person.type_value("a.filters", "7")
    assert states[-1] == "starting", "another graph is not tried"
    qtbot.waitUntil(lambda: states.count("failed") == 2, timeout=20_000)


def test_a_save_that_the_engine_dies_of_ends_in_words(
    person: Person, other_engine: Path, qtbot, tmp_path: Path
) -> None:
    answering = """
import json
for line in sys.stdin:
    request = json.loads(line)
    if request["type"] == "build":
        raise SystemExit(1)
    print(json.dumps({"type": "report", "revision": request["revision"], "facts": {}}), flush=True)
"""
    write(other_engine, READY + answering)
    person.open(network())
    person.window.session.engine.start()
    qtbot.waitUntil(person.shapes_are_new, timeout=10_000)
    said: list[str] = []
    person.window.session.said.connect(said.append)

    def save() -> None:
        save_model(person.window, path=tmp_path / "model.keras")
        qtbot.waitUntil(lambda: len(said) > 1, timeout=20_000)

    text = person.answer(QMessageBox.StandardButton.Ok, save)
    assert text.startswith("The engine stopped three times while it built this model.")
    qtbot.waitUntil(lambda: person.window.session.engine.ready, timeout=10_000)


def test_an_engine_that_talks_nonsense_does_no_harm(
    person: Person, other_engine: Path, qtbot
) -> None:
    write(other_engine, READY + "print('Segmentation fault?', flush=True); sys.stdin.read()")
    engine = person.window.session.engine
    engine.start()
    qtbot.waitUntil(lambda: engine.ready, timeout=10_000)
    person.open(network())
    person.type_value("a.filters", "7")
    assert person.graph.cards["a"].values["filters"] == 7
