"""Real processes killed at random moments: what was acknowledged is there, whole and once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM
from tests.station.store.player import event

ROOT = Path(__file__).parents[3]


def play_and_kill(home: Home, seed: int, seconds: float) -> list[str]:
    """Lines that the player had printed when it was killed."""
    command = [sys.executable, "-m", "tests.station.store.player", str(home.root), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        assert player.stdout.readline() == "ready\n"
        time.sleep(seconds)
        os.kill(player.pid, signal.SIGKILL)
        lines = player.stdout.read().splitlines()
    assert player.returncode == -signal.SIGKILL
    return lines


def acknowledged(lines: list[str]) -> tuple[dict[str, int], set[str]]:
    """How many events of each run, and which runs' ends, the store had promised."""
    stored: dict[str, int] = {}
    finished = set()
    for line in lines:
        match line.split():
            case ["created", run]:
                stored.setdefault(run, 0)
            case ["stored", run, done]:
                stored[run] = int(done)
            case ["finished", run]:
                finished.add(run)
    return stored, finished


@pytest.fixture
def reopened(home: Home) -> Iterator[RunFile]:
    store = RunFile(home, lambda: True)
    yield store
    store.close()


def kill_over_and_over(home: Home, reopened: RunFile, kills: int) -> None:
    chance = random.Random(kills)
    promised: dict[str, int] = {}
    ended: set[str] = set()
    for seed in range(kills):
        stored, finished = acknowledged(play_and_kill(home, seed, chance.uniform(0, 0.15)))
        promised |= stored
        ended |= finished
        # What was checked before and not touched since is checked once more at the end.
        check(reopened, stored, finished)
        reopened.close()
    check(reopened, promised, ended)
    assert sum(promised.values()) > kills


def check(store: RunFile, promised: dict[str, int], ended: set[str]) -> None:
    assert store.notices() == []
    infos = {info.run: info for info in store.runs("P0101")}
    for run, least in promised.items():
        _, program, events = store.load(run)
        assert program == PROGRAM
        assert len(events) >= least
        assert events == [event(run, n) for n in range(len(events))]
    assert {run for run in ended if infos[run].state == "finished"} == ended
    # A run's end and its envelope are one thing: there is never one without the other.
    finished = sum(info.state == "finished" for info in infos.values())
    assert store.delivery().waiting == finished


def test_ten_kills(home: Home, reopened: RunFile) -> None:
    kill_over_and_over(home, reopened, 10)


@pytest.mark.soak
def test_a_thousand_kills(home: Home, reopened: RunFile) -> None:
    kill_over_and_over(home, reopened, 1000)
