"""The colours of heat: evenly apart, told apart without hues, and read upon."""

import math
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from colours import ratio
from layerdeck.editor.assets import theme_names
from layerdeck.editor.theme import Theme, load_theme
from layerdeck.program import CLASSES

themes = pytest.mark.parametrize("theme", [*map(load_theme, theme_names())], ids=theme_names())

Triple = tuple[float, float, float]

BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""What is left of red, green and blue light: Machado, Oliveira, Fernandes 2009, severity 1."""


def light(color: QColor) -> Triple:
    """Red, green and blue as amounts of light."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return linear(color.redF()), linear(color.greenF()), linear(color.blueF())


def times(matrix: tuple[Triple, ...], triple: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, triple, strict=True)) for row in matrix)
    return first, second, third


def seen(rgb: Triple) -> Triple:
    """Lightness and two hues in which equal ways look equally far: OKLab, Ottosson 2020."""
    cones = times(
        ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
         (0.0883024619, 0.2817188376, 0.6299787005)), rgb,
    )  # fmt: skip
    roots = tuple(math.copysign(abs(cone) ** (1 / 3), cone) for cone in cones)
    return times(
        ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
         (0.0259040371, 0.7827717662, -0.8086757660)), roots,  # type: ignore[arg-type]
    )  # fmt: skip


@themes
def test_neighbours_are_equally_far_apart(theme: Theme) -> None:
    colours = [seen(light(theme.heat(level))) for level in range(CLASSES)]
    assert len(theme.heats) == CLASSES
    ways = [math.dist(one, other) for one, other in pairwise(colours)]
    assert min(ways) > 0.1
    assert max(ways) / min(ways) < 1.1


@themes
def test_it_grows_ever_lighter_in_the_dark_and_ever_darker_on_paper(theme: Theme) -> None:
    lightness = [seen(light(theme.heat(level)))[0] for level in range(CLASSES)]
    steps = [(after - before) * (1 if theme.dark else -1) for before, after in pairwise(lightness)]
    assert min(steps) > 0.05


@themes
@pytest.mark.parametrize("kind", BLIND)
def test_neighbours_are_told_apart_by_the_colour_blind(theme: Theme, kind: str) -> None:
    colours = [seen(times(BLIND[kind], light(theme.heat(level)))) for level in range(CLASSES)]
    assert min(math.dist(one, other) for one, other in pairwise(colours)) > 0.05


@themes
@pytest.mark.parametrize("dimmed", [False, True])
def test_titles_can_be_read_on_each(theme: Theme, dimmed: bool) -> None:
    for level in range(CLASSES):
        back = theme.heat(level, dimmed=dimmed)
        assert ratio(theme.on_heat(level, dimmed=dimmed), back) >= 4.5, level


@themes
def test_the_least_heat_is_not_taken_for_none(theme: Theme) -> None:
    for dimmed in (False, True):
        head, least = theme.color("card_head"), theme.heat(0, dimmed=dimmed)
        assert math.dist(seen(light(head)), seen(light(least))) > 0.05
