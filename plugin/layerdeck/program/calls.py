"""Calls as a person would write them: constructions of objects, and layers applied to tensors."""

from collections.abc import Mapping, Sequence

from layerdeck.deck import CardType, Port, Value
from layerdeck.graph import End

from .program import Argument, Call, Expression, Ref

Wired = Mapping[str, Sequence[End]]
"""By input, the ends wired to it, in order."""


def construction(
    declared: CardType, values: Mapping[str, Value], wired: Wired, variables: Mapping[End, str]
) -> Call:
    """The construction of a card's object, with the arguments that differ from Keras' defaults.

    The required arguments at the head are positional, as people write them.
    """
    arguments: list[Argument] = []
    positional = True
    for port in declared.arguments:
        positional = positional and port.required
        if port.id in wired:
            arguments.append(Argument(port.id, _wired(port, wired, variables), positional))
        elif not port.is_default(values[port.id]):
            arguments.append(Argument(port.id, written(port, values[port.id]), positional))
    return Call(declared.id, tuple(arguments), declared.carried)


def application(
    declared: CardType, values: Mapping[str, Value], wired: Wired, variables: Mapping[End, str]
) -> tuple[Argument, ...]:
    """What a layer is called with: `(volume)`, `([a, b])`, `(query, value, key=key)`.

    Tensors that are parts of one argument come in a list, None for one that is not wired; what is
    left out at its end is left out of the list.
    """
    arguments: list[Argument] = []
    positional = True
    for name, ports in _by_argument(declared).items():
        positional = positional and any(port.required for port in ports)
        value = _argument(ports, values, wired, variables)
        if value is not None:
            arguments.append(Argument(name, value, positional))
    return tuple(arguments)


def spread(declared: CardType, ends: Sequence[End]) -> Wired:
    """Lay tensors out on the tensor inputs of a layer's card, for a layer that is called again.

    A list takes all that are left. See `other_count` for what does not fit.
    """
    found: dict[str, Sequence[End]] = {}
    for index, port in enumerate(declared.tensors):
        if index < len(ends):
            found[port.id] = ends[index:] if port.list else ends[index : index + 1]
        if port.list:
            break
    return found


def other_count(declared: CardType, count: int) -> tuple[str, str]:
    """Say what is wrong with `count` tensors for a layer that is called again; in few words, too.

    Both are empty where nothing is.
    """
    tensors = declared.tensors
    least = sum(port.required for port in tensors)
    most = None if any(port.list for port in tensors) else len(tensors)
    if least <= count and (most is None or count <= most):
        return "", ""
    needed = _listed([port.title for port in tensors if port.required])
    spare = _listed([port.title for port in tensors if not port.required])
    takes = needed + (f", then may take {spare}," if spare else "") + " in this order"
    if most == 1:
        takes = "one tensor"
    wanted = f"{least} {'tensor' if least == 1 else 'tensors'}"
    bound = "" if most == least else " or more" if count < least else f" to {most}"
    return (
        f"{declared.title} takes {takes}, and {count} "
        f"{'tensor is' if count == 1 else 'tensors are'} wired.",
        f"Takes {wanted if not bound else f'{least}{bound} tensors'}, and got {count}",
    )


def _listed(titles: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(titles[:-1]), *titles[-1:])))


def _by_argument(declared: CardType) -> dict[str, list[Port]]:
    found: dict[str, list[Port]] = {}
    for port in declared.call_arguments:
        found.setdefault(port.part_of or port.id, []).append(port)
    return found


def _argument(
    ports: list[Port], values: Mapping[str, Value], wired: Wired, variables: Mapping[End, str]
) -> Expression:
    if not ports[0].part_of:
        port = ports[0]
        if port.id in wired:
            return _wired(port, wired, variables)
        value = values.get(port.id)
        return None if value is None or port.is_default(value) else written(port, value)
    items = [Ref(variables[wired[port.id][0]]) if port.id in wired else None for port in ports]
    if not any(port.required for port in ports):
        # A list that may be left out, as of masks, is given whole.
        return tuple(items) if any(items) else None
    while items and items[-1] is None:
        items.pop()
    return tuple(items) or None


def _wired(port: Port, wired: Wired, variables: Mapping[End, str]) -> Ref | tuple[Ref, ...]:
    """The variables that are wired to an input: one, or all in order where it takes many."""
    refs = tuple(Ref(variables[end]) for end in wired[port.id])
    return refs if port.takes_many_wires else refs[0]


def written(port: Port, value: Value) -> Expression:
    """A value as people write it: a kernel of 3, 3, 3 is a 3."""
    if not isinstance(value, tuple):
        return value  # type: ignore[return-value]
    if port.bare and len(value) == 1:
        return value[0]  # type: ignore[return-value]
    if port.axes and len(value) == len(port.axes) and not port.whole:
        first = value[0]
        if all(item == first for item in value):
            if not isinstance(first, tuple):
                return first  # type: ignore[return-value]
            if all(part == first[0] for part in first):
                return first[0]  # type: ignore[return-value]
    return value  # type: ignore[return-value]
