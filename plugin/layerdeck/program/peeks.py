"""The messages of a peek: the graph is run on one sample, and what a wire carries is looked at.

The engine keeps the tensor. What goes to the editor is small: counts, a histogram, and one slice at
a time in 8 bits.
"""

from msgspec import Struct

from .program import Program


class Sample(Struct, frozen=True):
    """A file as what an input is fed.

    Attributes:
        input: the variable of the input.
        path: of a `.npy`, `.npz`, `.nii` or `.nii.gz`.
        array: which one of a `.npz`; empty for the first that fits.
        item: which one, where the array holds several samples.
    """

    input: str
    path: str
    array: str = ""
    item: int = 0


class Peek(Struct, frozen=True, tag="peek"):
    """Asks to run a Program up to its one output, and to keep what that is.

    The first answer is what it costs. What costs little is run at once, all else only if it is
    agreed; a newer Peek takes the place of an earlier one.

    Attributes:
        peek: a number, which every answer carries.
        seed: of the weights, and of the random samples of inputs that have no file.
    """

    peek: int
    program: Program
    seed: int = 0
    samples: tuple[Sample, ...] = ()
    agreed: bool = False


class Look(Struct, frozen=True, tag="look"):
    """Asks for a slice of what a peek has found.

    Attributes:
        at: by axis, without the batch, the place; None along the one or two axes that are shown.
        own_range: whether the slice's own least and largest numbers become black and white, and not
            those of the whole tensor.
    """

    peek: int
    at: tuple[int | None, ...]
    own_range: bool = False


class Leave(Struct, frozen=True, tag="leave"):
    """Ends a peek: it is run no further, and what it has found is let go."""

    peek: int


class Fed(Struct, frozen=True):
    """What an input is fed, in words.

    Attributes:
        input: the variable of the input.
        arrays: the names of those in its file.
        array: which of them it is.
        items: how many samples that holds; 0 where it is one.
    """

    input: str
    card: str
    words: str
    arrays: tuple[str, ...] = ()
    array: str = ""
    items: int = 0


class Priced(Struct, frozen=True, tag="priced"):
    """What a peek costs, before it is run.

    Attributes:
        bytes: the most memory that it takes at once.
        free_bytes: what the machine has.
        multiply_adds: in all, as far as they are known.
        waits: whether it is run only if that is agreed.
    """

    peek: int
    fed: tuple[Fed, ...]
    bytes: int
    free_bytes: int
    multiply_adds: int
    waits: bool


class Running(Struct, frozen=True, tag="running"):
    """So many of the steps of a peek are done, and this card is next."""

    peek: int
    done: int
    count: int
    card: str


class Peeked(Struct, frozen=True, tag="peeked"):
    """What the wire carries.

    Attributes:
        shape: of the one sample, without the batch.
        axes: a name for each axis: T, D, H, W, C.
        low, high, mean: of the numbers that are finite; None where there are none.
        nans: how many are not a number.
        infinities: how many are infinite.
        histogram: how many numbers lie in each of equal parts from low to high.
    """

    peek: int
    shape: tuple[int, ...]
    axes: tuple[str, ...]
    dtype: str
    low: float | None
    high: float | None
    mean: float | None
    nans: int
    infinities: int
    histogram: tuple[int, ...]


LEVELS = 254
"""Levels of a slice: 0 is black, 253 white."""
INFINITE, NOT_A_NUMBER = 254, 255
"""What stands in a slice for what has no level."""


class Slice(Struct, frozen=True, tag="slice"):
    """One slice, row by row, a byte for each number.

    Attributes:
        sizes: rows and columns, or the length of a line.
        steps: of how many numbers along these axes one is shown, where they are very long.
        levels: from black, which is `low`, to white, which is `high`.
    """

    peek: int
    at: tuple[int | None, ...]
    sizes: tuple[int, ...]
    steps: tuple[int, ...]
    levels: bytes
    low: float | None
    high: float | None


class Declined(Struct, frozen=True, tag="declined"):
    """A peek cannot be made, or not be finished; `message` is a sentence.

    Attributes:
        card: the card that is at fault, where one is.
        arrays: those of the file that was chosen, where one of them must be.
    """

    peek: int
    message: str
    card: str = ""
    arrays: tuple[str, ...] = ()
