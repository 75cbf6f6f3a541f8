"""Up sampling: volumes, images and sequences enlarged without weights."""

from layerdeck.deck import CardType, layer_card

from ._data import RANKS, data
from ._ports import DATUM, ELEMENT, along, choice, data_format, per_axis

_INTERPOLATIONS = ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5")
_TEXTS = {
    3: "Enlarges a volume by repeating each voxel: the plain counterpart of a pooling.",
    2: "Enlarges an image by repeating each pixel, or smoothly: the plain counterpart of a "
    "pooling.",
    1: "Lengthens a sequence by repeating each step: the plain counterpart of a pooling.",
}


def _up_sampling(rank: int) -> CardType:
    interpolation = choice(
        "interpolation",
        "Nearest repeats pixels; bilinear, bicubic and Lanczos blend the neighbours, ever more of "
        "them, for smoother edges at more cost.",
        _INTERPOLATIONS,
        "nearest",
    )
    size = f"How many times each {ELEMENT[rank]} is repeated{along(rank)}."
    return layer_card(
        f"keras.layers.UpSampling{rank}D",
        f"Up sampling {rank}D",
        "Reshaping",
        _TEXTS[rank],
        ports=(
            per_axis("size", size, 2, rank),
            *(() if rank == 1 else (data_format(),)),
            *((interpolation,) if rank == 2 else ()),
        ),
        takes=data(rank),
        gives=f"{'Longer' if rank == 1 else 'Enlarged'} {DATUM[rank]}s with the same channels.",
        main=("size", "interpolation"),
    )


CARDS = tuple(map(_up_sampling, RANKS))
