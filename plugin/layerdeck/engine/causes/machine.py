"""What TensorFlow computes on some machines and not on this one."""

from collections.abc import Iterator
from functools import cache

from layerdeck.engine.backend import keras, tf
from layerdeck.engine.kinds import CONVOLUTIONS, DEPTHWISE, RECURRENT, SEPARABLE, TRANSPOSED
from layerdeck.engine.windows import is_channels_first, window_of
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use

_OF = {1: "sequences", 2: "images", 3: "volumes"}


@about(*TRANSPOSED, *CONVOLUTIONS, *DEPTHWISE, *SEPARABLE)
def without_kernel(use: Use) -> Iterator[Problem]:
    """Convolutions with channels first, transposed ones that are dilated, unequal depthwise steps.

    With oneDNN, which TensorFlow has on most PCs, they run; without it, they do not.
    """
    window = window_of(use.layer)
    if window is None:
        return
    rank = len(window.size)
    if isinstance(use.layer, TRANSPOSED):
        what = f"transposed convolution of {_OF[rank]}"
        if is_channels_first(use.layer) and not runs("transposed", rank, True, 1):
            yield _not_here(use, "data_format", what, "channels first")
        elif max(window.dilation) > 1 and not runs("transposed", rank, False, 2):
            yield _not_here(use, "dilation_rate", what, "dilation")
    elif isinstance(use.layer, CONVOLUTIONS):
        # Groups are compiled, which takes either order.
        alone = is_channels_first(use.layer) and use.layer.groups == 1
        if alone and not runs("convolution", rank, True, 1):
            yield _not_here(use, "data_format", f"convolution of {_OF[rank]}", "channels first")
    elif len(set(window.strides)) > 1 and not runs("depthwise", rank, False, 1):
        yield _not_here(use, "strides", "depthwise convolution of images", "unequal strides")


@about(*RECURRENT)
def without_cudnn(use: Use) -> Iterator[Problem]:
    """The GPU's own implementation of a recurrent layer, where there is no GPU."""
    if getattr(use.layer, "use_cudnn", None) is not True or has_gpu():
        return
    yield use.problem(
        "use_cudnn",
        "This machine has no GPU that TensorFlow can use, and cuDNN runs on one alone: the model "
        "would be built, and fail on its first batch here. Auto takes cuDNN wherever it can run.",
        "No cuDNN on this machine",
        use.set_value("use_cudnn", "auto", "auto"),
        Severity.WARNING,
    )


@cache
def has_gpu() -> bool:
    """Whether TensorFlow sees a GPU."""
    return bool(tf.config.list_physical_devices("GPU"))


def _not_here(use: Use, port: str, what: str, how: str) -> Problem:
    return use.problem(
        port,
        f"TensorFlow on this machine computes no {what} with {how}: the model would be built, and "
        "fail on its first batch here. It runs where TensorFlow has oneDNN or a GPU.",
        f"No {how} on this machine",
        severity=Severity.WARNING,
    )


@cache
def runs(kind: str, rank: int, channels_first: bool, rate: int) -> bool:
    """Try it once, on a sample of one or two places."""
    order = "channels_first" if channels_first else "channels_last"
    sides = (2,) * rank
    sample = tf.zeros((1, 1, *sides) if channels_first else (1, *sides, 1))
    kernel = tf.zeros((*sides, 1, 1))
    try:
        if kind == "transposed":
            keras.ops.conv_transpose(
                sample, kernel, data_format=order, dilation_rate=rate, strides=1, padding="valid"
            )
        elif kind == "convolution":
            keras.ops.conv(sample, kernel, data_format=order)
        else:
            keras.ops.depthwise_conv(sample, kernel, strides=(1, 2)[:rank], data_format=order)
    except tf.errors.OpError:
        return False
    return True
