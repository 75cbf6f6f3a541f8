"""Saving a model in one of its formats."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from layerdeck.engine.between import Between, Cancelled, nothing
from layerdeck.engine.build import BuildError
from layerdeck.engine.causes.sentence import sentence
from layerdeck.files import FileError, whole_folder, write_atomically
from layerdeck.files.atomic import why
from layerdeck.program import ABOUT, SAVED_MODEL_PARTS, Format, why_not_written

from .exporting import export_onnx, export_saved_model

PARTIAL = ".layerdeck-partial"
"""In the name of a file that is being written; it is renamed when it is whole."""


def save(
    model: Any, path: Path | str, wanted: Format = Format.KERAS, between: Between = nothing
) -> None:
    """Write a model to a file, or a folder for a SavedModel: whole under its name, or not at all.

    Args:
        model: the Keras model.
        path: where to; of a `.keras` file it must end so.
        wanted: as what.
        between: called when all is written, before it gets its name. What it raises ends the work.

    Raises:
        BuildError: it cannot be written, or not in this format.
    """
    path = Path(path)
    reason = why_not_written(wanted)
    if reason:
        raise BuildError(reason)
    if wanted is Format.KERAS and path.suffix.lower() != ".keras":
        raise BuildError(f"A saved model's name ends in .keras, and this is {path.name}.")
    try:
        _write(model, path, wanted, between)
    except (Cancelled, BuildError):
        raise
    except Exception as error:  # disks, rights, and layers that cannot be written
        raise BuildError(f"{path.name} could not be saved: {_reason(error, path)}") from error


def _write(model: Any, path: Path, wanted: Format, between: Between) -> None:
    match wanted:
        case Format.JSON:
            text = model.to_json(indent=2)
            between(1, 1)
            write_atomically(path, f"{text}\n".encode())
        case Format.SAVED_MODEL:
            with whole_folder(path, SAVED_MODEL_PARTS) as partial:
                export_saved_model(model, partial)
                between(1, 1)
        case _:
            with _whole_file(path, f"{PARTIAL}{ABOUT[wanted].ending}") as partial:
                if wanted is Format.ONNX:
                    export_onnx(model, partial)
                else:
                    model.save(partial)
                between(1, 1)


@contextlib.contextmanager
def _whole_file(path: Path, ending: str) -> Iterator[Path]:
    """A new file beside `path`, which takes its place when all within is done."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=ending, dir=path.parent)
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        _settle(partial, path)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _settle(partial: Path, path: Path) -> None:
    """Bring a whole file onto the disk and under its name, with the rights of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    partial.chmod(0o666 & ~mask)
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def _reason(error: Exception, path: Path) -> str:
    if isinstance(error, FileError):
        return error.what.removeprefix("it cannot be written: ")
    if isinstance(error, OSError) and error.strerror:
        return f"{why(error, path.parent)}."
    return sentence(error)
