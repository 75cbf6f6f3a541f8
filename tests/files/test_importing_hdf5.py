"""Models in HDF5 files: the cards are those of their JSON, and nothing else in the file is read."""

import os
import random
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from layerdeck.files import FileError
from layerdeck.files.importing import import_model, parse_model
from layerdeck.graph.origins import without_weights
from making import DECK
from models import text_of

TEXT = text_of("kerasio_3dcnn")


def hdf5(path: Path, **attributes: Any) -> Path:
    """A file as Keras' legacy format has it, with some weights."""
    with h5py.File(path, "w") as file:
        file.create_dataset("model_weights/conv3d/kernel", data=np.ones((3, 3), np.float32))
        file.attrs.update({"keras_version": "2.9.0", **attributes})
    return path


def refused(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        import_model(path, DECK)
    message = str(caught.value)
    assert "\n" not in message and message.endswith(".") and len(message) < 400
    return message


@pytest.mark.parametrize("form", [str, str.encode, np.bytes_])
def test_a_model_in_an_hdf5_file_is_the_model(tmp_path: Path, form: Any) -> None:
    path = hdf5(tmp_path / "net.h5", model_config=form(TEXT))

    graph = import_model(path, DECK).graph
    assert without_weights(graph) == parse_model(TEXT, DECK).graph
    assert (graph.weights, graph.cards["conv3d"].weights) == (str(path), ("conv3d",))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("config", [{}, {"model_config": 3}, {"model_config": [b"{}", b"{}"]}])
def test_weights_alone_are_refused_in_a_sentence(tmp_path: Path, config: Any) -> None:
    path = hdf5(tmp_path / "weights.h5", layer_names=[b"conv3d"], **config)

    assert refused(path) == (
        "weights.h5: it is an HDF5 file without a model's configuration: it holds weights alone, "
        "or comes from another program. Save the whole model in Keras, as .keras or .h5."
    )


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = hdf5(tmp_path / "net.h5", model_config=TEXT)
    with h5py.File(path, "a") as file:
        file["elsewhere"] = h5py.ExternalLink(str(tmp_path / "pipe"), "/")
        file["round"] = h5py.SoftLink("/round")

    assert import_model(path, DECK).told == "17 layers came over."


def test_what_is_too_large_or_damaged_is_refused(tmp_path: Path) -> None:
    large = hdf5(tmp_path / "large.h5", model_config=" " * 6_000_000)
    sparse = hdf5(tmp_path / "sparse.h5")
    os.truncate(sparse, 2_000_000_000)
    short = tmp_path / "short.h5"
    short.write_bytes(b"\x89HDF\r\n\x1a\n" + b"\0" * 99)

    assert "its configuration is larger than 5 MB" in refused(large)
    assert "without a model's configuration" in refused(sparse)
    assert "is an HDF5 file that cannot be read: it is damaged." in refused(short)


@pytest.mark.parametrize("seed", range(4))
def test_with_any_bytes_changed_it_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    path = hdf5(tmp_path / "net.h5", model_config=TEXT)
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(8):
        data[chance.randrange(8, min(len(data), 3_000))] = chance.randrange(256)
    path.write_bytes(data)

    try:
        assert import_model(path, DECK).graph.cards
    except FileError as error:
        assert "\n" not in str(error)
