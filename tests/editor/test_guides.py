"""Cards that are dragged go into line with their neighbours, and thin lines say with what."""

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, Qt

from layerdeck.editor.canvas.snapping import GuideLines, Snapping
from layerdeck.graph import Graph
from layerdeck.graph.edits import move
from making import CONV, INPUT, OUTPUT, card, graph, line, wire
from person import NO_KEY, Person

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def apart(person: Person) -> Person:
    """Two like cards, neither wired nor in line with the other."""
    person.open(graph(card("a", CONV), card("b", CONV)))
    person.window.session.edit("Move", move, {"a": (0, 0), "b": (400, 101)})
    return person


def guides(person: Person) -> list[QLineF]:
    """The lines that are drawn on the canvas."""
    items = person.window.canvas.items()
    return [line for item in items if isinstance(item, GuideLines) for line in item.lines]


def hold(person: Person, card_id: str, across: int, down: int, keys=NO_KEY) -> QPoint:
    """Take a card by its head, so far from where it lay, and keep it in the hand."""
    start = person.grab_head(card_id)
    person.press(start)
    person.move(start + QPoint(across, down) / 2, keys)
    person.move(start + QPoint(across, down), keys)
    return start + QPoint(across, down)


@pytest.mark.parametrize("away", [-6, -5, -1, 0, 3, 6])
def test_a_card_goes_into_line_with_one_beside_it(apart: Person, away: int) -> None:
    apart.move_card("b", 40, -101 + away, NO_KEY)
    assert apart.graph.cards["b"].at == (440, 0)
    assert apart.undo_steps() == 2, "one of them made the picture"


@pytest.mark.parametrize("away", [-7, 7, 20])
def test_what_is_farther_away_draws_nothing_and_the_grid_holds(apart: Person, away: int) -> None:
    apart.move_card("b", 41, -101 + away, NO_KEY)
    x, y = apart.graph.cards["b"].at
    assert y != 0
    assert abs(y - away) <= 4
    assert (x % 8, y % 8) == (0, 0)


@pytest.mark.parametrize("key", [CTRL, ALT])
def test_with_a_key_held_a_card_goes_where_the_mouse_does(apart: Person, key) -> None:
    place = hold(apart, "b", 41, -98, key)
    assert guides(apart) == []
    apart.release(place)
    assert apart.graph.cards["b"].at == (441, 3)


def test_a_thin_line_shows_what_is_in_line(apart: Person) -> None:
    color = apart.window.theme.color("guide")
    height = apart.window.canvas.cards["a"].body().height()
    between = QPointF(330, 0), QPointF(330, height)
    place = hold(apart, "b", 41, -97)
    # Of boxes that are equally tall both edges are drawn, and the middle would say no more.
    assert sorted({line.y1() for line in guides(apart)}) == [0, height]
    for point in between:
        assert apart.color_near(point, color)
    apart.move(place + QPoint(0, 60))
    assert guides(apart) == []
    apart.release(place + QPoint(0, 60))
    assert not any(isinstance(item, GuideLines) for item in apart.window.canvas.items())


def test_escape_takes_the_lines_away_with_the_drag(apart: Person) -> None:
    before = apart.graph
    place = hold(apart, "b", 41, -97)
    assert guides(apart)
    apart.key("Esc")
    assert guides(apart) == []
    apart.release(place)
    assert apart.graph is before


def test_middles_and_sides_go_into_line(person: Person) -> None:
    person.open(graph(card("a", CONV), card("y", OUTPUT)))
    person.window.session.edit("Move", move, {"a": (0, 0), "y": (7, 400)})
    big, small = (person.window.canvas.cards[key].body() for key in "ay")
    assert small.width() < big.width() - 20
    sides = {
        "left": 0.0,
        "middle": big.center().x() - small.width() / 2,
        "right": big.right() - small.width(),
    }
    for wanted in sides.values():
        x, _ = person.graph.cards["y"].at
        person.move_card("y", round(wanted - x) + 4, 0, NO_KEY)
        assert person.graph.cards["y"].at[0] == wanted


def test_a_wire_becomes_straight(person: Person) -> None:
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV), card("y", OUTPUT)))
    curve = wire("a.output > y.input")
    points = person.window.canvas.contents.wires[curve].points
    gap = round(points[1].y() - points[0].y())
    # Past the edges of its neighbours, which are another way.
    person.move_card("y", 16, 150, NO_KEY)
    person.move_card("y", 0, -gap - 150 + 5, NO_KEY)
    points = person.window.canvas.contents.wires[curve].points
    assert points[0].y() == points[1].y()


def test_every_selected_card_goes_along_and_keeps_its_place_to_the_others(apart: Person) -> None:
    apart.window.session.edit("Move", move, {"b": (3, 301)})
    apart.key("Ctrl+A")
    apart.move_card("a", 21, 13, NO_KEY)
    (ax, ay), (bx, by) = (apart.graph.cards[key].at for key in "ab")
    assert (ax, ay) == (24, 16), "the card that was taken hold of lies on the grid"
    assert (bx - ax, by - ay) == (3, 301)


def test_the_reach_is_the_same_on_the_screen_at_every_scale(apart: Person) -> None:
    apart.window.view.zoom_from_middle(0.5)
    apart.move_card("b", 30, -46, NO_KEY)  # 9 pixels of the canvas from being in line
    assert apart.graph.cards["b"].at[1] == 0


def test_nothing_out_of_sight_draws(apart: Person) -> None:
    apart.window.view.centerOn(1000, 0)
    apart.window.session.edit("Move", move, {"b": (1000, 51)})
    apart.move_card("b", 20, -48, NO_KEY)
    assert apart.graph.cards["b"].at == (1024, 0), "the grid draws it there, not the other card"
    apart.window.session.edit("Move", move, {"a": (0, 3), "b": (1000, 51)})
    apart.move_card("b", 20, -48, NO_KEY)
    assert apart.graph.cards["b"].at == (1024, 0)


def test_a_step_asks_what_lies_near_and_not_all_there_is(person: Person) -> None:
    def asked(columns: int) -> int:
        placed = {
            f"c{place}": card("c", CONV).with_(
                id=f"c{place}", at=(300.0 * (place % columns), 260.0 * (place // columns))
            )
            for place in range(columns * columns)
        }
        person.window.session.document.load(Graph(cards=placed), None)
        person.window.view.centerOn(600, 500)
        person.settle()
        contents, count = person.window.canvas.contents, 0

        class Counting(dict):
            def __getitem__(self, key):
                nonlocal count
                count += 1
                return super().__getitem__(key)

        held = [f"c{columns * row + column}" for row in range(3) for column in range(3)]
        snapping = Snapping(person.window.canvas, held, held[0])
        all_cards, contents.cards = contents.cards, Counting(contents.cards)
        snapping.settled(QPointF(40, 40))
        contents.cards = all_cards
        return count

    assert 0 < asked(12) == asked(60)
