"""One training step of one network in this process: what was estimated, and what it allocated.

    python memory_ours.py NAME [--batch N] [--optimizer NAME] [--policy NAME] [--resident]

What TensorFlow asks of its allocator is read from its own profiler, which notes every allocation
and release with its size and its operation: so weights, optimizer, batch, activations and the
workspace of kernels count, and the libraries, the compiled step and the allocator's waste do not.
Pieces below 256 KB come from another allocator, which notes nothing; the networks are chosen so
that they hardly matter. `--resident` measures instead by how much the process grew at its most, by
the kernel's count.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# With oneDNN, as TensorFlow comes, the allocator is one that notes what it is asked for.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"

from memory_networks import DECK, NETWORKS
from tensorflow.tsl.profiler.protobuf import xplane_pb2

from layerdeck.engine.backend import keras, tf
from layerdeck.engine.infer import infer
from layerdeck.export import export
from layerdeck.program import Settings, budget, lower

OPTIMIZERS = {"sgd_momentum": lambda: keras.optimizers.SGD(momentum=0.9)}


def prepare(program: Any, settings: Settings) -> Any:
    """Build the model and its optimizer; gives the step, compiled, ready to be taken once."""
    keras.config.set_dtype_policy(settings.policy)
    module: dict[str, Any] = {"__name__": "exported"}
    exec(export(program).text, module)
    model = module["build_model"]()
    make = OPTIMIZERS.get(settings.optimizer)
    optimizer = make() if make else keras.optimizers.get(settings.optimizer)
    optimizer.build(model.trainable_variables)

    # As Keras' own fit compiles it, but for the metrics.
    @tf.function
    def step(given: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            made = tf.cast(model(given, training=True), "float32")
            loss = tf.reduce_mean(tf.square(made - wanted))
        slopes = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(slopes, model.trainable_variables)
        return loss

    given = tf.random.uniform((settings.batch, *model.input.shape[1:]))
    wanted = tf.zeros((settings.batch, *model.output.shape[1:]))
    step.get_concrete_function(given, wanted)
    return lambda: step(given, wanted).numpy()


def allocated(program: Any, settings: Settings) -> int:
    """The most bytes that TensorFlow had asked for and not given back, all at one time."""
    with tempfile.TemporaryDirectory() as folder:
        tf.profiler.experimental.start(folder)
        prepare(program, settings)()
        tf.profiler.experimental.stop()
        [trace] = Path(folder).rglob("*.xplane.pb")
        return most_held(trace)


def most_held(trace: Path) -> int:
    """The peak of the allocations that a trace notes."""
    held: dict[int, int] = {}
    total = most = 0
    for _, what, noted in sorted(_memory_events(trace), key=lambda event: event[0]):
        address = noted["addr"]
        if what == "MemoryAllocation":
            held[address] = noted["requested_bytes"]
            total += held[address]
            most = max(most, total)
        else:
            total -= held.pop(address, 0)
    return most


def _memory_events(trace: Path) -> list[tuple[int, str, dict[str, int]]]:
    space = xplane_pb2.XSpace()
    space.ParseFromString(trace.read_bytes())
    found = []
    for plane in space.planes:
        names = {key: value.name for key, value in plane.stat_metadata.items()}
        for line in plane.lines:
            for event in line.events:
                what = plane.event_metadata[event.metadata_id].name
                if what in ("MemoryAllocation", "MemoryDeallocation"):
                    when = line.timestamp_ns * 1000 + event.offset_ps
                    stats = {
                        names[stat.metadata_id]: getattr(stat, stat.WhichOneof("value"))
                        for stat in event.stats
                    }
                    found.append((when, what, stats))
    return found


def resident(program: Any, settings: Settings) -> int:
    """How much the process grew at its most, after a step of a model of one layer."""
    tiny = keras.Sequential([keras.layers.Input((4, 4, 4, 1)), keras.layers.Conv3D(1, 3)])
    tiny(tf.zeros((1, 4, 4, 4, 1)))
    before = _status("VmRSS")
    step = prepare(program, settings)
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew from here
    step()
    return _status("VmHWM") - before


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=NETWORKS)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--optimizer", default="adam")
    parser.add_argument("--policy", default="float32")
    parser.add_argument("--resident", action="store_true")
    told = parser.parse_args()
    make, batch = NETWORKS[told.name]
    settings = Settings(told.batch or batch, told.policy, told.optimizer)
    program = lower(make(), DECK).program
    estimate = budget(program, infer(program, DECK), settings)
    measured = (resident if told.resident else allocated)(program, settings)
    print(
        json.dumps(
            {
                "batch": settings.batch,
                "estimate": estimate.total,
                "measured": measured,
                "peak": estimate.card,
                "backward": estimate.backward,
                "kept": estimate.kept,
            }
        )
    )


if __name__ == "__main__":
    main()
