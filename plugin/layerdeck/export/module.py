"""A Program printed as a module that runs by itself with Keras alone."""

from collections.abc import Generator

from layerdeck.graph.steps import finish
from layerdeck.program import Program

from .body import body_steps, head, needed_steps
from .manner import PLAIN, Manner
from .page import Module, Page
from .parts import docstring

_MAIN = 'if __name__ == "__main__":\n    build_model().summary()'


def export(program: Program, manner: Manner = PLAIN, shown: str = "") -> Module:
    """Print a Program as Python.

    What no output needs is left out; a Program without outputs is printed whole, and raises
    where it would return the model. The function that is `shown` is printed, with what it calls,
    even where nothing needs it yet.
    """
    return finish(export_steps(program, manner, shown))


def export_steps(
    program: Program, manner: Manner = PLAIN, shown: str = ""
) -> Generator[None, None, Module]:
    """`export` in steps of a statement each, for those who must not be kept waiting."""
    program = yield from needed_steps(program, shown)
    yield
    page = Page()
    page.add(docstring(program.name))
    page.add(head(program, manner))
    yield from body_steps(page, program, manner)
    page.begin()
    page.add(_MAIN)
    return page.finish()
