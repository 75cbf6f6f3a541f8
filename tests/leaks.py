"""What a test of the editor must not leave behind: windows, timers, threads, processes.

Call it from a fixture, around each test that uses Qt::

    @pytest.fixture(autouse=True)
    def no_leaks(request, qapp):
        yield from assert_no_leaks(request.node)
"""

import gc
import time
from collections.abc import Callable, Generator
from typing import Any
from weakref import WeakSet

import psutil
import pytest

FAILED = pytest.StashKey[bool]()

# Qt makes these once, when they are first needed, and keeps them for good.
KEPT_BY_QT = {"QTipLabel", "QWhatsThat", "QShapedPixmapWidget", "QComboBoxPrivateContainer"}
PATIENCE = 5.0


def assert_no_leaks(node: pytest.Item | None = None) -> Generator[None]:
    """Fail after the test for every top-level widget, running timer, thread or child it left.

    A fixture of a wider scope may keep what it has made before. With `node`, a test that has
    failed by itself is not accused a second time.
    """
    from PySide6.QtCore import QThread, QTimer  # noqa: PLC0415

    windows_before = {id(window): window for window in _windows()}
    children_before = set(_children())
    timers: WeakSet[Any] = WeakSet()
    threads: WeakSet[Any] = WeakSet()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTimer, "start", _remember(QTimer.start, timers))
        patch.setattr(QThread, "start", _remember(QThread.start, threads))
        yield
    if node is not None and node.stash.get(FAILED, False):
        return
    left = _wait_until_empty(
        lambda: [
            *(f"a window: {w!r}" for w in _windows() if id(w) not in windows_before),
            *(
                f"a running timer of {t.parent()!r}, {t.interval()} ms"
                for t in timers
                if _alive(t) and t.isActive()
            ),
            *(f"a running thread: {t!r}" for t in threads if _alive(t) and t.isRunning()),
            *(f"a process: {_describe(c)}" for c in _children() if c not in children_before),
        ]
    )
    if left:
        pytest.fail("the test left behind " + "; ".join(left), pytrace=False)


def freeze_what_is_there() -> None:
    """Spare Python to look for garbage among what is there by now."""
    gc.collect()
    gc.freeze()


def _remember(start: Callable[..., None], seen: "WeakSet[Any]") -> Callable[..., None]:
    def remembered(self: Any, *args: Any) -> None:
        seen.add(self)
        start(self, *args)

    return remembered


def _wait_until_empty(leaks: Callable[[], list[str]]) -> list[str]:
    """Give what is on its way out (deleteLater, a process told to end) the time to go."""
    end = time.monotonic() + PATIENCE
    while True:
        _settle()
        left = leaks()
        if not left or time.monotonic() > end:
            return left
        # A cycle of Python objects may be all that holds a widget.
        gc.collect()
        time.sleep(0.01)


def _settle() -> None:
    from PySide6.QtCore import QEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _alive(wrapper: Any) -> bool:
    from shiboken6 import isValid  # noqa: PLC0415

    return isValid(wrapper)


def _windows() -> list[Any]:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    if QApplication.instance() is None:
        return []
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window.metaObject().className() not in KEPT_BY_QT
    ]


def _children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "multiprocessing.resource_tracker" not in _describe(child)
    ]


def _describe(process: psutil.Process) -> str:
    try:
        return f"{process.pid} {' '.join(process.cmdline()) or process.name()}"
    except psutil.Error:
        return f"{process.pid} (ended)"
