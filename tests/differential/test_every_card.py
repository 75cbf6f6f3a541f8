"""One truth for every card: what is inferred, built, exported and written by hand is the same."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from truth.faults import exists

from differential.agreement import (
    SEED,
    FailedError,
    assert_facts_hold,
    assert_of_one_kind,
    assert_they_run_alike,
    batch_for,
    built_by_the_code,
    built_in_the_app,
    configuration,
    outputs,
    program_of,
    run_through,
)
from differential.by_hand import by_hand
from differential.variations import (
    Group,
    graph_of,
    has_numbers,
    named_values,
    numbers,
    objects,
    parts,
    seeded,
)
from layerdeck.deck import CardType, Catalogue
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import BuildError
from layerdeck.engine.infer import infer
from layerdeck.export import Flavour, Manner
from layerdeck.graph import Graph
from layerdeck.program import Severity, lower
from layerdeck_cards import CARDS
from samples import sample_with

HERE = [card for card in CARDS if exists(card)]


def by_id(card: CardType) -> str:
    return card.id


@pytest.mark.parametrize("card", HERE, ids=by_id)
def test_a_card_is_what_a_person_would_write(card: CardType, deck: Catalogue) -> None:
    graph, _ = sample_with(deck, card, seeded(card))
    program = program_of(graph, deck)
    mine = built_in_the_app(program, deck)
    keras.utils.set_random_seed(SEED)
    hand = by_hand(graph, deck, mine.name)

    assert_facts_hold(infer(program, deck), program, hand)
    coded = [built_by_the_code(program, Manner(flavour)) for flavour in Flavour]
    for other in (hand, *coded):
        assert configuration(mine) == configuration(other)
        assert mine.count_params() == other.count_params()
        assert_they_run_alike(mine, other)


@pytest.mark.parametrize("card", HERE, ids=by_id)
def test_every_choice_works_or_is_refused_by_all(card: CardType, deck: Catalogue) -> None:
    for group in named_values(card):
        works_or_is_refused(card, group, deck)


@pytest.mark.parametrize("card", [card for card in HERE if has_numbers(card)], ids=by_id)
def test_every_number_works_or_is_refused_by_all(card: CardType, deck: Catalogue) -> None:
    @settings(
        max_examples=2,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(group=numbers(card))
    def hold(group: Group) -> None:
        works_or_is_refused(card, group, deck)

    hold()


@pytest.mark.parametrize("card", HERE, ids=by_id)
def test_every_object_may_be_wired(card: CardType, deck: Catalogue) -> None:
    for group in objects(card, deck):
        works_or_is_refused(card, group, deck)


def works_or_is_refused(card: CardType, group: Group, deck: Catalogue) -> None:
    """All values at once work and agree; else parts of them do, down to one that all refuse.

    Models of the same layers, configurations and variables are the same model: one of them is run.
    """
    graph, placed = graph_of(deck, card, group)
    lowered = lower(graph, deck)
    problems = lowered.problems or infer(lowered.program, deck).problems
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    named = {problem.port for problem in problems if problem.card == placed}
    if len(group) > 1 and (errors or named.intersection(group)):
        for part in parts(group, named):
            works_or_is_refused(card, part, deck)
    elif errors:
        assert_all_refuse(card, group, graph, deck, errors[0].message)
    else:
        try:
            mine = built_in_the_app(lowered.program, deck)
            theirs = built_by_the_code(lowered.program)
            assert configuration(mine) == configuration(theirs)
            assert_of_one_kind(mine, theirs)
            run_through(mine)
        except (FailedError, BuildError) as error:
            for part in parts(group, set()) if len(group) > 1 else ():
                works_or_is_refused(card, part, deck)
            told = bool(problems) or isinstance(error.__cause__, tf.errors.OpError)
            assert told or len(group) > 1, f"No problem is told with {dict(group)}: {error}"


def assert_all_refuse(
    card: CardType, group: Group, graph: Graph, deck: Catalogue, message: str
) -> None:
    """What the app calls an error fails by hand, and in the exported code where there is any."""
    said = f"{dict(group)}: {message}"
    assert fails(lambda: by_hand(graph, deck)), f"Keras takes by hand {said}"
    lowered = lower(graph, deck)
    if not lowered.problems:
        assert fails(lambda: built_by_the_code(lowered.program)), said


def fails(build: Callable[[], object]) -> bool:
    """Whether Keras refuses to make a model, or to run it, or to train it."""
    try:
        model = build()
        for training in (False, True):
            outputs(model, batch_for(model), training)
    except Exception:
        return True
    return False
