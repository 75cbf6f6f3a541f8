"""A layer about to be applied, as the causes see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.run import Making, argument
from layerdeck.engine.shapes import Sized
from layerdeck.graph.fixes import Fix, setting
from layerdeck.program import Call, Literal, Problem, Ref, Severity


class Refused(Exception):  # noqa: N818 - it is an answer, no fault of the program
    """A statement cannot be run; carries the problems that say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Source:
    """Where a tensor comes from.

    Attributes:
        making: how the layer or Input that gives it was made.
        layer: the layer, None for an Input.
        given: what the layer was applied to, first of all.
    """

    making: Making
    layer: Any = None
    given: Sized | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A layer and the tensors it is about to be applied to.

    Attributes:
        card: the card that applies it, where its tensors come in.
        port: the input of that card where they do.
        layer: the Keras layer; of a wrapper's use, the layer inside is another `Use`.
        making: how it was made, with the card whose values it has; None if that is not known.
        given: its input tensors.
        sources: where each of them comes from, as far as that is known.
        shared: whether other cards may apply it too.
        wrapped: whether it is inside a wrapper; `given` is then what the wrapper hands on.
        told: what it is called with, by argument: tensors, lists of them with None for one that is
            left out, flags.
    """

    card: str
    port: str
    layer: Any
    making: Making | None
    given: tuple[Sized, ...]
    catalogue: Catalogue
    sources: tuple[Source | None, ...] = ()
    shared: bool = False
    wrapped: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """The card whose values made the layer."""
        return self.making.card if self.making else self.card

    @property
    def title(self) -> str:
        """What the layer's card is called."""
        path = self.making.call.path if self.making else ""
        declared = self.catalogue.get(path)
        return declared.title if declared else type(self.layer).__name__

    def port_title(self, port: str) -> str:
        """What a person reads at an input of the owner's card."""
        declared = self.catalogue.get(self.making.call.path) if self.making else None
        found = declared.input(port) if declared else None
        return found.title if found else port

    def set_value(self, port: str, value: Literal, shown: str) -> tuple[Fix, ...]:
        """The fix that sets an input of the owner, unless a wire gives that input its value."""
        return set_value(self.making, port, self.port_title(port), value, shown)

    def problem(
        self,
        port: str,
        message: str,
        short: str,
        fixes: tuple[Fix, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem with a value of the layer's card."""
        return Problem(self.owner, port, message, short, severity, fixes)

    def tensor_problem(
        self,
        message: str,
        short: str,
        fixes: tuple[Fix, ...] = (),
        severity: Severity = Severity.ERROR,
        port: str = "",
    ) -> Problem:
        """A problem with what is wired to the card that applies the layer.

        `port` is the input in question, where the layer is applied by its own card.
        """
        own = port and self.owner == self.card
        return Problem(self.card, port if own else self.port, message, short, severity, fixes)

    def of_input(self, tensor: Sized, dtype: str) -> tuple[Fix, ...]:
        """The fix that lets the Input that gives a tensor take another number type."""
        for given, source in zip(self.given, self.sources, strict=False):
            if given is tensor and source is not None and source.layer is None:
                return set_value(
                    source.making, "dtype", f"Dtype of {source.making.card}", dtype, dtype
                )
        return ()


def set_value(
    making: Making | None, port: str, title: str, value: Literal, shown: str
) -> tuple[Fix, ...]:
    """The fix that sets an input, or none where a wire gives that input its value."""
    if making is None or is_wired(making.call, port):
        return ()
    return (setting(f"Set {title.lower()} to {shown}", making.card, port, value),)


def is_wired(call: Call, port: str) -> bool:
    """Whether an argument is a variable rather than a written value."""
    found = argument(call, port)
    return found is not None and isinstance(found.value, Ref)


def is_time_distributed(layer: Any) -> bool:
    """Whether a layer hands each step of the second axis to another."""
    return isinstance(layer, keras.layers.TimeDistributed)
