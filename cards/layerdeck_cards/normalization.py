"""Normalization: activations brought to a common scale while training."""

from dataclasses import replace

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._ports import flag, integer, number
from ._weights import constraint, initializer, regularizer

_VOLUME = tensor("Any tensor, such as batch × depth × height × width × channels.", 16, 16, 16, 8)
_SAME = "The same shape, normalized."


def _epsilon(default: float = 0.001) -> Port:
    return number(
        "epsilon", "Small number added to the variance, against division by zero.", default
    )


def _learnt() -> tuple[Port, ...]:
    """The offset and factor learnt after normalizing: where they start and what holds them."""
    return (
        flag("center", "Whether beta, a learnt offset, is added.", True),
        flag("scale", "Whether the result is multiplied by gamma, a learnt factor.", True),
        initializer("beta", "zeros"),
        initializer("gamma", "ones"),
        regularizer("beta"),
        regularizer("gamma"),
        constraint("beta"),
        constraint("gamma"),
    )


def _axes(text: str) -> Port:
    return Port(
        id="axis",
        title="Axes",
        kind=Kind.INTEGER,
        list=True,
        bare=True,
        default=(-1,),
        help=text,
    )


BATCH_NORMALIZATION = layer_card(
    "keras.layers.BatchNormalization",
    "Batch normalization",
    "Normalization",
    "Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it by "
    "learnt numbers. Small batches of large volumes give it little to average.",
    ports=(
        integer("axis", "The axis that is kept apart: -1 for channels last, 1 for first.", -1),
        number(
            "momentum",
            "How slowly the moving mean and variance follow: 0.99 keeps 99 % at each step.",
            0.99,
        ),
        _epsilon(),
        flag("center", "Whether beta, a learnt offset, is added.", True),
        flag("scale", "Whether the result is multiplied by gamma, a learnt factor.", True),
        initializer("beta", "zeros"),
        initializer("gamma", "ones"),
        initializer("moving_mean", "zeros"),
        initializer("moving_variance", "ones"),
        regularizer("beta"),
        regularizer("gamma"),
        constraint("beta"),
        constraint("gamma"),
        replace(
            flag(
                "renorm",
                "Corrects each batch towards the moving statistics while training, which steadies "
                "small batches.",
            ),
            since="3.14.0",
        ),
        replace(
            number("renorm_momentum", "Momentum of the statistics that renorm keeps.", 0.99),
            since="3.14.0",
        ),
        flag(
            "synchronized",
            "Takes the statistics over all devices together where a batch is spread over several.",
        ),
    ),
    takes=tensor("Any tensor, such as batch × depth × height × width × channels.", 16, 16, 16, 2),
    gives="The same shape, normalized.",
    main=("axis",),
    aliases=("batch norm",),
    exceptions={"renorm_clipping": "a dictionary of three numbers, which no port holds"},
)

LAYER_SCALE = replace(
    layer_card(
        "layerdeck.layers.LayerScale",
        "Layer scale",
        "Normalization",
        "Multiplies each channel by a learnt factor that starts near zero, so that a deep residual "
        "network begins as if it had no blocks. ConvNeXt has one in every block. A saved model "
        "with it loads where the exported code, or layerdeck.layers, has been imported.",
        ports=(
            Port(
                id="init_values",
                title="Init values",
                kind=Kind.FLOAT,
                initial=1e-6,
                main=True,
                help="What the factors start from.",
            ),
            Port(
                id="projection_dim",
                title="Projection dim",
                kind=Kind.INTEGER,
                minimum=1,
                initial=8,
                main=True,
                help="The number of factors: that of the channels.",
            ),
        ),
        takes=_VOLUME,
        gives="The same shape, scaled.",
    ),
    carried=True,
)

LAYER_NORMALIZATION = layer_card(
    "keras.layers.LayerNormalization",
    "Layer normalization",
    "Normalization",
    "Brings each place of a sample to mean 0 and deviation 1 over its channels, then scales and "
    "shifts it by learnt numbers. Does not depend on the batch.",
    ports=(
        _axes(
            "The axes normalized together, of known length: -1 for the channels of each place, "
            "1, 2, 3, 4 for a whole volume."
        ),
        _epsilon(),
        *_learnt(),
    ),
    takes=_VOLUME,
    gives=_SAME,
    main=("axis",),
    aliases=("layer norm",),
    exceptions={"rms_scaling": "gone since Keras 3.11; the RMS normalization card does it right"},
)

GROUP_NORMALIZATION = layer_card(
    "keras.layers.GroupNormalization",
    "Group normalization",
    "Normalization",
    "Brings each group of channels of a sample to mean 0 and deviation 1 over all its places, "
    "then scales and shifts it. Suits large volumes, of which few fit into a batch.",
    ports=(
        integer(
            "groups",
            "How many groups the channels are parted into, a divisor of their number; -1 makes "
            "each channel a group of its own: instance normalization.",
            32,
            least=-1,
        ),
        integer(
            "axis", "The axis that is parted into groups: -1 for channels last, 1 for first.", -1
        ),
        _epsilon(),
        *_learnt(),
    ),
    takes=_VOLUME,
    gives=_SAME,
    main=("groups", "axis"),
    initial={"groups": 8},
    aliases=("group norm", "instance normalization"),
)

RMS_NORMALIZATION = layer_card(
    "keras.layers.RMSNormalization",
    "RMS normalization",
    "Normalization",
    "Divides each place of a sample by the root mean square of its channels and scales it by "
    "learnt numbers: layer normalization that leaves the mean alone, and is faster.",
    ports=(
        _axes("The axes normalized together, of known length: -1 for the channels of each place."),
        number("epsilon", "Small number added to the mean square, against division by zero.", 1e-6),
    ),
    takes=_VOLUME,
    gives=_SAME,
    main=("axis",),
    aliases=("RMS norm", "root mean square"),
    since="3.9.0",
)

UNIT_NORMALIZATION = layer_card(
    "keras.layers.UnitNormalization",
    "Unit normalization",
    "Normalization",
    "Brings vectors to length 1, such as features that are compared by their angle. Learns "
    "nothing.",
    ports=(_axes("The axes whose numbers make one vector: -1 for the channels of each place."),),
    takes=_VOLUME,
    gives="The same shape; along the axes the squares add up to 1.",
    main=("axis",),
    aliases=("L2 normalize", "unit length"),
)

CARDS = (
    BATCH_NORMALIZATION,
    LAYER_NORMALIZATION,
    GROUP_NORMALIZATION,
    RMS_NORMALIZATION,
    UNIT_NORMALIZATION,
    LAYER_SCALE,
)
