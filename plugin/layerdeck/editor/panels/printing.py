"""What the Code tab prints: all of the project's code, wherever in the project one is.

Inside a block it is the same module as outside, with the block's function in sight: what is read
and copied is what is exported, and lines keep their numbers.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from layerdeck.editor.session import Session
from layerdeck.export import BUILD, Manner, Module, export_steps
from layerdeck.graph import Graph
from layerdeck.graph.blocks import PREFIX
from layerdeck.program import Lowered, lower_steps


@dataclass(frozen=True, slots=True)
class Page:
    """A module, and which of its functions means the graph that is looked at.

    Attributes:
        blocks: by the names of the other functions, the blocks that they mean.
    """

    module: Module = field(default_factory=lambda: Module("", ()))
    function: str = BUILD
    blocks: Mapping[str, str] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """The line with which the function begins."""
        return self.module.start_of(self.function) or 0

    def lines_of(self, card: str) -> list[int]:
        """The lines that came from a card of the graph that is looked at."""
        return self.module.lines_of(card, self.function)

    def cards_at(self, line: int, graph: Graph) -> list[str]:
        """The cards of the graph that a line came from.

        A line in the function of another block came from that block's cards.
        """
        if line >= len(self.module.lines):
            return []
        where = self.module.lines[line]
        if where.function == self.function:
            return [card for card in where.cards if card in graph.cards]
        if where.function not in self.blocks:
            return []
        card_type = f"{PREFIX}{self.blocks[where.function]}"
        return [card.id for card in graph.cards.values() if card.type == card_type]


def printing(session: Session, lowered: Lowered, manner: Manner) -> Generator[None, None, Page]:
    """Print the project's code in steps of a statement each; `lowered` means what is looked at."""
    function = BUILD
    if session.path:
        whole = yield from lower_steps(session.whole, session.deck)
        name = whole.functions.get(session.path[-1], "")
        # A block that nothing uses has no function; it is shown as a model of its own then.
        if name in {function.name for function in whole.program.functions}:
            lowered, function = whole, name
    module = yield from export_steps(lowered.program, manner, function)
    return Page(module, function, _blocks(lowered))


def _blocks(lowered: Lowered) -> dict[str, str]:
    return {name: block_id for block_id, name in lowered.functions.items()}
