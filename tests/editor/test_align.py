"""What is selected put in line and evenly apart, from the menu and by key."""

from itertools import pairwise

import pytest

from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.edits import move
from making import CONV, OUTPUT, card, graph
from person import Person

AXIS = {"Left edges": 0, "Centres": 0, "Right edges": 0,
        "Upper edges": 1, "Middles": 1, "Lower edges": 1}  # fmt: skip
PART = {"Left edges": 0, "Centres": 0.5, "Right edges": 1,
        "Upper edges": 0, "Middles": 0.5, "Lower edges": 1}  # fmt: skip


@pytest.fixture
def strewn(person: Person) -> Person:
    """Cards of two sizes, a frame and a note, in no order."""
    person.open(graph(card("a", CONV), card("y", OUTPUT), card("z", OUTPUT)))
    session = person.window.session
    session.edit("Move", move, {"a": (0, 0), "y": (331, 77), "z": (50, 300)})
    session.edit("Frame", lambda graph: add_frame(graph, (600, 200), (200, 120))[0])
    session.edit("Note", lambda graph: add_note(graph, (420, 333), (120, 60))[0])
    person.window.view.centerOn(400, 200)
    person.settle()
    return person


def bodies(person: Person) -> dict[str, tuple[float, float, float, float]]:
    """Where everything is drawn, which is where it lies."""
    found = {}
    for key in (*person.graph.cards, *person.graph.frames, *person.graph.notes):
        body = person.window.canvas.contents.body(key)
        assert person.graph.item(key).at == (body.x(), body.y())
        found[key] = body.x(), body.y(), body.width(), body.height()
    for key, item in person.window.canvas.cards.shown.items():
        assert (item.pos().x(), item.pos().y()) == found[key][:2]
    for key, item in person.window.canvas.areas.items.shown.items():
        assert (item.pos().x(), item.pos().y()) == found[key][:2]
    return found


@pytest.mark.parametrize("title", list(AXIS))
def test_all_that_is_selected_comes_into_line(strewn: Person, title: str) -> None:
    axis, part = AXIS[title], PART[title]
    before, steps = bodies(strewn), strewn.undo_steps()
    strewn.key("Ctrl+A")
    strewn.menu("Card", "Align", title)
    after = bodies(strewn)
    lines = {round(box[axis] + part * box[axis + 2], 6) for box in after.values()}
    assert len(lines) == 1
    low = min(box[axis] for box in before.values())
    high = max(box[axis] + box[axis + 2] for box in before.values())
    assert lines == {round(low + part * (high - low), 6)}
    assert all(after[key][1 - axis] == box[1 - axis] for key, box in before.items())
    assert strewn.undo_steps() == steps + 1
    strewn.key("Ctrl+Z")
    assert bodies(strewn) == before


@pytest.mark.parametrize(
    ("key", "axis", "part"),
    [("Left", 0, 0), ("Right", 0, 1), ("Up", 1, 0), ("Down", 1, 1)],
)
def test_the_sides_have_keys(strewn: Person, key: str, axis: int, part: int) -> None:
    strewn.key("Ctrl+A")
    strewn.key(f"Ctrl+Shift+{key}")
    after = bodies(strewn).values()
    assert len({round(box[axis] + part * box[axis + 2], 6) for box in after}) == 1


@pytest.mark.parametrize(("title", "axis"), [("Across", 0), ("Down", 1)])
def test_gaps_become_equal_and_the_ends_stay(strewn: Person, title: str, axis: int) -> None:
    strewn.window.session.edit("Move", move, {"frame": (1400, 900)})
    before, steps = bodies(strewn), strewn.undo_steps()
    strewn.key("Ctrl+A")
    strewn.menu("Card", "Distribute", title)
    after = bodies(strewn)
    middles = sorted(before, key=lambda key: before[key][axis] + before[key][axis + 2] / 2)
    assert after[middles[0]] == before[middles[0]]
    assert after[middles[-1]] == before[middles[-1]]
    places = [after[key] for key in middles]
    gaps = [b[axis] - a[axis] - a[axis + 2] for a, b in pairwise(places)]
    assert min(gaps) > 0
    assert max(gaps) - min(gaps) < 0.5
    assert strewn.undo_steps() == steps + 1


def test_too_few_is_said(strewn: Person) -> None:
    strewn.click(strewn.grab_head("a"))
    strewn.key("Ctrl+Shift+Left")
    assert strewn.said == "Select two things or more to put them in line."
    assert not strewn.window.all_actions.of_qt("card.align_left").isEnabled()
    distribute = strewn.window.all_actions.of_qt("card.distribute_across")
    assert distribute.toolTip() == "Select three things or more to put them evenly apart."
    strewn.key("Ctrl+A")
    assert distribute.isEnabled()
