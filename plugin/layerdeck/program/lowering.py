"""The lowering of one graph while it is under way: what has been made, and how names are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdeck.deck import CardType, Catalogue
from layerdeck.graph import Card, End, Graph
from layerdeck.graph.fixes import Fix

from .inputs import Inputs, missing_tensors
from .names import Names
from .problems import Problem
from .program import Call, Function, Output, Parameter, Ref, Statement


@dataclass(frozen=True, slots=True)
class Block:
    """A block that has been lowered.

    Attributes:
        name: of the function in the exported code.
        fault: what keeps it from being used; empty where nothing does.
        fixes: ways out of it, for the cards inside.
        function: what it means, None if it means nothing.
        arguments: by the ports of its cards that are values, the function's arguments.
        input_calls: how its Input cards would be made, for a block that becomes a layer.
    """

    name: str
    fault: str = ""
    fixes: tuple[Fix, ...] = ()
    function: Function | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    input_calls: Mapping[str, Call] = field(default_factory=dict)


@dataclass(slots=True)
class Lowering:
    """One graph in the making: a model's, or where `is_block` is set, a block's."""

    graph: Graph
    deck: Catalogue
    blocks: Mapping[str, Block]
    names: Names
    is_block: bool = False
    variables: dict[End, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    inputs: list[Ref] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    input_calls: dict[str, Call] = field(default_factory=dict)

    def name(self, card: Card, port_id: str, suffix: str = "") -> str:
        """A new variable for an output of a card, called as the card is."""
        name = self.names.take(f"{card.id}{suffix}")
        self.variables[End(card.id, port_id)] = name
        return name

    def ready(self, found: Inputs) -> bool:
        """Whether everything wired to a card has been lowered itself."""
        return all(end in self.variables for ends in found.wired.values() for end in ends)

    def require_tensors(self, card: Card, declared: CardType, found: Inputs) -> None:
        """Note the tensor inputs that nothing feeds as problems."""
        missing = missing_tensors(card, declared, found.wired)
        self.problems += missing
        found.problems += missing

    def problem(self, card: Card, port_id: str, message: str, short: str) -> None:
        """Note a problem of a card."""
        self.problems.append(Problem(card.id, port_id, message, short))
