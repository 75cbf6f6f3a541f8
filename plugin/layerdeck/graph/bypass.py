"""Bypassed cards: still there, and the model is made as if they were not."""

from collections.abc import Collection, Iterable

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, visible_outputs

from .edits import EditError
from .graph import Graph
from .placed import Card, updated
from .walk import in_order
from .wires import End, Wire, Wires

_PASSING = (Role.LAYER, Role.CALL, Role.BLOCK)


def bypass(graph: Graph, deck: Catalogue, cards: Iterable[str], on: bool = True) -> Graph:
    """Let what feeds cards feed those whom they fed, or let them do their work again.

    Raises:
        EditError: a card takes or gives several tensors, or none, so that nothing can pass it.
    """
    there = [graph.cards[key] for key in cards if key in graph.cards]
    if not there:
        raise EditError("Select a layer to bypass.")
    for card in there:
        reason = why_not_bypass(graph, deck, card.id) if on else ""
        if reason:
            raise EditError(reason)
    changed = {card.id: card.with_(bypassed=on) for card in there}
    return graph.with_(cards=updated(graph.cards, changed))


def why_not_bypass(graph: Graph, deck: Catalogue, card_id: str) -> str:
    """Say in a sentence why a card cannot be bypassed; empty where it can."""
    card = graph.cards[card_id]
    declared = deck.get(card.type)
    if declared is None:
        return f"{card_id} cannot be bypassed: the deck does not know what it takes and gives."
    if declared.role not in _PASSING or not declared.tensors:
        return f"{card_id} cannot be bypassed: only what turns a tensor into another can be."
    if graph.out_of(card_id, "layer"):
        return (
            f"{card_id} cannot be bypassed: its Layer instance is wired, and nothing can stand for "
            "a layer. Take that wire away."
        )
    gives = _gives(card, declared)
    if len(gives) != 1:
        return f"{card_id} cannot be bypassed: it gives {_several(len(gives))}."
    taken = _taken(graph, deck, card_id)
    if not taken:
        return f"{card_id} cannot be bypassed: no tensor is wired to it. Wire one first."
    if len(taken) > 1:
        return f"{card_id} cannot be bypassed: it takes {_several(len(taken))}, and gives one."
    return ""


def without_bypassed(graph: Graph, deck: Catalogue) -> Graph:
    """The graph that is meant, in its blocks too: what feeds a bypassed card feeds its followers.

    A bypassed card that nothing can pass, as only a file or a later edit makes it, stays.
    """
    blocks = {key: without_bypassed(block, deck) for key, block in graph.blocks.items()}
    if any(blocks[key] is not block for key, block in graph.blocks.items()):
        graph = graph.with_(blocks=blocks)
    bypassed = [card.id for card in graph.cards.values() if card.bypassed]
    passable = {key for key in bypassed if not why_not_bypass(graph, deck, key)}
    return cut_out(graph, deck, passable) if passable else graph


def cut_out(graph: Graph, deck: Catalogue, cards: Collection[str]) -> Graph:
    """Take cards away and let the first tensor wired to each feed whom its tensors fed.

    Cards to which no tensor is wired stay, as do those on a circle, which nobody feeds first.
    """
    origins: dict[str, End] = {}
    for key in in_order(graph)[0]:
        taken = _taken(graph, deck, key) if key in cards else []
        if taken:
            origins[key] = origins.get(taken[0].source.card, taken[0].source)
    joined = (
        wire if wire.source.card not in origins else Wire(origins[wire.source.card], wire.target)
        for wire in graph.wires
        if wire.target.card not in origins
        and (wire.source.card not in origins or _is_tensor(graph, deck, wire.source))
    )
    left = {key: card for key, card in graph.cards.items() if key not in origins}
    return graph.with_(cards=left, wires=Wires(joined))


def _taken(graph: Graph, deck: Catalogue, card_id: str) -> list[Wire]:
    """The wires that bring a card its tensors, in the order of its inputs."""
    declared = deck.get(graph.cards[card_id].type)
    tensors = declared.tensors if declared else ()
    return [wire for port in tensors for wire in graph.into(card_id, port.id)]


def _is_tensor(graph: Graph, deck: Catalogue, end: End) -> bool:
    port = deck[graph.cards[end.card].type].output(end.port)
    return port is not None and port.kind is Kind.TENSOR


def _gives(card: Card, declared: CardType) -> list[Port]:
    """The tensors that a card gives."""
    return [port for port in visible_outputs(declared, card.values) if port.kind is Kind.TENSOR]


def _several(count: int) -> str:
    return f"{count} tensors" if count else "no tensor"
