"""Regularization: parts of the signal dropped at random while training."""

from layerdeck.deck import Kind, Port

from ._card import VOLUMES, layer_card, tensor
from ._ports import data_format, seed


def _rate(what: str) -> Port:
    return Port(
        id="rate",
        title="Rate",
        kind=Kind.FLOAT,
        minimum=0.0,
        maximum=1.0,
        help=f"Fraction of {what} set to zero at each training step, 0 to 1.",
    )


DROPOUT = layer_card(
    "keras.layers.Dropout",
    "Dropout",
    "Regularization",
    "Sets single values to zero at random while training and scales the others up, so that the "
    "network relies on none of them.",
    ports=(
        _rate("the values"),
        Port(
            id="noise_shape",
            title="Noise shape",
            kind=Kind.INTEGER,
            list=True,
            default=None,
            minimum=1,
            open_axes=True,
            none_text="as the input",
            help="Shape of the mask, batch included; an axis of 1 drops or keeps its values all "
            "together, and any takes the input's length.",
        ),
        seed(),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape.",
    initial={"rate": 0.5},
)

SPATIAL_DROPOUT_3D = layer_card(
    "keras.layers.SpatialDropout3D",
    "Spatial dropout 3D",
    "Regularization",
    "Drops whole channels of a volume at random while training: neighbouring voxels are too alike "
    "for dropping single ones to matter.",
    ports=(_rate("the channels"), data_format(), seed()),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="The same shape.",
    initial={"rate": 0.5},
    keywords=("name", "dtype"),
)

CARDS = (DROPOUT, SPATIAL_DROPOUT_3D)
