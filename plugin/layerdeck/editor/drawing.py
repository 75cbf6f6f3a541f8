"""Draws a scene as PNG, SVG or PDF, a few items at a time, so that whoever waits can be told."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Wire

from .canvas.area_item import AreaItem
from .canvas.card_item import CardItem
from .canvas.curves import curve
from .canvas.far_paint import FAR
from .canvas.heat_legend import SIZE as LEGEND
from .canvas.heat_legend import paint_legend
from .canvas.load import load_of
from .canvas.scene import CanvasScene
from .canvas.wire_item import WireItem
from .outlines import outlining

MOST_PIXELS = 40_000_000
"""No picture has more pixels: so many take 160 MB while it is drawn."""
MARGIN = 32.0
"""What is left around the cards, in pixels at 1:1."""
_SLICE = 40
"""So many items are made or drawn before the one who waits hears of it."""
_LEGEND_FOR = 1600.0
"""The legend of heat is as large as in the window in a picture so wide."""
_DOTS_PER_INCH = 96
"""What browsers take a pixel for."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows.

    Attributes:
        items: the only cards, frames and notes that are drawn, with the wires between these cards;
            None draws all there is.
        scale: pixels for each pixel at 1:1, where the picture is made of pixels.
        transparent: whether the canvas behind the cards is left out.
    """

    items: frozenset[str] | None = None
    scale: float = 2.0
    transparent: bool = False


def area_of(scene: CanvasScene, picture: Picture) -> QRectF:
    """The part of a scene that a picture shows; empty where there is nothing."""
    chosen, contents = picture.items, scene.contents
    if chosen is None:
        box, wires = scene.content_rect(), contents.wire_boxes.bounds()
    else:
        box, wires = scene.box_of(chosen), QRectF()
        for wire in contents.wires_of(chosen):
            if _is_among(wire, chosen):
                wires = wires.united(curve(contents.wires[wire].points).boundingRect())
    if box.isEmpty():
        return box
    area = box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).united(wires)
    return area if scene.heat.measure is None else area.united(_legend_room(area))


def chosen_items(scene: CanvasScene) -> frozenset[str]:
    """What is selected, with all that lies in a selected frame."""
    return load_of(scene.session.graph, scene.contents, scene.session.chosen).items


def pixels_of(area: QSizeF, scale: float) -> tuple[QSize, float]:
    """The size of a picture made of pixels, and the scale that its limit leaves."""
    used = min(scale, sqrt(MOST_PIXELS / (area.width() * area.height())))
    return QSize(max(int(area.width() * used), 1), max(int(area.height() * used), 1)), used


def note_on_size(scene: CanvasScene, picture: Picture) -> str:
    """Say so where a picture made of pixels is smaller than was wanted."""
    size, scale = pixels_of(area_of(scene, picture).size(), picture.scale)
    if scale >= picture.scale:
        return ""
    return (
        f"It has {size.width():,} × {size.height():,} pixels, at a scale of {scale:.2g} instead of "
        f"{picture.scale:g}: a PNG is kept below {MOST_PIXELS // 1_000_000} million pixels. "
        "An SVG or a PDF has no such limit."
    )


def draw_image(scene: CanvasScene, picture: Picture) -> Generator[float, None, QImage]:
    """Draw a scene as pixels, of 96 to the inch at 1:1; gives how much is done, from 0 to 1."""
    area = area_of(scene, picture)
    size, scale = pixels_of(area.size(), picture.scale)
    forms = QImage.Format
    image = QImage(size, forms.Format_ARGB32 if picture.transparent else forms.Format_RGB32)
    image.fill(Qt.GlobalColor.transparent)
    dots = round(_DOTS_PER_INCH * scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    yield from _draw(scene, image, QRectF(image.rect()), area, picture)
    return image


def draw_png(scene: CanvasScene, picture: Picture) -> Generator[float, None, bytes]:
    """Draw a scene as a PNG."""
    image = yield from draw_image(scene, picture)
    return (yield from _as_png(image))


def draw_small(scene: CanvasScene, size: QSize) -> Generator[float, None, bytes]:
    """Draw all of a scene in the middle of a PNG of so many pixels."""
    area = area_of(scene, Picture())
    margin = max(area.width() / 25 - MARGIN, 0)
    area.adjust(-margin, -margin, margin, margin)
    scale = min(size.width() / area.width(), size.height() / area.height(), 2.0)
    room = QRectF(0, 0, size.width() / scale, size.height() / scale)
    room.moveCenter(area.center())
    image = QImage(size, QImage.Format.Format_RGB32)
    yield from _draw(scene, image, QRectF(image.rect()), room, Picture())
    return (yield from _as_png(image))


def draw_svg(scene: CanvasScene, picture: Picture) -> Generator[float, None, bytes]:
    """Draw a scene as an SVG, with its texts as outlines."""
    area = area_of(scene, picture)
    data, buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(area.size().toSize())
    generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
    generator.setTitle(scene.session.graph.name)
    generator.setDescription("")
    page = QRectF(0, 0, area.width(), area.height())
    yield from (done / 2 for done in _draw(scene, generator, page, area, picture))
    buffer.close()
    steps = outlining(bytes(data.data()).decode())
    data.clear()
    while True:
        try:
            yield 0.5 + next(steps) / 2
        except StopIteration as end:
            return str(end.value).encode()


def draw_pdf(scene: CanvasScene, picture: Picture) -> Generator[float, None, bytes]:
    """Draw a scene as a page of a PDF, on which a pixel at 1:1 is a point of 1/72 inch."""
    area = area_of(scene, picture)
    data, buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(scene.session.graph.name)
    writer.setCreator("Layerdeck")
    writer.setPageSize(QPageSize(area.size(), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    page = QRectF(0, 0, writer.width(), writer.height())
    yield from _draw(scene, writer, page, area, picture)
    buffer.close()
    return bytes(data.data())


def _as_png(image: QImage) -> Generator[float, None, bytes]:
    """Pack an image beside the window's own work: a large one takes seconds."""
    data, buffer = _buffer()
    with ThreadPoolExecutor(1) as pool:
        saved = pool.submit(lambda: image.save(buffer, "PNG"))  # type: ignore[call-overload]
        while not saved.done():
            wait((saved,), timeout=0.02)
            yield 1.0
    buffer.close()
    return bytes(data.data())


def _draw(
    scene: CanvasScene, device: QPaintDevice, page: QRectF, area: QRectF, picture: Picture
) -> Iterator[float]:
    """Draw an area of a scene onto a page of a device."""
    across, down = page.width() / area.width(), page.height() / area.height()
    far = isinstance(device, QImage) and across < FAR
    if not far:
        yield from (0.3 * done for done in _make_items(scene, picture.items))
    scene.show_area(area, across if far else 1.0)
    painter = QPainter(device)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        if not picture.transparent:
            painter.fillRect(page, scene.theme.color("canvas"))
        items = _items(scene, area, None if far else picture.items)
        to_page = QTransform.fromTranslate(-area.left(), -area.top())
        to_page *= QTransform.fromScale(across, down)
        for done, item in enumerate(items):
            _paint(painter, item, item.sceneTransform() * to_page, area)
            if done % _SLICE == 0:
                yield 0.3 + 0.7 * done / len(items)
        if scene.heat.measure is not None:
            painter.setTransform(to_page)
            _paint_legend(painter, scene, area)
    finally:
        painter.end()


def _legend_room(area: QRectF) -> QRectF:
    """A strip below a picture for the legend, which grows with the picture to stay readable."""
    scale = max(1.0, area.width() / _LEGEND_FOR)
    high, wide = LEGEND.height() * scale + MARGIN, LEGEND.width() * scale + 2 * MARGIN
    return QRectF(area.left(), area.bottom(), max(wide, area.width()), high)


def _paint_legend(painter: QPainter, scene: CanvasScene, area: QRectF) -> None:
    measure = scene.heat.measure
    if measure is not None:
        scale = max(1.0, area.width() / _LEGEND_FOR)
        painter.translate(area.left() + MARGIN, area.bottom() - MARGIN - LEGEND.height() * scale)
        painter.scale(scale, scale)
        paint_legend(painter, scene.theme, measure, scene.heat.scale)


def _make_items(scene: CanvasScene, chosen: frozenset[str] | None) -> Iterator[float]:
    """Have an item for every card and wire that is to be drawn."""
    wires = scene.contents.wires if chosen is None else scene.contents.wires_of(chosen)
    cards = [card for card in scene.contents.cards if chosen is None or card in chosen]
    most = len(cards) + len(wires)
    for count, card_id in enumerate(cards):
        _ = scene.cards[card_id]
        if count % _SLICE == 0:
            yield count / most
    for count, wire in enumerate(wires, len(cards)):
        _ = scene.wires[wire]
        if count % _SLICE == 0:
            yield count / most


def _items(scene: CanvasScene, area: QRectF, chosen: frozenset[str] | None) -> list[QGraphicsItem]:
    """The items in an area, the lowest first."""
    items = scene.items(
        area, Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.AscendingOrder
    )
    return items if chosen is None else [item for item in items if _belongs(item, chosen)]


def _belongs(item: QGraphicsItem, chosen: frozenset[str]) -> bool:
    """Whether an item is drawn where no others than these are."""
    if isinstance(item, CardItem):
        return item.card_id in chosen
    if isinstance(item, AreaItem):
        return item.area_id in chosen
    return _is_among(item.wire, chosen) if isinstance(item, WireItem) else True


def _is_among(wire: Wire, cards: frozenset[str]) -> bool:
    return wire.source.card in cards and wire.target.card in cards


def _paint(painter: QPainter, item: QGraphicsItem, place: QTransform, area: QRectF) -> None:
    option = QStyleOptionGraphicsItem()
    seen = item.mapRectFromScene(area).intersected(item.boundingRect())
    option.exposedRect = seen
    painter.save()
    painter.setTransform(place)
    item.paint(painter, option, None)
    painter.restore()


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data, buffer
