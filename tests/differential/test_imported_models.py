"""One truth: a model that Keras writes and Layerdeck imports is the model that it was."""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from truth.faults import exists

from differential.agreement import (
    assert_models_agree,
    built_in_the_app,
    configuration,
    infers,
    program_of,
)
from differential.variations import seeded
from layerdeck.deck import CardType, Catalogue
from layerdeck.files.importing import parse_model
from layerdeck.graph import Graph
from layerdeck_cards import CARDS
from samples import sample_with
from strategies import graphs

CHANGED = {
    "keras.layers.RandomColorDegeneration": "Keras writes another factor than it was given",
    "keras.layers.RandomPosterization": "Keras writes two factors where it was given one",
}
"""Cards whose layers Keras itself does not write as they were."""
HERE = [card for card in CARDS if exists(card) and card.id not in CHANGED]
EXAMPLES = 8


@pytest.mark.parametrize("card", HERE, ids=lambda card: card.id)
def test_every_card_comes_back_as_it_was(card: CardType, deck: Catalogue) -> None:
    graph, _ = sample_with(deck, card, seeded(card))

    _comes_back(graph, deck)


@pytest.mark.filterwarnings("ignore:.*You are using a softmax over axis:UserWarning")
def test_random_graphs_come_back_and_give_the_same(deck: Catalogue) -> None:
    @seed(3)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graphs(deck, infers(deck)))
    def agree(graph: Graph) -> None:
        assert_models_agree(*_comes_back(graph, deck))

    agree()


def _comes_back(graph: Graph, deck: Catalogue) -> tuple[object, object]:
    """Both models, the first of which was written by Keras, and the second made of that."""
    mine = built_in_the_app(program_of(graph, deck), deck)
    told = parse_model(mine.to_json(), deck)
    assert told.lost == ()
    again = built_in_the_app(program_of(told.graph, deck), deck)
    assert configuration(mine) == configuration(again)
    return mine, again
