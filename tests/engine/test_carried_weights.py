"""Weights of an imported model: what is built of its graph has them; what does not fit is told."""

import shutil
import warnings
import zipfile

import h5py
import keras
import numpy as np
import pytest
import tf_keras

from engine.test_imported_files import everything
from layerdeck.engine.backend import fresh_names
from layerdeck.engine.build import make
from layerdeck.engine.carrying import carry
from layerdeck.files.importing import import_model
from layerdeck.graph import End
from layerdeck.graph.blocks import inside_of, put_back, with_blocks
from layerdeck.graph.edits import add, connect, rename, set_value
from layerdeck.graph.grouping import group
from layerdeck.program import lower, origin_of
from models import DECK

LIBRARIES = pytest.mark.parametrize("library", [keras, tf_keras], ids=["keras", "tf_keras"])
ENDINGS = pytest.mark.parametrize("ending", ["keras", "h5"])


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A model in four files, and what it gives for some data, by library."""
    fresh_names()
    folder, found = tmp_path_factory.mktemp("models"), {}
    rng = np.random.default_rng(0)
    data = [rng.random((2, 6, 4), np.float32) for _ in range(2)]
    for library in (keras, tf_keras):
        model = everything(library)
        weights = [rng.random(one.shape).astype(np.float32) for one in model.get_weights()]
        model.set_weights(weights)
        for ending in ("keras", "h5"):
            path = folder / f"{library.__name__}.{ending}"
            saved(model, path)
            found[library, ending] = path
        found[library] = [np.asarray(each) for each in model(data)]
    return {**found, "data": data}


def saved(model, path):
    with warnings.catch_warnings():
        # TensorFlow and NumPy, and Keras of a form that is old.
        warnings.simplefilter("ignore")
        model.save(path)


def built(graph):
    """The model of a graph, and what is told of its weights."""
    lowered = lower(graph, with_blocks(DECK, graph))
    assert lowered.problems == ()
    made = make(lowered.program, DECK)
    return made.model, carry(made.model, made.layers, origin_of(graph))


def without_weights(path):
    with h5py.File(path, "w") as file:
        file["model_weights"] = h5py.SoftLink("/model_weights")


def packed(path):
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def cut(path):
    with zipfile.ZipFile(path) as archive:
        config = archive.read("config.json")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", config)
        archive.writestr("model.weights.h5", b"\x89HDF\r\n\x1a\n and no more")


@LIBRARIES
@ENDINGS
def test_a_model_is_built_with_all_its_weights(library, ending, models):
    path = models[library, ending]

    model, told = built(import_model(path, DECK).graph)

    assert told == (f"The weights of 5 layers came from {path.name}.",)
    for one, other in zip(models[library], model(models["data"]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


@ENDINGS
def test_a_layer_that_changed_starts_anew_and_is_told(ending, models):
    path = models[keras, ending]
    graph = import_model(path, DECK).graph
    deck = with_blocks(DECK, graph)
    inside = set_value(inside_of(graph, "encoder"), deck, "conv", "filters", 5)
    changed = set_value(put_back(graph, "encoder", inside), deck, "bidirectional", "name", "both")
    new, _ = add(changed, deck, "keras.layers.Dense", (0, 0), {"units": 4}, "extra")
    new, _ = add(new, deck, "layerdeck.Output", (0, 0), {}, "more")
    new = connect(new, deck, End("left", "output"), End("extra", "input"))
    new = connect(new, deck, End("extra", "output"), End("more", "input"))

    model, told = built(new)

    assert told == (
        f"The weights of 2 layers came from {path.name}.",
        f"encoder/conv: one of its weights is 2 × 4 × 3 in {path.name} and 2 × 4 × 5 here, and so "
        "it starts with fresh ones.",
        f"bidirectional: one of its weights is 3 × 8 in {path.name} and 5 × 8 here, and so it "
        "starts with fresh ones.",
        f"multi_head_attention: one of its weights is 3 × 2 × 3 in {path.name} and 5 × 2 × 3 here, "
        "and so it starts with fresh ones.",
        f"extra: it is no layer of {path.name}, and starts with fresh weights.",
    )
    assert model.get_layer("both")


def test_cards_that_were_renamed_and_grouped_keep_their_weights(models):
    path = models[keras, "keras"]
    graph = rename(import_model(path, DECK).graph, "shared", "other")
    graph, block = group(graph, with_blocks(DECK, graph), ["bidirectional", "lstm"], "states")

    model, told = built(graph)

    assert told == (f"The weights of 5 layers came from {path.name}.",)
    for one, other in zip(models[keras], model(models["data"]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)
    assert block


@ENDINGS
def test_frozen_layers_inside_a_wrapper_keep_their_order(ending, tmp_path):
    layers = keras.layers
    row = keras.Sequential(
        [layers.BatchNormalization(), layers.BatchNormalization(trainable=False)], name="row"
    )
    volume = keras.Input((3, 4))
    theirs = keras.Model(volume, layers.TimeDistributed(row)(volume))
    theirs.set_weights([np.random.default_rng(3).random(4) for _ in theirs.get_weights()])
    saved(theirs, tmp_path / f"net.{ending}")

    model, _ = built(import_model(tmp_path / f"net.{ending}", DECK).graph)

    data = np.ones((2, 3, 4), np.float32)
    np.testing.assert_allclose(model(data), theirs(data), rtol=1e-5)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.unlink(), "it cannot be read: no such file or directory."),
        (lambda path: path.write_text("{}"), "it is no .keras or .h5 file, and so has no weights."),
        (packed, "the model.weights.h5 in the archive is packed as Keras never"),
        (cut, "its weights are damaged."),
        (without_weights, "it is an HDF5 file without the weights of a model."),
    ],
)
def test_a_file_that_is_no_longer_there_is_told_and_all_is_fresh(models, tmp_path, spoil, why):
    path = tmp_path / "net.keras"
    shutil.copy(models[keras, "keras"], path)
    graph = import_model(path, DECK).graph
    spoil(path)

    _, (told,) = built(graph)

    assert told.startswith(f"No weights came from net.keras, and all are fresh: {why}")


def test_links_to_other_files_are_not_followed(models, tmp_path):
    secret, path = tmp_path / "secret.h5", tmp_path / "net.h5"
    shutil.copy(models[keras, "h5"], secret)
    shutil.copy(models[keras, "h5"], path)
    with h5py.File(path, "a") as file:
        weights = file["model_weights"]
        del weights["shared/shared/kernel"], weights["encoder"]
        weights["shared/shared/kernel"] = h5py.ExternalLink(
            str(secret), "/model_weights/shared/shared/kernel"
        )
        weights["encoder"] = h5py.SoftLink("/model_weights/shared")

    _, told = built(import_model(path, DECK).graph)

    assert told == (
        "The weights of 3 layers came from net.h5.",
        "encoder/conv: net.h5 has no layer encoder/conv any more, and so it starts with fresh "
        "ones.",
        "shared: its weights are not in net.h5, and so it starts with fresh ones.",
    )
