"""Output padding: a transposed convolution that gives a little more."""

from layerdeck.engine.causes.use import is_wired
from layerdeck.engine.kinds import TRANSPOSED, UP_SAMPLINGS
from layerdeck.engine.shapes import Sized
from layerdeck.engine.windows import spatial_axes, window_of
from layerdeck.graph.fixes import Change
from layerdeck.program import Apply

from .course import Course
from .misfit import Misfit
from .parting import named, producers

PORT = "output_padding"


def grow(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Let the nearest transposed convolution before an input give what another input has."""
    if not misfit.is_spatial:
        return ()
    merge = course.ground.program.statements[misfit.number]
    assert isinstance(merge, Apply)
    for mine in reversed(range(len(misfit.given))):
        wanted = misfit.given[0 if mine else misfit.other]
        found = _nearest(course, merge.inputs[mine])
        change = found and _padded(course, found, misfit, misfit.given[mine], wanted)
        if change:
            return (change,)
    return ()


def title_of_growing(_course: Course, changes: tuple[Change, ...]) -> str:
    """`Output padding 1, 1, 1 on up1`."""
    first = changes[0].value
    shown = ", ".join(map(str, first)) if isinstance(first, tuple) else str(first)
    shown = f" {shown}" if len({change.value for change in changes}) == 1 else ""
    return f"Output padding{shown} on {named([change.card for change in changes])}"


def _nearest(course: Course, variable: str) -> int | None:
    """The number of the transposed convolution that a tensor comes from, if no other scales it."""
    made_by = producers(course)
    while variable in made_by:
        number = made_by[variable]
        statement, layer = course.ground.program.statements[number], course.layers.get(number)
        if isinstance(layer, TRANSPOSED):
            return number
        window = window_of(layer) if layer is not None else None
        scales = isinstance(layer, UP_SAMPLINGS) or (window and max(window.strides) > 1)
        if not isinstance(statement, Apply) or len(statement.inputs) != 1 or scales:
            return None
        variable = statement.inputs[0]
    return None


def _padded(
    course: Course, number: int, misfit: Misfit, gives: Sized, wanted: Sized
) -> Change | None:
    """The output padding by which a transposed convolution gives so much more or less.

    With output padding p, an axis of n gives (n - 1) × stride + extent + p, less twice the half of
    the kernel with padding "same" (Keras' formula for a given output padding). It must stay below
    the stride, so only small gaps can be closed.
    """
    statement, layer = course.ground.program.statements[number], course.layers[number]
    card, call = course.calls[number]
    declared, window = course.ground.catalogue.get(call.path), window_of(layer)
    settable = declared is not None and declared.input(PORT) and not is_wired(call, PORT)
    handed = course.ground.is_handed(card, PORT)
    if window is None or not settable or handed or max(window.dilation) > 1:
        return None
    assert isinstance(statement, Apply)
    given, made = course.tensors[statement.inputs[0]], course.tensors[statement.targets[0]]
    paddings = []
    for place, axis in enumerate(spatial_axes(layer, len(given.shape))):
        before, after, letter = given.shape[axis], made.shape[axis], made.axes[axis]
        if before is None or after is None or letter not in gives.axes:
            return None
        if letter in misfit.letters:
            after += (wanted.shape[wanted.axes.index(letter)] or 0) - (
                gives.shape[gives.axes.index(letter)] or 0
            )
        step, size = window.strides[place], window.size[place]
        cut = 2 * (size // 2) if window.same else 0
        padding = after - ((before - 1) * step + size - cut)
        # TensorFlow runs it only if a convolution with padding "same" would lead back.
        if not 0 <= padding < step or (window.same and -(-after // step) != before):
            return None
        paddings.append(padding)
    value = tuple(paddings) if len(paddings) > 1 else paddings[0]
    return Change("set_value", card, PORT, value)
