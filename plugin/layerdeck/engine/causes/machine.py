"""What TensorFlow computes on some machines and not on this one."""

from collections.abc import Iterator
from functools import cache

from layerdeck.engine.backend import tf
from layerdeck.engine.kinds import TRANSPOSED
from layerdeck.engine.windows import is_channels_first, spatial_rank, window_of
from layerdeck.program import Problem, Severity

from .use import Use


def transposed_without_kernel(use: Use) -> Iterator[Problem]:
    """Transposed convolutions of volumes with channels first, or dilated.

    With oneDNN, which TensorFlow has on most PCs, they run; without it, they do not.
    """
    window = window_of(use.layer)
    if not isinstance(use.layer, TRANSPOSED) or window is None or spatial_rank(use.layer) != 3:
        return
    if is_channels_first(use.layer) and not runs(True, 1):
        yield _not_here(use, "data_format", "channels first")
    elif max(window.dilation) > 1 and not runs(False, 2):
        yield _not_here(use, "dilation_rate", "dilation")


def _not_here(use: Use, port: str, what: str) -> Problem:
    return use.problem(
        port,
        f"TensorFlow on this machine computes no transposed convolution of volumes with {what}: "
        "the model would be built, and fail on its first batch here. It runs where TensorFlow has "
        "oneDNN or a GPU.",
        f"No {what} on this machine",
        severity=Severity.WARNING,
    )


@cache
def runs(channels_first: bool, rate: int) -> bool:
    """Try it once, on a volume of one voxel."""
    try:
        tf.nn.conv3d_transpose(
            tf.zeros((1, 1, 1, 1, 1)),
            tf.zeros((2, 2, 2, 1, 1)),
            (1, 1, *(rate + 1,) * 3) if channels_first else (1, *(rate + 1,) * 3, 1),
            1,
            "VALID",
            "NCDHW" if channels_first else "NDHWC",
            rate,
        )
    except tf.errors.OpError:
        return False
    return True
