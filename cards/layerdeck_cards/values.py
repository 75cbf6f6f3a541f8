"""Values: a number, a text or a list as a card, to feed several inputs at once."""

from layerdeck.deck import CardType, Kind, Port, PortType, Role, Value

_VARIABLES = {
    Kind.INTEGER: "integer",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "flag",
    Kind.STRING: "text",
}
"""What new cards are called; `float` itself would hide Python's own."""


def _value_card(kind: Kind, initial: Value, text: str, feeds: str, many: bool = False) -> CardType:
    """A card of one value, whose id is its type written as one word; `feeds` is where it may go."""
    title = str(PortType(kind, many))
    return CardType(
        id=f"layerdeck.{'ListOf' if many else ''}{kind}",
        title=title,
        variable=_VARIABLES[kind] + ("s" if many else ""),
        category="Values",
        role=Role.VALUE,
        inputs=(
            Port(
                id="value",
                title="Value",
                kind=kind,
                list=many,
                initial=initial,
                main=True,
                help="The value itself.",
            ),
        ),
        outputs=(
            Port(
                id="value",
                title="Value",
                kind=kind,
                list=many,
                example=feeds,
                help="The value, for any number of inputs.",
            ),
        ),
        help=text,
    )


CARDS = (
    _value_card(
        Kind.INTEGER,
        1,
        "One whole number, such as a number of filters.",
        "keras.layers.Dense.units",
    ),
    _value_card(
        Kind.FLOAT, 0.5, "One number, such as a dropout rate.", "keras.layers.Dropout.rate"
    ),
    _value_card(Kind.BOOLEAN, True, "On or off.", "keras.layers.Dense.use_bias"),
    _value_card(
        Kind.STRING,
        "same",
        "A text, such as a padding or an activation's name.",
        "keras.layers.Conv3D.padding",
    ),
    _value_card(
        Kind.INTEGER,
        (3, 3, 3),
        "Whole numbers, such as a kernel size.",
        "keras.layers.Conv3D.kernel_size",
        many=True,
    ),
    _value_card(
        Kind.FLOAT,
        (0.25, 0.5),
        "Several numbers, such as the borders of bins.",
        "keras.layers.Discretization.bin_boundaries",
        many=True,
    ),
    _value_card(
        Kind.STRING,
        ("benign", "malign"),
        "Several texts, such as a vocabulary.",
        "keras.layers.StringLookup.vocabulary",
        many=True,
    ),
)
