"""What layers keep for their backward pass: what TensorFlow's profiler showed, layer by layer."""

from dataclasses import dataclass

import pytest
from truth.faults import exists

from engine.networks import CONV, DECK, chain, merged, report, wrapped
from layerdeck.engine.backend import keras
from layerdeck.engine.infer import infer
from layerdeck.program import (
    OPTIMIZERS,
    OUTPUT,
    POLICIES,
    Kept,
    Settings,
    Training,
    budget,
    lower,
)
from layerdeck_cards import CARDS
from samples import sample_with

SHAPE = (8, 8, 8, 4)
ALL = 8**3 * 4
"""The numbers of one sample."""


def training(layer, shape=SHAPE) -> Training:
    found = report(chain(layer, shape=shape))
    assert found.problems == ()
    return found.facts["first"].training


@dataclass
class Case:
    layer: tuple[str, dict]
    kept: tuple[Kept, ...]


INPUT, GIVEN = Kept(ALL, 0), Kept(ALL, OUTPUT)
OWN, MASK = Kept(ALL), Kept(ALL, None, "bool")
CASES = [
    Case(("Conv3D", {"filters": 4, "kernel_size": 1}), (INPUT,)),
    Case(("Conv3D", {"filters": 4, "kernel_size": 1, "activation": "relu"}), (INPUT, GIVEN)),
    Case(("Conv3D", {"filters": 4, "kernel_size": 1, "activation": "silu"}), (INPUT, OWN)),
    Case(("Conv3D", {"filters": 4, "kernel_size": 1, "trainable": False}), ()),
    Case(("Dense", {"units": 4, "activation": "gelu"}), (INPUT, OWN, OWN, OWN)),
    Case(("BatchNormalization", {}), (Kept(ALL, 0, "float32"),)),
    Case(("LayerNormalization", {}), (Kept(ALL, 0, "float32"), Kept(ALL, None, "float32"))),
    Case(("Activation", {"activation": "relu"}), (GIVEN,)),
    Case(("Activation", {"activation": "swish"}), (INPUT,)),
    Case(("ReLU", {}), (GIVEN,)),
    Case(("LeakyReLU", {}), (INPUT,)),
    Case(("PReLU", {}), (OWN, OWN)),
    Case(("MaxPooling3D", {}), (INPUT, Kept(ALL // 8, OUTPUT))),
    Case(("AveragePooling3D", {"pool_size": 2}), ()),
    Case(("UpSampling3D", {}), ()),
    Case(("Dropout", {"rate": 0.5}), (MASK,)),
    Case(("GaussianDropout", {"rate": 0.5}), (OWN,)),
    Case(("Flatten", {}), ()),
    Case(("ZeroPadding3D", {}), ()),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.layer[0])
def test_what_is_kept(case: Case):
    assert training(case.layer).kept == case.kept


def test_merges():
    both = [Kept(ALL, 0), Kept(ALL, 1)]
    for name, kept in (("Add", []), ("Multiply", both), ("Concatenate", []), ("Maximum", [MASK])):
        found = report(merged((name, {}), SHAPE, SHAPE)).facts["merge"]
        assert list(found.training.kept) == kept, name


def test_what_works_in_place_and_what_only_looks_otherwise():
    assert training(("ReLU", {})).in_place
    assert training(("Activation", {"activation": "linear"})).moves_nothing
    assert training(("Reshape", {"target_shape": (ALL,)})).moves_nothing
    assert not training(("Permute", {"dims": (2, 1, 3, 4)})).moves_nothing


def test_between_the_halves_of_a_separable_convolution():
    layer = ("SeparableConv2D", {"filters": 5, "kernel_size": 3, "depth_multiplier": 2})
    assert training(layer, (10, 10, 3)).kept == (Kept(300, 0), Kept(8 * 8 * 3 * 2))


def test_a_dilated_convolution_keeps_its_pieces():
    """8 voxels, and a border of 2 × 3, at every third: 5 pieces of 3."""
    layer = ("Conv3D", {"filters": 2, "kernel_size": 3, "dilation_rate": 3, "padding": "same"})
    assert training(layer).kept == (Kept(15**3 * 4),)
    layer = ("Conv3D", {"filters": 2, "kernel_size": 3, "dilation_rate": 3})
    assert training(layer).kept == (Kept(9**3 * 4),)


def test_step_by_step():
    """Seven states of each step, the clip in its order, and a gradient of each step backwards."""
    layer = ("ConvLSTM3D", {"filters": 2, "kernel_size": 3, "padding": "same"})
    found = training(layer, (5, *SHAPE))
    assert found.kept == (Kept(5 * ALL), Kept(5 * 7 * 8**3 * 2))
    assert found.backward == 5 * 8**3 * 2
    assert training(("GRU", {"units": 6}), (5, 3)).kept == (Kept(15), Kept(5 * 5 * 6))
    timed = report(wrapped(("TimeDistributed", {}), ("Conv3D", CONV), (5, *SHAPE)))
    found = timed.facts["wrapper"].training
    assert found.kept == (Kept(5 * ALL),)
    assert found.backward == 4 * 5 * ALL


def test_an_axis_of_any_size_leaves_numbers_open():
    assert training(("Conv3D", CONV), (None, 8, 8, 4)).kept == (Kept(None, 0),)


def test_a_card_that_applies_nothing_takes_nothing():
    facts = report(chain(("Conv3D", CONV), shape=SHAPE)).facts
    assert facts["volume"].training is None
    assert facts["result"].training is None


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_slots_are_what_the_optimizer_keeps_of_a_weight(name: str):
    momentum = keras.optimizers.SGD(momentum=0.9) if name == "sgd_momentum" else None
    optimizer = momentum or keras.optimizers.get(name)
    weight = keras.Variable(keras.ops.zeros((6, 7)))
    optimizer.build([weight])

    slots = [each for each in optimizer.variables if tuple(each.shape) == (6, 7)]
    assert len(slots) == OPTIMIZERS[name].slots
    assert sum(each.shape != () for each in optimizer.variables) == len(slots)


def test_every_card_can_be_walked_through():
    """Whatever a layer is, it says what it keeps, and its step takes no less than its weights."""
    for card in (each for each in CARDS if exists(each)):
        graph, _ = sample_with(DECK, card, {})
        program = lower(graph, DECK).program
        found = infer(program, DECK)
        assert found.problems == (), card.id
        for policy in POLICIES:
            told = budget(program, found, Settings(policy=policy))
            assert told.total >= told.weights + told.optimizer, (card.id, policy)
