"""Cards added by searching at the cursor: double click or Tab, a few letters, Enter."""

import json
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from layerdeck.graph.grouping import group
from layerdeck.program import Facts, Report
from making import CONV, INPUT, OUTPUT, card, double_convolution, graph, line, network, wire
from person import LEFT, Person

ENTER, ESC, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Down
OPEN = QPoint(300, 420)
"""A place of the canvas where there is nothing."""


def test_double_click_type_enter(person: Person) -> None:
    person.open(network())
    person.double_click(OPEN)
    place = person.window.view.mapToScene(OPEN)
    person.type("drop", ENTER)
    (added,) = (it for it in person.graph.cards.values() if it.type == "keras.layers.Dropout")
    assert person.window.canvas.cards[added.id].body().contains(place), "it lies elsewhere"
    assert person.window.session.selected == (added.id,)
    assert person.popup is None
    assert person.window.view.hasFocus()
    assert person.undo_steps() == 1
    assert person.said == ""


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tra", "Transposed convolution 3D"),
        ("Conv3DTranspose", "Transposed convolution 3D"),
        ("batch norm", "Batch normalization"),
        ("drpout", "Dropout"),
        ("causal", "Attention"),
    ],
)
def test_it_finds_what_the_deck_finds(person: Person, typed: str, first: str) -> None:
    person.double_click(OPEN)
    person.type(typed)
    assert person.offered[0] == first
    assert person.offered == [hit.card.title for hit in person.window.session.deck.hits(typed)]


def test_each_line_names_the_category_and_why_it_is_found(person: Person) -> None:
    person.double_click(OPEN)
    person.type("causal")
    assert person.popup.lines[0].note == "Attention · formerly Causal"
    person.popup.field.clear()
    person.type("dropout")
    assert person.popup.lines[0].note == "Regularization"
    theme = person.window.theme
    assert person.popup.lines[0].mark == theme.category("Regularization")


def test_with_nothing_typed_what_was_used_last_comes_first(person: Person) -> None:
    person.double_click(OPEN)
    everything = person.offered
    assert len(everything) == len(person.window.session.deck)
    person.type("Dropout", ENTER)
    person.drag_from_deck("Max pooling 3D", (400, 300))
    person.double_click(OPEN - QPoint(200, 0))
    assert person.offered[:2] == ["Max pooling 3D", "Dropout"]
    assert sorted(person.offered) == sorted(everything), "a card is missing, or is there twice"
    kept = json.loads(person.window.settings.value("deck/recent"))
    assert kept == ["keras.layers.MaxPooling3D", "keras.layers.Dropout"]


@pytest.mark.parametrize("kept", ["[", "3", '["gone.Card"]'])
def test_what_was_kept_of_the_last_cards_may_be_nonsense(person: Person, kept: str) -> None:
    person.window.settings.setValue("deck/recent", kept)
    person.double_click(OPEN)
    assert len(person.offered) == len(person.window.session.deck)


def test_nothing_found_says_so_and_enter_adds_nothing(person: Person) -> None:
    person.open(network())
    before = person.graph
    person.double_click(OPEN)
    person.type("zzzz", ENTER)
    assert person.offered == []
    assert person.popup.foot.text() == "No card is called “zzzz”."
    assert person.graph is before
    person.type("", ESC)
    assert person.popup is None


def test_a_click_on_a_line_adds_it(person: Person) -> None:
    person.double_click(OPEN)
    person.type("pooling")
    chosen = person.popup.lines[2].data.card.id
    place = person.popup.list.visualRect(person.popup.list.model().index(2, 0)).center()
    QTest.mouseClick(person.popup.list.viewport(), LEFT, pos=place)
    assert [it.type for it in person.graph.cards.values()] == [chosen]


def test_a_click_elsewhere_closes_it_and_another_opens_another(person: Person) -> None:
    person.open(network())
    person.double_click(OPEN)
    person.click(OPEN + QPoint(-200, 60))
    assert person.popup is None
    person.double_click(OPEN)
    first = person.popup
    person.double_click(OPEN + QPoint(-200, 60))
    assert person.popup is not first


def test_undo_closes_it(person: Person) -> None:
    person.drag_from_deck("Dropout", (100, 100))
    person.double_click(OPEN)
    person.tool("Undo")
    assert not person.graph.cards
    assert person.popup is None


def test_no_double_click_on_a_card_opens_it(person: Person) -> None:
    person.open(network())
    person.double_click(person.grab_head("a"))
    assert person.popup is None


def test_it_follows_the_canvas(person: Person) -> None:
    person.open(network())
    place = QPoint(400, 150)
    person.double_click(place)
    before = person.popup.pos()
    person.window.view.scroll_by(QPoint(-40, -30))
    person.settle()
    assert person.popup.pos() == before + QPoint(-40, -30)
    person.wheel(QPoint(100, 100), 1)
    assert person.popup.x() > before.x() - 40
    person.type("dropout", ENTER)
    assert len(person.graph.cards) == 4


def test_tab_goes_on_from_the_selected_card(person: Person) -> None:
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4)))
    person.click(person.grab_head("a"))
    person.key("Tab")
    assert person.popup.head.text() == "takes a Tensor"
    assert person.popup.foot.text() == "Enter adds and wires · Tab: all cards"
    person.type("drop", ENTER)
    (added,) = person.window.session.selected
    assert person.graph.wires[-1] == wire(f"a.output > {added}.inputs"[:-1])
    cards = person.window.canvas.cards
    assert cards[added].body().left() > cards["a"].body().right()
    assert not any(cards[added].body().intersects(cards[other].body()) for other in ("x", "a"))
    assert person.undo_steps() == 1


def test_tab_after_tab_builds_a_chain(person: Person) -> None:
    person.key("Tab")
    person.type("Input", ENTER)
    for name in ("Convolution 3D", "Max pooling 3D", "Output"):
        person.key("Tab")
        person.type(name, ENTER)
    types = [it.type.rsplit(".", 1)[-1] for it in person.graph.cards.values()]
    assert types == ["Input", "Conv3D", "MaxPooling3D", "Output"]
    ids = list(person.graph.cards)
    pairs = [(it.source.card, it.target.card) for it in person.graph.wires]
    assert pairs == list(pairwise(ids))
    assert person.undo_steps() == 4
    view = person.window.view
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.intersects(person.window.canvas.cards[ids[-1]].body()), "the last is out of sight"


def test_tab_a_second_time_lists_all_cards_and_wires_those_that_fit(person: Person) -> None:
    person.open(network())
    person.click(person.grab_head("a"))
    person.key("Tab")
    few = person.offered
    assert "He normal" not in few
    person.type("", TAB)
    assert len(person.offered) == len(person.window.session.deck)
    (he,) = (it for it in person.popup.lines if it.title == "He normal")
    assert he.dimmed
    person.type("He normal")
    assert person.popup.foot.text() == "Enter adds without a wire · Tab: only what takes a Tensor"
    person.type("", TAB)
    assert person.offered == ["He normal"], "who types its name means it"
    assert person.popup.foot.text() == "Enter adds without a wire · Tab: all cards"
    person.type("", TAB, ENTER)
    assert len(person.graph.cards) == 4
    assert len(person.graph.wires) == 2
    assert person.undo_steps() == 1


@pytest.mark.parametrize(
    ("typed", "title", "foot"),
    [
        ("conv2d", "Convolution 2D", "but it takes 4 axes"),
        ("he normal", "He normal", "adds without a wire"),
        ("bn", "Batch normalization", "adds and wires"),
    ],
)
def test_who_types_a_name_means_that_card_whether_it_suits_or_not(
    person: Person, typed: str, title: str, foot: str
) -> None:
    person.open(graph(card("x", INPUT, shape=[8, 8, 8, 1])))
    person.window.session.take_report(Report(0, {"x": Facts((None, 8, 8, 8, 1))}))
    person.click(person.grab_head("x"))
    person.key("Tab")
    person.type(typed)
    assert person.popup.current.title == title
    assert foot in person.popup.foot.text()


def test_of_cards_found_as_well_one_that_suits_is_meant(person: Person) -> None:
    person.open(graph(card("x", INPUT, shape=[8, 8, 1])))
    person.window.session.take_report(Report(0, {"x": Facts((None, 8, 8, 1))}))
    person.click(person.grab_head("x"))
    person.key("Tab")
    person.type("convolution")
    assert person.offered[0] == "Convolution 3D"
    assert person.popup.current.title == "Convolution 2D"


def test_tab_with_a_selected_wire_puts_a_card_in_between(person: Person) -> None:
    person.open(network())
    between = wire("a.output > y.input")
    points = person.window.canvas.contents.wires[between].points
    middle = (points[0] + points[-1]) / 2
    person.click(person.window.view.mapFromScene(middle))
    assert person.window.canvas.lighting.wires == [between]
    person.key("Tab")
    assert person.popup.head.text() == "goes in between"
    assert "Output" not in person.offered, "nothing comes after an Output"
    person.type("drop", ENTER)
    (added,) = person.window.session.selected
    assert wire(f"a.output > {added}.input") in person.graph.wires
    assert wire(f"{added}.output > y.input") in person.graph.wires
    assert between not in person.graph.wires
    assert person.undo_steps() == 1


def test_tab_with_nothing_that_gives_anything_lists_all(person: Person) -> None:
    person.open(graph(card("y", OUTPUT)))
    for chosen in ((), ("y",)):
        person.window.session.select(chosen)
        person.key("Tab")
        assert len(person.offered) == len(person.window.session.deck)
        assert not person.popup.head.isVisible()
        person.type("", ESC)


def test_tab_in_a_value_still_goes_to_the_next_value(person: Person) -> None:
    person.open(network())
    person.type_value("a.filters", "8", TAB)
    assert person.popup is None
    assert person.graph.cards["a"].values["filters"] == 8
    assert person.window.view.editor is not None


def test_a_block_is_offered_in_the_project_that_has_it(person: Person) -> None:
    person.open(network())
    session = person.window.session
    session.edit("Group", lambda it: group(it, session.deck, ["a"], "Step")[0])
    person.double_click(OPEN)
    person.type("Step", ENTER)
    assert [it.type for it in person.graph.cards.values()].count("block:step") == 2


def test_seen_from_afar_it_works_all_the_same(person: Person) -> None:
    person.open(network())
    person.window.view.zoom_from_middle(0.2)
    person.double_click(OPEN)
    place = person.window.view.mapToScene(OPEN)
    person.type("dropout", ENTER)
    added = list(person.graph.cards)[-1]
    box = person.window.canvas.contents.cards[added].body
    assert (box.topLeft() + QPointF(30, 15) - place).manhattanLength() < 12


def test_a_block_of_ones_own_is_offered_and_wired(person: Person) -> None:
    person.open(graph(card("volume", INPUT, shape=[8, 8, 8, 1])))
    window = person.window
    blocks = {"double": double_convolution()}
    window.library.keep(person.graph.with_(blocks=blocks), "double")
    person.click(person.grab_head("volume"))
    person.key("Tab")
    person.type("double conv", ENTER)
    (made,) = window.session.selected
    assert person.graph.cards[made].type.startswith("block:")
    assert [it.source.card for it in person.graph.wires] == ["volume"]
    assert person.undo_steps() == 1


def test_tab_at_a_port_offers_what_fits_that_port(person: Person) -> None:
    person.open(graph(card("a", CONV, filters=4)))
    person.window.session.select(["a"])
    person.window.view.setFocus()
    person.strike("Return")
    walked = person.window.view.walking.spot
    assert walked is not None
    assert walked.line == ("filters", True)
    person.strike("Tab")
    assert person.popup.head.text() == "gives an Integer"
    person.type("Integer", ENTER)
    (added,) = person.window.session.selected
    assert person.graph.wires == (wire(f"{added}.value > a.filters"),)
    cards = person.window.canvas.cards
    assert cards[added].body().right() < cards["a"].body().left()
    assert person.undo_steps() == 1
