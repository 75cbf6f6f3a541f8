"""U-Nets of any depth, size, padding and strides, as graphs."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from engine.networks import network
from layerdeck.graph import Graph

SAME = {"filters": 2, "kernel_size": 3, "padding": "same"}
VALID = {"filters": 2, "kernel_size": 3}
UP = {"filters": 2, "kernel_size": 2, "strides": 2}


def odd_unet(shape: tuple[int, ...], **up: object) -> Graph:
    """An encoder and decoder whose skip does not meet: odd sizes are halved downwards."""
    return network(
        {
            "volume": ("Input", {"shape": shape}),
            "enc1": ("Conv3D", {"filters": 16, "kernel_size": 3, "padding": "same"}),
            "pool1": ("MaxPooling3D", {}),
            "up1": ("Conv3DTranspose", {"filters": 16, "kernel_size": 2, "strides": 2, **up}),
            "skip1": ("Concatenate", {}),
            "mask": ("Output", {}),
        },
        "volume > enc1",
        "enc1 > pool1",
        "pool1 > up1",
        "enc1 > skip1",
        "up1 > skip1",
        "skip1 > mask",
    )


def unet(
    shape: tuple[int, ...],
    depth: int,
    conv: Mapping[str, Any] = SAME,
    down: tuple[str, Mapping[str, Any]] = ("MaxPooling3D", {}),
    up: tuple[str, Mapping[str, Any]] = ("Conv3DTranspose", UP),
    merge: str = "Concatenate",
) -> Graph:
    """`enc1`, `down1` … to the `bottom`, and `up2`, `skip2`, `dec2` … back up to the `mask`."""
    cards: dict[str, tuple[str, Mapping[str, Any]]] = {"volume": ("Input", {"shape": shape})}
    rank = len(shape) - 1
    way, wires = ["volume"], []
    for level in range(1, depth + 1):
        cards[f"enc{level}"] = (f"Conv{rank}D", conv)
        cards[f"down{level}"] = down
        way += [f"enc{level}", f"down{level}"]
    cards["bottom"] = (f"Conv{rank}D", conv)
    way.append("bottom")
    for level in range(depth, 0, -1):
        cards[f"up{level}"] = up
        cards[f"skip{level}"] = (merge, {})
        cards[f"dec{level}"] = (f"Conv{rank}D", conv)
        wires.append(f"enc{level} > skip{level}")
        way += [f"up{level}", f"skip{level}", f"dec{level}"]
    cards["mask"] = ("Output", {})
    way.append("mask")
    return network(cards, *wires, *(f"{a} > {b}" for a, b in pairwise(way)))
