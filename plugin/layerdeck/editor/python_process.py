"""A process that runs Python as this one does."""

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from layerdeck.files.python_path import python_path


def python_process(parent: QObject, **variables: str) -> QProcess:
    """A process to start `sys.executable` in, whose errors nobody reads.

    The interpreter finds the same packages as this one, however this one was started.

    Args:
        parent: what it belongs to.
        variables: of its environment, besides those of this process.
    """
    process = QProcess(parent)
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", python_path())
    for name, value in variables.items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    process.setStandardErrorFile(QProcess.nullDevice())
    return process
