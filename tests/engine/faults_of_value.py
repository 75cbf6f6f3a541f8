"""Faults of value: weights, number types, activations, names, and what is frozen."""

from engine.case import VOLUME, Case
from engine.networks import CONV, chain, network, wrapped
from layerdeck.program import Severity

PHOTO = (16, 16, 3)
FIRST = {"data_format": "channels_first"}
APART = {**CONV, **FIRST, "groups": 2}
"""Runs on every machine, as groups are compiled."""

FAULTS_OF_VALUE = (
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
        "ones for the forget gate in a bias that starts from nothing",
        chain(("LSTM", {"units": 3, "bias_initializer": None}), shape=(7, 8)),
        "first.bias_initializer",
        "Unit forget bias puts ones among what the bias initializer gives, so there must be one: "
        "choose zeros, or switch Unit forget bias off.",
        "Unit forget bias needs an initializer",
        ("Set bias initializer to zeros", "Set unit forget bias to off"),
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
        "a mask of one channel that comes first by softmax",
        chain(
            ("SeparableConv2D", {**CONV, "filters": 1, "activation": "softmax", **FIRST}),
            shape=(4, 8, 8),
        ),
        "first.activation",
        "Activation: softmax shares 1 along the last axis, the width, and the channels come first "
        "here. Use sigmoid.",
        "Softmax runs along the width",
        ("Set activation to sigmoid",),
        Severity.WARNING,
    ),
    Case(
        "classes that come first by softmax",
        chain(
            ("Conv2D", {**APART, "activation": "softmax"}),
            ("Conv2D", APART),
            shape=(4, 8, 8),
        ),
        "first.activation",
        "Activation: softmax shares 1 along the last axis, the width, and the channels come first "
        "here. A Softmax card takes axis 1.",
        "Softmax runs along the width",
        ("Put a Softmax card of axis 1 behind it",),
        Severity.WARNING,
    ),
    Case(
        "classes that come first by an activation of softmax",
        chain(
            ("Conv2D", APART),
            ("Activation", {"activation": "softmax"}),
            shape=(4, 8, 8),
        ),
        "second.activation",
        "Activation: softmax shares 1 along the last axis, the width, and the channels come first "
        "here. A Softmax card takes axis 1.",
        "Softmax runs along the width",
        ("Make it a Softmax card of axis 1",),
        Severity.WARNING,
    ),
    Case(
        "a Softmax card along one channel",
        chain(("Softmax", {}), shape=(8, 8, 8, 1)),
        "first.axis",
        "Softmax shares 1 along channels, and volume gives one place along it: it gives 1 "
        "everywhere and nothing is learnt. Use sigmoid.",
        "Softmax of one channel is always 1",
        ("Make it a sigmoid",),
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
        "An Input needs a shape, such as 64, 64, 64, 1 for volumes of one channel, or () for one "
        "text or number.",
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
        "A layer cannot be called “enc/conv”: TensorFlow takes letters without accents, digits and "
        "_ . > - in names, and no blanks or slashes.",
        "“enc/conv” cannot name a layer",
        ("Set name to enc_conv",),
    ),
    Case(
        "a name that Keras gives another layer",
        chain(
            ("Conv3D", {**CONV, "name": "conv3d_1"}),
            ("Conv3D", CONV),
            ("Conv3D", CONV),
            shape=VOLUME,
        ),
        "first.name",
        "The name conv3d_1 is the one that Keras gives third, and every layer needs its own. "
        "Choose another.",
        "The name conv3d_1 is taken",
        ("Set name of first to conv3d_1_first",),
    ),
    Case(
        "a range of values without room",
        chain(("RandAugment", {"value_range": (1.0, 1.0)}), shape=PHOTO),
        "first.value_range",
        "Value range takes the lowest and then the highest value of a pixel, and got 1 and 1: the "
        "layer fails while training.",
        "Its highest value is not above its lowest",
        ("Set value range to 0, 255",),
        Severity.WARNING,
    ),
    Case(
        "a range of values the wrong way round",
        chain(("RandomBrightness", {"factor": 0.2, "value_range": (255.0, 0.0)}), shape=PHOTO),
        "first.value_range",
        "Value range takes the lowest and then the highest value of a pixel, and got 255 and 0: "
        "the layer gives images of one colour or wrong ones.",
        "Its highest value is not above its lowest",
        ("Set value range to 0, 255",),
        Severity.WARNING,
    ),
)
