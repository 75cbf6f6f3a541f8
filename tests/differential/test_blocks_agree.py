"""One truth, for random graphs of which random parts were made blocks."""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from differential.agreement import (
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
from layerdeck.graph import EditError, Graph
from layerdeck.graph.grouping import group
from strategies import graphs

PARTS, EXAMPLES = 2, 15


@pytest.mark.filterwarnings("ignore:.*You are using a softmax over axis:UserWarning")
@pytest.mark.parametrize("part", range(PARTS))
def test_a_block_is_what_its_cards_were(part: int, deck: Catalogue):
    made = 0

    @seed(part)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graphs(deck, infers(deck)), st.data())
    def agree(graph: Graph, data: st.DataObject) -> None:
        nonlocal made
        chosen = data.draw(st.sets(st.sampled_from(list(graph.cards)), min_size=1))
        try:
            grouped, _ = group(graph, deck, chosen)
        except EditError:
            return
        made += 1
        program = program_of(grouped, deck)
        mine = built_in_the_app(program, deck)
        before, after = infer(program_of(graph, deck), deck), infer(program, deck)
        assert_facts_hold(after, program, mine)
        assert after.parameters == before.parameters
        flavour = Flavour.TF_KERAS if made % 4 == 0 else Flavour.KERAS
        assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))

    agree()
    assert made >= EXAMPLES // 6, "too few selections became blocks for this to say much"
