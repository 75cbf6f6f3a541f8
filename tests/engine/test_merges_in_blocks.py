"""Merges inside blocks that do not meet: the ways out change the block, for all of its cards."""

import pytest

from layerdeck.engine.infer import infer
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.fixes import apply
from layerdeck.program import Problem, lower
from making import CONV, DECK, INPUT, JOIN, OUTPUT, PARAMETER, UP, block_card, card, graph

POOL = "keras.layers.MaxPooling3D"


def up() -> Graph:
    """A block that doubles a coarse volume and joins it with a skip."""
    return graph(
        card("coarse", INPUT, shape=[8, 8, 8, 4]), card("skip", INPUT, shape=[16, 16, 16, 4]),
        card("filters", PARAMETER, default=4),
        card("enlarged", UP, kernel_size=2, strides=2), card("joined", JOIN), card("y", OUTPUT),
        wires=["coarse.output > enlarged.input", "filters.value > enlarged.filters",
               "skip.output > joined.inputs", "enlarged.output > joined.inputs",
               "joined.output > y.input"],
        name="Up",
    )  # fmt: skip


def unet(levels: int, *shape: int) -> Graph:
    """As many poolings, and as many cards of the block."""
    cards = [card("volume", INPUT, shape=[*shape, 1])]
    wires, below = [], "volume.output"
    for level in range(levels):
        conv = card(f"enc{level}", CONV, filters=4, kernel_size=3, padding="same")
        cards += [conv, card(f"pool{level}", POOL)]
        wires += [f"{below} > enc{level}.input", f"enc{level}.output > pool{level}.input"]
        below = f"pool{level}.output"
    for level in reversed(range(levels)):
        cards.append(block_card(f"dec{level}", "up"))
        wires += [f"{below} > dec{level}.coarse", f"enc{level}.output > dec{level}.skip"]
        below = f"dec{level}.y"
    cards.append(card("mask", OUTPUT))
    return graph(*cards, wires=[*wires, f"{below} > mask.input"]).with_(blocks={"up": up()})


def problems(made: Graph) -> tuple[Problem, ...]:
    lowered = lower(made, DECK)
    return (*lowered.problems, *infer(lowered.program, DECK).problems)


@pytest.mark.parametrize(
    ("made", "titles"),
    [
        (
            unet(1, 15, 15, 15),
            [
                "Output padding 1, 1, 1 on dec0 › enlarged",
                "Crop enc0 by one voxel at the end",
                "Pad dec0 › enlarged with zeros by one voxel at the end",
                "Input of 16×16×16 instead of 15×15×15",
                "Input of 14×14×14 instead of 15×15×15",
            ],
        ),
        (
            unet(2, 15, 15, 15),
            [
                "Output padding 1, 1, 1 on dec1 › enlarged",
                "Pad dec1 › enlarged with zeros by one voxel at the end",
                "Input of 16×16×16 instead of 15×15×15",
                "Input of 12×12×12 instead of 15×15×15",
            ],
        ),
        (
            unet(2, 14, 16, 16),
            ["Input of 16×16×16 instead of 14×16×16", "Input of 12×16×16 instead of 14×16×16"],
        ),
    ],
    ids=["one card", "two cards, alike", "two cards, of which one would suffer"],
)
def test_each_way_out_leaves_nothing_behind(made: Graph, titles: list[str]) -> None:
    [told] = problems(made)
    assert told.message.startswith("Inside, at joined: The inputs differ along depth")
    assert "enlarged gives" in told.message and "/" not in told.message
    assert [fix.title for fix in told.fixes] == titles
    for fix in told.fixes:
        assert problems(apply(made, with_blocks(DECK, made), fix)) == (), fix.title
