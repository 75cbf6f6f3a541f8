"""Peeking at wires: what is drawn is what NumPy computes, whatever happens meanwhile."""

import os
import pickle
import signal
from pathlib import Path

import nibabel
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from balls import ball
from layerdeck.editor.peek import PeekPanel
from layerdeck.editor.peek.stage import Stage
from layerdeck.editor.window import Window
from layerdeck.graph import Graph
from making import CONV, DENSE, INPUT, JOIN, OUTPUT, card, graph, line
from person import Person

PAD, CROP = "keras.layers.ZeroPadding3D", "keras.layers.Cropping3D"
POOL, LSTM = "keras.layers.AveragePooling3D", "keras.layers.LSTM"
SIDE = 12
LARGE = [
    card(f"c{number}", CONV, filters=16, kernel_size=3, padding="same") for number in range(40)
]


def row(*layers, shape=(SIDE, SIDE, SIDE, 1)) -> Graph:
    return line(card("x", INPUT, shape=shape), *layers, card("y", OUTPUT))


def heavy() -> Graph:
    """What takes a while and must be agreed."""
    return row(*LARGE, shape=(64, 64, 64, 1))


def select_wire(person: Person, source: str) -> None:
    wire = next(each for each in person.graph.wires if each.source.card == source)
    person.window.canvas.lighting.select_wires([wire])


class Peeker:
    """A person who peeks."""

    def __init__(self, person: Person, qtbot) -> None:
        self.person, self.bot = person, qtbot

    @property
    def panel(self) -> PeekPanel:
        return self.person.window.peek

    @property
    def stage(self) -> Stage:
        return self.panel.peeking.stage

    def at(self, source: str) -> None:
        """Select the wire that leaves a card and press P."""
        select_wire(self.person, source)
        self.person.key("P")
        assert self.panel.isVisible()

    def wait(self, *stages: Stage) -> None:
        self.bot.waitUntil(
            lambda: (
                self.stage in (stages or (Stage.SHOWN,))
                and not (self.stage is Stage.SHOWN and self.panel.peeking.stale)
            ),
            timeout=60_000,
        )
        self.settle()

    def settle(self) -> None:
        """Until no slice is under way."""
        peeking = self.panel.peeking
        self.bot.waitUntil(lambda: not peeking._under_way and peeking._wanted is None)
        self.person.settle()

    def feed(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Press File… and choose one."""
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        QTest.mouseClick(self.panel.sources.file, Qt.MouseButton.LeftButton)
        self.wait(Stage.SHOWN, Stage.STOPPED)

    def drawn(self) -> np.ndarray:
        """The grey of each pixel of the slice, taken from the middle of it on the screen."""
        picture = self.panel.picture
        image, area = picture.grab().toImage(), picture.area
        rows, columns = self.panel.peeking.slice.sizes
        ratio = image.devicePixelRatio()
        return np.array(
            [
                [
                    QColor(
                        image.pixel(
                            int((area.left() + (column + 0.5) * area.width() / columns) * ratio),
                            int((area.top() + (place + 0.5) * area.height() / rows) * ratio),
                        )
                    ).red()
                    for column in range(columns)
                ]
                for place in range(rows)
            ]
        )

    @property
    def said(self) -> str:
        return self.panel.telling.words.text()


@pytest.fixture
def peeker(user: Person, qtbot):
    yield Peeker(user, qtbot)
    user.window.peek.close_up()
    user.window.peek.peeking.samples.clear()
    user.window.peek.peeking.seed = 0
    user.window.peek.own.setChecked(False)


@pytest.fixture
def alone(engine: Window, person: Person, qtbot) -> Peeker:
    """One whose engine may be ended."""
    return Peeker(person, qtbot)


def greys(numbers: np.ndarray, whole: np.ndarray) -> np.ndarray:
    levels = np.rint((numbers - whole.min()) / (whole.max() - whole.min()) * 253)
    return np.rint(levels / 253 * 255)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (card("m", POOL, pool_size=1), lambda x: x),
        (card("m", PAD, padding=2), lambda x: np.pad(x, 2)),
        (card("m", CROP, cropping=3), lambda x: x[3:-3, 3:-3, 3:-3]),
    ],
)
@pytest.mark.parametrize("ending", [".npy", ".nii.gz"])
def test_the_slice_that_is_drawn_is_the_one_that_numpy_computes(
    peeker: Peeker, tmp_path: Path, monkeypatch, layer, expected, ending: str
) -> None:
    volume = ball(SIDE)
    path = tmp_path / f"ball{ending}"
    if ending == ".npy":
        np.save(path, volume)
    else:
        nibabel.save(nibabel.Nifti1Image(volume, np.eye(4)), path)
    peeker.person.open(row(layer))
    peeker.at("m")
    peeker.wait()
    peeker.feed(path, monkeypatch)
    wanted, panel = expected(volume), peeker.panel
    middle = wanted.shape[0] // 2
    np.testing.assert_array_equal(peeker.drawn(), greys(wanted[middle], wanted))
    assert panel.title.text() == "Peek · m → y"
    side = wanted.shape[0]
    assert panel.what.text() == f"{side}×{side}×{side}×1 · float32"
    figures = panel.figures.text().replace("\N{NO-BREAK SPACE}", " ")
    assert figures.startswith(f"min {wanted.min():.2f} max {wanted.max():.2f} mean ")
    assert "ball" in panel.sources.words.text()
    assert "The weights are fresh, not trained." in panel.sources.words.text()

    # By keyboard: another depth, then across another axis.
    (depth, _) = panel.sliders.sliders
    depth.setFocus()
    QTest.keyClick(depth, Qt.Key.Key_Home)
    QTest.keyClick(depth, Qt.Key.Key_Right)
    peeker.settle()
    np.testing.assert_array_equal(peeker.drawn(), greys(wanted[1], wanted))
    panel.sliders.across.setFocus()
    QTest.keyClick(panel.sliders.across, Qt.Key.Key_Down)
    QTest.keyClick(panel.sliders.across, Qt.Key.Key_Down)
    peeker.settle()
    assert panel.sliders.across.currentText() == "Width"
    np.testing.assert_array_equal(peeker.drawn(), greys(wanted[:, :, middle], wanted))
    assert panel.picture.accessibleDescription().startswith(f"Width {middle}, Channel 0: from ")


def test_a_slice_may_have_its_own_contrast(peeker: Peeker, tmp_path: Path, monkeypatch) -> None:
    volume = ball(SIDE)
    np.save(tmp_path / "ball.npy", volume)
    peeker.person.open(row())
    peeker.at("x")
    peeker.wait()
    peeker.feed(tmp_path / "ball.npy", monkeypatch)
    QTest.keyClick(peeker.panel.sliders.sliders[0], Qt.Key.Key_Home)
    QTest.mouseClick(peeker.panel.own, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    peeker.settle()
    np.testing.assert_array_equal(peeker.drawn(), greys(volume[0], volume[0]))


def test_keys_in_the_panel_are_not_those_of_the_canvas(peeker: Peeker) -> None:
    person = peeker.person
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    peeker.at("a")
    peeker.wait()
    before = person.graph
    first = peeker.panel.sliders.sliders[0]
    assert first.hasFocus(), "what one wants to use has not the focus"
    person.strike("Del", "D", "B", "L", "Home", "End", "Left", "Space", "Tab")
    assert person.graph == before
    # Around the panel with Tab, and out of it with Esc.
    reached: list[QWidget] = []
    for _ in range(30):
        person.strike("Tab")
        reached.append(QApplication.focusWidget())
    assert {peeker.panel.own, peeker.panel.sources.seed, peeker.panel.end} <= set(reached)
    peeker.panel.sliders.sliders[1].setFocus()
    person.strike("Esc")
    assert peeker.panel.isHidden()
    assert person.window.view.hasFocus()


def test_one_peeks_from_a_card_a_port_the_menu_or_the_palette(peeker: Peeker) -> None:
    person = peeker.person
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    person.click(person.grab_head("a"))
    person.menu("Card", "Wire", "Peek at the wire")
    peeker.wait()
    assert peeker.panel.title.text() == "Peek · a"
    assert peeker.panel.what.text() == "sample 0 · 10×10×10×4 · float32"
    # What an Output takes.
    person.click(person.grab_head("y"))
    person.key("P")
    peeker.wait()
    assert peeker.panel.title.text() == "Peek · a → y"
    # At a port, by keyboard: the wire into it.
    person.click(person.grab_head("a"))
    person.key("Return")
    person.key("End")
    person.key("Left")
    person.key("P")
    peeker.wait()
    assert peeker.panel.title.text() == "Peek · x → a"
    # Nothing is pointed at.
    person.click(QPoint(20, 20))
    person.key("P")
    assert person.said == "Select a wire or a card to peek at what it carries."


def test_a_wire_that_carries_no_tensor_is_refused_in_words(peeker: Peeker) -> None:
    person = peeker.person
    he = card("he", "keras.initializers.HeNormal")
    person.open(
        graph(
            card("x", INPUT, shape=[4, 4, 4, 1]), he, card("a", CONV, filters=2, kernel_size=3),
            card("y", OUTPUT),
            wires=["x.output > a.input", "he.initializer > a.kernel_initializer",
                   "a.output > y.input"],
        )
    )  # fmt: skip
    select_wire(person, "he")
    person.key("P")
    assert "this is of the type Initializer" in person.said
    assert peeker.panel.isHidden()


def test_it_is_run_again_after_an_edit(peeker: Peeker) -> None:
    person = peeker.person
    person.open(row(card("a", CONV, filters=4, kernel_size=3), card("b", CONV, filters=2,
                                                                   kernel_size=3)))  # fmt: skip
    peeker.at("a")
    peeker.wait()
    told = peeker.panel.peeking.told
    # What lies behind it does not matter.
    person.type_value("b.filters", "5")
    assert not peeker.panel.peeking.stale
    person.type_value("a.filters", "6")
    assert peeker.panel.peeking.stale
    assert peeker.panel.picture.dimmed
    assert peeker.said.startswith("Of before the last change.")
    peeker.wait()
    assert not peeker.panel.picture.dimmed
    assert peeker.panel.peeking.told.shape == (10, 10, 10, 6)
    person.key("Ctrl+Z")
    peeker.wait()
    assert peeker.panel.peeking.told.low == told.low, "the weights are others"
    # An error on the way, and out of it again.
    person.type_value("a.kernel_size", "50")
    peeker.wait(Stage.STOPPED)
    assert peeker.said.startswith("a: ")
    person.key("Ctrl+Z")
    peeker.wait()
    # What is looked at goes.
    person.click(person.grab_head("a"))
    person.key("Del")
    assert peeker.panel.isHidden()


def test_other_random_numbers_and_several_inputs(
    peeker: Peeker, tmp_path: Path, monkeypatch
) -> None:
    person = peeker.person
    person.open(
        graph(
            card("a", INPUT, shape=[4, 4, 1]), card("b", INPUT, shape=[4, 4, 1]),
            card("j", JOIN), card("y", OUTPUT),
            wires=["a.output > j.inputs", "b.output > j.inputs", "j.output > y.input"],
        )
    )  # fmt: skip
    peeker.at("j")
    peeker.wait()
    before, sources = peeker.panel.peeking.told, peeker.panel.sources
    sources.seed.setFocus()
    person.strike("Up")
    assert peeker.panel.peeking.stale
    peeker.wait()
    assert peeker.panel.peeking.told.low != before.low
    assert peeker.panel.what.text() == "sample 1 · 4×4×2 · float32"

    assert sources.input.isVisible()
    sources.input.setFocus()
    person.strike("Down")
    np.savez(tmp_path / "two.npz", nothing=np.zeros(3), first=np.full((3, 4, 4), 7.0),
             second=np.full((4, 4), 9.0))  # fmt: skip
    peeker.feed(tmp_path / "two.npz", monkeypatch)
    assert sources.words.text().startswith(
        "b: first.npy of two.npz, 3×4×4; sample 0 of 3; an axis for its one channel is added."
    )
    assert peeker.panel.peeking.told.high == 7
    assert sources.item.isVisible()
    assert [sources.array.itemText(place) for place in range(3)] == ["nothing", "first", "second"]
    sources.array.setFocus()
    sources.array.setCurrentIndex(1)
    person.strike("Down")
    peeker.wait(Stage.SHOWN, Stage.STOPPED)
    assert peeker.panel.peeking.told.high == 9
    QTest.mouseClick(sources.random, Qt.MouseButton.LeftButton)
    peeker.wait()
    assert peeker.panel.peeking.told.high < 7


@pytest.mark.parametrize(
    ("shape", "layer", "shown", "sliders"),
    [
        ((12,), card("m", DENSE, units=5), (5,), []),
        ((7, 3), card("m", LSTM, units=4, return_sequences=True), (7, 4), []),
        ((6, 8, 3), card("m", "keras.layers.Rescaling", scale=1.0), (6, 8), ["Channel"]),
        ((2, 6, 6, 6, 1), card("m", "keras.layers.ConvLSTM3D", filters=2, kernel_size=3,
                               return_sequences=True), (4, 4), ["Depth", "Time", "Channel"]),
    ],
)  # fmt: skip
def test_every_rank_is_shown_as_plainly_as_it_can_be(
    peeker: Peeker, shape, layer, shown, sliders
) -> None:
    peeker.person.open(row(layer, shape=shape))
    peeker.at("m")
    peeker.wait()
    panel = peeker.panel
    assert panel.peeking.slice.sizes == shown
    assert [slider.accessibleName() for slider in panel.sliders.sliders] == sliders
    assert panel.sliders.across.isVisible() == (sliders[:1] == ["Depth"])
    image = panel.picture.grab().toImage()
    colors = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(
        0, image.height(), 3)}  # fmt: skip
    assert len(colors) > 1, "nothing is drawn"


# What costs much, and what goes wrong.


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
        ("claims.npy", "says it holds 10.0 TB of numbers, and has 64 bytes"),
        ("other.npy", "other.npy is 3×4, and x takes 12×12×12×1"),
        ("nowhere.npy", "There is no file"),
    ):
        peeker.feed(tmp_path / name, monkeypatch)
        assert words in peeker.said, name
        assert peeker.stage is Stage.STOPPED
    assert not Path("harm_was_done").exists()
    QTest.mouseClick(peeker.panel.sources.random, Qt.MouseButton.LeftButton)
    peeker.wait()


def test_themes_and_the_place_of_the_panel(peeker: Peeker) -> None:
    person, window = peeker.person, peeker.person.window
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    peeker.at("a")
    peeker.wait()
    panel = peeker.panel
    for name in ("paper", "night"):
        window.choose_theme(name)
        person.settle()
        found = panel.grab().toImage().pixelColor(panel.width() // 2, 4)
        assert found == window.theme.color("bar")
    room = window.view.viewport().rect()
    assert room.contains(panel.geometry())
    QTest.mousePress(panel, Qt.MouseButton.LeftButton, pos=QPoint(60, 6))
    QTest.mouseMove(panel, QPoint(60, 6) - QPoint(5000, 5000))
    QTest.mouseRelease(panel, Qt.MouseButton.LeftButton, pos=QPoint(60, 6))
    assert panel.pos() == QPoint(0, 0)
    assert isinstance(panel.sliders.across, QComboBox)
