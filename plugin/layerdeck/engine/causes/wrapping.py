"""Wrappers: what they may be put round, and what they hand to the layer inside."""

from collections.abc import Iterator
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import RECURRENT
from layerdeck.engine.run import Making, argument
from layerdeck.graph.fixes import Change, Fix
from layerdeck.program import Problem, Ref

from .cells import cell_for_a_layer, title_of
from .use import Use, set_value

BIDIRECTIONAL = "keras.layers.Bidirectional"
_ONE_TENSOR = ("keras.layers.TimeDistributed", "keras.layers.SpectralNormalization")
"""Wrappers that hand a single tensor on, and are handed a single one."""


def not_one_tensor(
    making: Making, makings: dict[int, Making], catalogue: Catalogue
) -> Iterator[Problem]:
    """Time distributed and Spectral normalization hand on one tensor, and take one back."""
    layer = making.arguments.get("layer")
    if making.call.path not in _ONE_TENSOR or layer is None:
        return
    inner = makings.get(id(layer))
    declared = catalogue.get(inner.call.path) if inner else None
    wrapper, title = title_of(making, None, catalogue), title_of(inner, layer, catalogue)
    needed = [port for port in declared.tensors if port.required] if declared else []
    several = len(needed) > 1 or any(port.list for port in needed)
    if several or (isinstance(layer, keras.Model) and len(layer.inputs) > 1):
        yield Problem(
            making.card,
            "layer",
            f"{wrapper} hands one tensor to the layer inside, and {title} takes several. Use it "
            "without the wrapper, or a layer that takes one.",
            f"{title} takes several tensors",
        )
    elif getattr(layer, "return_state", False) is True and "Time" in making.call.path:
        yield Problem(
            making.card,
            "layer",
            f"{wrapper} takes one tensor back from the layer inside, and {title} gives its states "
            "too. Switch Return state off there.",
            f"{title} gives its states too",
            fixes=set_value(
                inner,
                "return_state",
                f"Return state of {inner.card if inner else ''}",
                False,
                "off",
            ),
        )


def nothing_to_normalize(use: Use, makings: dict[int, Making]) -> Iterator[Problem]:
    """What Spectral normalization is put round must have a kernel. Asked once Keras has refused."""
    layer = use.layer
    if not isinstance(layer, keras.layers.SpectralNormalization) or not layer.layer.built:
        return
    if hasattr(layer.layer, "kernel") or hasattr(layer.layer, "embeddings"):
        return
    title = title_of(makings.get(id(layer.layer)), layer.layer, use.catalogue)
    yield use.problem(
        "layer",
        f"Spectral normalization divides the kernel of the layer inside, and {title} has no kernel "
        "of its own. Put it round a layer such as Dense or a Convolution.",
        f"{title} has no kernel",
    )


def not_recurrent(
    making: Making, makings: dict[int, Making], catalogue: Catalogue
) -> Iterator[Problem]:
    """Bidirectional takes recurrent layers only, and a backward layer that runs backwards."""
    if making.call.path != BIDIRECTIONAL or [*cell_for_a_layer(making, makings, catalogue)]:
        return
    forward = making.arguments.get("layer")
    backward = making.arguments.get("backward_layer")
    for port, layer in (("layer", forward), ("backward_layer", backward)):
        if layer is None or isinstance(layer, RECURRENT):
            continue
        inner = makings.get(id(layer))
        title = title_of(inner, layer, catalogue)
        yield Problem(
            making.card,
            port,
            f"Bidirectional reads a sequence in both directions, so it takes a recurrent layer, "
            f"and got {title}. Use LSTM, GRU or Conv LSTM 3D, or take the wrapper away.",
            f"{title} is not recurrent",
            fixes=_without_wrapper(making, inner) if port == "layer" else (),
        )
        return
    if backward is not None and forward is not None:
        yield from _directions(making, forward, backward, makings)


def _without_wrapper(making: Making, inner: Making | None) -> tuple[Fix, ...]:
    """Let the layer inside do without its wrapper, or have one that applies it to every step."""
    if inner is None or argument(making.call, "backward_layer") is not None:
        return ()
    each = Change("retype", making.card, new="keras.layers.TimeDistributed")
    return (
        Fix("Take Bidirectional away", (Change("unwrap", making.card),)),
        Fix("Apply it to every step: Time distributed", (each,)),
    )


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
