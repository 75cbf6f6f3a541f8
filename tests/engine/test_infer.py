"""Live inference: what it keeps going, what it costs, and what it leaves behind."""

import gc
import subprocess
import sys

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from engine.networks import CONV, DECK, chain, network, program, report
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.infer import infer
from layerdeck.graph import Graph
from layerdeck.program import Argument, Call, Make, Program, lower
from strategies import graphs

MEGABYTE = 2**20


def unet(levels: int = 3) -> Graph:
    """A U-Net of 6 cards a level and 2 more: 20 for three levels."""
    cards: dict = {"volume": ("Input", {"shape": (64, 64, 64, 1)})}
    wires, last = [], "volume"
    conv = {"filters": 8, "kernel_size": 3, "padding": "same", "activation": "relu"}
    for level in range(levels):
        cards |= {f"enc{level}": ("Conv3D", conv), f"pool{level}": ("MaxPooling3D", {})}
        wires += [f"{last} > enc{level}", f"enc{level} > pool{level}"]
        last = f"pool{level}"
    for level in reversed(range(levels)):
        cards |= {
            f"up{level}": ("Conv3DTranspose", {"filters": 8, "kernel_size": 2, "strides": 2}),
            f"norm{level}": ("BatchNormalization", {}),
            f"skip{level}": ("Concatenate", {}),
            f"dec{level}": ("Conv3D", conv),
        }
        wires += [
            f"{last} > up{level}",
            f"up{level} > norm{level}",
            f"enc{level} > skip{level}",
            f"norm{level} > skip{level}",
            f"skip{level} > dec{level}",
        ]
        last = f"dec{level}"
    return network({**cards, "mask": ("Output", {})}, *wires, f"{last} > mask")


def test_a_u_net_has_no_problems():
    assert infer(program(unet()), DECK).problems == ()


def test_a_fault_leaves_the_rest_alive():
    graph = network(
        {
            "volume": ("Input", {"shape": (8, 8, 8, 4)}),
            "bad": ("Conv3D", {"filters": 2, "kernel_size": 9}),
            "after": ("Conv3D", CONV),
            "further": ("Flatten", {}),
            "good": ("Conv3D", CONV),
            "result": ("Output", {}),
            "other": ("Output", {}),
        },
        "volume > bad", "bad > after", "after > further", "further > result", "volume > good",
        "good > other",
    )  # fmt: skip
    found = report(graph)
    assert [problem.card for problem in found.problems] == ["bad"]
    assert found.facts.keys() == {"volume", "good", "other"}


def test_names_do_not_leak_between_runs():
    """The first Conv3D is `conv3d` in every run, so the same name clashes every time."""
    graph = chain(("Conv3D", {**CONV, "name": "conv3d"}), ("Conv3D", CONV), shape=(8, 8, 8, 1))
    for _ in range(3):
        [problem] = report(graph).problems
        assert problem.message.startswith("The name conv3d is the one that Keras gives second")


def test_names_do_not_depend_on_what_no_output_needs():
    cards = {
        "volume": ("Input", {"shape": (8, 8, 8, 1)}),
        "loose": ("Conv3D", CONV),
        "named": ("Conv3D", {**CONV, "name": "conv3d_1"}),
        "conv": ("Conv3D", CONV),
        "result": ("Output", {}),
    }
    graph = network(cards, "volume > loose", "volume > named", "named > conv", "conv > result")
    assert report(graph).problems == ()


def test_no_weight_is_allocated():
    """A Dense of 50,000 to 50,000 has 10 GB of weights; the peak moves by next to nothing."""
    script = """
import resource
from engine.networks import chain, report
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
report(chain(("Dense", {"units": 5}), shape=(4,)))
before = peak()
found = report(chain(("Dense", {"units": 50_000}), shape=(50_000,)))
assert found.parameters == 50_000 * 50_001, found
print(peak() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd="tests"
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[-1]) < 50


def test_nothing_waits_to_be_initialized():
    report(chain(("Dense", {"units": 50_000}), shape=(50_000,)))
    with keras.StatelessScope():
        pass  # leaving it would make the 10 GB of weights, were they still registered


def test_memory_is_steady():
    run = program(chain(("Conv3D", CONV), ("BatchNormalization", {}), shape=(8, 8, 8, 1)))
    process = psutil.Process()

    def after(times: int) -> int:
        for _ in range(times):
            infer(run, DECK)
        gc.collect()
        return process.memory_info().rss

    before = after(300)
    assert after(2000) - before < 10 * MEGABYTE


def test_random_numbers_go_on_as_if_nothing_had_been():
    keras.utils.set_random_seed(3)
    first = keras.layers.Dense(2)(keras.ops.ones((1, 3)))
    keras.utils.set_random_seed(3)
    report(chain(("LSTM", {"units": 4}), ("Dropout", {"rate": 0.5}), shape=(3, 2)))
    second = keras.layers.Dense(2)(keras.ops.ones((1, 3)))
    assert keras.ops.all(first == second)


@pytest.mark.parametrize("path", ["os.system", "keras.utils.get_file", "layerdeck.Output", "eval"])
def test_only_cards_are_run(path: str):
    call = Call(path, (Argument("name", "echo unsafe", True),))
    [problem] = infer(Program("net", statements=(Make("x", call, "card"),)), DECK).problems
    assert problem.message == f"No card of the deck is called {path}, so it is not run."


def test_what_keras_says_becomes_one_clean_sentence():
    values = {"units": 3, "lora_rank": 2, "kernel_constraint": "non_neg"}
    [problem] = report(chain(("Dense", values), shape=(4,))).problems
    assert problem.port == "kernel_constraint"
    assert problem.message == (
        "Keras refuses this: Lora is incompatible with kernel constraints. In order to enable lora "
        "on this layer, remove the kernel_constraint argument."
    )


@seed(5)
@settings(
    max_examples=150,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(graph=graphs(DECK))
def test_any_graph_gets_sentences(graph: Graph):
    """Whatever is placed and wired, a problem is a clean line on a card that is there."""
    found = infer(lower(graph, DECK).program, DECK)
    for problem in found.problems:
        assert problem.card in graph.cards
        card = DECK[graph.cards[problem.card].type]
        assert not problem.port or card.input(problem.port), problem
        assert "\n" not in problem.message
        assert " 0x" not in problem.message
        assert problem.message[-1] in ".?…"
        assert len(problem.short) <= 45, problem.short


def test_values_of_the_catalogue_are_all_that_is_needed():
    """A catalogue of strangers is used as it is given, not the installed one."""
    alone = Catalogue([DECK["keras.Input"]])
    run = Program("net", statements=(Make("x", Call("keras.layers.Flatten"), "x"),))
    assert infer(run, alone).problems[0].short == "This card cannot be run"
