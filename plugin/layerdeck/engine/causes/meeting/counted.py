"""Channels that differ: other filters, a projection, or another axis to join along."""

from layerdeck.engine.causes.use import is_wired
from layerdeck.engine.shapes import axis_word, sizes
from layerdeck.engine.windows import window_of
from layerdeck.graph.fixes import Change
from layerdeck.program import Apply, Call

from .course import Course
from .misfit import Misfit
from .parting import between, producers
from .put import bare, is_first, is_usual, put, where

_COUNTS = ("filters", "units")


def count_alike(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Let the layer that an input's channels come from make as many as another input has."""
    if misfit.joined is not None or misfit.letters != ("C",):
        return ()
    merge = course.ground.program.statements[misfit.number]
    assert isinstance(merge, Apply)
    for mine in reversed(range(len(misfit.given))):
        wanted = misfit.given[0 if mine else misfit.other].shape[misfit.axes[0]]
        change = _counting(course, merge.inputs[mine], wanted)
        if change:
            return (change,)
    return ()


def title_of_counting(_course: Course, changes: tuple[Change, ...]) -> str:
    """`Set filters of conv2 to 16`."""
    return f"Set {changes[0].port} of {changes[0].card} to {changes[0].value}"


def project(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Bring the larger input to the shape of the other by a convolution of one voxel.

    The shortcut of a residual block where its two ways differ (He et al., 2015: projection).
    """
    if misfit.joined is not None or not is_usual(misfit) or "C" not in misfit.letters:
        return ()
    one, other = 0, misfit.other
    rank = len(misfit.given[0].shape) - 2
    places = range(1 + is_first(misfit), 1 + is_first(misfit) + rank)
    channels = 1 if is_first(misfit) else rank + 1
    for mine, theirs in ((one, other), (other, one)):
        have, want = misfit.given[mine].shape, misfit.given[theirs].shape
        pairs = [(have[axis] or 1, want[axis] or 1) for axis in places]
        steps = tuple(-(-size // wanted) for size, wanted in pairs)
        if all(-(-size // step) == want for (size, want), step in zip(pairs, steps, strict=True)):
            if rank == 0:
                return put(course, misfit, mine, "keras.layers.Dense", units=want[channels])
            new, ones = f"keras.layers.Conv{rank}D", bare((1,) * rank)
            values = {"filters": want[channels], "kernel_size": ones}
            if max(steps) > 1:
                values["strides"] = bare(steps)
            return put(course, misfit, mine, new, **values)
    return ()


def title_of_projection(course: Course, changes: tuple[Change, ...]) -> str:
    """`Bring volume to 16 channels by a convolution of one voxel`."""
    values = changes[0].values
    count = values.get("filters", values.get("units"))
    kernel = values.get("kernel_size")
    by = "Dense"
    if kernel is not None:
        by = f"a {sizes(kernel if isinstance(kernel, tuple) else (kernel,))} convolution"
        steps = values.get("strides")
        if steps is not None:
            alike = isinstance(steps, tuple) and len(set(steps)) == 1
            by += f" of strides {steps[0] if alike else steps}"
    return f"Bring {where(course, changes)} to {count} channels by {by}"


def join_elsewhere(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Join along the one axis along which the inputs differ, if they are of one place or none."""
    merge = course.ground.program.statements[misfit.number]
    own = isinstance(merge, Apply) and isinstance(merge.layer, Call)
    if misfit.joined is None or len(misfit.axes) != 1 or misfit.axes[0] == 0 or not own:
        return ()
    # Of a skip that is cut a little, it would make a volume of two that lie side by side.
    if misfit.letters != ("C",) and between(course, misfit):
        return ()
    handed = course.ground.is_handed(misfit.card, "axis")
    if handed or is_wired(merge.layer, "axis"):  # type: ignore[union-attr, arg-type]
        return ()
    last = misfit.axes[0] == len(misfit.given[0].shape) - 1
    return (Change("set_value", misfit.card, "axis", -1 if last else misfit.axes[0]),)


def title_of_joining(course: Course, changes: tuple[Change, ...]) -> str:
    """`Join along channels`."""
    applied = (item for item in course.ground.program.statements if isinstance(item, Apply))
    merge = next(item for item in applied if item.card == changes[0].card)
    axes, axis = course.tensors[merge.inputs[0]].axes, changes[0].value
    assert isinstance(axis, int)
    return f"Join along {axis_word(axes, axis % len(axes))}"


def _counting(course: Course, variable: str, wanted: int | None) -> Change | None:
    """The change of the nearest layer behind a tensor that says how many channels there are."""
    made_by = producers(course)
    while variable in made_by and wanted is not None:
        number = made_by[variable]
        statement = course.ground.program.statements[number]
        card, call = course.calls.get(number, ("", None))
        declared = course.ground.catalogue.get(call.path) if call else None
        port = next((port for port in _COUNTS if declared and declared.input(port)), "")
        if port and call:
            wired = any(
                is_wired(call, name) or course.ground.is_handed(card, name)
                for name in (port, "groups")
            )
            groups = getattr(course.layers[number], "groups", 1)
            fits = not wired and wanted % groups == 0
            return Change("set_value", card, port, wanted) if fits else None
        layer = course.layers.get(number)
        given, made = course.tensors.get(statement.inputs[0]), course.tensors.get(variable)  # type: ignore[union-attr]
        alike = given and made and given.axes == made.axes
        if not isinstance(statement, Apply) or len(statement.inputs) != 1 or not alike:
            return None
        if window_of(layer) is None and given.shape != made.shape:  # type: ignore[union-attr]
            return None
        variable = statement.inputs[0]
    return None
