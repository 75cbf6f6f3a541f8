"""Ways to a card: by category, by letter, by an old word."""

from collections.abc import Iterator

from layerdeck.deck import CardType, Catalogue

from .card_page import category_page
from .markdown import code, link, plain, table, toctree
from .related import categories


def index_pages(deck: Catalogue) -> dict[str, str]:
    """The index, the alphabet and a page per category, by name."""
    pages = {
        category_page(category): _category(category, cards)
        for category, cards in categories(deck).items()
    }
    return {"index": _index(deck), "alphabet": _alphabet(deck), **pages}


def _index(deck: Catalogue) -> str:
    groups = categories(deck)
    rows = [
        (
            f"**{link(category, f'{category_page(category)}.md')}**<br>{len(cards)}",
            ", ".join(_link(card) for card in cards),
        )
        for category, cards in groups.items()
    ]
    return "\n".join(
        (
            "# Cards\n",
            f"The deck has {len(deck)} cards in {len(groups)} categories. "
            f"{link('From A to Z', 'alphabet.md')} lists them with the other names they are found "
            "by, old ones of Keras among them.\n",
            table(("Category", "Cards"), rows, "categories"),
            toctree(["alphabet", *map(category_page, groups)], "hidden"),
        )
    )


def _category(category: str, cards: list[CardType]) -> str:
    rows = [(f"{_link(card)}<br>{code(card.id)}", plain(card.help)) for card in cards]
    return "\n".join(
        (
            f"# {plain(category)}\n",
            table((f"{len(cards)} cards" if cards[1:] else "Card", "What it is for"), rows, "deck"),
            toctree([f"{plain(card.title)} <{card.id}>" for card in cards], "hidden"),
        )
    )


def _alphabet(deck: Catalogue) -> str:
    entries = sorted(_entries(deck), key=lambda entry: (entry[0].casefold(), entry[1].title))
    letters: dict[str, list[tuple[str, CardType]]] = {}
    for name, card in entries:
        letters.setdefault(name[0].upper(), []).append((name, card))
    return "# From A to Z\n\n" + "\n".join(
        f"## {letter}\n\n" + "\n".join(_line(name, card) for name, card in found) + "\n"
        for letter, found in letters.items()
    )


def _entries(deck: Catalogue) -> Iterator[tuple[str, CardType]]:
    """Every name of every card; one that only repeats the title says nothing."""
    for card in deck.values():
        for name in {card.title, *card.aliases}:
            if name == card.title or not name.casefold().startswith(card.title.casefold()):
                yield name, card


def _line(name: str, card: CardType) -> str:
    return f"- {_link(card)}" if name == card.title else f"- *{plain(name)}* → {_link(card)}"


def _link(card: CardType) -> str:
    return link(card.title, f"{card.id}.md")
