"""Values: a number, a text or a list as a card, to feed several inputs at once."""

from layerdeck.deck import CardType, Kind, Port, PortType, Role, Value

_VARIABLES = {
    Kind.INTEGER: "integer",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "flag",
    Kind.STRING: "text",
}
"""What new cards are called; `float` itself would hide Python's own."""


def _value_card(kind: Kind, initial: Value, text: str, many: bool = False) -> CardType:
    """A card of one value, whose id is its type written as one word."""
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
                help="The value, for any number of inputs.",
            ),
        ),
        help=text,
    )


CARDS = (
    _value_card(Kind.INTEGER, 1, "One whole number, such as a number of filters."),
    _value_card(Kind.FLOAT, 0.5, "One number, such as a dropout rate."),
    _value_card(Kind.BOOLEAN, True, "On or off."),
    _value_card(Kind.STRING, "same", "A text, such as a padding or an activation's name."),
    _value_card(Kind.INTEGER, (3, 3, 3), "Whole numbers, such as a kernel size.", many=True),
    _value_card(Kind.FLOAT, (0.25, 0.5), "Several numbers.", many=True),
)
