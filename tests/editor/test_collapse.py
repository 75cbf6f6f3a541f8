"""Cards that show their heads alone: drawn, wired, opened again, edited from the inspector."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

import text_on_cards
from layerdeck.deck import load_catalogue
from layerdeck.editor.canvas.layout import HEAD, card_layout
from layerdeck.editor.theme import load_theme
from layerdeck.graph.edits import collapse
from making import ADD, CONV, HE, INPUT, OUTPUT, card, graph, network, wire
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def ends_meet(person: Person) -> bool:
    cards = person.window.canvas.cards
    return all(
        drawn.path.pointAtPercent(0)
        == cards[drawn.wire.source.card].socket_place(drawn.wire.source.port, is_input=False)
        and drawn.path.currentPosition()
        == cards[drawn.wire.target.card].socket_place(drawn.wire.target.port, is_input=True)
        for drawn in person.window.canvas.wires.values()
    )


def test_c_collapses_what_is_selected_and_opens_it_again(row: Person) -> None:
    item = row.window.canvas.cards["a"]
    tall, before = item.layout.height, row.graph
    row.click(row.grab_head("a"))
    row.key("C")
    assert row.graph.cards["a"].collapsed
    assert item.layout.height < 60 < tall
    assert {(found.port.id, found.is_input) for found in item.layout.rows} == {
        ("input", True), ("output", False),
    }  # fmt: skip
    assert row.graph.cards["a"].values == before.cards["a"].values
    assert ends_meet(row)
    assert row.undo_steps() == 1
    row.key("C")
    assert not row.graph.cards["a"].collapsed
    assert item.layout.height == tall
    assert ends_meet(row)
    row.key("Ctrl+Z")
    assert row.graph.cards["a"].collapsed
    assert ends_meet(row)


def test_of_several_all_are_collapsed_and_then_all_opened_in_one_step(row: Person) -> None:
    row.window.session.edit("Collapse", collapse, ["a"])
    row.key("Ctrl+A")
    row.key("C")
    assert all(item.collapsed for item in row.graph.cards.values())
    assert row.undo_steps() == 2
    row.key("C")
    assert not any(item.collapsed for item in row.graph.cards.values())
    assert row.undo_steps() == 3


def test_the_arrow_in_the_head_opens_it(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    item = row.window.canvas.cards["a"]
    arrow = item.mapToScene(item.layout.more.center())
    assert row.color_near(arrow, row.window.theme.color("text_soft"))
    row.click(row.window.view.mapFromScene(arrow))
    assert not row.graph.cards["a"].collapsed
    assert row.window.session.selected == ("a",)


def test_what_is_wired_keeps_a_socket_and_the_rest_has_none(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]), card("he", HE), card("a", CONV, filters=2),
            card("b", CONV, filters=2), card("sum", ADD), card("y", OUTPUT),
            wires=["he.initializer > a.kernel_initializer", "x.output > a.input",
                   "x.output > b.input", "a.output > sum.inputs",
                   "b.output > sum.inputs", "sum.output > y.input"],
        )
    )  # fmt: skip
    person.key("Ctrl+A")
    person.key("C")
    cards = person.window.canvas.cards
    rows = [row for row in cards["a"].layout.rows if row.is_input]
    assert [row.port.id for row in rows] == ["kernel_initializer", "input"]
    assert all(row.connected for row in rows)
    assert [row.port.id for row in cards["sum"].layout.rows] == ["inputs", "output"]
    assert ends_meet(person)
    for item in cards.values():
        places = [row.socket for row in item.layout.rows]
        for place in places:
            assert 6 <= place.y() <= item.layout.height - 6
        for one in places:
            assert not any(0 < (one - other).manhattanLength() < 12 for other in places)


def test_a_collapsed_card_can_be_wired_and_its_wires_picked_up(row: Person) -> None:
    row.key("Ctrl+A")
    row.key("C")
    row.pick_up("y.input", is_input=True)
    row.release(row.socket("y.input", True) + QPoint(60, 200))
    assert row.graph.wires == (wire("x.output > a.input"),)
    row.wire("a.output", "y.input")
    assert wire("a.output > y.input") in row.graph.wires
    assert ends_meet(row)


def test_straight_wires_between_collapsed_cards_of_one_height(row: Person) -> None:
    row.key("Ctrl+A")
    row.key("C")
    for curve in row.window.canvas.wires.values():
        start, end = curve.path.pointAtPercent(0), curve.path.currentPosition()
        assert start.y() == end.y()


def test_the_shape_stands_in_one_line_below_the_head() -> None:
    conv = load_catalogue()[CONV]
    plain = text_on_cards.looks_of(conv)
    look = replace(dict(plain)["plain"], collapsed=True, shape="64×64×64×16", sizes="448 params")
    layout = card_layout(look)
    shown = [text.text for text in text_on_cards.texts_on(layout, look, load_theme("night"))]
    assert shown == [conv.title, "64×64×64×16"]


def test_no_text_of_a_collapsed_card_is_clipped_or_covered() -> None:
    loaded = load_theme("night")
    for card_type in load_catalogue().values():
        for way, look in text_on_cards.looks_of(card_type):
            folded = replace(look, collapsed=True, problem=look.problem and look.problem * 3)
            layout = card_layout(folded)
            texts = text_on_cards.texts_on(layout, folded, loaded)
            room = layout.width + 0.5, layout.height + 0.5
            for text in texts:
                assert text.box.right() <= room[0], (card_type.title, way, text)
                assert text.box.bottom() <= room[1], (card_type.title, way, text)
            assert len(texts) <= 2
            opener = layout.more
            assert not any(text.box.intersects(opener) for text in texts), (card_type.title, way)


def test_a_problem_is_told_in_one_line_and_the_edge_is_red(person: Person) -> None:
    person.open(graph(card("a", CONV)))
    person.key("Ctrl+A")
    person.key("C")
    item = person.window.canvas.cards["a"]
    (line,) = item.layout.foot_lines
    assert line
    assert item.placed.error
    corner = item.pos() + QPointF(40, item.layout.height)
    assert person.color_near(corner, person.window.theme.color("card_error"))


def test_values_are_edited_in_the_inspector_and_it_stays_collapsed(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    editor = row.window.inspector.rows["filters"].editor
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
    editor.selectAll()
    QTest.keyClicks(editor, "32")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    row.settle()
    assert row.graph.cards["a"].values["filters"] == 32
    assert row.graph.cards["a"].collapsed
    row.key("C")
    assert row.window.canvas.cards["a"].layout.row("filters", is_input=True).text == "32"


def test_a_double_click_on_its_head_edits_no_value(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    row.double_click(row.grab_head("a"))
    assert row.window.view.editor is None


def test_e_opens_a_collapsed_card(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    row.key("E")
    assert not row.graph.cards["a"].collapsed
    assert row.undo_steps() == 2


def test_dragging_it_moves_it_and_its_wires(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    at = row.graph.cards["a"].at
    row.move_card("a", 30, 44)
    assert row.graph.cards["a"].at == (at[0] + 30, at[1] + 44)
    assert ends_meet(row)


def test_with_nothing_selected_it_is_said(row: Person) -> None:
    row.key("C")
    assert row.said == "Select the cards that are to show their heads alone."
    assert HEAD > 0
