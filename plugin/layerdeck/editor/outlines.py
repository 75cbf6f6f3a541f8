"""Texts of an SVG as outlines, so that it looks the same where our fonts are not installed.

Each letter is defined once, each text out of letters once, and both are used wherever they stand.
What a text says stays with it as its label, for those who search or listen.
"""

import re
from collections.abc import Generator
from html import escape, unescape

from PySide6.QtGui import QFont, QGlyphRun, QPainterPath, QTextLayout

from .fonts import MONO, font

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_EMPTY = re.compile(r"<g[^>]*>\s*</g>\s*")
_FONTS = re.compile(
    r'\nfont-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="[^"]*" '
)
_DEFS = "<defs>\n</defs>"
_SLICE = 200


def outlining(svg: str) -> Generator[float, None, str]:
    """An SVG as Qt writes it, with outlines in the place of its texts.

    The steps say how much is done, from 0 to 1.
    """
    made, parts, end = _Definitions(), [], 0
    for count, found in enumerate(_TEXT.finditer(svg)):
        parts += [_bare(svg[end : found.start()]), made.use(found[1], unescape(found[2]))]
        end = found.end()
        if count % _SLICE == 0:
            yield end / len(svg)
    parts.append(_bare(svg[end:]))
    return "".join(parts).replace(_DEFS, f"<defs>\n{made.text()}</defs>", 1)


def _bare(svg: str) -> str:
    """A part without what says nothing: empty groups, and the fonts of groups."""
    return _FONTS.sub(" ", _EMPTY.sub("", svg))


class _Definitions:
    """The letters and the texts that are used, by font and size."""

    def __init__(self) -> None:
        self._letters: dict[tuple[str, str, int, float, int], str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._written: list[str] = []

    def text(self) -> str:
        """All definitions; what is used comes before what uses it."""
        return "".join(self._written)

    def use(self, attributes: str, text: str) -> str:
        """A text where it stands."""
        given = dict(_ATTRIBUTE.findall(attributes))
        look = " ".join(value for name, value in given.items() if name.startswith("font"))
        name = self._texts.get((look, text))
        if name is None:
            name = self._texts[look, text] = f"t{len(self._texts)}"
            self._written.append(f'<g id="{name}">{self._spell(text, _font(given))}</g>\n')
        return (
            f'<use xlink:href="#{name}" x="{given["x"]}" y="{given["y"]}" fill="{given["fill"]}" '
            f'fill-opacity="{given["fill-opacity"]}" fill-rule="nonzero" stroke="none" '
            f'aria-label="{escape(text)}"/>'
        )

    def _spell(self, text: str, font: QFont) -> str:
        """The letters of a text, from the start of its base line."""
        layout = QTextLayout(text, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        base = line.ascent()
        spelt = []
        for run in layout.glyphRuns():
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                name = self._letter(run, glyph)
                x, y = _short(place.x()), _short(place.y() - base)
                spelt.append(f'<use xlink:href="#{name}" x="{x}" y="{y}"/>' if name else "")
        return "".join(spelt)

    def _letter(self, run: QGlyphRun, glyph: int) -> str:
        """The name of a letter; empty for one that shows nothing, such as a space."""
        font = run.rawFont()
        key = (font.familyName(), font.styleName(), font.weight(), font.pixelSize(), glyph)
        name = self._letters.get(key)
        if name is None:
            path = font.pathForGlyph(glyph)
            name = self._letters[key] = "" if path.isEmpty() else f"g{len(self._letters)}"
            if name:
                self._written.append(f'<path id="{name}" d="{_data(path)}"/>\n')
        return name


def _font(given: dict[str, str]) -> QFont:
    families = [name.strip("' ") for name in unescape(given["font-family"]).split(",")]
    bold = int(given["font-weight"]) >= QFont.Weight.DemiBold
    made = font(round(float(given["font-size"])), mono=families[0] == MONO, bold=bold)
    if given["font-style"] == "italic":
        made = QFont(made)
        made.setItalic(True)
    return made


def _data(path: QPainterPath) -> str:
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    elements = map(path.elementAt, range(path.elementCount()))
    return "".join(f"{letters.get(e.type, ' ')}{_short(e.x)},{_short(e.y)}" for e in elements)


def _short(number: float) -> str:
    """To a hundredth of a pixel, and never with an exponent, which some readers do not know."""
    return f"{round(number, 2):g}"
