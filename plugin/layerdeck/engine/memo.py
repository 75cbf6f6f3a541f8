"""What came of the statements of earlier Programs, kept so that an edit costs what it changes.

A result is kept by what it was made of (its key): the class and its values, and the specs of what
it is applied to, whichever cards these are from. So a renamed card, an edit upstream that leaves
the shapes alone, or a second layer like the first do not run again. What a problem says names
cards, and may look at anything upstream: a result with problems is taken over only where all is
as it was up to the Inputs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.program import Problem

from .automatic import AutomaticName, Drawn
from .knowledge import Found, Seen, Weights
from .run import Making

_KEPT = 2
"""The results of so many Programs are kept: that of the last, and the one an undo returns to."""


@dataclass(slots=True, eq=False)
class Life:
    """What has happened to a layer that has a variable, until its weights were there.

    Attributes:
        runs: the tokens of the statements that applied it, or a wrapper that holds it.
        built: whether its weights are there; nothing that follows changes it.
    """

    runs: list[int] = field(default_factory=list)
    built: bool = False

    def add(self, token: int, built: bool) -> None:
        """Note that it was applied."""
        if not self.built:
            self.runs.append(token)
            self.built = built


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A statement that was run, and all that came of it.

    Attributes:
        key: what it was made of.
        text: the statement as it is written, names included.
        target: its first variable.
        fed: what came of the statements whose variables it reads.
        token: of the run; the same where the result was taken over.
        values: by target, as far as it came.
        found: by target, what is known of it.
        marks: by target, what keys say of it.
        seen: what the tensors that it was applied to see of each input of the model.
        problems: of this statement.
        made: the object that it constructed, or the layer that it applied.
        making: how that was made.
        name: which automatic name its layer has; None where a person named it.
        called: the name of the layer that it made.
        drawn: the automatic names that it took.
        weights: of a layer that no other statement reaches; None where the layer must be asked.
        identity: the same for statements that apply the same layer.
        life: of a layer that has a variable.
        holds: the results that made the layers with a variable that it applied.
        built: of those, which were built afterwards.
        passing: whether another attempt might end otherwise.
    """

    key: bytes
    text: bytes
    target: str
    fed: tuple["Done", ...] = ()
    token: int = 0
    values: tuple[Any, ...] = ()
    found: tuple[Found | None, ...] = ()
    marks: tuple[Any, ...] = ()
    seen: tuple[Seen, ...] = ()
    problems: tuple[Problem, ...] = ()
    made: Any = None
    making: Making | None = None
    name: AutomaticName | None = None
    called: str = ""
    drawn: Drawn = field(default_factory=dict)
    weights: Weights | None = None
    identity: object = None
    life: Life | None = None
    holds: tuple["Done", ...] = ()
    built: tuple[bool, ...] = ()
    passing: bool = False

    def is_of(self, text: bytes, fed: tuple["Done", ...]) -> bool:
        """Whether it was made of the very same, names and all."""
        return (
            self.text == text
            and len(self.fed) == len(fed)
            and all(one is other for one, other in zip(self.fed, fed, strict=True))
        )


@dataclass(slots=True)
class Memo:
    """The results of the last Programs, by the first variable of each statement.

    Attributes:
        worked: how many statements the last `infer` really ran.
    """

    worked: int = 0
    _generations: list[dict[str, Done]] = field(default_factory=list)
    _catalogue: Catalogue | None = None
    _tokens: int = 0

    def __len__(self) -> int:
        return len({id(done) for held in self._generations for done in held.values()})

    def start(self, catalogue: Catalogue) -> None:
        """Begin with another Program; what was made of another deck is of no use."""
        self.worked = 0
        if catalogue is not self._catalogue:
            self._generations, self._catalogue = [], catalogue

    def token(self) -> int:
        """A token that no other run has."""
        self._tokens += 1
        return self._tokens

    def of_target(self, target: str) -> Iterator[Done]:
        """The results that a variable had, the last one first."""
        return (held[target] for held in self._generations if target in held)

    def by_key(self) -> dict[bytes, list[Done]]:
        """The results by what they were made of, the last ones first."""
        found: dict[bytes, list[Done]] = defaultdict(list)
        for held in self._generations:
            for done in held.values():
                found[done.key].append(done)
        return found

    def keep(self, dones: Iterable[Done], whole: bool) -> None:
        """Keep the results of a Program, or of the part of it that was reached."""
        new = {done.target: done for done in dones if not done.passing}
        if whole:
            self._generations = [new, *self._generations[: _KEPT - 1]]
        elif self._generations:
            self._generations[0] = self._generations[0] | new
        else:
            self._generations = [new]

    def forget(self, done: Done) -> None:
        """Let a result go: what it holds is no longer as the result says."""
        for held in self._generations:
            for target in [target for target, other in held.items() if other.life is done.life]:
                del held[target]


class Stale(Exception):  # noqa: N818 - it says to begin again
    """A layer that has a variable was built by a statement that is no longer there."""

    def __init__(self, done: Done) -> None:
        super().__init__(done.target)
        self.done = done
