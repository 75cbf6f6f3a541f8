"""How well colours can be told apart, after WCAG 2.2, and how far two pictures differ."""

from PySide6.QtGui import QColor, QImage


def luminance(color: QColor) -> float:
    """The relative luminance, from 0 for black to 1 for white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: QColor, other: QColor) -> float:
    """The contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def changed(before: QImage, after: QImage, least: float = 1.0) -> int:
    """How many pixels have become others, with a ratio of `least` at least."""
    assert before.size() == after.size()
    return sum(
        ratio(before.pixelColor(x, y), after.pixelColor(x, y)) >= least
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    )
