"""The command line in a process of its own."""

import os
import subprocess
import sys


def layerdeck(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a person's shell runs it."""
    noisy = {key: value for key, value in os.environ.items() if not key.startswith("TF_")}
    return subprocess.run(
        [sys.executable, "-m", "layerdeck", *arguments],
        capture_output=True, text=True, check=False, timeout=120, env=noisy, **options,
    )  # fmt: skip
