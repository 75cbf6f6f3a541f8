"""What preprocessing layers lack or cannot take, said on the card before Keras finds out."""

import pytest

from engine.networks import chain, problems
from layerdeck.graph import Graph

IMAGE = (16, 16, 3)


def text(
    layer: str, shape: tuple[int | None, ...] = (3,), dtype: str = "string", **values
) -> Graph:
    return chain((layer, values), shape=shape, dtype=dtype)


@pytest.mark.parametrize(
    ("graph", "place", "words"),
    [
        (text("StringLookup"), "first.vocabulary", "needs its vocabulary"),
        (text("TextVectorization", ()), "first.vocabulary", "needs its vocabulary"),
        (text("StringLookup", vocabulary=("a", "a")), "first.vocabulary", "has a several times"),
        (
            text("StringLookup", vocabulary=("a",), output_mode="tf_idf"),
            "first.idf_weights",
            "TF-IDF multiplies counts by weights",
        ),
        (text("StringLookup", dtype="int64", vocabulary=("a",)), "first.input", "takes texts"),
        (text("IntegerLookup", vocabulary=(1, 2)), "first.input", "takes numbers"),
        (text("Hashing", num_bins=4, output_mode="one_hot"), "first.input", "batch × … × 1"),
        (
            text("TextVectorization", (1,), vocabulary=("a",), output_mode="count"),
            "first.input",
            "one text per sample",
        ),
        (
            chain(("Discretization", {"bin_boundaries": (2.0, 1.0)}), shape=(4,)),
            "first.bin_boundaries",
            "must rise",
        ),
        (chain(("Normalization", {"mean": 1.0}), shape=(4,)), "first.variance", "together"),
        (
            chain(("Rescaling", {"scale": (1.0, 2.0)}), shape=(4,)),
            "first.scale",
            "one for each of the 4 channels",
        ),
        (chain(("RandomHue", {"factor": 0.1}), shape=(16, 16, 1)), "first.input", "3 channels"),
        (chain(("RandomFlip", {}), shape=(8, *IMAGE)), "first.input", "takes tensors of 4 axes"),
        (chain(("MelSpectrogram", {}), shape=(500,)), "first.fft_length", "1025 samples or more"),
    ],
)
def test_it_is_said_on_the_card(graph: Graph, place: str, words: str) -> None:
    [problem] = problems(graph)

    assert f"{problem.card}.{problem.port}" == place
    assert words in problem.message
    assert len(problem.short) <= 45


@pytest.mark.parametrize(
    "graph",
    [
        text("StringLookup", vocabulary=("a", "b"), output_mode="multi_hot"),
        text("TextVectorization", (1,), vocabulary=("a",)),
        text("TextVectorization", (), vocabulary=("a",), output_mode="count"),
        text("Hashing", (None,), num_bins=4),
        chain(("RandomColorJitter", {"brightness_factor": 0.1}), shape=(16, 16, 1)),
        chain(("Normalization", {"mean": 1.0, "variance": 2.0, "axis": None}), shape=(None, None)),
        chain(("MelSpectrogram", {}), shape=(None,)),
    ],
)
def test_what_works_is_let_be(graph: Graph) -> None:
    assert problems(graph) == ()
