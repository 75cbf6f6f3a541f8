"""Keeping TensorFlow's own messages out of ours."""

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Send what is written to stderr into nothing, also by native code; errors still pass.

    TensorFlow writes there before its log level can be set, and what it writes is not about the
    person's graph.
    """
    try:
        handle = sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):  # a captured stderr has no file of its own
        yield
        return
    sys.stderr.flush()
    kept = os.dup(handle)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, handle)
    os.close(nothing)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, handle)
        os.close(kept)
