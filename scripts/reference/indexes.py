"""Ways to a card: by category, by letter, by an old word."""

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
    letters: dict[str, list[str]] = {}
    for name, cards in sorted(_names(deck).items(), key=lambda entry: entry[0].casefold()):
        letter = name[0].upper() if name[0].isalpha() else "0 to 9"
        letters.setdefault(letter, []).append(_line(name, cards))
    return "# From A to Z\n\n" + "\n".join(
        f"## {letter}\n\n" + "\n".join(lines) + "\n" for letter, lines in letters.items()
    )


def _names(deck: Catalogue) -> dict[str, list[CardType]]:
    """Every name with the cards it finds; one that only repeats the title says nothing."""
    found: dict[str, list[CardType]] = {}
    for card in deck.values():
        for name in dict.fromkeys((card.title, *card.aliases)):
            if name == card.title or not name.casefold().startswith(card.title.casefold()):
                found.setdefault(name, []).append(card)
    return found


def _line(name: str, cards: list[CardType]) -> str:
    if name == cards[0].title:
        several = len(cards) > 1
        links = (f"{_link(each)} ({each.category})" if several else _link(each) for each in cards)
        return f"- {', '.join(links)}"
    return f"- *{plain(name)}* → {', '.join(map(_link, cards))}"


def _link(card: CardType) -> str:
    return link(card.title, f"{card.id}.md")
