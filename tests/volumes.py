"""Random networks on volumes with branches, made of layers that slide windows over them."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from engine.networks import network
from layerdeck.graph import Graph

SIDE = 28
CHANNELS = 2


@dataclass
class Volumes:
    """A network that grows card by card.

    Attributes:
        enlarged: the product of all enlargements, in which every period fits.
    """

    random: Random
    cards: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    wires: list[str] = field(default_factory=list)
    enlarged: int = 1

    def add(self, kind: str, values: dict[str, Any], *sources: str) -> str:
        """A card fed by others."""
        name = f"{kind.lower()}{len(self.cards)}"
        self.cards[name] = (kind, values)
        self.wires += [f"{source} > {name}" for source in sources]
        return name

    def input(self, side: int) -> str:
        return self.add("Input", {"shape": (side,) * 3 + (CHANNELS,)})

    def conv(self, source: str, **values: Any) -> str:
        """A convolution of a random kernel."""
        size = tuple(self.random.choice([1, 2, 3]) for _ in range(3))
        chosen = {"filters": CHANNELS, "kernel_size": size, **values}
        return self.add("Conv3D", chosen, source)

    def branch(self, source: str) -> str:
        """One to three layers that leave the size as it is."""
        for _ in range(self.random.randint(1, 3)):
            source = self.layer(source)
        return source

    def layer(self, source: str) -> str:
        """One or two layers that leave the size as it is together."""
        kinds = ["same", "dilated", "pointwise", "pooled", "border", "normalized"]
        match self.random.choice(kinds):
            case "same":
                return self.conv(source, padding="same", activation="relu")
            case "dilated":
                rate = tuple(self.random.choice([1, 2, 3]) for _ in range(3))
                return self.conv(source, padding="same", dilation_rate=rate)
            case "pointwise":
                return self.add("Dense", {"units": CHANNELS}, source)
            case "normalized":
                normal = self.add("BatchNormalization", {}, source)
                return self.add("ReLU", {}, normal)
            case "pooled":
                values = {"pool_size": self.random.choice([2, 3]), "strides": 1, "padding": "same"}
                return self.add("MaxPooling3D", values, source)
        amount = tuple((self.random.randint(0, 2), self.random.randint(0, 2)) for _ in range(3))
        padded = self.add("ZeroPadding3D", {"padding": amount}, source)
        return self.add("Cropping3D", {"cropping": amount}, padded)

    def merge(self, *sources: str) -> str:
        kind = self.random.choice(["Add", "Concatenate", "Maximum"])
        merged = self.add("Add" if kind == "Maximum" else kind, {}, *sources)
        return self.conv(merged, kernel_size=1) if kind == "Concatenate" else merged

    def lower(self, source: str, side: int) -> tuple[str, int]:
        """Half the size."""
        match self.random.choice(["pool", "average", "stride"]):
            case "pool":
                return self.add("MaxPooling3D", {"pool_size": 2}, source), side // 2
            case "average":
                return self.add("AveragePooling3D", {"pool_size": 2}, source), side // 2
        return self.conv(source, strides=2, padding="same"), side // 2

    def higher(self, source: str, side: int) -> tuple[str, int]:
        """Double the size; an enlargement is followed by a period."""
        self.enlarged *= 2
        if self.random.random() < 0.3:
            return self.add("UpSampling3D", {}, source), side * 2
        values = {"filters": CHANNELS, "kernel_size": self.random.choice([2, 3, 4]), "strides": 2}
        return self.add("Conv3DTranspose", {**values, "padding": "same"}, source), side * 2


def random_volumes(seed: int) -> tuple[Graph, int]:
    """A network with branches, and how far apart its voxels repeat at most.

    Every one has two branches that are merged; most go down and up again with a skip, some have a
    second input, at the full size or at half of it.
    """
    made = Volumes(Random(seed))
    random = made.random
    first, side = made.input(SIDE), SIDE
    source = made.branch(first) if random.random() < 0.5 else first
    other = made.input(SIDE) if random.random() < 0.3 else source
    source = made.merge(made.branch(source), made.branch(other))
    if random.random() < 0.75:
        skip = source
        source, side = made.lower(source, side)
        if random.random() < 0.3:
            source = made.merge(source, made.input(side))
        source = made.layer(source)
        if random.random() < 0.75:
            source, side = made.higher(source, side)
            source = made.merge(source, skip)
        elif random.random() < 0.5:
            source = made.conv(source)
    elif random.random() < 0.3:
        source, side = made.higher(source, side)
    made.cards["result"] = ("Output", {})
    made.wires.append(f"{source} > result")
    return network(made.cards, *made.wires), made.enlarged
