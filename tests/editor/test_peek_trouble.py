"""Peeks that cost much, and what goes wrong with them: the window stays well."""

import os
import pickle
import signal
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from layerdeck.editor.peek.stage import Stage
from layerdeck.files import write_project
from making import CONV, card
from peeker import Peeker, heavy, row
from person import Person


def test_what_costs_much_is_asked_for_first(peeker: Peeker) -> None:
    peeker.person.open(heavy())
    peeker.at("c39")
    peeker.wait(Stage.WAITING)
    assert "Takes up to " in peeker.said
    assert " multiply-adds." in peeker.said
    run, stop = peeker.panel.telling.run, peeker.panel.telling.stop
    QTest.mouseClick(run, Qt.MouseButton.LeftButton)
    peeker.bot.waitUntil(lambda: peeker.panel.peeking.progress is not None, timeout=30_000)
    assert peeker.panel.telling.progress.isVisible()
    assert " of 41" in peeker.said
    assert stop.isVisible()
    # Who goes on editing is asked anew: what would be found is of the graph of before.
    peeker.person.type_value("c39.filters", "3")
    peeker.wait(Stage.WAITING)
    assert run.isVisible()


def test_cancel_stops_it_between_two_layers(peeker: Peeker) -> None:
    peeker.person.open(heavy())
    peeker.at("c39")
    peeker.wait(Stage.WAITING)
    QTest.mouseClick(peeker.panel.telling.run, Qt.MouseButton.LeftButton)
    peeker.bot.waitUntil(lambda: peeker.panel.peeking.progress is not None, timeout=30_000)
    process = peeker.person.window.session.engine.process_id
    QTest.mouseClick(peeker.panel.telling.stop, Qt.MouseButton.LeftButton)
    assert peeker.said == "Cancelling…"
    peeker.wait(Stage.STOPPED)
    assert peeker.said == "Cancelled."
    assert peeker.person.window.session.engine.process_id == process, "the engine was ended"


def test_an_engine_that_does_not_hear_of_it_is_ended(alone: Peeker) -> None:
    engine = alone.person.window.session.engine
    alone.person.open(heavy())
    alone.at("c39")
    alone.wait(Stage.WAITING)
    QTest.mouseClick(alone.panel.telling.run, Qt.MouseButton.LeftButton)
    alone.bot.waitUntil(lambda: alone.panel.peeking.progress is not None, timeout=30_000)
    process = engine.process_id
    os.kill(process, signal.SIGSTOP)
    QTest.mouseClick(alone.panel.telling.stop, Qt.MouseButton.LeftButton)
    alone.bot.waitUntil(lambda: engine.process_id not in (0, process), timeout=20_000)
    assert alone.said == "Cancelled."
    alone.bot.waitUntil(lambda: engine.ready, timeout=60_000)


def test_an_engine_that_is_killed_leaves_the_window_well(alone: Peeker) -> None:
    person, engine = alone.person, alone.person.window.session.engine
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    alone.at("a")
    alone.wait()
    shown = alone.drawn()
    os.kill(engine.process_id, signal.SIGKILL)
    alone.bot.waitUntil(lambda: alone.panel.peeking.stale, timeout=10_000)
    # What it showed stays, and comes again by itself.
    np.testing.assert_array_equal(alone.panel.peeking.slice.sizes, (10, 10))
    assert not alone.panel.sliders.isEnabled()
    alone.wait()
    np.testing.assert_array_equal(alone.drawn(), shown)

    # In the midst of a run.
    person.open(heavy())
    alone.at("c39")
    alone.wait(Stage.WAITING)
    QTest.mouseClick(alone.panel.telling.run, Qt.MouseButton.LeftButton)
    alone.bot.waitUntil(lambda: alone.panel.peeking.progress is not None, timeout=30_000)
    os.kill(engine.process_id, signal.SIGKILL)
    alone.wait(Stage.STOPPED)
    assert alone.said.startswith("The engine stopped while it ran this.")
    person.type_value("c39.filters", "2")
    alone.bot.waitUntil(lambda: engine.ready, timeout=60_000)


def test_what_does_not_fit_the_machine_is_refused_with_its_size(peeker: Peeker) -> None:
    huge = row(card("a", CONV, filters=4000, kernel_size=3), shape=(2000, 2000, 2000, 1))
    peeker.person.open(huge)
    peeker.at("a")
    peeker.wait(Stage.STOPPED)
    assert " TB of memory, and the machine has " in peeker.said


class Harmful:
    def __reduce__(self):
        return os.mkdir, ("harm_was_done",)


def test_a_hostile_or_unfit_file_is_a_sentence(peeker: Peeker, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    peeker.person.open(row())
    peeker.at("x")
    peeker.wait()
    header = b"{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
    files = {
        "pickled.npy": (header % (b"|O", b"(1,)"), pickle.dumps([Harmful()])),
        "claims.npy": (header % (b"<f4", b"(100000, 100000, 250)"), bytes(64)),
    }
    for name, (head, body) in files.items():
        size = len(head).to_bytes(2, "little")
        (tmp_path / name).write_bytes(b"\x93NUMPY\x01\x00" + size + head + body)
    np.save(tmp_path / "other.npy", np.zeros((3, 4)))
    for name, words in (
        ("pickled.npy", "holds Python objects"),
        ("claims.npy", "says it holds 10.0 TB of numbers, and has 64 B"),
        ("other.npy", "other.npy is 3×4, and x takes 12×12×12×1"),
        ("nowhere.npy", "There is no file"),
    ):
        peeker.feed(tmp_path / name, monkeypatch)
        assert words in peeker.said, name
        assert peeker.stage is Stage.STOPPED
    assert not Path("harm_was_done").exists()
    QTest.mouseClick(peeker.panel.sources.random, Qt.MouseButton.LeftButton)
    peeker.wait()


def test_without_an_engine_it_is_said_why(
    person: Person, qtbot, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "nowhere"))
    alone = Peeker(person, qtbot)
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    alone.at("a")
    assert alone.said == "The engine is starting…"
    person.window.session.engine.start()
    alone.wait(Stage.STOPPED)
    assert alone.said.startswith("The engine does not start")
    QTest.mouseClick(alone.panel.telling.run, Qt.MouseButton.LeftButton)
    assert alone.said.startswith("The engine does not start")


def test_another_project_is_not_fed_the_files_of_this_one(
    peeker: Peeker, tmp_path: Path, monkeypatch
) -> None:
    person = peeker.person
    np.save(tmp_path / "x.npy", np.zeros((12, 12, 12)))
    person.open(row())
    peeker.at("x")
    peeker.wait()
    peeker.feed(tmp_path / "x.npy", monkeypatch)
    write_project(row(), tmp_path / "other.layerdeck")
    assert person.window.files.open(tmp_path / "other.layerdeck")
    assert peeker.panel.isHidden()
    person.settle()
    peeker.at("x")
    peeker.wait()
    assert peeker.panel.sources.words.text().startswith("x: random numbers")
