"""What happens to a PC, done to the real program at its window: each ends in a plain message and
costs no answer. Two copies are in ``test_app``, kills in ``test_thousand_kills``."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simtrainer.app.ports import RunInfo
from simtrainer.engine.event import decode
from simtrainer.engine.program import Program
from simtrainer.engine.replay import first_difference, replay
from simtrainer.launch import places, words
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests import disk
from tests.launch.faults.chair import seated
from tests.launch.real import ROOT, surroundings

pytestmark = [
    pytest.mark.qt,
    pytest.mark.skipif(sys.platform != "linux", reason="signals, mounts and users of Linux"),
]
SCENARIO = "news2-kvarteret"
FORM_TEXT = "Hun sov lite i natt"


@contextmanager
def stored(home: Path) -> Iterator[RunFile]:
    store = RunFile(Home(home), lambda: False)
    try:
        yield store
    finally:
        store.close()


def whole(home: Path, person: str = "P0101") -> tuple[RunInfo, str]:
    """The newest run of the PC, which replays; and what is written in it and not signed."""
    with stored(home) as store:
        info = store.runs(person)[0]
        _, program, events = store.load(info.run)
    decoded = [decode(line) for line in events]
    assert first_difference(events, replay(Program(program), decoded)) is None
    drafts = [e.data["fields"].get("observation", "") for e in decoded if e.kind == "draft"]
    return info, drafts[-1] if drafts else ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk.small_disk(tmp_path / "disk", "8m") as folder:
        yield folder


@pytest.mark.parametrize(
    "language", ["nn", *(pytest.param(name, marks=pytest.mark.soak) for name in ("nb", "en"))]
)
def test_a_full_disk_in_the_middle_of_a_sentence(language: str, small_disk: Path) -> None:
    home, ballast = small_disk / "data", small_disk / "ballast"
    full = words.texts(language)("problem.store.disk_full")
    with seated(home) as chair:
        chair.tell("do", "SetLook", language)
        chair.tell("sit", SCENARIO)
        chair.tell("do", "SetLook", language)
        chair.tell("write")
        chair.tell("type", FORM_TEXT[:7])
        chair.until("draft", FORM_TEXT[:7])
        fill(ballast)
        chair.tell("type", FORM_TEXT[7:12])
        chair.until("notice", full)
        chair.tell("type", FORM_TEXT[12:])
        assert chair.tell("rest", 900)["shown"] == FORM_TEXT
        assert chair.state["unsaved"] <= 1
        ballast.unlink()
        chair.until("draft", FORM_TEXT)
        chair.until("notice", "")
        assert chair.state["unsaved"] == 0
        chair.kill()
    assert whole(home)[1] == FORM_TEXT


def fill(ballast: Path) -> None:
    """Take all room that is left, to the last page."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


# The owner's own modes bind even the superuser who has given up the right to pass them by.
BOUND_BY_MODES = (
    ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else ()
)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not rights there")
@pytest.mark.parametrize("there_already", [False, True])
def test_a_data_folder_that_may_only_be_read(there_already: bool, tmp_path: Path) -> None:
    home = tmp_path / "data"
    home.mkdir()
    if there_already:
        with stored(home) as store:
            store.open()
    for path in [*home.iterdir(), home]:
        path.chmod(0o555)
    done = subprocess.run(
        [*BOUND_BY_MODES, sys.executable, "-m", "simtrainer"],
        env=surroundings(home),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    home.chmod(0o755)
    assert done.returncode == 1
    assert "Vi får ikke skrive i datamappen" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_pc_sleeps_and_wakes(tmp_path: Path) -> None:
    """Simulated time does not jump over the sleep, and writing is saved as before."""
    with seated(tmp_path) as chair:
        chair.tell("most_tick", 400)
        chair.tell("sit", SCENARIO)
        chair.tell("type", FORM_TEXT[:5])
        before = chair.tell("rest", 0)
        begun = time.monotonic()
        chair.process.send_signal(signal.SIGSTOP)
        asleep = time.monotonic()
        time.sleep(1.2)
        slept = time.monotonic() - asleep
        chair.process.send_signal(signal.SIGCONT)
        after = chair.tell("rest", 0)
        awake_ms = (time.monotonic() - begun - slept) * 1000
        assert after["now_ms"] - before["now_ms"] <= awake_ms + 400
        chair.tell("type", FORM_TEXT[5:])
        assert chair.until("draft", FORM_TEXT)["notice"] == ""
        chair.kill()
    assert whole(tmp_path)[1] == FORM_TEXT


def test_the_clock_is_set_back_an_hour(tmp_path: Path) -> None:
    """The run goes on as if nothing had been, and the one that was begun last is the one that home
    leads back to."""
    with seated(tmp_path) as chair:
        first = chair.tell("sit", SCENARIO)["run"]
        chair.tell("type", FORM_TEXT)
        chair.until("draft", FORM_TEXT)
        before = chair.tell("clock", -3600)["now_ms"]
        assert before <= chair.tell("rest", 50)["now_ms"] <= before + 5_000
        assert chair.tell("do", "FinishRun")["screen"] == "debrief"
        chair.tell("do", "ShowPage", "home")
        second = chair.tell("do", "StartRun", SCENARIO)["run"]
        chair.tell("clock", -3600)
        third = chair.tell("do", "StartRun", SCENARIO)["run"]
        assert len({first, second, third}) == 3
        chair.kill()
    with seated(tmp_path) as chair:
        assert chair.tell("sit", SCENARIO)["run"] == third
        assert chair.state["notice"] == ""
    with stored(tmp_path) as store:
        info = next(info for info in store.runs("P0101") if info.run == first)
        assert info.finished_at < info.started_at, "the clock was set back"
        assert store.delivery().waiting == 1


def test_a_scenario_that_is_upgraded_between_start_and_going_on(tmp_path: Path) -> None:
    scenarios = tmp_path / "scenarios"
    shutil.copytree(places.scenarios() / SCENARIO, scenarios / SCENARIO)
    home = tmp_path / "data"
    with seated(home, scenarios) as chair:
        began = chair.tell("sit", SCENARIO)
        chair.tell("type", FORM_TEXT)
        chair.until("draft", FORM_TEXT)
        chair.kill()
    upgrade(scenarios / SCENARIO)
    with seated(home, scenarios) as chair:
        went_on = chair.tell("sit", SCENARIO)
        assert (went_on["run"], went_on["program"]) == (began["run"], began["program"])
        assert (went_on["shown"], went_on["version"]) == (FORM_TEXT, "1.0.0")
        assert chair.tell("do", "FinishRun")["screen"] == "debrief"
        chair.tell("do", "ShowPage", "home")
        fresh = chair.tell("do", "StartRun", SCENARIO)
        assert (fresh["version"], fresh["notice"]) == ("2.0.0", "")
        assert fresh["program"] != began["program"]
        chair.tell("do", "ShowPage", "home")
        shutil.rmtree(scenarios / SCENARIO)
        gone = chair.tell("do", "ContinueRun", fresh["run"])
        assert (gone["screen"], gone["run"]) == ("play", fresh["run"])
        assert chair.tell("do", "FinishRun")["screen"] == "debrief"


def upgrade(folder: Path) -> None:
    """Another version with other words and points."""
    manifest = folder / "scenario.yaml"
    text = manifest.read_text(encoding="utf-8")
    assert "version: 1.0.0" in text
    manifest.write_text(text.replace("version: 1.0.0", "version: 2.0.0"), encoding="utf-8")
    words_of = folder / "text" / "nb.yaml"
    words_of.write_text(
        words_of.read_text(encoding="utf-8").replace("Ida", "Eva"), encoding="utf-8"
    )


@pytest.mark.parametrize(
    "how", ["flipped", *(pytest.param(name, marks=pytest.mark.soak) for name in ("cut", "other"))]
)
def test_a_run_file_that_is_damaged(how: str, tmp_path: Path) -> None:
    """It is told, kept as it was, and one goes on with a new run."""
    with seated(tmp_path) as chair:
        damaged = chair.tell("sit", SCENARIO)["run"]
        chair.tell("type", FORM_TEXT)
        chair.until("draft", FORM_TEXT)
        chair.kill()
    with stored(tmp_path) as store:  # everything in one file
        _, _, events = store.load(damaged)
    bad = damage(tmp_path / "store.sqlite3", how, events)
    with seated(tmp_path) as chair:
        chair.tell("do", "SignIn", "P0101")
        assert chair.state["screen"] == "home"
        table = words.texts()
        told = chair.state["notice"]
        assert told in {
            table("problem.store.damaged"), *(
                table("problem.run.damaged", first_bad=n) for n in range(len(events) + 1)
            ),
        }  # fmt: skip
        assert chair.state["resume"] is False
        fresh = chair.tell("do", "StartRun", SCENARIO)
        assert (fresh["screen"], fresh["notice"], fresh["unsaved"]) == ("play", "", 0)
        chair.kill()
    assert whole(tmp_path)[0].run == fresh["run"]
    kept = list((tmp_path / "damaged").iterdir())
    assert kept, "what could be read was not kept"
    found = b"".join(path.read_bytes() for path in kept if path.is_file())
    assert bad == b"" or bad in found or bad in (tmp_path / "store.sqlite3").read_bytes()


def damage(database: Path, how: str, events: list[bytes]) -> bytes:
    """Damage the file; the bytes that must not be lost in it."""
    data = bytearray(database.read_bytes())
    if how == "flipped":
        at = data.find(events[3])
        assert at > 0
        data[at + 5] ^= 0x20
        database.write_bytes(data)
        return bytes(data[at : at + len(events[3])])
    if how == "cut":
        database.write_bytes(data[: len(data) - 3 * 4096])
        return b""
    database.write_bytes(os.urandom(len(data)))
    return b""
