"""Where the declarations are not true of the installed Keras, in sentences."""

import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import keras

from layerdeck.deck import BadValueError, CardType, Port, Role, normalise

from .walk import arguments, call_arguments, public_classes, takes_anything

COMMON = ("name", "trainable", "dtype")
"""The arguments of every layer; most classes take them in their **kwargs."""
CARRIED = {
    "training": "whoever runs a model says whether it trains; a layer inside is told",
    "mask": "Keras carries the mask of a sequence along with its tensor",
}
"""Arguments of a call that need no port on any card, each with the reason."""
_CONSTRUCTED = (Role.LAYER, Role.OBJECT, Role.INPUT)


def constructed(cards: Iterable[CardType]) -> list[CardType]:
    """The cards that stand for a class or function: Keras' own, and those of our own."""
    return [card for card in cards if card.role in _CONSTRUCTED]


def exists(thing: CardType | Port) -> bool:
    """Whether the installed Keras is new enough to have a class or an argument."""
    return not thing.since or version(thing.since) <= version(keras.__version__)


def version(text: str) -> tuple[int, ...]:
    """“3.11.2” in a form that compares."""
    return tuple(int(part) for part in text.split(".")[:3])


def class_of(card: CardType) -> Any:
    """What a card stands for; None where the installed Keras lacks it."""
    module, _, name = card.id.rpartition(".")
    return getattr(importlib.import_module(module), name, None)


def faults_of_classes(cards: Iterable[CardType], left_out: Mapping[str, str]) -> Iterator[str]:
    """Public classes that have no card, or two, or are left out and yet have one."""
    owners: dict[Any, list[str]] = {}
    for card in constructed(cards):
        owners.setdefault(class_of(card), []).append(card.id)
    for path, thing in public_classes().items():
        own = owners.get(thing, [])
        if not own and thing.__name__ not in left_out:
            yield f"{path} has no card and is not left out."
        if own and thing.__name__ in left_out:
            yield f"{path} is left out, and has a card."
        if len(own) > 1:
            yield f"{path} has several cards: {', '.join(own)}."


def faults_of_card(card: CardType) -> Iterator[str]:
    """What a card says that is not so: arguments, their order, their defaults, and its call's."""
    thing = class_of(card)
    if exists(card) != (thing is not None):
        yield f"{card.id} is {'not ' if thing is None else ''}in Keras {keras.__version__}."
    if thing is None:
        return
    written_out = arguments(thing)
    yield from _faults_of_order(card, written_out)
    yield from _faults_of_since(card, {**written_out, **call_arguments(thing)})
    for port in card.arguments:
        if port.id in written_out and exists(port):
            yield from _faults_of_default(card, port, written_out[port.id])
        elif port.id in COMMON and not takes_anything(thing):
            yield f"{card.id} takes no {port.id}."
    if card.role is Role.LAYER:
        yield from _faults_of_call(card, call_arguments(thing))


def _faults_of_order(card: CardType, written_out: Mapping[str, Any]) -> Iterator[str]:
    in_kwargs = set(COMMON) - set(written_out)
    declared = [port.id for port in card.arguments if exists(port) and port.id not in in_kwargs]
    wanted = [name for name in written_out if name not in card.exceptions]
    for name in wanted:
        if name not in declared:
            yield f"{card.id} has no port for {name}, and no exception."
    for name in declared:
        if name not in wanted:
            yield f"{card.id} has a port for {name}, which the class does not take."
    if set(wanted) == set(declared) and wanted != declared:
        yield f"{card.id} has its ports in the order {declared}; the class has {wanted}."


def _faults_of_since(card: CardType, taken: Mapping[str, Any]) -> Iterator[str]:
    for port in card.inputs:
        if port.id in taken and not exists(port):
            yield (
                f"{card.id}.{port.id} is said to be new in {port.since}, "
                f"and Keras {keras.__version__} has it."
            )


def _faults_of_default(card: CardType, port: Port, parameter: Any) -> Iterator[str]:
    where, default = f"{card.id}.{port.id}", parameter.default
    if default is inspect.Parameter.empty:
        if not port.required:
            yield f"{where} is required, and has the default {port.default!r}."
        return
    if port.required and default is None:
        return  # a vocabulary, a mean: what Keras would learn from data first is asked for
    if port.required:
        yield f"{where} is {default!r} by default, and required on the card."
        return
    try:
        theirs = default if port.kind.wire_only else normalise(port, default)
    except BadValueError as error:
        yield f"{where} does not take its own default: {error}"
        return
    if not port.is_default(theirs):
        yield f"{where} is {default!r} by default, and {port.default!r} on the card."


def _faults_of_call(card: CardType, taken: Mapping[str, Any]) -> Iterator[str]:
    """The first tensor may be called anything; all else is handed over by its name."""
    given: dict[str, Port] = {}
    for port in card.call_arguments:
        if exists(port):
            given.setdefault(port.part_of or port.id, port)
    if not given:
        return  # a cell, which no tensor is wired to
    (_, *rest), (_, *named) = taken.items(), given
    for name, parameter in rest:
        if name in named:
            port = given[name]
            if not port.part_of and port.required != (parameter.default is parameter.empty):
                yield f"{card.id}: {name} is {'' if port.required else 'not '}required on the card."
            elif port.call and not port.required:
                yield from _faults_of_default(card, port, parameter)
        elif name not in CARRIED and name not in card.exceptions:
            yield f"{card.id} has no port for {name} of its call, and no exception."
    for name in named:
        if name not in taken:
            yield f"{card.id} has a port for {name}, which its call does not take."
