"""One truth, however the code is written: as functions or classes, with few names or with all."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from differential.agreement import (
    batch_for,
    built_by_the_code,
    built_in_the_app,
    configuration,
    infers,
    program_of,
)
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.export import Arguments, Flavour, Manner, Style
from layerdeck.files import read_project
from layerdeck.graph import EditError, Graph
from layerdeck.graph.grouping import group
from layerdeck.program import Program
from making import EMBEDDING, INPUT, LSTM, OUTPUT, block_card, card, graph, line
from strategies import graphs

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.layerdeck"))
PARTS, COUNT = 2, 15
DROPOUT = "keras.layers.Dropout"


def layers_of(model: Any) -> dict[tuple[str, str], Any]:
    """The layers of Keras' own in a model, by name and configuration, however deep they lie.

    Two that are alike in both, as the cells of a Bidirectional, are told by what holds them.
    """
    layers = model._flatten_layers(include_self=False, recursive=True)
    whole = (keras.Model, keras.layers.InputLayer)
    keyed = [
        ((layer.name, str(_without_build(configuration(layer)))), layer)
        for layer in layers
        if not isinstance(layer, whole) and type(layer).call is not keras.layers.Layer.call
    ]
    counted = Counter(key for key, _ in keyed)
    return {key: layer for key, layer in keyed if counted[key] == 1}


def _without_build(value: Any) -> Any:
    """A configuration without the shapes that layers were built with: a class is traced."""
    if isinstance(value, dict):
        return {key: _without_build(each) for key, each in value.items() if key != "build_config"}
    return [_without_build(each) for each in value] if isinstance(value, list) else value


def numbers(model: Any, batch: list[Any], training: bool = False) -> list[Any]:
    """What a model gives; the name of the error where it does not run."""
    keras.utils.set_random_seed(1)
    try:
        given = model(batch if len(batch) > 1 else batch[0], training=training)
    except Exception as error:
        return [type(error).__name__]
    return [np.asarray(each) for each in keras.tree.flatten(given)]


def assert_the_class_agrees(mine: Any, program: Program, flavour: Flavour) -> None:
    """The layers of the model are in the class too, the same ones, and give the same numbers.

    A class has all layers of a block, the model only those that an output needs.
    """
    theirs = built_by_the_code(program, Manner(flavour, Style.CLASS))
    assert type(theirs).__bases__ == (keras.Model,)
    wanted, found = layers_of(mine), layers_of(theirs)
    assert wanted.keys() <= found.keys()
    for key, layer in wanted.items():
        pairs = zip(layer.get_weights(), found[key].get_weights(), strict=True)
        for one, other in pairs:
            np.testing.assert_array_equal(one, other)
    batch = batch_for(mine)
    for one, other in zip(numbers(mine, batch), numbers(theirs, batch), strict=True):
        if isinstance(one, str) or one.dtype.kind == "O":
            np.testing.assert_array_equal(one, other)
        else:
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_agree(path: Path, deck: Catalogue):
    program = program_of(read_project(path), deck)
    mine = built_in_the_app(program, deck)
    for flavour in Flavour:
        assert_the_class_agrees(mine, program, flavour)
        named = built_by_the_code(program, Manner(flavour, arguments=Arguments.KEYWORD))
        assert configuration(mine) == configuration(named)


@pytest.mark.filterwarnings("ignore:(?s).*You are using a softmax over axis:UserWarning")
@pytest.mark.filterwarnings("ignore:overflow encountered in cast:RuntimeWarning")
@pytest.mark.parametrize("part", range(PARTS))
def test_random_graphs_with_blocks_agree(part: int, deck: Catalogue):
    grouped = 0

    @seed(part)
    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graphs(deck, infers(deck)), st.data())
    def agree(made: Graph, data: st.DataObject) -> None:
        nonlocal grouped
        chosen = data.draw(st.sets(st.sampled_from(list(made.cards))))
        try:
            made, _ = group(made, deck, chosen)
            grouped += 1
        except EditError:  # it stays without a block
            pass
        program = program_of(made, deck)
        flavour = Flavour.TF_KERAS if len(made.cards) % 4 == 0 else Flavour.KERAS
        mine = built_in_the_app(program, deck)
        assert_the_class_agrees(mine, program, flavour)
        named = built_by_the_code(program, Manner(flavour, arguments=Arguments.KEYWORD))
        assert configuration(mine) == configuration(named)

    agree()
    assert grouped >= COUNT // 8, "too few selections became blocks for this to say much"


def test_training_and_masks_reach_the_layers_of_a_block(deck: Catalogue):
    inner = line(
        card("x", INPUT, shape=[4, 3]),
        card("drop", DROPOUT, rate=0.5),
        card("read", LSTM, units=2),
        card("y", OUTPUT),
    )
    made = graph(
        card("words", INPUT, shape=[4], dtype="int32"),
        card("table", EMBEDDING, input_dim=3, output_dim=3, mask_zero=True),
        block_card("reader", "reading"), card("y", OUTPUT),
        wires=["words.output > table.input", "table.output > reader.x", "reader.y > y.input"],
    ).with_(blocks={"reading": inner})  # fmt: skip
    program = program_of(made, deck)
    mine = built_in_the_app(program, deck)
    theirs = built_by_the_code(program, Manner(style=Style.CLASS))
    padded, other = np.array([[2, 1, 0, 0]]), np.array([[2, 1, 1, 1]])

    for batch in (padded, other):
        for training in (False, True):
            wanted, found = (numbers(model, [batch], training) for model in (mine, theirs))
            np.testing.assert_allclose(wanted[0], found[0], rtol=1e-5, atol=1e-6)
    plain, dropped = (numbers(theirs, [other], training) for training in (False, True))
    assert not np.allclose(plain[0], dropped[0])
