"""Tensors with more or fewer axes than a layer takes."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import ADAPTIVE_POOLINGS, CONV_LSTMS, RECURRENT, SLIDING, TRANSPOSED
from layerdeck.engine.run import argument
from layerdeck.engine.shapes import axes_of_rank, layout, sizes
from layerdeck.engine.windows import spatial_rank
from layerdeck.graph.fixes import Change, Fix, setting
from layerdeck.program import Problem

from .fitting import with_fewer_axes, with_more_axes
from .imaging import IMAGES
from .use import Source, Use, is_time_distributed

_MOST = 99
_FLAT = 2
"""What Flatten and global poolings leave: the batch and the features."""
_EXACT = ((IMAGES, 4), (keras.layers.MelSpectrogram, 2), (RECURRENT, 3))
"""Families by the number of axes that they take."""
_HANDING_ON = (
    keras.layers.Bidirectional, keras.layers.Pipeline, keras.layers.SpectralNormalization,
)  # fmt: skip
"""Layers that take what the first layer inside takes."""


def wanted_axes(layer: Any) -> tuple[int, int]:
    """The least and the greatest number of axes that a layer takes, batch included."""
    if is_time_distributed(layer):
        least, most = wanted_axes(layer.layer)
        return max(least + 1, 3), most + 1
    if isinstance(layer, _HANDING_ON):
        return wanted_axes(_first_inside(layer))
    if isinstance(layer, CONV_LSTMS):
        return (spatial_rank(layer) + 3,) * 2
    if isinstance(layer, (*SLIDING, *TRANSPOSED, *ADAPTIVE_POOLINGS)):
        return (spatial_rank(layer) + 2,) * 2
    exact = next((axes for kinds, axes in _EXACT if isinstance(layer, kinds)), 0)
    if exact:
        return exact, exact
    spec = getattr(layer, "input_spec", None)
    if spec is None or isinstance(spec, (list, tuple)) or isinstance(layer, keras.layers.Permute):
        return 0, _MOST  # of a Permute, Dims is what is wrong then: see `reshaping`
    if spec.ndim is not None:
        return spec.ndim, spec.ndim
    return spec.min_ndim or 0, spec.max_ndim or _MOST


def _first_inside(layer: Any) -> Any:
    """The first layer that one of them hands its tensor to."""
    if isinstance(layer, keras.layers.Bidirectional):
        return layer.forward_layer
    if isinstance(layer, keras.layers.SpectralNormalization):
        return layer.layer
    return layer.layers[0] if layer.layers else None


def wrong_rank(use: Use) -> Iterator[Problem]:
    """More or fewer axes than the layer takes."""
    if use.wrapped or not use.given:
        return
    given = use.given[0]
    least, most = wanted_axes(use.layer)
    have = len(given.shape)
    if least <= have <= most:
        return
    exact = least == most
    channels_first = getattr(use.layer, "data_format", None) == "channels_first"
    wanted = f"{least} axes ({layout(axes_of_rank(least, channels_first))})"
    if not exact:
        wanted = f"at least {least} axes" if have < least else f"at most {most} axes"
    advice, fixes = _way_out(use, least, have)
    yield use.tensor_problem(
        f"{use.title} takes tensors of {wanted}, and {given.card} gives {have}: "
        f"batch × {sizes(given.shape[1:]).replace('×', ' × ')}. {advice}",
        f"Takes {least if have < least else most} axes, and got {have}",
        fixes,
    )


def _way_out(use: Use, least: int, have: int) -> tuple[str, tuple[Fix, ...]]:
    if have == least + 1 and not is_time_distributed(use.layer):
        fix = Fix("Wrap in time distributed", (Change("wrap_in_time_distributed", use.card),))
        advice = "Time distributed applies it to every step of the axis after the batch."
        wrappable = not use.shared and "keras.layers.TimeDistributed" in use.catalogue
        fewer = () if isinstance(use.layer, _HANDING_ON) else tuple(with_fewer_axes(use, least))
        return advice, (*((fix,) if wrappable else ()), *fewer)
    if have > least:
        how = "Flatten or a global pooling" if least <= _FLAT else "Reshape"
        advice = f"Take axes away, for example with {how}."
        return advice, tuple(with_fewer_axes(use, least))
    more = tuple(with_more_axes(use, least))
    source = use.sources[0] if use.sources else None
    shape = _written_shape(source)
    if shape is None or source is None or have != least - 1:
        return "Feed it a tensor with all of these axes.", more
    if is_time_distributed(use.layer) or shape[-1:] == (1,):
        return "Does the shape of the Input lack an axis, such as time?", more
    card, longer = source.making.card, (*shape, 1)
    fix = setting(
        f"Give {card} a channel axis: {', '.join(_text(size) for size in longer)}",
        card,
        "shape",
        longer,
    )
    return "Does the shape of the Input lack its last axis, the channels?", (fix,)


def _written_shape(source: Source | None) -> tuple[Any, ...] | None:
    if source is None or source.making.call.path != "keras.Input":
        return None
    shape = argument(source.making.call, "shape")
    return shape.value if shape and isinstance(shape.value, tuple) else None


def _text(size: int | None) -> str:
    return "any" if size is None else str(size)
