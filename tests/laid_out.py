"""Exported code as black would have it, every line from a card of its graph or from none."""

import warnings

import black

from layerdeck.export import Module
from layerdeck.graph import Graph


def assert_valid_and_laid_out(module: Module, made: Graph) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile(module.text, "made.py", "exec")
    assert black.format_str(module.text, mode=black.Mode()) == module.text
    assert len(module.lines) == module.text.count("\n")
    assert {card for line in module.lines for card in line.cards} <= made.cards.keys()
