"""The number type shown on a card is the one that comes out of the built model."""

from typing import Any

import pytest

from engine.networks import DECK, chain, problems, program, report
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build
from layerdeck.graph import Graph

TEXTS = tf.constant([["cat", "dog", "eel"]])
NUMBERS = tf.constant([[12, 36, 1]])
PLACES = tf.constant([[1, 2, 0]])
MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


def table(name: str, mode: str) -> dict[str, Any]:
    words = (12, 36) if name == "IntegerLookup" else ("cat", "dog")
    weights = {"idf_weights": (0.5, 2.0)} if mode == "tf_idf" else {}
    return {"vocabulary": words, "output_mode": mode, **weights}


def comes_out(graph: Graph, batch: Any) -> str:
    return str(keras.backend.standardize_dtype(build(program(graph), DECK)(batch).dtype))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("name", "batch"), [("StringLookup", TEXTS), ("IntegerLookup", NUMBERS)], ids=["texts", "ints"]
)
def test_a_lookup(name: str, batch: Any, mode: str) -> None:
    given = {"dtype": "string" if batch is TEXTS else "int64"}
    graph = chain((name, table(name, mode)), shape=(3,), **given)

    assert problems(graph) == ()
    for card in ("first", "result"):
        assert report(graph).facts[card].dtype == comes_out(graph, batch)


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "one_hot"])
def test_the_vectors_of_texts(mode: str) -> None:
    values = table("TextVectorization", mode)
    graph = chain(("TextVectorization", values), shape=(), dtype="string")

    assert problems(graph) == ()
    assert report(graph).facts["first"].dtype == comes_out(graph, TEXTS[0])


@pytest.mark.parametrize(
    ("name", "dtype"), [("StringLookup", "string"), ("IntegerLookup", "int64")]
)
def test_a_lookup_turned_round(name: str, dtype: str) -> None:
    values = table(name, "int") | {"invert": True}
    graph = chain((name, values), shape=(3,), dtype="int64")

    assert problems(graph) == ()
    assert report(graph).facts["first"].dtype == comes_out(graph, PLACES) == dtype


@pytest.mark.parametrize("dtype", ["uint8", "int32", "float16"])
def test_what_a_pooling_hands_on(dtype: str) -> None:
    graph = chain(("MaxPooling1D", {}), shape=(4, 2), dtype=dtype)

    assert report(graph).facts["first"].dtype == comes_out(graph, tf.ones((1, 4, 2), dtype))


def test_rows_of_ones_are_no_floats_for_a_convolution() -> None:
    lookup = ("StringLookup", table("StringLookup", "one_hot"))
    graph = chain(lookup, ("Conv1D", {"filters": 2, "kernel_size": 2}), shape=(3,), dtype="string")
    [problem] = problems(graph)

    assert (problem.card, problem.port) == ("second", "input")
    assert "computes with floats, and first gives int64" in problem.message


def test_words_turned_round_are_texts_for_the_next_lookup() -> None:
    lookup = ("StringLookup", table("StringLookup", "int"))
    words = ("StringLookup", table("StringLookup", "int") | {"invert": True})

    assert problems(chain(lookup, words, lookup, shape=(3,), dtype="string")) == ()
