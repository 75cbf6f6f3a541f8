"""How much memory this machine can still give."""

import ctypes
import os
import sys
from pathlib import Path

from layerdeck.program import Report, bytes_text

from .weights import MAKING, NUMBER

_GROUP = Path("/sys/fs/cgroup")


def free_bytes() -> int:
    """Bytes that a process may still take without others being pushed out, as the system says.

    On Linux also within the limit of a container; on macOS, which does not say, half of what is
    built in.
    """
    if sys.platform == "win32":
        return _free_on_windows()
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvail"))
    except (OSError, StopIteration, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    first = ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat")
    second = ("memory.max", "memory.current", "memory.stat")
    return min(free, _left_in_group(*second), _left_in_group(*first))


def why_too_large(report: Report, free: int) -> str:
    """Why a model is too large to be built with `free` bytes; empty where it is not."""
    largest = max((facts.parameters for facts in report.facts.values()), default=0)
    weights = NUMBER * report.parameters
    needed = weights + (MAKING - 1) * NUMBER * min(largest, report.parameters)
    if needed <= free:
        return ""
    return (
        f"The model's weights take {bytes_text(weights)}, and {bytes_text(needed)} while they are "
        f"made; this machine has {bytes_text(free)} to give. Make filters or units smaller, or "
        "build the exported code on a larger machine."
    )


def _left_in_group(most: str, used: str, parts: str) -> int:
    """What is left of the limit of a container; files that were read are let go when it is short.

    See https://docs.kernel.org/admin-guide/cgroup-v2.html.
    """
    try:
        limit, taken, told = ((_GROUP / name).read_text("ascii") for name in (most, used, parts))
        files = next(line for line in told.splitlines() if line.startswith("inactive_file "))
        return int(limit) - int(taken) + int(files.split()[1])
    except (OSError, ValueError, StopIteration):  # there is no group, or no limit: “max”
        return sys.maxsize


def _free_on_windows() -> int:
    class Status(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("built_in", "free", *"abcde")),
        )

    status = Status(length=ctypes.sizeof(Status))
    ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined]
    return int(status.free)
