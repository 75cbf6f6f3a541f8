"""Pictures of the canvas as files, and cards that no package here declares."""

import json
import re
import zlib
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
    QProgressDialog,
    QPushButton,
)

from layerdeck.deck import Kind
from layerdeck.editor import drawing
from layerdeck.editor.drawing import MARGIN, MOST_PIXELS, Picture, area_of
from layerdeck.editor.exporting import picture as picture_export
from layerdeck.editor.exporting.picture import ask_for_picture, copy_picture, save_picture
from layerdeck.editor.progress import watch
from layerdeck.editor.render import apart, write_picture
from layerdeck.editor.theme import load_theme
from layerdeck.graph import Graph
from layerdeck.graph.steps import finish
from making import CONV, INPUT, block_card, card, double_convolution, graph, network
from person import Person
from pictures import labels

OK = QMessageBox.StandardButton.Ok


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def lightness(image: QImage) -> float:
    found = [
        image.pixelColor(x, y).lightnessF()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    ]
    assert len({round(value, 2) for value in found}) > 5, "the picture is blank"
    return sum(found) / len(found)


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_a_picture_is_drawn_in_each_form_and_theme(row: Person, tmp_path: Path, theme: str) -> None:
    row.click(row.grab_head("a"))
    row.window.choose_theme(theme)
    for ending in ("png", "svg", "pdf"):
        path = tmp_path / f"picture.{ending}"
        assert save_picture(row.window, path)
        assert row.window.status.currentMessage() == f"Drew picture.{ending}."
    assert row.window.session.selected == ("a",), "drawing has let go of the selection"

    drawn = lightness(QImage(str(tmp_path / "picture.png")))
    assert drawn > 0.6 if theme == "paper" else drawn < 0.4

    assert abs(lightness(rendered(tmp_path / "picture.svg")) - drawn) < 0.05
    assert (tmp_path / "picture.pdf").read_bytes().startswith(b"%PDF-")


def rendered(path: Path) -> QImage:
    """An SVG as somebody sees it who has none of our fonts: it must need none."""
    svg = QSvgRenderer(QByteArray(path.read_bytes()))
    assert svg.isValid()
    image = QImage(svg.viewBox().size(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg.render(painter)
    painter.end()
    return image


def test_an_svg_needs_no_fonts_and_looks_like_the_png(row: Person, tmp_path: Path) -> None:
    for ending in ("png", "svg"):
        path = tmp_path / f"picture.{ending}"
        assert save_picture(row.window, path, Picture(scale=1))
    text = (tmp_path / "picture.svg").read_text()
    assert "<text" not in text
    assert "font" not in text
    assert {"a · Convolution 3D", "Kernel size", "3, 3, 3"} <= labels(tmp_path / "picture.svg")
    ours, theirs = QImage(str(tmp_path / "picture.png")), rendered(tmp_path / "picture.svg")
    assert ours.size() == theirs.size()
    whole = [
        abs(ours.pixelColor(x, y).lightness() - theirs.pixelColor(x, y).lightness())
        for x in range(0, ours.width(), 2)
        for y in range(0, ours.height(), 2)
    ]
    assert sum(whole) / len(whole) < 2
    assert sum(difference > 60 for difference in whole) < len(whole) / 100


def test_signs_that_mean_something_in_xml_are_texts_as_well(person: Person, tmp_path: Path) -> None:
    words = """<b> & "q" 'p' → é 数"""
    person.open(graph(card("x", INPUT, name=words)))
    path = tmp_path / "signs.svg"
    assert save_picture(person.window, path)
    # Qt draws the letters of each script by themselves.
    said = labels(path)
    assert any('<b> & "q" ' in label for label in said)
    assert {"→", "数"} <= set("".join(said))


def test_a_pdf_is_as_large_as_the_canvas_and_holds_its_fonts(row: Person, tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    assert save_picture(row.window, path)
    pdf = path.read_bytes()
    area = area_of(row.window.canvas, Picture())
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [float(side) for side in box] == pytest.approx([area.width(), area.height()], abs=1)
    kinds = set(re.findall(rb"/FontName /\w*\+?([\w-]+)", pdf))
    assert {b"Inter-Regular", b"Inter-SemiBold"} <= kinds
    assert len(re.findall(rb"/FontFile[23]? ", pdf)) == len(re.findall(rb"/FontDescriptor\n", pdf))
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S)
    page = max((text for part in streams if b"Tf" in (text := inflate(part))), key=len)
    assert page.count(b"Tf") > 10, "the page has no text"


def inflate(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""


def test_a_picture_of_some_cards_shows_them_and_the_wires_between_them(
    row: Person, tmp_path: Path
) -> None:
    path = tmp_path / "some.svg"
    assert save_picture(row.window, path, Picture(frozenset({"x", "a"})))
    shown = labels(path)
    assert {"x · Input", "a · Convolution 3D"} <= shown
    assert "y · Output" not in shown
    colour = row.window.theme.kind(Kind.TENSOR).name()
    wires = re.findall(rf'stroke="{colour}"[^>]*>\s*<path [^>]*d="M[^"]* C', path.read_text())
    assert len(wires) == 1
    box = row.window.canvas.box_of(["x", "a"])
    assert rendered(path).width() == pytest.approx(box.width() + 2 * MARGIN, abs=1)


def test_a_picture_has_as_many_pixels_as_are_wanted_and_the_canvas_may_be_left_out(
    row: Person, tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    area = area_of(row.window.canvas, Picture())
    for scale, transparent in ((1.0, False), (3.0, True)):
        assert save_picture(row.window, path, Picture(None, scale, transparent))
        image = QImage(str(path))
        assert image.width() == pytest.approx(area.width() * scale, abs=1)
        assert image.hasAlphaChannel() is transparent
        assert (image.pixelColor(2, 2).alpha() == 0) is transparent
    back = row.window.theme.color("canvas")
    assert save_picture(row.window, path)
    assert QImage(str(path)).pixelColor(2, 2) == back


def test_a_picture_may_wear_other_colours_than_the_window(row: Person, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    assert save_picture(row.window, path, theme=load_theme("paper"))
    assert lightness(QImage(str(path))) > 0.6
    assert row.window.theme.id == "night"


def test_drawing_leaves_the_window_as_it_is(row: Person, tmp_path: Path) -> None:
    row.click(row.grab_head("a"))
    row.open_inputs("a")
    before, shown = row.picture(), dict(row.window.canvas.cards.shown)
    path = tmp_path / "picture.svg"
    assert save_picture(row.window, path)
    assert row.picture() == before
    assert row.window.canvas.cards.shown == shown
    assert "Kernel constraint" in labels(path), "a card that was opened is drawn closed"
    selected = row.window.theme.color("card_selected").name()
    assert f'stroke="{selected}"' not in path.read_text(), "the selection was drawn"


def test_a_picture_of_a_block_shows_its_inside(row: Person, tmp_path: Path) -> None:
    inside = double_convolution()
    blocks = {"double": inside}
    row.open(graph(block_card("twice", "double")).with_(blocks=blocks))
    row.window.session.enter("twice")
    path = tmp_path / "inside.svg"
    assert save_picture(row.window, path)
    assert {"first · Convolution 3D", "second · Convolution 3D"} <= labels(path)


def test_a_picture_that_would_be_too_large_is_smaller_and_says_so(
    row: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_PIXELS", 1_000_000)
    path = tmp_path / "picture.png"
    assert save_picture(row.window, path, Picture(scale=20))
    image = QImage(str(path))
    assert 950_000 < image.width() * image.height() <= 1_000_000
    said = row.window.status.currentMessage()
    assert f"It has {image.width():,} × {image.height():,} pixels" in said
    assert "instead of 20: a PNG is kept below 1 million pixels" in said
    assert save_picture(row.window, tmp_path / "picture.svg", Picture(scale=20))
    assert row.window.status.currentMessage() == "Drew picture.svg."


def test_3000_cards_are_drawn_as_from_afar_without_an_item_for_each(
    person: Person, tmp_path: Path
) -> None:
    cards = {
        f"c{index}": card(f"c{index}", CONV).with_(at=(300.0 * (index % 60), 300.0 * (index // 60)))
        for index in range(3000)
    }
    person.window.session.document.load(Graph("many", cards, ()), None)
    path = tmp_path / "many.png"
    with apart(person.window.canvas, person.window.theme) as scene:
        note = write_picture(scene, path, Picture(), finish)
        assert not scene.cards.shown
    image = QImage(str(path))
    assert image.width() * image.height() <= MOST_PIXELS
    assert "instead of 2" in note
    assert lightness(image) > 0


# Steps, and giving up.


def test_work_that_takes_its_time_is_told_and_can_be_given_up(person: Person) -> None:
    seen: list[str] = []
    closed: list[bool] = []

    def work() -> Generator[float, None, str]:
        try:
            for step in range(1000):
                QTest.qWait(10)
                dialog = QApplication.activeModalWidget()
                if isinstance(dialog, QProgressDialog) and dialog.isVisible():
                    seen.append(dialog.labelText())
                    QTest.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)
                yield step / 1000
        finally:
            closed.append(True)
        return "done"

    assert watch(person.window, "Counting…", work()) is None
    assert seen[0] == "Counting…"
    assert closed == [True]


def test_work_that_is_soon_done_shows_nothing(person: Person) -> None:
    def work() -> Generator[float, None, str]:
        for step in range(5):
            yield step / 5
            assert QApplication.activeModalWidget() is None
        return "done"

    assert watch(person.window, "Counting…", work()) == "done"


def test_a_picture_that_is_given_up_leaves_no_file(
    row: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_export, "watch", lambda _window, _words, steps: steps.close())
    path = tmp_path / "picture.png"
    assert save_picture(row.window, path) is False
    assert not path.exists()
    assert row.window.status.currentMessage() == ""


# The dialog and the clipboard.


def test_there_is_no_picture_of_nothing(person: Person) -> None:
    text = person.answer(OK, lambda: ask_for_picture(person.window))
    assert text == "There is nothing to draw: the graph is empty."
    assert not copy_picture(person.window)
    assert person.window.status.currentMessage() == text


def test_a_picture_of_another_ending_is_refused_in_words(row: Person, tmp_path: Path) -> None:
    text = row.answer(OK, lambda: save_picture(row.window, tmp_path / "picture.bmp"))
    assert text.startswith("A picture ends in .png, .svg or .pdf")


# A card that no package here declares.

UNKNOWN = {
    "layerdeck": 1,
    "name": "strange",
    "cards": [
        {"id": "x", "card": "keras.Input", "at": [0, 0], "values": {"shape": [8, 8, 8, 1]}},
        {
            "id": "swirl",
            "card": "elsewhere.layers.Swirl",
            "at": [300, 0],
            "values": {"turns": 3, "options": {"deep": [1, 2]}},
            "colour": "green",
        },
        {"id": "y", "card": "layerdeck.Output", "at": [600, 0]},
    ],
    "wires": [["x.output", "swirl.input"], ["swirl.output", "y.input"]],
}


def test_an_unknown_card_is_shown_and_saved_as_it_was(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "strange.layerdeck"
    path.write_text(json.dumps(UNKNOWN))
    assert person.window.files.open(path)
    person.window.view.fit()
    item = person.window.canvas.cards["swirl"]
    assert item.look.title == "swirl · Swirl"
    assert {row.port.id for row in item.layout.rows} == {"input", "output"}
    assert len(person.window.canvas.wires) == 2
    error = person.window.theme.color("card_error")
    assert person.color_near(item.pos() + QPointF(0, 16), error), "it does not stand out"
    assert "elsewhere.layers.Swirl" in person.window.session.problems_of("swirl")[0].message

    person.click(person.grab_head("swirl"))
    assert person.window.inspector.path.text() == "elsewhere.layers.Swirl"
    person.move_card("swirl", 30, 30)
    person.key("Ctrl+Z")
    person.drag_wire(person.socket("swirl.input", True), QPoint(20, 20))
    assert len(person.graph.wires) == 1
    person.key("Ctrl+Z")
    assert person.window.files.save_to(path)
    assert json.loads(path.read_text()) == UNKNOWN
    QTest.keySequence(person.window.view, "Del")
    assert "swirl" not in person.graph.cards
