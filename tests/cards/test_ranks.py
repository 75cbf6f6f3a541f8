"""That the cards of sequences, images and volumes differ by their rank and by little else."""

import inspect

import keras
import numpy as np
import pytest

from layerdeck.deck import Catalogue
from layerdeck_cards import CARDS
from layerdeck_cards._ports import ACTIVATIONS

DECK = Catalogue(CARDS)
FAMILIES = (
    "Conv{}D", "Conv{}DTranspose", "MaxPooling{}D", "AveragePooling{}D",
    "GlobalAveragePooling{}D", "GlobalMaxPooling{}D", "AdaptiveAveragePooling{}D",
    "AdaptiveMaxPooling{}D", "UpSampling{}D", "ZeroPadding{}D", "Cropping{}D",
)  # fmt: skip
WINDOWS = ("kernel_size", "strides", "dilation_rate", "pool_size", "output_size", "output_padding")


@pytest.mark.parametrize("family", FAMILIES)
def test_volumes_come_first(family: str) -> None:
    order = [card.id for card in CARDS]
    places = [order.index(f"keras.layers.{family.format(rank)}") for rank in (3, 2, 1)]

    assert places == sorted(places)


@pytest.mark.parametrize("card", [card for card in CARDS if card.rank], ids=lambda card: card.id)
def test_a_window_has_a_number_for_each_axis_it_slides_along(card) -> None:
    found = [port for port in card.inputs if port.id in WINDOWS]

    assert found
    assert {(port.list, len(port.axes)) for port in found} == {
        (card.rank > 1, card.rank if card.rank > 1 else 0)
    }


@pytest.mark.parametrize("name", ["ZeroPadding{}D", "Cropping{}D"])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_a_documented_port_for_each_side_is_found_in_one(name: str, rank: int) -> None:
    card = DECK[f"keras.layers.{name.format(rank)}"]
    of = [""] if rank == 1 else [f" of dimension {axis}" for axis in range(1, rank + 1)]

    assert set(card.formerly) == {f"At the {side}{axis}" for axis in of
                                  for side in ("beginning", "end")}  # fmt: skip
    assert card in DECK.search("At the beginning" + of[0])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Convolution2D", "Conv2D"),
        ("Convolution 1D layer", "Conv1D"),
        ("Deconvolution2D", "Conv2DTranspose"),
        ("Convolution 2D transpose layer", "Conv2DTranspose"),
        ("SeparableConvolution2D", "SeparableConv2D"),
        ("Depthwise convolution 2D layer", "DepthwiseConv2D"),
        ("MaxPool2D", "MaxPooling2D"),
        ("AvgPool1D", "AveragePooling1D"),
        ("GlobalMaxPool3D", "GlobalMaxPooling3D"),
        ("Target reshape", "Reshape"),
        ("transpose axes", "Permute"),
    ],
)
def test_old_and_common_words_find_the_card(words: str, name: str) -> None:
    assert DECK.search(words)[0].id == f"keras.layers.{name}"


def test_a_layer_offers_every_activation_that_it_can_call() -> None:
    """Held against the installed Keras; `threshold` takes numbers that no layer has to give."""
    batch = np.ones((1, 4), "float32")
    public = [
        name
        for name, thing in inspect.getmembers(keras.activations, inspect.isfunction)
        if name not in ("get", "serialize", "deserialize")
    ]
    for name in public:
        layer = keras.layers.Dense(4, activation=name)
        if name in ACTIVATIONS:
            layer(batch)
        else:
            with pytest.raises(TypeError):
                layer(batch)
    assert set(ACTIVATIONS) <= {*public, "swish", "hard_swish"}
