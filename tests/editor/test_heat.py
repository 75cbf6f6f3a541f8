"""Heat: cards in the colours of what they cost, near and afar, in the minimap and in pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from layerdeck.editor.exporting.picture import save_picture
from layerdeck.graph.bypass import bypass
from layerdeck.graph.edits import collapse, move, remove, set_value
from layerdeck.program import CLASSES, Facts, Measure, Report
from making import CONV, INPUT, OUTPUT, card, line
from person import Person
from pictures import labels

COSTS = {"a": 1_000, "b": 30_000, "c": 1_000_000}
"""Parameters of three convolutions; each has as many bytes times four."""


def facts(costs: dict[str, int]) -> dict[str, Facts]:
    known = {
        name: Facts((None, 8, 8, 8, 4), (), "float32", cost, 0, 4 * cost, 1_000)
        for name, cost in costs.items()
    }
    return known | {"x": Facts((None, 8, 8, 8, 1))}


@pytest.fixture
def row(person: Person) -> Person:
    """An Input, three convolutions that cost more and more, and an Output of nothing known."""
    cards = [card("x", INPUT, shape=[8, 8, 8, 1])]
    cards += [card(key, CONV, filters=1, kernel_size=3, padding="same") for key in "abc"]
    person.open(line(*cards, card("y", OUTPUT)))
    person.window.session.take_report(Report(0, facts(COSTS)))
    person.window.view.fit()
    person.window.view.zoom_to_one()
    person.window.view.centerOn(person.window.canvas.box_of("ab").center())
    person.settle()
    return person


def head_color(person: Person, card_id: str, picture: QImage | None = None) -> QColor:
    """What the right end of a card's head is painted in."""
    view, body = person.window.view, person.window.canvas.contents.body(card_id)
    view.centerOn(body.center())
    picture = person.picture()
    spot = view.mapFromScene(body.topRight() + QPointF(-14, 8))
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))


def body_color(person: Person, card_id: str) -> QColor:
    """What the lower end of a card is painted in from afar."""
    view, body = person.window.view, person.window.canvas.contents.body(card_id)
    picture = person.picture()
    spot = view.mapFromScene(body.bottomRight() + QPointF(-12, -12))
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))


def like(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return max(abs(a - b) for a, b in pairs) < 12


def test_heads_take_the_colour_of_what_cards_cost(row: Person) -> None:
    theme = row.window.theme
    assert head_color(row, "a") == theme.color("card_head")
    row.menu("View", "Heat", "Colour by parameters")
    assert head_color(row, "a") == theme.heat(0)
    assert head_color(row, "b") == theme.heat(3)
    assert head_color(row, "c") == theme.heat(CLASSES - 1)
    for cold in "xy":
        assert head_color(row, cold) == theme.color("card_head"), "it costs nothing"
    row.menu("View", "Heat", "No heat")
    assert head_color(row, "c") == theme.color("card_head")


def test_a_key_goes_from_one_to_the_next_and_off(row: Person) -> None:
    heat, told = row.window.canvas.heat, row.window.status
    shown = []
    for _ in range(4):
        row.key("H")
        shown.append((heat.measure, told.currentMessage()))
    assert shown == [
        (Measure.MEMORY, "Activation memory per sample: from 4.0 kB to 4.0 MB."),
        (Measure.PARAMETERS, "Parameters: from 1,000 to 1,000,000."),
        (Measure.MULTIPLY_ADDS, "Multiply-adds per sample: 1 k."),
        (None, "Cards have their own colours."),
    ]


@pytest.mark.parametrize("name", ["night", "paper"])
@pytest.mark.parametrize("high", [False, True])
def test_the_title_is_written_in_what_can_be_read(row: Person, name: str, high: bool) -> None:
    row.window.choose_theme(name)
    row.window.choose_contrast(high)
    row.key("H")
    theme = row.window.theme
    for key, level in (("a", 0), ("c", CLASSES - 1)):
        assert head_color(row, key) == theme.heat(level)
        body = row.window.canvas.contents.body(key)
        ink = theme.on_heat(level)
        assert any(row.color_near(body.topLeft() + QPointF(x, 15), ink, 1) for x in (24, 30, 36))


def test_the_arrow_of_a_collapsed_card_stands_out_from_its_head(row: Person) -> None:
    row.key("H")
    row.window.session.edit("Collapse", collapse, ["c"], True)
    row.window.session.take_report(Report(1, facts(COSTS)))
    row.settle()
    item = row.window.canvas.cards["c"]
    row.window.view.centerOn(item.body().center())
    arrow = item.mapToScene(item.layout.more.center())
    assert row.color_near(arrow, row.window.theme.on_heat(6), 6)


def test_stale_cards_keep_their_colour_dimmed(row: Person) -> None:
    row.key("H")
    theme = row.window.theme
    row.window.session.edit("Set", set_value, row.window.session.deck, "b", "filters", 3)
    row.settle()
    assert head_color(row, "a") == theme.heat(0)
    assert head_color(row, "b") == theme.heat(3, dimmed=True)
    assert head_color(row, "c") == theme.heat(6, dimmed=True)
    row.window.session.take_report(Report(1, facts({**COSTS, "b": 900_000})))
    row.settle()
    assert head_color(row, "b") == theme.heat(6)
    assert head_color(row, "c") == theme.heat(6)


def test_only_cards_of_another_class_are_painted_anew(row: Person) -> None:
    row.key("H")
    row.window.view.zoom_from_middle(0.5)
    row.settle()
    changed = []
    for key, item in row.window.canvas.cards.shown.items():
        item.update = lambda *_, key=key: changed.append(key)
    session, heat = row.window.session, row.window.canvas.heat
    session.report = Report(1, facts({**COSTS, "a": 1_001, "b": 200_000}))
    heat._take(["a", "b"])
    assert changed == ["b"], "the scale begins a little higher, which moves no other card"
    session.report = Report(1, facts({**COSTS, "c": 10**10}))
    heat._take(["b", "c"])
    assert sorted(changed[1:]) == ["b"], "what is largest stays the largest"


def test_what_is_bypassed_or_gone_has_no_heat(row: Person) -> None:
    row.key("H")
    session, theme, scale = row.window.session, row.window.theme, row.window.canvas.heat.scale
    session.edit("Bypass", bypass, session.deck, ["c"], True)
    row.settle()
    assert head_color(row, "c") != theme.heat(6)
    assert row.window.canvas.heat.level("c") is None
    assert row.window.canvas.heat.scale.most == 4 * COSTS["b"], "it still counts"
    row.key("Ctrl+Z")
    assert row.window.canvas.heat.scale == scale
    session.edit("Delete", remove, ["a"])
    row.settle()
    assert row.window.canvas.heat.scale.least == 4 * COSTS["b"]


# From afar.


@pytest.mark.parametrize("zoom", [0.3, 0.12])
def test_from_afar_the_whole_card_has_the_colour(row: Person, zoom: float) -> None:
    row.key("H")
    row.window.view.zoom_from_middle(zoom)
    row.window.view.centerOn(row.window.canvas.content_rect().center())
    theme = row.window.theme
    for key, level in {"a": 0, "b": 3, "c": 6}.items():
        assert body_color(row, key) == theme.heat(level)
    assert body_color(row, "x") == theme.color("card" if zoom > 0.2 else "edge")
    row.window.session.edit("Set", set_value, row.window.session.deck, "b", "filters", 3)
    assert body_color(row, "c") == theme.heat(6, dimmed=True)
    row.window.session.take_report(Report(1, facts({**COSTS, "a": 10**6})))
    assert body_color(row, "a") == theme.heat(6)
    row.window.session.edit("Move", move, {"a": (310.0, 700.0)})
    assert body_color(row, "a") == theme.heat(6), "it did not go along"
    row.menu("View", "Heat", "No heat")
    own = theme.color("card") if zoom > 0.2 else theme.category("Convolution")
    assert body_color(row, "c") == own


def test_the_minimap_shows_it(row: Person) -> None:
    view, theme = row.window.view, row.window.theme
    minimap = view.minimap
    assert minimap.isVisible()

    def drawn(card_id: str) -> QColor:
        _, scale, shift = minimap._frame()
        spot = row.window.canvas.contents.body(card_id).center() * scale + shift
        picture = minimap.grab().toImage()
        ratio = picture.devicePixelRatio()
        return picture.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))

    assert not like(drawn("c"), theme.heat(6))
    row.key("H")
    assert like(drawn("c"), theme.heat(6))
    assert like(drawn("a"), theme.heat(0))
    row.menu("View", "Heat", "No heat")
    assert not like(drawn("c"), theme.heat(6))


# The legend.


def test_the_legend_says_what_is_shown_from_the_least_to_the_most(row: Person) -> None:
    legend, theme = row.window.view.legend, row.window.theme
    assert not legend.isVisible()
    row.key("H")
    assert legend.isVisible()
    assert legend.accessibleName() == "Activation memory per sample: from 4.0 kB to 4.0 MB"
    picture = legend.grab().toImage()
    ratio = picture.devicePixelRatio()
    wide = (legend.width() - 20) / CLASSES
    for level in range(CLASSES):
        x, y = 10 + wide * (level + 0.5), 30
        assert picture.pixelColor(round(x * ratio), round(y * ratio)) == theme.heat(level)
    row.window.session.take_report(Report(1, facts({"a": 5})))
    assert legend.accessibleName() == "Activation memory per sample: 20 B"
    row.window.session.take_report(Report(1, {}))
    assert legend.accessibleName() == "Activation memory per sample: nothing known yet"
    assert legend.grab().toImage() != picture
    row.menu("View", "Heat", "No heat")
    assert not legend.isVisible()


def test_the_legend_keeps_off_the_cards_where_it_can(row: Person) -> None:
    view, canvas = row.window.view, row.window.canvas
    row.key("H")

    def covered() -> bool:
        area = view.mapToScene(view.legend.geometry()).boundingRect()
        return any(area.intersects(canvas.contents.body(key)) for key in row.graph.cards)

    body = canvas.contents.body("a")
    seen = QRectF(view.mapToScene(view.viewport().rect()).boundingRect())
    view.centerOn(body.center() + QPointF(seen.width() / 2 - 120, -seen.height() / 2 + 120))
    row.settle()
    low = view.mapFromScene(body.center())
    assert low.y() > view.height() / 2
    assert not covered(), "there was room in another corner"
    place = view.legend.pos()
    view.centerOn(view.middle() + QPointF(0, -400))
    row.settle()
    assert view.legend.pos() == place, "it left without need"


def test_the_legend_keeps_off_the_find_bar(row: Person) -> None:
    row.key("H")
    view = row.window.view
    view.centerOn(row.window.canvas.contents.body("a").center() + QPointF(300, -200))
    row.key("Ctrl+F")
    view.settle()
    bar = row.window.finder
    assert bar.isVisible()
    for place in (QPointF(0, 0), QPointF(200, -300), QPointF(500, 300)):
        view.centerOn(row.window.canvas.contents.body("a").center() + place)
        row.settle()
        assert not view.legend.geometry().intersects(bar.geometry())


def test_the_mouse_goes_through_the_legend_which_fades(row: Person) -> None:
    row.key("H")
    view, legend = row.window.view, row.window.view.legend
    spot = legend.geometry().center()
    before = legend.grab().toImage()
    row.move(spot)
    assert legend.faded
    assert legend.grab().toImage() != before
    view.centerOn(row.window.canvas.contents.body("b").center())
    offset = view.mapToScene(spot) - row.window.canvas.contents.body("b").center()
    row.window.session.edit(
        "Move",
        move,
        {
            "b": tuple(
                p + q
                for p, q in zip(row.graph.cards["b"].at, (offset.x(), offset.y()), strict=True)
            )
        },
    )
    row.settle()
    QTest.mouseClick(row.viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert row.window.session.selected == ("b",)


def test_the_legend_steps_aside_while_the_canvas_is_dragged(row: Person) -> None:
    row.key("H")
    legend, middle = row.window.view.legend, Qt.MouseButton.MiddleButton
    place = row.viewport.rect().center()
    row.press(place, middle)
    row.move(place + QPoint(30, 10))
    assert not legend.isVisible()
    row.release(place + QPoint(30, 10), middle)
    assert legend.isVisible()


# Pictures.


def test_a_picture_shows_what_the_canvas_shows(row: Person, tmp_path: Path) -> None:
    plain, warm, svg = (tmp_path / name for name in ("plain.png", "warm.png", "warm.svg"))
    assert save_picture(row.window, plain)
    row.key("H")
    assert save_picture(row.window, warm)
    assert save_picture(row.window, svg)
    one, other = QImage(str(plain)), QImage(str(warm))
    theme = row.window.theme
    assert other.height() > one.height(), "there is no room for the legend"
    pixels = {other.pixel(x, y) for x in range(0, other.width(), 4) for y in range(0, 200, 2)}
    assert {theme.heat(0).rgb(), theme.heat(3).rgb(), theme.heat(6).rgb()} <= pixels
    assert {"Activation memory per sample", "4.0 kB", "4.0 MB"} <= labels(svg)
