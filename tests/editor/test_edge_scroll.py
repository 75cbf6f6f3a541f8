"""While something is dragged near the edge of the canvas, the canvas scrolls by itself."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from making import network, wire
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    person.window.view.centerOn(500, 300)
    person.settle()
    return person


def corner(person: Person) -> QPointF:
    return person.window.view.mapToScene(QPoint(0, 0))


def near_right(person: Person) -> QPoint:
    return QPoint(person.viewport.width() - 6, person.viewport.height() // 2 + 120)


def test_a_wire_is_dragged_on_beyond_what_is_in_sight(row: Person, qtbot: QtBot) -> None:
    before, place = corner(row), near_right(row)
    row.pick_up("a.output", is_input=False)
    row.move(place)
    qtbot.waitUntil(lambda: corner(row).x() > before.x() + 60)
    curve = row.window.canvas.wire_drag
    assert curve is not None
    row.move(QPoint(400, 420))
    row.settle()
    still = corner(row)
    qtbot.wait(60)
    assert corner(row) == still, "it scrolls on though the mouse is in the middle"
    row.strike("Esc")
    row.release(QPoint(400, 420))
    assert wire("a.output > y.input") in row.graph.wires


def test_a_card_stays_under_the_mouse_meanwhile(row: Person, qtbot: QtBot) -> None:
    before, start, place = corner(row), row.grab_head("y"), near_right(row)
    held = row.window.view.mapToScene(start) - QPointF(*row.graph.cards["y"].at)
    row.press(start)
    row.move(place)
    qtbot.waitUntil(lambda: corner(row).x() > before.x() + 60)
    row.release(place)
    there = row.window.view.mapToScene(place) - held - QPointF(*row.graph.cards["y"].at)
    # It goes into line with its neighbours or onto the grid.
    assert there.manhattanLength() <= 30
    still = corner(row)
    qtbot.wait(60)
    assert corner(row) == still, "it scrolls on though nothing is dragged"


def test_a_press_near_the_edge_alone_scrolls_nothing(row: Person, qtbot: QtBot) -> None:
    before = corner(row)
    row.press(near_right(row))
    qtbot.wait(60)
    row.release(near_right(row))
    row.move(near_right(row) + QPoint(2, 0))
    qtbot.wait(60)
    assert corner(row) == before
