"""The catalogue: cards from every package, found by what people call them."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from layerdeck.deck import CardType, Catalogue, Role, load_catalogue, packs

GOOD_PACK = "layerdeck_cards.pooling:CARDS"


def card(card_id: str, title: str, *aliases: str) -> CardType:
    return CardType(
        id=card_id, title=title, category="Test", role=Role.LAYER, inputs=(), outputs=(),
        aliases=aliases,
    )  # fmt: skip


CONV = card("keras.layers.Conv3D", "Convolution 3D", "Convolution3D")
TRANSPOSED = card("keras.layers.Conv3DTranspose", "Transposed convolution 3D", "deconvolution")
POOL = card("keras.layers.MaxPooling3D", "Max pooling 3D")
HE = card("keras.initializers.HeNormal", "He normal")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """The packs that are installed, for the length of a test."""
    installed: list[EntryPoint] = []
    monkeypatch.setattr(packs, "entry_points", lambda group: installed)
    load_catalogue.cache_clear()
    yield installed
    load_catalogue.cache_clear()


def pack(name: str, target: str) -> EntryPoint:
    return EntryPoint(name=name, value=target, group=packs.ENTRY_POINT)


def test_a_catalogue_is_a_mapping_in_the_order_offered() -> None:
    cards = Catalogue([POOL, CONV])

    assert list(cards) == [POOL.id, CONV.id]
    assert cards[CONV.id] is CONV
    assert len(cards) == 2
    assert "keras.layers.Nothing" not in cards


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [TRANSPOSED, CONV, POOL, HE]),
        ("convolution", [CONV, TRANSPOSED]),
        ("Convolution 3D", [CONV, TRANSPOSED]),
        ("convolution 3d", [CONV, TRANSPOSED]),
        ("3d convolution", [TRANSPOSED, CONV]),
        ("Conv3D", [CONV, TRANSPOSED]),
        ("conv3d", [CONV, TRANSPOSED]),
        ("Conv3DTranspose", [TRANSPOSED]),
        ("deconv", [TRANSPOSED]),
        ("max pooling 3d", [POOL]),
        ("pooling max", [POOL]),
        ("he_normal", [HE]),
        ("HENORMAL", [HE]),
        ("keras.initializers.HeNormal", [HE]),
        ("nothing like it", []),
    ],
)
def test_search(text: str, found: list[CardType]) -> None:
    hits = Catalogue([TRANSPOSED, CONV, POOL, HE]).search(text)

    assert [hit.title for hit in hits] == [card.title for card in found]


def test_our_own_cards_come_by_the_entry_point() -> None:
    assert "keras.layers.Conv3D" in load_catalogue()
    assert load_catalogue().faults == ()


def test_cards_of_another_package_join(offered: list[EntryPoint]) -> None:
    offered.append(pack("ours", GOOD_PACK))

    assert "keras.layers.MaxPooling3D" in load_catalogue()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no_such_package:CARDS", "No module named 'no_such_package'"),
        ("layerdeck_cards:NO_SUCH_NAME", "has no attribute 'NO_SUCH_NAME'"),
        ("layerdeck_cards._ports:ACTIVATIONS", "offers 'relu', which is no CardType"),
        ("layerdeck.deck:REQUIRED", "is not iterable"),
    ],
)
def test_a_broken_pack_is_named_in_a_sentence_and_harms_nothing(
    offered: list[EntryPoint], target: str, said: str
) -> None:
    offered += [pack("broken", target), pack("ours", GOOD_PACK)]

    loaded = load_catalogue()

    assert "keras.layers.MaxPooling3D" in loaded
    (fault,) = loaded.faults
    assert fault.startswith(f"The cards of {target} could not be loaded: ")
    assert said in fault
    assert fault.endswith(".")
