"""Each fault a person can make, where it shows, in which words, and that its fixes mend it."""

from dataclasses import dataclass

import pytest

from engine.networks import CONV, DECK, chain, merged, network, problems, wrapped
from layerdeck.engine.causes import machine
from layerdeck.graph import Graph, fixes
from layerdeck.program import Severity

SHORT_LIMIT = 45
"""Characters that fit the foot of a card."""

VOLUME = (8, 8, 8, 4)


@dataclass(frozen=True)
class Case:
    """A graph with one fault."""

    name: str
    graph: Graph
    place: str
    message: str
    short: str
    fixes: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


def odd_unet(shape: tuple[int, ...], **up: object) -> Graph:
    """An encoder and decoder whose skip does not meet: odd sizes are halved downwards."""
    return network(
        {
            "volume": ("Input", {"shape": shape}),
            "enc1": ("Conv3D", {"filters": 16, "kernel_size": 3, "padding": "same"}),
            "pool1": ("MaxPooling3D", {}),
            "up1": ("Conv3DTranspose", {"filters": 16, "kernel_size": 2, "strides": 2, **up}),
            "skip1": ("Concatenate", {}),
            "mask": ("Output", {}),
        },
        "volume > enc1",
        "enc1 > pool1",
        "pool1 > up1",
        "enc1 > skip1",
        "up1 > skip1",
        "skip1 > mask",
    )


def called_again(
    shape: tuple[int, ...], other: tuple[int, ...], layer: str, **values: object
) -> Graph:
    return network(
        {
            "one": ("Input", {"shape": shape}),
            "two": ("Input", {"shape": other}),
            "shared": (layer, values),
            "again": ("CallLayer", {}),
            "out1": ("Output", {}),
            "out2": ("Output", {}),
        },
        "one > shared",
        "two > again",
        "shared.layer > again.layer",
        "shared > out1",
        "again > out2",
    )


def both_ways(forward: dict[str, object], backward: dict[str, object]) -> Graph:
    return network(
        {
            "series": ("Input", {"shape": (7, 8)}),
            "there": ("LSTM", {"units": 3, **forward}),
            "back": ("LSTM", {"units": 3, **backward}),
            "both": ("Bidirectional", {}),
            "result": ("Output", {}),
        },
        "there.layer > both.layer",
        "back.layer > both.backward_layer",
        "series > both",
        "both > result",
    )


CASES = (
    Case(
        "a kernel larger than its input",
        chain(("Conv3D", {"filters": 2, "kernel_size": (9, 3, 3)}), shape=VOLUME),
        "first.kernel_size",
        "Kernel size 9×3×3 is larger than the input along depth: volume gives 8×8×8. Make it "
        "smaller, pad with same, or feed a larger volume.",
        "Kernel size 9×3×3 is larger than 8×8×8",
        ("Set padding to same", "Set kernel size to 8, 3, 3"),
    ),
    Case(
        "a kernel that its dilation makes too large",
        chain(("Conv3D", {"filters": 2, "kernel_size": 5, "dilation_rate": 2}), shape=VOLUME),
        "first.kernel_size",
        "Kernel size 5×5×5, which covers 9×9×9 with its dilation, is larger than the input along "
        "depth, height and width: volume gives 8×8×8. Make it smaller, pad with same, or feed a "
        "larger volume.",
        "Kernel size 5×5×5 is larger than 8×8×8",
        ("Set padding to same", "Set kernel size to 4, 4, 4"),
    ),
    Case(
        "a pool larger than its input",
        chain(("MaxPooling3D", {"pool_size": (2, 9, 2)}), shape=VOLUME),
        "first.pool_size",
        "Pool size 2×9×2 is larger than the input along height: volume gives 8×8×8. Make it "
        "smaller, pad with same, or feed a larger volume.",
        "Pool size 2×9×2 is larger than 8×8×8",
        ("Set padding to same", "Set pool size to 2, 8, 2"),
    ),
    Case(
        "a kernel too large inside Time distributed",
        wrapped(("TimeDistributed", {}), ("Conv3D", {**CONV, "kernel_size": 9}), (2, *VOLUME)),
        "inner.kernel_size",
        "Kernel size 9×9×9 is larger than the input along depth, height and width: volume gives "
        "8×8×8. Make it smaller, pad with same, or feed a larger volume.",
        "Kernel size 9×9×9 is larger than 8×8×8",
        ("Set padding to same", "Set kernel size to 8, 8, 8"),
    ),
    Case(
        "groups that do not divide the input's channels",
        chain(("Conv3D", {**CONV, "groups": 3}), shape=VOLUME),
        "first.groups",
        "Groups 3 does not divide the 4 channels that volume gives: every group takes the same "
        "number of them. Choose a divisor of 4.",
        "Groups 3 does not divide 4 channels",
        ("Set groups to 2", "Set groups to 1"),
    ),
    Case(
        "volumes in time into Convolution 3D",
        chain(("Conv3D", CONV), shape=(7, 28, 28, 28, 1)),
        "first.input",
        "Convolution 3D takes tensors of 5 axes (batch × depth × height × width × channels), and "
        "volume gives 6: batch × 7 × 28 × 28 × 28 × 1. Time distributed applies it to every step "
        "of the axis after the batch.",
        "Takes 5 axes, and got 6",
        ("Wrap in time distributed",),
    ),
    Case(
        "volumes in time into Max pooling 3D",
        chain(("MaxPooling3D", {}), shape=(7, 8, 8, 8, 1)),
        "first.input",
        "Max pooling 3D takes tensors of 5 axes (batch × depth × height × width × channels), and "
        "volume gives 6: batch × 7 × 8 × 8 × 8 × 1. Time distributed applies it to every step of "
        "the axis after the batch.",
        "Takes 5 axes, and got 6",
        ("Wrap in time distributed",),
    ),
    Case(
        "a shape without channels",
        chain(("Conv3D", CONV), shape=(8, 8, 8)),
        "first.input",
        "Convolution 3D takes tensors of 5 axes (batch × depth × height × width × channels), and "
        "volume gives 4: batch × 8 × 8 × 8. Does the shape of the Input lack its last axis, the "
        "channels?",
        "Takes 5 axes, and got 4",
        ("Give volume a channel axis: 8, 8, 8, 1",),
    ),
    Case(
        "Time distributed without time",
        wrapped(("TimeDistributed", {}), ("Conv3D", CONV), VOLUME),
        "wrapper.input",
        "Time distributed takes tensors of 6 axes (batch × time × depth × height × width × "
        "channels), and volume gives 5: batch × 8 × 8 × 8 × 4. Does the shape of the Input lack an "
        "axis, such as time?",
        "Takes 6 axes, and got 5",
    ),
    Case(
        "Bidirectional round a layer that is not recurrent",
        wrapped(("Bidirectional", {}), ("Dense", {"units": 3}), (7, 8)),
        "wrapper.layer",
        "Bidirectional reads a sequence in both directions, so it takes a recurrent layer, and got "
        "Dense. Use LSTM, GRU or Conv LSTM 3D, or take the wrapper away.",
        "Dense is not recurrent",
    ),
    Case(
        "a backward layer that runs forwards",
        both_ways({}, {}),
        "both.backward_layer",
        "Both layers run forwards: switch Go backwards on for the backward layer.",
        "Both layers run the same way",
        ("Set go backwards of back to on",),
    ),
    Case(
        "a backward layer that gives something else",
        both_ways({"return_sequences": True}, {"go_backwards": True}),
        "both.backward_layer",
        "The two layers must agree in return sequences: it is on for the forward layer and off for "
        "the backward one. Set both alike.",
        "The layers differ in return sequences",
        ("Set return sequences of back to on",),
    ),
    Case(
        "a skip that does not meet",
        odd_unet((63, 63, 63, 1)),
        "skip1.inputs",
        "enc1 gives 63×63×63×16 and up1 gives 62×62×62×16: they differ along depth, height and "
        "width, and may differ along channels alone. Crop or pad one of them, set the output "
        "padding, or choose an input size that the strides divide.",
        "D, H, W: 63 ≠ 62",
        ("Set output padding of up1 to 1, 1, 1",),
    ),
    Case(
        "a skip that does not meet, with padding",
        odd_unet((32, 33, 32, 1), kernel_size=3, padding="same"),
        "skip1.inputs",
        "enc1 gives 32×33×32×16 and up1 gives 32×32×32×16: they differ along height, and may "
        "differ along channels alone. Crop or pad one of them, set the output padding, or choose "
        "an input size that the strides divide.",
        "H: 33 ≠ 32",
    ),
    Case(
        "a sum of volumes that do not meet",
        merged(("Add", {}), (8, 8, 8, 16), (8, 8, 8, 12)),
        "merge.inputs",
        "a gives 8×8×8×16 and b gives 8×8×8×12: they differ along channels. Make them equal.",
        "C: 16 ≠ 12",
    ),
    Case(
        "a product of volumes that do not meet",
        merged(("Multiply", {}), (8, 8, 8, 2), (8, 7, 8, 2)),
        "merge.inputs",
        "a gives 8×8×8×2 and b gives 8×7×8×2: they differ along height. Crop or pad one of them, "
        "set the output padding, or choose an input size that the strides divide.",
        "H: 8 ≠ 7",
    ),
    Case(
        "a vector joined to a volume",
        merged(("Concatenate", {}), VOLUME, (4,)),
        "merge.inputs",
        "a gives 8×8×8×4, and b gives 4: 5 axes and 2, the batch counted. Bring them to the same "
        "number of axes.",
        "5 axes and 2",
    ),
    Case(
        "a merge along an axis that is not there",
        merged(("Concatenate", {"axis": 9}), VOLUME, VOLUME),
        "merge.axis",
        "Axis 9 does not exist: a gives 5 axes, 0 for the batch to 4. Choose -1 for the last, the "
        "channels.",
        "Axis 9 of 5 does not exist",
        ("Set axis to -1",),
    ),
    Case(
        "a normalization along an axis that is not there",
        chain(("BatchNormalization", {"axis": 5}), shape=VOLUME),
        "first.axis",
        "Axis 5 does not exist: volume gives 5 axes, 0 for the batch to 4. Choose -1 for the last, "
        "the channels.",
        "Axis 5 of 5 does not exist",
        ("Set axis to -1",),
    ),
    Case(
        "a cropping that leaves nothing",
        chain(("Cropping3D", {"cropping": ((1, 1), (4, 4), (1, 1))}), shape=VOLUME),
        "first.cropping",
        "Cropping takes 8 of 8 voxels along height, so nothing is left of what volume gives. Cut "
        "off less.",
        "Cropping takes 8 of 8",
        ("Set cropping to (1, 1), (3, 4), (1, 1)",),
    ),
    Case(
        "channels that are not known",
        chain(("Conv3D", CONV), shape=(8, 8, 8, None)),
        "first.input",
        "Convolution 3D needs to know how many channels it gets, as its weights depend on it, and "
        "volume gives 8×8×8×any. Set that size in the shape of the Input.",
        "The number of channels is not known",
    ),
    Case(
        "weights made for other channels",
        called_again((8,), (9,), "Dense", units=3),
        "again.input",
        "The weights of shared are made for 8 features, as it is applied elsewhere already, and "
        "two gives 9: 9. Feed it 8 features.",
        "Made for 8 features, and got 9",
    ),
    Case(
        "recurrent weights made for other channels",
        called_again((5, 8), (5, 9), "LSTM", units=3),
        "again.input",
        "The weights of shared are made for 8 features, as it is applied elsewhere already, and "
        "two gives 9: 5×9. Feed it 8 features.",
        "Made for 8 features, and got 9",
    ),
    Case(
        "a state without a batch size",
        chain(("LSTM", {"units": 3, "stateful": True}), shape=(7, 8)),
        "first.stateful",
        "A stateful layer keeps one state per sample, so the batch must have a fixed size, and "
        "volume gives batches of any size. Set the batch size of the Input, or switch Stateful "
        "off.",
        "Stateful needs a fixed batch size",
        ("Set stateful to off",),
    ),
    Case(
        "an unrolled loop of unknown length",
        chain(("GRU", {"units": 3, "unroll": True}), shape=(None, 8)),
        "first.unroll",
        "Unroll lays the loop out step by step, so the number of steps must be known, and volume "
        "gives sequences of any length. Set the length, or switch Unroll off.",
        "Unroll needs a known length",
        ("Set unroll to off",),
    ),
    Case(
        "an initializer of matrices for a kernel of five axes",
        chain(("Conv3D", {**CONV, "kernel_initializer": "identity"}), shape=VOLUME),
        "first.kernel_initializer",
        "Kernel initializer: Identity takes a weight of two axes, such as Dense's kernel, and this "
        "one has 5: 3×3×3×4×6. Choose another, such as glorot_uniform.",
        "Kernel initializer does not fit the weight",
        ("Set kernel initializer to glorot_uniform",),
    ),
    Case(
        "an orthogonal bias",
        chain(("LSTM", {"units": 3, "bias_initializer": "orthogonal"}), shape=(7, 8)),
        "first.bias_initializer",
        "Bias initializer: Orthogonal takes a weight of two axes or more, and this one has 1: 12. "
        "Choose another, such as zeros.",
        "Bias initializer does not fit the weight",
        ("Set bias initializer to zeros",),
    ),
    Case(
        "a recurrent kernel in bfloat16",
        chain(("LSTM", {"units": 3, "dtype": "bfloat16"}), shape=(7, 8)),
        "first.recurrent_initializer",
        "Recurrent initializer: TensorFlow finds no orthogonal matrix in bfloat16. Choose another, "
        "such as glorot_uniform.",
        "Recurrent initializer does not fit the weight",
        ("Set recurrent initializer to glorot_uniform",),
    ),
    Case(
        "a regularizer of matrices for a kernel of five axes",
        chain(("Conv3D", {**CONV, "kernel_regularizer": "orthogonal_regularizer"}), shape=VOLUME),
        "first.kernel_regularizer",
        "Kernel regularizer: the orthogonal regularizer takes a weight of two axes, such as "
        "Dense's kernel, and this has 5. Training would fail. Choose another, such as l2.",
        "Kernel regularizer: 2 axes, not 5",
        ("Set kernel regularizer to none",),
        Severity.WARNING,
    ),
    Case(
        "integers into a convolution",
        chain(("ZeroPadding3D", {}), ("Conv3D", CONV), shape=VOLUME, dtype="uint8"),
        "second.input",
        "Convolution 3D computes with floats, and first gives uint8: the model would be built, and "
        "fail on its first batch. Let the Input take float32; integers that are fed to it are "
        "converted.",
        "Computes with floats, and got uint8",
    ),
    Case(
        "an Input of integers into a pooling",
        chain(("MaxPooling3D", {}), shape=VOLUME, dtype="uint8"),
        "first.input",
        "Max pooling 3D computes with floats, and volume gives uint8: the model would be built, "
        "and fail on its first batch. Let the Input take float32; integers that are fed to it are "
        "converted.",
        "Computes with floats, and got uint8",
        ("Set dtype of volume to float32",),
    ),
    Case(
        "a pooling in float64",
        chain(("MaxPooling3D", {"dtype": "float64"}), shape=VOLUME),
        "first.dtype",
        "TensorFlow pools no volumes in float64: the model would be built, and fail on its first "
        "batch. Let this card compute in float32.",
        "Volumes are not pooled in float64",
        ("Set dtype to float32",),
    ),
    Case(
        "another number type inside Time distributed",
        wrapped(("TimeDistributed", {"dtype": "float16"}), ("Conv3D", CONV), (2, *VOLUME)),
        "wrapper.dtype",
        "Time distributed computes in float16 and the layer inside in float32, and nothing "
        "converts between them: the model would be built, and fail on its first batch. Give both "
        "the same dtype.",
        "float16 outside, float32 inside",
        ("Set dtype to float32",),
    ),
    Case(
        "a wrapper frozen in name only",
        wrapped(("TimeDistributed", {"trainable": False}), ("Conv3D", CONV), (2, *VOLUME)),
        "wrapper.trainable",
        "Trainable is off here, and Keras trains the weights all the same. Switch Trainable off on "
        "inner, the layer inside.",
        "Keras trains these weights all the same",
        ("Set trainable of inner to off",),
        Severity.WARNING,
    ),
    Case(
        "an activation that lacks its numbers",
        chain(("Activation", {"activation": "threshold"}), shape=VOLUME),
        "first.activation",
        "Activation: threshold needs two numbers, and Keras' layers give it none, so the model "
        "would fail on its first batch. Choose another.",
        "Threshold gets no numbers",
        ("Set activation to relu",),
    ),
    Case(
        "an activation whose shape Keras does not follow",
        chain(("Activation", {"activation": "glu"}), shape=VOLUME),
        "first.activation",
        "Activation: GLU halves the channels, and Keras shows the shape as if it did not. Layers "
        "after it would be made for twice what they get. Choose another.",
        "GLU halves the channels unseen",
        ("Set activation to silu",),
        Severity.WARNING,
    ),
    Case(
        "a mask of one channel by softmax",
        chain(("Conv3D", {**CONV, "filters": 1, "activation": "softmax"}), shape=VOLUME),
        "first.activation",
        "Activation: softmax shares 1 among the channels, so with one channel it gives 1 "
        "everywhere and nothing is learnt. Use sigmoid.",
        "Softmax of one channel is always 1",
        ("Set activation to sigmoid",),
        Severity.WARNING,
    ),
    Case(
        "a ConvLSTM without filters",
        chain(("ConvLSTM3D", {"filters": 0, "kernel_size": 1}), shape=(2, *VOLUME)),
        "first.filters",
        "Filters must be at least 1: without any the model would be built, and fail on its first "
        "batch.",
        "Filters must be at least 1",
        ("Set filters to 1",),
    ),
    Case(
        "a mask that does not fit",
        chain(("Dropout", {"rate": 0.5, "noise_shape": (1, 2)}), shape=VOLUME),
        "first.noise_shape",
        "Noise shape 1×2 does not fit what volume gives, the batch counted: any×8×8×8×4. Each axis "
        "takes 1 or the same length; training would fail.",
        "Noise shape does not fit the input",
        ("Set noise shape to none",),
        Severity.WARNING,
    ),
    Case(
        "an Input without a shape",
        network({"volume": ("Input", {}), "result": ("Output", {})}, "volume > result"),
        "volume.shape",
        "An Input needs a shape, such as 64, 64, 64, 1 for volumes of one channel.",
        "Needs a shape",
    ),
    Case(
        "an Input with two shapes",
        chain(("Conv3D", CONV), shape=VOLUME, batch_shape=(2, *VOLUME)),
        "volume.batch_shape",
        "Shape and batch shape exclude each other: the second is the first with the batch in "
        "front. Give one of them.",
        "Shape and batch shape exclude each other",
        ("Set batch shape to none",),
    ),
    Case(
        "a name with a slash",
        chain(("Conv3D", {**CONV, "name": "enc/conv"}), shape=VOLUME),
        "first.name",
        "The name enc/conv holds a slash, with which Keras parts names. Leave it out.",
        "A name holds no slash",
        ("Set name to enc_conv",),
    ),
    Case(
        "a name that Keras gives another layer",
        chain(
            ("Conv3D", {**CONV, "name": "conv3d_1"}), ("Conv3D", CONV), ("Conv3D", CONV),
            shape=VOLUME,
        ),
        "first.name",
        "The name conv3d_1 is the one that Keras gives third, and every layer needs its own. "
        "Choose another.",
        "The name conv3d_1 is taken",
        ("Set name of first to conv3d_1_first",),
    ),
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
    assert [fix.title for fix in problem.fixes] == ["Set padding to same"]


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


def test_any_number_type_may_be_inside_where_there_are_no_weights():
    assert (
        problems(wrapped(("TimeDistributed", {"dtype": "float16"}), ("Flatten", {}), VOLUME)) == ()
    )
