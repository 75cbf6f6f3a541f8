"""Transposed convolutions whose windows cover some voxels more often than others."""

from collections.abc import Iterator
from dataclasses import replace

from layerdeck.engine.kinds import TRANSPOSED
from layerdeck.engine.windows import window_of
from layerdeck.graph.fixes import Fix
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use


@about(*TRANSPOSED)
def uneven_overlap(use: Use) -> Iterator[Problem]:
    """A kernel that its stride does not divide leaves a checkerboard (Odena et al., 2016)."""
    window = window_of(use.layer)
    if window is None:
        return
    pairs = list(zip(window.size, window.strides, strict=True))
    if all(size % step == 0 for size, step in pairs):
        return
    even = tuple(size if size % step == 0 else 2 * step for size, step in pairs)
    shown = "×".join(map(str, even))
    yield use.problem(
        "kernel_size",
        f"Kernel size {'×'.join(map(str, window.size))} is no multiple of the strides "
        f"{'×'.join(map(str, window.strides))}, so some places of the output are covered more "
        f"often than others, and a checkerboard shows. Choose a multiple, such as {shown}.",
        "Kernel and strides leave a checkerboard",
        _evened(use, even, window.same),
        Severity.WARNING,
    )


def _evened(use: Use, even: tuple[int, ...], same: bool) -> tuple[Fix, ...]:
    """The larger kernel. With padding same the size stays, if Keras chooses the output padding."""
    value = even if len(even) > 1 else even[0]
    found = use.set_value("kernel_size", value, ", ".join(map(str, even)))
    if same and getattr(use.layer, "output_padding", None) is not None:
        padding = use.set_value("output_padding", None, "auto")
        changes = tuple(change for fix in (*found, *padding) for change in fix.changes)
        return tuple(replace(fix, changes=changes) for fix in found) if padding else ()
    return found
