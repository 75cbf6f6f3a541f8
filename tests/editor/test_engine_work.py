"""Work of the engine that takes its time: seen in the status bar, cancelled, and missed."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from layerdeck.editor import engine_client
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.window import Window
from making import DENSE, INPUT, OUTPUT, card, line, network, widening
from person import Person


def told(window: Window) -> str:
    return window.status.engine.text()


def test_long_work_is_told_in_the_status_bar(engine: Window, person: Person, qtbot) -> None:
    person.open(widening(1000))
    qtbot.waitUntil(lambda: "Working out shapes: " in told(engine), timeout=30_000)
    assert " of 1,001…" in told(engine)
    assert engine.status.engine.accessibleName() in told(engine)
    qtbot.waitUntil(person.shapes_are_new, timeout=60_000)
    assert "Engine ready" in told(engine)

    # What was inferred is kept: one card more is no long work.
    person.open(widening(998))
    qtbot.waitUntil(person.shapes_are_new, timeout=10_000)


def test_a_save_is_cancelled_from_the_palette(
    engine: Window, person: Person, qtbot, tmp_path: Path
) -> None:
    cancel = engine.all_actions["model.cancel_save"]
    assert cancel.why_not() == "No model is being saved."
    person.open(widening(1000))
    qtbot.waitUntil(person.shapes_are_new, timeout=60_000)

    assert save_model(engine, path=tmp_path / "model.keras")
    qtbot.waitUntil(lambda: "Building model.keras: " in told(engine), timeout=30_000)
    qtbot.waitUntil(lambda: engine.all_actions.of_qt("model.cancel_save").isEnabled())
    engine.all_actions.press(cancel)
    qtbot.waitUntil(
        lambda: engine.status.currentMessage() == "Saving model.keras was cancelled.",
        timeout=30_000,
    )
    assert "Engine ready" in told(engine)
    assert list(tmp_path.glob("*model*")) == []
    qtbot.waitUntil(lambda: not engine.all_actions.of_qt("model.cancel_save").isEnabled())


def test_a_model_too_large_is_refused_in_words(
    engine: Window, person: Person, qtbot, tmp_path: Path
) -> None:
    large = card("a", DENSE, units=1_000_000)
    person.open(line(card("x", INPUT, shape=[1_000_000]), large, card("y", OUTPUT)))
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)

    def save() -> None:
        save_model(engine, path=tmp_path / "model.keras")
        qtbot.waitUntil(lambda: not engine.session.engine.is_building, timeout=30_000)

    text = person.answer(QMessageBox.StandardButton.Ok, save)
    assert text.startswith("The model's weights take 4.0 TB")
    assert engine.session.engine.ready


def test_an_engine_that_stands_still_is_replaced(
    engine: Window, person: Person, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_client, "_PATIENCE", 1)
    client = engine.session.engine
    person.open(network())
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)
    first = client.process_id
    os.kill(first, signal.SIGSTOP)
    person.type_value("a.filters", "7")
    qtbot.waitUntil(
        lambda: "The engine did not answer; starting another." in told(engine), timeout=10_000
    )
    assert engine.canvas.cards["a"].look.shape == "6×6×6×4"
    person.type_value("a.filters", "9")
    qtbot.waitUntil(person.shapes_are_new, timeout=60_000)
    assert engine.canvas.cards["a"].look.shape == "6×6×6×9"
    assert client.process_id != first
