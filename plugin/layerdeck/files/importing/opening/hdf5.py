"""The configuration in an HDF5 file, the form in which Keras kept models before `.keras`.

The format is read by a library in C, which a broken file may bring down or keep busy for ever. So
that is done in a process of its own, and a person's work is in no danger.
"""

import os
import subprocess
import sys
from typing import IO

from layerdeck.files.errors import FileError
from layerdeck.files.python_path import python_path

from . import hdf5_process

SIGNATURE = b"\x89HDF\r\n\x1a\n"
_PATIENCE = 20
"""Seconds; the process takes a third of one where nothing else keeps the machine busy."""


def read_hdf5(file: IO[bytes], most: int, *, names: bool = False) -> bytes:
    """The text of a model's configuration, or so many bytes of its beginning.

    Args:
        file: at its beginning.
        most: bytes.
        names: whether to give, instead, the names of the weights of each layer, as JSON.

    Raises:
        FileError: the file is damaged, or holds no configuration.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", hdf5_process.__file__, str(most), "names" if names else ""],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                "PYTHONPATH": python_path(),
                # NumPy would set memory apart for every core.
                "OPENBLAS_NUM_THREADS": "1",
            },
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileError("it is an HDF5 file that takes too long to read; is it damaged?") from None
    if done.returncode == hdf5_process.NO_MODEL and names:
        raise FileError("it is an HDF5 file without the weights of a model.")
    if done.returncode == hdf5_process.NO_MODEL:
        raise FileError(
            "it is an HDF5 file without a model's configuration: it holds weights alone, or comes "
            "from another program. Save the whole model in Keras, as .keras or .h5."
        )
    if done.returncode:
        raise FileError("it is an HDF5 file that cannot be read: it is damaged.")
    return done.stdout
