"""How a tensor is cut into pictures: which axes are drawn, which are moved along."""

from dataclasses import dataclass

from layerdeck.editor.words import axis_title


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a tensor.

    Attributes:
        across: the axis that is cut across, as the choice is called; empty where there is none.
        shown: the axes that are drawn, rows before columns.
        moved: the axes along which a place is chosen, the one that is cut across first.
    """

    across: str
    shown: tuple[int, ...]
    moved: tuple[int, ...]


def cuts_of(axes: tuple[str, ...]) -> tuple[Cut, ...]:
    """The ways to cut a tensor with these axes, without the batch; at least one.

    A volume is cut across depth, height or width, for one channel; an image is shown for one
    channel; a sequence as a picture of steps and channels; a row of features as a line.
    """
    channel = max((place for place, axis in enumerate(axes) if axis == "C"), default=None)
    places = [place for place in range(len(axes)) if place != channel]
    last = () if channel is None else (channel,)
    if len(places) < 2:
        return (Cut("", (*places, *last), ()),)
    *before, first, second = places
    if not before:
        return (Cut("", (first, second), last),)
    *outside, nearest = before
    drawn = (nearest, first, second)
    return tuple(
        Cut(
            axis_title(axes[across], across),
            tuple(axis for axis in drawn if axis != across),
            (across, *outside, *last),
        )
        for across in drawn
    )


def place_in(cut: Cut, places: tuple[int, ...]) -> tuple[int | None, ...]:
    """Where a picture is taken: by axis the place, None along the axes that are drawn."""
    return tuple(None if axis in cut.shown else place for axis, place in enumerate(places))


def places_for(
    shape: tuple[int, ...], axes: tuple[str, ...], before: tuple[int, ...]
) -> tuple[int, ...]:
    """The places to begin with: those of before, as far as they are there; else the middle.

    Of channels it is the first.
    """
    if len(before) == len(shape):
        return tuple(
            min(place, max(size - 1, 0)) for place, size in zip(before, shape, strict=True)
        )
    return tuple(0 if axis == "C" else size // 2 for axis, size in zip(axes, shape, strict=True))
