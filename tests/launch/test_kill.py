"""Killing the autopilot's process at any moment loses no answered action, and the run goes on to
every point. Players of their own kinds are killed by the thousand in ``test_thousand_kills``.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from simtrainer.engine.event import decode
from simtrainer.engine.program import Program
from simtrainer.engine.replay import first_difference, replay
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.launch.player import PERSON

KILLS = 5 if os.environ.get("SIMTRAINER_SOAK") else 2
PATIENCE_S = 120


def _play(folder: Path, kill_after: float | None) -> tuple[int, str]:
    """One player process; (events it said were stored, its last line)."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.launch.player", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None and process.stderr is not None
    watchdog = threading.Timer(PATIENCE_S, process.kill)
    watchdog.start()
    stored, last, killer = 0, "", None
    try:
        for line in process.stdout:
            last = line.strip()
            if last.startswith("stored "):
                stored = max(stored, int(last.split()[1]))
                if kill_after is not None and killer is None:
                    killer = threading.Timer(kill_after, process.send_signal, [signal.SIGKILL])
                    killer.start()
        errors = process.stderr.read()
        code = process.wait()
    finally:
        watchdog.cancel()
        if killer is not None:
            killer.cancel()
            killer.join()
        watchdog.join()
        process.stdout.close()
        process.stderr.close()
    assert code in (0, -signal.SIGKILL), errors
    return stored, last


def _log(folder: Path) -> tuple[Program, list[bytes]]:
    store = RunFile(Home(folder), lambda: False)
    try:
        people = store.runs(PERSON)
        assert len(people) == 1, "a kill must not leave a second run"
        _, program, events = store.load(people[0].run)
    finally:
        store.close()
    return Program(program), events


@pytest.mark.qt
def test_no_kill_loses_an_answered_action(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    last = ""
    for _ in range(KILLS):
        stored, last = _play(tmp_path, kill_after=chance.uniform(0.0, 1.2))
        if last.startswith("score"):
            break
        program, events = _log(tmp_path)
        assert len(events) >= stored
        numbers = [decode(line).n for line in events]
        assert numbers == list(range(len(events)))
        again = replay(program, [decode(line) for line in events])
        assert first_difference(events, again) is None
    if not last.startswith("score"):
        _, last = _play(tmp_path, kill_after=None)
    points, _, most = last.removeprefix("score ").partition(" of ")
    assert points == most
