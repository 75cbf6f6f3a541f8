"""The page of a card, put together from its declaration and its example."""

from collections.abc import Iterator

from layerdeck.deck import (
    Below,
    CardType,
    Catalogue,
    Divides,
    Exclusive,
    NotAbove,
    Port,
    Role,
    Rule,
)

from .examples import Example
from .markdown import code, link, listed, picture, plain, table
from .pictures import Sizes
from .port_words import default_words, port_help, type_words, value_words
from .related import neighbours, other_ranks
from .sources import source_of


def card_page(card: CardType, deck: Catalogue, example: Example, sizes: Sizes) -> str:
    """The whole page as Markdown; pictures and file stand beside it under the card's id."""
    return "\n".join(
        part
        for part in (
            f"# {plain(card.title)}\n",
            picture(card.id, f"The card {card.title}", sizes.card, "card-picture"),
            f"{plain(card.help)}\n",
            _facts(card),
            _inputs(card),
            _outputs(card),
            _rules(card),
            _told("Arguments without a port", card.exceptions, as_code=True),
            _told("Formerly", card.formerly, as_code=False),
            _example(card, example, sizes),
            _related(card, deck),
        )
        if part
    )


def category_page(category: str) -> str:
    """The name of the page of a category."""
    return f"category-{category.lower().replace(' ', '-')}"


def card_links(cards: list[CardType]) -> str:
    """Links to cards, parted by commas."""
    return ", ".join(link(card.title, f"{card.id}.md") for card in cards)


def _facts(card: CardType) -> str:
    lines = [("Category", link(card.category, f"{category_page(card.category)}.md"))]
    source = source_of(card.id)
    own = card.role not in (Role.LAYER, Role.OBJECT, Role.INPUT)
    words = f"{code(card.id)} ({link('source', source)})" if source else code(card.id)
    lines.append(("In project files" if own else "Stands for", words))
    if card.carried:
        lines.append(("Code", "The exported code carries the class, and needs no Layerdeck."))
    if card.since:
        lines.append(("Since", f"Keras {card.since}"))
    if card.aliases:
        lines.append(("Also found as", listed(map(plain, card.aliases))))
    return "\n".join(f"- **{name}:** {words}" for name, words in lines) + "\n"


def _inputs(card: CardType) -> str:
    if not card.inputs:
        return ""
    rows = [
        (_name(port), type_words(port, card), default_words(port), port_help(port, card))
        if not port.kind.wire_only
        else (_name(port), type_words(port, card), _wire(port), port_help(port, card))
        for port in card.inputs
    ]
    return "## Inputs\n\n" + table(("Port", "Type", "Default", "What it does"), rows, "ports")


def _outputs(card: CardType) -> str:
    if not card.outputs:
        return ""
    rows = [(_name(port), type_words(port, card), port_help(port, card)) for port in card.outputs]
    return "## Outputs\n\n" + table(("Port", "Type", "What it gives"), rows, "outputs")


def _name(port: Port) -> str:
    return f"**{plain(port.title)}**<br>{code(port.id)}"


def _wire(port: Port) -> str:
    return "by wire" if port.required else f"by wire; else {plain(port.none_text)}"


def _rules(card: CardType) -> str:
    lines = "\n".join(f"- {_rule(rule, card)}" for rule in card.rules)
    return f"## Rules\n\n{lines}\n" if lines else ""


def _rule(rule: Rule, card: CardType) -> str:
    def title(port_id: str) -> str:
        port = card.input(port_id)
        return f"*{plain(port.title if port else port_id)}*"

    match rule:
        case Exclusive(first, second):
            return f"Only one of {title(first)} and {title(second)} may be above 1."
        case Divides(divisor, number):
            return f"{title(divisor)} must divide {title(number)}."
        case Below(small, large):
            return f"{title(small)} must be below {title(large)} on every axis."
        case NotAbove(small, large):
            return f"{title(small)} must not be greater than {title(large)}."
        case needs:
            other = card.input(needs.other)
            wanted = value_words(other, needs.value) if other else code(str(needs.value))
            return f"{title(needs.port)} needs {title(needs.other)} to be {wanted}."


def _told(title: str, sentences: object, *, as_code: bool) -> str:
    told = dict(sentences)  # type: ignore[call-overload]
    lines = "\n".join(
        f"- {code(name) if as_code else f'*{plain(name)}*'}: {plain(text)}"
        for name, text in told.items()
    )
    return f"## {title}\n\n{lines}\n" if lines else ""


def _example(card: CardType, example: Example, sizes: Sizes) -> str:
    return "\n".join(
        (
            "## Example\n",
            f"Open it in Layerdeck: {{download}}`{example.file.name}`\n",
            picture(
                f"{card.id}-graph", f"A graph with the card {card.title}", sizes.graph, "graph"
            ),
            f"```python\n{example.code}```\n",
        )
    )


def _related(card: CardType, deck: Catalogue) -> str:
    return "".join(_related_lines(card, deck))


def _related_lines(card: CardType, deck: Catalogue) -> Iterator[str]:
    ranks, near = other_ranks(card, deck), neighbours(card, deck)
    if ranks or near:
        yield "## Related cards\n\n"
    if ranks:
        yield f"- **For other ranks:** {card_links(ranks)}\n"
    if near:
        yield f"- **{plain(card.category)}:** {card_links(near)}\n"
