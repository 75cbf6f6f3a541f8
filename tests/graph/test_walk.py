"""Walks along the wires, on graphs of any size and with circles in them."""

from hypothesis import given

from layerdeck.graph.walk import downstream, in_order, sources_first, upstream
from making import ADD, CONV, INPUT, card, graph, graphs, residual


@given(graphs())
def test_every_source_comes_before_what_it_feeds(made):
    ordered, circle = in_order(made)
    place = {card_id: index for index, card_id in enumerate(ordered)}

    assert not circle
    assert sorted(ordered) == sorted(made.cards)
    assert all(place[wire.source.card] < place[wire.target.card] for wire in made.wires)


@given(graphs())
def test_up_and_down_are_two_views_of_one_thing(made):
    for one in made.cards:
        for other in downstream(made, [one]):
            assert one in upstream(made, [other])


def test_cards_of_a_circle_and_behind_it_are_left_over():
    made = graph(
        card("x", INPUT), card("a", ADD), card("b", CONV), card("behind", CONV),
        wires=["x.output > a.inputs", "a.output > b.input", "b.output > a.inputs",
               "b.output > behind.input"],
    )  # fmt: skip

    assert in_order(made) == (["x"], {"a", "b", "behind"})


def test_1000_residual_blocks_are_walked():
    """A walk along each of their 2 to the power of 1000 ways would never end."""
    made = residual(1000)

    reached = downstream(made, ["x"])
    ordered, _ = in_order(made)

    assert reached == set(made.cards) == set(ordered)


@given(graphs())
def test_sources_come_first_whatever_order_the_graph_has(made):
    turned = made.with_(cards=dict(reversed(made.cards.items())))
    place = {card_id: at for at, card_id in enumerate(sources_first(turned))}

    assert place.keys() == made.cards.keys()
    assert all(place[wire.source.card] < place[wire.target.card] for wire in made.wires)


def test_an_order_in_which_sources_come_first_already_is_kept():
    made = graph(
        card("x", INPUT), card("a", CONV), card("free", CONV), card("b", CONV),
        wires=["x.output > a.input", "a.output > b.input"],
    )  # fmt: skip

    assert sources_first(made) == ["x", "a", "free", "b"]


def test_cards_of_a_circle_come_last():
    made = graph(
        card("a", ADD), card("b", CONV), card("x", INPUT),
        wires=["x.output > a.inputs", "a.output > b.input", "b.output > a.inputs"],
    )  # fmt: skip

    assert sources_first(made) == ["x", "a", "b"]
