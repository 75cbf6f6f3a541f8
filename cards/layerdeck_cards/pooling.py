"""Pooling: volumes, images and sequences made smaller without weights."""

from dataclasses import replace

from layerdeck.deck import CardType, Port, layer_card

from ._data import RANKS, data
from ._ports import DATUM, ELEMENT, along, data_format, padding, per_axis, strides

_OF = {3: "2, 2, 2 makes one of every eight", 2: "2, 2 makes one of every four",
       1: "2 makes one of every two"}  # fmt: skip


def _pool_size(rank: int, default: int | None) -> Port:
    text = f"{ELEMENT[rank].capitalize()}s taken together{along(rank)}: {_OF[rank]}."
    return per_axis("pool_size", text, default, rank)


def _pooling(rank: int) -> tuple[Port, ...]:
    """What the poolings share after the size of their window."""
    step = replace(
        strides(rank),
        default=None,
        none_text="pool size",
        help=f"Step of the window{along(rank)}. Left out, it is the pool size, so that the "
        "windows touch without overlap.",
    )
    return step, padding(rank), data_format()


def _gives(rank: int) -> str:
    size = "Shorter" if rank == 1 else "Smaller"
    return f"{size} {DATUM[rank]}s with the same channels."


def _smaller(rank: int) -> str:
    article = "an" if rank == 2 else "a"
    return f"makes {article} {DATUM[rank]} {'shorter' if rank == 1 else 'smaller'}"


def _max(rank: int) -> CardType:
    return layer_card(
        f"keras.layers.MaxPooling{rank}D",
        f"Max pooling {rank}D",
        "Pooling",
        f"Keeps the greatest value of each window, channel by channel, and so {_smaller(rank)}.",
        ports=(_pool_size(rank, 2), *_pooling(rank)),
        takes=data(rank),
        gives=_gives(rank),
        main=("pool_size",),
        aliases=(f"MaxPool{rank}D", "downsample"),
        rank=rank,
    )


def _average(rank: int) -> CardType:
    return layer_card(
        f"keras.layers.AveragePooling{rank}D",
        f"Average pooling {rank}D",
        "Pooling",
        f"Averages each window, channel by channel, and so {_smaller(rank)} and smoother.",
        ports=(_pool_size(rank, None), *_pooling(rank)),
        takes=data(rank),
        gives=_gives(rank),
        initial={"pool_size": (2,) * rank if rank > 1 else 2},
        aliases=(f"AvgPool{rank}D",),
        rank=rank,
    )


CARDS = (*map(_max, RANKS), *map(_average, RANKS))
