"""Normalization: activations brought to a common scale while training."""

from dataclasses import replace

from ._card import layer_card, tensor
from ._ports import flag, integer, number
from ._weights import constraint, initializer, regularizer

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
        number("epsilon", "Small number added to the variance, against division by zero.", 0.001),
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

CARDS = (BATCH_NORMALIZATION,)
