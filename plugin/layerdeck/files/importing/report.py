"""What an import tells: what came over, what did not, and why, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .saved import brief

_NAMED = 3


@dataclass(slots=True)
class Notes:
    """What is to be told, gathered: what is said of many layers is said once."""

    said: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, layer: str, text: str) -> None:
        """Say something of a layer: `text` goes on after its name."""
        self.said.setdefault(text, {})[brief(layer)] = None

    def sentences(self) -> tuple[str, ...]:
        """All that is to be told, each once, with the layers it is said of."""
        return tuple(f"{_listed(list(names))}: {text}." for text, names in self.said.items())


def told_counts(counts: Mapping[str, int]) -> str:
    """What came over, as a sentence."""
    told = f"{_number(counts, 'layer')} came over"
    if counts["placeholder"]:
        stand = "stands" if counts["placeholder"] == 1 else "stand"
        told += f", and {_number(counts, 'placeholder')} {stand} for what has no card"
    for noun, what in (("nested model", "block"), ("further call", "Call layer card")):
        if counts[noun]:
            one = counts[noun] == 1
            told += f"; {_number(counts, noun)} as {f'a {what}' if one else f'{what}s'}"
    return f"{told}."


def _number(counts: Mapping[str, int], noun: str) -> str:
    return f"{counts[noun]} {noun}{'' if counts[noun] == 1 else 's'}"


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    if more > 1:
        return f"{', '.join(names[:_NAMED])} and {more} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
