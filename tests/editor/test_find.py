"""Finding cards, frames and notes on the canvas, in the blocks too."""

import time

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.canvas.finding import Hit, Texts
from layerdeck.graph import Graph
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.edits import move, rename
from making import CONV, INPUT, OUTPUT, block_card, card, double_convolution, graph, residual
from person import Person

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(person: Person, qtbot) -> Person:
    """A graph with a block, a frame and a note."""
    whole = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("stem", CONV, filters=4, kernel_size=3, activation="relu"),
        block_card("first_up", "up"),
        block_card("second_up", "up"),
        card("y", OUTPUT, name="mask"),
        wires=["x.output > stem.input"],
    )
    person.open(whole.with_(blocks={"up": double_convolution(9).with_(name="Up again")}))
    session = person.window.session
    session.edit("Frame", lambda it: add_frame(it, (0, 300), (400, 200), "Encoder", "halves it")[0])
    session.edit("Note", lambda it: add_note(it, (2600, 60), (200, 80), "Ask Jana about this")[0])
    person.settle()
    return person


def find(person: Person, text: str) -> None:
    person.key("Ctrl+F")
    person.window.finder.wanted.selectAll()
    QTest.keyClicks(person.window.finder.wanted, text)
    read_all(person)


def read_all(person: Person) -> None:
    """Wait until all of the project can be found."""
    while not person.window.finder._texts.read:
        person.settle()
    person.settle()


def press(person: Person, key: Qt.Key, keys=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(person.window.finder.wanted, key, keys)
    person.settle()


def now(person: Person) -> tuple[str, str]:
    """What is shown now, and which of how many it is."""
    finder = person.window.finder
    hit = finder.now
    if hit and hit.path == person.window.session.path:
        assert finder._matches.now == hit.item
    return hit.item if hit else "", finder.count.text()


def in_the_middle(person: Person, item: str) -> bool:
    body = person.window.canvas.contents.body(item)
    away = person.window.view.middle() - body.center()
    return away.manhattanLength() < 4


@pytest.mark.parametrize(
    ("text", "item", "count"),
    [
        ("stem", "stem", "1 of 1"),
        ("Conv3D", "stem", "1 of 3"),
        ("convolution 3d", "stem", "1 of 3"),
        ("Filters 4", "stem", "1 of 1"),
        ("ReLU", "stem", "1 of 1"),
        ("kernel 3, 3", "stem", "1 of 3"),
        ("mask", "y", "1 of 1"),
        ("encoder", "frame", "1 of 1"),
        ("halves", "frame", "1 of 1"),
        ("jana", "note", "1 of 1"),
        ("UP AGAIN", "first_up", "1 of 2"),
        ("second up", "second_up", "1 of 1"),
    ],
)
def test_it_finds_by_name_title_type_value_and_text(
    made: Person, text: str, item: str, count: str
) -> None:
    find(made, text)
    assert now(made) == (item, count)
    assert in_the_middle(made, item)
    assert made.window.session.chosen == (), "to be looked at only"


def test_nothing_found_is_told(made: Person) -> None:
    find(made, "xyzzy")
    assert now(made) == ("", "none")
    assert made.window.finder.wanted.property("refused") is True
    press(made, ENTER)
    find(made, "stem")
    assert not made.window.finder.wanted.property("refused")


def test_enter_goes_on_and_shift_enter_back_from_left_to_right(person: Person) -> None:
    person.open(residual(12), across=340)
    find(person, "layers.Add")
    order = [f"sum{number}" for number in range(12)]
    assert now(person) == ("sum0", "1 of 12")
    for number in (1, 2):
        press(person, ENTER)
        assert now(person) == (order[number], f"{number + 1} of 12")
        assert in_the_middle(person, order[number])
    press(person, ENTER, SHIFT)
    assert now(person) == ("sum1", "2 of 12")
    press(person, ENTER, SHIFT)
    press(person, ENTER, SHIFT)
    assert now(person) == ("sum11", "12 of 12")
    press(person, ENTER)
    assert now(person) == ("sum0", "1 of 12")
    press(person, Qt.Key.Key_F3)
    assert now(person) == ("sum1", "2 of 12")


def test_escape_closes_and_selects_what_was_found_last(made: Person) -> None:
    find(made, "conv")
    before = made.graph
    press(made, ESC)
    assert not made.window.finder.isVisible()
    assert made.window.session.chosen == ("stem",)
    assert made.window.view.hasFocus()
    assert not made.window.finder._matches.isVisible()
    find(made, "jana")
    press(made, ESC)
    assert made.window.session.chosen == ("note",)
    assert made.graph is before
    assert made.undo_steps() == 2


def test_escape_with_nothing_typed_leaves_the_selection(made: Person) -> None:
    made.click(made.grab_head("stem"))
    made.key("Ctrl+F")
    made.window.finder.wanted.clear()
    press(made, ESC)
    assert made.window.session.chosen == ("stem",)


def test_enter_goes_into_blocks_and_out_again(made: Person) -> None:
    session = made.window.session
    find(made, "conv3d")
    assert now(made) == ("stem", "1 of 3")
    press(made, ENTER)
    assert session.path == ("up",)
    assert now(made) == ("first", "2 of 3")
    assert in_the_middle(made, "first")
    assert made.window.breadcrumb.isVisible()
    press(made, ENTER)
    assert now(made) == ("second", "3 of 3")
    press(made, ENTER)
    assert session.path == ()
    assert now(made) == ("stem", "1 of 3")
    assert in_the_middle(made, "stem")


def test_what_lies_in_a_block_alone_is_named_and_not_entered_before_enter(made: Person) -> None:
    find(made, "width")
    assert now(made) == ("width", "1 of 1")
    assert made.window.session.path == ()
    assert made.window.finder.place.text() == "in Up again"
    press(made, ENTER)
    assert made.window.session.path == ("up",)
    assert in_the_middle(made, "width")
    assert made.window.finder.place.text() == ""
    press(made, ESC)
    assert made.window.session.chosen == ("width",)


def test_from_within_a_block_it_is_searched_first(made: Person) -> None:
    made.window.session.go_to(("up",))
    made.settle()
    find(made, "conv3d")
    assert now(made) == ("first", "1 of 3")
    press(made, ENTER)
    press(made, ENTER)
    assert made.window.session.path == ()
    assert now(made) == ("stem", "3 of 3")


def test_what_is_found_is_lit_near_and_from_afar(person: Person) -> None:
    person.open(residual(4), across=340)
    color = person.window.theme.color("found")
    view = person.window.view
    find(person, "sum")
    for scale in (1.0, 0.3, 0.1):
        view.zoom_from_middle(scale / view.scale_factor)
        view.centerOn(person.window.canvas.content_rect().center())
        for number in range(4):
            body = person.window.canvas.contents.body(f"sum{number}")
            gap = 4 / scale if scale < 1 else 4
            edge = QPointF(body.center().x(), body.top() - gap)
            if view.viewport().rect().contains(view.mapFromScene(edge)):
                assert person.color_near(edge, color), (scale, number)
        body = person.window.canvas.contents.body("conv1")
        assert not person.color_near(body.topLeft() + QPointF(60, -4), color, 1)
    press(person, ESC)
    body = person.window.canvas.contents.body("sum3")
    assert not person.color_near(QPointF(body.center().x(), body.top() - 40), color)


def test_going_on_from_afar_shows_it_large_enough_to_read(person: Person) -> None:
    person.open(residual(9), across=340)
    person.key("F")
    scale = person.window.view.scale_factor
    find(person, "sum")
    assert person.window.view.scale_factor == scale, "typing leaves the view from afar"
    press(person, ENTER)
    assert person.window.view.scale_factor == 1.0
    assert in_the_middle(person, "sum1")


def test_letters_and_keys_typed_are_no_keys_of_the_canvas(made: Person) -> None:
    before = made.graph
    made.window.session.select(["note"])
    find(made, "nlcb 1, F2")
    press(made, Qt.Key.Key_Delete)
    press(made, ENTER)
    assert made.graph is before
    assert made.window.view.editor is None
    assert QApplication.focusWidget() is made.window.finder.wanted
    made.key("Ctrl+F")
    assert made.window.finder.wanted.selectedText() == "nlcb 1, F2"


def test_what_is_typed_before_all_is_read_is_found_and_centred_then(person: Person) -> None:
    person.open(residual(9), across=340)
    finder = person.window.finder
    finder.open()
    finder.wanted.setText("sum7")
    finder.look()
    assert finder.count.text() == "…"
    read_all(person)
    assert now(person) == ("sum7", "1 of 1")
    assert in_the_middle(person, "sum7")


def test_it_follows_edits_and_undo(made: Person) -> None:
    find(made, "stem")
    made.window.session.edit("Rename", rename, "x", "stem_in")
    read_all(made)
    assert now(made) == ("stem", "2 of 2")
    made.window.session.edit("Move", move, {"stem_in": (4000, 0)})
    read_all(made)
    assert now(made) == ("stem", "1 of 2")
    made.window.session.edit("Note", lambda it: add_note(it, (0, 0), (99, 99), "the stem")[0])
    read_all(made)
    assert made.window.finder.count.text() == "2 of 3"
    made.window.session.document.load(Graph(), None)
    read_all(made)
    assert now(made) == ("", "none")


def test_the_bar_keeps_to_its_corner(made: Person) -> None:
    find(made, "conv")
    finder, view = made.window.finder, made.window.view
    made.window.resize(1200, 800)
    made.settle()
    assert finder.geometry().right() <= view.viewport().width()
    assert finder.geometry().right() > view.viewport().width() - 40
    assert finder.count.width() >= finder.count.sizeHint().width()


def test_reading_goes_in_slices_and_what_was_read_is_kept(person: Person) -> None:
    person.open(residual(300))
    texts = Texts(person.window.session)
    texts.renew()
    slices = 0
    while not texts.read:
        start = time.perf_counter()
        texts.go_on(1)
        slices += time.perf_counter() > start
    assert slices > 1
    assert texts.find("sum299") == [Hit((), "sum299")]
    known = texts._known[Hit((), "sum299")]
    person.window.session.edit("Move", move, {"sum1": (0, 0)})
    texts.renew()
    texts.go_on(1000)
    assert texts._known[Hit((), "sum299")] is known
    assert texts.find("sum1")[0] == Hit((), "sum1")
