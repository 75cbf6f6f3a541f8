"""Runs exported modules alone and prints what they give, as JSON: no Layerdeck in this process.

Called with a folder of modules and the flavour they were exported in.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

BATCHES = {
    "conv3d_32": (4, 10, 10, 10, 128),
    "conv3d_2": (4, 28, 28, 28, 1),
    "conv3d_2_time_distributed": (4, 7, 28, 28, 28, 1),
    "conv3d_transpose_32": (4, 10, 8, 12, 128),
    "video_bidirectional_convlstm": (1, 5, 16, 16, 16, 1),
}
"""The inputs of the documented examples; the U-Nets and the video get a real volume."""


def build(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_model()


def real_volumes(*sides: int) -> np.ndarray:
    """MRI volumes of the data that nibabel carries, cut or padded to these sides, in 0 to 1."""
    import nibabel  # noqa: PLC0415

    path = Path(nibabel.__file__).parent / "tests" / "data" / "example4d.nii.gz"
    scan = np.moveaxis(nibabel.load(path).get_fdata(dtype=np.float32), -1, 0)[..., None]
    for axis, side in enumerate(sides, 1):
        start = max(scan.shape[axis] - side, 0) // 2
        scan = np.take(scan, range(start, min(start + side, scan.shape[axis])), axis)
        lack = side - scan.shape[axis]
        pads = [(0, 0)] * scan.ndim
        pads[axis] = (lack // 2, lack - lack // 2)
        scan = np.pad(scan, pads)
    return (scan - scan.min()) / np.ptp(scan)


def batch_for(name: str) -> np.ndarray:
    if name == "unet3d":
        return real_volumes(64, 64, 64)
    if name == "unet3d_blocks":
        return real_volumes(32, 32, 32)
    if name == "video_time_distributed":
        return np.resize(real_volumes(28, 28, 28), (1, 7, 28, 28, 28, 1))
    return np.random.default_rng(0).normal(size=BATCHES[name]).astype("float32")


def main(folder: Path) -> None:
    found = {}
    for path in sorted(folder.glob("*.py")):
        model = build(path)
        batch = batch_for(path.stem)
        result = np.asarray(model(batch))
        found[path.stem] = {
            "batch": batch.shape,
            "spread": float(np.ptp(batch)),
            "model": model.output_shape,
            "result": result.shape,
            "finite": bool(np.isfinite(result).all()),
            "parameters": model.count_params(),
            "name": model.name,
        }
    assert not any(name.startswith("layerdeck") for name in sys.modules)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
