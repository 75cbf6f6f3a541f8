"""Facts of activations, normalizations, contractions and embeddings, worked out by hand."""

import pytest

from engine.networks import chain, merged, network, report
from layerdeck.program import Facts

CUBE = (8, 10, 12, 4)
CONV = ("Conv3D", {"filters": 4, "kernel_size": 3})


def facts(graph, card: str = "first") -> Facts:
    found = report(graph)
    assert found.problems == ()
    return found.facts[card]


@pytest.mark.parametrize(
    "layer",
    [
        ("ELU", {}),
        ("LeakyReLU", {}),
        ("PReLU", {}),
        ("ReLU", {}),
        ("Softmax", {}),
        ("Masking", {}),
        ("AlphaDropout", {"rate": 0.5}),
        ("GaussianDropout", {"rate": 0.5}),
        ("GaussianNoise", {"stddev": 0.1}),
        ("ActivityRegularization", {"l1": 0.1}),
        ("Normalization", {"mean": 0.5, "variance": 2.0}),
        ("Rescaling", {"scale": 0.5}),
        ("LayerNormalization", {}),
        ("RMSNormalization", {}),
        ("UnitNormalization", {}),
        ("UnitNormalization", {"axis": (4,)}),
    ],
    ids=lambda layer: layer[0],
)
def test_what_works_voxel_by_voxel_widens_no_view(layer) -> None:
    found = facts(chain(CONV, layer, shape=CUBE), "second")

    assert found.receptive_field == (3, 3, 3)
    assert found.multiply_adds == 0
    assert found.axes == ("B", "D", "H", "W", "C")


@pytest.mark.parametrize(
    ("layer", "field"),
    [
        (("GroupNormalization", {"groups": 2}), (8, 10, 12)),
        (("GroupNormalization", {"groups": -1}), (8, 10, 12)),
        (("LayerNormalization", {"axis": (1, 2, 3, 4)}), (8, 10, 12)),
        (("LayerNormalization", {"axis": (2, -1)}), (1, 10, 1)),
        (("UnitNormalization", {"axis": (1,)}), (8, 1, 1)),
        (("Softmax", {"axis": 3}), (1, 1, 12)),
    ],
    ids=str,
)
def test_what_takes_places_together_sees_all_of_them(layer, field) -> None:
    assert facts(chain(layer, shape=CUBE)).receptive_field == field


def test_what_is_together_stays_together_behind_a_window() -> None:
    graph = chain(("GroupNormalization", {"groups": 2}), CONV, shape=CUBE)

    assert facts(graph, "second").receptive_field == (8, 10, 12)


def test_all_of_an_axis_of_any_size_is_not_known() -> None:
    graph = chain(("GroupNormalization", {"groups": 2}), shape=(None, 8, 8, 4))

    assert facts(graph).receptive_field is None


@pytest.mark.parametrize(
    ("values", "shape", "axes", "costs", "field"),
    [
        (("...x,xy->...y", (7,)), (5, 4), "BTC", 5 * 4 * 7, (1,)),
        (("abcde,ef->abcdf", (8, 10, 12, 7)), CUBE, "BDHWC", 8 * 10 * 12 * 4 * 7, (1, 1, 1)),
        (("abc,cd->adb", (7, 5)), (5, 4), "BCT", 5 * 4 * 7, (1,)),
        (("abc,cde->abde", (5, 2, 3)), (5, 4), "BTCC", 5 * 4 * 2 * 3, (1,)),
        (("abc,bcd->ad", (7,)), (5, 4), "BC", 5 * 4 * 7, None),
    ],
)
def test_einsum_dense_follows_its_equation(values, shape, axes, costs, field) -> None:
    equation, output = values
    given = {"equation": equation, "output_shape": output}
    found = facts(chain(("Conv1D", {"filters": 4, "kernel_size": 1}), ("EinsumDense", given),
                        shape=shape) if len(shape) == 2 else
                  chain(("EinsumDense", given), shape=shape),
                  "second" if len(shape) == 2 else "first")  # fmt: skip

    assert "".join(found.axes) == axes
    assert found.multiply_adds == costs
    assert found.receptive_field == field


@pytest.mark.parametrize(
    ("values", "shapes", "made", "costs"),
    [
        ({"axes": (-1,)}, ((8, 16), (4, 16)), (None, 8, 4), 8 * 4 * 16),
        ({"axes": (1, 2)}, ((8, 3), (4, 8)), (None, 3, 4), 3 * 4 * 8),
        ({"axes": (1,)}, ((16,), (16,)), (None, 1), 16),
    ],
)
def test_a_dot_product(values, shapes, made, costs) -> None:
    found = facts(merged(("Dot", values), *shapes), "merge")

    assert found.output_shape == made
    assert len(found.axes) == len(made)
    assert found.multiply_adds == costs
    assert found.receptive_field is None


def test_an_embedding_looks_up_and_works_backwards() -> None:
    table = {"input_dim": 100, "output_dim": 6}
    there = facts(chain(("Embedding", table), shape=(9,), dtype="int32"))
    assert (there.output_shape, there.parameters) == ((None, 9, 6), 600)
    assert (there.axes, there.multiply_adds) == (("B", "T", "C"), 0)

    back = facts(chain(("ReversibleEmbedding", {**table, "reverse": True}), shape=(9, 6)))
    assert (back.output_shape, back.parameters) == ((None, 9, 100), 600)
    assert back.multiply_adds == 9 * 6 * 100


def test_a_mask_of_a_softmax_is_a_tensor_beside_it() -> None:
    graph = network(
        {
            "scores": ("Input", {"shape": (5,)}),
            "keep": ("Input", {"shape": (5,), "dtype": "bool"}),
            "shares": ("Softmax", {}),
            "result": ("Output", {}),
        },
        "scores > shares",
        "keep > shares.mask",
        "shares > result",
    )

    assert facts(graph, "shares").output_shape == (None, 5)
