"""Zero padding and cropping: what is put round a volume, image or sequence, or cut off it."""

from layerdeck.deck import CardType, Kind, Port, layer_card

from ._data import RANKS, data
from ._ports import AXES, DATUM, ELEMENT, data_format, title_of

_PADS = {
    3: "Puts zeros around a volume, as many voxels as you say on each of its six sides.",
    2: "Puts zeros around an image, as many pixels as you say on each of its four sides.",
    1: "Puts zeros before and after a sequence, as many steps as you say at either end.",
}
_CUTS = {
    3: "Cuts voxels off each of a volume's six sides, so that it fits another one.",
    2: "Cuts pixels off each of an image's four sides, so that it fits another one.",
    1: "Cuts steps off either end of a sequence, so that it fits another one.",
}


def _border(port_id: str, text: str, default: int, rank: int) -> Port:
    """How much before and after each axis: a pair for each, or for a sequence one pair."""
    pair = (default, default)
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        list=True,
        default=(pair,) * rank if rank > 1 else pair,
        minimum=0,
        axes=AXES[rank] if rank > 1 else ("Before", "After"),
        pairs=rank > 1,
        help=text,
    )


def _formerly(title: str, rank: int) -> dict[str, str]:
    """The documented port for each side, which Keras holds in one argument."""
    if rank == 1:
        return {
            "At the beginning": f"The first of the two numbers of {title}.",
            "At the end": f"The second of the two numbers of {title}.",
        }
    return {
        f"At the {side} of dimension {number}": f"{title} holds it, as the {place} number of the "
        f"pair for {axis.lower()}."
        for number, axis in enumerate(AXES[rank], 1)
        for side, place in (("beginning", "first"), ("end", "second"))
    }


def _zero_padding(rank: int) -> CardType:
    where = " along each axis" if rank > 1 else ""
    pads = "all" if rank > 1 else "both ends"
    return layer_card(
        f"keras.layers.ZeroPadding{rank}D",
        f"Zero padding {rank}D",
        "Reshaping",
        _PADS[rank],
        ports=(
            _border(
                "padding",
                f"{ELEMENT[rank].capitalize()}s of zeros (before, after){where}. One number pads "
                f"{pads}.",
                1,
                rank,
            ),
            data_format(),
        ),
        takes=data(rank),
        gives=f"{DATUM[rank].capitalize()}s "
        + ("larger by the padding on every axis." if rank > 1 else "longer by the padding."),
        main=("padding",),
        formerly=_formerly("Padding", rank),
    )


def _cropping(rank: int) -> CardType:
    where = " along each axis" if rank > 1 else ""
    cuts = "all" if rank > 1 else "both ends"
    return layer_card(
        f"keras.layers.Cropping{rank}D",
        f"Cropping {rank}D",
        "Reshaping",
        _CUTS[rank],
        ports=(
            _border(
                "cropping",
                f"{ELEMENT[rank].capitalize()}s cut off (before, after){where}. One number cuts "
                f"{cuts}.",
                0 if rank == 2 else 1,
                rank,
            ),
            *(() if rank == 1 else (data_format(),)),
        ),
        takes=data(rank),
        gives=f"{DATUM[rank].capitalize()}s "
        + ("smaller by the cropping on every axis." if rank > 1 else "shorter by the cropping."),
        main=("cropping",),
        formerly=_formerly("Cropping", rank),
    )


CARDS = (*map(_zero_padding, RANKS), *map(_cropping, RANKS))
