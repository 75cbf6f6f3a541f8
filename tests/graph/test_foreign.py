"""Cards that the deck has not: what is said of them, and how they are taken out."""

import keras
import pytest

from layerdeck.files.importing import import_model
from layerdeck.graph import Card, EditError
from layerdeck.graph.fixes import apply, effect
from layerdeck.graph.foreign import take_out, why_foreign
from layerdeck.program import lower
from making import ADD, DECK, INPUT, OUTPUT, card, graph
from models import given, imported, layer, model


@keras.saving.register_keras_serializable("lab")
class Sharpen(keras.layers.Layer):
    def call(self, x):
        return x


SAYS = {
    "a Lambda": (
        layer("Lambda", "odd", "x", function="f"),
        "A Lambda runs Python code, which cards do not hold. Put cards that do the same in its "
        "place, or take it away; until then the card is kept as it is.",
    ),
    "an operation": (
        layer("Gelu", "odd", "x", approximate=True) | {"module": "keras.src.ops.nn"},
        "keras.ops.gelu is an operation that no card does in exactly this way. Put cards that do ",
    ),
    "a class of a project": (
        layer("Sharpen", "odd", "x") | {"module": None, "registered_name": "lab>Sharpen"},
        "The deck has no card lab.Sharpen: it is a class of somebody's own. Install a package that",
    ),
    "a class from anywhere": (
        layer("Odd", "odd", "x"),
        "The deck has no card keras.layers.Odd: it is a class of somebody's own or of another "
        "version of Keras. Install a package that has a card for it, put other cards in its place",
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_the_problem_says_what_it_is_and_the_fix_takes_it_out(case):
    odd, words = SAYS[case]
    dense = layer("Dense", "dense", "odd", units=2)
    made = imported(model(given("x", 4), odd, dense, outputs=[["dense", 0, 0]])).graph

    (problem,) = lower(made, DECK).problems

    assert problem.card == "odd" and problem.message.startswith(words)
    (fix,) = problem.fixes
    assert fix.title == "Take it away and join what it was between"
    assert effect(fix, made, DECK) == "takes odd away"
    mended = apply(made, DECK, fix)
    assert lower(mended, DECK).problems == ()
    assert [str(wire.source) for wire in mended.into("dense", "input")] == ["x.output"]


def test_a_card_of_a_package_that_is_not_here_is_told_as_that():
    message = why_foreign(Card("mine", "their.layers.Attention", (0, 0)))

    assert message.startswith("The deck has no card their.layers.Attention. Install the package")


def test_what_takes_several_tensors_is_not_taken_out_and_the_order_of_a_sum_stays():
    made = graph(
        card("x", INPUT, shape=[4]), Card("odd", "their.Odd", (0, 0)), card("sum", ADD),
        card("y", OUTPUT),
        wires=["x.output > odd.input", "odd.output > sum.inputs", "x.output > sum.inputs",
               "sum.output > y.input"],
    )  # fmt: skip
    assert len(take_out(made, "odd").into("sum", "inputs")) == 2
    both = graph(*made.cards.values(), wires=[
        "x.output > odd.input", "x.output > odd.other", "odd.output > sum.inputs",
    ])  # fmt: skip
    with pytest.raises(EditError, match="does not stand between two cards"):
        take_out(both, "odd")


@pytest.mark.parametrize("ending", ["keras", "h5", "json"])
@pytest.mark.filterwarnings("ignore")
def test_a_class_is_called_the_same_from_every_format(ending, tmp_path):
    x = keras.Input((4,))
    theirs = keras.Model(x, Sharpen()(x))
    path = tmp_path / f"net.{ending}"
    if ending == "json":
        path.write_text(theirs.to_json())
    else:
        theirs.save(path)

    types = [card.type for card in import_model(path, DECK).graph.cards.values()]

    assert types[1] == "lab.Sharpen"
