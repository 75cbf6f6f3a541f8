"""A sequence of edits drawn from a seed: the same for who makes them and who foretells them."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from layerdeck.graph import Document, EditError, End, Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.edits import add, connect, move, remove, set_value
from layerdeck.graph.grouping import group
from making import DECK, residual

SAVE, UNDO, REDO = "save", "undo", "redo"
Step = str | Callable[[Graph], Graph]

_CARDS = ("keras.layers.Conv3D", "keras.layers.Dense", "keras.layers.Add", "keras.Input")


def beginning(blocks: int = 20) -> Graph:
    """The project that is edited."""
    return residual(blocks).with_(name="net")


def steps(seed: int, count: int) -> Iterator[Step]:
    """What is done: most of it edits, then undo and redo, now and then a save."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.choices(
            [UNDO, REDO, SAVE, "value", "move", "add", "wire", "remove", "group"],
            [12, 8, 2, 30, 20, 10, 10, 6, 2],
        )[0]
        yield kind if kind in (UNDO, REDO, SAVE) else partial(_edit, kind, chance.random())


def after(document: Document, step: Step) -> None:
    """Do a step to a document; a save changes nothing in it."""
    if step == UNDO:
        document.undo()
    elif step == REDO:
        document.redo()
    elif callable(step):
        document.apply("Edit", step(document.graph))


def _edit(kind: str, number: float, graph: Graph) -> Graph:
    """One edit; the same graph where it cannot be done."""
    chance = random.Random(number)
    deck, cards = with_blocks(DECK, graph), list(graph.cards)
    place = (chance.randrange(5000), chance.randrange(5000))
    one, other = chance.choice(cards or [""]), chance.choice(cards or [""])
    try:
        match kind:
            case "value":
                port = chance.choice(deck[graph.cards[one].type].inputs)
                return set_value(graph, deck, one, port.id, chance.randrange(1, 99))
            case "move":
                return move(graph, {one: place})
            case "add":
                return add(graph, deck, chance.choice(_CARDS), place)[0]
            case "wire":
                source = End(one, "output")
                return connect(graph, deck, source, End(other, "input"))
            case "remove":
                return remove(graph, chance.sample(cards, min(3, len(cards))))
            case _:
                return group(graph, deck, chance.sample(cards, min(4, len(cards))), "Block")[0]
    except (EditError, KeyError, IndexError):
        return graph
