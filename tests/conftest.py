"""What every test stands on: no screen, a quiet TensorFlow, the same random examples in CI.

Nothing here imports Qt or Keras, so a test that needs neither does not pay for them.
"""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from leaks import FAILED, freeze_what_is_there

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")
# The engine's processes inherit these.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

# Keras fills the heap, and so do fifteen thousand tests: Python looks through it less often.
gc.set_threshold(20_000, 10, 20)

settings.register_profile(
    "layerdeck",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("layerdeck")


def pytest_collection_finish() -> None:
    """What is there once all tests are collected stays to the end, and is no garbage."""
    freeze_what_is_there()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure: its traceback keeps alive what the leak check would report."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
