"""How the array of a file becomes the sample of an Input."""

from dataclasses import dataclass

from layerdeck.program import Shape


@dataclass(frozen=True, slots=True)
class Fit:
    """What has to be done to an array.

    Attributes:
        batch: whether its first axis counts samples, of which one is taken.
        channel: the axis of size 1 that is put in, counted in the sample; None where none is.
    """

    batch: bool = False
    channel: int | None = None


def fit(stored: tuple[int, ...], wanted: Shape, axes: tuple[str, ...]) -> Fit | None:
    """How an array fits an Input of the shape `wanted`, without the batch; None if it does not.

    Only what is plain is done: one of several samples is taken, an axis of one channel put in.
    Nothing is cropped, padded or turned.

    Args:
        stored: the shape of the array.
        wanted: the shape of the Input, without the batch, as the names of its axes are.
        axes: the names of the Input's axes.
    """
    channel = axes.index("C") if "C" in axes else None
    lacks = channel is not None and wanted[channel] in (1, None)
    without = () if channel is None else (*wanted[:channel], *wanted[channel + 1 :])
    for batch in (False, True):
        sample = stored[1:] if batch else stored
        if batch and not (stored and stored[0]):
            continue
        if _meets(sample, wanted):
            return Fit(batch)
        if lacks and _meets(sample, without):
            return Fit(batch, channel)
    return None


def _meets(shape: tuple[int, ...], wanted: Shape) -> bool:
    return len(shape) == len(wanted) and all(
        size > 0 and other in (size, None) for size, other in zip(shape, wanted, strict=True)
    )
