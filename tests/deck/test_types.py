"""What may join what: the one table."""

import itertools

import pytest

from layerdeck.deck import Kind, PortType, may_join, why_not

TYPES = [PortType(kind, many) for kind in Kind for many in (False, True)]


@pytest.mark.parametrize("port_type", TYPES, ids=str)
def test_equal_types_join(port_type: PortType) -> None:
    assert may_join(port_type, port_type)


@pytest.mark.parametrize("kind", Kind)
def test_a_single_value_stands_for_every_item_of_a_list(kind: Kind) -> None:
    assert may_join(PortType(kind), PortType(kind, list=True))


@pytest.mark.parametrize("kind", Kind)
def test_a_list_is_no_single_value(kind: Kind) -> None:
    assert not may_join(PortType(kind, list=True), PortType(kind))


@pytest.mark.parametrize("many", [False, True], ids=["single", "list"])
def test_an_integer_is_a_float_but_not_the_other_way_round(many: bool) -> None:
    integer, real = PortType(Kind.INTEGER, many), PortType(Kind.FLOAT, many)

    assert may_join(integer, real)
    assert not may_join(real, integer)


def test_nothing_else_joins() -> None:
    joined = [
        (source, target)
        for source, target in itertools.product(TYPES, TYPES)
        if source.kind != target.kind and may_join(source, target)
    ]

    assert {(source.kind, target.kind) for source, target in joined} == {(Kind.INTEGER, Kind.FLOAT)}


@pytest.mark.parametrize(("source", "target"), list(itertools.product(TYPES, TYPES)), ids=str)
def test_a_refusal_says_why_and_a_join_says_nothing(source: PortType, target: PortType) -> None:
    sentence = why_not(source, target)

    assert bool(sentence) != may_join(source, target)
    if sentence:
        assert str(source.kind) in sentence
        assert str(target.kind) in sentence
        assert sentence.endswith(".")


def test_a_refusal_reads_as_a_person_would_say_it() -> None:
    assert why_not(PortType(Kind.FLOAT), PortType(Kind.INTEGER)) == (
        "This input takes an Integer, and the output gives a Float."
    )
    assert why_not(PortType(Kind.INTEGER, list=True), PortType(Kind.INTEGER)) == (
        "This input takes one Integer, and the output gives a list of them."
    )
