"""What an Input is fed in a peek: random numbers, or what fits of a file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from layerdeck.engine.samples import (
    Fit,
    SampleError,
    Stored,
    arrays_of,
    draw,
    fit,
    sides,
    words_of,
)
from layerdeck.engine.shapes import axis_word, layout, sample_bytes, sizes
from layerdeck.program import Facts, Sample

from .error import PeekError


@dataclass(frozen=True, slots=True)
class Feeding:
    """What an input is fed, before a number of it is read or drawn.

    Attributes:
        shape: of the batch, with no axis of any size.
        words: what it is, for a person.
        arrays: the names of those in the file.
        array_name: which of them it is.
        below: what random integers are smaller than; None where nothing is known.
        stored: the array of a file; None for random numbers.
        item: which sample of the array, where it holds several.
    """

    card: str
    shape: tuple[int, ...]
    dtype: str
    words: str
    arrays: tuple[str, ...] = ()
    array_name: str = ""
    below: int | None = None
    stored: Stored | None = None
    fit: Fit = field(default_factory=Fit)
    item: int = 0

    @property
    def items(self) -> int:
        """How many samples the array holds; 0 where it is one."""
        return self.stored.shape[0] if self.stored and self.fit.batch else 0

    @property
    def bytes(self) -> int:
        """What it takes to read or to draw it, beside the tensor itself."""
        if self.stored:
            return self.stored.taken(self.fit.batch)
        return 2 * self.shape[0] * (sample_bytes(self.shape, self.dtype) or 0)

    def array(self, seed: int) -> np.ndarray[Any, Any]:
        """The batch, in a type that becomes `dtype`.

        Raises:
            PeekError: the file is damaged, or has changed.
        """
        if self.stored is None:
            return draw(self.card, self.shape, self.dtype, seed, self.below)
        try:
            read = self.stored.read(self.item if self.fit.batch else None)
        except SampleError as error:
            raise PeekError(str(error), self.card) from error
        if self.fit.channel is not None:
            read = np.expand_dims(read, self.fit.channel)
        return np.broadcast_to(read, self.shape)


def drawn(card: str, facts: Facts, below: int | None) -> Feeding:
    """Random numbers for an input.

    Raises:
        PeekError: it takes texts.
    """
    words = words_of(facts.dtype, below)
    if not words:
        raise PeekError(
            f"{card} takes texts, which are not made up at random: choose a file of texts.", card
        )
    wanted = _sample_shape(facts)
    shape = sides(wanted)
    if shape != wanted:
        free = [axis_word(facts.axes, place + 1) for place, size in enumerate(wanted) if not size]
        words = f"{words}; {shape[wanted.index(None)]} for {', '.join(free)}, which may be any"
    return Feeding(card, (_batch(facts), *shape), facts.dtype, words, below=below)


def from_file(card: str, facts: Facts, sample: Sample) -> Feeding:
    """What fits of a file for an input.

    Raises:
        PeekError: the file cannot be read, or nothing in it fits.
    """
    try:
        arrays = arrays_of(Path(sample.path))
    except SampleError as error:
        raise PeekError(str(error), card) from error
    names = tuple(arrays)
    if sample.array and sample.array not in arrays:
        raise PeekError(f"{Path(sample.path).name} holds no {sample.array}.", card, names)
    wanted, axes = _sample_shape(facts), facts.axes[1:]
    for name in [sample.array] if sample.array else names:
        found = fit(arrays[name].shape, wanted, axes)
        if found:
            return _fitting(card, facts, sample, arrays, name, found)
    raise PeekError(_misfit(card, facts, sample, arrays), card, names)


def _fitting(
    card: str, facts: Facts, sample: Sample, arrays: dict[str, Stored], name: str, found: Fit
) -> Feeding:
    stored = arrays[name]
    inner = stored.shape[1:] if found.batch else stored.shape
    words = f"{stored.file}, {sizes(stored.shape)}"
    if found.batch:
        if not 0 <= sample.item < stored.shape[0]:
            text = f"{stored.file} holds {stored.shape[0]} samples, counted from 0"
            raise PeekError(f"{text}: there is no sample {sample.item}.", card, tuple(arrays))
        words += f"; sample {sample.item} of {stored.shape[0]}"
    if found.channel is not None:
        inner = (*inner[: found.channel], 1, *inner[found.channel :])
        words += "; an axis for its one channel is added"
    if (stored.dtype.kind in "US") != (facts.dtype == "string"):
        kinds = ("texts", "numbers") if stored.dtype.kind in "US" else ("numbers", "texts")
        raise PeekError(
            f"{stored.file} holds {kinds[0]}, and {card} takes {kinds[1]}.", card, tuple(arrays)
        )
    if stored.dtype.kind == "f" and "int" in facts.dtype:
        words += f"; its numbers are cut to {facts.dtype}"
    return Feeding(
        card,
        (_batch(facts), *inner),
        facts.dtype,
        words,
        tuple(arrays),
        name,
        stored=stored,
        fit=found,
        item=sample.item,
    )


def _misfit(card: str, facts: Facts, sample: Sample, arrays: dict[str, Stored]) -> str:
    """Both shapes in a sentence."""
    wanted = f"{sizes(_sample_shape(facts))} ({layout(facts.axes[1:])})"
    chosen = {sample.array: arrays[sample.array]} if sample.array else arrays
    if len(chosen) == 1:
        (stored,) = chosen.values()
        return (
            f"{stored.file} is {sizes(stored.shape)}, and {card} takes {wanted}. Change the Shape "
            "of the Input, or cut the data to it."
        )
    told = [f"{name} is {sizes(stored.shape)}" for name, stored in list(chosen.items())[:5]]
    more = f" and {len(chosen) - 5} more" if len(chosen) > 5 else ""
    name = Path(sample.path).name
    return f"Nothing in {name} fits {card}, which takes {wanted}: {', '.join(told)}{more}."


def _sample_shape(facts: Facts) -> tuple[int | None, ...]:
    return (facts.output_shape or (None,))[1:]


def _batch(facts: Facts) -> int:
    return (facts.output_shape or (None,))[0] or 1
