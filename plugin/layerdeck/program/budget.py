"""The memory budget: what one training step of a model takes, for a batch, a policy, an optimizer.

A training step holds the weights, the optimizer's state, the gradients of the weights found so far,
the activations kept for the backward pass, and what the layer in hand needs. All of it is a whole
number of bytes plus so many bytes for each sample of the batch, moment by moment (`moments`); the
peak is the largest of these moments. `docs/memory.md` holds the formulas and how they compare with
what TensorFlow allocates.
"""

from collections.abc import Iterable

from msgspec import Struct

from .messages import Report
from .moments import Moment, Moments, moments
from .policies import OPTIMIZERS, POLICIES
from .program import Program

GIGABYTE = 10**9


class Settings(Struct, frozen=True):
    """What a person sets.

    Attributes:
        memory: of the machine or GPU, in bytes.
    """

    batch: int = 1
    policy: str = "float32"
    optimizer: str = "adam"
    memory: int = 16 * GIGABYTE


class Budget(Struct, frozen=True):
    """What a training step takes, in bytes, and where it takes the most.

    The parts are those of the moment of the peak, and add up to `total`.

    Attributes:
        weights: all of them, trained or not.
        optimizer: what the optimizer keeps of each trained weight.
        gradients: of the weights, as far as they are found by the peak.
        kept: activations kept for the backward pass, and the batch itself.
        temporary: gradients of activations, and what the layer in hand needs.
        card: where the peak is; empty where the optimizer takes its step. A card of a block is
            named by its way there, as in `encoder/conv`.
        backward: whether the peak is in the backward pass.
        largest: the largest batch that fits into the memory; None where a batch of any size does.
        unknown: cards of which an axis has any size; they are left out.
        broken: cards with errors; what they and those behind them take may not be known.
    """

    settings: Settings
    weights: int = 0
    optimizer: int = 0
    gradients: int = 0
    kept: int = 0
    temporary: int = 0
    card: str = ""
    backward: bool = False
    largest: int | None = None
    unknown: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all that takes memory is counted."""
        return not self.unknown and not self.broken

    @property
    def largest_text(self) -> str:
        """The largest batch in words: where something is not counted, it is one at the most."""
        if self.largest is None:
            return "any" if self.is_whole else "not known"
        return f"{self.largest:,}" if self.is_whole else f"at most {self.largest:,}"

    @property
    def total(self) -> int:
        """The peak."""
        return self.weights + self.optimizer + self.gradients + self.kept + self.temporary

    @property
    def fits(self) -> bool:
        """Whether it is within the memory."""
        return self.total <= self.settings.memory


def budget(
    program: Program, report: Report, settings: Settings, broken: Iterable[str] = ()
) -> Budget:
    """The budget of a model, in which these cards have errors.

    Raises:
        KeyError: no policy or optimizer has the name in the settings.
    """
    return budget_of(moments(program, report, POLICIES[settings.policy]), settings, broken)


def budget_of(found: Moments, settings: Settings, broken: Iterable[str] = ()) -> Budget:
    """The budget where the moments under the policy of `settings` are found already."""
    optimizer = OPTIMIZERS[settings.optimizer]
    slots = optimizer.slots * found.trained_bytes
    base = found.weight_bytes + slots
    step = Moment("", True, found.trained_bytes + optimizer.temporary * found.largest_bytes)
    times = [*found.moments, step]
    peak = max(times, key=lambda moment: moment.bytes(settings.batch))
    temporary = peak.temporary * settings.batch
    gradients = peak.fixed
    if peak is step:
        gradients = found.trained_bytes
        temporary += peak.fixed - gradients
    return Budget(
        settings, found.weight_bytes, slots, gradients, peak.kept * settings.batch, temporary,
        peak.card, peak.backward, _largest(times, settings.memory - base), found.unknown,
        tuple(broken),
    )  # fmt: skip


def _largest(times: Iterable[Moment], room: int) -> int | None:
    """The largest batch of which every moment fits into so many bytes; 0 where none does."""
    found: int | None = None
    for moment in times:
        if moment.fixed > room:
            return 0
        a_sample = moment.kept + moment.temporary
        if a_sample:
            most = (room - moment.fixed) // a_sample
            found = most if found is None else min(found, most)
    return found
