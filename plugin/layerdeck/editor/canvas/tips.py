"""What a person reads where the cursor rests: types of ports, names of axes, problems."""

from PySide6.QtCore import QPointF

from layerdeck.editor.words import named_axes, shape_text, type_text
from layerdeck.graph import Frame

from .area_layout import Area
from .card_item import CardItem
from .parts import plain_parts
from .placing import main_output
from .scene import CanvasScene
from .spoken import end_name

_BYPASSED = (
    "Bypassed: the model is made as if this card were not there, and what feeds it feeds its "
    "followers. B takes it back in."
)


def tip_at(scene: CanvasScene, point: QPointF) -> str:
    """The words for a place of the scene; empty where there is nothing to say."""
    item = scene.card_at(point)
    if item is None:
        grip = scene.areas.at(point)
        return _words(scene.contents.areas[grip.area]) if grip else _wire(scene, point)
    inside = item.mapFromScene(point)
    row = item.socket_at(inside) or item.row_at(inside)
    if row:
        kind = type_text(row.port.type, scene.theme)
        return "\n".join(
            filter(None, (f"{row.port.title}: {kind}", row.port.help, plain_parts(row.port)))
        )
    on_foot = item.layout.foot_lines and inside.y() >= item.layout.foot
    return (_foot(scene, item) if on_foot else "") or _head(scene, item)


def _words(area: Area) -> str:
    """All that is written in a frame or note: there may be no room for it on the canvas."""
    return f"{area.title}\n{area.text}".strip() if isinstance(area, Frame) else area.text


def _wire(scene: CanvasScene, point: QPointF) -> str:
    """Where the wire under the cursor leads, and what it carries, with the shape where known."""
    item = None if scene.far.isVisible() else scene.wire_at(point)
    if item is None:
        return ""
    session, (source, target) = scene.session, item.wire
    ends = (
        end_name(session, source, is_input=False),
        end_name(session, target, is_input=True),
    )
    carried, facts = str(item.route.kind), session.facts_of(source.card)
    if facts and facts.output_shape and main_output(session, source.card) == source:
        carried = f"{carried} {shape_text(facts.output_shape)}, {facts.dtype}"
    return f"{' → '.join(ends)}\n{carried}"


def _head(scene: CanvasScene, item: CardItem) -> str:
    declared = item.look.card_type
    if declared is None:
        return f"{item.card_id}: {item.look.type_id}\nThis card is not in the deck."
    if item.look.bypassed:
        return f"{item.card_id}: {declared.id}\n{_BYPASSED}"
    package = scene.session.deck.package_of(declared.id)
    origin = f", from the package {package}" if package else ""
    return f"{item.card_id}: {declared.id}{origin}\n{declared.help}"


def _foot(scene: CanvasScene, item: CardItem) -> str:
    problems = scene.session.problems_of(item.card_id)
    if problems:
        return "\n".join(problem.message for problem in problems)
    facts = scene.session.facts_of(item.card_id)
    return f"{named_axes(facts)}, {facts.dtype}" if facts and facts.output_shape else ""
