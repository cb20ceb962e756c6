"""A crash in the middle of a sentence: a real process killed while it writes without a pause."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from simtrainer.app.ports import RunInfo
from simtrainer.engine.event import decode
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.launch.writer import PATIENT, SENTENCE

pytestmark = pytest.mark.qt
PATIENCE_S = 120
ENOUGH = 10
"""Letters on disk before the kill: some were saved without the writer ever having paused."""


def _write(folder: Path) -> int:
    """Kill a writer once enough of its sentence is stored; how much it last said was stored."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.launch.writer", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    watchdog = threading.Timer(PATIENCE_S, process.kill)
    watchdog.start()
    stored = 0
    try:
        for line in process.stdout:
            stored = int(line.split()[1])
            if stored >= ENOUGH:
                process.send_signal(signal.SIGKILL)
                break
        process.wait()
    finally:
        watchdog.cancel()
        watchdog.join()
        process.stdout.close()
    assert process.returncode == -signal.SIGKILL, "the writer ended by itself"
    return stored


def _found(folder: Path) -> tuple[RunInfo, str]:
    store = RunFile(Home(folder), lambda: False)
    try:
        (info,) = store.runs("P0101")
        events = [decode(line) for line in store.load(info.run)[2]]
    finally:
        store.close()
    drafts = [e.data["fields"] for e in events if e.kind == "draft"]
    return info, str(drafts[-1]["observation"])


def test_what_was_written_before_the_crash_is_there_and_the_form_holds_it(tmp_path: Path) -> None:
    from simtrainer.app import commands as c
    from simtrainer.launch.desktop_app import build
    from simtrainer.station.ids import UniqueIds
    from simtrainer.station.settings import SettingsFile

    stored = _write(tmp_path)
    info, text = _found(tmp_path)
    assert len(text) >= stored >= ENOUGH
    assert SENTENCE.startswith(text.rstrip()), "a letter was lost or doubled"
    home = Home(tmp_path)
    station = build(home, SettingsFile(home.settings, UniqueIds()))
    try:
        station.trainer.do(c.SignIn("P0101"))
        station.trainer.do(c.ContinueRun(info.run))
        play = station.trainer.play
        assert play is not None
        assert play.desk.draft(f"note:{PATIENT}")["observation"] == text
        station.trainer.leave()
    finally:
        station.end()
