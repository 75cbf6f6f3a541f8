"""Weights and masks with a number for each place, told before Keras finds that they do not fit."""

import pytest

from differential.agreement import batch_for, built_by_the_code
from engine.networks import DECK, chain, network, problems, program
from layerdeck.engine.backend import keras
from layerdeck.graph import Graph, fixes
from layerdeck.program import Severity

OPEN = (None, 3)


def masked(mask: tuple[int | None, ...]) -> Graph:
    return network(
        {
            "scores": ("Input", {"shape": (4, 3)}),
            "keep": ("Input", {"shape": mask, "dtype": "bool"}),
            "soft": ("Softmax", {}),
            "result": ("Output", {}),
        },
        "scores > soft",
        "keep > soft.mask",
        "soft > result",
    )


def reversed_on(channels: int | None) -> Graph:
    values = {"input_dim": 6, "output_dim": 4, "reverse": True}
    return chain(("ReversibleEmbedding", values), shape=(5, channels))


TOLD = [
    (chain(("PReLU", {}), shape=OPEN), "first.shared_axes",
     "along time, so this size must be known, and volume gives any×3. Set it in"),
    (chain(("PReLU", {"shared_axes": (1,)}), shape=(None, None, None, 2)), "first.shared_axes",
     "along height and width, so these sizes must be known"),
    (chain(("PReLU", {"shared_axes": (1, 4)}), shape=OPEN), "first.shared_axes",
     "Axis 4 cannot be shared: after the batch, volume gives axes 1 to 2"),
    (chain(("LayerNormalization", {"axis": (1,)}), shape=OPEN), "first.axis",
     "Set it in the shape of the Input"),
    (chain(("RMSNormalization", {}), shape=(4, None)), "first.axis",
     "Set it in the shape of the Input"),
    (masked((3,)), "soft.mask", "takes 4×3 here, and keep gives 3:"),
    (masked((5, 3)), "soft.mask", "takes 4×3 here, and keep gives 5×3:"),
    (reversed_on(3), "first.input", "takes vectors of 4 channels"),
    (chain(("EinsumDense", {"equation": "ab,bc->ac", "output_shape": (5, 1)}), shape=(3,)),
     "first.output_shape", "gives 1 size (c), and Output shape has 2. Write 1 size (c): layers"),
    (chain(("EinsumDense", {"equation": "...x,xyz->...yz", "output_shape": (5,)}), shape=(4, 3)),
     "first.output_shape", "gives 2 sizes (y, z), and Output shape has 1. Write 2 sizes (y, z)."),
    (chain(("BatchNormalization", {"axis": 1}), shape=OPEN), "first.input",
     "needs to know the size of time"),
    (chain(("GroupNormalization", {"groups": 1}), shape=(4, None)), "first.input",
     "needs to know how many features it gets"),
    (chain(("StringLookup", {"vocabulary": ("a",), "pad_to_max_tokens": True}), shape=(3,),
           dtype="string"), "first.pad_to_max_tokens", "set Max tokens"),
    (chain(("StringLookup", {"vocabulary": ("a",), "output_mode": "tf_idf",
                             "idf_weights": (0.5, 0.1)}), shape=(3,), dtype="string"),
     "first.idf_weights", "has 2 numbers and the vocabulary 1 entries"),
    (chain(("TextVectorization", {"vocabulary": ("a",), "split": None}), shape=(),
           dtype="string"), "first.input", "It would run and give one number per sample"),
]  # fmt: skip


@pytest.mark.parametrize(("graph", "place", "words"), TOLD, ids=[case[2] for case in TOLD])
def test_it_is_told_on_the_card(graph: Graph, place: str, words: str) -> None:
    [problem] = problems(graph)

    assert f"{problem.card}.{problem.port}" == place
    assert words in problem.message
    assert len(problem.short) <= 45
    for fix in problem.fixes:
        assert problems(fixes.apply(graph, DECK, fix)) == ()


ERRORS = [case for case in TOLD if problems(case[0])[0].severity is Severity.ERROR]


@pytest.mark.parametrize("graph", [case[0] for case in ERRORS], ids=[case[2] for case in ERRORS])
def test_what_is_an_error_fails_in_the_exported_code_too(graph: Graph) -> None:
    with pytest.raises(Exception):  # noqa: B017 - Keras and TensorFlow raise every kind
        model = built_by_the_code(program(graph))
        batch = batch_for(model)
        model(batch if len(batch) > 1 else batch[0])


@pytest.mark.parametrize(
    "graph",
    [
        chain(("PReLU", {"shared_axes": (1,)}), shape=OPEN),
        chain(("LayerNormalization", {"axis": (1,), "center": False, "scale": False}), shape=OPEN),
        chain(("LayerNormalization", {}), shape=OPEN),
        masked((4, 3)),
        masked((4, 1)),
        masked((None, 3)),
        reversed_on(4),
        reversed_on(None),
        chain(("EinsumDense", {"equation": "abc,cd->abd", "output_shape": (5, 1)}), shape=(5, 3)),
        chain(("StringLookup", {"vocabulary": ("a",), "output_mode": "count", "max_tokens": 4,
                                "pad_to_max_tokens": True}), shape=(3,), dtype="string"),
        chain(("TextVectorization", {"vocabulary": ("a",), "split": None}), shape=(2,),
              dtype="string"),
    ],
)  # fmt: skip
def test_what_fits_is_let_be(graph: Graph) -> None:
    assert problems(graph) == ()


@pytest.mark.parametrize("sizes", [(5,), (5, 6), (5, 6, 7)], ids=len)
@pytest.mark.parametrize(
    "equation", ["ab,bc->ac", "...x,xy->...y", "...x,xyz->...yz", "ab...,bc->ac...", "ab,bcd->acd"]
)
def test_an_output_shape_is_told_where_keras_announces_another_rank_than_it_gives(
    equation: str, sizes: tuple[int, ...]
) -> None:
    given = keras.random.uniform((2, 3))
    values = {"equation": equation, "output_shape": sizes}
    found = problems(chain(("EinsumDense", values), shape=(3,)))
    try:
        layer = keras.layers.EinsumDense(**values)
        right = len(layer.compute_output_shape((None, 3))) == len(layer(given).shape)
    except IndexError:
        right = False

    assert [problem.port for problem in found] == ([] if right else ["output_shape"])
