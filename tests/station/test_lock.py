"""One app per PC, also after a crash."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock, Running

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from simtrainer.station.lock import Running
with Running(Path(sys.argv[1])):
    print("running", flush=True)
    sys.stdin.read()
"""


def test_the_second_copy_is_refused_until_the_first_is_gone(home: Home) -> None:
    home.prepare()
    command = [sys.executable, "-c", HOLD, str(home.running)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stdin=pipe) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"running\n"
        with pytest.raises(Problem, match=r"station\.already_running"), Running(home.running):
            pytest.fail("two copies ran")
        os.kill(first.pid, signal.SIGKILL)
    with Running(home.running), pytest.raises(Problem), Running(home.running):
        pytest.fail("two copies ran")


def test_released_and_taken_again(home: Home) -> None:
    home.prepare()
    first, second = FileLock(home.uploading), FileLock(home.uploading)
    assert first.try_acquire()
    assert not second.try_acquire()
    first.release()
    first.release()
    assert second.try_acquire()
    second.release()


def test_no_folder_for_it(home: Home) -> None:
    with pytest.raises(Problem, match=r"store\.read_only"):
        FileLock(home.running).try_acquire()
