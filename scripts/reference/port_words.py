"""What a port takes, in words: its type, its default, its range."""

from collections.abc import Iterator

from layerdeck.deck import CardType, Kind, Port, PortType, Required, Value, choice_title, show

from .markdown import code, link, listed, plain

_MANY_CHOICES = 12


def type_page(port_type: PortType) -> str:
    """The name of the page of a port type."""
    return str(port_type).lower().replace(" ", "-")


def type_words(port: Port, card: CardType) -> str:
    """The type with its socket, a link to the type's page."""
    source = card.input(port.follows) if port.follows else None
    if source:
        return f"as *{plain(source.title)}* says"
    return f"{socket(port.type)} {link(str(port.type), f'../types/{type_page(port.type)}.md')}"


def socket(port_type: PortType) -> str:
    """The socket of a type as the canvas draws it: its colour, and a doubled ring for a list."""
    many = " list" if port_type.list else ""
    return f'<span class="socket {port_type.kind.value.lower()}{many}"></span>'


def default_words(port: Port) -> str:
    """What an input is while nobody has said otherwise, and on a new card."""
    default = port.default
    words = "required" if isinstance(default, Required) else value_words(port, default)
    if port.initial is not None and port.initial != port.default:
        words += f"; {value_words(port, port.initial)} on a new card"
    return words


def value_words(port: Port, value: Value) -> str:
    """A value as the card shows it; a choice by its title."""
    if value is None:
        return plain(port.none_text)
    if port.choices and not port.list:
        return plain(choice_title(value))
    return code(show(port, value) or '""')


def port_help(port: Port, card: CardType) -> str:
    """What a port does, and what it takes."""
    return " ".join((plain(port.help), *_details(port, card))).strip()


def _details(port: Port, card: CardType) -> Iterator[str]:
    yield from _items(port)
    yield from _range(port)
    if port.choices:
        yield _choices(port)
    if port.nullable and port.default is not None:
        yield f"May be {plain(port.none_text)}."
    if port.dtype:
        yield f"Its dtype is {code(port.dtype)}."
    if port.call and port.kind is not Kind.TENSOR:
        yield "Given where the layer is applied."
    if port.part_of:
        yield f"In code, it is an item of {code(port.part_of)}."
    if port.when:
        yield _condition(port, card)
    if port.maybe:
        yield "Some layers do not give it."
    if port.since:
        yield f"Since Keras {port.since}."
    if port.aliases:
        yield f"Also found as {listed(f'*{plain(word)}*' for word in port.aliases)}."


def _items(port: Port) -> Iterator[str]:
    names = ", ".join(plain(axis.lower()) for axis in port.axes)
    if port.pairs:
        yield f"A pair (before, after) for each of {names}." if names else "Pairs (before, after)."
    elif names:
        yield f"One item each for {names}."
    if port.most:
        yield f"1 to {port.most} items." if port.most > 1 else "One item."
    if port.open_axes:
        yield f"An axis of any size is {code('any')}."


def _range(port: Port) -> Iterator[str]:
    low = [f"at least {port.minimum:g}"] if port.minimum is not None else []
    low += [f"above {port.above:g}"] if port.above is not None else []
    high = [f"at most {port.maximum:g}"] if port.maximum is not None else []
    high += [f"below {port.below:g}"] if port.below is not None else []
    if low or high:
        yield f"{listed([*low, *high])}.".capitalize()


def _choices(port: Port) -> str:
    words = [code(str(choice)) for choice in port.choices]
    if len(words) > _MANY_CHOICES:
        return f'<span class="choices">One of {", ".join(words)}.</span>'
    return f"One of {', '.join(words)}." if words[1:] else f"Only {words[0]}."


def _condition(port: Port, card: CardType) -> str:
    source = card.input(port.when)
    title = plain(source.title) if source else code(port.when)
    if isinstance(port.when_is, bool):
        return f"There while *{title}* is {'on' if port.when_is else 'off'}."
    words = value_words(source, port.when_is) if source else code(str(port.when_is))
    return f"There while *{title}* is {words}."
