"""Wrappers: what they may be put round, and what they hand to the layer inside."""

from collections.abc import Iterator
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.kinds import RECURRENT
from layerdeck.engine.run import Making, argument
from layerdeck.program import Problem, Ref

from .use import set_value

BIDIRECTIONAL = "keras.layers.Bidirectional"


def not_recurrent(
    making: Making, makings: dict[int, Making], catalogue: Catalogue
) -> Iterator[Problem]:
    """Bidirectional takes recurrent layers only, and a backward layer that runs backwards."""
    if making.call.path != BIDIRECTIONAL:
        return
    forward = making.arguments.get("layer")
    backward = making.arguments.get("backward_layer")
    for port, layer in (("layer", forward), ("backward_layer", backward)):
        if layer is None or isinstance(layer, RECURRENT):
            continue
        inner = makings.get(id(layer))
        title = _title(inner, layer, catalogue)
        yield Problem(
            making.card,
            port,
            f"Bidirectional reads a sequence in both directions, so it takes a recurrent layer, "
            f"and got {title}. Use LSTM, GRU or Conv LSTM 3D, or take the wrapper away.",
            f"{title} is not recurrent",
        )
        return
    if backward is not None and forward is not None:
        yield from _directions(making, forward, backward, makings)


def _directions(
    making: Making, forward: Any, backward: Any, makings: dict[int, Making]
) -> Iterator[Problem]:
    if forward.go_backwards == backward.go_backwards:
        inner = makings.get(id(backward))
        value = not forward.go_backwards
        fixes = set_value(
            inner,
            "go_backwards",
            f"Go backwards of {inner.card if inner else ''}",
            value,
            "on" if value else "off",
        )
        yield Problem(
            making.card,
            "backward_layer",
            f"Both layers run {'backwards' if forward.go_backwards else 'forwards'}: switch Go "
            f"backwards {'off' if forward.go_backwards else 'on'} for the backward layer.",
            "Both layers run the same way",
            fixes=fixes,
        )
        return
    for name in ("return_sequences", "return_state", "stateful"):
        one, other = getattr(forward, name), getattr(backward, name)
        if one == other:
            continue
        inner = makings.get(id(backward))
        words = name.replace("_", " ")
        card = inner.card if inner else "backward layer"
        yield Problem(
            making.card,
            "backward_layer",
            f"The two layers must agree in {words}: it is {_on(one)} for the forward layer and "
            f"{_on(other)} for the backward one. Set both alike.",
            f"The layers differ in {words}",
            fixes=set_value(
                inner, name, f"{words.capitalize()} of {card}", bool(one), _on(bool(one))
            ),
        )
        return


def inner_making(making: Making | None, layer: Any, makings: dict[int, Making]) -> Making | None:
    """How the layer inside a wrapper was made; a Bidirectional holds a copy of what it got."""
    if making is None or not isinstance(argument_of(making, "layer"), Ref):
        return None
    return makings.get(id(making.arguments["layer"]))


def argument_of(making: Making, name: str) -> Any:
    """The written form of an argument."""
    found = argument(making.call, name)
    return found.value if found else None


def _on(value: bool) -> str:
    return "on" if value else "off"


def _title(inner: Making | None, layer: Any, catalogue: Catalogue) -> str:
    declared = catalogue.get(inner.call.path) if inner else None
    return declared.title if declared else type(layer).__name__
