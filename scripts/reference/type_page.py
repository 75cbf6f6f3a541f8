"""The page of a port type: its colour, what may join, and the cards that give and take it."""

from layerdeck.deck import CardType, Catalogue, Kind, Port, PortType, may_join
from layerdeck.editor.theme import load_theme

from .markdown import link, listed, plain, table, toctree
from .pictures import THEMES
from .port_words import socket, type_page

TYPES = tuple(PortType(kind, many) for kind in Kind for many in (False, True))
"""Every type there may be."""


def types_in_use(deck: Catalogue) -> list[PortType]:
    """The types that ports of the deck may have."""
    used = {
        port_type
        for card in deck.values()
        for port in (*card.inputs, *card.outputs)
        for port_type in types_of(port, card)
    }
    return [port_type for port_type in TYPES if port_type in used]


def types_of(port: Port, card: CardType) -> list[PortType]:
    """The type of a port, or all that it may have if another input says which."""
    source = card.input(port.follows) if port.follows else None
    if source is None:
        return [port.type]
    return [port_type for port_type in TYPES if str(port_type) in source.choices]


def type_pages(deck: Catalogue) -> dict[str, str]:
    """The page of every type in use, and their index, by name."""
    used = types_in_use(deck)
    pages = {type_page(port_type): _page(port_type, used, deck) for port_type in used}
    return {**pages, "index": _index(used, deck)}


def _page(port_type: PortType, used: list[PortType], deck: Catalogue) -> str:
    return "\n".join(
        (
            f"# {port_type}\n",
            f"{socket(port_type)} {_way_in(port_type)}\n",
            _colours(port_type.kind),
            "## What may join\n",
            f"- An output of this type feeds {_joined(port_type, used, outwards=True)}.",
            f"- An input of this type takes {_joined(port_type, used, outwards=False)}.\n",
            _cards("Cards that give it", deck, port_type, outputs=True),
            _cards("Cards that take it", deck, port_type, outputs=False),
        )
    )


def _way_in(port_type: PortType) -> str:
    if port_type.kind.wire_only:
        many = " Several wires may end here; their order counts." if port_type.list else ""
        return f"It comes by a wire.{many}"
    if port_type.kind.is_object:
        return "It is chosen by its name, with Keras' own settings, or comes by a wire from a card."
    return "It is written on the card, or comes by a wire."


def _colours(kind: Kind) -> str:
    themes = [load_theme(theme) for theme in THEMES]
    named = [f"`{theme.types[kind.value]}` in {theme.id.capitalize()}" for theme in themes]
    letter = f"In high contrast its sockets carry the letter {kind.letter}."
    return f"Its colour is {listed(named)}. {letter}\n"


def _joined(port_type: PortType, used: list[PortType], *, outwards: bool) -> str:
    found = [
        other
        for other in used
        if (may_join(port_type, other) if outwards else may_join(other, port_type))
    ]
    return listed(f"{socket(other)} {_link(other)}" for other in found)


def _link(port_type: PortType) -> str:
    return link(str(port_type), f"{type_page(port_type)}.md")


def _ports(card: CardType, port_type: PortType, *, outputs: bool) -> list[Port]:
    ports = card.outputs if outputs else card.inputs
    return [port for port in ports if port_type in types_of(port, card)]


def _cards(title: str, deck: Catalogue, port_type: PortType, *, outputs: bool) -> str:
    rows = [
        (
            link(card.title, f"../cards/{card.id}.md"),
            ", ".join(plain(port.title) for port in found),
        )
        for card in deck.values()
        if (found := _ports(card, port_type, outputs=outputs))
    ]
    if not rows:
        return ""
    return f"## {title}\n\n" + table(("Card", "Ports"), rows, "cards-of-type")


def _index(used: list[PortType], deck: Catalogue) -> str:
    rows = [
        (f"{socket(each)} {_link(each)}", str(giving), str(taking))
        for each in used
        for giving, taking in [[_count(deck, each, outputs=side) for side in (True, False)]]
    ]
    return "\n".join(
        (
            "# Port types\n",
            "A wire joins an output to an input of the same type. An Integer joins a Float, and a "
            "single value joins a list of its kind, where it stands for every item. A doubled ring "
            "is a list.\n",
            table(("Type", "Cards that give it", "Cards that take it"), rows, "types"),
            toctree(map(type_page, used), "hidden"),
        )
    )


def _count(deck: Catalogue, port_type: PortType, *, outputs: bool) -> int:
    return sum(bool(_ports(card, port_type, outputs=outputs)) for card in deck.values())
