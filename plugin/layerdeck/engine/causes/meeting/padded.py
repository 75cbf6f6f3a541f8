"""Padding same on the layers that lost what lies at the border."""

from layerdeck.engine.causes.use import is_wired
from layerdeck.graph.fixes import Change

from .course import Course, tried
from .grown import PORT as OUTPUT_PADDING
from .grown import grow
from .misfit import Misfit
from .parting import named, stretches


def keep_sizes(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Pad with same where the ways to a merge pad with valid; an odd size is then made up for."""
    if not misfit.is_spatial:
        return ()
    changes: list[Change] = []
    for letter in misfit.letters:
        for item in stretches(course, misfit, letter):
            card, call = course.calls[item.number]
            handed = course.ground.is_handed(card, "padding")
            if not item.clips or handed or is_wired(call, "padding"):
                continue
            changes.append(Change("set_value", card, "padding", "same"))
            if getattr(item.layer, OUTPUT_PADDING, None) is not None:
                changes.append(Change("set_value", card, OUTPUT_PADDING, None))
    if not changes:
        return grow(course, misfit) if course.changes else ()
    changes = list(dict.fromkeys(changes))
    after = tried(course, changes)
    left = after.misfits.get(misfit.number)
    return (*changes, *(grow(after, left) if left else ()))


def title_of_keeping(_course: Course, changes: tuple[Change, ...]) -> str:
    """`Padding same on conv1 and conv2`."""
    kept = dict.fromkeys(item.card for item in changes if item.port == "padding")
    grown = dict.fromkeys(item.card for item in changes if item.value and item.port != "padding")
    also = f", output padding on {named(list(grown))}" if grown else ""
    return f"Padding same on {named(list(kept))}{also}"
