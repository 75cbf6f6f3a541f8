"""Which arrays a file holds, whatever its format."""

from pathlib import Path

from .nifti import read_nifti
from .npy import read_npy, read_npz
from .stored import SampleError, Stored, in_words


def arrays_of(path: Path) -> dict[str, Stored]:
    """The arrays of a `.npy`, `.npz`, `.nii` or `.nii.gz` by name; a single one has no name.

    Raises:
        SampleError: the file cannot be read, or is none of these.
    """
    name = path.name.lower()
    with in_words(path.name):
        if not path.is_file():
            raise SampleError(f"There is no file {path}.")
        if name.endswith(".npy"):
            return {"": read_npy(path)}
        if name.endswith(".npz"):
            return read_npz(path)
        if name.endswith((".nii", ".nii.gz")):
            return {"": read_nifti(path)}
    raise SampleError(f"{path.name} is no .npy, .npz, .nii or .nii.gz, and nothing else is read.")
