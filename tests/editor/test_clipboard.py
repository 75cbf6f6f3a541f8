"""Cards copied, cut, pasted and doubled: the clipboard holds project text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.window import Window
from layerdeck.files import parse_project, project_text
from layerdeck.graph import Card, Frame
from layerdeck.graph.grouping import group
from making import ADD, CONV, DECK, INPUT, OUTPUT, card, graph, line, network, wire
from person import Person


def text() -> str:
    return QApplication.clipboard().text()


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    QApplication.clipboard().clear()
    # Away from the canvas: a paste goes to the cursor where it is on it.
    QCursor.setPos(0, 0)
    yield
    QApplication.clipboard().clear()


@pytest.fixture
def row(person: Person) -> Person:
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4, kernel_size=3),
            card("b", CONV, filters=2, kernel_size=1),
            card("y", OUTPUT),
        )
    )
    return person


def test_what_is_copied_is_a_project_with_the_inner_wires(row: Person) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+C")
    copied = parse_project(text(), DECK)
    assert set(copied.cards) == {"a", "b"}
    assert copied.wires == (wire("a.output > b.input"),)
    assert row.undo_steps() == 0, "copying is no edit"


def test_pasting_puts_copies_beside_and_selects_them(row: Person) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+C")
    row.key("Ctrl+V")
    assert set(row.window.session.selected) == {"a_2", "b_2"}
    assert row.graph.wires[-1] == wire("a_2.output > b_2.input")
    assert row.graph.cards["b_2"].values == row.graph.cards["b"].values
    assert row.graph.cards["a_2"].at != row.graph.cards["a"].at
    assert row.window.canvas.cards["a_2"].isVisible()
    assert row.undo_steps() == 1
    row.key("Ctrl+V")
    places = [item.at for item in row.graph.cards.values()]
    assert len(set(places)) == len(places), "a second paste hides the first"


def test_pasting_goes_to_the_cursor(row: Person) -> None:
    row.window.session.select(["a"])
    row.key("Ctrl+C")
    place = row.viewport.rect().bottomLeft()
    place.setX(60)
    place.setY(place.y() - 200)
    QCursor.setPos(row.viewport.mapToGlobal(place))
    row.move(place)
    row.key("Ctrl+V")
    wanted = row.window.view.mapToScene(place)
    assert row.graph.cards["a_2"].at == pytest.approx((wanted.x(), wanted.y()))


def test_cutting_takes_away_and_pasting_brings_back(row: Person) -> None:
    row.window.session.select(["b"])
    row.key("Ctrl+X")
    assert "b" not in row.graph.cards
    row.key("Ctrl+V")
    assert row.graph.cards["b"].values["filters"] == 2
    assert row.undo_steps() == 2


def test_doubling_takes_inner_wires_along(row: Person) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+D")
    assert set(row.window.session.selected) == {"a_2", "b_2"}
    assert row.graph.wires[3:] == (wire("a_2.output > b_2.input"),)
    assert text() == "", "doubling leaves the clipboard alone"
    assert row.undo_steps() == 1


def test_frames_and_notes_go_along(person: Person) -> None:
    made = network()
    person.window.session.document.load(
        made.with_(frames={"f": Frame("f", "Encoder", "", (0, 0), (400, 300))}), None
    )
    person.key("Ctrl+A")
    person.key("Ctrl+C")
    person.key("Ctrl+V")
    assert [frame.title for frame in person.graph.frames.values()] == ["Encoder", "Encoder"]
    assert len(person.graph.cards) == 2 * len(made.cards)


def test_a_card_pastes_into_another_window(row: Person, tmp_path: Path) -> None:
    row.window.session.select(["a"])
    row.key("Ctrl+C")
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    other = Window(load_catalogue(), settings)
    other.show()
    other.activateWindow()
    Person(other).settle()
    Person(other).key("Ctrl+V")
    assert other.session.graph.cards["a"].values == row.graph.cards["a"].values
    other.session.document.mark_saved(tmp_path / "other.layerdeck")
    other.close()
    other.deleteLater()
    row.window.activateWindow()


def test_a_block_goes_along_and_is_shared_where_it_is_the_same(row: Person) -> None:
    session = row.window.session
    made, block = group(session.graph, session.deck, ["a", "b"], "Pair")
    session.document.apply("Make a block", made)
    session.select([block])
    row.key("Ctrl+C")
    row.key("Ctrl+V")
    assert set(session.whole.blocks) == {"pair"}
    session.document.load(network(), None)
    row.key("Ctrl+V")
    assert set(session.whole.blocks) == {"pair"}
    assert "pair_1" in row.graph.cards


@pytest.mark.parametrize("words", ["", "hello", '{"layerdeck": 1, "cards": [', "[1, 2]", "{}"])
def test_what_is_no_project_is_said_and_changes_nothing(row: Person, words: str) -> None:
    QApplication.clipboard().setText(words)
    before = row.graph
    row.key("Ctrl+V")
    assert row.graph is before
    assert row.window.status.currentMessage().startswith("The clipboard holds no cards")


def test_cards_nobody_knows_are_pasted_as_they_are(row: Person) -> None:
    unknown = graph(Card("what", "some.where.Layer", (0.0, 0.0), {"depth": 3}))
    QApplication.clipboard().setText(project_text(unknown))
    row.key("Ctrl+V")
    assert row.graph.cards["what"].values == {"depth": 3}


def test_cards_without_places_are_laid_out(row: Person) -> None:
    QApplication.clipboard().setText(
        '{"layerdeck": 1, "cards": [{"id": "p", "card": "keras.layers.ReLU"}, '
        '{"id": "q", "card": "keras.layers.ReLU"}], "wires": [["p.output", "q.input"]]}'
    )
    row.key("Ctrl+V")
    assert row.graph.cards["p"].at[0] < row.graph.cards["q"].at[0]


def test_deleting_can_join_what_the_card_sat_between(row: Person) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+Del")
    assert set(row.graph.cards) == {"x", "y"}
    assert row.graph.wires == (wire("x.output > y.input"),)
    assert row.undo_steps() == 1


def test_text_in_a_field_is_copied_as_text(row: Person) -> None:
    row.window.session.select(["a"])
    row.click(row.chip("a.filters"))
    editor = row.window.view.editor
    editor.selectAll()
    editor.copy()
    assert text() == "4"
    assert set(row.graph.cards) == {"x", "a", "b", "y"}


def test_a_tensor_added_to_itself_is_pasted_so(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[4]),
            card("sum", ADD),
            wires=["x.output > sum.inputs", "x.output > sum.inputs"],
        )
    )
    person.key("Ctrl+A")
    person.key("Ctrl+D")
    assert person.graph.wires.count(wire("x_2.output > sum_2.inputs")) == 2


def test_pasting_on_the_start_page_begins_a_new_project(row: Person, programs) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+C")
    begun: Person = programs().turn_to()
    assert begun.window.start_page.isVisible()
    begun.strike("Ctrl+V")
    assert set(begun.graph.cards) == {"a", "b"}
    assert not begun.window.start_page.isVisible()
    assert begun.window.isWindowModified()
    seen = begun.window.view.mapToScene(begun.viewport.rect()).boundingRect()
    assert seen.contains(begun.window.canvas.content_rect())
    begun.strike("Ctrl+Z")
    assert not begun.graph.cards
    row.turn_to()


def test_over_a_project_the_start_page_begins_another(row: Person, tmp_path: Path) -> None:
    row.window.session.document.mark_saved(tmp_path / "saved.layerdeck")
    row.window.session.select(["a"])
    row.key("Ctrl+C")
    row.menu("File", "Start page")
    row.strike("Ctrl+V")
    assert set(row.graph.cards) == {"a"}
    assert row.window.session.document.path is None


@pytest.mark.parametrize("words", ["", "hello", '{"layerdeck": 1, "cards": ['])
def test_what_is_no_project_leaves_the_start_page(row: Person, words: str) -> None:
    row.menu("File", "Start page")
    QApplication.clipboard().setText(words)
    before = row.graph
    row.strike("Ctrl+V")
    assert row.graph is before
    assert row.window.start_page.isVisible()
    assert row.said.startswith("The clipboard holds no cards")
