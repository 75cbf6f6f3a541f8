"""`python -m reference OUT` writes the source of the site into OUT, for Sphinx to build."""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Without a screen Qt regrets at every window that it cannot hand on its size.
os.environ["QT_LOGGING_RULES"] = "default.warning=false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

from layerdeck.deck import load_catalogue

from .assemble import assemble
from .examples import ExampleError


def main() -> int:
    """Write it all; tell how long it took, or what is wrong."""
    began = time.monotonic()
    deck = load_catalogue()
    try:
        assemble(deck, Path(sys.argv[1]))
    except ExampleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(deck)} cards written in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
