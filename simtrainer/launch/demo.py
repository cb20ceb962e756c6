"""The demo: the whole loop, unattended and for real.

An embedded hub in a temporary folder, a scenario played by the autopilot through the window,
the debrief, the delivery and the leader's figures. It stops by itself and leaves nothing running.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem
from simtrainer.launch import places
from simtrainer.station.clock import SystemClock
from simtrainer.station.home import Home
from simtrainer.station.ids import SystemDice, UniqueIds
from simtrainer.station.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from simtrainer.desktop.window import MainWindow
    from simtrainer.launch.desktop_app import Station

SCENARIO = "morgenvakt-solglott"
HUB_PATIENCE_S = 30
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Story:
    """What the demo has come to so far."""

    out: Path | None
    screenshots: list[str] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)


def tell(line: str) -> None:
    """Progress, on standard error."""
    print(line, file=sys.stderr, flush=True)


def run(out: Path | None, scenario: str = SCENARIO) -> Story:
    """Play the whole loop; the answer has the keys of the command line's contract."""
    begun = time.monotonic()
    story = Story(out)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="simtrainer-demo-") as folder:
        _whole_loop(Path(folder), scenario, story)
    story.answer["screenshots"] = story.screenshots
    story.answer["seconds"] = round(time.monotonic() - begun, 1)
    return story


def _whole_loop(folder: Path, scenario: str, story: Story) -> None:
    from simtrainer.hub import commands

    database = f"sqlite:///{folder / 'hub.sqlite3'}"
    commands.init(database)
    commands.import_roster(database, places.sample_roster())
    station_key = commands.credentials(database, "demo-pc", "station")
    reader = commands.credentials(database, "demo-innsyn", "all/read")
    leader = commands.credentials(database, "demo-leder", "leader:*")
    with hub_process(database, folder / "hub.log") as url:
        tell(f"Sentralen svarer på {url}")
        home = Home(folder / "station")
        settings = enrol(home, url, station_key)
        info = play(home, scenario, story)
        runs = [info["run_id"], *info.pop("colleagues")]
        sent = deliver(home, settings)
        stored = sum(_count(url, reader, run) for run in runs)
        story.figures = _ask(f"{url}/api/leader/summary", leader)
        _leader_page(url, leader, folder, story)
        story.answer = {
            **info,
            "statements_sent": sent,
            "statements_stored": stored,
            "leader_url": f"{url}/",
        }


# The hub ---------------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def hub_process(database: str, log: Path) -> Iterator[str]:
    """A hub of its own process, ready to answer; stopped at the end. What it keeps for a while
    lies beside its log: a process that is stopped does not always tidy up after itself."""
    port = free_port()
    command = [*places.own_command(), "hub", "serve", "--database-url", database]
    beside = {name: str(log.parent) for name in ("TMPDIR", "TEMP", "TMP")}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdout=sink,
            stderr=sink,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **beside},
        )
    try:
        _await_hub(f"http://127.0.0.1:{port}/readyz", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_hub(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    import httpx

    until = time.monotonic() + HUB_PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    detail = log.read_text(encoding="utf-8", errors="replace")[-400:]
    raise Problem("demo.hub", detail=detail)


def _ask(url: str, who: Mapping[str, str], **params: str) -> Any:
    import httpx

    headers = {"X-Experience-API-Version": "1.0.3"}
    auth = (who["user"], who["password"])
    answer = httpx.get(url, auth=auth, headers=headers, params=params, timeout=20, trust_env=False)
    if answer.status_code != 200:
        raise Problem("demo.hub", detail=f"{url}: {answer.status_code} {answer.text[:200]}")
    return answer.json()


def _count(url: str, who: Mapping[str, str], run: str) -> int:
    """How many statements of this run the store holds, all pages."""
    page = _ask(f"{url}/xapi/statements", who, registration=run, limit="200")
    count = len(page["statements"])
    while page.get("more"):
        page = _ask(f"{url}{page['more']}", who)
        count += len(page["statements"])
    return count


# The station -----------------------------------------------------------------------------------


def enrol(home: Home, url: str, key: Mapping[str, str]) -> SettingsFile:
    """Couple the station to the hub."""
    from simtrainer.station.enrolment import enrol as couple
    from simtrainer.station.roster import bring_in

    settings = SettingsFile(home.settings, UniqueIds())
    couple(home, settings, url, f"{key['user']}:{key['password']}", "Låne-PC 07")
    bring_in(home, places.sample_roster())  # an enrolled PC has nobody invented of itself
    return settings


def deliver(home: Home, settings: SettingsFile) -> int:
    """Send all that waits; how many statements that was."""
    import orjson

    from simtrainer.station.outbox import Outbox
    from simtrainer.station.store import envelope
    from simtrainer.station.store.database import Database

    database = Database(home)
    try:
        with database.reading() as connection:
            keys = envelope.undelivered(connection)
            found = [envelope.one(connection, key) for key in keys]
    finally:
        database.close()
    count = sum(len(orjson.loads(each.bytes)) for each in found if each is not None)
    current: Callable[[], Settings] = lambda: settings.current  # noqa: E731
    delivery = Outbox(home, current, SystemDice()).deliver(SystemClock().utc_iso(), force=True)
    if delivery.waiting or delivery.quarantined:
        raise Problem("demo.undelivered", trouble=delivery.trouble)
    return count


def play(home: Home, scenario: str, story: Story) -> dict[str, Any]:
    """The scenario through the real window, from sign-in to debrief."""
    from simtrainer.desktop.application import application

    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    from simtrainer.launch.desktop_app import open_window

    window, station = open_window(home, deliver_in_background=False)
    window.resize(1440, 900)
    window.show()
    try:
        answer = _play_window(window, station, scenario, story)
    finally:
        window.close()
        window.deleteLater()
        station.end()
        app.processEvents()
    return answer


def _has_screen() -> bool:
    if "QT_QPA_PLATFORM" in os.environ or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _play_window(
    window: "MainWindow", station: "Station", scenario: str, story: Story
) -> dict[str, Any]:
    from simtrainer.desktop.autopilot import Pilot
    from simtrainer.launch.autoplay import Autoplay
    from simtrainer.launch.colleagues import play_colleagues

    pilot = Pilot(window, pace_ms=8 if _has_screen() else 0)
    auto = Autoplay(pilot, station.trainer, lambda name: _shot(window, story, name))
    auto.sign_in()
    auto.start(scenario)
    auto.play()
    result = station.trainer.debrief()
    info = auto.info
    colleagues = play_colleagues(station, scenario, info.unit, info.person)
    history = auto.history
    states = [history.check_states.get(name, "missed") for name in history.program.checks]
    outcome = history.finished or {}
    tell(f"{result.heading}: {result.percent}, {result.points}")
    return {
        "scenario": info.scenario,
        "run_id": info.run,
        "colleagues": colleagues,
        "score": outcome.get("points", 0),
        "max_score": history.program.max_points,
        "checks": {
            "passed": sum(s in ("met", "late", "corrected") for s in states),
            "failed": sum(s in ("wrong", "violated") for s in states),
            "omitted": sum(s == "missed" for s in states),
        },
    }


def _shot(window: "MainWindow", story: Story, name: str) -> None:
    if story.out is None:
        return
    path = story.out / f"{name}.png"
    if str(path) not in story.screenshots and window.grab().save(str(path)):
        story.screenshots.append(str(path))


def _leader_page(url: str, who: Mapping[str, str], folder: Path, story: Story) -> None:
    """The leader's page as Chromium draws it, where there is one."""
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if story.out is None or browser is None:
        return
    from simtrainer.launch.leader_shot import leader_shot

    picture = story.out / "leader.png"
    if leader_shot(browser, url, who, folder / "chromium", picture):
        story.screenshots.append(str(picture))
