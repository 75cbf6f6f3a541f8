"""A project whose package of cards is missing: what nobody knows is written back as it stood."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import parse_project, project_text
from layerdeck.graph import Document, EditError, End, Graph, Wire
from layerdeck.graph.edits import add, connect, disconnect, move, remove, rename, set_value
from layerdeck.program import lower
from making import DECK

MISSING = """\
{"layerdeck": 1, "name": "größer ∞",
 "cards": [
  {"id": "volume", "card": "keras.Input", "at": [0, 0], "values": {"shape": [64, 64, 64, 1]}},
  {"id": "mine", "card": "volumekit.layers.Scale", "at": [0.5, -3], "values": {"factor": 1.0, \
"count": 1, "rate": 1e5, "small": 2.50E-7, "zero": -0.0, "deep": {"b": [1, [2, null]], "a": \
{"été": [[], {}]}}, "none": null, "flag": false, "text": "\\"3\\"\\n"}, "colour": "red", \
"locked": {"by": ["Ada"], "since": 3e0}},
  {"id": "bare", "card": "volumekit.layers.Bare", "at": [100, 0]},
  {"id": "empty", "card": "volumekit.layers.Empty", "at": [200, 0], "values": {}},
  {"id": "conv", "card": "keras.layers.Conv3D", "at": [280, 0], "values": {"filters": 16, \
"kernel_size": [3, 3, 3]}},
  {"id": "mask", "card": "layerdeck.Output", "at": [560, 0]}
 ],
 "wires": [
  ["volume.output", "mine.query"],
  ["volume.output", "mine.query"],
  ["mine.scores", "bare.größe"],
  ["mine.output", "conv.input"],
  ["bare.no_such_output", "mask.input"]
 ],
 "regions": [{"title": "Encoder", "cards": ["mine"], "pad": 1.50}],
 "theme": 1e2}
"""


def lines(text: str, *but: str) -> list[str]:
    """The lines of a project, but for those about some cards."""
    return [line for line in text.split("\n") if not any(f'"{card}' in line for card in but)]


def read(text: str) -> Graph:
    return parse_project(text, DECK)


def test_it_is_written_back_byte_for_byte() -> None:
    assert project_text(read(MISSING)) == MISSING


def test_each_placeholder_says_what_is_missing() -> None:
    problems = {problem.card: problem.message for problem in lower(read(MISSING), DECK).problems}

    assert problems["mine"].startswith("The deck has no card volumekit.layers.Scale. Install the ")
    assert {"mine", "bare", "empty"} <= set(problems)


def test_moving_a_placeholder_changes_its_place_alone() -> None:
    text = project_text(move(read(MISSING), {"mine": (8.0, 16.0)}))

    assert text == MISSING.replace('"at": [0.5, -3]', '"at": [8, 16]')


def test_renaming_a_placeholder_changes_its_name_alone() -> None:
    text = project_text(rename(read(MISSING), "mine", "theirs"))

    assert text == MISSING.replace('"id": "mine"', '"id": "theirs"').replace('"mine.', '"theirs.')


def test_editing_other_cards_leaves_it_alone() -> None:
    graph, added = add(read(MISSING), DECK, "keras.layers.Conv3D", (900, 0))
    graph = set_value(graph, DECK, "conv", "filters", 32)
    graph = connect(graph, DECK, End("conv", "output"), End(added, "input"))
    graph = remove(graph, ["mask"])
    text = project_text(graph)

    assert lines(text, "conv", "mask") == lines(MISSING, "conv", "mask")


def test_undo_leads_back_to_the_same_bytes() -> None:
    document = Document(read(MISSING))
    document.apply("Move", move(document.graph, {"mine": (1.0, 2.0)}))
    document.apply("Rename", rename(document.graph, "mine", "other"))
    document.apply("Delete", remove(document.graph, ["other", "bare"]))
    for _ in range(3):
        document.undo()

    assert project_text(document.graph) == MISSING


def test_a_wire_of_a_placeholder_can_be_taken_away_but_not_made() -> None:
    graph = read(MISSING)
    wire = Wire(End("mine", "output"), End("conv", "input"))
    cut = disconnect(graph, wire)

    assert wire not in cut.wires
    with pytest.raises(EditError, match="is its package installed"):
        connect(cut, DECK, *wire)
    with pytest.raises(EditError, match="is its package installed"):
        set_value(cut, DECK, "mine", "factor", 2.0)


KNOWN = ("id", "card", "at", "values")
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(
    lambda name: name not in KNOWN
)
PORTS = st.sampled_from(["input", "output", "query", "größe", "x1"])
NUMBERS = st.one_of(
    st.integers(-(2**63) + 1, 2**63 - 1).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.from_regex(r"-?(0|[1-9][0-9]{0,4})(\.[0-9]{1,4})?[eE][+-]?[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"-?(0|[1-9][0-9]{0,4})\.[0-9]{1,6}", fullmatch=True),
).filter(lambda text: text != "-0")
"""Numbers in every form that JSON has for them; -0 alone is no integer of Python's."""
TEXTS = NAMES.map(lambda text: json.dumps(text, ensure_ascii=False))


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """JSON objects as they are written, with keys that differ."""
    pairs = st.lists(st.tuples(NAMES, values), max_size=4, unique_by=lambda pair: pair[0])
    return pairs.map(
        lambda pairs: (
            "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {v}" for k, v in pairs) + "}"
        )
    )


JSON = st.recursive(
    st.one_of(NUMBERS, TEXTS, st.sampled_from(["null", "true", "false"])),
    lambda inner: st.one_of(
        objects(inner), st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
    ),
    max_leaves=8,
)


@st.composite
def unknown(draw: st.DrawFn) -> str:
    """A project in Layerdeck's own hand, of cards that nobody knows."""
    ids = draw(st.lists(st.sampled_from("abcdefg"), unique=True, min_size=1))
    cards = []
    for card in ids:
        values, more = draw(st.none() | objects(JSON)), draw(objects(JSON))[1:-1]
        parts = [f'"id": "{card}"', f'"card": "pack.{card.upper()}"']
        parts += [f'"at": [{draw(st.integers(-99, 99))}, 0.5]'] if draw(st.booleans()) else []
        parts += [f'"values": {values}'] if values is not None else []
        parts += [more] if more else []
        cards.append(f"  {{{', '.join(parts)}}}")
    ends = st.tuples(st.sampled_from(ids), PORTS).map(".".join)
    wires = draw(st.lists(st.tuples(ends, ends), max_size=5))
    wired = ",\n".join(f'  ["{source}", "{target}"]' for source, target in wires)
    return (
        f'{{"layerdeck": 1, "name": {draw(TEXTS)},\n "cards": [\n' + ",\n".join(cards)
        + "\n ],\n" + (f' "wires": [\n{wired}\n ]' if wires else ' "wires": []')
        + f',\n "extra": {draw(JSON)}}}\n'
    )  # fmt: skip


@given(unknown())
def test_whatever_a_file_says_of_unknown_cards_is_kept(text: str) -> None:
    assert project_text(read(text)) == text


@given(unknown(), st.data())
def test_and_stays_through_edits_that_are_undone(text: str, data: st.DataObject) -> None:
    document = Document(read(text))
    for _ in range(data.draw(st.integers(1, 4))):
        card = data.draw(st.sampled_from(sorted(document.graph.cards)))
        graph = document.graph
        document.apply("Move", move(graph, {card: (3.0, 4.0)}))
        document.apply("Rename", rename(document.graph, card, f"{card}_"))
    while document.undo_label:
        document.undo()

    assert project_text(document.graph) == text
