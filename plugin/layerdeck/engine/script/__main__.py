"""`python -m layerdeck.engine.script PATH NAME SECONDS GIGABYTES`: runs a script under guard."""

import sys
from pathlib import Path

from layerdeck.files.importing.scripts import Limits

from .guard import guard

if __name__ == "__main__":
    path, name, seconds, gigabytes = sys.argv[1:]
    guard(Path(path), name, Limits(float(seconds), float(gigabytes)))
