"""Two layers in a row, and what the engine would say of layers that keep what they are given."""

from layerdeck.program import Facts, Kept, Report, Training
from making import CONV, INPUT, OUTPUT, card, line

MANY = 10**6
"""Numbers of each tensor: four megabytes in float32."""

ROW = line(
    card("x", INPUT, shape=[100, 100, 100, 1]),
    card("first", CONV, filters=1, kernel_size=1),
    card("second", CONV, filters=1, kernel_size=1),
    card("y", OUTPUT),
)


def facts(trained: int = 0) -> Facts:
    kept = Training((Kept(MANY, 0),)) if trained else None
    shape, axes = (None, 100, 100, 100, 1), tuple("BDHWC")
    return Facts(shape, axes, "float32", trained, trained, MANY * 4, training=kept)


def report(**cards: int) -> Report:
    """By card, how many weights are trained."""
    weights = sum(cards.values())
    found = {name: facts(trained) for name, trained in cards.items()}
    return Report(0, found, parameters=weights, trainable_parameters=weights)
