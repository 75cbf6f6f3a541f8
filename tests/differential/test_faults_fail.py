"""A fault that is told as an error is one: the exported code of its graph does not run."""

import pytest

from differential.agreement import batch_for, built_by_the_code
from engine.case import Case
from engine.faults_of_attention import FAULTS_OF_ATTENTION
from engine.faults_of_cells import FAULTS_OF_CELLS
from engine.faults_of_masks import FAULTS_OF_MASKS
from engine.faults_of_states import FAULTS_OF_STATES
from layerdeck.deck import Catalogue
from layerdeck.program import Severity, lower, trim

LISTS = "a state of stacked cells that is a list"
"""Keras gives a list as an output of the model; no card could take it."""
FAULTS = [
    case
    for case in (*FAULTS_OF_ATTENTION, *FAULTS_OF_MASKS, *FAULTS_OF_STATES, *FAULTS_OF_CELLS)
    if case.severity is Severity.ERROR and case.name != LISTS
]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_the_exported_code_fails_too(case: Case, deck: Catalogue) -> None:
    program = trim(lower(case.graph, deck).program)

    with pytest.raises(Exception):  # noqa: B017 - Keras and TensorFlow raise every kind
        model = built_by_the_code(program)
        batch = batch_for(model)
        model(batch if len(batch) > 1 else batch[0])
