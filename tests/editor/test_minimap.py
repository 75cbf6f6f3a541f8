"""The minimap: what it draws, how it is used, and when it gets out of the way."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from layerdeck.graph.areas import add_frame
from layerdeck.graph.edits import move, set_value
from making import CONV, INPUT, card, line
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    """Four cards, of which the third has an error, wider than the view."""
    cards = [card("x", INPUT, shape=[8, 8, 8, 1])]
    cards += [
        card(key, CONV, **({} if key == "b" else {"filters": 2, "kernel_size": 3})) for key in "abc"
    ]
    person.open(line(*cards))
    person.settle()
    return person


def seen(person: Person) -> QRectF:
    view = person.window.view
    return view.mapToScene(person.viewport.rect()).boundingRect()


def colors(picture: QImage) -> int:
    """How many colours are in a picture, looked at every third pixel."""
    return len(
        {
            picture.pixelColor(x, y).rgb()
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
    )


def drawn_at(person: Person, place: QPointF) -> QColor:
    """What the minimap draws for a place of the scene."""
    minimap = person.window.view.minimap
    _, scale, shift = minimap._frame()
    spot = place * scale + shift
    picture = minimap.grab().toImage()
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))


def like(one: QColor, other: QColor) -> bool:
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return max(abs(a - b) for a, b in parts) < 40


def middle(person: Person, item: str) -> QPointF:
    return person.window.canvas.contents.body(item).center()


def test_a_press_in_the_minimap_brings_that_place_into_the_middle(row: Person) -> None:
    minimap = row.window.view.minimap
    assert minimap.isVisible()
    row.window.view.centerOn(0, 0)
    right = QPoint(minimap.width() - 12, minimap.height() // 2)
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=right)
    row.settle()
    last = row.window.canvas.cards["c"].body()
    assert seen(row).intersects(last)
    left = QPoint(12, minimap.height() // 2)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(minimap, right)
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=right)
    row.settle()
    assert seen(row).intersects(last), "a drag in the minimap is not followed"


def test_the_minimap_draws_cards_and_what_is_seen(row: Person) -> None:
    minimap = row.window.view.minimap
    full = colors(minimap.grab().toImage())
    row.key("Ctrl+A")
    row.key("Del")
    assert colors(minimap.grab().toImage()) < full


def test_errors_are_drawn_in_their_colour(row: Person) -> None:
    red = row.window.theme.color("card_error")
    assert like(drawn_at(row, middle(row, "b")), red)
    assert not like(drawn_at(row, middle(row, "a")), red)
    place = middle(row, "b")
    row.window.session.edit("Mend", set_value, row.window.session.deck, "b", "filters", 2)
    row.window.session.edit("Mend", set_value, row.window.session.deck, "b", "kernel_size", 3)
    row.settle()
    assert not like(drawn_at(row, place), red)


def test_what_is_selected_has_an_edge(row: Person) -> None:
    ink = row.window.theme.color("text")

    def edge() -> int:
        picture = row.window.view.minimap.grab().toImage()
        spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return sum(like(picture.pixelColor(x, y), ink) for x, y in spots)

    assert edge() == 0
    row.click(row.grab_head("a"))
    assert edge() > 20


def test_frames_are_drawn_and_what_moves_is_drawn_elsewhere(row: Person) -> None:
    bare = drawn_at(row, QPointF(200, 420))
    row.window.session.edit("Frame", lambda it: add_frame(it, (100, 340), (300, 160), "Encoder")[0])
    row.settle()
    framed = drawn_at(row, QPointF(200, 420))
    assert framed.rgb() != bare.rgb()
    row.window.session.edit("Move", move, {"frame": (600, 340)})
    row.settle()
    assert drawn_at(row, QPointF(700, 420)).rgb() == framed.rgb()


def test_it_fades_while_the_cursor_is_near_and_not_while_it_is_on_it(row: Person) -> None:
    minimap = row.window.view.minimap
    corner = minimap.geometry().topLeft()

    red = row.window.theme.color("card_error")

    row.move(corner - QPoint(300, 200))
    assert not minimap.faded
    assert like(drawn_at(row, middle(row, "b")), red)
    row.move(corner - QPoint(20, 20))
    assert minimap.faded
    assert not like(drawn_at(row, middle(row, "b")), red)
    QTest.mouseMove(minimap, QPoint(70, 50))
    row.settle()
    assert not minimap.faded
    row.move(corner - QPoint(300, 200))
    assert not minimap.faded


def test_m_hides_it_for_good_and_brings_it_back(row: Person) -> None:
    minimap = row.window.view.minimap
    assert minimap.isVisible()
    row.key("M")
    assert not minimap.isVisible()
    assert row.window.settings.value("minimap", type=bool) is False
    assert not row.window.all_actions.of_qt("view.minimap").isChecked()
    row.window.view.centerOn(0, 0)
    row.settle()
    assert not minimap.isVisible()
    row.key("M")
    assert minimap.isVisible()
    assert row.window.settings.value("minimap", type=bool) is True


def test_looking_around_paints_its_blocks_no_second_time(row: Person) -> None:
    minimap = row.window.view.minimap
    minimap.grab()
    kept = minimap._blocks
    assert kept is not None
    row.window.view.centerOn(0, 0)
    row.wheel(QPoint(300, 300), 1)
    minimap.grab()
    assert minimap._blocks is kept
    row.window.session.edit("Move", move, {"a": (900, 400)})
    row.settle()
    minimap.grab()
    assert minimap._blocks is not kept


def test_it_steps_aside_while_the_canvas_is_dragged(row: Person) -> None:
    minimap, middle = row.window.view.minimap, Qt.MouseButton.MiddleButton
    assert minimap.isVisible()
    place = row.viewport.rect().center()
    row.press(place, middle)
    assert not minimap.isVisible()
    row.move(place + QPoint(-40, -20))
    row.release(place + QPoint(-40, -20), middle)
    assert minimap.isVisible()


def test_what_is_said_at_the_cursor_lies_above_the_minimap(row: Person) -> None:
    view = row.window.view
    corner = view.minimap.geometry().center()
    view.say("A refusal that reaches over the minimap", True, view.mapToScene(corner))
    row.settle()
    assert row.hint is not None and row.hint.geometry().intersects(view.minimap.geometry())
    place = row.hint.geometry()
    inside = place.adjusted(8, 4, -8, -4)
    drawn = view.grab(inside).toImage()
    view.minimap.hide()
    assert drawn == view.grab(inside).toImage()
