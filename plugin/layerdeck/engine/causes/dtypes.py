"""Numbers of a kind that a layer cannot compute with, though Keras builds it."""

from collections.abc import Iterator

from layerdeck.engine.arriving import FLOATS
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import (
    ADAPTIVE_AVERAGES,
    ADAPTIVE_MAXIMA,
    AVERAGE_POOLINGS,
    CONV_LSTMS,
    LOCAL,
    MAX_POOLINGS,
    RECURRENT,
    SLIDING,
    TRANSPOSED,
    VOLUME_MAXIMA,
    VOLUME_POOLINGS,
)
from layerdeck.graph.fixes import Fix, setting
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use, is_wired

NEEDS_FLOATS = (
    *SLIDING, *TRANSPOSED, *CONV_LSTMS, *AVERAGE_POOLINGS, *ADAPTIVE_AVERAGES, *VOLUME_MAXIMA,
)  # fmt: skip
"""These turn no integers into floats; the first batch fails (measured, Keras 3.15)."""

CONVERTS_NOTHING = (
    *SLIDING, *TRANSPOSED, *CONV_LSTMS, *LOCAL, keras.layers.PReLU,
    keras.layers.GaussianNoise,
)  # fmt: skip
"""These compute with what they get and their weights as they are, Gaussian noise in training."""

COMPARES = (*MAX_POOLINGS, *ADAPTIVE_MAXIMA)
_COMPARED = ("uint8", "uint16", "int8", "int16", "int32", "int64")
"""The integers of which TensorFlow finds the greatest, along two axes at most."""

CONVERTS = (
    keras.layers.Dense, keras.layers.BatchNormalization, keras.layers.Embedding, *RECURRENT,
)  # fmt: skip
"""These take integers too, but no texts and no complex numbers."""

_NO_NUMBERS = ("string", "complex64", "complex128", "float8_e4m3fn", "float8_e5m2")

_UNPOOLED = ("float16", "float64")
"""TensorFlow pools volumes in float32 and bfloat16 alone on a CPU (measured, 2.21)."""


@about(*NEEDS_FLOATS, *COMPARES, *CONVERTS)
def not_floats(use: Use) -> Iterator[Problem]:
    """Integers, texts or complex numbers into a layer that multiplies floats."""
    given = use.given[0]
    strict = isinstance(use.layer, NEEDS_FLOATS) or (
        isinstance(use.layer, COMPARES) and given.dtype not in _COMPARED
    )
    lenient = isinstance(use.layer, CONVERTS) and given.dtype in _NO_NUMBERS
    if given.dtype in FLOATS or not (strict or lenient):
        return
    source = use.sources[0] if use.sources else None
    fixes: tuple[Fix, ...] = ()
    if source and source.layer is None and not is_wired(source.making.call, "dtype"):
        card = source.making.card
        fixes = (setting(f"Set dtype of {card} to float32", card, "dtype", "float32"),)
    yield use.tensor_problem(
        f"{use.title} computes with floats, and {given.card} gives {given.dtype}: the model would "
        "be built, and fail on its first batch. Let the Input take float32; integers that are fed "
        "to it are converted.",
        f"Computes with floats, and got {given.dtype}",
        fixes,
    )


@about(*VOLUME_POOLINGS)
def pooled_without_kernel(use: Use) -> Iterator[Problem]:
    """Pooling of volumes in a number type that TensorFlow has no implementation for."""
    dtype = str(use.layer.compute_dtype)
    if dtype not in _UNPOOLED:
        return
    everywhere = isinstance(use.layer, VOLUME_MAXIMA) and dtype == "float64"
    where = "TensorFlow" if everywhere else "TensorFlow on a CPU"
    yield use.problem(
        "dtype",
        f"{where} pools no volumes in {dtype}: the model would be built, and fail on its first "
        "batch. Let this card compute in float32.",
        f"Volumes are not pooled in {dtype}",
        use.set_value("dtype", "float32", "float32"),
        Severity.ERROR if everywhere else Severity.WARNING,
    )


@about(keras.layers.TimeDistributed)
def other_dtype_inside(use: Use) -> Iterator[Problem]:
    """Time distributed hands its own number type on, which not every layer inside converts.

    A mixed policy outside converts the weights; other layers than these convert by themselves
    (measured, Keras 3.15).
    """
    held, policy = use.layer.layer, use.layer.dtype_policy
    outer, inner = policy.compute_dtype, held.variable_dtype
    unpooled = isinstance(held, VOLUME_POOLINGS) and outer in _UNPOOLED
    clashes = (
        isinstance(held, CONVERTS_NOTHING) and outer != inner and outer == policy.variable_dtype
    )
    if not (clashes or unpooled):
        return
    yield use.problem(
        "dtype",
        f"Time distributed computes in {outer} and the layer inside in {inner}, and nothing "
        "converts between them: the model would be built, and fail on its first batch. Give both "
        "the same dtype.",
        f"{outer} outside, {inner} inside",
        use.set_value(
            "dtype", use.layer.layer.dtype_policy.name, use.layer.layer.dtype_policy.name
        ),
    )
