"""Tidying up large graphs: beside the window, as one step, given up on Esc and by other edits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from layerdeck.graph.edits import move
from making import residual
from person import Person


@pytest.fixture
def large(person: Person) -> Person:
    person.open(residual(450))
    return person


def test_it_is_done_beside_the_window_and_is_one_step(large: Person, qtbot) -> None:
    before = large.graph
    large.key("L")
    assert large.window.tidying.under_way
    assert large.graph is before
    assert large.said == "Tidying up 902 cards… Esc cancels."
    qtbot.waitUntil(lambda: not large.window.tidying.under_way, timeout=20_000)
    assert large.graph != before
    assert large.said == "Tidied up 902 cards."
    assert large.undo_steps() == 1
    for key, item in large.window.canvas.cards.shown.items():
        assert large.graph.cards[key].at == (item.pos().x(), item.pos().y())
    once = large.graph
    large.key("L")
    qtbot.waitUntil(lambda: not large.window.tidying.under_way, timeout=20_000)
    assert large.graph == once


def test_escape_gives_it_up(large: Person, qtbot) -> None:
    before = large.graph
    # Nothing may happen between the two: on a busy machine it would be done by then.
    QTest.keyClick(large.window.view, Qt.Key.Key_L)
    assert large.window.tidying.under_way
    QTest.keyClick(large.window.view, Qt.Key.Key_Escape)
    assert not large.window.tidying.under_way
    assert large.said == "Nothing was tidied up."
    qtbot.wait(600)
    assert large.graph is before
    assert large.undo_steps() == 0


def test_an_edit_meanwhile_is_kept(large: Person, qtbot) -> None:
    large.key("L")
    large.window.session.edit("Move", move, {"x": (-500, 0)})
    edited = large.graph
    qtbot.waitUntil(lambda: not large.window.tidying.under_way, timeout=20_000)
    assert large.graph is edited
    assert large.said == "Nothing was tidied up: the graph has changed meanwhile."


def test_a_window_may_be_left_meanwhile(large: Person) -> None:
    large.key("L")
    assert large.window.tidying.under_way
