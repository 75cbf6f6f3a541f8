"""A project's blocks are cards of the deck while it is open."""

from layerdeck.graph import Graph
from making import network
from person import Person


def with_block(person: Person) -> None:
    block = network().with_(name="Double convolution")
    person.open(Graph(blocks={"double": block}))


def test_a_block_is_found_and_dragged(person: Person) -> None:
    with_block(person)
    card = person.drag_from_deck("Double convolution", (60.0, 80.0))

    assert person.graph.cards[card].type == "block:double"
    assert person.window.deck.tree.currentItem().parent().text(0) == "Blocks"


def test_it_goes_with_its_project(person: Person) -> None:
    with_block(person)
    assert person.window.deck.tree.entry_of("block:double")
    person.open(network())
    assert person.window.deck.tree.entry_of("block:double") is None
