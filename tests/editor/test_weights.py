"""Weights of an imported model go through the window: opened, changed, saved, and told."""

import io
import zipfile
from pathlib import Path

import h5py
import numpy as np
from PySide6.QtWidgets import QMessageBox

from layerdeck.editor.exporting.model import save_model
from layerdeck.files import read_project
from making import CONV, INPUT, OUTPUT, card, line
from person import Person


def kernels(path: Path) -> list[np.ndarray]:
    """The kernels of the two convolutions in a saved model."""
    with zipfile.ZipFile(path) as archive:
        file = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
    with file:
        return [np.array(file[f"layers/{name}/vars/0"]) for name in ("conv3d", "conv3d_1")]


def test_a_model_is_saved_with_the_weights_it_came_with(
    user: Person, tmp_path: Path, qtbot
) -> None:
    window, (first, same, other) = user.window, (tmp_path / f"{name}.keras" for name in "abc")
    cards = (
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("a", CONV, filters=2, kernel_size=3),
        card("b", CONV, filters=2, kernel_size=3),
        card("y", OUTPUT),
    )
    user.open(line(*(one.with_(at=(310.0 * at, 60.0)) for at, one in enumerate(cards))))

    def save(path: Path) -> None:
        qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
        assert save_model(window, path=path)
        qtbot.waitUntil(path.exists, timeout=60_000)
        qtbot.waitUntil(lambda: not window.session.engine.is_building, timeout=60_000)

    save(first)
    window.session.document.mark_saved(tmp_path / "first.layerdeck")
    assert window.files.open(first)
    save(same)

    assert user.said == f"Saved the model as {same}. The weights of 2 layers came from a.keras."
    assert all(map(np.array_equal, kernels(first), kernels(same)))

    window.view.fit()
    user.type_value("conv3d_1.kernel_size", "5")
    told = user.answer(QMessageBox.StandardButton.Ok, lambda: save(other))
    assert (
        "conv3d_1: one of its weights is 3 × 3 × 3 × 2 × 2 in a.keras and 5 × 5 × 5 × 2 × 2 here"
        in told
    )
    assert np.array_equal(kernels(first)[0], kernels(other)[0])

    # In a folder beside, the project names the model as seen from there.
    (tmp_path / "projects").mkdir()
    project = tmp_path / "projects" / "net.layerdeck"
    assert window.files.save_to(project)
    assert '"weights": "../a.keras"' in project.read_text()
    assert read_project(project).weights == str(first)
    assert not window.isWindowModified()
