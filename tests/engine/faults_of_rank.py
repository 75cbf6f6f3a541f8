"""Faults with sequences and images, and with layers that give a tensor other axes."""

from engine.case import Case
from engine.networks import chain, wrapped
from layerdeck.program import Severity

SOUND, IMAGE, VOLUME = (20, 4), (8, 8, 4), (8, 8, 8, 4)

FAULTS_OF_RANK = (
    Case(
        "a kernel longer than its sequence",
        chain(("Conv1D", {"filters": 2, "kernel_size": 6, "dilation_rate": 4}), shape=SOUND),
        "first.kernel_size",
        "Kernel size 6, which covers 21 with its dilation, is larger than the input along time: "
        "volume gives 20. Make it smaller, pad with same, or feed a larger sequence.",
        "Kernel size 6 is larger than 20",
        ("Set padding to same", "Set kernel size to 5", "Input of 21 instead of 20"),
    ),
    Case(
        "a depthwise kernel larger than its image",
        chain(("DepthwiseConv2D", {"kernel_size": (3, 9)}), shape=IMAGE),
        "first.kernel_size",
        "Kernel size 3×9 is larger than the input along width: volume gives 8×8. Make it smaller, "
        "pad with same, or feed a larger image.",
        "Kernel size 3×9 is larger than 8×8",
        ("Set padding to same", "Set kernel size to 3, 8", "Input of 8×9 instead of 8×8"),
    ),
    Case(
        "a pool longer than its sequence",
        chain(("MaxPooling1D", {"pool_size": 30}), shape=SOUND),
        "first.pool_size",
        "Pool size 30 is larger than the input along time: volume gives 20. Make it smaller, pad "
        "with same, or feed a larger sequence.",
        "Pool size 30 is larger than 20",
        ("Set padding to same", "Set pool size to 20", "Input of 30 instead of 20"),
    ),
    Case(
        "a sequence that is cropped away",
        chain(("Cropping1D", {"cropping": (15, 5)}), shape=SOUND),
        "first.cropping",
        "Cropping takes 20 of 20 steps along time, so nothing is left of what volume gives. Cut "
        "off less.",
        "Cropping takes 20 of 20",
        ("Set cropping to 9, 5",),
    ),
    Case(
        "an image that is cropped away",
        chain(("Cropping2D", {"cropping": ((0, 0), (4, 4))}), shape=IMAGE),
        "first.cropping",
        "Cropping takes 8 of 8 pixels along width, so nothing is left of what volume gives. Cut "
        "off less.",
        "Cropping takes 8 of 8",
        ("Set cropping to (0, 0), (3, 4)",),
    ),
    Case(
        "an output padding of a sequence that is not below the stride",
        chain(
            ("Conv1DTranspose",
             {"filters": 2, "kernel_size": 4, "strides": 2, "output_padding": 2}),
            shape=SOUND,
        ),
        "first.output_padding",
        "Output padding 2 is not below strides 2 on every axis. Make it smaller than the strides.",
        "Output padding 2 is not below strides 2",
        ("Set output padding to 1",),
    ),
    Case(
        "an output padding that leads to no size of padding same",
        chain(
            (
                "Conv2DTranspose",
                {"filters": 2, "kernel_size": 4, "strides": 2, "padding": "same",
                 "output_padding": 0},
            ),
            shape=IMAGE,
        ),
        "first.output_padding",
        "Output padding 0, 0 leads to a size that padding same does not allow with this kernel and "
        "these strides: the model would be built, and fail on its first batch. Let Keras choose "
        "it, or pad with valid.",
        "Output padding 0, 0 does not go with same",
        ("Set output padding to auto", "Set padding to valid"),
    ),
    Case(
        "groups that do not divide the channels of an image",
        chain(("Conv2D", {"filters": 6, "kernel_size": 3, "groups": 3}), shape=IMAGE),
        "first.groups",
        "Groups 3 does not divide the 4 channels that volume gives: every group takes the same "
        "number of them. Choose a divisor of 4.",
        "Groups 3 does not divide 4 channels",
        ("Set groups to 2", "Set groups to 1"),
    ),
    Case(
        "volumes into a separable convolution of images",
        chain(("SeparableConv2D", {"filters": 2, "kernel_size": 3}), shape=VOLUME),
        "first.input",
        "Separable convolution 2D takes tensors of 4 axes (batch × height × width × channels), and "
        "volume gives 5: batch × 8 × 8 × 8 × 4. Time distributed applies it to every step of the "
        "axis after the batch.",
        "Takes 4 axes, and got 5",
        ("Wrap in time distributed",),
    ),
    Case(
        "volumes into an adaptive pooling of images",
        chain(("AdaptiveMaxPooling2D", {"output_size": 2}), shape=VOLUME),
        "first.input",
        "Adaptive max pooling 2D takes tensors of 4 axes (batch × height × width × channels), and "
        "volume gives 5: batch × 8 × 8 × 8 × 4. Time distributed applies it to every step of the "
        "axis after the batch.",
        "Takes 4 axes, and got 5",
        ("Wrap in time distributed",),
    ),
    Case(
        "an image without its channels",
        chain(("Conv2D", {"filters": 2, "kernel_size": 3}), shape=(8, 8)),
        "first.input",
        "Convolution 2D takes tensors of 4 axes (batch × height × width × channels), and volume "
        "gives 3: batch × 8 × 8. Does the shape of the Input lack its last axis, the channels?",
        "Takes 4 axes, and got 3",
        ("Give volume a channel axis: 8, 8, 1",),
    ),
    Case(
        "channels that a depthwise convolution cannot know",
        chain(("DepthwiseConv2D", {"kernel_size": 3}), shape=(8, 8, None)),
        "first.input",
        "Depthwise convolution 2D needs to know how many channels it gets, as its weights depend "
        "on it, and volume gives 8×8×any. Set that size in the shape of the Input.",
        "The number of channels is not known",
    ),
    Case(
        "integers into a depthwise convolution",
        chain(("DepthwiseConv2D", {"kernel_size": 3}), shape=IMAGE, dtype="int32"),
        "first.input",
        "Depthwise convolution 2D computes with floats, and volume gives int32: the model would "
        "be built, and fail on its first batch. Let the Input take float32; integers that are fed "
        "to it are converted.",
        "Computes with floats, and got int32",
        ("Set dtype of volume to float32",),
    ),
    Case(
        "sizes that an adaptive pooling cannot lay its windows out for",
        chain(("AdaptiveAveragePooling2D", {"output_size": 2}), shape=(None, 8, 4)),
        "first.input",
        "Adaptive average pooling 2D lays out its windows by the size of what it gets, and volume "
        "gives any height: the model would be built, and fail on batches of different sizes. Set "
        "the sizes in the shape of the Input, or use a global pooling.",
        "The sizes to pool are not known",
        severity=Severity.WARNING,
    ),
    Case(
        "volumes pooled adaptively in double precision",
        chain(("AdaptiveMaxPooling3D", {"output_size": 2, "dtype": "float64"}), shape=VOLUME),
        "first.dtype",
        "TensorFlow pools no volumes in float64: the model would be built, and fail on its first "
        "batch. Let this card compute in float32.",
        "Volumes are not pooled in float64",
        ("Set dtype to float32",),
    ),
    Case(
        "dims that name an axis twice",
        chain(("Permute", {"dims": (3, 3, 1)}), shape=IMAGE),
        "first.dims",
        "Dims 3, 3, 1 is no order of axes: it names each of them once, counted from 1 after the "
        "batch.",
        "Dims must name each axis once",
        ("Set dims to 2, 3, 1",),
    ),
    Case(
        "dims for more axes than there are",
        chain(("Permute", {"dims": (4, 1, 2, 3)}), shape=IMAGE),
        "first.dims",
        "Dims 4, 1, 2, 3 names 4 axes, and volume gives 3 after the batch: 8×8×4. Name each of "
        "them once.",
        "Dims names 4 axes of 3",
        ("Set dims to 1, 2, 3",),
    ),
    Case(
        "dims for fewer axes than there are, in a wrapper",
        wrapped(("TimeDistributed", {}), ("Permute", {"dims": (2, 1)}), (5, *IMAGE)),
        "inner.dims",
        "Dims 2, 1 names 2 axes, and volume gives 3 after the batch: 8×8×4. Name each of them "
        "once.",
        "Dims names 2 axes of 3",
        ("Set dims to 2, 1, 3",),
    ),
    Case(
        "a target shape of another count",
        chain(("Reshape", {"target_shape": (8, 30)}), shape=IMAGE),
        "first.target_shape",
        "Target shape 8×30 takes 240 numbers, and volume gives 256: 8×8×4. Reshape keeps them all.",
        "8×30 takes 240, not 256",
        ("Set target shape to 8, 32",),
    ),
    Case(
        "a target shape that leaves a rest",
        chain(("Reshape", {"target_shape": (-1, 30)}), shape=IMAGE),
        "first.target_shape",
        "Target shape -1×30 takes a multiple of 30 numbers, and volume gives 256: 8×8×4. Reshape "
        "keeps them all.",
        "-1×30 takes a multiple of 30, not 256",
        ("Set target shape to -1",),
    ),
    Case(
        "two sizes left open",
        chain(("Reshape", {"target_shape": (-1, 4, -1)}), shape=IMAGE),
        "first.target_shape",
        "Target shape -1, 4, -1 leaves 2 sizes open, and only one can be worked out from the "
        "others. Give the rest.",
        "Only one size may be -1",
    ),
)  # fmt: skip
