"""What the inspector shows of the inputs of one card, or of those that several cards share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from layerdeck.deck import CardType, Catalogue, Port, Required, Value, followed
from layerdeck.graph import Card, Graph


class Several:
    """The type of `SEVERAL`, which stands for values that differ from card to card."""

    def __repr__(self) -> str:
        return "SEVERAL"


SEVERAL = Several()


@dataclass(frozen=True, slots=True)
class PortState:
    """An input as the inspector shows it.

    Attributes:
        port: the input; where cards declare it differently, what all of them take.
        value: the value of every card that is not wired here, or `SEVERAL`.
        cards: how many cards there are.
        changed: whether the value can be taken back on any of them.
        wired: how many of the cards have a wire here.
        mixed: whether the cards have different numbers of axes here.
        source: the card that all these wires come from; empty where they come from several.
        wires: how many wires end here, on all cards together.
    """

    port: Port
    value: Value | Several = None
    cards: int = 1
    changed: bool = False
    wired: int = 0
    mixed: bool = False
    source: str = ""
    wires: int = 0

    def for_each(self, value: Value) -> Value:
        """What every card is given for a value: a single number where their axes differ."""
        alone = self.mixed and isinstance(value, tuple) and len(value) == 1
        return value[0] if alone and isinstance(value, tuple) else value


@dataclass(slots=True)
class _Kind:
    """Cards whose inputs are the same, with the values that they have at them."""

    ports: dict[str, Port]
    count: int = 0
    given: dict[str, list[Value]] = field(default_factory=dict)
    wired: dict[str, int] = field(default_factory=dict)
    sources: dict[str, dict[str, None]] = field(default_factory=dict)
    wires: dict[str, int] = field(default_factory=dict)

    def add(self, card: Card, graph: Graph) -> None:
        """Count a card in. What it has at a wired input does not matter."""
        self.count += 1
        wired: dict[str, None] = {}
        for wire in graph.wires_of(card.id):
            port_id = wire.target.port
            if wire.target.card == card.id:
                wired[port_id] = None
                self.wires[port_id] = self.wires.get(port_id, 0) + 1
                self.sources.setdefault(port_id, {})[wire.source.card] = None
        for port_id in wired:
            self.wired[port_id] = self.wired.get(port_id, 0) + 1
        for port_id, value in card.values.items():
            if port_id not in wired:
                self.given.setdefault(port_id, []).append(value)

    def values(self, port_id: str) -> Iterable[Value]:
        """The values that its cards have at an input, the default among them if any has it."""
        yield from self.given.get(port_id, ())
        unset = self.count - self.wired.get(port_id, 0) - len(self.given.get(port_id, ()))
        if unset:
            default = self.ports[port_id].default
            yield None if isinstance(default, Required) else default


def shared_ports(graph: Graph, deck: Catalogue, cards: Sequence[str]) -> tuple[PortState, ...]:
    """The inputs that all of some cards have, with the same id and type, whatever cards they are.

    A card that is not in the deck has no inputs that are known.
    """
    kinds: dict[tuple[str, ...], _Kind] = {}
    following: dict[str, tuple[str, ...]] = {}
    for card_id in cards:
        card = graph.cards[card_id]
        declared = deck.get(card.type)
        if declared is None:
            return ()
        if card.type not in following:
            following[card.type] = tuple(port.follows for port in declared.inputs if port.follows)
        key = (card.type, *(str(card.values.get(name)) for name in following[card.type]))
        if key not in kinds:
            kinds[key] = _Kind(_ports(declared, card))
        kinds[key].add(card, graph)
    first, *others = kinds.values() or [_Kind({})]
    if not others:
        return tuple(_state(port, [first]) for port in first.ports.values())
    states = []
    for port_id in first.ports:
        declared_ports = [kind.ports[port_id] for kind in kinds.values() if port_id in kind.ports]
        if len(declared_ports) == len(kinds) and (port := common_port(declared_ports)):
            states.append(_state(port, [first, *others]))
    return tuple(states)


def common_port(ports: Sequence[Port]) -> Port | None:
    """An input that takes what all of some inputs take; None where they are not alike.

    Lists with different numbers of axes become one of any length: one number is for all axes.
    """
    first = ports[0]
    if all(port is first or port == first for port in ports):
        return first
    if len({(port.type, port.pairs, port.open_axes, bool(port.choices)) for port in ports}) > 1:
        return None
    choices = tuple(choice for choice in first.choices if all(choice in p.choices for p in ports))
    if first.choices and not choices:
        return None
    # None is a value of it where all of them take it.
    base = next((port for port in ports if not port.takes_none), first)
    axes = first.axes if all(port.axes == first.axes for port in ports) else ()
    return replace(base, title=first.title, help=first.help, choices=choices, axes=axes)


def _ports(declared: CardType, card: Card) -> dict[str, Port]:
    return {port.id: followed(port, declared, card.values) for port in declared.inputs}


def _state(port: Port, kinds: Sequence[_Kind]) -> PortState:
    port_id = port.id
    mixed = len({kind.ports[port_id].axes for kind in kinds}) > 1
    values = (value for kind in kinds for value in kind.values(port_id))
    sources: dict[str, None] = {}
    for kind in kinds:
        sources |= kind.sources.get(port_id, {})
    cards = sum(kind.count for kind in kinds)
    # Of several cards' sources, none can be named for all; of one card's, the first can.
    named = len(sources) == 1 or (cards == 1 and sources)
    return PortState(
        port,
        _one([_short(value) for value in values] if mixed else list(values)),
        cards,
        any(kind.given.get(port_id) and not kind.ports[port_id].required for kind in kinds),
        sum(kind.wired.get(port_id, 0) for kind in kinds),
        mixed,
        next(iter(sources)) if named else "",
        sum(kind.wires.get(port_id, 0) for kind in kinds),
    )


def _one(values: Sequence[Value]) -> Value | Several:
    """The value that all are; None where there is none."""
    if not values:
        return None
    first = values[0]
    same = all(
        value is first or (value == first and type(value) is type(first)) for value in values
    )
    return first if same else SEVERAL


def _short(value: Value) -> Value:
    """A list of equal numbers as one of them, which stands for all axes."""
    if isinstance(value, tuple) and value and all(item == value[0] for item in value):
        return value[:1]
    return value
