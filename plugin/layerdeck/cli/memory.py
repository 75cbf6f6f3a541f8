"""The memory budget on the command line: its options, its text and its JSON."""

import re
from typing import Any

import typer

from layerdeck.export import aligned
from layerdeck.program import (
    OPTIMIZERS,
    POLICIES,
    Budget,
    Settings,
    budget,
    bytes_text,
    with_errors,
)

from .work import Checked

_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
          "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}  # fmt: skip


def settings(
    batch: int | None, optimizer: str | None, policy: str | None, memory: str | None
) -> Settings:
    """What the options say, and the defaults of the rest.

    Raises:
        typer.BadParameter: a name that is none, or a size that cannot be read.
    """
    default = Settings()
    return Settings(
        default.batch if batch is None else batch,
        _known((policy or default.policy).lower(), POLICIES, "--policy"),
        _known((optimizer or default.optimizer).lower(), OPTIMIZERS, "--optimizer"),
        default.memory if memory is None else _bytes(memory),
    )


def budget_lines(checked: Checked, told: Settings) -> str:
    """The budget for people."""
    found = _budget(checked, told)
    where = f", in the backward pass of {found.card}" if found.backward else f", at {found.card}"
    if not found.card:
        where = ", as the optimizer takes its step"
    rows = [
        ("weights", bytes_text(found.weights), ""),
        (f"optimizer ({OPTIMIZERS[told.optimizer].title})", bytes_text(found.optimizer), ""),
        ("gradients of weights", bytes_text(found.gradients), ""),
        ("activations kept", bytes_text(found.kept), ""),
        ("temporary buffers", bytes_text(found.temporary), ""),
        ("peak" if found.is_whole else "peak, at least", bytes_text(found.total), where),
        (f"largest batch in {bytes_text(told.memory)}", found.largest_text, ""),
    ]
    head = f"Memory of a training step, batch {told.batch}, {told.policy}:"
    lines = aligned([row[:2] for row in rows], [1])
    tails = [row[2] for row in rows]
    text = [head, *(f"  {line}{tail}" for line, tail in zip(lines, tails, strict=True))]
    if found.broken:
        text.append(f"Not counted, as far as errors hide it: {', '.join(found.broken)}.")
    if found.unknown:
        text.append(f"Left out, because an axis has any size: {', '.join(found.unknown)}.")
    return "\n".join(text)


def budget_form(checked: Checked, told: Settings) -> dict[str, Any]:
    """The budget for scripts; sizes in bytes."""
    found = _budget(checked, told)
    return {
        "batch": told.batch,
        "policy": told.policy,
        "optimizer": told.optimizer,
        "memory": told.memory,
        "weights": found.weights,
        "optimizer_state": found.optimizer,
        "gradients": found.gradients,
        "activations_kept": found.kept,
        "temporary": found.temporary,
        "total": found.total,
        "peak_card": found.card or None,
        "backward": found.backward,
        "largest_batch": found.largest,
        "left_out": list(found.unknown),
        "with_errors": list(found.broken),
    }


def _budget(checked: Checked, told: Settings) -> Budget:
    return budget(checked.sketch, checked.report, told, with_errors(checked.problems))


def _known(name: str, names: dict[str, Any], option: str) -> str:
    if name not in names:
        listed = ", ".join(names)
        raise typer.BadParameter(f"{name!r} is not one of {listed}.", param_hint=option)
    return name


def _bytes(text: str) -> int:
    """`16GB`, `24 GiB`, `800MB`, or plain bytes."""
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)\s*", text)
    unit = _UNITS.get(found[2].upper()) if found else None
    if found is None or unit is None or not (size := round(float(found[1]) * unit)):
        raise typer.BadParameter(
            f"{text!r} is no size of a memory; write it as 16GB, 24GiB or 800MB.",
            param_hint="--memory",
        )
    return size
