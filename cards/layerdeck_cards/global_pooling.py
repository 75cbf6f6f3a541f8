"""Global pooling: a volume, image or sequence of any size made one number per channel."""

from layerdeck.deck import CardType, layer_card

from ._data import RANKS, data
from ._ports import DATUM, data_format, flag

_KEPT = {3: "depth, height and width as axes", 2: "height and width as axes", 1: "the step axis"}
_OF_ANY = {3: "a volume of any size", 2: "an image of any size", 1: "a sequence of any length"}


def _global(rank: int, name: str, word: str, text: str) -> CardType:
    return layer_card(
        f"keras.layers.Global{name}Pooling{rank}D",
        f"Global {word} pooling {rank}D",
        "Pooling",
        text,
        ports=(
            data_format(),
            flag("keepdims", f"Keeps {_KEPT[rank]} of length 1."),
        ),
        takes=data(rank),
        gives="One number per channel: batch × channels, or with axes of length 1 between.",
        main=("keepdims",),
        aliases=(f"Global{'Avg' if name == 'Average' else name}Pool{rank}D",),
    )


def _average(rank: int) -> CardType:
    text = (
        f"Averages the whole {DATUM[rank]} to one number per channel: the step from "
        f"{_OF_ANY[rank]} to a vector that Dense can classify."
    )
    return _global(rank, "Average", "average", text)


def _max(rank: int) -> CardType:
    text = (
        f"Keeps the greatest value of the whole {DATUM[rank]} for each channel: whether a feature "
        "is there, wherever it is."
    )
    return _global(rank, "Max", "max", text)


CARDS = (*map(_average, RANKS), *map(_max, RANKS))
