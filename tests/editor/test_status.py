"""What the status bar says gives way when it is no longer of what is there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from layerdeck.editor.status import Status
from layerdeck.editor.window import Window
from person import Person
from walks import in_a_row, ring


@pytest.fixture
def row(person: Person) -> Person:
    return in_a_row(person)


def test_the_words_on_a_value_give_way_when_another_is_gone_to(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return")
    assert row.said == "Filters, Integer, value 4"
    assert not row.window.status.engine.isVisible()
    row.strike("Return")
    row.type("16", Qt.Key.Key_Tab)
    assert row.said == ""
    assert row.window.status.engine.isVisible()
    row.strike("Escape")
    assert ring(row) == ("a", "kernel_size")
    assert row.said == ""


def test_the_name_of_a_card_gives_way_to_the_selection_of_another(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return", "Escape")
    assert row.said == "a, Convolution 3D"
    row.click(row.grab_head("y"))
    assert row.said == ""
    assert row.window.status.engine.isVisible()


def test_what_refuses_a_wire_gives_way_to_the_right_one(row: Person) -> None:
    row.window.session.edit("Take apart", lambda graph: graph.with_(wires=()))
    row.wire("a.layer", "y.input")
    assert "takes a Tensor" in row.said
    row.wire("a.output", "y.input")
    assert [str(wire.target) for wire in row.graph.wires] == ["y.input"]
    assert row.said == ""


def test_what_is_said_of_an_edit_outlives_it(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("Ctrl+X")
    assert row.said.startswith("Cut: ")
    row.key("Ctrl+Z")
    assert row.said == ""


def test_what_does_not_concern_the_graph_stays(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("Ctrl+C")
    row.key("F")
    assert row.said.startswith("Copied: ")


def test_what_is_said_before_the_window_shows_covers_nothing(
    programs: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a model is opened at the start: what came over is said at once."""
    show = Window.show

    def say_and_show(window: Window) -> None:
        window.status.tell("12 layers came over.")
        show(window)

    monkeypatch.setattr(Window, "show", say_and_show)
    status = programs().window.status
    assert status.currentMessage() == "12 layers came over."
    assert status.isVisible() and not status.engine.isVisible()
    status.clearMessage()
    assert status.engine.isVisible()


def columns_of(status: Status) -> list[int]:
    """Columns of the bar, up to the totals, in which something is written."""
    picture = status.grab().toImage()
    ground = picture.pixelColor(2, 12)
    return [
        x
        for x in range(status.totals.x())
        if any(picture.pixelColor(x, y) != ground for y in range(5, 20))
    ]


def test_what_is_said_begins_where_the_engines_state_does_and_ends_before_the_totals(
    person: Person,
) -> None:
    status = person.window.status
    state = columns_of(status)
    status.tell("Saved. " + "And a word more. " * 40)
    person.settle()
    said = columns_of(status)

    assert abs(said[0] - state[0]) <= 1
    assert status.totals.x() - 40 < said[-1] < status.totals.x() - 8
