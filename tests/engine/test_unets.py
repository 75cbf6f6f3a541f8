"""Whenever the skips of a U-Net do not meet, a fix is offered with which Keras builds it.

`LAYERDECK_UNETS=500 pytest tests/engine/test_unets.py -s` tries more of them, and says how it went.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.networks import DECK, errors, problems, program
from engine.unets import unet
from layerdeck.engine.build import BuildError, build
from layerdeck.graph import Graph
from layerdeck.graph.fixes import Fix, apply

UNETS = int(os.environ.get("LAYERDECK_UNETS", "15"))
LARGEST = {1: 90, 2: 60, 3: 30}
"""By rank, the largest input that is tried: the models are really built."""


@pytest.fixture(scope="module")
def tally() -> Iterator[Counter[str]]:
    """Counts what the examples were, and says so in the end."""
    counted: Counter[str] = Counter()
    yield counted
    print(f"\n{dict(sorted(counted.items()))}")


@st.composite
def unets(draw: st.DrawFn) -> Graph:
    """A U-Net of any depth, input, padding and strides, of volumes, pictures or sequences."""
    rank = draw(st.integers(1, 3))
    sizes = draw(st.tuples(*[st.integers(5, LARGEST[rank])] * rank))
    stride = draw(st.sampled_from([2, 2, 2, 3]))
    padding = st.sampled_from(["same", "valid"])
    conv = {"filters": 2, "kernel_size": draw(st.sampled_from([1, 3, 3, 5]))}
    conv["padding"] = draw(padding)
    downs = {
        "pool": (
            f"{draw(st.sampled_from(['Max', 'Average']))}Pooling{rank}D",
            {"pool_size": stride, "strides": stride, "padding": draw(padding)},
        ),
        "conv": (f"Conv{rank}D", {**conv, "kernel_size": 3, "strides": stride}),
    }
    transposed = {"filters": 2, "strides": stride, "padding": draw(padding)}
    ups = {
        "conv": (
            f"Conv{rank}DTranspose",
            {**transposed, "kernel_size": draw(st.integers(1, stride + 2))},
        ),
        "sample": (f"UpSampling{rank}D", {"size": stride}),
    }
    return unet(
        (*sizes, 1),
        draw(st.integers(1, 4 if rank < 3 else 3)),
        conv,
        downs[draw(st.sampled_from(["pool", "pool", "conv"]))],
        ups[draw(st.sampled_from(["conv", "conv", "sample"]))],
        draw(st.sampled_from(["Concatenate", "Add"])),
    )


@settings(max_examples=UNETS, deadline=None)
@given(graph=unets())
def test_a_fix_lets_the_model_be_built(graph: Graph, tally: Counter[str]):
    found = errors(problems(graph))
    if not found:
        assert why_not_built(graph) == ""
        tally["met at once"] += 1
        return
    [problem] = found
    if not problem.message.startswith("The inputs differ along"):
        tally["failed before any skip"] += 1
        return
    tally["did not meet"] += 1
    tally["fixes offered"] += len(problem.fixes)
    left = [reason for fix in problem.fixes if (reason := what_is_left(graph, fix))]
    tally["fixes with which it is built"] += len(problem.fixes) - len(left)
    assert len(left) < len(problem.fixes), (problem.message, left)


def what_is_left(graph: Graph, fix: Fix) -> str:
    """Why the model cannot be built with a fix; that of this merge must be gone in any case."""
    mended = apply(graph, DECK, fix)
    before = {(item.card, item.port) for item in errors(problems(graph))}
    assert before.isdisjoint((item.card, item.port) for item in errors(problems(mended))), fix
    return why_not_built(mended)


def why_not_built(graph: Graph) -> str:
    """What Keras has against building the model; empty where it builds it."""
    try:
        model = build(program(graph), DECK)
    except BuildError as error:
        return str(error)
    assert model.built
    return ""
