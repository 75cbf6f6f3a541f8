"""The engine as a second process, for tests that talk to it over pipes."""

import subprocess
import sys
from pathlib import Path

import msgspec

from layerdeck.program import Progress, Reply, Request

REPLIES = msgspec.json.Decoder(Reply)


class Engine:
    """A running engine."""

    def __init__(self, errors: Path) -> None:
        self.errors = errors
        with errors.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "layerdeck.engine"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def ask(self, *requests: Request) -> None:
        self.write(b"\n".join(msgspec.json.encode(request) for request in requests))

    def reply(self) -> Reply:
        assert self.process.stdout
        return REPLIES.decode(self.process.stdout.readline())

    def answer(self) -> Reply:
        """The next reply that is not about how far the work is: a busy machine gives some."""
        while isinstance(reply := self.reply(), Progress):
            pass
        return reply

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()
        self.process.wait(10)
