"""The leak check is itself checked: each kind of leak is found, and a tidy test passes."""

import subprocess
import sys
import textwrap

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import leaks
from leaks import assert_no_leaks


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(leaks, "PATIENCE", 0.05)


def _finish(check) -> None:
    with pytest.raises(StopIteration):
        next(check)


def test_a_tidy_test_passes():
    check = assert_no_leaks()
    next(check)
    window, timer = QWidget(), QTimer()
    window.show()
    timer.start(1000)
    timer.stop()
    window.deleteLater()
    del window
    _finish(check)


def test_what_was_there_before_is_no_leak():
    window = QWidget()
    check = assert_no_leaks()
    next(check)
    _finish(check)
    window.close()


def test_a_window_is_found():
    check = assert_no_leaks()
    next(check)
    window = QWidget()
    with pytest.raises(pytest.fail.Exception, match="a window"):
        next(check)
    window.deleteLater()


def test_a_running_timer_is_found():
    check = assert_no_leaks()
    next(check)
    timer = QTimer()
    timer.start(1000)
    with pytest.raises(pytest.fail.Exception, match="a running timer"):
        next(check)
    timer.stop()


def test_a_running_thread_is_found():
    check = assert_no_leaks()
    next(check)
    thread = QThread()
    thread.start()
    with pytest.raises(pytest.fail.Exception, match="a running thread"):
        next(check)
    thread.quit()
    thread.wait()


def test_a_process_is_found():
    check = assert_no_leaks()
    next(check)
    sleeper = textwrap.dedent("import time; time.sleep(60)")
    with subprocess.Popen([sys.executable, "-c", sleeper]) as child:
        with pytest.raises(pytest.fail.Exception, match="a process"):
            next(check)
        child.kill()
