"""Values: one form per port, typed by people and shown to them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerdeck.deck import BadValueError, Kind, Port, choice_title, normalise, parse, show
from layerdeck_cards import CARDS

AXES = ("Depth", "Height", "Width")
FILTERS = Port(id="filters", title="Filters", kind=Kind.INTEGER, minimum=1)
KERNEL = Port(id="kernel_size", title="Kernel size", kind=Kind.INTEGER, list=True, axes=AXES)
RATE = Port(id="rate", title="Rate", kind=Kind.FLOAT, minimum=0, maximum=1)
SHAPE = Port(id="shape", title="Shape", kind=Kind.INTEGER, list=True, open_axes=True)
CROPPING = Port(
    id="cropping", title="Cropping", kind=Kind.INTEGER, list=True, axes=AXES, pairs=True
)
PADDING = Port(id="padding", title="Padding", kind=Kind.STRING, choices=("valid", "same"))
CUDNN = Port(id="cudnn", title="Use cuDNN", kind=Kind.STRING, choices=("auto", True, False))
BIAS = Port(id="use_bias", title="Use bias", kind=Kind.BOOLEAN, default=True)
STRIDES = Port(
    id="strides", title="Strides", kind=Kind.INTEGER, list=True, axes=AXES,
    default=None, none_text="pool size",
)  # fmt: skip
NAME = Port(id="name", title="Name", kind=Kind.STRING, default=None, none_text="automatic")
WORDS = Port(id="words", title="Words", kind=Kind.STRING, list=True)
LAYER = Port(id="layer", title="Layer", kind=Kind.LAYER)


def _forms() -> list:
    """One port of every form that occurs on a card: equal but for their words."""
    forms = {
        replace(
            port,
            id="",
            title="",
            help="",
            since="",
            main=False,
            initial=None,
            example=None,
            dtype="",
            aliases=(),
            call=False,
        ): (card, port)
        for card in reversed(CARDS)
        for port in reversed(card.inputs)
        if not port.kind.wire_only and not port.follows
    }
    return [pytest.param(port, id=f"{card.id}.{port.id}") for card, port in forms.values()]


WRITTEN = _forms()
of_each = settings(max_examples=15)
"""So many for each form; there are about two hundred."""


def values(port: Port) -> st.SearchStrategy:
    """Every value that `port` can hold."""
    if port.choices:
        value = st.sampled_from(port.choices)
    else:
        value = _list(port) if port.list else _single(port)
    return st.none() | value if port.takes_none else value


def _single(port: Port) -> st.SearchStrategy:
    if port.kind is Kind.INTEGER:
        least = 1 - 2**63 if port.minimum is None else int(port.minimum)
        least = least if port.above is None else int(port.above) + 1
        return st.integers(least, 2**63 - 1 if port.maximum is None else port.maximum)
    if port.kind is Kind.FLOAT:
        low = port.minimum if port.above is None else port.above
        high = port.maximum if port.below is None else port.below
        return st.floats(
            low,
            high,
            exclude_min=port.above is not None,
            exclude_max=port.below is not None,
            allow_nan=False,
            allow_infinity=False,
        ).filter(lambda number: abs(number) < 1e300)
    if port.kind is Kind.BOOLEAN:
        return st.booleans()
    # As an editor gives it, without blanks around; the words for None mean None.
    words = ("", "none", port.none_text) if port.takes_none else ()
    return st.text().map(str.strip).filter(lambda text: text.lower() not in words)


def _list(port: Port) -> st.SearchStrategy:
    item = _single(port)
    if port.pairs:
        item = st.tuples(item, item)
    elif port.open_axes:
        item = st.none() | item
    length = len(port.axes)
    fewest = length or (1 if port.most else 0)
    lists = st.lists(item, min_size=fewest, max_size=length or port.most or 6)
    return lists.map(tuple)


@pytest.mark.parametrize("port", WRITTEN)
@of_each
@given(data=st.data())
def test_what_is_shown_is_read_back(port: Port, data: st.DataObject) -> None:
    value = data.draw(values(port))

    assert parse(port, show(port, value)) == value


@pytest.mark.parametrize("port", WRITTEN)
@of_each
@given(data=st.data())
def test_a_value_is_in_its_one_form_already(port: Port, data: st.DataObject) -> None:
    value = data.draw(values(port))

    assert normalise(port, value) == value


@pytest.mark.parametrize("port", WRITTEN)
@of_each
@given(text=st.text())
def test_any_typed_text_is_a_value_or_a_sentence(port: Port, text: str) -> None:
    try:
        value = parse(port, text)
    except BadValueError as error:
        assert port.title in str(error)
    else:
        assert normalise(port, value) == value


@pytest.mark.parametrize(
    ("port", "text", "value"),
    [
        (FILTERS, "32", 32),
        (FILTERS, " 32 ", 32),
        (KERNEL, "3", (3, 3, 3)),
        (KERNEL, "3, 3, 1", (3, 3, 1)),
        (KERNEL, "3 3 1", (3, 3, 1)),
        (KERNEL, "3×3×1", (3, 3, 1)),
        (KERNEL, "3x3x1", (3, 3, 1)),
        (KERNEL, "(3, 3, 1)", (3, 3, 1)),
        (RATE, "1", 1.0),
        (RATE, ".5", 0.5),
        (RATE, "1/4", 0.25),
        (RATE, "1./255", 1 / 255),
        (SHAPE, "?, 32", (None, 32)),
        (WORDS, "cat, dog", ("cat", "dog")),
        (WORDS, '["cat", "a, b"]', ("cat", "a, b")),
        (WORDS, "()", ()),
        (SHAPE, "any, 64, 1", (None, 64, 1)),
        (SHAPE, "None 64 1", (None, 64, 1)),
        (SHAPE, "()", ()),
        (CROPPING, "1", ((1, 1), (1, 1), (1, 1))),
        (CROPPING, "1, 2, 3", ((1, 1), (2, 2), (3, 3))),
        (CROPPING, "(0, 1), (0, 2), (0, 3)", ((0, 1), (0, 2), (0, 3))),
        (PADDING, "same", "same"),
        (PADDING, "Same", "same"),
        (CUDNN, "auto", "auto"),
        (CUDNN, "True", True),
        (BIAS, "false", False),
        (STRIDES, "", None),
        (STRIDES, "pool size", None),
        (NAME, "enc1", "enc1"),
        (NAME, "", None),
    ],
)
def test_what_a_person_types(port: Port, text: str, value: object) -> None:
    assert parse(port, text) == value


@pytest.mark.parametrize(
    ("port", "text", "said"),
    [
        (FILTERS, "many", "Filters takes a whole number, and got “many”."),
        (FILTERS, "0", "Filters must be at least 1, and got 0."),
        (FILTERS, "1.5", "Filters takes a whole number, and got 1.5."),
        (FILTERS, "", "Filters needs a value."),
        (KERNEL, " ", "Kernel size needs a value."),
        (FILTERS, "9" * 20, "Filters must be at most 9,223,372,036,854,775,807, and got more."),
        (
            KERNEL,
            "-" + "9" * 20,
            "Kernel size must be at least -9,223,372,036,854,775,807, and got less.",
        ),
        (KERNEL, "3, 3", "Kernel size takes 3 values (depth, height, width), and got 2: 3, 3."),
        (RATE, "2", "Rate must be at most 1, and got 2.0."),
        (PADDING, "causal", "Padding takes Valid, Same, and got 'causal'."),
        (BIAS, "maybe", "Use bias takes on or off, and got “maybe”."),
        (SHAPE, "__import__('os')", "Shape takes whole numbers, and got “__import__('os')”."),
    ],
)
def test_what_is_said_to_a_wrong_text(port: Port, text: str, said: str) -> None:
    with pytest.raises(BadValueError) as refusal:
        parse(port, text)

    assert str(refusal.value) == said


@pytest.mark.parametrize("raw", [True, "3", 3.0, float("nan"), [3], {"a": 1}, b"3"], ids=repr)
def test_a_stranger_is_no_integer(raw: object) -> None:
    with pytest.raises(BadValueError, match="Filters takes a whole number"):
        normalise(FILTERS, raw)


@pytest.mark.parametrize("raw", [float("nan"), float("inf"), "0.5", None, True], ids=repr)
def test_only_a_finite_number_is_a_float(raw: object) -> None:
    with pytest.raises(BadValueError, match="Rate"):
        normalise(RATE, raw)


def test_true_is_not_the_choice_one() -> None:
    port = Port(id="axis", title="Axis", kind=Kind.INTEGER, choices=(1, 2))

    with pytest.raises(BadValueError):
        normalise(port, True)


def test_a_pair_for_every_axis_is_not_guessed_from_two_numbers() -> None:
    with pytest.raises(BadValueError, match="takes 3 values"):
        normalise(CROPPING, [1, 2])


def test_a_layer_comes_by_a_wire() -> None:
    with pytest.raises(BadValueError, match="given by a wire"):
        normalise(LAYER, "Conv3D")


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ("channels_last", "Channels last"),
        ("leaky_relu", "Leaky ReLU"),
        ("same", "Same"),
        (True, "True"),
    ],
)
def test_a_choice_reads_as_words(choice: object, title: str) -> None:
    assert choice_title(choice) == title
