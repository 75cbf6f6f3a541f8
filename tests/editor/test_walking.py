"""Walking on the canvas by keyboard: along wires, from card to card, into blocks and out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from layerdeck.graph import Graph
from layerdeck.graph.areas import add_note
from layerdeck.graph.grouping import group
from making import CONV, INPUT, card, line, wire
from person import Person
from walks import in_a_row, ring, told, walking, with_forks


@pytest.fixture
def row(person: Person) -> Person:
    return in_a_row(person)


@pytest.fixture
def forks(person: Person) -> Person:
    return with_forks(person)


def test_alt_and_arrows_go_along_wires(row: Person) -> None:
    assert ring(row) is None
    row.strike("Home")
    assert ring(row) == ("x", "")
    assert row.window.session.selected == ("x",)
    assert told(row) == "x, Input"
    row.strike("Alt+Right")
    assert ring(row) == ("a", "")
    assert row.window.session.selected == ("a",)
    assert told(row) == "a · Input"
    row.strike("Alt+Right", "Alt+Right")
    assert ring(row) == ("y", "")
    assert told(row) == "No wire leads on from y."
    row.strike("Alt+Left", "Alt+Left", "Alt+Left")
    assert ring(row) == ("x", "")
    assert told(row) == "No wire leads to x."


def test_alt_up_and_down_choose_among_several_wires(forks: Person) -> None:
    forks.strike("Home", "Alt+Right")
    assert ring(forks) == ("p", "")
    assert told(forks) == "1 of 3: p · Input"
    forks.strike("Alt+Down")
    assert told(forks) == "2 of 3: q · Input"
    forks.strike("Alt+Down", "Alt+Down")
    assert ring(forks) == ("p", "")
    forks.strike("Alt+Up")
    assert told(forks) == "3 of 3: r · Input"
    forks.strike("Alt+Right")
    assert told(forks) == "join · Inputs"
    # Back the way one came, not by the first wire.
    forks.strike("Alt+Left")
    assert told(forks) == "3 of 3: r · Output"
    forks.strike("Home", "Alt+Down")
    assert told(forks).startswith("Alt+Up and Alt+Down choose")
    assert ring(forks) == ("x", "")


def test_alt_shift_and_arrows_go_to_the_nearest_card_that_way(forks: Person) -> None:
    session = forks.window.session
    places = {"x": (0, 0), "p": (400, -300), "q": (400, 20), "r": (430, 420), "join": (800, 0)}
    cards = {
        name: session.graph.cards[name].with_(at=places.get(name, (1200.0, 0.0)))
        for name in session.graph.cards
    }
    session.document.load(session.graph.with_(cards=cards), None)
    forks.settle()
    forks.strike("Home", "Alt+Shift+Right")
    assert ring(forks) == ("q", "")
    assert told(forks) == "q, Convolution 3D"
    forks.strike("Alt+Shift+Down")
    assert ring(forks) == ("r", "")
    forks.strike("Alt+Shift+Up", "Alt+Shift+Up")
    assert ring(forks) == ("p", "")
    forks.strike("Alt+Shift+Up")
    assert told(forks) == "There is nothing that way from p."
    forks.strike("Alt+Shift+Left")
    assert ring(forks) == ("x", "")
    forks.strike("End")
    assert ring(forks) == ("y", "")


def test_space_picks_cards_while_one_walks_on(forks: Person) -> None:
    selected = lambda: set(forks.window.session.selected)  # noqa: E731
    forks.strike("Home", "Alt+Right", "Space")
    assert selected() == {"p"}
    forks.strike("Alt+Right")
    assert selected() == {"p"}
    assert ring(forks) == ("join", "")
    forks.strike("Space")
    assert selected() == {"p", "join"}
    forks.strike("Alt+Right", "Space", "Space")
    assert selected() == {"p", "join"}
    forks.strike("Del")
    assert set(forks.graph.cards) == {"x", "q", "r", "y"}
    assert ring(forks) == ("y", "")
    forks.strike("Alt+Shift+Left")
    assert selected() == {walking(forks).spot.item}
    forks.strike("Space", "Escape")
    assert selected() == set()
    assert ring(forks) is None


def test_space_held_for_panning_picks_nothing(row: Person) -> None:
    row.strike("Home")
    view, place = row.window.view, row.grab_head("a")
    QTest.keyPress(view, Qt.Key.Key_Space)
    row.press(place)
    row.move(place * 1.2)
    row.release(place * 1.2)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    row.settle()
    assert ring(row) is None
    row.strike("Alt+Right")
    assert row.window.session.selected == ("a",)


def test_when_a_card_goes_the_nearest_is_next(row: Person) -> None:
    row.strike("End", "Del")
    assert "y" not in row.graph.cards
    assert ring(row) == ("a", "")
    assert row.window.session.selected == (), "another Delete must take nothing more"
    row.strike("Del")
    assert "a" in row.graph.cards
    row.strike("Ctrl+Z")
    assert ring(row) == ("a", "")
    row.strike("Alt+Right")
    assert ring(row) == ("y", "")


def test_a_line_that_goes_hands_on_the_ring(row: Person) -> None:
    row.strike("Home", "Alt+Right", "E", "Return")
    while walking(row).spot.line != ("use_bias", True):
        row.strike("Down")
    row.strike("E")
    assert ring(row) == ("a", "more")


def test_the_ring_shows_while_the_keyboard_is_used(row: Person) -> None:
    row.strike("Home")
    assert ring(row) == ("x", "")
    row.click(row.grab_head("y"))
    assert ring(row) is None
    row.strike("Alt+Left")
    assert ring(row) == ("a", ""), "it begins at what the mouse has selected"
    row.window.deck.search.setFocus()
    row.settle()
    assert ring(row) is None
    row.window.view.setFocus(Qt.FocusReason.TabFocusReason)
    row.settle()
    assert ring(row) == ("a", "")


def test_the_view_goes_along(person: Person) -> None:
    cards = [card(f"c{place}", CONV, filters=1, kernel_size=1) for place in range(40)]
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), *cards))
    view = person.window.view
    view.setFocus()
    person.strike("Home")
    assert ring(person) == ("x", "")
    person.strike(*["Alt+Right"] * 12)
    assert ring(person) == ("c11", "")
    person.strike("End")
    assert ring(person) == ("c39", "")
    # From afar one walks from card to card; the lines of one are shown large enough to read.
    person.strike("Escape", "F", "Alt+Left")
    assert view.scale_factor < 0.42
    assert ring(person) == ("c38", "")
    person.strike("Return")
    assert view.scale_factor == 1.0
    assert ring(person) == ("c38", "filters")


def test_blocks_are_entered_and_left(forks: Person) -> None:
    session = forks.window.session

    def grouped(whole):
        return group(whole, session.deck, ("p", "q"), "Pair", {})[0]

    session.edit("Make a block", grouped)
    forks.settle()
    (block,) = (item.id for item in session.graph.cards.values() if item.type.startswith("block:"))
    forks.strike("Home", "Alt+Right")
    while walking(forks).spot.item != block:
        forks.strike("Alt+Down")
    forks.strike("Ctrl+Down")
    assert session.path
    assert told(forks).startswith("Inside the block Pair: ")
    first = min(session.graph.cards.values(), key=lambda item: item.at)
    assert ring(forks) == (first.id, "")
    forks.strike("Ctrl+Up")
    assert ring(forks) == (block, "")


def test_frames_and_notes_are_walked_to_moved_and_resized(row: Person) -> None:
    def furnished(whole: Graph) -> Graph:
        return add_note(whole, (0.0, 500.0), (200.0, 90.0), "Look")[0]

    row.window.session.edit("Add a note", furnished)
    (note,) = row.graph.notes
    row.strike("Home", "Alt+Shift+Down")
    assert ring(row) == (note, "")
    assert told(row) == "Note, Look"
    assert row.window.session.chosen == (note,)
    row.strike("Right", "Shift+Right", "Shift+Down", "Shift+Down")
    assert row.graph.notes[note].at == (8.0, 500.0)
    assert row.graph.notes[note].size == (208.0, 106.0)
    row.strike(*["Shift+Up"] * 20)
    assert row.graph.notes[note].size == (208.0, 48.0)
    row.strike("Alt+Right")
    assert told(row) == "No wire leads on from the note."
    row.strike("Alt+Shift+Up")
    assert ring(row) == ("x", "")


def test_an_empty_canvas_says_how_to_begin(person: Person) -> None:
    person.window.view.setFocus()
    person.strike("Alt+Right")
    assert told(person) == "The canvas is empty: there is nowhere to walk."
    person.strike("Return")
    assert told(person) == "The canvas is empty. Tab adds a first card."


def test_with_the_keyboard_alone_from_an_empty_window_to_code(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    person.window.view.setFocus()
    for title in ("Input", "Convolution 3D", "Output"):
        person.strike("Ctrl+K")
        person.type(title)
        person.strike("Return")
        assert QApplication.focusWidget() is person.window.view
    assert list(person.graph.cards) == ["inputs", "conv3d", "result"]

    person.strike("Home", "Return", "Return")
    person.type("8, 8, 8, 1")
    person.strike("Return", "Escape", "W", "Return")
    assert ring(person) == ("conv3d", "")
    person.strike("Return", "Return")
    person.type("4")
    person.strike("Tab")
    person.type("5")
    person.strike("Return", "Escape", "W", "Return")
    built = person.graph
    assert set(built.wires) == {
        wire("inputs.output > conv3d.input"),
        wire("conv3d.output > result.input"),
    }
    assert built.cards["conv3d"].values["filters"] == 4
    assert built.cards["conv3d"].values["kernel_size"] == (5, 5, 5)

    person.strike("Alt+Left", "Del")
    assert set(person.graph.cards) == {"inputs", "result"}
    person.strike("Ctrl+Z")
    assert person.graph == built
    steps = person.undo_steps()
    assert steps == 8  # three cards, three values, two wires
    assert person.graph == built

    person.strike("Ctrl+E")
    assert "layers.Conv3D(4, 5)(inputs)" in path.read_text().replace("\n", "")


# The nearest card, against looking at every card.
