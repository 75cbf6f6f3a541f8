"""The steps of a walk by keyboard from card to card, and into a card and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layerdeck.graph import Frame
from layerdeck.graph.areas import resize

from .area_layout import LEAST_FRAME, LEAST_NOTE
from .nearness import leftmost, nearest_to
from .spoken import end_name, short_name
from .spots import Line, Spot
from .ways import Fork, fork_at

if TYPE_CHECKING:
    from .walking import Walking


def along(walking: Walking, *, forward: bool) -> None:
    """Go along a wire: that which was come by, or the first."""
    here = walking.here()
    if here is None:
        return
    placed = walking.scene.contents.cards.get(here.item)
    graph, came_by = walking.session.graph, walking.came_by
    fork = fork_at(graph, placed, here, forward=forward, came_by=came_by) if placed else None
    if fork:
        _take(walking, fork)
        return
    what = short_name(walking.session, here.item)
    if here.line:
        what += f" · {walking.words().split(',', 1)[0]}"
    walking.session.said.emit(f"No wire leads {'on from' if forward else 'to'} {what}.")


def beside(walking: Walking, step: int) -> None:
    """Go to where another of the wires leads among which one was taken."""
    here, fork = walking.here(), walking.fork
    if here and fork and len(fork.wires) > 1:
        _take(walking, fork.beside(step))
    elif here:
        walking.session.said.emit(
            "Alt+Up and Alt+Down choose among several wires, after Alt+Left or Alt+Right."
        )


def toward(walking: Walking, across: int, down: int) -> None:
    """Go to what is nearest in a direction, as -1, 0 or 1 across and down."""
    here = walking.here()
    if here:
        found = nearest_to(walking.scene.contents, here.item, across, down)
        if found:
            walking.come_to(Spot(found))
        else:
            name = short_name(walking.session, here.item)
            walking.session.said.emit(f"There is nothing that way from {name}.")


def to_end(walking: Walking, *, last: bool) -> None:
    """Go to the card farthest left, or farthest right."""
    found = leftmost(walking.scene.contents, right=last)
    if found:
        walking.come_to(Spot(found))


def into(walking: Walking) -> None:
    """Go into a card, to the first of its lines."""
    here = walking.here()
    if here:
        lines = walking.lines()
        if lines:
            walking.come_to(Spot(here.item, lines[0]))
        else:
            name = short_name(walking.session, here.item)
            walking.session.said.emit(f"Of {name} no ports show.")


def to_line(walking: Walking, line: Line | None) -> None:
    """Go to another line of the card, if there is one."""
    if walking.spot and line:
        walking.come_to(Spot(walking.spot.item, line))


def out(walking: Walking) -> None:
    """Go from a line to its card; from a card, select nothing and show no more where one is."""
    if walking.spot and walking.spot.line:
        walking.come_to(Spot(walking.spot.item))
    else:
        walking.select(())
        walking.picking = False
        walking.rest()


def pick(walking: Walking) -> None:
    """Have the card stay selected while one walks on, or no longer."""
    here = walking.here()
    if here is None:
        return
    chosen = set(walking.session.chosen)
    picked = not walking.picking or here.item not in chosen
    walking.picking = True
    walking.select(chosen | {here.item} if picked else chosen - {here.item})
    count, name = len(walking.session.chosen), short_name(walking.session, here.item)
    done = "Picked" if picked else "Let go of"
    walking.session.said.emit(f"{done} {name}: {count} selected. Space picks, Esc ends it.")


def resize_area(walking: Walking, across: float, down: float) -> None:
    """Draw the selected frame or note so much larger or smaller, by its lower right corner."""
    (area_id,) = walking.session.selected_areas
    area = walking.scene.contents.areas[area_id]
    least = LEAST_FRAME if isinstance(area, Frame) else LEAST_NOTE
    width, height = max(area.size[0] + across, least[0]), max(area.size[1] + down, least[1])
    walking.session.edit("Resize", resize, area_id, (width, height))


def _take(walking: Walking, fork: Fork) -> None:
    walking.come_to(fork.spot)
    walking.fork, walking.came_by = fork, fork.wires[fork.taken]
    name = end_name(walking.session, fork.end, is_input=fork.forward)
    if len(fork.wires) > 1:
        count = f"{fork.taken + 1} of {len(fork.wires)}"
        walking.stepped.emit(f"{count}: {name}")
        walking.counted.emit(count)
    else:
        walking.stepped.emit(name)
