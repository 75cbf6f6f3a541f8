"""Prints the Debian packages whose libraries Qt would not find on this machine.

Qt's wheels leave out what a Linux desktop has anyway; a container or a server has it not, and
the import then dies at the first library. This asks the linker for all of them at once. With a
screen, the plugins that draw on it are asked too.
"""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")


def _libraries(pyside: Path) -> list[Path]:
    found = [path for name in MODULES for path in pyside.glob(f"{name}.abi3.so")]
    platforms = ["offscreen"]
    if os.environ.get("DISPLAY"):
        platforms.append("xcb")
    if os.environ.get("WAYLAND_DISPLAY"):
        platforms.append("wayland*")
    for name in platforms:
        found += sorted((pyside / "Qt/plugins/platforms").glob(f"libq{name}.so"))
    return found


def _missing(libraries: list[Path]) -> set[str]:
    linker = subprocess.run(
        ["ldd", *map(str, libraries)], capture_output=True, text=True, check=False
    )
    return set(re.findall(r"^\s*(\S+) => not found", linker.stdout, re.MULTILINE))


def main() -> int:
    """Print the packages in one line; with none missing, try Qt itself."""
    if not sys.platform.startswith("linux"):
        return 0
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        print("PySide6 is not installed")
        return 1
    missing = _missing(_libraries(Path(spec.origin).parent))
    if missing:
        print(" ".join(sorted({PACKAGES.get(name, name) for name in missing})))
        return 0
    trial = subprocess.run(
        [sys.executable, "-c", "from PySide6 import QtWidgets; QtWidgets.QApplication([])"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if trial.returncode:
        last = (trial.stderr.strip().splitlines() or ["no message"])[-1]
        print(f"Qt does not start: {last}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
