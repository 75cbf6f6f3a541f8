"""The values of one card, brought into the form and order its type declares."""

from collections.abc import Mapping

from layerdeck.deck import BadValueError, CardType, Value, followed, normalise


def fitted(declared: CardType, values: Mapping[str, Value]) -> dict[str, Value]:
    """Values as their ports keep them, in the order of the ports, without those at their default.

    What does not fit its port, or has none, is left as it is. The order makes a project in git
    change where a value does and nowhere else.
    """
    made: dict[str, Value] = {}
    for port in declared.inputs:
        if port.id not in values:
            continue
        try:
            value = normalise(followed(port, declared, values), values[port.id])
        except BadValueError:
            made[port.id] = values[port.id]
            continue
        if not port.is_default(value):
            made[port.id] = value
    return made | {key: value for key, value in values.items() if declared.input(key) is None}
