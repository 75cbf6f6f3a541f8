"""Constraints: what weights are held to after each training step."""

from dataclasses import replace

from layerdeck.deck import Kind, Port, object_card

from ._ports import number


def _axes() -> Port:
    """The axes that a norm is taken over."""
    return Port(
        id="axis",
        title="Axes",
        kind=Kind.INTEGER,
        list=True,
        bare=True,
        default=(0,),
        nullable=True,
        none_text="all",
        help="The weight's axes that one norm is taken over: 0 for Dense, 0, 1, 2, 3 for each "
        "filter of a Convolution 3D.",
    )


MAX_NORM = object_card(
    "keras.constraints.MaxNorm",
    "Max norm",
    Kind.CONSTRAINT,
    "Shortens weight vectors whose length exceeds a greatest one.",
    number("max_value", "The greatest length allowed.", 2.0),
    _axes(),
)

MIN_MAX_NORM = object_card(
    "keras.constraints.MinMaxNorm",
    "Min max norm",
    Kind.CONSTRAINT,
    "Keeps the length of weight vectors between a least and a greatest one.",
    number("min_value", "The least length.", 0.0),
    number("max_value", "The greatest length.", 1.0),
    number("rate", "How far a vector is moved at each step: 1 at once, less step by step.", 1.0),
    _axes(),
)

NON_NEG = object_card(
    "keras.constraints.NonNeg",
    "Non neg",
    Kind.CONSTRAINT,
    "Sets negative weights to zero.",
    aliases=("non-negative",),
)

UNIT_NORM = object_card(
    "keras.constraints.UnitNorm",
    "Unit norm",
    Kind.CONSTRAINT,
    "Brings every weight vector to length 1.",
    _axes(),
)

RADIAL_CONSTRAINT = replace(
    object_card(
        "layerdeck.constraints.RadialConstraint",
        "Radial constraint",
        Kind.CONSTRAINT,
        "Makes the square kernel of a 2D convolution the same at equal distance from its centre, "
        "counted in rings.",
        aliases=("Radial constraint constraint",),
    ),
    outputs=(
        Port(
            id="constraint",
            title="Constraint instance",
            kind=Kind.CONSTRAINT,
            example="keras.layers.Conv2D.kernel_constraint",
            help="The constraint, for any number of layers.",
        ),
    ),
    carried=True,
)

CARDS = (MAX_NORM, MIN_MAX_NORM, NON_NEG, UNIT_NORM, RADIAL_CONSTRAINT)
