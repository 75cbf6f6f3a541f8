"""What is said of a merge whose inputs do not meet."""

from layerdeck.engine.shapes import WORDS, axis_word, joined

from .misfit import Misfit

START = "The inputs "
"""How all of it begins."""


def told_of(misfit: Misfit) -> str:
    """What is said at once, while nothing is known of the ways to the merge."""
    return f"{words_of(misfit)} {advice(misfit)}"


def words_of(misfit: Misfit) -> str:
    """Along which axes the inputs differ, and what each of the two gives."""
    one, other = misfit.given[0], misfit.given[misfit.other]
    if not misfit.axes:
        return (
            f"{START}have unlike numbers of axes. {one.card} gives {one}, {other.card} gives "
            f"{other}: {len(one.shape)} axes and {len(other.shape)}, the batch counted."
        )
    words = joined([axis_word(one.axes, axis) for axis in misfit.axes])
    return f"{START}differ along {words}. {one.card} gives {one}, {other.card} gives {other}."


def short_of(misfit: Misfit) -> str:
    """`D, H, W: 63 ≠ 62`."""
    one, other = misfit.given[0], misfit.given[misfit.other]
    if not misfit.axes:
        return f"{len(one.shape)} axes and {len(other.shape)}"
    alike: dict[str, list[str]] = {}
    for axis, letter in zip(misfit.axes, misfit.letters, strict=True):
        sizes = dict.fromkeys(str(item.shape[axis]) for item in misfit.given)
        alike.setdefault(" ≠ ".join(sizes), []).append(letter if letter in WORDS else "axis")
    return ", ".join(f"{', '.join(letters)}: {sizes}" for sizes, letters in alike.items())


def advice(misfit: Misfit) -> str:
    """What to do where nothing better is known."""
    if not misfit.axes:
        return "Bring them to the same number of axes."
    if misfit.joined is None:
        return "Make them equal."
    along = axis_word(misfit.given[0].axes, misfit.joined)
    return f"They are joined along {along}, and must be equal along all other axes."
