"""Zooming, panning and fitting."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from layerdeck.deck import Kind
from layerdeck.program import Facts, Report
from making import CONV, INPUT, card, graph, line, residual, wire
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV), card("b", CONV), card("c", CONV)
        )
    )
    return person


def seen(person: Person) -> QRectF:
    view = person.window.view
    return view.mapToScene(person.viewport.rect()).boundingRect()


def under(person: Person, place: QPoint) -> QPointF:
    return person.window.view.mapToScene(place)


def colors(picture: QImage) -> int:
    """How many colours are in a picture, looked at every third pixel."""
    return len(
        {
            picture.pixelColor(x, y).rgb()
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
    )


@pytest.mark.parametrize("notches", [1, 3, -1, -4, -8])
@pytest.mark.parametrize("corner", [(120, 90), (500, 300), (900, 600)])
def test_the_wheel_zooms_at_the_cursor(row: Person, notches: int, corner: tuple[int, int]) -> None:
    place = QPoint(*corner)
    before, scale = under(row, place), row.window.view.scale_factor
    for _ in range(abs(notches)):
        row.wheel(place, 1 if notches > 0 else -1)
    view = row.window.view
    assert view.scale_factor == pytest.approx(scale * 1.2**notches)
    gone = (under(row, place) - before) * view.scale_factor
    assert max(abs(gone.x()), abs(gone.y())) <= 2, "what was under the cursor went away"


def test_after_a_pan_the_wheel_still_zooms_at_the_cursor(row: Person) -> None:
    bar = row.window.view.horizontalScrollBar()
    place = QPoint(300, 300)
    row.move(place)
    bar.setValue(bar.value() + 180)
    before = under(row, place)
    row.wheel(place, 2)
    gone = (under(row, place) - before) * row.window.view.scale_factor
    assert max(abs(gone.x()), abs(gone.y())) <= 2


def test_zooming_ends_somewhere(row: Person) -> None:
    place = QPoint(400, 300)
    for _ in range(60):
        row.wheel(place, -1)
    assert 0.01 < row.window.view.scale_factor < 0.05
    for _ in range(80):
        row.wheel(place, 1)
    assert 2 < row.window.view.scale_factor < 10


def test_the_middle_button_pans(row: Person) -> None:
    start = QPoint(500, 400)
    held = under(row, start)
    before = row.graph
    row.press(start, Qt.MouseButton.MiddleButton)
    row.move(start + QPoint(-140, 60))
    assert under(row, start + QPoint(-140, 60)) == held
    row.release(start + QPoint(-140, 60), Qt.MouseButton.MiddleButton)
    row.move(start)
    assert under(row, start + QPoint(-140, 60)) == held, "it pans on after the button was let go"
    assert row.graph is before


@pytest.mark.parametrize("on_card", [False, True])
def test_space_and_a_drag_pan(row: Person, on_card: bool) -> None:
    start = row.grab_head("a") if on_card else QPoint(60, 560)
    held = under(row, start)
    before = row.graph
    row.window.view.setFocus()
    QTest.keyPress(row.window.view, Qt.Key.Key_Space)
    row.press(start)
    row.move(start + QPoint(80, -50))
    row.release(start + QPoint(80, -50))
    QTest.keyRelease(row.window.view, Qt.Key.Key_Space)
    assert under(row, start + QPoint(80, -50)) == held
    assert row.graph is before
    assert not row.window.session.selected
    row.move_card("a", 20, 20)
    assert row.graph is not before, "a drag still pans after Space was let go"


def test_space_let_go_elsewhere_does_not_pan_for_ever(row: Person) -> None:
    row.window.view.setFocus()
    QTest.keyPress(row.window.view, Qt.Key.Key_Space)
    row.window.deck.search.setFocus()
    QTest.keyRelease(row.window.deck.search, Qt.Key.Key_Space)
    before = row.graph
    row.move_card("a", 20, 20)
    assert row.graph is not before


def test_f_fits_all_and_then_the_selected(row: Person) -> None:
    row.key("F")
    whole = row.window.canvas.content_rect()
    assert seen(row).contains(whole)
    assert seen(row).width() < whole.width() * 2
    row.click(row.grab_head("c"))
    row.key("F")
    body = row.window.canvas.cards["c"].body()
    assert seen(row).contains(body)
    assert row.window.view.scale_factor == 1.0, "a single card is not blown up"
    assert (seen(row).center() - body.center()).manhattanLength() < 4


def test_ctrl_1_is_one_to_one(row: Person) -> None:
    row.key("F")
    assert row.window.view.scale_factor != 1.0
    row.key("Ctrl+1")
    assert row.window.view.scale_factor == pytest.approx(1.0)


def test_ctrl_plus_and_minus_zoom(row: Person) -> None:
    row.key("Ctrl++")
    assert row.window.view.scale_factor == pytest.approx(1.2)
    row.key("Ctrl+-")
    row.key("Ctrl+-")
    assert row.window.view.scale_factor == pytest.approx(1 / 1.2)


@pytest.mark.parametrize("scale", [0.6, 0.3, 0.12, 0.05, 0.02])
def test_cards_are_drawn_at_every_scale(person: Person, scale: float) -> None:
    person.open(residual(10))
    view = person.window.view
    view.zoom_from_middle(scale)
    view.centerOn(person.window.canvas.content_rect().center())
    theme = person.window.theme
    item = person.window.canvas.cards["conv4"]
    # From farther away the category's colour fills more of the card.
    wanted = theme.category(item.look.card_type.category)
    head = item.pos() + QPointF(12 if scale > 0.42 else 100, 10)
    assert person.color_near(head, wanted), "the card is not drawn"
    middle = person.window.canvas.wires[wire("sum4.output > conv5.input")].path.pointAtPercent(0.5)
    # Near by it lets a little of what lies behind it through.
    if scale < 0.42:
        assert person.color_near(middle, theme.kind(Kind.TENSOR)), "the wire is not drawn"


def test_an_empty_canvas_says_how_to_begin(person: Person) -> None:
    empty = colors(person.picture())
    person.open(graph(card("x", INPUT)))
    person.window.view.centerOn(4000, 0)
    bare = colors(person.picture())
    assert empty > bare


def test_from_afar_a_card_tells_its_name_and_the_shape_it_gives(row: Person) -> None:
    view, session = row.window.view, row.window.session
    view.zoom_from_middle(0.26 / view.scale_factor)
    view.centerOn(row.window.canvas.content_rect().center())
    row.settle()

    def foot() -> QImage:
        body = view.mapFromScene(row.window.canvas.contents.body("x")).boundingRect()
        return row.picture().copy(body.adjusted(3, body.height() * 3 // 4, -3, -2))

    before = foot()
    facts = {"x": Facts((None, 8, 8, 8, 1), activation_bytes=2048)}
    session.take_report(Report(0, facts))
    row.settle()
    assert row.window.canvas.far.isVisible()
    assert foot() != before
    assert colors(foot()) > colors(before) == 1


@pytest.mark.parametrize("cards", [200, 400])
def test_from_afar_a_part_that_is_painted_anew_looks_like_the_rest(
    person: Person, cards: int
) -> None:
    """However few wires are in it: what is in sight besides it tells how they are painted."""
    grid = {
        f"d{number}": card(f"d{number}", "keras.layers.Dense", units=4).with_(
            at=(number % 20 * 360.0, (number // 20 + number % 3) * 330.0)
        )
        for number in range(cards)
    }
    made = line(*grid.values()).with_(cards=grid)
    person.window.session.document.load(made, None)
    person.window.view.fit_all()
    person.settle()
    place = person.window.view.mapFromScene(grid["d150"].at[0] + 300, grid["d150"].at[1] + 100)
    part = QRect(place.x(), place.y(), 90, 70)
    whole = person.viewport.grab().toImage()
    assert colors(whole.copy(part)) > 2
    anew, before = person.viewport.grab(part).toImage(), whole.copy(part)
    places = [(x, y) for x in range(part.width()) for y in range(part.height())]
    # Where a line is clipped, a pixel may be another.
    assert sum(anew.pixel(*place) != before.pixel(*place) for place in places) < 5
