"""Where a process that runs Python as this one does finds its packages."""

import os
import sys


def python_path() -> str:
    """What PYTHONPATH has to be, for a process to find the packages that this one finds."""
    return os.pathsep.join(path for path in sys.path if path)
