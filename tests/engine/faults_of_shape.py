"""Faults of shape: windows, axes, channels, merges, wrappers."""

from engine.case import VOLUME, Case, called_again
from engine.networks import CONV, chain, merged, network, wrapped
from layerdeck.graph import Graph


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


FAULTS_OF_SHAPE = (
    Case(
        "a kernel larger than its input",
        chain(("Conv3D", {"filters": 2, "kernel_size": (9, 3, 3)}), shape=VOLUME),
        "first.kernel_size",
        "Kernel size 9×3×3 is larger than the input along depth: volume gives 8×8×8. Make it "
        "smaller, pad with same, or feed a larger volume.",
        "Kernel size 9×3×3 is larger than 8×8×8",
        ("Set padding to same", "Set kernel size to 8, 3, 3", "Input of 9×8×8 instead of 8×8×8"),
    ),
    Case(
        "a kernel that its dilation makes too large",
        chain(("Conv3D", {"filters": 2, "kernel_size": 5, "dilation_rate": 2}), shape=VOLUME),
        "first.kernel_size",
        "Kernel size 5×5×5, which covers 9×9×9 with its dilation, is larger than the input along "
        "depth, height and width: volume gives 8×8×8. Make it smaller, pad with same, or feed a "
        "larger volume.",
        "Kernel size 5×5×5 is larger than 8×8×8",
        ("Set padding to same", "Set kernel size to 4, 4, 4", "Input of 9×9×9 instead of 8×8×8"),
    ),
    Case(
        "a kernel larger than its input, before a pooling",
        chain(
            ("Conv3D", {"filters": 2, "kernel_size": 5}),
            ("Conv3D", {"filters": 2, "kernel_size": (5, 4, 5)}),
            ("MaxPooling3D", {}),
            shape=VOLUME,
        ),
        "second.kernel_size",
        "Kernel size 5×4×5 is larger than the input along depth and width: first gives 4×4×4. "
        "Make it smaller, pad with same, or feed a larger volume.",
        "Kernel size 5×4×5 is larger than 4×4×4",
        (
            "Set padding to same",
            "Set kernel size to 3, 3, 3",
            "Input of 10×9×10 instead of 8×8×8",
        ),
    ),
    Case(
        "a kernel larger than its input, before a pooling along one axis",
        chain(
            ("Conv3D", {"filters": 2, "kernel_size": 5}),
            ("Conv3D", {"filters": 2, "kernel_size": 5}),
            ("MaxPooling3D", {"pool_size": (3, 1, 1)}),
            shape=VOLUME,
        ),
        "second.kernel_size",
        "Kernel size 5×5×5 is larger than the input along depth, height and width: first gives "
        "4×4×4. Make it smaller, pad with same, or feed a larger volume.",
        "Kernel size 5×5×5 is larger than 4×4×4",
        (
            "Set padding to same",
            "Set kernel size to 2, 4, 4",
            "Input of 11×9×9 instead of 8×8×8",
        ),
    ),
    Case(
        "a pool larger than its input",
        chain(("MaxPooling3D", {"pool_size": (2, 9, 2)}), shape=VOLUME),
        "first.pool_size",
        "Pool size 2×9×2 is larger than the input along height: volume gives 8×8×8. Make it "
        "smaller, pad with same, or feed a larger volume.",
        "Pool size 2×9×2 is larger than 8×8×8",
        ("Set padding to same", "Set pool size to 2, 8, 2", "Input of 8×9×8 instead of 8×8×8"),
    ),
    Case(
        "a kernel that is too large after two poolings",
        chain(
            ("Conv3D", CONV),
            ("MaxPooling3D", {}),
            ("Conv3D", CONV),
            ("MaxPooling3D", {}),
            ("Conv3D", CONV),
            shape=(16, None, 20, 1),
        ),
        "fifth.kernel_size",
        "Kernel size 3×3×3 is larger than the input along depth: fourth gives 2×any×3. Make it "
        "smaller, pad with same, or feed a larger volume.",
        "Kernel size 3×3×3 is larger than 2×any×3",
        (
            "Set padding to same",
            "Set kernel size to 2, 3, 3",
            "Input of 18×any×20 instead of 16×any×20",
        ),
    ),
    Case(
        "kernels that are too large one after another",
        chain(("Conv3D", CONV), ("Conv3D", CONV), ("Conv3D", CONV), shape=(4, 4, 9, 1)),
        "second.kernel_size",
        "Kernel size 3×3×3 is larger than the input along depth and height: first gives 2×2×7. "
        "Make it smaller, pad with same, or feed a larger volume.",
        "Kernel size 3×3×3 is larger than 2×2×7",
        ("Set padding to same on second and third", "Input of 7×7×9 instead of 4×4×9"),
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
        ("Make it a single step: reshape to 1, 8, 8, 8, 4",),
    ),
    Case(
        "Bidirectional round a layer that is not recurrent",
        wrapped(("Bidirectional", {}), ("Dense", {"units": 3}), (7, 8)),
        "wrapper.layer",
        "Bidirectional reads a sequence in both directions, so it takes a recurrent layer, and got "
        "Dense. Use LSTM, GRU or Conv LSTM 3D, or take the wrapper away.",
        "Dense is not recurrent",
        ("Take Bidirectional away", "Apply it to every step: Time distributed"),
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
)
