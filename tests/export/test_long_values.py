"""Values of thousands of items in exported code: at once, in full lines, and as they are."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerdeck.export.style import LINE_LENGTH, formatted

TEXTS = st.lists(st.text(max_size=12), min_size=1, max_size=8)
FILLER = tuple(f"word{number}" for number in range(2500))


def parsed(code: str) -> str:
    return ast.dump(ast.parse(f"if True:\n{code}").body[0].body[0])


@pytest.mark.parametrize(
    "statement",
    [
        f"lookup = layers.StringLookup(vocabulary={FILLER!r}, axis=-1)(words)",
        f"one, two, *_ = layer({FILLER!r}, name='a')",
        f"value = {FILLER!r}",
        f"value = {tuple(number / 7 for number in range(3000))!r}",
        f"value = {tuple((number, -number) for number in range(3000))!r}",
    ],
    ids=["call", "targets", "texts", "numbers", "pairs"],
)
def test_long_values_stand_in_full_lines(statement: str) -> None:
    text = formatted(statement, "    ")

    assert parsed(text) == parsed(f"    {statement}")
    lines = text.split("\n")
    assert max(map(len, lines)) <= LINE_LENGTH
    assert sum(map(len, lines[1:-1])) / len(lines[1:-1]) > 60, "the lines are not full"


def test_an_argument_of_the_function_may_be_long_too() -> None:
    head = f"def build_model(words: tuple[str, ...] = {FILLER!r}) -> keras.Model:"

    assert parsed(f"{formatted(head, '    ')}\n        pass") == parsed(f"    {head}\n        pass")


@settings(max_examples=30)
@given(TEXTS)
def test_every_text_stays_what_it_is(texts: list[str]) -> None:
    statement = f"value = layer({(*texts, *FILLER)!r}, axis=-1)"

    assert parsed(formatted(statement, "    ")) == parsed(f"    {statement}")
