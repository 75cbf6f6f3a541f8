"""One's own blocks: kept from a project, offered in the deck, used in another, removed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from layerdeck.graph.grouping import group
from making import CONV, INPUT, OUTPUT, card, line, network
from person import Person

YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


def run(person: Person, action: str) -> None:
    person.settle()
    person.window.all_actions.of_qt(action).trigger()
    person.settle()


@pytest.fixture
def paired(person: Person) -> Person:
    """A project with a block of two convolutions, whose card is selected."""
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4, kernel_size=3),
            card("b", CONV, filters=2, kernel_size=1),
            card("y", OUTPUT),
        )
    )
    session = person.window.session
    made, block = group(session.graph, session.deck, ["a", "b"], "Pair")
    session.document.apply("Make a block", made)
    session.select([block])
    return person


def kept_file(person: Person) -> Path:
    return person.window.library.folder / "pair.layerdeck"


def test_a_kept_block_is_dragged_from_the_deck_into_another_project(paired: Person) -> None:
    block = paired.window.session.whole.blocks["pair"]
    run(paired, "card.keep_block")
    assert kept_file(paired).is_file()
    assert "My blocks" in paired.window.status.currentMessage()

    paired.open(network())
    paired.window.view.centerOn(400, 200)
    assert paired.drag_from_deck("Pair", (300, 330)) == "pair_1"
    assert paired.window.session.whole.blocks == {"pair": block}
    assert paired.graph.cards["pair_1"].type == "block:pair"
    assert paired.undo_steps() == 1
    paired.key("Ctrl+Z")
    assert paired.window.session.whole.blocks == {}


def test_used_again_it_is_the_same_block(paired: Person) -> None:
    run(paired, "card.keep_block")
    (kept,) = paired.window.library.kept
    paired.window.adding.add(kept)
    assert set(paired.window.session.whole.blocks) == {"pair"}
    assert paired.window.session.instances == {"pair": 2}


def test_another_block_of_the_same_name_is_not_overwritten_unasked(paired: Person) -> None:
    run(paired, "card.keep_block")
    before = kept_file(paired).read_bytes()
    session = paired.window.session
    session.go_to(("pair",))
    session.edit("Delete", lambda graph: graph.with_(name="Pair, other"))
    assert "another block is kept" in paired.answer(NO, lambda: run(paired, "card.keep_block"))
    assert kept_file(paired).read_bytes() == before
    paired.answer(YES, lambda: run(paired, "card.keep_block"))
    assert kept_file(paired).read_bytes() != before


def test_a_block_is_removed_when_that_is_confirmed(paired: Person) -> None:
    run(paired, "card.keep_block")
    window = paired.window
    (kept,) = window.library.kept
    remove = next(
        entry for entry in window.all_actions.entries if getattr(entry, "title", "") == "My blocks"
    ).entries()[-1]
    assert remove.id == f"card.remove_kept/{kept}"
    paired.answer(NO, remove.run)
    assert kept_file(paired).is_file()
    paired.answer(YES, remove.run)
    assert not kept_file(paired).exists()
    assert kept not in window.offered
    assert set(window.session.whole.blocks) == {"pair"}, "the project keeps its own"


def test_a_faulty_file_among_them_harms_nothing(paired: Person) -> None:
    run(paired, "card.keep_block")
    (paired.window.library.folder / "torn.layerdeck").write_text('{"layerdeck": 1, "cards"')
    paired.window.library.read()
    assert len(paired.window.library.kept) == 1
    assert "torn.layerdeck" in paired.window.library.faults[0]


def test_what_cannot_be_written_is_said(paired: Person) -> None:
    paired.window.library.folder.write_text("a file where the folder should be")
    run(paired, "card.keep_block")
    assert "cannot be written" in paired.window.status.currentMessage()
    assert paired.window.library.kept == {}


def test_the_card_says_how_often_its_block_is_used(served, user: Person, qtbot) -> None:
    session = served.session
    user.open(network())
    made, block = group(session.graph, session.deck, ["a"], "One")
    session.document.apply("Make a block", made)
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert served.canvas.cards[block].look.sizes.endswith("used once")
    session.select([block])
    user.key("Ctrl+D")
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert served.canvas.cards[block].look.sizes.endswith("used 2 times")
