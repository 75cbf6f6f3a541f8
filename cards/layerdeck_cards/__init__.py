"""Layerdeck's own cards: declarations, grouped by family, offered as `layerdeck.cards`."""

from layerdeck.deck import CardType

from . import (
    constraints,
    convolution,
    core,
    initializers,
    merging,
    model,
    normalization,
    pooling,
    recurrent,
    regularization,
    regularizers,
    reshaping,
    values,
    wrappers,
)

CARDS: tuple[CardType, ...] = (
    *model.CARDS,
    *convolution.CARDS,
    *pooling.CARDS,
    *reshaping.CARDS,
    *merging.CARDS,
    *normalization.CARDS,
    *core.CARDS,
    *regularization.CARDS,
    *recurrent.CARDS,
    *wrappers.CARDS,
    *initializers.CARDS,
    *regularizers.CARDS,
    *constraints.CARDS,
    *values.CARDS,
)
"""Every card, in the order the deck shows them."""
