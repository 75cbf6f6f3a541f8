"""Adaptive pooling: windows chosen so that the output has the size that is asked for."""

from layerdeck.deck import CardType, layer_card

from ._data import RANKS, data
from ._ports import DATUM, ELEMENT, along, data_format, per_axis

_GIVES = {
    3: "Volumes of the output size with the same channels.",
    2: "Images of the output size with the same channels.",
    1: "Sequences of the output size with the same channels.",
}


def _adaptive(rank: int, name: str, verb: str) -> CardType:
    kind = "a" if rank != 2 else "an"
    return layer_card(
        f"keras.layers.Adaptive{name}Pooling{rank}D",
        f"Adaptive {name.lower()} pooling {rank}D",
        "Pooling",
        f"Parts {kind} {DATUM[rank]} into as many windows as the output has {ELEMENT[rank]}s and "
        f"{verb} each, whatever the size of the input; that size must be known.",
        ports=(
            per_axis(
                "output_size",
                f"Size of the output in {ELEMENT[rank]}s{along(rank)}. The windows overlap where "
                "it does not divide the size of the input.",
                None,
                rank,
            ),
            data_format(),
        ),
        takes=data(rank),
        gives=_GIVES[rank],
        initial={"output_size": (4,) * rank if rank > 1 else 4},
        aliases=(f"Adaptive{'Avg' if name == 'Average' else name}Pool{rank}D",),
        since="3.13.0",
        rank=rank,
    )


CARDS = (
    *(_adaptive(rank, "Average", "averages") for rank in RANKS),
    *(_adaptive(rank, "Max", "keeps the greatest value of") for rank in RANKS),
)
