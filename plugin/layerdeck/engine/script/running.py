"""Runs a script as far as its models: training, evaluating and predicting end it."""

import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from layerdeck.engine.backend import keras

from .words import ENDED_ITSELF, error_in_words, sentence

_WORK = ("fit", "evaluate", "predict",
         "train_on_batch", "test_on_batch", "predict_on_batch")  # fmt: skip
_STEPS = "apply", "apply_gradients"


class Stopped(BaseException):
    """A script has come to work that only the model's owner should do.

    It is no Exception, so that a script that goes on after errors ends all the same.
    """

    def __init__(self, work: str, of: Any) -> None:
        super().__init__(f"{work} is not done here")
        self.work, self.of = work, of


@dataclass(slots=True)
class Script:
    """A script that was run.

    Attributes:
        path: its file.
        module: it as a module, with what it has defined.
        told: what is to be told of the run.
        trained: the model that it would have trained, evaluated or asked, where it came to that.
        failed: why it did not come to its end, where that is its own fault.
    """

    path: Path
    module: ModuleType
    told: list[str] = field(default_factory=list)
    trained: Any = None
    failed: str = ""

    def attempt(self, work: Callable[[], object]) -> object:
        """Run code of the script's; gives what the code gives, or None where it did not end."""
        try:
            return work()
        except Stopped as stop:
            line = _line(stop, self.path)
            place = f"at line {line}, " if line else ""
            self.told.append(
                f"The script was ended {place}where it calls {stop.work}: models are not trained, "
                "evaluated or asked here"
            )
            self.trained = stop.of if isinstance(stop.of, model_classes()) else None
        except SystemExit as end:
            if end.code not in (None, 0):
                by_number = isinstance(end.code, int)
                said = sentence(f"status {end.code}" if by_number else str(end.code))
                self.failed = f"{_place(end, self.path)}{ENDED_ITSELF}: {said}"
        except BaseException as error:
            self.failed = f"{_place(error, self.path)}{error_in_words(error)}"
        return None


def model_classes() -> tuple[type, ...]:
    """What models are: Keras 3's, and Keras 2's where the script has imported those."""
    return tuple(package.Model for package in _packages())


def run(path: Path) -> Script:
    """Run a script as Python imports a module, in its folder.

    What stands under `if __name__ == "__main__":` is not run: that is where scripts train.
    """
    for package in _packages_of(path):
        _forbid_work(package)
    name, root = _module_name(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader, "a path that ends with .py has a loader"
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.dont_write_bytecode = True
    sys.argv = [str(path)]
    sys.path[:0] = dict.fromkeys((str(path.parent), str(root)))
    os.chdir(path.parent)
    script = Script(path, module)
    script.attempt(partial(spec.loader.exec_module, module))
    return script


def _module_name(path: Path) -> tuple[str, Path]:
    """What a script is called as a module, and the folder that its outermost package lies in."""
    parts, root = [path.stem], path.parent
    while (root / "__init__.py").is_file():
        parts.insert(0, root.name)
        root = root.parent
    if all(part.isidentifier() for part in parts) and parts[0] not in sys.modules:
        return ".".join(parts), root
    return "script", path.parent


def _packages() -> Iterator[Any]:
    yield keras
    if legacy := sys.modules.get("tf_keras"):
        yield legacy


def _packages_of(path: Path) -> Iterator[Any]:
    """Keras, and Keras 2 where the script speaks of it: importing that for nothing takes long."""
    yield keras
    text = path.read_bytes()
    if b"tf_keras" in text or b"TF_USE_LEGACY_KERAS" in text:
        try:
            yield importlib.import_module("tf_keras")
        except ImportError:  # the script will say so itself
            return


def _forbid_work(package: Any) -> None:
    for name in _WORK:
        setattr(package.Model, name, _stopping(name))
    for name in _STEPS:
        if hasattr(package.optimizers.Optimizer, name):
            setattr(package.optimizers.Optimizer, name, _stopping(name))


def _stopping(name: str) -> Callable[..., NoReturn]:
    def stopped(self: Any, *_args: Any, **_named: Any) -> NoReturn:
        raise Stopped(name, self)

    return stopped


def _place(error: BaseException, path: Path) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else _line(error, path)
    return f"line {line}: " if line else ""


def _line(error: BaseException, path: Path) -> int:
    """The script's line that an error came from, or 0 where none is known."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((one.lineno or 0 for one in reversed(frames) if one.filename == str(path)), 0)
