"""Where every text on a card is drawn, and whether it is clipped or lies on another.

The texts are those that `paint_card` draws: the card is painted as SVG, whose texts carry their
places and fonts.

Run as a program it looks at every card on a screen of the scale in QT_SCALE_FACTOR and prints
what is wrong.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from layerdeck.deck import CardType
from layerdeck.editor.assets import theme_names
from layerdeck.editor.canvas.layout import Layout, Look, card_layout
from layerdeck.editor.canvas.paint import State, paint_card
from layerdeck.editor.theme import Theme, load_theme

_SVG = "{http://www.w3.org/2000/svg}"
TEXTS_IN = ("night", "paper-contrast")
"""Texts stand alike in Night and Paper; in high contrast the sockets have letters."""
_LETTERS = 0.74, 0.22
"""How far letters reach above and below their base line, in sizes of the font."""


@dataclass(frozen=True)
class Text:
    """A text as it was drawn, and the box of its letters."""

    text: str
    box: QRectF


def looks_of(card_type: CardType) -> Iterator[tuple[str, Look]]:
    """The ways in which a card of a type may look."""
    initial = tuple(
        (port.id, port.initial) for port in card_type.inputs if port.initial is not None
    )
    wired = frozenset(port.id for port in card_type.inputs)
    outputs = frozenset(port.id for port in card_type.outputs)
    plain = Look(card_type.title, card_type, card_type.id, initial)
    full = {"shape": "128×128×128×1024", "sizes": "123,456,789 params · 1,073.7 MB"}
    states = (*initial, *((port.id, True) for port in card_type.inputs if "return" in port.id))
    problem = (
        "The kernel of 3×3×3 is larger than its input of 2×2×2: "
        "supercalifragilisticexpialidociously_named_cards_are_told_too"
    )
    name = "the_second_encoder_of_the_left_branch"
    yield "collapsed", plain
    for way, expanded in (("", False), (", expanded", True)):
        common = {"card_type": card_type, "type_id": card_type.id, "expanded": expanded}
        title = card_type.title
        yield f"plain{way}", Look(title, values=initial, **common)
        yield f"wired{way}", Look(title, inputs=wired, outputs=outputs, **common)
        yield f"long{way}", Look(title, values=_long(card_type), **common, **full)
        yield f"wrong{way}", Look(title, values=initial, problem=problem, **common)
        yield f"named{way}", Look(f"{name} · {title}", values=states, **common, **full)


def texts_on(layout: Layout, look: Look, theme: Theme) -> list[Text]:
    """The texts of a card where they are drawn."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # As many dots to the inch as there are points, so that one unit is one pixel at 1:1.
    generator.setResolution(72)
    generator.setSize(QSize(round(layout.width), round(layout.height)))
    painter = QPainter(generator)
    paint_card(painter, layout, look, theme, State())
    painter.end()
    buffer.close()
    return [
        _text(element, group)
        for group in ElementTree.fromstring(bytes(data.data())).iter(f"{_SVG}g")
        for element in group.findall(f"{_SVG}text")
    ]


def faults_of(look: Look, theme: Theme, layout: Layout | None = None) -> list[str]:
    """What is wrong with the texts on a card."""
    layout = layout or card_layout(look)
    texts = texts_on(layout, look, theme)
    card = QRectF(0, 0, layout.width, layout.height).adjusted(-0.5, -0.5, 0.5, 0.5)
    faults = [f"“{text.text}” leaves the card" for text in texts if not card.contains(text.box)]
    for one, other in combinations(texts, 2):
        if one.box.intersects(other.box):
            faults.append(f"“{one.text}” lies on “{other.text}”")
    for row in layout.rows:
        if row.chip is None or row.is_tick:
            continue
        inside = [text for text in texts if row.chip.contains(text.box.center())]
        if row.text and not inside:
            faults.append(f"the value of {row.port.title} is not drawn")
        for text in inside:
            if not row.chip.adjusted(-0.5, -0.5, 0.5, 0.5).contains(text.box):
                faults.append(f"“{text.text}” leaves its field")
    boxes = [(row.port.title, row.chip) for row in layout.rows if row.chip is not None]
    for title, box in boxes:
        if not card.contains(box):
            faults.append(f"the field of {title} leaves the card")
        for text in texts:
            if text.box.intersects(box) and not box.contains(text.box.center()):
                faults.append(f"“{text.text}” lies on the field of {title}")
    wanted = {row.port.title for row in layout.rows} | {look.title}
    faults += [f"“{text}” is not drawn" for text in wanted - {text.text for text in texts}]
    return faults


def _long(card_type: CardType) -> tuple[tuple[str, object], ...]:
    """Values so long that their fields are as wide as they may be."""
    words = {"Integer": 123_456_789, "Float": 0.000123456789, "String": "a_very_long_name_" * 4}
    values: list[tuple[str, object]] = []
    for port in card_type.inputs:
        if port.choices:
            values.append((port.id, max(port.choices, key=lambda choice: len(str(choice)))))
        elif port.kind.value in words:
            word = words[port.kind.value]
            values.append((port.id, (word,) * 3 if port.list else word))
    return tuple(values)


def _text(element: ElementTree.Element, group: ElementTree.Element) -> Text:
    size = float(element.get("font-size", "0").removesuffix("px"))
    font = QFont(element.get("font-family", "").strip("'\""))
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight(int(element.get("font-weight", "400"))))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    whole = (element.text or "").replace("\xa0", " ")
    text = whole.strip()
    metrics = QFontMetricsF(font)
    indent = metrics.horizontalAdvance(whole[: len(whole) - len(whole.lstrip())])
    x, y = float(element.get("x", "0")) + indent, float(element.get("y", "0"))
    above, below = (size * part for part in _LETTERS)
    # Half a pixel is no overlap that anyone sees.
    wide = max(metrics.horizontalAdvance(text) - 0.5, 0.5)
    box = QRectF(x, y - above, wide, above + below)
    transform = group.get("transform", "matrix(1,0,0,1,0,0)")
    across, down = (float(part) for part in transform[7:-1].split(",")[4:])
    return Text(text, box.translated(QPointF(across, down)))


def picture_of(look: Look, theme: Theme, ratio: float) -> QImage:
    """A card as a screen of this many pixels per pixel shows it."""
    layout = card_layout(look)
    size = QSize(round((layout.width + 20) * ratio), round((layout.height + 20) * ratio))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("canvas"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(10, 10)
    paint_card(painter, layout, look, theme, State())
    painter.end()
    return image


def differ(fine: QImage, coarse: QImage) -> float:
    """How far two pictures of different sizes are apart on average, from 0 to 255."""
    shrunk = fine.scaled(
        coarse.size(),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    one, other = bytes(shrunk.constBits()), bytes(coarse.constBits())
    return sum(abs(a - b) for a, b in zip(one[::7], other[::7], strict=True)) / len(one[::7])


def main() -> None:
    from layerdeck.deck import load_catalogue  # noqa: PLC0415
    from layerdeck.editor.app import make_application  # noqa: PLC0415

    application = make_application()
    ratio = application.primaryScreen().devicePixelRatio()
    print(f"ratio {ratio}")
    for name in theme_names():
        theme = load_theme(name)
        for card_type in load_catalogue().values():
            looks = list(looks_of(card_type))
            for way, look in looks if name in TEXTS_IN else ():
                for fault in faults_of(look, theme):
                    print(f"{name}: {card_type.title}, {way}: {fault}")
            _, look = looks[-1]
            apart = differ(picture_of(look, theme, ratio), picture_of(look, theme, 1))
            if apart > 6:
                print(f"{name}: {card_type.title} looks different on this screen by {apart:.1f}")
    sys.stdout.flush()
    # A program that only draws has nothing to close.
    os._exit(0)


if __name__ == "__main__":
    main()
