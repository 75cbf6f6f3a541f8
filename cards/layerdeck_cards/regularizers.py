"""Regularizers: penalties that a layer's weights or output add to the loss."""

from dataclasses import replace

from layerdeck.deck import Kind, object_card

from ._ports import choice, number

L1 = object_card(
    "keras.regularizers.L1",
    "L1",
    Kind.REGULARIZER,
    "Adds the sum of absolute values to the loss, which drives needless weights to zero.",
    replace(number("l1", "Factor of the penalty, from 0 up.", 0.01, least=0), title="L"),
)

L2 = object_card(
    "keras.regularizers.L2",
    "L2",
    Kind.REGULARIZER,
    "Adds the sum of squares to the loss, which keeps weights small: weight decay.",
    replace(number("l2", "Factor of the penalty, from 0 up.", 0.01, least=0), title="L"),
    aliases=("weight decay",),
)

L1_L2 = object_card(
    "keras.regularizers.L1L2",
    "L1 L2",
    Kind.REGULARIZER,
    "Adds both the absolute values and the squares to the loss: the elastic net.",
    number("l1", "Factor of the absolute values, from 0 up.", 0.0, least=0),
    number("l2", "Factor of the squares, from 0 up.", 0.0, least=0),
    aliases=("elastic net",),
)

ORTHOGONAL = object_card(
    "keras.regularizers.OrthogonalRegularizer",
    "Orthogonal regularizer",
    Kind.REGULARIZER,
    "Penalizes rows or columns of a matrix that point the same way. Only for weights of exactly "
    "two axes, such as Dense's.",
    number("factor", "Factor of the penalty, from 0 up.", 0.01, least=0),
    choice("mode", "Whether rows or columns are kept apart.", ("rows", "columns"), "rows"),
)

CARDS = (L1, L2, L1_L2, ORTHOGONAL)
