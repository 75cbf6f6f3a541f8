"""Bypassed cards: drawn faded with a line through them, said what that means, taken back in."""

import pytest
from PySide6.QtCore import QPointF

from layerdeck.deck import Kind
from layerdeck.editor.canvas.look import look_of
from layerdeck.editor.canvas.tips import tip_at
from layerdeck.export import export
from making import ADD, INPUT, card, graph, network
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def head(person: Person, card_id: str) -> QPointF:
    return person.window.canvas.cards[card_id].pos() + QPointF(60, 14)


def test_b_bypasses_a_layer_and_takes_it_back_in(row: Person) -> None:
    before = export(row.window.session.lowered.program).text
    assert "Conv3D" in before
    row.click(row.grab_head("a"))
    row.key("B")
    assert row.graph.cards["a"].bypassed
    assert len(row.graph.wires) == 2, "it is still wired"
    assert "Conv3D" not in export(row.window.session.lowered.program).text
    assert not row.window.session.problems_of("a")
    assert row.undo_steps() == 1
    row.key("B")
    assert not row.graph.cards["a"].bypassed
    assert export(row.window.session.lowered.program).text == before
    row.key("Ctrl+Z")
    assert row.graph.cards["a"].bypassed


def test_it_is_drawn_faded_with_a_line_through_it(row: Person) -> None:
    item, theme = row.window.canvas.cards["a"], row.window.theme
    title = [item.pos() + QPointF(x, 15) for x in range(24, 110)]
    start = item.socket_place("input", is_input=True)
    end = item.socket_place("output", is_input=False)
    through = [start + (end - start) * step / 60 for step in range(6, 55)]

    def brightest() -> float:
        picture, view = row.picture(), row.window.view
        return max(picture.pixelColor(view.mapFromScene(place)).lightnessF() for place in title)

    def on_line() -> int:
        picture, view = row.picture(), row.window.view
        wanted = theme.kind(Kind.TENSOR)
        found = (picture.pixelColor(view.mapFromScene(place)) for place in through)
        return sum(abs(color.blue() - wanted.blue()) < 40 and color.red() < 90 for color in found)

    bright, crossed = brightest(), on_line()
    row.click(row.grab_head("a"))
    row.key("B")
    row.window.session.select([])
    assert brightest() < bright - 0.15
    assert crossed < 4
    assert 12 < on_line() < 44, "the line is not dashed"


def test_the_tip_says_what_it_means(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("B")
    words = tip_at(row.window.canvas, head(row, "a"))
    assert "as if this card were not there" in words
    row.key("B")
    assert "as if this card were not there" not in tip_at(row.window.canvas, head(row, "a"))


def test_it_can_be_bypassed_while_collapsed(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("C")
    row.key("B")
    item = row.window.canvas.cards["a"]
    assert item.look.collapsed
    assert item.look.bypassed
    assert row.picture().width()


def test_what_cannot_be_passed_says_why(row: Person) -> None:
    row.key("B")
    assert row.said == "Select the layers that are to be bypassed."
    row.click(row.grab_head("x"))
    row.key("B")
    assert row.said.startswith("x cannot be bypassed")
    assert not row.graph.cards["x"].bypassed
    assert not row.window.all_actions.of_qt("card.bypass").isEnabled()


def test_a_sum_of_two_is_not_bypassed(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8]), card("z", INPUT, shape=[8]), card("sum", ADD),
            wires=["x.output > sum.inputs", "z.output > sum.inputs"],
        )
    )  # fmt: skip
    person.click(person.grab_head("sum"))
    person.key("B")
    assert "2 tensors" in person.said
    assert person.undo_steps() == 0


def test_it_has_no_facts(user: Person, qtbot) -> None:
    user.open(network())
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    session = user.window.session
    assert session.facts_of("a") is not None
    user.click(user.grab_head("a"))
    user.key("B")
    assert session.facts_of("a") is None
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    look = look_of(session, session.graph.cards["a"], expanded=False)
    assert (look.shape, look.sizes) == ("", "")
    assert session.facts_of("y").output_shape == session.facts_of("x").output_shape
    assert user.window.canvas.cards["a"].layout.foot_lines == ()


@pytest.mark.parametrize("zoom", [0.3, 0.1])
def test_from_afar_it_is_faded_too(row: Person, zoom: float):
    canvas, view = row.window.canvas, row.window.view
    view.zoom_from_middle(zoom / view.scale_factor)
    view.centerOn(canvas.box_of(["a"]).center())
    row.settle()

    def shade() -> int:
        """How far the top of the card, which has its category's colour, is from the canvas'."""
        place = canvas.contents.body("a").topLeft() + QPointF(40, 10)
        picture = row.picture()
        at = view.mapFromScene(place) * picture.devicePixelRatio()
        there, ground = picture.pixelColor(at), row.window.theme.color("canvas")
        return sum(
            abs(one - other)
            for one, other in zip(there.getRgb()[:3], ground.getRgb()[:3], strict=True)
        )

    before = shade()
    row.window.session.select(["a"])
    row.key("B")
    row.window.session.select([])

    assert row.graph.cards["a"].bypassed
    assert 0 < shade() < before / 2
