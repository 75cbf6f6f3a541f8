"""Faults of fit: axes to give or take, mixed data formats, and what is built but works badly."""

from engine.case import VOLUME, Case
from engine.networks import CONV, chain
from layerdeck.program import Severity

DENSE = ("Dense", {"units": 512})

FAULTS_OF_FITTING = (
    Case(
        "a vector into a convolution of volumes",
        chain(DENSE, ("Conv3D", {"filters": 2, "kernel_size": 3}), shape=(16,)),
        "second.input",
        "Convolution 3D takes tensors of 5 axes (batch × depth × height × width × channels), and "
        "first gives 2: batch × 512. Feed it a tensor with all of these axes.",
        "Takes 5 axes, and got 2",
        ("Lay the features out: reshape to 8, 8, 8, 1",),
    ),
    Case(
        "a vector into a recurrent layer",
        chain(DENSE, ("LSTM", {"units": 3}), shape=(16,)),
        "second.input",
        "LSTM takes tensors of 3 axes (batch × time × channels), and first gives 2: batch × 512. "
        "Feed it a tensor with all of these axes.",
        "Takes 3 axes, and got 2",
        ("Give it a channel axis: reshape to 512, 1",),
    ),
    Case(
        "a picture without channels into a transposed convolution",
        chain(
            ("Reshape", {"target_shape": (8, 8)}),
            ("Conv2DTranspose", {"filters": 2, "kernel_size": 2, "strides": 2}),
            shape=(64,),
        ),
        "second.input",
        "Transposed convolution 2D takes tensors of 4 axes (batch × height × width × channels), "
        "and first gives 3: batch × 8 × 8. Feed it a tensor with all of these axes.",
        "Takes 4 axes, and got 3",
        ("Give it a channel axis: reshape to 8, 8, 1",),
    ),
    Case(
        "pictures in time into a recurrent layer",
        chain(("LSTM", {"units": 3}), shape=(7, 28, 28)),
        "first.input",
        "LSTM takes tensors of 3 axes (batch × time × channels), and volume gives 4: "
        "batch × 7 × 28 × 28. Time distributed applies it to every step of the axis after the "
        "batch.",
        "Takes 3 axes, and got 4",
        ("Wrap in time distributed", "Lay each step out in a row: reshape to 7, 784"),
    ),
    Case(
        "a volume into a recurrent layer",
        chain(("LSTM", {"units": 3}), shape=VOLUME),
        "first.input",
        "LSTM takes tensors of 3 axes (batch × time × channels), and volume gives 5: "
        "batch × 8 × 8 × 8 × 4. Take axes away, for example with Reshape.",
        "Takes 3 axes, and got 5",
        ("Lay each step out in a row: reshape to 8, 256",),
    ),
    Case(
        "a volume repeated as if it were a vector",
        chain(("RepeatVector", {"n": 4}), shape=VOLUME),
        "first.input",
        "Repeat vector takes tensors of 2 axes (batch × channels), and volume gives 5: "
        "batch × 8 × 8 × 8 × 4. Take axes away, for example with Flatten or a global pooling.",
        "Takes 2 axes, and got 5",
        ("Flatten what volume gives", "Average what volume gives over all its places"),
    ),
    Case(
        "channels first behind channels last",
        chain(("Conv3D", CONV), ("UpSampling3D", {"data_format": "channels_first"}), shape=VOLUME),
        "second.data_format",
        "Up sampling 3D takes the channels first, and first gives them last: 6×6×6×6. An axis of "
        "places would be taken for the channels. Use one data format in the whole graph.",
        "Takes channels first, got last",
        ("Set data format to channels last", "Permute to channels first before it"),
        Severity.WARNING,
    ),
    Case(
        "a normalization of places behind channels first",
        chain(
            ("UpSampling3D", {"data_format": "channels_first"}),
            ("BatchNormalization", {}),
            shape=VOLUME,
        ),
        "second.axis",
        "first gives the channels first: 8×16×16×8. Along axis -1, places are normalized and not "
        "channels. Choose 1.",
        "The channels are axis 1 here",
        ("Set axis to 1",),
        Severity.WARNING,
    ),
    Case(
        "an axis that is named twice",
        chain(("UnitNormalization", {"axis": (-1, 1)}), shape=(4,)),
        "first.axis",
        "Axis -1, 1 names one axis twice: volume gives 2 axes, of which -1 is 1. The model would "
        "be built, and fail on its first batch. Name each once.",
        "Axis -1, 1 names one axis twice",
        ("Set axes to -1",),
    ),
    Case(
        "a kernel that its strides do not divide",
        chain(
            ("Conv3DTranspose",
             {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same"}),
            shape=VOLUME,
        ),
        "first.kernel_size",
        "Kernel size 3×3×3 is no multiple of the strides 2×2×2, so some places of the output are "
        "covered more often than others, and a checkerboard shows. Choose a multiple, such as "
        "4×4×4.",
        "Kernel and strides leave a checkerboard",
        ("Set kernel size to 4, 4, 4",),
        Severity.WARNING,
    ),
    Case(
        "a kernel that its strides do not divide, with an output padding for it",
        chain(
            ("Conv1DTranspose",
             {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same",
              "output_padding": 1}),
            shape=(8, 4),
        ),
        "first.kernel_size",
        "Kernel size 3 is no multiple of the strides 2, so some places of the output are covered "
        "more often than others, and a checkerboard shows. Choose a multiple, such as 4.",
        "Kernel and strides leave a checkerboard",
        ("Set kernel size to 4",),
        Severity.WARNING,
    ),
)  # fmt: skip
