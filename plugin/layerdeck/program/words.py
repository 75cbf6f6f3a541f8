"""Figures in words, the same on cards, on the command line and in the engine's sentences."""

_UNITS = (("PB", 10**15), ("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3))
_MOST = 10**18
"""What a damaged file claims to hold may be no float at all."""


def bytes_text(count: float) -> str:
    """`16.8 MB`; a megabyte is a million bytes, as in the SI."""
    count = min(count, _MOST)
    for unit, size in _UNITS:
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count:.0f} B"
