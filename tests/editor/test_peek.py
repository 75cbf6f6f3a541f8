"""Peeking at wires: what is drawn is what NumPy computes, whatever happens meanwhile."""

from pathlib import Path

import nibabel
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

import fitting
from balls import ball
from hearing import Ear, Event
from layerdeck.editor.peek.stage import Stage
from making import CONV, DENSE, INPUT, JOIN, OUTPUT, block_card, card, double_convolution, graph
from peeker import SIDE, Peeker, row, select_wire

PAD, CROP = "keras.layers.ZeroPadding3D", "keras.layers.Cropping3D"
POOL, LSTM = "keras.layers.AveragePooling3D", "keras.layers.LSTM"


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
    assert sources.array.currentText() == "first"
    # Another of the samples, another array, and one that does not fit.
    sources.item.setFocus()
    person.strike("Up")
    peeker.wait()
    assert "; sample 1 of 3; " in sources.words.text()
    sources.array.setFocus()
    person.strike("Up")
    peeker.wait(Stage.STOPPED)
    assert peeker.said.startswith("nothing.npy of two.npz is 3, and b takes 4×4×1 ")
    assert sources.array.isVisible(), "no other can be chosen"
    person.strike("Down", "Down")
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


def test_inside_a_block_its_inputs_are_fed(peeker: Peeker) -> None:
    person = peeker.person
    whole = graph(
        card("v", INPUT, shape=[8, 8, 8, 1]), block_card("one", "double"), card("out", OUTPUT),
        wires=["v.output > one.x", "one.y > out.input"],
    ).with_(blocks={"double": double_convolution()})  # fmt: skip
    person.open(whole)
    peeker.at("one")
    peeker.wait()
    assert peeker.panel.what.text() == "sample 0 · 8×8×8×4 · float32"
    assert person.window.session.enter("one")
    assert peeker.panel.isHidden(), "what is looked at is elsewhere"
    peeker.at("first")
    peeker.wait()
    assert peeker.panel.sources.words.text().startswith("x: random numbers")


def test_a_bypassed_card_gives_nothing_to_look_at(peeker: Peeker) -> None:
    person = peeker.person
    person.open(row(card("a", CONV, filters=4, kernel_size=3)))
    peeker.at("a")
    peeker.wait()
    person.click(person.grab_head("a"))
    person.key("B")
    assert peeker.stage is Stage.STOPPED
    assert peeker.said == "a is bypassed: peek at what feeds it."
    person.key("B")
    peeker.wait()


def test_all_of_it_has_room_and_a_name(peeker: Peeker, tmp_path: Path, monkeypatch) -> None:
    person = peeker.person
    person.open(row(card("a", CONV, filters=4, kernel_size=3), shape=[12, 12, 12, 1]))
    QAccessible.setActive(True)
    try:
        peeker.at("a")
        faults = fitting.faults_of(peeker.panel)
        peeker.wait()
        faults += fitting.faults_of(peeker.panel)
        np.savez(tmp_path / "many.npz", a_very_long_name_of_an_array=np.zeros((3, 12, 12, 12)),
                 other=np.zeros(3))  # fmt: skip
        peeker.feed(tmp_path / "many.npz", monkeypatch)
        faults += fitting.faults_of(peeker.panel)
        controls = peeker.panel._controls()
        nameless = [each for each in controls if not each.accessibleName() and not each.text()]
    finally:
        QAccessible.setActive(False)
    assert not faults
    assert not nameless


def test_what_comes_of_it_is_spoken(peeker: Peeker, monkeypatch) -> None:
    ear = Ear()
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(ear.hear))
    QAccessible.setActive(True)
    try:
        peeker.person.open(row(card("m", DENSE, units=5), shape=[12]))
        peeker.at("m")
        peeker.wait()
        peeker.person.click(peeker.person.grab_head("m"))
        peeker.person.key("B")
        peeker.wait(Stage.STOPPED)
    finally:
        QAccessible.setActive(False)
    spoken = [text.replace("\N{NO-BREAK SPACE}", " ") for text in ear.of(Event.Announcement)]
    (figures,) = [
        text for text in spoken if text.startswith("Peek · m → y, sample 0 · 5 · float32")
    ]
    assert "mean " in figures
    assert peeker.said in spoken
