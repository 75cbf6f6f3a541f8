"""What a card is: ports, card types and their rules, declared as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .rules import Rule
from .types import Kind, PortType
from .values import Value


class Required:
    """The type of `REQUIRED`, the default of an input that has none."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = Required()
"""Stands for "no default": the input needs a value or a wire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """An input or output of a card.

    Attributes:
        id: the Keras argument's name; for outputs `layer`, `output`, `value`, `initializer` …
        title: what a person reads on the card.
        kind: what travels here.
        list: whether it is a list of that kind.
        default: Keras' default, or `REQUIRED`.
        initial: the value a person gets on a new card, where that is not the default.
        help: one or two sentences for the inspector and the reference.
        choices: the only values allowed, where there are only some.
        minimum: the least number allowed, each item of a list counted.
        maximum: the greatest number allowed.
        above: a number that each must be greater than.
        below: a number that each must be less than.
        axes: the names of a list's items where its length is fixed, such as Depth, Height, Width.
        most: the greatest number of items of a list whose length is not fixed; 0 for any number.
        bare: whether a list of one item is handed to Keras as the item alone (an axis, a factor).
        whole: whether equal items of a fixed list are all handed over (a range), not one for all.
        pairs: whether each item of the list is a pair (before, after).
        open_axes: whether items may be None, an axis of any size.
        nullable: whether None is allowed though it is not the default.
        none_text: how None reads on the card.
        main: whether the row shows even while at its default.
        follows: the input whose value names this port's kind (a Parameter's value has its type).
        when: the input that must hold `when_is` for this output to exist (Return state).
        when_is: what it must hold.
        maybe: whether some layers that this card may hold do not give this output (RNN's states).
        call: whether it is an argument of the layer's call, as every tensor is, not of its class.
        part_of: the call's list argument that this tensor is an item of (Attention's inputs).
        example: what the smallest graph with the card feeds here, where `initial` does not say: a
            tensor's shape without the batch, the id of the card that a layer comes from, a value.
        dtype: the number type that a tensor must have, where it may not be a float.
        aliases: words of old versions that the card is found by.
        since: the first Keras version that has the argument, where that is later than our oldest.
    """

    id: str
    title: str
    kind: Kind
    list: bool = False
    default: Value | Required = REQUIRED
    initial: Value = None
    help: str = ""
    choices: tuple[Value, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    axes: tuple[str, ...] = ()
    most: int = 0
    bare: bool = False
    whole: bool = False
    pairs: bool = False
    open_axes: bool = False
    nullable: bool = False
    none_text: str = "none"
    main: bool = False
    follows: str = ""
    when: str = ""
    when_is: Value = True
    maybe: bool = False
    call: bool = False
    part_of: str = ""
    example: Value = None
    dtype: str = ""
    aliases: tuple[str, ...] = ()
    since: str = ""

    @property
    def type(self) -> PortType:
        """The declared type; a port that follows another is asked with `port_type`."""
        return PortType(self.kind, self.list)

    @property
    def required(self) -> bool:
        """Whether the port has no default."""
        return isinstance(self.default, Required)

    def is_default(self, value: Value) -> bool:
        """Whether a value, in the port's form, is the default; 1 and True are not the same."""
        return value is self.default or (
            value == self.default and type(value) is type(self.default)
        )

    @property
    def of_the_call(self) -> bool:
        """Whether it is an argument of the layer's call rather than of its class."""
        return self.call or self.kind is Kind.TENSOR

    @property
    def takes_none(self) -> bool:
        """Whether None is a value of this port."""
        return self.nullable or self.default is None

    @property
    def takes_many_wires(self) -> bool:
        """Whether several wires may end here: lists of tensors or layers, in order."""
        return self.list and self.kind.wire_only


class Role(StrEnum):
    """What lowering makes of a card."""

    LAYER = "layer"
    """A Keras layer: constructed, and applied to its tensor input where its output is used."""
    OBJECT = "object"
    """An initializer, regularizer or constraint: constructed."""
    INPUT = "input"
    """A symbolic input of the model."""
    OUTPUT = "output"
    """A tensor that the model returns."""
    PARAMETER = "parameter"
    """An argument of `build_model`."""
    VALUE = "value"
    """A literal with a name."""
    CALL = "call"
    """Applies a layer made elsewhere once more: shared weights."""
    BLOCK = "block"
    """A graph of the project's own, applied as a function or used as a layer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardType:
    """What a card is. Its id is the Keras path, or `layerdeck.Something` for our own.

    Attributes:
        exceptions: arguments of the Keras class that have no port, each with the reason.
        formerly: ports of the documentation that Keras 3 renamed, joined or dropped, by their old
            title, each with a sentence on what became of it. The card is found by them too.
        carried: whether exported code carries the class itself instead of importing its module.
        since: the first Keras version that has the class, where that is later than our oldest.
        variable: what new cards are called, where that is not the class's name in snake case.
        rank: the number of spatial axes a window slides along, 0 where there is no window.
    """

    id: str
    title: str
    category: str
    role: Role
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    help: str = ""
    aliases: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    exceptions: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, str] = field(default_factory=dict)
    carried: bool = False
    since: str = ""
    variable: str = ""
    rank: int = 0

    def input(self, port_id: str) -> Port | None:
        """The input with this id, if the card has it."""
        return next((port for port in self.inputs if port.id == port_id), None)

    def output(self, port_id: str) -> Port | None:
        """The output with this id, if the card has it."""
        return next((port for port in self.outputs if port.id == port_id), None)

    @property
    def initial_values(self) -> dict[str, Value]:
        """The values that a new card starts with."""
        return {port.id: port.initial for port in self.inputs if port.initial is not None}

    @property
    def arguments(self) -> tuple[Port, ...]:
        """The inputs that are arguments of the Keras class."""
        return tuple(port for port in self.inputs if not port.of_the_call)

    @property
    def call_arguments(self) -> tuple[Port, ...]:
        """The inputs that are arguments of the layer's call: the tensors, and what goes along."""
        return tuple(port for port in self.inputs if port.of_the_call)

    @property
    def tensors(self) -> tuple[Port, ...]:
        """The inputs that take tensors."""
        return tuple(port for port in self.inputs if port.kind is Kind.TENSOR)


def followed(port: Port, card_type: CardType, values: Mapping[str, Value]) -> Port:
    """`port` with the kind that the input it follows names; the port itself if it follows none."""
    if not port.follows:
        return port
    source = card_type.input(port.follows)
    word = str(values.get(port.follows) or (source.default if source else ""))
    for kind in Kind:
        if word in (kind.value, f"List of {kind.value}"):
            return replace(port, kind=kind, list=word != kind.value, follows="")
    return replace(port, follows="")


def port_type(port: Port, card_type: CardType, values: Mapping[str, Value]) -> PortType:
    """The type of `port` on a card with these values."""
    return followed(port, card_type, values).type


def visible_outputs(card_type: CardType, values: Mapping[str, Value]) -> tuple[Port, ...]:
    """The outputs a card with these values has: states only while Return state is on."""
    return tuple(port for port in card_type.outputs if _is_visible(port, card_type, values))


def _is_visible(port: Port, card_type: CardType, values: Mapping[str, Value]) -> bool:
    source = card_type.input(port.when) if port.when else None
    return source is None or values.get(port.when, source.default) == port.when_is
