"""Cards and wires selected, moved, nudged and deleted."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from making import network, wire
from person import Person

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def row(person: Person) -> Person:
    """An Input, a convolution and an Output in a row."""
    person.open(network())
    return person


def selected(person: Person) -> set[str]:
    drawn = {card_id for card_id, item in person.window.canvas.cards.items() if item.selected}
    assert drawn == set(person.window.session.selected)
    return drawn


def place(person: Person, card_id: str) -> tuple[float, float]:
    item = person.window.canvas.cards[card_id]
    assert person.graph.cards[card_id].at == (item.pos().x(), item.pos().y())
    return person.graph.cards[card_id].at


def nowhere(person: Person) -> QPoint:
    return QPoint(30, 30)


def ends_meet(person: Person) -> bool:
    """Whether every wire starts and ends at its sockets."""
    cards = person.window.canvas.cards
    for drawn in person.window.canvas.wires.values():
        source, target = drawn.wire
        start = cards[source.card].socket_place(source.port, is_input=False)
        end = cards[target.card].socket_place(target.port, is_input=True)
        if drawn.path.pointAtPercent(0) != start or drawn.path.currentPosition() != end:
            return False
    return True


def on_wire(person: Person, text: str) -> QPoint:
    path = person.window.canvas.wires[wire(text)].path
    return person.window.view.mapFromScene(path.pointAtPercent(0.5))


def test_a_click_selects_one_card_and_the_open_lets_go(row: Person) -> None:
    row.click(row.grab_head("a"))
    assert selected(row) == {"a"}
    row.click(row.grab_head("x"))
    assert selected(row) == {"x"}
    row.click(nowhere(row))
    assert selected(row) == set()


def test_ctrl_click_adds_and_takes_away(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.click(row.grab_head("x"), CTRL)
    assert selected(row) == {"a", "x"}
    row.click(row.grab_head("a"), CTRL)
    assert selected(row) == {"x"}


def test_the_selected_card_has_an_edge_in_the_accent(row: Person) -> None:
    accent = row.window.theme.color("card_selected")
    edge = row.window.canvas.cards["y"].pos() + QPointF(40, 0)
    assert not row.color_near(edge, accent)
    row.click(row.grab_head("y"))
    assert row.color_near(edge, accent)


def test_a_rubber_band_selects_what_it_touches(row: Person) -> None:
    start = nowhere(row)
    end = row.grab_head("a") + QPoint(20, 10)
    row.drag_wire(start, end)
    assert selected(row) == {"x", "a"}
    assert row.undo_steps() == 0, "a rubber band has moved something"


def test_ctrl_a_selects_all_and_all_are_deleted_in_one_step(row: Person) -> None:
    before = row.graph
    row.key("Ctrl+A")
    assert selected(row) == {"x", "a", "y"}
    row.key("Del")
    assert not row.graph.cards
    assert not row.graph.wires
    assert not row.window.canvas.cards.shown
    assert not row.window.canvas.wires.shown
    row.key("Ctrl+Z")
    assert row.graph == before
    assert ends_meet(row)


def test_a_drag_moves_a_card_as_one_step(row: Person) -> None:
    x, y = place(row, "a")
    row.move_card("a", 90, 130)
    assert place(row, "a") == (x + 90, y + 130)
    assert row.undo_steps() == 1
    row.key("Ctrl+Z")
    assert place(row, "a") == (x, y)
    assert ends_meet(row)


def test_a_drag_moves_all_that_is_selected_as_one_step(row: Person) -> None:
    row.key("Ctrl+A")
    before = {card_id: place(row, card_id) for card_id in row.graph.cards}
    row.move_card("a", -60, 48)
    for card_id, (x, y) in before.items():
        assert place(row, card_id) == (x - 60, y + 48)
    assert row.undo_steps() == 1


def test_a_drag_of_another_card_leaves_the_selected_one(row: Person) -> None:
    row.click(row.grab_head("x"))
    before = place(row, "x")
    row.move_card("a", 0, 60)
    assert place(row, "x") == before
    assert selected(row) == {"a"}


def test_wires_follow_while_a_card_is_dragged(row: Person) -> None:
    start = row.grab_head("a")
    drawn = row.window.canvas.wires[wire("x.output > a.input")]
    before = drawn.path
    row.press(start)
    for step in range(1, 6):
        row.move(start + QPoint(10 * step, 14 * step))
        assert ends_meet(row)
    assert drawn.path != before
    assert drawn.boundingRect().contains(drawn.path.boundingRect())
    row.release(start + QPoint(50, 70))
    assert ends_meet(row)


def test_wires_follow_when_inputs_are_opened_and_closed(row: Person) -> None:
    before = row.window.canvas.wires[wire("x.output > a.input")].path
    row.open_inputs("a")
    assert ends_meet(row)
    assert row.window.canvas.wires[wire("x.output > a.input")].path != before
    row.click(row.grab_head("a"))
    row.key("E")
    assert ends_meet(row)
    assert row.window.canvas.wires[wire("x.output > a.input")].path == before


@pytest.mark.parametrize(
    ("key", "across", "down"),
    [("Left", -8, 0), ("Right", 8, 0), ("Up", 0, -8), ("Down", 0, 8)],
)
def test_arrows_nudge_what_is_selected(row: Person, key: str, across: int, down: int) -> None:
    x, y = place(row, "a")
    other = place(row, "x")
    row.click(row.grab_head("a"))
    row.key(key)
    assert place(row, "a") == (x + across, y + down)
    assert place(row, "x") == other
    assert ends_meet(row)


def test_delete_takes_a_card_with_its_wires(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("Del")
    assert set(row.graph.cards) == {"x", "y"}
    assert row.graph.wires == ()
    assert not row.window.canvas.wires
    assert selected(row) == set()
    row.key("Ctrl+Z")
    assert len(row.graph.wires) == 2
    assert ends_meet(row)


def test_delete_takes_a_wire_that_was_clicked(row: Person) -> None:
    row.click(on_wire(row, "a.output > y.input"))
    assert selected(row) == set()
    assert row.window.canvas.lighting.wires == [wire("a.output > y.input")]
    row.key("Del")
    assert row.graph.wires == (wire("x.output > a.input"),)
    assert set(row.graph.cards) == {"x", "a", "y"}


def test_a_wire_that_was_clicked_stands_out(row: Person) -> None:
    middle = row.window.canvas.wires[wire("a.output > y.input")].path.pointAtPercent(0.5)
    text = row.window.theme.color("text")
    assert not row.color_near(middle, text)
    row.click(on_wire(row, "a.output > y.input"))
    assert row.color_near(middle, text)


@pytest.mark.parametrize("field", ["value", "search", "name", "inspector"])
def test_delete_typed_into_a_text_deletes_no_card(row: Person, field: str) -> None:
    row.click(row.grab_head("a"))
    if field == "value":
        row.click(row.chip("a.filters"))
    else:
        inspector = row.window.inspector
        line_edit = {
            "search": row.window.deck.search,
            "name": inspector.name,
            "inspector": inspector.rows["filters"].editor,
        }[field]
        QTest.mouseClick(line_edit, Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    QTest.keyClicks(focused, "12")
    QTest.keyClick(focused, Qt.Key.Key_Home)
    text = focused.text()
    QTest.keyClick(focused, Qt.Key.Key_Delete)
    assert focused.text() == text[1:]
    assert set(row.graph.cards) == {"x", "a", "y"}


def test_delete_with_nothing_selected_is_no_step(row: Person) -> None:
    row.click(nowhere(row))
    row.key("Del")
    assert row.undo_steps() == 0


def test_what_lies_behind_comes_to_the_front_when_it_is_pressed(row: Person) -> None:
    """Two cards over each other: the one that was pressed last is the one a press meets."""
    row.move_card("a", -290, 0)
    row.click(row.grab_head("a"))
    assert selected(row) == {"a"}
    front = row.window.canvas.card_at(row.window.view.mapToScene(row.grab_head("a")))
    assert front is row.window.canvas.cards["a"]


def test_undo_while_a_card_is_dragged_leaves_a_whole_picture(row: Person) -> None:
    row.move_card("a", 0, 80)
    start = row.grab_head("a")
    row.press(start)
    row.move(start + QPoint(30, 30))
    row.key("Ctrl+Z")
    row.move(start + QPoint(40, 40))
    row.release(start + QPoint(40, 40))
    for card_id in row.graph.cards:
        place(row, card_id)
    assert ends_meet(row)


def test_delete_while_a_card_is_dragged(row: Person) -> None:
    start = row.grab_head("a")
    row.press(start)
    row.move(start + QPoint(30, 30))
    row.key("Del")
    row.move(start + QPoint(40, 40))
    row.release(start + QPoint(40, 40))
    assert set(row.graph.cards) == {"x", "y"}
    assert row.picture().width()


def test_escape_puts_back_the_cards_that_are_dragged(row: Person) -> None:
    before = row.graph
    start = row.grab_head("a")
    row.press(start)
    row.move(start + QPoint(60, 60))
    row.key("Esc")
    row.move(start + QPoint(80, 80))
    row.release(start + QPoint(80, 80))
    assert row.graph is before
    x, y = place(row, "a")
    assert ends_meet(row)
    row.move_card("a", 20, 0)
    assert place(row, "a") == (x + 20, y), "the next drag does not start where the card is"


def test_escape_and_a_key_of_its_own_let_go_of_all_that_is_selected(row: Person) -> None:
    for key in ("Esc", "Ctrl+Shift+A"):
        row.key("Ctrl+A")
        assert selected(row)
        row.key(key)
        assert not selected(row)
    route = row.window.canvas.wires[wire("x.output > a.input")].path
    row.click(row.window.view.mapFromScene(route.pointAtPercent(0.5)))
    assert row.window.canvas.lighting.wires
    row.key("Esc")
    assert not row.window.canvas.lighting.wires


def test_everything_is_fitted_into_the_view_whatever_is_selected(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.window.view.zoom_from_middle(3.0)
    row.key("Ctrl+0")
    view = row.window.view
    seen = view.mapToScene(row.viewport.rect()).boundingRect()
    assert seen.contains(row.window.canvas.content_rect())
    row.key("F")
    assert view.scale_factor == 1.0
