"""A Program as a Jupyter notebook: build the model, look at it, run one batch of random input.

The cells hold the code of the module, printed by the same hand. The form is nbformat 4.5, in which
a cell has an id: https://nbformat.readthedocs.io/en/latest/format_description.html
"""

import json
from typing import Any

from layerdeck.graph.steps import finish
from layerdeck.program import Program

from .batch import IMPORTS, batch_code
from .body import body_steps, head, needed_steps
from .manner import PLAIN, Manner
from .page import Page

Cell = dict[str, Any]


def notebook(program: Program, manner: Manner = PLAIN) -> str:
    """The text of an `.ipynb` file. The same Program gives the same text, cell ids included.

    What no output needs is left out, as in a module.
    """
    program = finish(needed_steps(program))
    page = Page()
    page.begin()
    page.add(head(program, manner))
    finish(body_steps(page, program, manner))
    imports, *definitions = page.pieces()
    cells = [
        _words("title", f"# The model `{program.name}`\n\n{_ABOUT}"),
        _code("imports", f"{IMPORTS}\n{imports}"),
        *(_code(f"definition-{at}", text) for at, text in enumerate(definitions, 1)),
        _code("build", "model = build_model()"),
        _code("summary", "model.summary()"),
        _words("run", _RUN),
        _code("batch", batch_code(program)),
    ]
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


_ABOUT = "It is built with fresh weights, summarized, and run once."
_RUN = "One batch of random input, and the shapes of what comes of it:"


def _words(name: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(text)}


def _code(name: str, text: str) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": _lines(text),
    }


def _lines(text: str) -> list[str]:
    """Lines with their ends, as notebooks hold them, so that diffs of the file read well."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), last]
