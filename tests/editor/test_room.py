"""Nothing new comes to lie on what is there: one rule for cards, notes, frames and copies."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from layerdeck.graph import Frame, Note
from layerdeck.graph.edits import move
from making import CONV, INPUT, OUTPUT, card, graph, line
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4),
            card("b", CONV, filters=2),
            card("y", OUTPUT),
        )
    )
    return person


def bodies(person: Person, *, frames: bool = False) -> dict[str, QRectF]:
    contents, wanted = person.window.canvas.contents, person.graph
    keys = [*wanted.cards, *wanted.notes, *(wanted.frames if frames else ())]
    return {key: contents.body(key) for key in keys}


def nothing_covers_anything(person: Person, *, frames: bool = False) -> bool:
    boxes = bodies(person, frames=frames).values()
    return not any(one.intersects(other) for one, other in combinations(boxes, 2))


def add_by_enter(person: Person, title: str) -> None:
    person.key("Ctrl+K")
    QTest.keyClicks(person.window.deck.search, title)
    QTest.keyClick(person.window.deck.search, Qt.Key.Key_Return)
    person.settle()


def put_notes(person: Person, *places: tuple[float, float]) -> None:
    notes = {f"n{at}": Note(f"n{at}", "", place, (232, 96)) for at, place in enumerate(places)}
    person.window.session.edit("Notes", lambda graph: graph.with_(notes=notes))


def test_notes_one_after_the_other_lie_below_each_other(row: Person) -> None:
    for _ in range(3):
        row.key("N")
        row.strike("Escape")
    assert len(row.graph.notes) == 3
    assert nothing_covers_anything(row)


def test_a_card_added_by_enter_covers_no_note(person: Person) -> None:
    person.key("N")
    person.strike("Escape")
    add_by_enter(person, "Convolution 3D")
    add_by_enter(person, "Max pooling 3D")
    assert len(person.graph.cards) == 2
    assert nothing_covers_anything(person)


def test_a_card_chosen_in_the_popup_covers_nothing(row: Person) -> None:
    put_notes(row, (10 + bodies(row)["y"].right(), 80))
    row.click(row.grab_head("y"))
    row.strike("Tab")
    row.type("convolution 3d", Qt.Key.Key_Return)
    assert len(row.graph.cards) == 5
    assert nothing_covers_anything(row)


def test_a_copy_lies_clear_of_its_original_and_in_sight(row: Person) -> None:
    put_notes(row, (350, bodies(row)["a"].bottom() + 40))
    for chosen in (["a"], ["a", "b"], ["n0"]):
        row.window.session.select(chosen)
        row.key("Ctrl+D")
        assert nothing_covers_anything(row)
        seen = row.window.view.mapToScene(row.viewport.rect()).boundingRect()
        assert seen.contains(row.window.canvas.box_of(row.window.session.chosen))


def test_what_is_pasted_lies_clear_of_what_it_was_copied_from(row: Person) -> None:
    row.window.session.select(["a", "b"])
    row.key("Ctrl+C")
    for _ in range(2):
        row.key("Ctrl+V")
    assert len(row.graph.cards) == 8
    assert nothing_covers_anything(row)


def test_a_frame_is_in_the_way_unless_one_is_in_it(person: Person) -> None:
    person.window.view.centerOn(0, 0)
    person.settle()
    middle = person.window.view.middle()
    around = Frame("f", "", "", (middle.x() - 500, middle.y() - 400), (1000, 800))
    person.window.session.edit("Frame", lambda graph: graph.with_(frames={"f": around}))
    person.key("N")
    person.strike("Escape")
    inside = QRectF(*around.at, *around.size)
    assert inside.contains(bodies(person)["note"])
    beside = around.with_(at=(middle.x() + 20, middle.y() - 400))
    person.window.session.edit("Move", lambda graph: graph.with_(frames={"f": beside}, notes={}))
    person.key("N")
    person.strike("Escape")
    assert nothing_covers_anything(person, frames=True)


def drop_on_the_wire(person: Person) -> str:
    """Drag a Dropout from the deck onto the wire from a to b; gives its id."""
    wire = next(wire for wire in person.graph.wires if wire.source.card == "a")
    place = person.window.canvas.wires[wire].path.pointAtPercent(0.5)
    return person.drag_from_deck("Dropout", (place.x() - 30, place.y() - 15))


def test_room_is_made_for_a_card_dropped_on_a_wire(row: Person) -> None:
    row.window.session.edit("Move", move, {"b": (310.0 + 300, 300.0), "y": (930.0, 300.0)})
    row.settle()
    before = bodies(row)
    added = drop_on_the_wire(row)
    assert {wire.source.card for wire in row.graph.into("b", "input")} == {added}
    after = bodies(row)
    assert nothing_covers_anything(row)
    assert (after["x"], after["a"]) == (before["x"], before["a"])
    assert after["b"].left() >= after[added].right() + 24
    assert after["y"].left() - after["b"].left() == before["y"].left() - before["b"].left()
    row.key("Ctrl+Z")
    assert bodies(row) == before, "one step takes all of it back"


def test_with_room_enough_nothing_else_moves(row: Person) -> None:
    row.window.session.edit("Move", move, {"b": (1200.0, 60.0), "y": (1500.0, 60.0)})
    row.window.view.centerOn(800, 150)
    row.settle()
    before = bodies(row)
    added = drop_on_the_wire(row)
    after = bodies(row)
    assert after.pop(added)
    assert after == before


def test_a_moved_card_that_goes_in_between_gets_room_too(row: Person) -> None:
    row.window.session.edit("Add", with_dropout)
    row.settle()
    wire = next(wire for wire in row.graph.wires if wire.source.card == "a")
    place = row.window.canvas.wires[wire].path.pointAtPercent(0.5)
    start, end = row.grab_head("drop"), row.window.view.mapFromScene(place)
    row.drag(start, end)
    assert wire not in row.graph.wires
    assert nothing_covers_anything(row)


def with_dropout(made):
    drop = graph(card("drop", "keras.layers.Dropout", rate=0.5)).cards["drop"]
    return made.with_(cards={**made.cards, "drop": drop.with_(at=(310.0, 420.0))})


def test_frames_grow_and_bends_go_along_where_room_is_made(row: Person) -> None:
    last = next(wire for wire in row.graph.wires if wire.source.card == "b")
    frame = Frame("f", "", "", (280.0, 0.0), (640.0, 400.0))
    bends = {last: (QPointF(900, 200).toTuple(),)}
    row.window.session.edit("Frame", lambda made: made.with_(frames={"f": frame}, bends=bends))
    row.settle()
    before = row.graph
    added = drop_on_the_wire(row)
    by = row.graph.cards["b"].at[0] - before.cards["b"].at[0]
    assert by > 0
    assert row.graph.frames["f"].at == frame.at
    assert row.graph.frames["f"].size == (640.0 + by, 400.0)
    assert row.graph.bends[last] == ((900.0 + by, 200.0),)
    after = bodies(row)
    assert after[added].left() >= after["a"].right() + 24
    assert after["b"].left() >= after[added].right() + 24
    assert nothing_covers_anything(row)
