"""The smallest graph that shows a card at work."""

import pytest

from layerdeck.deck import CardType, Catalogue, Kind, Role
from layerdeck.graph import EditError, End
from layerdeck.graph.sample import sample
from layerdeck.program import lower
from layerdeck_cards import CARDS

DECK = Catalogue(CARDS)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_every_card_has_a_sample_without_a_problem_that_ends_in_an_output(card: CardType) -> None:
    graph, placed = sample(DECK, card)

    assert graph.cards[placed].type == card.id
    assert lower(graph, DECK).problems == ()
    assert [each.type for each in graph.cards.values()].count("layerdeck.Output") == 1
    needed = [port.id for port in card.inputs if port.required and port.kind.wire_only]
    if card.role is not Role.OUTPUT and not card.output("output"):
        needed = [name for name in needed if card.input(name).kind is Kind.LAYER]
    assert [name for name in needed if not graph.into(placed, name)] == []


def test_a_layer_is_fed_the_example_of_its_tensor() -> None:
    graph, conv = sample(DECK, DECK["keras.layers.Conv3D"])

    (wire,) = graph.into(conv, "input")

    assert graph.cards[wire.source.card].type == "keras.Input"
    assert graph.cards[wire.source.card].values["shape"] == (16, 16, 16, 2)
    assert graph.out_of(conv, "output")


def test_values_stand_on_top_of_the_examples() -> None:
    graph, conv = sample(DECK, DECK["keras.layers.Conv3D"], {"filters": 5, "padding": "same"})

    assert graph.cards[conv].values["filters"] == 5
    assert graph.cards[conv].values["padding"] == "same"
    assert graph.cards[conv].values["kernel_size"] == (3, 3, 3)


def test_a_merge_is_fed_each_of_its_examples() -> None:
    graph, add = sample(DECK, DECK["keras.layers.Add"])

    sources = {wire.source for wire in graph.into(add, "inputs")}

    assert len(sources) == 2


def test_a_wrapper_is_given_a_layer_that_is_not_applied_itself() -> None:
    graph, wrapper = sample(DECK, DECK["keras.layers.TimeDistributed"])

    (wire,) = graph.into(wrapper, "layer")

    assert wire.source.port == "layer"
    assert not graph.into(wire.source.card, "input")


def test_an_object_is_handed_to_a_card_that_takes_it() -> None:
    graph, start = sample(DECK, DECK["keras.initializers.HeNormal"])

    (wire,) = graph.out_of(start, "initializer")

    assert wire.target.port == "kernel_initializer"
    assert graph.out_of(wire.target.card, "output")


def test_a_value_is_handed_to_an_input_of_its_type() -> None:
    graph, number = sample(DECK, DECK["layerdeck.Float"])

    (wire,) = graph.out_of(number, "value")

    assert graph.out_of(wire.target.card, "output")
    assert End(number, "value") == wire.source


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(EditError, match="Filters"):
        sample(DECK, DECK["keras.layers.Conv3D"], {"filters": -1})
