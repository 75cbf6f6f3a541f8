"""What an attention is called with, by its inputs."""

from collections.abc import Sequence
from dataclasses import dataclass

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import ATTENTIONS
from layerdeck.engine.shapes import Sized

from .use import Use

BY_LIKENESS = (keras.layers.Attention, keras.layers.AdditiveAttention)
IN_GROUPS = tuple(
    getattr(keras.layers, name) for name in ("GroupQueryAttention",) if hasattr(keras.layers, name)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an attention is called with.

    Attributes:
        parts: by input, the sequences that are wired: query, value, and key if it is.
        masks: by input, the masks that are wired.
        causal: whether steps may only look back.
    """

    parts: dict[str, Sized]
    masks: dict[str, Sized]
    causal: bool

    @property
    def compared(self) -> str:
        """The input that queries are compared with."""
        return "key" if "key" in self.parts else "value"


def seen_by(use: Use) -> Seen | None:
    """What an attention is called with; None for any other layer."""
    if use.wrapped or not isinstance(use.layer, ATTENTIONS):
        return None
    told = dict(use.told)
    told.update(zip(("query", "value", "key"), told.pop("inputs", ()), strict=False))
    told.update(zip(("query_mask", "value_mask"), told.pop("mask", ()), strict=False))
    tensors = {name: item for name, item in told.items() if isinstance(item, Sized)}
    masks = {name: item for name, item in tensors.items() if name.endswith("mask")}
    parts = {name: item for name, item in tensors.items() if name not in masks}
    return Seen(parts, masks, bool(told.get("use_causal_mask")))


def whole(shape: Sequence[int | None]) -> str:
    """`batch × 5 × 8`, or `2 × 5 × 8` where the batch has a size."""
    batch = "batch" if shape[0] is None else str(shape[0])
    return " × ".join((batch, *map(size_word, shape[1:])))


def size_word(size: int | None) -> str:
    """A size; “any” where it is not known."""
    return "any" if size is None else str(size)
