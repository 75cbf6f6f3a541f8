"""The deck with 250 cards: categories that fold, and a search that ranks and says why."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, layer_card, load_catalogue, tensor
from layerdeck.editor.panels.card_tree import CardTree
from layerdeck.editor.panels.deck_panel import DeckPanel
from layerdeck.editor.theme import load_theme

LEFT = Qt.MouseButton.LeftButton


def made(title: str, category: str, name: str = "", **more: object) -> CardType:
    name = name or title.replace(" ", "")
    return layer_card(
        f"keras.layers.{name}", title, category, f"About {title}.",
        takes=tensor("Any.", 4), **more,
    )  # fmt: skip


OLD = Port(id="axis", title="Axis", kind=Kind.INTEGER, default=-1, aliases=("Axes",))
FEW = (
    made("Dense", "Core"),
    made("ReLU", "Activation", aliases=("rectifier",)),
    made("Leaky ReLU", "Activation", "LeakyReLU"),
    made("Convolution 1D", "Convolution", "Conv1D", formerly={"Causal": "A choice of Padding."}),
    made("Convolution 3D", "Convolution", "Conv3D", aliases=("Convolution3D",)),
    made("Transposed convolution 3D", "Convolution", "Conv3DTranspose", aliases=("deconvolution",)),
    made("Batch normalization", "Normalization", "BatchNormalization", ports=(OLD,)),
    made("Embedding", "Core", formerly={"Input length": "Keras 3 takes it from the input."}),
    made("Large kernel", "Convolution", "LargeKernel"),
    replace(made("L1", "Regularizers"), role=Role.LAYER, formerly={"L": "Keras calls it L1."}),
)
MANY = Catalogue(
    [*FEW, *(made(f"Filler {number}", f"Fillers {number % 8}") for number in range(240))]
)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def deck(qapp: QApplication, settings: QSettings, no_leaks: None) -> Iterator[DeckPanel]:
    panel = DeckPanel(MANY, load_theme("night"), settings)
    panel.resize(260, 900)
    panel.show()
    qapp.processEvents()
    yield panel
    panel.close()
    panel.deleteLater()


def write(deck: DeckPanel, text: str) -> None:
    QTest.mouseClick(deck.search, LEFT)
    deck.search.clear()
    QTest.keyClicks(deck.search, text)


def groups(tree: CardTree) -> dict[str, QTreeWidgetItem]:
    entries = [tree.topLevelItem(line) for line in range(tree.topLevelItemCount())]
    return {entry.text(0): entry for entry in entries}


def found(deck: DeckPanel) -> list[str]:
    return [
        group.child(line).text(0)
        for group in groups(deck.tree).values()
        for line in range(group.childCount())
    ]


def reason(deck: DeckPanel, title: str) -> str:
    entries = deck.tree.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return deck.tree.hit_of(entries[0]).reason


def click(deck: DeckPanel, category: str) -> None:
    place = deck.tree.visualItemRect(groups(deck.tree)[category]).center()
    QTest.mouseClick(deck.tree.viewport(), LEFT, pos=place)


@pytest.mark.parametrize(
    ("text", "first", "why"),
    [
        ("ReLU", "ReLU", ""),
        ("relu", "ReLU", ""),
        ("leaky", "Leaky ReLU", ""),
        ("Conv3D", "Convolution 3D", "Conv3D"),
        ("conv 3", "Convolution 3D", ""),
        ("3d conv", "Convolution 3D", ""),
        ("deconvolution", "Transposed convolution 3D", "also deconvolution"),
        ("batch norm", "Batch normalization", ""),
        ("Causal", "Convolution 1D", "formerly Causal"),
        ("Input length", "Embedding", "formerly Input length"),
        ("axes", "Batch normalization", "Axis, formerly Axes"),
        ("rectifier", "ReLU", "also rectifier"),
        ("keras.layers.Dense", "Dense", ""),
        ("convoltuion 3d", "Convolution 3D", ""),
        ("cnvolution", "Convolution 1D", ""),
        ("dnse", "Dense", ""),
        ("embeding", "Embedding", ""),
    ],
)
def test_the_best_card_comes_first_and_says_why(
    deck: DeckPanel, text: str, first: str, why: str
) -> None:
    write(deck, text)

    assert deck.current().title == first
    assert found(deck)[0] == first
    assert reason(deck, first) == why


def test_an_old_word_of_one_letter_is_found_among_titles_that_begin_so(deck: DeckPanel) -> None:
    write(deck, "L")

    hits = MANY.hits("L")
    assert [hit.card.title for hit in hits][:3] == ["Leaky ReLU", "Large kernel", "L1"]
    assert {"L1", "Large kernel", "Leaky ReLU"} <= set(found(deck))


def test_what_is_only_spelt_similarly_stands_last_in_a_group_of_its_own(deck: DeckPanel) -> None:
    write(deck, "convoltuion")
    assert list(groups(deck.tree)) == ["Spelt similarly"]
    write(deck, "convolution")
    assert "Spelt similarly" not in groups(deck.tree)


def test_the_reason_is_drawn_beside_the_title(deck: DeckPanel) -> None:
    write(deck, "Causal")
    entry = deck.tree.entry_of("keras.layers.Conv1D")
    row = deck.tree.visualItemRect(entry)
    deck.tree.setCurrentItem(None)
    with_reason = deck.tree.viewport().grab(row).toImage()
    write(deck, "Convolution 1D")
    deck.tree.setCurrentItem(None)
    row = deck.tree.visualItemRect(deck.tree.entry_of("keras.layers.Conv1D"))
    without = deck.tree.viewport().grab(row).toImage()

    right = with_reason.width() - 90
    assert _ink(with_reason, right) > _ink(without, right) + 40
    write(deck, "Causal")
    assert "Formerly Causal: A choice of Padding." in deck.about.text()


def _ink(picture, left: int) -> int:
    back = picture.pixelColor(picture.width() - 1, 1)
    return sum(
        abs(picture.pixelColor(x, y).lightness() - back.lightness()) > 20
        for x in range(left, picture.width() - 1)
        for y in range(picture.height())
    )


def test_categories_show_how_many_they_hold_and_fold(deck: DeckPanel) -> None:
    tree = deck.tree
    assert groups(tree)["Fillers 0"].childCount() == 30
    assert groups(tree)["Convolution"].isExpanded()
    assert not groups(tree)["Fillers 0"].isExpanded()
    click(deck, "Fillers 0")
    assert groups(tree)["Fillers 0"].isExpanded()
    click(deck, "Fillers 0")
    assert not groups(tree)["Fillers 0"].isExpanded()


def test_what_was_opened_and_folded_is_remembered(
    deck: DeckPanel, settings: QSettings, qapp: QApplication
) -> None:
    click(deck, "Core")
    click(deck, "Convolution")
    settings.sync()
    again = DeckPanel(MANY, load_theme("paper"), settings)
    opened = {name for name, group in groups(again.tree).items() if group.isExpanded()}
    again.deleteLater()

    assert opened == {"Core"}


def test_a_search_opens_all_and_leaves_the_folds_as_they_were(deck: DeckPanel) -> None:
    write(deck, "filler")
    assert all(group.isExpanded() for group in groups(deck.tree).values())
    deck.search.clear()
    assert [name for name, group in groups(deck.tree).items() if group.isExpanded()] == [
        "Convolution"
    ]


def test_all_can_be_done_by_keys(deck: DeckPanel) -> None:
    QTest.mouseClick(deck.search, LEFT)
    deck.tree.setCurrentItem(None)
    QTest.keyClick(deck.search, Qt.Key.Key_Down)
    assert deck.tree.currentItem().text(0) == "Core"
    assert deck.current() is None
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    assert groups(deck.tree)["Core"].isExpanded()
    QTest.keyClick(deck.search, Qt.Key.Key_Down)
    assert deck.current().title == "Dense"
    chosen = []
    deck.chosen.connect(chosen.append)
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    assert chosen == ["keras.layers.Dense"]
    QTest.keyClick(deck.tree, Qt.Key.Key_Left)
    QTest.keyClick(deck.tree, Qt.Key.Key_Left)
    assert not groups(deck.tree)["Core"].isExpanded()


def test_another_theme_keeps_the_place(deck: DeckPanel) -> None:
    write(deck, "norm")
    deck.set_theme(load_theme("paper"))
    assert deck.current().title == "Batch normalization"
    deck.search.clear()
    click(deck, "Core")
    deck.tree.setCurrentItem(deck.tree.entry_of("keras.layers.Embedding"))
    deck.set_theme(load_theme("night"))
    assert deck.current().title == "Embedding"


def test_no_card_of_ours_hides_behind_another_of_its_title() -> None:
    deck = load_catalogue()

    assert [
        card.title for card in deck.values() if deck.search(card.title)[0].title != card.title
    ] == []
