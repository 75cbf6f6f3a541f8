"""Cards that are put into the wires of a merge."""

from layerdeck.engine.shapes import axes_of_rank
from layerdeck.graph.fixes import Change
from layerdeck.program import WITHIN, Apply, Call

from .course import Course
from .misfit import Misfit
from .parting import named

PLACES = {1: "step", 2: "pixel", 3: "voxel"}


def is_usual(misfit: Misfit) -> bool:
    """Whether the axes are those of volumes, images or sequences, as cards for these want them."""
    axes, rank = misfit.given[0].axes, len(misfit.given[0].shape)
    return axes in (axes_of_rank(rank), axes_of_rank(rank, channels_first=True))


def is_first(misfit: Misfit) -> bool:
    """Whether the channels come before the places."""
    axes = misfit.given[0].axes
    return len(axes) > 2 and axes[1] == "C"


def put(
    course: Course, misfit: Misfit, wire: int, new: str, **values: object
) -> tuple[Change, ...]:
    """The change that puts a card into a wire of a merge; none if it cannot be had there."""
    merge = course.ground.program.statements[misfit.number]
    catalogue = course.ground.catalogue
    declared = catalogue.get(new)
    if not isinstance(merge, Apply) or not isinstance(merge.layer, Call) or declared is None:
        return ()
    into = catalogue.get(merge.layer.path)
    if into is None or len(into.tensors) != 1:
        return ()
    if is_first(misfit) and declared.input("data_format"):
        values["data_format"] = "channels_first"
    given = tuple(values.items())
    return (Change("insert", misfit.card, into.tensors[0].id, given, new, wire),)  # type: ignore[arg-type]


def bare(values: tuple[object, ...]) -> object:
    """Along one axis there is one number, or one pair, and not a list of it."""
    return values if len(values) > 1 else values[0]


def sources_of(course: Course, changes: tuple[Change, ...]) -> list[str]:
    """The cards whose outputs the new cards take."""
    cards: dict[str, None] = {}
    applied = (item for item in course.ground.program.statements if isinstance(item, Apply))
    inputs = {item.card: item.inputs for item in applied}
    for change in changes:
        given = course.tensors.get(inputs[change.card][change.wire])
        if given is not None:
            way = change.card.rpartition(WITHIN)[0]
            inside = given.card.startswith(f"{way}{WITHIN}") if way else False
            cards[given.card if inside else given.card.partition(WITHIN)[0]] = None
    return list(cards)


def where(course: Course, changes: tuple[Change, ...]) -> str:
    """Those cards in words."""
    return named(sources_of(course, changes))
