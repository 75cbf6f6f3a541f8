"""The JSON that commands give: the keys are a contract that scripts rely on."""

import json
from collections.abc import Iterable
from typing import Any

from layerdeck.deck import CardType, Catalogue, Port, Required
from layerdeck.graph import Card
from layerdeck.program import Facts, Make, Problem, Program

from .work import Checked

Form = dict[str, Any]


def as_json(form: Form | list[Form]) -> str:
    """JSON as it is printed."""
    return json.dumps(form, ensure_ascii=False, indent=1)


def problems_form(problems: Iterable[Problem]) -> list[Form]:
    """Problems, each with the titles of the fixes that the editor offers."""
    return [
        {
            "card": problem.card,
            "port": problem.port,
            "severity": str(problem.severity),
            "message": problem.message,
            "fixes": [fix.title for fix in problem.fixes],
        }
        for problem in problems
    ]


def summary_form(checked: Checked) -> Form:
    """Facts per card and in total. A shape is a list, with null for an axis of any size."""
    report, program = checked.report, checked.program
    return {
        "name": program.name,
        "cards": [
            _card_facts(card, report.facts.get(card.id, Facts()))
            for card in checked.graph.cards.values()
        ],
        "parameters": report.parameters,
        "trainable_parameters": report.trainable_parameters,
        "activation_bytes": report.activation_bytes,
        "inputs": [_end(name, card, checked) for name, card in _inputs(program)],
        "outputs": [_end(out.name or out.card, out.card, checked) for out in program.outputs],
        "problems": problems_form(checked.problems),
    }


def catalogue_form(deck: Catalogue) -> list[Form]:
    """Every card with its ports; the default of an input that has none is null."""
    return [_card_form(card) for card in deck.values()]


def _card_facts(card: Card, facts: Facts) -> Form:
    return {
        "id": card.id,
        "card": card.type,
        "output_shape": facts.output_shape,
        "axes": facts.axes,
        "dtype": facts.dtype,
        "parameters": facts.parameters,
        "trainable_parameters": facts.trainable_parameters,
        "activation_bytes": facts.activation_bytes,
        "multiply_adds": facts.multiply_adds,
        "receptive_field": facts.receptive_field,
        "fields": [
            {"input": field.input, "receptive_field": field.size, "stride": field.stride}
            for field in facts.fields
        ],
    }


def _inputs(program: Program) -> list[tuple[str, str]]:
    """The names and cards of the model's inputs, in the model's order."""
    made = {item.target: item for item in program.statements if isinstance(item, Make)}
    found = []
    for ref in program.inputs:
        arguments = {argument.name: argument.value for argument in made[ref.name].call.arguments}
        card = made[ref.name].card
        found.append((str(arguments.get("name") or card), card))
    return found


def _end(name: str, card: str, checked: Checked) -> Form:
    facts = checked.report.facts.get(card, Facts())
    return {"name": name, "card": card, "shape": facts.output_shape, "dtype": facts.dtype}


def _card_form(card: CardType) -> Form:
    return {
        "id": card.id,
        "title": card.title,
        "category": card.category,
        "aliases": list(card.aliases),
        "inputs": [_port_form(port) for port in card.inputs],
        "outputs": [_port_form(port) for port in card.outputs],
    }


def _port_form(port: Port) -> Form:
    return {
        "id": port.id,
        "title": port.title,
        "type": str(port.kind),
        "list": port.list,
        "default": None if isinstance(port.default, Required) else port.default,
        "help": port.help,
    }
