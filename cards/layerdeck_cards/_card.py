"""How cards are put together: a layer's tensor input comes last, its outputs are always two."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from layerdeck.deck import CardType, Kind, Port, Role, Rule, Value

from ._ports import common

VOLUMES = "Volumes: batch × depth × height × width × channels."
VOLUMES_IN_TIME = "Volumes in time: batch × time × depth × height × width × channels."


def tensor(text: str) -> Port:
    """The tensor that a layer is applied to."""
    return Port(id="input", title="Input", kind=Kind.TENSOR, main=True, help=text)


def layer_card(  # noqa: PLR0913 - a declaration reads best flat
    card_id: str,
    title: str,
    category: str,
    text: str,
    *,
    ports: tuple[Port, ...] = (),
    takes: Port,
    gives: str,
    states: tuple[Port, ...] = (),
    main: tuple[str, ...] = (),
    initial: Mapping[str, Value] | None = None,
    keywords: tuple[str, ...] = ("name", "trainable", "dtype"),
    aliases: tuple[str, ...] = (),
    rules: tuple[Rule, ...] = (),
    exceptions: Mapping[str, str] | None = None,
    rank: int = 0,
) -> CardType:
    """A Keras layer.

    Args:
        card_id: the path of the Keras class.
        title: what the card is called.
        category: where the deck lists it.
        text: what it is for, in a sentence or two.
        ports: the arguments of the class, in its order.
        takes: the tensor input.
        gives: the shape of the output, in words.
        states: further outputs.
        main: the inputs that show even at their defaults, besides the required ones.
        initial: the values of a new card where they are not the defaults.
        keywords: those of the common layer arguments that this class takes.
        aliases: other names it is found by.
        rules: rules between its values.
        exceptions: arguments without a port, each with the reason.
        rank: the number of axes its window slides along.
    """
    shared = tuple(port for port in common(keywords) if port.id not in {own.id for own in ports})
    return CardType(
        id=card_id,
        title=title,
        category=category,
        role=Role.LAYER,
        inputs=(*_on_a_new_card((*ports, *shared), main, initial or {}), takes),
        outputs=(
            Port(
                id="layer",
                title="Layer instance",
                kind=Kind.LAYER,
                help="The layer itself, for a wrapper, or to apply again with the same weights.",
            ),
            Port(id="output", title="Output", kind=Kind.TENSOR, help=gives),
            *states,
        ),
        help=text,
        aliases=(*aliases, f"{title} layer"),
        rules=rules,
        exceptions=exceptions or {},
        rank=rank,
    )


def object_card(
    card_id: str,
    title: str,
    kind: Kind,
    text: str,
    *ports: Port,
    aliases: tuple[str, ...] = (),
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
    )


def _on_a_new_card(
    ports: Iterable[Port], main: tuple[str, ...], initial: Mapping[str, Value]
) -> tuple[Port, ...]:
    """`ports` with their rows shown and their first values set."""
    return tuple(
        replace(
            port,
            main=port.main or port.required or port.id in main,
            initial=initial.get(port.id, port.initial),
        )
        for port in ports
    )
