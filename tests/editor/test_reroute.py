"""Wires led through points: added, dragged, nudged, taken away, and seen while the wire is lit."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from layerdeck.graph.edits import bend
from making import CONV, INPUT, OUTPUT, card, line, wire
from person import FREELY, Person

WIRE = wire("a.output > y.input")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def row(person: Person) -> Person:
    """An Input, a convolution and an Output in a row, wired, with room between."""
    person.open(
        line(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4), card("y", OUTPUT)),
        across=420,
    )
    person.window.view.centerOn(600, 150)
    person.settle()
    return person


@pytest.fixture
def led(row: Person) -> Person:
    """The same, with the second wire led through two points."""
    start, end = ends(row)
    points = [(start.x() + 60, start.y() - 80), (end.x() - 60, end.y() - 80)]
    row.window.session.edit("Lead wire", bend, WIRE, points)
    row.settle()
    return row


def ends(person: Person) -> tuple[QPointF, QPointF]:
    points = person.window.canvas.contents.wires[WIRE].points
    return points[0], points[-1]


def bends(person: Person) -> tuple[QPointF, ...]:
    """The points that the wire is led through; it is drawn through them."""
    places = tuple(QPointF(*place) for place in person.graph.bends.get(WIRE, ()))
    drawn = person.window.canvas.wires[WIRE].route.points
    assert drawn[1:-1] == places, "it is drawn otherwise than it is led"
    return places


def on_screen(person: Person, place: QPointF) -> QPoint:
    return person.window.view.mapFromScene(place)


def middle(person: Person) -> QPoint:
    return on_screen(person, person.window.canvas.wires[WIRE].path.pointAtPercent(0.5))


def drag(person: Person, number: int, by: QPoint, keys=FREELY) -> None:
    start = on_screen(person, bends(person)[number])
    person.drag(start, start + by, keys)


def test_a_double_click_on_a_wire_leads_it_through_there(row: Person) -> None:
    place = middle(row)
    row.double_click(place)
    (made,) = bends(row)
    assert (made - row.window.view.mapToScene(place)).manhattanLength() <= 2
    assert row.window.canvas.lighting.picked == (WIRE, 0)
    assert row.popup is None
    assert row.undo_steps() == 1


def test_a_second_point_goes_between_its_neighbours(led: Person) -> None:
    before = bends(led)
    led.double_click(on_screen(led, (before[0] + before[1]) / 2))
    after = bends(led)
    assert [after[0], after[2]] == list(before)
    assert led.window.canvas.lighting.picked == (WIRE, 1)
    led.double_click(on_screen(led, led.window.canvas.wires[WIRE].grips[0]))
    assert bends(led)[1:] == after


def test_a_point_is_dragged_in_one_step(led: Person) -> None:
    before = bends(led)
    drag(led, 0, QPoint(14, 33))
    assert bends(led) == (before[0] + QPointF(14, 33), before[1])
    assert led.undo_steps() == 2
    led.key("Ctrl+Z")
    assert bends(led) == before


def test_while_it_is_dragged_the_wire_follows_and_escape_puts_it_back(led: Person) -> None:
    before = bends(led)
    start = on_screen(led, before[0])
    led.press(start)
    led.move(start + QPoint(20, 40), FREELY)
    drawn = led.window.canvas.wires[WIRE].route.points
    assert drawn[1] == before[0] + QPointF(20, 40)
    led.strike("Esc")
    assert led.window.canvas.wires[WIRE].route.points[1] == before[0]
    led.release(start + QPoint(20, 40))
    assert bends(led) == before


def test_it_goes_level_with_what_is_beside_it_else_onto_the_grid(led: Person) -> None:
    before = bends(led)
    drag(led, 0, QPoint(3, 40), Qt.KeyboardModifier.ShiftModifier)
    assert bends(led)[0].y() % 8 == 0
    drag(
        led,
        0,
        QPoint(0, round(before[1].y() - bends(led)[0].y()) + 4),
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert bends(led)[0].y() == before[1].y()
    drag(
        led,
        0,
        QPoint(0, round(ends(led)[0].y() - bends(led)[0].y()) - 5),
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert bends(led)[0].y() == ends(led)[0].y()


def test_a_click_picks_it_and_delete_takes_it_away_and_not_the_wire(led: Person) -> None:
    before = bends(led)
    led.click(on_screen(led, before[1]))
    assert led.window.canvas.lighting.picked == (WIRE, 1)
    assert led.window.canvas.lighting.wires == []
    led.key("Del")
    assert bends(led) == before[:1]
    assert WIRE in led.graph.wires
    assert led.undo_steps() == 2
    led.click(on_screen(led, before[0]))
    led.key("Del")
    assert bends(led) == ()
    led.key("Del")
    assert WIRE in led.graph.wires, "nothing was selected any more"


def test_alt_click_takes_a_point_away(led: Person) -> None:
    before = bends(led)
    led.click(on_screen(led, before[0]), ALT)
    assert bends(led) == before[1:]


def test_arrows_nudge_the_picked_point(led: Person) -> None:
    before = bends(led)
    led.click(on_screen(led, before[0]))
    led.strike("Right", "Up")
    assert bends(led) == (before[0] + QPointF(8, -8), before[1])
    assert led.window.canvas.lighting.picked == (WIRE, 0)


def test_picking_a_card_or_a_wire_lets_the_point_go(led: Person) -> None:
    for place in (led.grab_head("x"), middle(led)):
        led.click(on_screen(led, bends(led)[0]))
        led.click(place)
        assert led.window.canvas.lighting.picked is None
    led.click(on_screen(led, bends(led)[1]))
    led.key("Ctrl+Z")
    assert led.window.canvas.lighting.picked is None
    assert bends(led) == ()


def test_points_go_along_when_both_cards_are_dragged(led: Person) -> None:
    before = bends(led)
    led.window.session.select(["a", "y"])
    led.move_card("a", 40, 56)
    assert bends(led) == tuple(place + QPointF(40, 56) for place in before)
    led.move_card("y", 40, 0)
    led.window.session.select(["y"])
    led.move_card("y", 16, 0)
    assert bends(led) == tuple(place + QPointF(80, 56) for place in before)


def test_points_show_as_dots_while_the_wire_stands_out(led: Person) -> None:
    dot = bends(led)[0]
    # Beside the line itself, where only a dot reaches.
    beside = dot + QPointF(0, 4.2)
    item = led.window.canvas.wires[WIRE]
    led.move(QPoint(20, 20))
    led.click(QPoint(20, 20))
    plain = led.picture().pixelColor(on_screen(led, beside))
    led.click(led.grab_head("a"))
    assert item.lit
    assert led.picture().pixelColor(on_screen(led, beside)) != plain
    led.click(QPoint(20, 20))
    led.move(on_screen(led, dot))
    assert item.hovered
    assert led.picture().pixelColor(on_screen(led, beside)) != plain
    assert led.viewport.cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_seen_from_afar_the_wire_is_led_the_same_way(led: Person) -> None:
    led.window.view.zoom_from_middle(0.3)
    between = (bends(led)[0] + bends(led)[1]) / 2
    assert led.color_near(between, led.window.theme.kind(item_kind(led)), reach=2)
    led.double_click(on_screen(led, between))
    assert len(bends(led)) == 2, "what cannot be seen is not made"


def item_kind(person: Person):
    return person.window.canvas.wires[WIRE].route.kind


def test_the_ends_are_moved_and_the_points_stay(led: Person) -> None:
    before = bends(led)
    led.drag_wire(led.socket("y.input", True), led.socket("y.input", True) + QPoint(-30, 120))
    assert WIRE not in led.graph.wires
    led.key("Ctrl+Z")
    assert bends(led) == before
    item = led.window.canvas.wires[WIRE]
    led.drag_wire(on_screen(led, item.grips[0]), led.socket("x.output", False))
    moved = wire("x.output > y.input")
    assert led.graph.bends[moved] == tuple((it.x(), it.y()) for it in before)


def test_by_keyboard_a_selected_wire_gets_a_point_and_is_straight_again(row: Person) -> None:
    row.click(middle(row))
    row.menu("Card", "Wire", "Lead the wire through a point")
    (made,) = bends(row)
    row.strike("Down")
    assert bends(row) == (made + QPointF(0, 8),)
    row.menu("Card", "Wire", "Let the wire go straight")
    assert bends(row) == ()
    assert row.undo_steps() == 3


def test_a_double_click_with_the_right_button_does_nothing(row: Person) -> None:
    QTest.mouseDClick(row.viewport, Qt.MouseButton.RightButton, pos=middle(row))
    row.settle()
    assert bends(row) == ()
