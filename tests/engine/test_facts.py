"""Facts against values worked out by hand."""

import pytest

from engine.networks import CONV, chain, errors, merged, network, report, wrapped
from layerdeck.graph import Graph
from layerdeck.program import Facts, Field, Kept, Training


def facts(graph: Graph, card: str = "first") -> Facts:
    found = report(graph)
    assert not errors(found.problems)
    return found.facts[card]


def test_a_convolution():
    conv = facts(chain(("Conv3D", {"filters": 32, "kernel_size": 3}), shape=(10, 10, 10, 128)))
    assert conv == Facts(
        output_shape=(None, 8, 8, 8, 32),
        axes=("B", "D", "H", "W", "C"),
        dtype="float32",
        parameters=27 * 128 * 32 + 32,
        trainable_parameters=27 * 128 * 32 + 32,
        activation_bytes=8**3 * 32 * 4,
        multiply_adds=8**3 * 27 * 128 * 32,
        fields=(Field("volume", (3, 3, 3), (1.0, 1.0, 1.0)),),
        training=Training((Kept(10**3 * 128, 0),)),
    )


def test_an_input_and_an_output():
    found = report(chain(("Conv3D", CONV), shape=(8, 8, 8, 2), dtype="float16"))
    assert found.facts["volume"] == Facts(
        (None, 8, 8, 8, 2),
        ("B", "D", "H", "W", "C"),
        "float16",
        0,
        0,
        8**3 * 2 * 2,
        0,
        (Field("volume", (1, 1, 1), (1.0, 1.0, 1.0)),),
    )
    result = found.facts["result"]
    assert result.output_shape == (None, 6, 6, 6, 6)
    assert result.receptive_field == (3, 3, 3)
    assert result.activation_bytes is None, "counted once, on the card that makes it"


@pytest.mark.parametrize(
    ("layer", "shape", "wanted"),
    [
        (
            ("Conv3D", {"filters": 6, "kernel_size": 3, "groups": 2}),
            (8, 8, 8, 4),
            6**3 * 27 * 2 * 6,
        ),
        (
            ("Conv3D", {"filters": 6, "kernel_size": (1, 2, 3), "strides": 2}),
            (8, 8, 8, 4),
            4 * 4 * 3 * 6 * 4 * 6,
        ),
        (
            ("Conv3DTranspose", {"filters": 5, "kernel_size": 2, "strides": 2}),
            (4, 4, 4, 3),
            4**3 * 8 * 3 * 5,
        ),
        (("Dense", {"units": 7}), (4, 4, 4, 3), 4**3 * 3 * 7),
        (("LSTM", {"units": 5}), (9, 3), 9 * 4 * 5 * (3 + 5)),
        (("GRU", {"units": 5}), (9, 3), 9 * 3 * 5 * (3 + 5)),
        (
            ("ConvLSTM3D", {"filters": 2, "kernel_size": 3, "return_sequences": True}),
            (7, 6, 6, 6, 3),
            7 * 4**3 * 27 * (3 + 2) * 4 * 2,
        ),
        (("MaxPooling3D", {}), (8, 8, 8, 4), 0),
        (("Conv3D", CONV), (None, 8, 8, 4), None),
        (("GRU", {"units": 5}), (None, 3), None),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and isinstance(value[0], str) else "",
)
def test_multiply_adds(layer, shape, wanted):
    assert facts(chain(layer, shape=shape)).multiply_adds == wanted


def test_multiply_adds_of_wrappers():
    timed = wrapped(("TimeDistributed", {}), ("Conv3D", CONV), (7, 8, 8, 8, 2))
    assert facts(timed, "wrapper").multiply_adds == 7 * 6**3 * 27 * 2 * 6
    both = wrapped(("Bidirectional", {}), ("LSTM", {"units": 5}), (9, 3))
    assert facts(both, "wrapper").multiply_adds == 2 * 9 * 4 * 5 * (3 + 5)


@pytest.mark.parametrize(
    ("layers", "wanted"),
    [
        ([("Conv3D", {"filters": 1, "kernel_size": (1, 3, 5)})], (1, 3, 5)),
        ([("Conv3D", {**CONV, "dilation_rate": 2})], (5, 5, 5)),
        ([("Conv3D", CONV), ("Conv3D", CONV)], (5, 5, 5)),
        ([("Conv3D", {**CONV, "strides": 2}), ("Conv3D", CONV)], (7, 7, 7)),
        ([("Conv3D", CONV), ("MaxPooling3D", {}), ("Conv3D", CONV)], (8, 8, 8)),
        # A voxel of a transposed convolution of 2 by 2 comes from one voxel alone …
        ([("Conv3DTranspose", {"filters": 1, "kernel_size": 2, "strides": 2})], (1, 1, 1)),
        # … of 3 by 2 from one or two …
        ([("Conv3DTranspose", {"filters": 1, "kernel_size": 3, "strides": 2})], (2, 2, 2)),
        # … and two neighbours of 3 by 2 from no more than two.
        (
            [
                ("Conv3DTranspose", {"filters": 1, "kernel_size": 3, "strides": 2}),
                ("Conv3D", {"filters": 1, "kernel_size": 2}),
            ],
            (2, 2, 2),
        ),
        # Three neighbours of a doubled volume are two voxels of the volume.
        ([("UpSampling3D", {}), ("Conv3D", CONV)], (2, 2, 2)),
        ([("MaxPooling3D", {}), ("UpSampling3D", {})], (2, 2, 2)),
        ([("ZeroPadding3D", {}), ("Cropping3D", {}), ("Conv3D", CONV)], (3, 3, 3)),
        ([("Conv3D", CONV), ("Dense", {"units": 2})], (3, 3, 3)),
        ([("Conv3D", CONV), ("Flatten", {})], None),
        ([("Conv3D", CONV), ("Flatten", {}), ("Dense", {"units": 2})], None),
        ([("Conv3D", CONV), ("GlobalAveragePooling3D", {"keepdims": True})], None),
    ],
)  # fmt: skip
def test_receptive_field(layers, wanted):
    last = ["first", "second", "third"][len(layers) - 1]
    assert facts(chain(*layers, shape=(16, 16, 16, 2)), last).receptive_field == wanted


@pytest.mark.parametrize(
    ("layers", "stride"),
    [
        ([("Conv3D", {**CONV, "strides": (1, 2, 3)})], (1, 2, 3)),
        ([("MaxPooling3D", {}), ("Conv3D", {**CONV, "strides": 2})], (4, 4, 4)),
        ([("UpSampling3D", {})], (1 / 2, 1 / 2, 1 / 2)),
        ([("MaxPooling3D", {"pool_size": 3}),
          ("Conv3DTranspose", {"filters": 1, "kernel_size": 4, "strides": 4})], (3 / 4,) * 3),
        ([("Conv3D", {**CONV, "dilation_rate": 2}), ("Cropping3D", {})], (1, 1, 1)),
        ([("Conv3D", {**CONV, "strides": 2}), ("LayerNormalization", {"axis": (2, -1)})],
         (2, 0, 2)),
    ],
)  # fmt: skip
def test_the_stride_of_a_field(layers, stride):
    last = ["first", "second"][len(layers) - 1]
    [field] = facts(chain(*layers, shape=(24, 24, 24, 2)), last).fields
    assert (field.input, field.stride) == ("volume", stride)


def test_a_field_for_each_input_that_it_hangs_on():
    """A coarse volume joins the fine one half way down; a number joins at the end."""
    graph = network(
        {
            "fine": ("Input", {"shape": (16, 16, 16, 2)}),
            "coarse": ("Input", {"shape": (8, 8, 8, 2)}),
            "number": ("Input", {"shape": (1, 1, 1, 2)}),
            "down": ("Conv3D", {"filters": 2, "kernel_size": 2, "strides": 2}),
            "sum": ("Add", {}),
            "conv": ("Conv3D", {"filters": 2, "kernel_size": 3}),
            "scaled": ("Multiply", {}),
            "flat": ("Flatten", {}),
            "result": ("Output", {}),
        },
        "fine > down", "down > sum", "coarse > sum", "sum > conv", "conv > scaled",
        "number > scaled", "scaled > flat", "flat > result",
    )  # fmt: skip
    assert facts(graph, "down").fields == (Field("fine", (2, 2, 2), (2, 2, 2)),)
    fine, coarse = Field("fine", (6, 6, 6), (2, 2, 2)), Field("coarse", (3, 3, 3), (1, 1, 1))
    assert facts(graph, "conv").fields == (fine, coarse)
    assert facts(graph, "conv").receptive_field == (6, 6, 6)
    number = Field("number", (1, 1, 1), (0, 0, 0))
    assert facts(graph, "scaled").fields == (fine, coarse, number)
    assert facts(graph, "flat").fields == (Field("fine"), Field("coarse"), Field("number"))
    assert facts(graph, "flat").receptive_field is None


def test_volumes_behind_each_other_are_no_longer_told_apart():
    """Past the seam of a Concatenate along depth, a voxel is at another place than its own."""
    joined = merged(("Concatenate", {"axis": 1}), (8, 8, 8, 2), (4, 8, 8, 2))
    assert facts(joined, "merge").fields == (Field("a"), Field("b"))


def test_receptive_field_in_time():
    """Each step back is seen through one more recurrent convolution: 3 + (7 - 1) × 2."""
    layer = ("ConvLSTM3D", {"filters": 2, "kernel_size": 3, "padding": "same"})
    assert facts(chain(layer, shape=(7, 6, 6, 6, 3))).receptive_field == (15, 15, 15)
    timed = wrapped(("TimeDistributed", {}), ("Conv3D", CONV), (7, 8, 8, 8, 2))
    assert facts(timed, "wrapper").receptive_field == (3, 3, 3)


def test_the_widest_branch_of_a_merge_counts():
    graph = network(
        {
            "volume": ("Input", {"shape": (8, 8, 8, 2)}),
            "narrow": ("Conv3D", {"filters": 2, "kernel_size": 1, "padding": "same"}),
            "wide": ("Conv3D", {"filters": 2, "kernel_size": 5, "padding": "same"}),
            "sum": ("Add", {}),
            "result": ("Output", {}),
        },
        "volume > narrow", "volume > wide", "narrow > sum", "wide > sum", "sum > result",
    )  # fmt: skip
    assert facts(graph, "sum").receptive_field == (5, 5, 5)


@pytest.mark.parametrize(
    ("layer", "shape", "axes"),
    [
        (("Dense", {"units": 2}), (4,), "BC"),
        (("LSTM", {"units": 2, "return_sequences": True}), (5, 4), "BTC"),
        (("LSTM", {"units": 2}), (5, 4), "BC"),
        (("Dense", {"units": 2}), (6, 5, 4), "BHWC"),
        (("UpSampling3D", {"data_format": "channels_first"}), (1, 4, 4, 4), "BCDHW"),
        (("ConvLSTM3D", {**CONV, "return_sequences": True}), (2, 4, 4, 4, 1), "BTDHWC"),
        (("ConvLSTM3D", {"filters": 2, "kernel_size": 1}), (2, 4, 4, 4, 1), "BDHWC"),
        (("GlobalAveragePooling3D", {}), (4, 4, 4, 1), "BC"),
        (("Flatten", {}), (4, 4, 4, 1), "BC"),
    ],
)  # fmt: skip
def test_axes(layer, shape, axes):
    assert "".join(facts(chain(layer, shape=shape)).axes) == axes


def test_axes_of_an_input_follow_the_layer_that_takes_it():
    graph = chain(("Conv3D", {**CONV, "data_format": "channels_first"}), shape=(1, 8, 8, 8))
    assert "".join(facts(graph, "volume").axes) == "BCDHW"


def test_time_distributed_adds_time():
    timed = wrapped(("TimeDistributed", {}), ("GlobalAveragePooling3D", {}), (7, 8, 8, 8, 2))
    assert facts(timed, "wrapper").axes == ("B", "T", "C")
    timed = wrapped(("TimeDistributed", {}), ("Conv3D", CONV), (7, 8, 8, 8, 2))
    assert facts(timed, "wrapper").output_shape == (None, 7, 6, 6, 6, 6)
    assert "".join(facts(timed, "wrapper").axes) == "BTDHWC"


def test_weights_that_are_shared_count_once():
    graph = network(
        {
            "one": ("Input", {"shape": (8,)}),
            "two": ("Input", {"shape": (8,)}),
            "arm": ("Dense", {"units": 4}),
            "again": ("CallLayer", {}),
            "sum": ("Add", {}),
            "result": ("Output", {}),
        },
        "one > arm", "arm.layer > again.layer", "two > again", "arm > sum", "again > sum",
        "sum > result",
    )  # fmt: skip
    found = report(graph)
    assert found.facts["arm"].parameters == found.facts["again"].parameters == 36
    assert found.parameters == 36
    assert found.multiply_adds == 2 * 8 * 4
    assert found.facts["arm"].output_shape == (None, 4)


def test_a_wrapped_layer_shows_its_weights():
    found = report(wrapped(("TimeDistributed", {}), ("Dense", {"units": 4}), (7, 8)))
    assert found.facts["inner"] == Facts(parameters=36, trainable_parameters=36)
    assert found.parameters == 36


def test_totals_leave_out_what_no_output_needs():
    graph = network(
        {
            "volume": ("Input", {"shape": (8, 8, 8, 1)}),
            "conv": ("Conv3D", CONV),
            "loose": ("Conv3D", {"filters": 100, "kernel_size": 3}),
            "result": ("Output", {}),
        },
        "volume > conv", "volume > loose", "conv > result",
    )  # fmt: skip
    found = report(graph)
    assert found.facts["loose"].parameters == 2800
    assert found.parameters == found.facts["conv"].parameters == 27 * 6 + 6


def test_frozen_weights():
    found = report(chain(("BatchNormalization", {}), shape=(8, 8, 8, 3)))
    assert (found.parameters, found.trainable_parameters) == (12, 6)
    found = report(chain(("Conv3D", {**CONV, "trainable": False}), shape=(8, 8, 8, 3)))
    assert found.trainable_parameters == 0


def test_sizes_that_are_not_known():
    found = facts(chain(("Conv3D", CONV), shape=(None, None, None, 1)))
    assert found.output_shape == (None, None, None, None, 6)
    assert found.activation_bytes is None
    assert found.parameters == 27 * 6 + 6


def test_an_axis_of_one_stretches():
    gate = facts(merged(("Multiply", {}), (8, 8, 8, 4), (1, 1, 1, 4)), "merge")
    assert gate.output_shape == (None, 8, 8, 8, 4)
