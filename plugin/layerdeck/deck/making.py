"""How cards are put together: what every layer's card has, so that a declaration says the rest.

Our own cards are made with these, and so are anybody's: see `docs/own-cards.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from .ports import CardType, Port, Role
from .rules import Rule
from .types import Kind
from .values import Value

LAYER_DTYPES = (
    "float32", "float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16",
)  # fmt: skip
"""The float types and mixed policies that a layer may compute in."""


def tensor(text: str, *example: int, dtype: str = "") -> Port:
    """The tensor that a layer is applied to; `example` is a shape it takes, without the batch."""
    return Port(
        id="input",
        title="Input",
        kind=Kind.TENSOR,
        main=True,
        example=example,
        dtype=dtype,
        help=text,
    )


def layer_card(  # noqa: PLR0913 - a declaration reads best flat
    card_id: str,
    title: str,
    category: str,
    text: str,
    *,
    ports: tuple[Port, ...] = (),
    takes: Port | tuple[Port, ...] = (),
    gives: str = "",
    states: tuple[Port, ...] = (),
    main: tuple[str, ...] = (),
    initial: Mapping[str, Value] | None = None,
    keywords: tuple[str, ...] = ("name", "trainable", "dtype"),
    aliases: tuple[str, ...] = (),
    rules: tuple[Rule, ...] = (),
    exceptions: Mapping[str, str] | None = None,
    formerly: Mapping[str, str] | None = None,
    since: str = "",
    rank: int = 0,
) -> CardType:
    """A Keras layer: Keras' own, or one of yours.

    Args:
        card_id: the dotted path of the class, from which the exported code imports it.
        title: what the card is called.
        category: where the deck lists it.
        text: what it is for, in a sentence or two.
        ports: the arguments of the class, in its order.
        takes: the tensor input, or all arguments of the layer's call; none for a recurrent cell,
            which no tensor is wired to.
        gives: the shape of the output, in words.
        states: further outputs.
        main: the inputs that show even at their defaults, besides the required ones.
        initial: the values of a new card where they are not the defaults.
        keywords: those of the common layer arguments that this class takes.
        aliases: other names it is found by.
        rules: rules between its values.
        exceptions: arguments without a port, each with the reason.
        formerly: documented ports that Keras 3 changed, each with what became of it.
        since: the first Keras version with the class, where that is later than 3.6.
        rank: the number of axes its window slides along.
    """
    shared = tuple(port for port in common(keywords) if port.id not in {own.id for own in ports})
    tensors = takes if isinstance(takes, tuple) else (takes,)
    output = Port(id="output", title="Output", kind=Kind.TENSOR, help=gives)
    return CardType(
        id=card_id,
        title=title,
        category=category,
        role=Role.LAYER,
        inputs=(*_on_a_new_card((*ports, *shared), main, initial or {}), *tensors),
        outputs=(
            Port(
                id="layer",
                title="Layer instance",
                kind=Kind.LAYER,
                help="The layer itself, for a wrapper, or to apply again with the same weights.",
            ),
            *((output, *states) if tensors else ()),
        ),
        help=text,
        aliases=(*aliases, f"{title} layer"),
        rules=rules,
        exceptions=exceptions or {},
        formerly=formerly or {},
        since=since,
        rank=rank,
    )


def object_card(
    card_id: str,
    title: str,
    kind: Kind,
    text: str,
    *ports: Port,
    aliases: tuple[str, ...] = (),
    since: str = "",
) -> CardType:
    """An initializer, regularizer or constraint. Few as they are, all its inputs show."""
    noun = kind.value.lower()
    return CardType(
        id=card_id,
        title=title,
        category=f"{kind}s",
        role=Role.OBJECT,
        inputs=tuple(replace(port, main=not port.since) for port in ports),
        outputs=(
            Port(
                id=noun,
                title=f"{kind} instance",
                kind=kind,
                help=f"The {noun}, for any number of layers.",
            ),
        ),
        help=text,
        aliases=aliases if title.endswith(noun) else (*aliases, f"{title} {noun}"),
        since=since,
    )


@cache
def common(names: tuple[str, ...] = ("name", "trainable", "dtype")) -> tuple[Port, ...]:
    """The arguments that every Keras layer has, or those of them that this one takes."""
    ports = (
        Port(
            id="name",
            title="Name",
            kind=Kind.STRING,
            default=None,
            none_text="automatic",
            help="Name of the layer in summaries and saved weights, unique within the model. "
            "Left out, Keras makes one up.",
        ),
        Port(
            id="trainable",
            title="Trainable",
            kind=Kind.BOOLEAN,
            default=True,
            help="Off freezes the weights: training leaves them as they are.",
        ),
        Port(
            id="dtype",
            title="Dtype",
            kind=Kind.STRING,
            default=None,
            choices=LAYER_DTYPES,
            none_text="default",
            help="Number type of weights and results. Mixed policies compute in 16 bits and keep "
            "the weights in 32, which about halves the memory of a volume.",
        ),
    )
    return tuple(port for port in ports if port.id in names)


def _on_a_new_card(
    ports: Iterable[Port], main: tuple[str, ...], initial: Mapping[str, Value]
) -> tuple[Port, ...]:
    """`ports` with their rows shown and their first values set."""
    return tuple(
        _changed(
            port,
            main=port.main or port.required or port.id in main,
            initial=initial.get(port.id, port.initial),
        )
        for port in ports
    )


def _changed(port: Port, *, main: bool, initial: Value) -> Port:
    # Most ports stay as they are, and copying them all would be half of what the deck costs.
    if main == port.main and initial is port.initial:
        return port
    return replace(port, main=main, initial=initial)
