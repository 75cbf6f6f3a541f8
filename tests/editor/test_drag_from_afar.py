"""Dragging what is seen from afar: all else is painted once, and nothing looks otherwise for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.canvas import far as far_module
from layerdeck.files import read_project
from person import FREELY, Person

UNET = Path(__file__).parents[2] / "examples" / "unet3d.layerdeck"
HELD = ("pool1", "enc2", "pool2")
WAY = QPoint(-32, 24)


@pytest.fixture
def far(person: Person) -> Person:
    """The U-Net, of which some cards are selected."""
    document = person.window.session.document
    document.load(read_project(UNET, load_catalogue()), None)
    person.window.session.select(HELD)
    return person


def look(person: Person, scale: float) -> QPoint:
    """Look from afar; gives the place on the screen of a card that is selected."""
    view = person.window.view
    view.zoom_to_one()
    view.zoom_from_middle(scale)
    view.centerOn(person.window.canvas.content_rect().center())
    person.settle()
    assert person.window.canvas.far.isVisible()
    return view.mapFromScene(person.window.canvas.contents.body(HELD[0]).center())


def seen(person: Person) -> QImage:
    QApplication.processEvents()
    return person.viewport.grab().toImage()


def differing(one: QImage, other: QImage) -> int:
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(one.width())
        for y in range(one.height())
    )


@pytest.mark.parametrize("scale", [0.3, 0.12])
def test_in_the_hand_all_looks_as_where_it_is_laid_down(far: Person, scale: float) -> None:
    start = look(far, scale)
    before = seen(far)
    far.press(start)
    far.move(start + WAY / 2, FREELY)
    far.move(start + WAY, FREELY)
    during = seen(far)
    far.release(start + WAY)
    after = seen(far)
    assert far.undo_steps() == 1
    moved = differing(before, after)
    assert moved > 1000, "nothing has moved"
    # Curves are laid to a fraction of a pixel.
    assert differing(during, after) < moved / 20


def test_a_step_paints_nothing_anew_but_what_is_dragged(
    far: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = look(far, 0.3)
    far.press(start)
    far.move(start + WAY / 2, FREELY)
    seen(far)
    painted: list[object] = []
    monkeypatch.setattr(far_module, "paint_lines", lambda *lines: painted.append(lines))
    for step in range(1, 6):
        far.move(start + WAY / 2 + QPoint(step, step), FREELY)
        seen(far)
    assert not painted
    far.release(start + WAY)
    seen(far)
    assert painted, "it is painted as before when all is laid down"
