"""Live inference allocates no weights, measured in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
MOST_KB = 50 * 1024
SCRIPT = """
import resource
from layerdeck.engine.infer import infer
from layerdeck.engine.memo import Memo
from layerdeck.graph.edits import set_value
from layerdeck.program import lower
from making import DECK, DENSE, INPUT, OUTPUT, card, line

def of(units):
    return line(card("x", INPUT, shape=[units]), card("a", DENSE, units=units), card("y", OUTPUT))

memo = Memo()
infer(lower(of(5), DECK).program, DECK, memo)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = infer(lower(of(50_000), DECK).program, DECK, memo)
for units in range(50_000, 50_005):
    after = set_value(of(50_000), DECK, "a", "units", units)
    infer(lower(after, DECK).program, DECK, memo)
print(report.parameters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_layer_of_ten_gigabytes_does_not_move_the_engine_s_memory():
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )
    parameters, kilobytes = map(int, ran.stdout.split())

    assert parameters == 50_000 * 50_000 + 50_000
    assert kilobytes < MOST_KB
