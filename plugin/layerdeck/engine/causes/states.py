"""The states that recurrent layers start from, and those that they give."""

from collections.abc import Iterator, Sequence
from typing import Any

from layerdeck.deck import visible_outputs
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import CONV_LSTMS, RECURRENT
from layerdeck.engine.run import Making
from layerdeck.engine.shapes import Sized
from layerdeck.program import Problem, Severity

from .attended import whole
from .cause import about
from .use import Use, set_value
from .wrapping import inner_making

_TAKE_APART = (
    "Put each cell into an RNN of its own instead, one after the other, all but the last with "
    "Return sequences on."
)


@about(keras.layers.Layer)
def initial_states_that_do_not_fit(use: Use) -> Iterator[Problem]:
    """There is one for each state, of its size; of a Bidirectional for each direction."""
    given = use.told.get("initial_state")
    if use.wrapped or not isinstance(given, tuple):
        return
    wanted = _states(use.layer, use.given[0])
    if wanted is None:
        yield use.tensor_problem(
            "Initial state: a cell with several states among stacked ones starts from a list of "
            f"its own, which no wire carries. {_TAKE_APART}",
            "States of stacked cells are lists",
            port="initial_state",
        )
    elif len(given) != len(wanted):
        yield _other_count(use, len(given), wanted)
    else:
        yield from _other_sizes(use, given, wanted)


def _other_count(use: Use, count: int, wanted: Sequence[Sequence[int | None]]) -> Problem:
    inner = getattr(use.layer, "forward_layer", use.layer)
    passed_by = count > len(wanted) and isinstance(inner, keras.layers.GRU)
    many = "state" if len(wanted) == 1 else "states"
    return use.tensor_problem(
        f"{use.title} starts from {len(wanted)} {many} here, "
        f"{' and '.join(dict.fromkeys(map(whole, wanted)))}, and {count} "
        f"{'is' if count == 1 else 'are'} wired. "
        + ("Keras passes the others by. " if passed_by else "")
        + "Wire exactly these, or none to start from zeros.",
        f"{len(wanted)} {many} wanted, {count} wired",
        severity=Severity.WARNING if passed_by else Severity.ERROR,
        port="initial_state",
    )


def _other_sizes(
    use: Use, given: Sequence[Sized], wanted: Sequence[Sequence[int | None]]
) -> Iterator[Problem]:
    for number, (state, shape) in enumerate(zip(given, wanted, strict=True), 1):
        pairs = list(zip(state.shape, shape, strict=False))
        batches = pairs[0]
        fits = len(state.shape) == len(shape) and all(
            None in pair or pair[0] == pair[1] for pair in pairs[1:]
        )
        if state.dtype != "string" and fits and (None in batches or len({*batches, 1}) < 3):
            continue
        which = f"Initial state {number}" if len(wanted) > 1 else "Initial state"
        text = state.dtype == "string"
        yield use.tensor_problem(
            f"{which} must be floats, and {state.card} gives string. Let the Input take float32."
            if text
            else f"{which} must be {whole(shape)}, and {state.card} gives {whole(state.shape)}. "
            "Feed it that shape.",
            f"{which} of texts" if text else f"{which} of another shape",
            use.of_input(state, "float32") if text else (),
            port="initial_state",
        )
        return


def _states(layer: Any, given: Sized) -> list[tuple[int | None, ...]] | None:
    """The shapes of the states of a layer; None where they come in lists of their own."""
    if isinstance(layer, keras.layers.Bidirectional):
        found = [_states(each, given) for each in (layer.forward_layer, layer.backward_layer)]
        return None if None in found else [shape for each in found for shape in each or ()]
    if isinstance(layer, CONV_LSTMS):
        out = layer.compute_output_shape(given.shape)
        out = tuple(out[0] if layer.return_state else out)
        step = (out[0], *out[2:]) if layer.return_sequences else out
        return [step, step]
    sizes = layer.state_size if isinstance(layer, RECURRENT) else []
    if any(not isinstance(size, int) for size in sizes):
        return None
    return [(given.shape[0], size) for size in sizes]


def outputs_not_given(
    use: Use,
    makings: dict[int, Making],
    targets: Sequence[str],
    result: Any,
    used: frozenset[str],
) -> Iterator[Problem]:
    """States that are wired from a layer that does not give them, or gives them as lists."""
    port = "cell" if isinstance(use.layer, keras.layers.RNN) else "layer"
    things = result if isinstance(result, (list, tuple)) else (result,)
    titles = dict(zip(targets, _titles(use), strict=False)) if len(targets) > 1 else {}
    lists = [name for name, thing in zip(targets, things, strict=False) if isinstance(thing, list)]
    for title in (titles[name] for name in lists if name in used and name in titles):
        yield use.problem(
            port,
            f"{title} is wired, and it is a list: the states of a cell among stacked ones that has "
            f"several. {_TAKE_APART}",
            f"{title} is a list of states",
        )
        return
    missing = [name for name in list(titles)[len(things) :] if name in used]
    if not missing:
        return
    title = titles[missing[0]]
    inner = inner_making(use.making, use.layer, makings)
    if inner is not None and getattr(use.layer, "return_state", True) is False:
        yield use.problem(
            port,
            f"{title} is wired, and Return state of {inner.card}, the layer inside, is off. "
            "Switch it on, or take the wire away.",
            f"Return state of {inner.card} is off",
            set_value(inner, "return_state", f"Return state of {inner.card}", True, "on"),
        )
        return
    have = len(things) - 1 - (getattr(use.layer, "merge_mode", "") is None)
    yield use.problem(
        port,
        f"{title} is wired, and the {'cell' if port == 'cell' else 'layer inside'} gives {have} "
        f"{'state' if have == 1 else 'states'} here. Take the wire away.",
        f"There is no {title} here",
    )


def _titles(use: Use) -> list[str]:
    """The titles of the tensors that the card gives, in order."""
    declared = use.catalogue.get(use.making.call.path) if use.making else None
    if declared is None or use.making is None:
        return []
    shown = visible_outputs(declared, use.making.arguments)
    return [port.title for port in shown if port.id != "layer"]
