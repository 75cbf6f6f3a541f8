"""Pictures of the canvas as files, and cards that no package here declares."""

import json
import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from making import network
from person import Person

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
        assert row.window.files.export_picture(path)
        assert row.window.status.currentMessage() == f"Drew picture.{ending}."
    assert row.window.session.selected == ("a",), "drawing has let go of the selection"

    drawn = lightness(QImage(str(tmp_path / "picture.png")))
    assert drawn > 0.6 if theme == "paper" else drawn < 0.4

    svg = QSvgRenderer(QByteArray((tmp_path / "picture.svg").read_bytes()))
    assert svg.isValid()
    image = QImage(svg.defaultSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    svg.render(painter)
    painter.end()
    assert abs(lightness(image) - drawn) < 0.05
    assert "Kernel size" in (tmp_path / "picture.svg").read_text()

    pdf = (tmp_path / "picture.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S)
    page = max((text for part in streams if b"Tf" in (text := inflate(part))), key=len)
    assert page.count(b"Tf") > 10, "the page has no text"


def inflate(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""


def test_a_picture_of_another_ending_is_refused_in_words(row: Person, tmp_path: Path) -> None:
    text = row.answer(OK, lambda: row.window.files.export_picture(tmp_path / "picture.bmp"))
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
