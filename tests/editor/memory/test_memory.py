"""What a long session keeps: opening, editing, undoing and closing leave no more than before.

`LAYERDECK_ROUNDS=1000` runs as long a session as anybody has; the mark is then after 100 rounds.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("LAYERDECK_ROUNDS", "60"))
SESSION = Path(__file__).with_name("session.py")


@pytest.mark.parametrize("kind", ["open", "undo"])
def test_memory_stays_as_it_was_after_the_first_rounds(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SESSION), kind, str(ROUNDS), str(min(ROUNDS // 3, 100))],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    memory = json.loads(done.stdout.splitlines()[-1])
    print(f"{kind}: {memory['marked']:.1f} MiB, after {ROUNDS} rounds {memory['ended']:.1f} MiB")
    assert memory["ended"] <= memory["marked"] * 1.05
