"""One truth, for random graphs over the whole deck."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from differential.agreement import (
    assert_every_card_gives_its_shape,
    assert_facts_hold,
    assert_models_agree,
    built_by_the_code,
    built_in_the_app,
    infers,
    program_of,
)
from layerdeck.deck import Catalogue
from layerdeck.engine.infer import infer
from layerdeck.export import Flavour, Manner
from layerdeck.graph import Graph
from strategies import graphs

PARTS = 8
"""So that they spread over processes."""
EXAMPLES = int(os.environ.get("LAYERDECK_GRAPHS", "80")) // PARTS


# Keras warns of a softmax along an axis of size 1, which random recurrent layers may have.
@pytest.mark.filterwarnings("ignore:.*You are using a softmax over axis:UserWarning")
@pytest.mark.parametrize("part", range(PARTS))
def test_app_and_code_agree(part: int, deck: Catalogue):
    @seed(part)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        # A graph that fails is printed as it is: to shrink it would take minutes.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graph=graphs(deck, infers(deck)))
    def agree(graph: Graph) -> None:
        program = program_of(graph, deck)
        mine = built_in_the_app(program, deck)
        assert_facts_hold(infer(program, deck), program, mine)
        flavour = Flavour.TF_KERAS if len(graph.cards) % 4 == 0 else Flavour.KERAS
        assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))
        if len(graph.wires) % 3 == 0:
            assert_every_card_gives_its_shape(program, deck)

    agree()
