"""Merging frames and notes: their words count, where they lie does not."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from layerdeck.graph.placed import Frame, Note

from .picking import Picking, either
from .sequence import merged_order

Area = TypeVar("Area", Frame, Note)


def merged_frames(
    base: Mapping[str, Frame],
    ours: Mapping[str, Frame],
    theirs: Mapping[str, Frame],
    picking: Picking,
) -> dict[str, Frame]:
    """The frames of both sides."""

    def both(base: Frame | None, ours: Frame, theirs: Frame) -> Frame:
        old = base or ours.with_(title="", text="", rest={})
        title = picking.pick(ours.id, "title", old.title, ours.title, theirs.title)
        return _both(old, ours, theirs, picking).with_(title=title)

    return _areas(base, ours, theirs, picking, both)


def merged_notes(
    base: Mapping[str, Note], ours: Mapping[str, Note], theirs: Mapping[str, Note], picking: Picking
) -> dict[str, Note]:
    """The notes of both sides."""

    def both(base: Note | None, ours: Note, theirs: Note) -> Note:
        old = base or ours.with_(text="", rest={})
        unsettled, _ = either(old.unsettled, ours.unsettled, theirs.unsettled)
        return _both(old, ours, theirs, picking).with_(unsettled=unsettled)

    return _areas(base, ours, theirs, picking, both)


def _areas(
    base: Mapping[str, Area],
    ours: Mapping[str, Area],
    theirs: Mapping[str, Area],
    picking: Picking,
    both: Callable[[Area | None, Area, Area], Area],
) -> dict[str, Area]:
    made: dict[str, Area] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        old, one, other = base.get(key), ours.get(key), theirs.get(key)
        if one and other:
            made[key] = both(old, one, other)
        elif kept := picking.one_sided(key, (old, one, other), _other_words):
            made[key] = kept
    order, _ = merged_order([*base], [*ours], [*theirs], made)
    return {key: made[key] for key in order}


def _both(base: Area, ours: Area, theirs: Area, picking: Picking) -> Area:
    (at, size), _ = either((base.at, base.size), (ours.at, ours.size), (theirs.at, theirs.size))
    return ours.with_(
        at=at,
        size=size,
        text=picking.pick(ours.id, "text", base.text, ours.text, theirs.text),
        rest=picking.mapping(ours.id, base.rest, ours.rest, theirs.rest),
    )


def _other_words(old: Area, new: Area) -> bool:
    return old != new.with_(at=old.at, size=old.size)
