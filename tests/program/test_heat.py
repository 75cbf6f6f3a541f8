"""Classes of what cards cost."""

from hypothesis import given
from hypothesis import strategies as st

from layerdeck.program import CLASSES, Facts, Measure, Scale, scale_of

costs = st.integers(1, 10**18)


def test_what_is_measured() -> None:
    facts = Facts(parameters=7, activation_bytes=64, multiply_adds=1_000)
    assert [measure.of(facts) for measure in Measure] == [64, 7, 1_000]
    assert [measure.of(Facts()) for measure in Measure] == [0, 0, 0]


def test_the_scale_goes_from_the_least_to_the_most_of_those_that_cost_anything() -> None:
    assert scale_of([0, 30, 4, 0, 2_000]) == Scale(4, 2_000)
    assert scale_of([5, 5]) == Scale(5, 5)
    assert scale_of([0, 0]) is None
    assert scale_of([]) is None


def test_a_giant_does_not_make_all_others_equal() -> None:
    scale = Scale(1_000, 10**9)
    assert scale.level(10**9) == CLASSES - 1
    assert len({scale.level(cost) for cost in (1_000, 10_000, 100_000, 10**6)}) == 4


def test_each_class_is_as_many_times_the_one_before() -> None:
    scale = Scale(1, 2**CLASSES)
    assert [scale.level(2**power) for power in range(CLASSES)] == list(range(CLASSES))


def test_equal_costs_are_in_the_middle() -> None:
    assert Scale(9, 9).level(9) == CLASSES // 2


@given(costs, costs, st.lists(costs, min_size=1))
def test_more_is_never_cooler_and_the_ends_are_the_ends(one: int, other: int, more: list) -> None:
    least, most = min(one, other), max(one, other)
    scale = Scale(least, most)
    inside = sorted(cost for cost in (*more, one, other) if least <= cost <= most)
    levels = [scale.level(cost) for cost in inside]
    assert levels == sorted(levels)
    if least < most:
        assert (levels[0], levels[-1]) == (0, CLASSES - 1)
