"""The memory budget against what TensorFlow allocates: see `benchmarks/memory.py` for the rest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_training_step_allocates_what_was_estimated():
    """In a process of its own, where nothing else is allocated."""
    run = [sys.executable, ROOT / "benchmarks" / "memory_ours.py", "small"]
    path = os.pathsep.join(filter(None, [*map(str, (ROOT / "plugin", ROOT / "cards"))]))
    done = subprocess.run(
        run, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])

    assert found["measured"] > 50e6
    assert found["estimate"] == pytest.approx(found["measured"], rel=0.2)
