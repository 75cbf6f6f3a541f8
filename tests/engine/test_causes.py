"""Each fault a person can make, where it shows, in which words, and that its fixes mend it."""

from pathlib import Path

import pytest

from engine.case import VOLUME, Case, called_again
from engine.faults_of_attention import FAULTS_OF_ATTENTION
from engine.faults_of_cells import FAULTS_OF_CELLS
from engine.faults_of_fitting import FAULTS_OF_FITTING
from engine.faults_of_masks import FAULTS_OF_MASKS
from engine.faults_of_merging import FAULTS_OF_MERGING
from engine.faults_of_rank import FAULTS_OF_RANK
from engine.faults_of_shape import FAULTS_OF_SHAPE
from engine.faults_of_states import FAULTS_OF_STATES
from engine.faults_of_value import FAULTS_OF_VALUE
from engine.networks import CONV, DECK, chain, network, problems, wrapped
from layerdeck.engine.causes import machine
from layerdeck.files import read_project
from layerdeck.graph import fixes
from layerdeck.program import Severity

EXAMPLES = Path(__file__).parents[2] / "examples"
SHORT_LIMIT = 45
"""Characters that fit the foot of a card."""

CASES = (
    *FAULTS_OF_SHAPE, *FAULTS_OF_RANK, *FAULTS_OF_VALUE, *FAULTS_OF_ATTENTION, *FAULTS_OF_MASKS,
    *FAULTS_OF_STATES, *FAULTS_OF_CELLS, *FAULTS_OF_MERGING,
    *FAULTS_OF_FITTING,
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cause(case: Case):
    [problem] = problems(case.graph)
    assert f"{problem.card}.{problem.port}" == case.place
    assert problem.message == case.message
    assert problem.short == case.short
    assert problem.severity is case.severity
    assert tuple(fix.title for fix in problem.fixes) == case.fixes
    assert len(problem.short) <= SHORT_LIMIT


@pytest.mark.parametrize("case", [case for case in CASES if case.fixes], ids=lambda case: case.name)
def test_every_fix_mends_it(case: Case):
    [problem] = problems(case.graph)
    for fix in problem.fixes:
        assert problems(fixes.apply(case.graph, DECK, fix)) == (), fix.title


def test_a_value_that_comes_by_wire_is_not_offered_to_be_set():
    graph = network(
        {
            "volume": ("Input", {"shape": VOLUME}),
            "size": ("Integer", {"value": 9}),
            "conv": ("Conv3D", {"filters": 2, "kernel_size": 3}),
            "result": ("Output", {}),
        },
        "size.value > conv.kernel_size",
        "volume > conv",
        "conv > result",
    )
    [problem] = problems(graph)
    titles = [fix.title for fix in problem.fixes]
    assert titles == ["Set padding to same", "Input of 9×9×9 instead of 8×8×8"]


def test_a_shared_layer_is_not_offered_to_be_wrapped():
    graph = called_again((7, *VOLUME), (7, *VOLUME), "Conv3D", **CONV)
    assert {problem.card for problem in problems(graph)} == {"shared", "again"}
    assert not any(problem.fixes for problem in problems(graph))


@pytest.mark.parametrize(
    "values", [{"data_format": "channels_first"}, {"dilation_rate": 2}], ids=["first", "dilated"]
)
def test_what_this_machine_cannot_compute_is_a_warning(values: dict[str, object], monkeypatch):
    monkeypatch.setattr(machine, "runs", lambda *_: False)
    graph = chain(("Conv3DTranspose", {**CONV, **values}), shape=VOLUME)
    [problem] = problems(graph)
    assert problem.port in values
    assert problem.severity is Severity.WARNING
    monkeypatch.setattr(machine, "runs", lambda *_: True)
    assert problems(graph) == ()


@pytest.mark.parametrize("layer", ["LSTM", "GRU"])
def test_cudnn_without_a_gpu_is_a_warning(layer: str, monkeypatch):
    monkeypatch.setattr(machine, "has_gpu", lambda: False)
    graph = chain((layer, {"units": 3, "use_cudnn": True}), shape=(7, 8))
    [problem] = problems(graph)
    assert (problem.port, problem.severity) == ("use_cudnn", Severity.WARNING)
    assert problems(fixes.apply(graph, DECK, problem.fixes[0])) == ()
    monkeypatch.setattr(machine, "has_gpu", lambda: True)
    assert problems(graph) == ()


def test_any_number_type_may_be_inside_where_there_are_no_weights():
    assert (
        problems(wrapped(("TimeDistributed", {"dtype": "float16"}), ("Flatten", {}), VOLUME)) == ()
    )


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("*.layerdeck")), ids=lambda path: path.stem
)
def test_no_example_is_warned_of(example: Path):
    assert problems(read_project(example)) == ()
