"""The deck: found by any name, added by key or by drag."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from layerdeck.editor.panels.deck_panel import DeckPanel
from person import Person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def deck(person: Person) -> DeckPanel:
    return person.window.deck


def find(deck: DeckPanel, text: str) -> None:
    QTest.mouseClick(deck.search, LEFT)
    deck.search.clear()
    QTest.keyClicks(deck.search, text)


def listed(deck: DeckPanel) -> list[str]:
    groups = [deck.tree.topLevelItem(index) for index in range(deck.tree.topLevelItemCount())]
    return [group.child(line).text(0) for group in groups for line in range(group.childCount())]


def place_of(deck: DeckPanel, title: str) -> QPoint:
    (entry,) = deck.tree.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    deck.tree.scrollToItem(entry)
    return deck.tree.visualItemRect(entry).center()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Conv3D", "Convolution 3D"),
        ("Convolution3D", "Convolution 3D"),
        ("convolution 3d", "Convolution 3D"),
        ("Convolution3DTranspose", "Transposed convolution 3D"),
        ("Conv3DTranspose", "Transposed convolution 3D"),
        ("deconvolution", "Transposed convolution 3D"),
        ("he norm", "He normal"),
        ("MaxPooling3D", "Max pooling 3D"),
    ],
)
def test_a_card_is_found_by_any_of_its_names(deck: DeckPanel, typed: str, title: str) -> None:
    find(deck, typed)
    assert deck.tree.currentItem().text(0) == title


def test_an_empty_search_lists_every_card_by_category(deck: DeckPanel, person: Person) -> None:
    assert len(listed(deck)) == len(person.window.session.deck)
    find(deck, "convolution")
    assert len(listed(deck)) < len(person.window.session.deck)
    QTest.keySequence(deck.search, "Ctrl+A")
    QTest.keyClick(deck.search, Qt.Key.Key_Backspace)
    assert len(listed(deck)) == len(person.window.session.deck)


def test_what_is_not_there_is_said(deck: DeckPanel, person: Person) -> None:
    find(deck, "quantum")
    assert listed(deck) == []
    assert "quantum" in deck.about.text()
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    assert not person.graph.cards


def test_enter_adds_the_card_in_sight_and_selects_it(deck: DeckPanel, person: Person) -> None:
    find(deck, "Conv3D")
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    assert set(person.graph.cards) == {"conv3d"}
    assert person.window.session.selected == ("conv3d",)
    item = person.window.canvas.cards["conv3d"]
    seen = person.window.view.mapToScene(person.viewport.rect()).boundingRect()
    assert seen.contains(item.body())
    find(deck, "Conv3D")
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    assert set(person.graph.cards) == {"conv3d", "conv3d_2"}
    second = person.window.canvas.cards["conv3d_2"]
    assert second.pos() != item.pos(), "the second card hides the first"


def test_arrows_move_through_the_cards_and_enter_adds_the_current(
    deck: DeckPanel, person: Person
) -> None:
    find(deck, "normal")
    titles = [deck.current().title]
    for _ in range(3):
        QTest.keyClick(deck.search, Qt.Key.Key_Down)
        titles.append(deck.current().title)
    assert len(set(titles)) == 4
    QTest.keyClick(deck.search, Qt.Key.Key_Up)
    assert deck.current().title == titles[2]
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    (added,) = person.graph.cards.values()
    assert person.window.session.deck[added.type].title == titles[2]


def test_enter_in_the_list_adds_one_card(deck: DeckPanel, person: Person) -> None:
    QTest.mouseClick(deck.tree.viewport(), LEFT, pos=place_of(deck, "Dense"))
    assert not person.graph.cards, "a click alone adds nothing"
    QTest.keyClick(deck.tree, Qt.Key.Key_Return)
    assert len(person.graph.cards) == 1


def test_a_drag_shows_the_card_at_the_cursor(deck: DeckPanel, person: Person) -> None:
    find(deck, "Conv3D")
    tree, ghost = deck.tree.viewport(), person.window.from_deck.ghost
    start = deck.tree.visualItemRect(deck.tree.currentItem()).center()
    end = tree.mapFrom(person.window, person.viewport.mapTo(person.window, QPoint(400, 200)))
    assert not ghost.isVisible()
    QTest.mousePress(tree, LEFT, pos=start)
    QTest.mouseMove(tree, start + QPoint(30, 0))
    QTest.mouseMove(tree, end)
    person.settle()
    assert ghost.isVisible()
    assert ghost.geometry().contains(person.viewport.mapTo(person.window, QPoint(400, 200)))
    head = person.window.theme.color("card_head")
    picture = ghost.pixmap().toImage()
    shown = {picture.pixelColor(x, 12).rgba() >> 24 for x in range(20, picture.width() - 20)}
    assert max(shown) > 150, "the ghost is blank"
    assert head.isValid()
    QTest.mouseRelease(tree, LEFT, pos=end)
    person.settle()
    assert not ghost.isVisible()
    assert set(person.graph.cards) == {"conv3d"}
    corner = person.window.canvas.cards["conv3d"].pos()
    under = person.window.view.mapToScene(QPoint(400, 200))
    assert (under.x() - corner.x(), under.y() - corner.y()) == (30, 15)


@pytest.mark.parametrize("where", ["deck", "inspector", "tabs", "outside"])
def test_dropped_beside_the_canvas_nothing_is_added(
    deck: DeckPanel, person: Person, where: str
) -> None:
    find(deck, "Conv3D")
    tree = deck.tree.viewport()
    start = deck.tree.visualItemRect(deck.tree.currentItem()).center()
    end = {
        "deck": start + QPoint(30, 60),
        "inspector": tree.mapFrom(
            person.window, person.window.inspector.mapTo(person.window, QPoint(50, 200))
        ),
        "tabs": tree.mapFrom(
            person.window, person.window.tabs.mapTo(person.window, QPoint(300, 120))
        ),
        "outside": QPoint(-400, -400),
    }[where]
    QTest.mousePress(tree, LEFT, pos=start)
    for step in (0.3, 0.6, 1.0):
        QTest.mouseMove(tree, start + (end - start) * step)
    QTest.mouseRelease(tree, LEFT, pos=end)
    person.settle()
    assert not person.graph.cards
    assert not person.window.from_deck.ghost.isVisible()


def test_escape_lets_go_of_a_card_that_is_dragged(deck: DeckPanel, person: Person) -> None:
    find(deck, "Conv3D")
    tree = deck.tree.viewport()
    start = deck.tree.visualItemRect(deck.tree.currentItem()).center()
    end = tree.mapFrom(person.window, person.viewport.mapTo(person.window, QPoint(400, 200)))
    QTest.mousePress(tree, LEFT, pos=start)
    QTest.mouseMove(tree, end)
    QTest.keyClick(deck.tree, Qt.Key.Key_Escape)
    assert not person.window.from_deck.ghost.isVisible()
    QTest.mouseRelease(tree, LEFT, pos=end)
    person.settle()
    assert not person.graph.cards


def test_a_few_words_about_the_current_card_stand_below(deck: DeckPanel, person: Person) -> None:
    find(deck, "Conv3D")
    person.settle()
    text = deck.about.text()
    assert "Convolution 3D" in text
    assert "keras.layers.Conv3D" in text
    assert "Convolution3D" in text
    QTest.keyClick(deck.search, Qt.Key.Key_Down)
    assert deck.about.text() != text


def test_every_description_has_room(deck: DeckPanel, person: Person) -> None:
    for card in person.window.session.deck.values():
        find(deck, card.title)
        while deck.current() is not card:
            before = deck.current()
            QTest.keyClick(deck.search, Qt.Key.Key_Down)
            assert deck.current() is not before, f"{card.title} is not reached"
        person.settle()
        needed = deck.about.heightForWidth(deck.about.width())
        assert needed <= deck.about.height(), f"the words about {card.title} are cut off"
