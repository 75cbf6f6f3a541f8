"""The messages between editor and engine come over the pipe as they were sent."""

import msgspec
import pytest

from layerdeck.graph.fixes import setting
from layerdeck.program import Facts, Problem, Reply, Report


@pytest.mark.parametrize(
    "value",
    [None, True, 3, 0.5, "same", (1, 1, 1), (None, 64, 64, 1), ((0, 1), (0, 1), (0, 0))],
    ids=repr,
)
def test_a_fix_keeps_its_value(value: object) -> None:
    fix = setting("Mend it", "a", "port", value)
    report = Report(
        7,
        {"a": Facts((None, 8, 8, 8, 4), ("B", "D", "H", "W", "C"), "float32", 112, 112, 8192)},
        (Problem("a", "port", "It is wrong. Mend it.", "Wrong", fixes=(fix,)),),
    )
    assert msgspec.json.decode(msgspec.json.encode(report), type=Reply) == report
