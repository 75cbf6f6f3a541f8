"""Ordinary mistakes with normalizations, contractions and merges of two, in a person's words."""

import pytest

from engine.networks import chain, merged, problems

CUBE = (4, 4, 4, 6)


@pytest.mark.parametrize(
    ("graph", "words", "port"),
    [
        (chain(("LayerNormalization", {"axis": (9,)}), shape=CUBE), "Axis 9 does not", "axis"),
        (chain(("UnitNormalization", {"axis": (-6,)}), shape=CUBE), "Axis -6 does not", "axis"),
        (chain(("Softmax", {"axis": 5}), shape=CUBE), "Axis 5 does not exist", "axis"),
        (chain(("GroupNormalization", {"groups": 4}), shape=CUBE), "such as 3", "groups"),
        (chain(("GroupNormalization", {"groups": 32}), shape=CUBE), "such as 6", "groups"),
        (chain(("EinsumDense", {"equation": "ab,bc->ac", "output_shape": (5,)}), shape=(4, 4)),
         "Name 3", "equation"),
        (merged(("Subtract", {}), (4, 3)), "exactly two tensors, and 1 is", "inputs"),
        (merged(("Dot", {"axes": (-1,)}), (4, 3), (4, 3), (4, 3)), "and 3 are", "inputs"),
        (merged(("Dot", {"axes": (1,)}), (4, 3), (5, 3)), "4 numbers along axis 1", "axes"),
        (merged(("Dot", {"axes": (0,)}), (4, 3), (4, 3)), "Axis 0 is the batch", "axes"),
        (merged(("Dot", {"axes": (9,)}), (4, 3), (4, 3)), "Axis 9 does not exist", "axes"),
    ],
    ids=lambda thing: thing if isinstance(thing, str) else "",
)  # fmt: skip
def test_a_mistake_is_told(graph, words: str, port: str) -> None:
    (problem,) = problems(graph)

    assert words in problem.message
    assert problem.port == port
