"""What is wrong with the graph that is looked at, from everybody who finds it."""

from collections.abc import Iterable, Sequence

from layerdeck.program import Problem, Severity, by_card


class ProblemList:
    """All problems: those seen without Keras first, and those of the packs of cards last.

    Attributes:
        seen: those seen with Keras, as they were last told.
        of_card: by card, errors first.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self._of_packs = tuple(
            Problem("", "", fault, severity=Severity.WARNING) for fault in faults
        )
        self.all: tuple[Problem, ...] = self._of_packs
        self.seen: tuple[Problem, ...] = ()
        self.of_card: dict[str, list[Problem]] = {}

    def take(self, here: Sequence[Problem], seen: Sequence[Problem]) -> set[str]:
        """Tell of others from now on; gives the cards of which something else is said.

        What shows without Keras comes before what Keras makes of it on the same card.
        """
        before, broken = self.of_card, {problem.card for problem in here}
        self.seen = tuple(seen)
        others = (item for item in seen if item.card not in broken)
        self.all = (*here, *others, *self._of_packs)
        self.of_card = by_card(self.all)
        told = before.keys() | self.of_card.keys()
        return {card for card in told if before.get(card) != self.of_card.get(card)}
