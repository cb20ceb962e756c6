"""The whole loop as a person types it: one process, a real hub, real files, nothing left behind."""

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simtrainer.launch.demo import CHROMIUM
from tests.launch.real import PATIENCE_S, ROOT, SCENARIO, program, surroundings

pytestmark = pytest.mark.qt
SHOTS = ("signin", "home", "ward", "journal", "measurements", "medication", "call", "debrief")
KEYS = {
    "scenario", "run_id", "score", "max_score", "checks", "statements_sent", "statements_stored",
    "leader_url", "screenshots", "seconds",
}  # fmt: skip
BROWSER = any(shutil.which(name) for name in CHROMIUM)

# Every connection of the demo and its children is written down; one that leaves the machine
# fails on the spot.
WATCH = """
import os, socket
connect = socket.socket.connect
def watched(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        with open(os.environ["SEEN_ADDRESSES"], "a") as seen:
            print(address[0], file=seen)
    return connect(self, address)
socket.socket.connect = watched
"""


class Demo:
    """One demo, run to its end."""

    def __init__(self, folder: Path) -> None:
        self.out, self.seen, self.temporary = folder / "out", folder / "seen", folder / "tmp"
        (folder / "watch").mkdir()
        self.temporary.mkdir()
        (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        env = surroundings(
            folder / "home",
            SEEN_ADDRESSES=str(self.seen),
            PYTHONPATH=os.pathsep.join((str(folder / "watch"), str(ROOT))),
            TMPDIR=str(self.temporary),
        )
        self.done = subprocess.run(
            program("demo", "--json", "--out", self.out),
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            encoding="utf-8",
            check=False,
        )
        self.home = folder / "home"
        self.answer: dict[str, Any] = json.loads(self.done.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    return Demo(tmp_path_factory.mktemp("demo"))


def test_it_answers_with_the_contract_and_nothing_else_on_stdout(demo: Demo) -> None:
    assert demo.done.returncode == 0, demo.done.stderr
    assert "Traceback" not in demo.done.stderr
    assert demo.done.stdout.count("\n") == 1
    assert set(demo.answer) == KEYS
    assert demo.answer["scenario"] == SCENARIO
    assert re.fullmatch(r"[0-9a-f-]{36}", demo.answer["run_id"])
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", demo.answer["leader_url"])


def test_the_expert_gets_every_point(demo: Demo) -> None:
    checks = demo.answer["checks"]
    assert demo.answer["score"] == demo.answer["max_score"] > 0
    assert checks["passed"] > 0 and (checks["failed"], checks["omitted"]) == (0, 0)
    assert set(checks) == {"passed", "failed", "omitted"}


def test_all_that_was_sent_is_stored(demo: Demo) -> None:
    assert demo.answer["statements_sent"] == demo.answer["statements_stored"] > 0


def test_it_shows_the_screens_and_none_is_blank(demo: Demo) -> None:
    from PySide6.QtGui import QImage

    named = {Path(path).stem: Path(path) for path in demo.answer["screenshots"]}
    wanted = {*SHOTS, *(("leader",) if BROWSER else ())}
    assert wanted <= set(named)
    assert len(named) == len(demo.answer["screenshots"])
    for path in named.values():
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1440, 900)
        colors = {image.pixel(x, y) for x in range(0, 1440, 7) for y in range(0, 900, 7)}
        assert len(colors) > 20, f"{path.name} is blank"


@pytest.mark.browser
@pytest.mark.skipif(not BROWSER, reason="needs Chromium")
def test_the_leader_page_is_signed_in_and_drawn(demo: Demo) -> None:
    from PySide6.QtGui import QColor, QImage

    image = QImage(str(demo.out / "leader.png"))
    dark = QColor("#0D3239").rgb()
    white = QColor("#FFFFFF").rgb()
    points = [image.pixel(x, y) for x in range(0, 1440, 9) for y in range(0, 900, 9)]
    assert points.count(white) > len(points) // 5, "no cards on the page"
    assert dark in points, "not the leaders' page"


def test_it_leaves_nothing_running_and_nothing_behind(demo: Demo) -> None:
    port = int(demo.answer["leader_url"].rstrip("/").rpartition(":")[2])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the hub still answers"
    mark = str(demo.temporary).encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        assert mark not in told, f"{process.name} is left running"
    assert not [path for path in demo.temporary.iterdir() if path.name.startswith("simtrainer")]
    assert not demo.home.exists(), "the demo wrote into this PC's own data"


def test_it_talks_to_this_machine_only(demo: Demo) -> None:
    assert set(demo.seen.read_text(encoding="utf-8").split()) == {"127.0.0.1"}
