"""Keras' automatic names, such as the `conv3d_1` of the second Conv3D: counted by prefix."""

from collections import defaultdict
from dataclasses import dataclass

from .backend import global_state

_TENSORS = "keras_tensor"
"""Tensors have names as well, which nobody ever reads."""

Drawn = dict[str, tuple[int, int]]
"""By prefix, how many names had been taken before, and how many were taken."""


@dataclass(frozen=True, slots=True)
class AutomaticName:
    """One of the names that were taken: the first of its prefix has the number 0."""

    prefix: str
    number: int

    def after(self, taken: dict[str, int]) -> str:
        """The name, where so many of each prefix have been taken before."""
        return _numbered(self.prefix, taken.get(self.prefix, 0) + self.number)


def taken_names() -> dict[str, int]:
    """By prefix, how many names have been taken; Keras counts in it."""
    counts: dict[str, int] = global_state.get_global_attribute(
        "object_name_uids", default=defaultdict(int), set_to_default=True
    )
    return counts


def drawn_since(before: dict[str, int]) -> Drawn:
    """What has been taken since; `before` is a copy of `taken_names`."""
    return {
        prefix: (before.get(prefix, 0), count - before.get(prefix, 0))
        for prefix, count in taken_names().items()
        if prefix != _TENSORS and count != before.get(prefix, 0)
    }


def draw_again(drawn: Drawn) -> None:
    """Take as many names as once were taken."""
    counts = taken_names()
    for prefix, (_, count) in drawn.items():
        counts[prefix] += count


def which(name: str, drawn: Drawn) -> AutomaticName | None:
    """Which of the names that were taken this is; None where a person gave it."""
    for prefix, (before, count) in drawn.items():
        for number in range(count):
            if name == _numbered(prefix, before + number):
                return AutomaticName(prefix, number)
    return None


def _numbered(prefix: str, number: int) -> str:
    return f"{prefix}_{number}" if number else prefix
