"""Memory as a training step holds it: buffers that are let go when nothing holds on to them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Buffers:
    """Buffers by name, in bytes.

    Attributes:
        held: the bytes of all that something holds on to.
        kept: those of them that are kept for the backward pass.
    """

    held: int = 0
    kept: int = 0
    _sizes: dict[str, int] = field(default_factory=dict)
    _claims: Counter[str] = field(default_factory=Counter)
    _keeps: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, size: int) -> str:
        """A new buffer, held once; gives its name."""
        self._sizes[name] = size
        self.hold(name)
        return name

    def hold(self, name: str) -> None:
        """Hold on to a buffer once more."""
        if not self._claims[name]:
            self.held += self._sizes[name]
        self._claims[name] += 1

    def let_go(self, name: str) -> None:
        """Hold on to it once less."""
        self._claims[name] -= 1
        if not self._claims[name]:
            self.held -= self._sizes[name]

    def keep(self, name: str) -> None:
        """Hold on to it for the backward pass."""
        self.hold(name)
        if not self._keeps[name]:
            self.kept += self._sizes[name]
        self._keeps[name] += 1

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        self._keeps[name] -= 1
        if not self._keeps[name]:
            self.kept -= self._sizes[name]
        self.let_go(name)

    def is_held_once(self, name: str) -> bool:
        """Whether whoever asks alone holds on to it."""
        return self._claims[name] == 1
