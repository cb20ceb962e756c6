"""The chair of a ``sitter``: starts one, tells it what to do, and does things to it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.launch.real import ROOT, surroundings

State = dict[str, Any]


class Chair:
    """``state`` is how everything stood last."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.state: State = self._read()

    def tell(self, what: str, *how: Any) -> State:
        """Have it done."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([what, *how]) + "\n")
        self.process.stdin.flush()
        self.state = self._read()
        return self.state

    def until(self, what: str, wanted: object) -> State:
        """Let it rest until something stands so; at most some seconds."""
        for _ in range(100):
            if self.tell("rest", 100)[what] == wanted:
                return self.state
        raise AssertionError(self.state)

    def kill(self) -> None:
        """No farewell."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _read(self) -> State:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "it ended by itself"
        found: State = json.loads(line)
        return found


@contextmanager
def seated(home: Path, *more: object) -> Iterator[Chair]:
    """A sitter on a data folder; it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.launch.faults.sitter", str(home), *map(str, more)],
        cwd=ROOT,
        env=surroundings(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield Chair(process)
    finally:
        process.kill()
        process.communicate()
