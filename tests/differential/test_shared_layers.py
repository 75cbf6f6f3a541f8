"""A layer of several tensors called again: app, exported code and a call by hand agree."""

from collections.abc import Callable
from typing import Any

import pytest

from differential.agreement import (
    assert_facts_hold,
    assert_models_agree,
    assert_same_numbers,
    batch_for,
    built_by_the_code,
    built_in_the_app,
    outputs,
    program_of,
)
from engine.networks import DECK, network, problems
from engine.several import GRU, around
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.infer import infer
from layerdeck.export import Flavour, Manner
from layerdeck.graph import End, Graph, edits
from making import CALL, DENSE, INPUT, JOIN, OUTPUT, card
from making import graph as made

Given = dict[str, tuple[int, ...]]
HEADS = {"num_heads": 2, "key_dim": 4}
GROUPS = {"head_dim": 4, "num_query_heads": 4, "num_key_value_heads": 2}
LOOKS: Given = {"q": (5, 8), "v": (7, 8), "q2": (6, 8), "v2": (4, 8), "k2": (4, 8)}


def twice(
    layer: tuple[str, dict[str, Any]], given: Given, first: dict[str, str], *second: str
) -> Graph:
    """`one` is fed `first` by its inputs and called again with `second`, in order."""
    cards: dict[str, Any] = {name: ("Input", {"shape": shape}) for name, shape in given.items()}
    cards |= {"one": layer, "again": ("CallLayer", {})}
    cards |= {"here": ("Output", {}), "there": ("Output", {})}
    return network(
        cards,
        *(f"{name} > one.{port.rstrip('+')}" for port, name in first.items()),
        "one.layer > again.layer",
        *(f"{name} > again.input" for name in second),
        "one > here",
        "again > there",
    )


def looks(layer: str, values: dict[str, Any], *second: str) -> Graph:
    return twice((layer, values), LOOKS, {"query": "q", "value": "v"}, *second)


CALLS: dict[str, tuple[Graph, Callable[[Any, list[Any]], Any]]] = {
    "attention that looks back": (
        looks("Attention", {"use_causal_mask": True}, "q2", "v2"),
        lambda layer, x: layer([x[2], x[3]], use_causal_mask=True),
    ),
    "attention with a key": (
        looks("AdditiveAttention", {}, "q2", "v2", "k2"),
        lambda layer, x: layer([x[2], x[3], x[4]]),
    ),
    "heads that look back and show their scores": (
        looks(
            "MultiHeadAttention",
            {**HEADS, "use_causal_mask": True, "return_attention_scores": True},
            "q2", "v2", "k2",
        ),
        lambda layer, x: layer(x[2], x[3], key=x[4], use_causal_mask=True),
    ),
    "grouped heads": (
        looks("GroupQueryAttention", GROUPS, "q2", "v2"),
        lambda layer, x: layer(x[2], x[3]),
    ),
    "three joined where two were": (
        twice(
            ("Concatenate", {}), {"a": (5, 2), "b": (5, 3), "c": (5, 4)},
            {"inputs": "a", "inputs+": "b"}, "c", "a", "b",
        ),
        lambda layer, x: layer([x[2], x[0], x[1]]),
    ),
    "an LSTM that starts from states": (
        twice(
            ("LSTM", {"units": 3, "return_state": True}),
            {"a": (5, 8), "b": (6, 8), "h": (3,), "c": (3,)}, {"input": "a"}, "b", "h", "c",
        ),
        lambda layer, x: layer(x[1], initial_state=[x[2], x[3]])[0],
    ),
    "a GRU that starts from a state": (
        twice(
            ("GRU", {"units": 3}), {"a": (5, 8), "b": (6, 8), "h": (3,)}, {"input": "a"}, "b", "h"
        ),
        lambda layer, x: layer(x[1], initial_state=[x[2]]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("flavour", Flavour)
def test_app_code_and_hand_agree(name: str, flavour: Flavour, deck: Catalogue) -> None:
    graph, by_hand = CALLS[name]
    program = program_of(graph, deck)
    mine = built_in_the_app(program, deck)

    assert_facts_hold(infer(program, deck), program, mine)
    assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))
    batch = batch_for(mine)
    (layer,) = (each for each in mine.layers if not isinstance(each, keras.layers.InputLayer))
    wanted = keras.ops.convert_to_numpy(by_hand(layer, batch))
    assert_same_numbers(outputs(mine, batch)[1:], [wanted])


def test_a_mask_is_taken_by_its_place(deck: Catalogue) -> None:
    graph = looks("Attention", {}, "q2", "v2", "k2")
    for name, length in (("m", 6), ("n", 4)):
        graph, _ = edits.add(
            graph, deck, "keras.Input", (0, 0), {"shape": (length,), "dtype": "bool"}, name
        )
        graph = edits.connect(graph, deck, End(name, "output"), End("again", "input"))
    program = program_of(graph, deck)
    mine = built_in_the_app(program, deck)
    assert_models_agree(mine, built_by_the_code(program))

    batch = batch_for(mine)
    batch[5:] = [item > 0 for item in batch[5:]]
    (layer,) = (each for each in mine.layers if not isinstance(each, keras.layers.InputLayer))
    wanted = layer(batch[2:5], mask=[*batch[5:]])

    assert_same_numbers(outputs(mine, batch)[1:], [keras.ops.convert_to_numpy(wanted)])


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_from_a_parameter_holds_for_both_calls(default: bool, deck: Catalogue) -> None:
    graph = looks("Attention", {}, "q2", "v2")
    graph, _ = edits.add(
        graph, deck, "layerdeck.Parameter", (0, 0), {"type": "Boolean", "default": default}, "back"
    )
    graph = edits.connect(graph, deck, End("back", "value"), End("one", "use_causal_mask"))
    program = program_of(graph, deck)
    mine = built_in_the_app(program, deck)

    assert_facts_hold(infer(program, deck), program, mine)
    assert_models_agree(mine, built_by_the_code(program))
    batch = batch_for(mine)
    (layer,) = (each for each in mine.layers if not isinstance(each, keras.layers.InputLayer))
    wanted = layer(batch[2:4], use_causal_mask=default)
    assert_same_numbers(outputs(mine, batch)[1:], [keras.ops.convert_to_numpy(wanted)])


PAIR = made(
    card("x", INPUT, shape=[8]), card("y", INPUT, shape=[6]), card("deep", DENSE, units=3),
    card("both", JOIN), card("z", OUTPUT),
    wires=["x.output > deep.input", "deep.output > both.inputs", "y.output > both.inputs",
           "both.output > z.input"],
    name="pair",
)  # fmt: skip


def called_block(*second: str) -> Graph:
    """A block of two tensors that is used, and called again."""
    return made(
        card("a", INPUT, shape=[8]), card("b", INPUT, shape=[6]),
        card("c", INPUT, shape=[8]), card("d", INPUT, shape=[6]),
        card("one", INPUT).with_(type="block:pair", values={}), card("again", CALL),
        card("here", OUTPUT), card("there", OUTPUT),
        wires=["a.output > one.x", "b.output > one.y", "one.layer > again.layer",
               *(f"{name}.output > again.input" for name in second),
               "one.z > here.input", "again.output > there.input"],
    ).with_(blocks={"pair": PAIR})  # fmt: skip


@pytest.mark.parametrize("flavour", Flavour)
def test_a_block_of_two_tensors_is_called_again(flavour: Flavour, deck: Catalogue) -> None:
    program = program_of(called_block("c", "d"), deck)
    mine = built_in_the_app(program, deck)

    assert_facts_hold(infer(program, deck), program, mine)
    assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))
    batch = batch_for(mine)
    (block,) = (each for each in mine.layers if isinstance(each, keras.Model))
    wanted = keras.ops.convert_to_numpy(block([batch[2], batch[3]]))
    assert_same_numbers(outputs(mine, batch)[1:], [wanted])


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (("c",), "pair takes X and Y in this order, and 1 tensor is wired."),
        (("c", "d", "d"), "pair takes X and Y in this order, and 3 tensors are wired."),
    ],
)
def test_a_tensor_too_many_or_too_few_for_a_block_is_told(
    second: tuple[str, ...], message: str
) -> None:
    (problem,) = problems(called_block(*second))

    assert (problem.card, problem.port, problem.message) == ("again", "input", message)


def states(*cells: tuple[str, dict[str, Any]], wanted: tuple[str, ...] = ()) -> Graph:
    """An RNN of stacked cells that have one state each, which it starts from and gives."""
    graph = around(("RNN", {"return_state": True}), *cells, wanted=wanted)
    for number, (_, values) in enumerate(cells, 1):
        graph, _ = edits.add(
            graph, DECK, "keras.Input", (0, 0), {"shape": (values["units"],)}, f"s{number}"
        )
        graph = edits.connect(
            graph, DECK, End(f"s{number}", "output"), End("outer", "initial_state")
        )
    return graph


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("count", [2, 3])
def test_stacked_cells_start_from_states_and_give_them(
    count: int, flavour: Flavour, deck: Catalogue
) -> None:
    cells = (GRU, ("SimpleRNNCell", {"units": 3}), ("GRUCell", {"units": 2}))[:count]
    program = program_of(states(*cells, wanted=("state_1", "state_2")), deck)
    mine = built_in_the_app(program, deck)

    assert_facts_hold(infer(program, deck), program, mine)
    assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))
    batch = batch_for(mine)
    (layer,) = (each for each in mine.layers if isinstance(each, keras.layers.RNN))
    wanted = layer(batch[0], initial_state=batch[1:])[:3]
    assert_same_numbers(outputs(mine, batch), [keras.ops.convert_to_numpy(each) for each in wanted])
