"""What is kept from Program to Program: an edit costs what it changes, and the report is the same.

LAYERDECK_EDITED=500 draws that many sequences of edits.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.networks import network
from engine.test_blocks import network as with_blocks_of_all_kinds
from every_edit import ADDING, BLOCKS, CHANGING, LOOKING, WIRING
from layerdeck.deck import Catalogue
from layerdeck.engine.infer import infer
from layerdeck.engine.memo import Memo
from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.edits import connect, move, remove, rename, set_value
from layerdeck.program import Report, lower
from making import CONV, DECK, HE, card, residual, widening

SEQUENCES = int(os.environ.get("LAYERDECK_EDITED", "20"))
EDITS = (*ADDING, *WIRING, *CHANGING, *BLOCKS, *LOOKING[:2], *LOOKING[-2:])


def in_branches() -> Graph:
    """A layer for two Inputs and in a wrapper, one that is copied, one of the wrong channels."""
    return network(
        {
            "one": ("Input", {"shape": (8, 8, 4)}),
            "two": ("Input", {"shape": (8, 8, 4)}),
            "shared": ("Conv2D", {"filters": 4, "kernel_size": 3, "padding": "same"}),
            "again": ("CallLayer", {}),
            "film": ("Input", {"shape": (5, 8, 8, 4)}),
            "steps": ("TimeDistributed", {}),
            "text": ("Input", {"shape": (6, 4)}),
            "lstm": ("LSTM", {"units": 3}),
            "both": ("Bidirectional", {}),
            "grouped": ("Conv2D", {"filters": 6, "kernel_size": 3, "groups": 3}),
            "out1": ("Output", {}),
            "out2": ("Output", {}),
            "out3": ("Output", {}),
        },
        "one > shared",
        "two > again",
        "shared.layer > again.layer",
        "shared.layer > steps.layer",
        "film > steps",
        "lstm.layer > both.layer",
        "text > both",
        "again > grouped",
        "shared > out1",
        "again > out2",
        "both > out3",
    )


class Engine:
    """Infers one graph after the other with what it knows of those before."""

    def __init__(self, start: Graph) -> None:
        self.memo = Memo()
        self.report = self.after(start)

    def after(self, made: Graph) -> Report:
        """The report, which must be that of an inference from scratch."""
        program = lower(made, DECK).program
        self.report = infer(program, DECK, self.memo)
        self.worked = self.memo.worked
        assert self.report == infer(program, DECK)
        return self.report


STARTS = (in_branches, with_blocks_of_all_kinds, lambda: residual(3), lambda: widening(6))


@settings(
    max_examples=SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
@given(st.data())
def test_the_report_of_a_sequence_of_edits_is_that_from_scratch(data):
    made = data.draw(st.sampled_from(STARTS))()
    engine = Engine(made)
    before = [made]
    for _ in range(data.draw(st.integers(1, 12))):
        if data.draw(st.integers(0, 5)) == 0:
            made = data.draw(st.sampled_from(before))
        else:
            edit = data.draw(st.sampled_from(EDITS))
            try:
                made = edit(data.draw, made, with_blocks(DECK, made))
            except EditError:
                continue
        before.append(made)
        engine.after(made)
        engine.after(made)
        assert engine.worked == 0


def test_an_edit_without_meaning_runs_nothing():
    engine = Engine(in_branches())

    engine.after(move(in_branches(), {"shared": (40.0, 70.0)}))
    assert engine.worked == 0


def test_in_a_thousand_layers_only_what_really_changes_is_run():
    made, memo = widening(1000), Memo()

    def worked(after: Graph) -> int:
        infer(lower(after, DECK).program, DECK, memo)
        return memo.worked

    assert worked(made) == 1001
    wider = set_value(made, DECK, "conv250", "filters", 1009)
    assert worked(wider) == 3, "itself, what normalizes it, and the next, which hides the change"
    assert worked(set_value(wider, DECK, "norm250", "momentum", 0.5)) == 1
    assert worked(made) == 3
    assert worked(set_value(made, DECK, "conv250", "strides", (2, 2, 2))) == 500
    assert worked(made) == 0, "an undo finds what there was"


def test_layers_made_of_the_same_are_run_once():
    made = residual(50)
    engine = Engine(made)

    assert engine.worked == 3
    assert engine.report.parameters == 50 * (27 * 4 * 4 + 4)


def test_an_initializer_s_seed_stops_where_it_is_used():
    made = widening(20)
    made = made.with_(cards=made.cards | {"he": card("he", HE, seed=1)})
    made = connect(made, DECK, End("he", "initializer"), End("conv2", "kernel_initializer"))
    engine = Engine(made)

    engine.after(set_value(made, DECK, "he", "seed", 2))
    assert engine.worked == 2


def test_a_receptive_field_grows_and_nothing_is_run():
    made = widening(20)
    engine = Engine(made)
    assert engine.report.facts["norm9"].receptive_field == (21, 21, 21)

    report = engine.after(set_value(made, DECK, "conv0", "kernel_size", (5, 5, 5)))
    assert engine.worked == 1
    assert report.facts["norm9"].receptive_field == (23, 23, 23)


def test_a_problem_calls_a_renamed_card_by_its_name_of_now():
    made = in_branches()
    engine = Engine(made)
    [told] = engine.report.problems
    assert "again" in told.message

    report = engine.after(rename(made, "again", "once_more"))
    [told] = report.problems
    assert "once_more" in told.message and "again" not in told.message
    assert engine.worked == 1, "what has the problem is asked again, and nothing else"

    [told] = engine.after(rename(made, "grouped", "parted")).problems
    assert told.card == "parted"


def test_a_shared_layer_is_made_anew_where_its_first_use_goes():
    made = in_branches()
    engine = Engine(made)
    assert engine.report.facts["shared"].parameters == 9 * 4 * 4 + 4

    report = engine.after(set_value(made, DECK, "one", "shape", (8, 8, 3)))
    assert report.facts["shared"].parameters == 9 * 3 * 4 + 4
    assert {"again", "steps"} <= {problem.card for problem in report.problems}

    report = engine.after(remove(made, ["one"]))
    assert report.facts["again"].parameters == 9 * 4 * 4 + 4
    engine.after(made)
    assert engine.worked <= 8


def test_a_layer_before_others_of_its_kind_only_moves_their_names():
    made = widening(20)
    engine = Engine(made)
    named = set_value(made, DECK, "conv9", "name", "conv3d_3")
    assert [problem.card for problem in engine.after(named).problems] == ["conv9"]

    first = card("first", CONV, filters=1, kernel_size=1)
    more = named.with_(
        cards=named.cards | {"first": first},
        wires=tuple(each for each in named.wires if each.target.card != "conv0"),
    )
    more = connect(more, DECK, End("x", "output"), End("first", "input"))
    more = connect(more, DECK, End("first", "output"), End("conv0", "input"))
    [problem] = engine.after(more).problems
    assert engine.worked == 1
    assert "conv2" in problem.message


class Stopped(Exception):  # noqa: N818
    pass


def test_work_that_is_stopped_goes_on_where_it_was():
    program = lower(widening(40), DECK).program
    memo, told = Memo(), []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done == 30:
            raise Stopped

    with pytest.raises(Stopped):
        infer(program, DECK, memo, stop)
    assert memo.worked == 30
    assert told[-1] == (30, 41)

    report = infer(program, DECK, memo)
    assert memo.worked == 11
    assert report == infer(program, DECK)


def test_what_is_kept_is_bounded():
    made, memo = widening(20), Memo()
    for number in range(30):
        made = set_value(made, DECK, "conv0", "filters", 50 + number)
        made = rename(made, f"conv5{'x' * number}", f"conv5{'x' * (number + 1)}")
        infer(lower(made, DECK).program, DECK, memo)
    assert len(memo) <= 2 * 21


def test_another_deck_finds_nothing_of_the_first():
    program, memo = lower(residual(2), DECK).program, Memo()
    infer(program, DECK, memo)

    none = Catalogue(item for item in DECK.values() if item.id != CONV)
    report = infer(program, none, memo)
    assert [problem.short for problem in report.problems] == ["This card cannot be run"]
