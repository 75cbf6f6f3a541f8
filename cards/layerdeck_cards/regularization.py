"""Regularization: noise and losses of the signal while training, and a penalty on it."""

from layerdeck.deck import CardType, Kind, Port, layer_card, tensor

from ._data import RANKS, data
from ._ports import DATUM, ELEMENT, data_format, number, seed


def _rate(what: str) -> Port:
    return Port(
        id="rate",
        title="Rate",
        kind=Kind.FLOAT,
        minimum=0.0,
        maximum=1.0,
        help=f"Fraction of {what} set to zero at each training step, 0 to 1.",
    )


_NOISE_SHAPE = Port(
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
)

DROPOUT = layer_card(
    "keras.layers.Dropout",
    "Dropout",
    "Regularization",
    "Sets single values to zero at random while training and scales the others up, so that the "
    "network relies on none of them.",
    ports=(
        _rate("the values"),
        _NOISE_SHAPE,
        seed(),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape.",
    initial={"rate": 0.5},
)


def _strict_rate(text: str) -> Port:
    """A rate below 1, where a rate of 1 would divide by zero."""
    return Port(id="rate", title="Rate", kind=Kind.FLOAT, minimum=0.0, below=1.0, help=text)


def _spatial_dropout(rank: int) -> CardType:
    format_of = (data_format(),) if rank > 1 else ()
    return layer_card(
        f"keras.layers.SpatialDropout{rank}D",
        f"Spatial dropout {rank}D",
        "Regularization",
        f"Drops whole channels of a {DATUM[rank]} at random while training: neighbouring "
        f"{ELEMENT[rank]}s are too alike for dropping single ones to matter.",
        ports=(_rate("the channels"), *format_of, seed()),
        takes=data(rank),
        gives="The same shape.",
        initial={"rate": 0.5},
        keywords=("name", "dtype"),
    )


ALPHA_DROPOUT = layer_card(
    "keras.layers.AlphaDropout",
    "Alpha dropout",
    "Regularization",
    "Drops values to SELU's lower end while training and keeps mean and variance as they were: "
    "the dropout for networks of SELU.",
    ports=(
        _strict_rate("Fraction of the values dropped at each training step, from 0 to below 1."),
        _NOISE_SHAPE,
        seed(),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape.",
    initial={"rate": 0.5},
    aliases=("SELU dropout",),
)

GAUSSIAN_DROPOUT = layer_card(
    "keras.layers.GaussianDropout",
    "Gaussian dropout",
    "Regularization",
    "Multiplies each value by random noise around 1 while training: dropout that sets nothing to "
    "zero.",
    ports=(
        _strict_rate(
            "Strength of the noise as of a dropout's rate, from 0 to below 1: its standard "
            "deviation is the square root of rate / (1 - rate)."
        ),
        seed(),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape.",
    initial={"rate": 0.5},
    aliases=("multiplicative noise",),
)

GAUSSIAN_NOISE = layer_card(
    "keras.layers.GaussianNoise",
    "Gaussian noise",
    "Regularization",
    "Adds random noise around 0 while training, such as to voxels, so that the network does not "
    "learn single values by heart.",
    ports=(
        Port(
            id="stddev",
            title="Stddev",
            kind=Kind.FLOAT,
            minimum=0.0,
            maximum=1.0,
            help="Standard deviation of the noise, 0 to 1, in the unit of the values.",
        ),
        seed(),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape.",
    initial={"stddev": 0.1},
    aliases=("additive noise",),
)

ACTIVITY_REGULARIZATION = layer_card(
    "keras.layers.ActivityRegularization",
    "Activity regularization",
    "Regularization",
    "Hands its input on unchanged and adds a penalty on its values to the loss, which keeps "
    "activations few or small.",
    ports=(
        number("l1", "Factor of the sum of absolute values, from 0 up.", 0.0, least=0),
        number("l2", "Factor of the sum of squares, from 0 up.", 0.0, least=0),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same tensor.",
    main=("l1", "l2"),
    aliases=("activity penalty", "sparse activations"),
)

CARDS = (
    DROPOUT,
    *(_spatial_dropout(rank) for rank in RANKS),
    GAUSSIAN_NOISE,
    GAUSSIAN_DROPOUT,
    ALPHA_DROPOUT,
    ACTIVITY_REGULARIZATION,
)
