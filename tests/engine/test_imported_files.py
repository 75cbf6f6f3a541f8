"""One model in the files that Keras 3 and Keras 2 write: the cards are the same out of each."""

import warnings

import keras
import pytest
import tf_keras

from layerdeck.files.importing import import_model, parse_model
from layerdeck.graph.origins import without_weights
from models import DECK


@pytest.mark.parametrize("library", [keras, tf_keras], ids=["keras", "tf_keras"])
@pytest.mark.parametrize("ending", ["keras", "h5"])
def test_the_cards_are_those_of_the_json(library, ending, tmp_path):
    made = everything(library)
    path = tmp_path / f"net.{ending}"
    with warnings.catch_warnings():
        # TensorFlow and NumPy, and Keras of a form that is old.
        warnings.simplefilter("ignore")
        made.save(path)

    told, of_json = import_model(path, DECK), parse_model(made.to_json(), DECK)

    assert without_weights(told.graph) == of_json.graph
    assert (told.told, told.lost) == (of_json.told, ())


def everything(library):
    """A model of inner models, wrappers, and a layer that is called twice."""
    layers = library.layers
    tile = library.Input((6, 4))
    inner = layers.Conv1D(3, 2, name="conv")(tile)
    encoder = library.Model(tile, [inner, layers.GlobalMaxPooling1D()(inner)], name="encoder")
    row = library.Sequential([layers.Dense(4), layers.BatchNormalization()], name="row")
    left, right = library.Input((6, 4), name="left"), library.Input((6, 4))
    first, peak = encoder(left)
    again, _ = encoder(right)
    both = layers.Bidirectional(layers.LSTM(2, return_sequences=True))(again)
    steps = layers.TimeDistributed(row)(both)
    attended = layers.MultiHeadAttention(2, 3)(steps, first)
    dense = layers.Dense(4, kernel_regularizer=library.regularizers.L2(0.5), name="shared")
    return library.Model([right, left], [dense(dense(attended)), peak], name="everything")
