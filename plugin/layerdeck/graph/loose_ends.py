"""Loose ends of wires: the cards that may be wired to one, and adding such a card wired."""

from collections.abc import Mapping

from layerdeck.deck import (
    BadValueError,
    CardType,
    Catalogue,
    Port,
    PortType,
    Required,
    Role,
    Value,
    followed,
    may_join,
    normalise,
    port_type,
    visible_outputs,
)

from .edits import EditError, add, connect, declared_in, input_port, input_type, output_type
from .graph import Graph
from .placed import NOTHING, Position
from .wires import End

_OWN_VALUE = {Role.VALUE: "value", Role.PARAMETER: "default"}
"""Where the cards that give a value hold it."""


def fitting_card_types(
    graph: Graph, deck: Catalogue, end: End, from_output: bool
) -> tuple[tuple[CardType, Port], ...]:
    """The card types that may be wired to a loose end, each with the port that would be.

    Args:
        graph: what the end lies in.
        deck: where the card types come from, in its order.
        end: an output, where `from_output` is true, or an input.
        from_output: what the end is, as a card may have an output and an input of one name.
    """
    try:
        known = (output_type if from_output else input_type)(graph, deck, end)
    except EditError:
        return ()
    pairs = ((card_type, _port(card_type, known, from_output)) for card_type in deck.values())
    return tuple((card_type, port) for card_type, port in pairs if port)


def add_wired(
    graph: Graph, deck: Catalogue, card_type: str, at: Position, end: End, from_output: bool
) -> tuple[Graph, str]:
    """Place a new card and wire it to a loose end; gives the graph and the new card's id.

    The card of a value that is wired to an input starts with what the input was, where that fits.

    Args:
        graph: what the end lies in.
        deck: where the card type comes from.
        card_type: what to add.
        at: where.
        end: an output, where `from_output` is true, or an input.
        from_output: what the end is, as a card may have an output and an input of one name.

    Raises:
        EditError: no port of the card fits.
    """
    known = (output_type if from_output else input_type)(graph, deck, end)
    declared = declared_in(deck, card_type)
    port = _port(declared, known, from_output)
    if port is None:
        what = "input that takes" if from_output else "output that gives"
        raise EditError(f"{declared.title} has no {what} what is wanted here: {known}.")
    taken_over = {} if from_output else _taken_over(graph, deck, end, declared)
    made, card_id = add(graph, deck, card_type, at, _values(declared, known, taken_over))
    other = End(card_id, port.id)
    source, target = (end, other) if from_output else (other, end)
    return connect(made, deck, source, target), card_id


def _port(card_type: CardType, known: PortType, from_output: bool) -> Port | None:
    """The first port of a new card that may be wired to an end: an input to an output, or back."""
    values = _values(card_type, known)
    for port in card_type.inputs if from_output else visible_outputs(card_type, values):
        mine = port_type(port, card_type, values)
        if may_join(known, mine) if from_output else may_join(mine, known):
            return port
    return None


def _values(
    card_type: CardType, known: PortType, taken_over: Mapping[str, Value] = NOTHING
) -> dict[str, Value]:
    """The values of a new card that is wired to an end of this type: a Parameter's type is it."""
    word = str(known)
    sources = {port.follows for port in card_type.outputs if port.follows}
    words = {key: word for key in sources if (it := card_type.input(key)) and word in it.choices}
    made: dict[str, Value] = {**words}
    for values in (taken_over, card_type.initial_values):
        for key, value in values.items():
            port = card_type.input(key)
            if key not in made and port and _fits(followed(port, card_type, made), value):
                made[key] = value
    return made


def _fits(port: Port, value: Value) -> bool:
    try:
        normalise(port, value)
    except BadValueError:
        return False
    return True


def _taken_over(graph: Graph, deck: Catalogue, end: End, declared: CardType) -> dict[str, Value]:
    """What an input is, for the card of a value that is to feed it; a list of equals is one."""
    port = input_port(graph, deck, end)
    default = None if isinstance(port.default, Required) else port.default
    value = graph.cards[end.card].values.get(end.port, default)
    own = declared.input(_OWN_VALUE.get(declared.role, ""))
    if value is None or own is None:
        return {}
    if isinstance(value, tuple) and not own.list and not own.follows and len(set(value)) == 1:
        value = value[0]
    return {own.id: value}
