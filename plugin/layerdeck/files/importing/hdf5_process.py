"""Run as a script: give the configuration of the model in an HDF5 file, from standard input.

It stands alone: the process starts sooner so, and nothing of ours is in it that a file could harm.
Nothing but one attribute of the file's root is read; no link is followed.
"""

import contextlib
import os
import sys

NO_MODEL = 3
"""The exit status where the file holds no configuration."""

_ATTRIBUTE = b"model_config"
_MEMORY = 600_000_000
"""Bytes; h5py and a configuration take a third of it."""
_SECONDS = 10
"""Of the processor's time; the configuration of the largest model takes a hundredth."""


def _bound() -> None:
    """Let this process take little, and write nothing to the disk, where the system can say so."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(most: int) -> int:
    """Write the configuration to standard output, so many bytes of it; gives the exit status."""
    _bound()
    import h5py  # noqa: PLC0415 - within the bounds

    with os.fdopen(0, "rb") as source, h5py.File(source, "r") as file:
        if not h5py.h5a.exists(file.id, _ATTRIBUTE):
            return NO_MODEL
        told = file.attrs[_ATTRIBUTE.decode()]
    if isinstance(told, str):
        told = told.encode("utf-8", "surrogateescape")
    if not isinstance(told, bytes):
        return NO_MODEL
    sys.stdout.buffer.write(told[:most])
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
