"""Run as a script: give what an HDF5 file, on standard input, says of a model in texts.

It stands alone: the process starts sooner so, and nothing of ours is in it that a file could harm.
Nothing but attributes is read: the configuration, or the names of weights. No link is followed.
"""

import contextlib
import json
import os
import sys
from itertools import count, takewhile
from typing import Any

NO_MODEL = 3
"""The exit status where the file holds no configuration."""

_MEMORY = 220_000_000
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


def main(most: int, what: str) -> int:
    """Write what is asked for to standard output, so many bytes of it; gives the exit status."""
    _bound()
    import h5py  # noqa: PLC0415 - within the bounds

    with os.fdopen(0, "rb") as source, h5py.File(source, "r") as file:
        told = _names(file) if what == "names" else _configuration(file)
    if told is None:
        return NO_MODEL
    sys.stdout.buffer.write(told[:most])
    return 0


def _configuration(file: Any) -> bytes | None:
    told = file.attrs.get("model_config")
    if isinstance(told, str):
        told = told.encode("utf-8", "surrogateescape")
    return told if isinstance(told, bytes) else None


def _names(file: Any) -> bytes | None:
    """By layer, the names of its weights. Source: keras/src/legacy/saving/legacy_h5_format.py."""
    weights = _inside(file, "model_weights")
    if weights is None:
        return None
    layers = {name: _inside(weights, name) for name in _listed(weights, "layer_names")}
    found = {
        name: _listed(layer, "weight_names") for name, layer in layers.items() if layer is not None
    }
    return json.dumps(found).encode()


def _listed(group: Any, name: str) -> list[str]:
    """A list of names, which is in several attributes where it is long: `weight_names0` ..."""
    told = group.attrs.get(name)
    numbered = (group.attrs.get(f"{name}{number}") for number in count())
    parts = [told] if told is not None else takewhile(lambda part: part is not None, numbered)
    names = (name for part in parts for name in part)
    return [name.decode() if isinstance(name, bytes) else str(name) for name in names]


def _inside(group: Any, path: str) -> Any:
    """A group in a group, reached without a link to elsewhere; None where there is none."""
    import h5py  # noqa: PLC0415

    for part in path.split("/"):
        if not isinstance(group, h5py.Group):
            return None
        if not part or not isinstance(group.get(part, getlink=True), h5py.HardLink):
            return None
        group = group[part]
    return group if isinstance(group, h5py.Group) else None


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
