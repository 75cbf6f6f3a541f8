"""Live inference: what a Program's tensors and layers are, without making a single weight."""

from msgspec import structs

from layerdeck.deck import Catalogue
from layerdeck.program import Program, Report, flatten

from .backend import fresh_names
from .between import Between, nothing
from .memo import Memo, Stale
from .report import report
from .run import in_build_order
from .stateless import uncollected, untracked, without_weights
from .walk import Walk


def infer(
    program: Program,
    catalogue: Catalogue,
    memo: Memo | None = None,
    between: Between = nothing,
) -> Report:
    """Find the facts of every card, and the problems that only Keras sees.

    A statement that fails becomes a problem on its card; what depends on it is left out, and all
    the rest is there. Weights are counted and never allocated. The report's revision is 0.

    Args:
        program: what the graph means.
        catalogue: the deck that it is made of.
        memo: the results of earlier Programs. What still holds is taken from it, and it gets what
            is new; the report is the same as without it.
        between: called before each statement that must be run, with how many are done, of how
            many. What it raises ends the work, and what was done until then is kept.
    """
    memo = Memo() if memo is None else memo
    memo.start(catalogue)
    kept, rest = in_build_order(program)
    flat = flatten(structs.replace(program, statements=(*kept, *rest)))
    while True:
        try:
            return _walk(Walk.through(flat, catalogue, memo, between))
        except Stale as stale:
            memo.forget(stale.done)


def _walk(walk: Walk) -> Report:
    fresh_names()
    with without_weights(), uncollected(), untracked():
        try:
            for statement in walk.program.statements:
                walk.step(statement)
            walk.end()
        except Exception:
            walk.keep(whole=False)
            raise
        walk.keep(whole=True)
        return report(walk)
