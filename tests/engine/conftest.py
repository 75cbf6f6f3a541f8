"""A quiet TensorFlow, imported once."""

import pytest

from layerdeck.engine import backend


@pytest.fixture(autouse=True)
def fresh_names():
    """No test sees the automatic names that another has used up."""
    backend.fresh_names()
