"""That people find a card by what they call it."""

import pytest

from layerdeck.deck import Catalogue
from layerdeck_cards import CARDS


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Conv3D", "keras.layers.Conv3D"),
        ("conv3d", "keras.layers.Conv3D"),
        ("Convolution3D", "keras.layers.Conv3D"),
        ("convolution 3d", "keras.layers.Conv3D"),
        ("Conv3DTranspose", "keras.layers.Conv3DTranspose"),
        ("Convolution3DTranspose", "keras.layers.Conv3DTranspose"),
        ("Convolution 3D transpose", "keras.layers.Conv3DTranspose"),
        ("deconvolution", "keras.layers.Conv3DTranspose"),
        ("transposed", "keras.layers.Conv3DTranspose"),
        ("max pool", "keras.layers.MaxPooling3D"),
        ("MaxPool3D", "keras.layers.MaxPooling3D"),
        ("batch norm", "keras.layers.BatchNormalization"),
        ("he_normal", "keras.initializers.HeNormal"),
        ("weight decay", "keras.regularizers.L2"),
        ("time dist", "keras.layers.TimeDistributed"),
        ("shared", "layerdeck.CallLayer"),
        ("bn", "keras.layers.BatchNormalization"),
        ("tconv", "keras.layers.Conv3DTranspose"),
        ("sepconv 2d", "keras.layers.SeparableConv2D"),
        ("gap", "keras.layers.GlobalAveragePooling3D"),
        ("lnorm", "keras.layers.LayerNormalization"),
        ("mha", "keras.layers.MultiHeadAttention"),
        ("co", "keras.layers.Conv3D"),
        ("maxp", "keras.layers.MaxPooling3D"),
    ],
)
def test_the_best_hit_is_the_card_meant(text: str, first: str) -> None:
    assert Catalogue(CARDS).search(text)[0].id == first


def test_a_family_is_found_together() -> None:
    found = {card.id for card in Catalogue(CARDS).search("convolution")}

    assert found >= {"keras.layers.Conv3D", "keras.layers.Conv3DTranspose"}


def test_letters_from_within_words_abbreviate_nothing() -> None:
    deck = Catalogue(CARDS)
    assert deck.search("gv") == [], "Global average pooling has both, but begins no word with v"
    assert [card.id for card in deck.search("gmp1")] == ["keras.layers.GlobalMaxPooling1D"]


def test_nothing_answers_to_nonsense() -> None:
    assert Catalogue(CARDS).search("qwertyuiop") == []
