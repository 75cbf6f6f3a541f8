"""The Document's history, and `diff`, through which every view learns of it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import Document, Graph, diff
from layerdeck.graph.edits import move, set_value
from making import CONV, DECK, INPUT, OUTPUT, card, edited, graph, graphs, line, wire


def small() -> Graph:
    return line(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        card("conv", CONV, filters=4, kernel_size=3),
        card("result", OUTPUT),
    )


@given(st.data())
def test_undoing_all_gives_the_first_graph_and_redoing_all_the_last(data):
    document = Document()
    for number in range(data.draw(st.integers(0, 12))):
        document.apply(f"Edit {number}", data.draw(edited(document.graph)))
    last = document.graph

    while document.undo_label:
        document.undo()
    assert document.graph == Graph()

    while document.redo_label:
        document.redo()
    assert document.graph == last


@given(graphs(12), graphs(12))
def test_a_difference_holds_all_that_is_needed_to_follow(old, new):
    changes = diff(old, new)

    cards = {key: item for key, item in old.cards.items() if key not in changes.removed}
    cards |= {key: new.cards[key] for key in (*changes.added, *changes.changed)}
    assert cards == dict(new.cards)
    assert {*old.wires} - {*changes.wires_removed} | {*changes.wires_added} == {*new.wires}
    assert set(changes.moved) <= set(changes.changed)
    assert bool(diff(old, old)) is False


def test_a_move_is_told_from_a_change():
    old = small()
    moved = move(old, {"conv": (50, 0)})
    changed = set_value(moved, DECK, "volume", "dtype", "uint8")

    assert diff(old, moved).moved == ("conv",)
    assert diff(moved, changed).changed == ("volume",)
    assert diff(moved, changed).moved == ()


def test_the_cards_at_the_ends_of_a_new_wire_are_touched():
    new = small()
    old = new.with_(wires=new.wires[1:])

    assert diff(old, new).wires_added == (wire("volume.output > conv.input"),)
    assert diff(old, new).touched == {"volume", "conv"}


def test_load_edit_undo_and_redo_tell_listeners_the_same_way():
    document, heard = Document(), []
    document.on_change(lambda old, new: heard.append((old, new)))
    first, second = small(), move(small(), {"conv": (1, 1)})

    document.load(first, Path("small.layerdeck"))
    document.apply("Move", second)
    document.undo()
    document.redo()

    assert heard == [(Graph(), first), (first, second), (second, first), (first, second)]


def test_an_edit_that_changes_nothing_is_no_step_of_history():
    document = Document(small())
    document.apply("Move", move(small(), {"conv": (0, 0)}))

    assert document.undo_label == ""


def test_a_new_edit_forgets_what_was_undone():
    document = Document(small())
    document.apply("Move", move(small(), {"conv": (1, 1)}))
    document.undo()
    assert document.redo_label == "Move"

    document.apply("Set", set_value(small(), DECK, "conv", "filters", 9))

    assert document.redo_label == ""
    assert document.undo_label == "Set"


def test_a_document_knows_whether_it_is_saved():
    document = Document()
    document.load(small(), None)
    assert not document.unsaved

    document.apply("Move", move(small(), {"conv": (1, 1)}))
    assert document.unsaved

    document.undo()
    assert not document.unsaved

    document.redo()
    document.mark_saved(Path("x.layerdeck"))
    assert not document.unsaved
    assert document.path == Path("x.layerdeck")


def test_loading_starts_a_new_history():
    document = Document(small())
    document.apply("Move", move(small(), {"conv": (1, 1)}))

    document.load(graph(card("alone", CONV)), None)

    assert (document.undo_label, document.redo_label) == ("", "")
