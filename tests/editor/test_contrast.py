"""Colours that can be told apart: text on what it lies on, edges and sockets, what has the focus.

The ratios are those of WCAG 2.2: 4.5 for text, 3 for what is told by its shape.
"""

import math
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from colours import changed, ratio
from layerdeck.deck import Kind, Port
from layerdeck.editor.assets import asset_path, theme_names
from layerdeck.editor.canvas.layout import PAD, Row
from layerdeck.editor.canvas.paint import LETTERED, letter_path, paint_socket
from layerdeck.editor.canvas.signs import paint_sign
from layerdeck.editor.panels.legend import Legend
from layerdeck.editor.theme import Theme, load_theme
from making import network
from person import Person

TEXTS = {
    "text": "window bar overlay field hover selection canvas card card_head chip bad_soft code "
    "code_line code_found frame note",
    "text_soft": "window bar overlay field hover selection canvas card card_head frame note",
    "text_faint": "window bar field code canvas",
    "accent": "window bar selection",
    "bad": "window bar selection card bad_soft",
    "warn": "window bar selection card",
    "on_accent": "accent_fill",
    "code_keyword": "code code_line",
    "code_string": "code code_line",
    "code_number": "code code_line",
    "code_name": "code code_line",
    "code_comment": "code code_line",
    "card": "added changed removed",
}
"""Which texts lie on which surfaces."""

MARKS = {
    "accent": "window bar field canvas code",
    "accent_fill": "window field card chip",
    "mark": "window bar field card chip",
    "good": "bar",
    "busy": "bar",
    "bad": "bar window",
    "card_selected": "canvas card",
    "card_error": "canvas card",
    "guide": "canvas",
    "found": "canvas card",
    "added": "canvas card",
    "changed": "canvas card",
    "removed": "canvas card",
    "text_disabled": "window bar field",
    "text_faint": "window code",
}
"""Rings, dots and edges that say something, and text that is switched off."""

EDGES = {
    "edge": "window bar field",
    "hair": "window bar",
    "card_edge": "canvas card",
    "frame_edge": "canvas frame",
    "note_edge": "canvas note",
    "chip_edge": "card chip",
}
"""Outlines: what lies inside shows where it is without them, but not to everyone."""

QUIET = {"grid", "grid_strong", "card_shadow"}
"""What says nothing."""

LOADED = [load_theme(name) for name in theme_names()]
themes = pytest.mark.parametrize("theme", LOADED, ids=theme_names())
contrasting = pytest.mark.parametrize(
    "theme", [theme for theme in LOADED if theme.contrast], ids=lambda theme: theme.id
)


def over(color: QColor, back: QColor) -> QColor:
    """What is seen of a colour that lets another through."""
    opaque = color.alphaF()
    parts = [
        ours * opaque + theirs * (1 - opaque)
        for ours, theirs in zip(color.getRgbF()[:3], back.getRgbF()[:3], strict=True)
    ]
    return QColor.fromRgbF(*parts)


def too_weak(theme: Theme, pairs: dict[str, str], least: float) -> list[str]:
    found = []
    for front, backs in pairs.items():
        for back in backs.split():
            seen = over(theme.color(back), theme.color("canvas"))
            measured = ratio(theme.color(front), seen)
            if measured < least:
                found.append(f"{front} on {back}: {measured:.2f}")
    return found


def test_the_ratio_is_that_of_the_guidelines() -> None:
    assert ratio(QColor("black"), QColor("white")) == pytest.approx(21)
    assert ratio(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@themes
def test_every_text_can_be_read_on_what_it_lies_on(theme: Theme) -> None:
    assert not too_weak(theme, TEXTS, 4.5)


@themes
def test_what_is_told_by_its_shape_stands_out(theme: Theme) -> None:
    assert not too_weak(theme, MARKS, 3)


@contrasting
def test_edges_stand_out_in_high_contrast(theme: Theme) -> None:
    assert not too_weak(theme, EDGES, 3)


@themes
def test_sockets_wires_and_marks_of_categories_stand_out(theme: Theme) -> None:
    least = 4.5 if theme.contrast else 3.0
    backs = {back: theme.color(back) for back in ("canvas", "card", "card_head", "window", "bar")}
    weak = [
        f"{name} on {back}: {ratio(QColor(color), seen):.2f}"
        for group in (theme.types, theme.categories)
        for name, color in group.items()
        for back, seen in backs.items()
        if ratio(QColor(color), seen) < least
    ]
    assert not weak


def test_no_colour_is_left_out() -> None:
    """A new token must say what it lies on, or what lies on it."""
    surfaces = {
        back for pairs in (TEXTS, MARKS, EDGES) for back in " ".join(pairs.values()).split()
    }
    known = {*TEXTS, *MARKS, *EDGES, *QUIET, *surfaces}
    assert set(load_theme("night").tokens) == known


@themes
def test_the_arrow_of_a_choice_stands_out(theme: Theme) -> None:
    for icon in ("arrow", "arrow_up"):
        (color,) = re.findall(r"#[0-9a-f]{6}", asset_path(f"icons/{icon}.svg").read_text())
        assert ratio(QColor(color), theme.color("field")) >= 3


# Letters on sockets.


def socket(theme: Theme, kind: Kind, *, wired: bool, listed: bool = False) -> QImage:
    """The socket of an input around (12, 12), alone on a card."""
    image = QImage(32, 24, QImage.Format.Format_RGB32)
    image.fill(theme.color("card"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    port = Port(id="x", title="X", kind=kind, list=listed)
    paint_socket(painter, Row(port, True, QPointF(12, 12), 0, connected=wired), theme)
    painter.end()
    return image


def test_each_type_has_its_own_letter() -> None:
    assert len({kind.letter for kind in Kind}) == len(Kind)
    assert all(kind.letter in kind.value.upper() for kind in Kind)


@contrasting
@pytest.mark.parametrize("wired", [False, True])
def test_types_are_told_apart_without_their_colours(theme: Theme, wired: bool) -> None:
    grey = {
        kind: socket(one_colour(theme), kind, wired=wired).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for kind in Kind
    }
    for one in Kind:
        for other in Kind:
            assert one is other or changed(grey[one], grey[other]) > 12, (one, other)


def one_colour(theme: Theme) -> Theme:
    """The theme with one colour for all types."""
    return replace(theme, types=dict.fromkeys(theme.types, theme.types["Tensor"]))


@contrasting
@pytest.mark.parametrize("kind", list(Kind))
def test_a_letter_is_crisp_and_within_its_ring(theme: Theme, kind: Kind) -> None:
    """Its upper and lower ends fall between pixels; it keeps off the ring; all keep off titles."""
    image = socket(theme, kind, wired=False)
    back = theme.color("card")
    inked = [max(ratio(image.pixelColor(x, y), back) for x in range(9, 15)) for y in range(24)]
    assert min(inked[8], inked[15]) > 12, "its top or its foot is blurred"
    assert max(inked[7], inked[16]) < 1.25, "it is too tall"
    path = letter_path(kind.letter)
    points = [path.pointAtPercent(step / 200) for step in range(201)]
    assert max(math.hypot(point.x(), point.y()) for point in points) < LETTERED - 1.2
    listed = socket(theme, kind, wired=False, listed=True)
    edge = 12 + round(PAD) - 1
    assert all(listed.pixelColor(edge, y) == back for y in range(24))


@themes
def test_errors_and_warnings_are_told_apart_by_their_shapes(theme: Theme) -> None:
    one = replace(theme, tokens={**theme.tokens, "warn": theme.tokens["bad"]})
    signs = []
    for error in (True, False):
        image = QImage(32, 24, QImage.Format.Format_RGB32)
        image.fill(theme.color("card"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, QPointF(12, 12), one, error=error)
        painter.end()
        signs.append(image)
    assert changed(*signs, 2) > 20


@pytest.mark.parametrize("name", ["night", "paper"])
def test_letters_stand_on_cards_and_in_the_inspector_in_high_contrast_alone(
    person: Person, name: str
) -> None:
    person.window.choose_theme(name)
    person.open(network())
    person.click(person.grab_head("a"))
    place = person.socket("a.filters", True)
    seen = []
    for high in (False, True):
        person.window.choose_contrast(high)
        person.settle()
        ink = person.window.theme.color("text")
        card = person.picture().copy(place.x() - 4, place.y() - 5, 9, 10)
        mark = row_mark(person, "kernel_initializer").copy(5, 8, 9, 10)
        seen.append([letters_in(card, ink), letters_in(mark, ink)])
        assert (" (I)" in tip(person, "a.filters")) is high
    assert seen == [[False, False], [True, True]]


def test_the_legend_says_each_letter_and_what_may_join(person: Person) -> None:
    for high in (True, False):
        person.window.choose_contrast(high)
        person.window.all_actions.of_qt("help.types").trigger()
        legend = QApplication.activeModalWidget()
        assert isinstance(legend, Legend)
        said = [label.text() for label in legend.findChildren(QLabel)]
        assert "feeds Integer, List of Integer, Float" in said
        assert all((f"{kind} ({kind.letter})" if high else str(kind)) in said for kind in Kind)
        legend.close()
        person.settle()


def letters_in(image: QImage, ink: QColor) -> bool:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(ratio(pixel, ink) < 1.6 for pixel in pixels) > 6


def row_mark(person: Person, port: str) -> QImage:
    return person.window.inspector.rows[port].grab().toImage()


def tip(person: Person, end: str) -> str:
    from layerdeck.editor.canvas.tips import tip_at  # noqa: PLC0415

    return tip_at(person.window.canvas, person.window.view.mapToScene(person.socket(end, True)))
