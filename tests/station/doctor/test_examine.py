"""The whole look at a PC: real folders, a real hub's answer, a real clock held against both."""

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from simtrainer.app.memory import HandClock
from simtrainer.app.ports import RunInfo
from simtrainer.app.ready import CHECKS, Finding, overall, view
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.launch.words import LANGUAGES, texts
from simtrainer.station.doctor import battery, disk, hub, sound, version
from simtrainer.station.doctor.examine import examine
from simtrainer.station.home import Home
from simtrainer.station.settings import Settings
from simtrainer.station.store.runs import RunFile

NOW = "2026-05-12T08:30:00.000Z"
SAMPLE = Path(__file__).parents[3] / "resources" / "roster" / "sample.csv"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data folder of its own."""
    return Home(tmp_path / "home")


@pytest.fixture
def serve() -> Iterator[Callable[[str], str]]:
    """A store that answers, and says it is this time."""
    servers: list[HTTPServer] = []

    def start(date: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response_only(200)
                self.send_header("Date", date)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *args: object) -> None:
                """Silent."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/xapi"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def good_screen() -> Finding:
    return Finding("screen", "good", Text("app.ready.screen.size", {"wide": 1920, "tall": 1080}))


def look(
    home: Home, settings: Settings | Problem, scenarios: Path, utc: str = NOW
) -> dict[str, Finding]:
    found = examine(home, settings, HandClock(utc), good_screen, scenarios, "1.2.3", SAMPLE)
    assert tuple(each.check for each in found) == CHECKS
    for language in LANGUAGES:
        assert "[" not in str(view(texts(language), found)).replace("lines=(", "")
    return {each.check: each for each in found}


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """One exercise."""
    folder = tmp_path / "scenarios" / "one"
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text("id: one\n")
    return folder.parent


def test_a_pc_by_itself_is_ready_and_says_what_it_lacks(home: Home, scenarios: Path) -> None:
    found = look(home, Settings("PC"), scenarios)
    assert {found[check].state for check in ("disk", "clock", "version")} == {"good"}
    assert found["network"].state == "warn"
    assert overall(list(found.values())) == "warn"
    assert not list(home.root.glob("doctor-*")), "what was written to look is gone"


def test_a_hub_that_answers_is_green_and_its_time_is_held_against_ours(
    home: Home, scenarios: Path, serve: Callable[[str], str]
) -> None:
    same = look(home, Settings("PC", hub=serve("Tue, 12 May 2026 08:31:00 GMT")), scenarios)
    assert (same["network"].state, same["clock"].state) == ("good", "good")
    apart = look(home, Settings("PC", hub=serve("Tue, 12 May 2026 09:30:00 GMT")), scenarios)
    assert apart["clock"].state == "bad"
    assert apart["clock"].found.params["n"] == 60


@pytest.mark.parametrize(
    ("utc", "told"),
    [
        ("2026-05-12T08:36:00.000Z", "6 minutter foran"),
        ("2026-05-12T06:30:00.000Z", "2 timer etter"),
        ("2026-05-13T08:30:00.000Z", "ett døgn foran"),
        ("2026-05-09T08:30:00.000Z", "3 døgn etter"),
    ],
)
def test_a_wrong_clock_is_told_as_one_would_say_it(home: Home, utc: str, told: str) -> None:
    answer = hub.Answer(time=datetime.fromisoformat(NOW))
    found = hub.clock(home, HandClock(utc), answer)
    assert found.state == "bad" and told in texts("nb")(found.found)


def test_a_hub_that_does_not_answer_stops_nobody_and_it_is_said_what_to_do(
    home: Home, scenarios: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = look(home, Settings("PC", hub=f"http://127.0.0.1:{port}/xapi"), scenarios)["network"]
    assert found.state == "warn", "one can practise without it"
    assert found.cure is not None


@pytest.mark.parametrize("code", ["upload.not_allowed", "upload.untrusted", "upload.wrong_address"])
def test_what_somebody_must_mend_is_red(code: str) -> None:
    told = hub.network(Settings("PC", hub="https://hub"), hub.Answer(Problem(code)))
    assert told.state == "bad" and told.cure is not None
    assert "Si fra" in texts("nb")(told.cure)


def test_a_folder_for_results_is_looked_for(home: Home, scenarios: Path, tmp_path: Path) -> None:
    there = Settings("PC", hub=str(tmp_path), upload="file")
    assert look(home, there, scenarios)["network"].state == "good"
    gone = Settings("PC", hub=str(tmp_path / "E:"), upload="file")
    assert look(home, gone, scenarios)["network"].state == "warn"


def test_a_clock_behind_what_was_stored_here_is_wrong(home: Home, scenarios: Path) -> None:
    home.prepare()
    store = RunFile(home, lambda: False)
    info = RunInfo(
        "r", "P-1", "u", "one", "1", "En", "p", "spill", "utvikling", 1, "2026-05-12T08:00:00.000Z"
    )
    store.create(info, b"{}")
    store.close()
    assert look(home, Settings("PC"), scenarios)["clock"].state == "good"
    early = "2026-05-12T07:30:00.000Z"
    assert look(home, Settings("PC"), scenarios, early)["clock"].state == "bad"
    answer = hub.Answer(time=datetime.fromisoformat(early))
    assert hub.clock(home, HandClock(early), answer).state == "good", "the other was ahead"


def test_a_clock_from_before_the_program_is_wrong(home: Home, scenarios: Path) -> None:
    assert look(home, Settings("PC"), scenarios, "2001-01-01T00:00:00.000Z")["clock"].state == "bad"


def test_without_exercises_nobody_can_practise(home: Home, tmp_path: Path) -> None:
    assert look(home, Settings("PC"), tmp_path / "none")["version"].state == "bad"


def test_handed_out_exercises_count(home: Home, tmp_path: Path) -> None:
    (home.packages / "two").mkdir(parents=True)
    (home.packages / "two" / "scenario.yaml").write_text("id: two\n")
    assert version.version(home, tmp_path / "none", "1").state == "good"


def test_an_exercise_of_the_plan_that_is_not_here_is_told(home: Home, scenarios: Path) -> None:
    home.prepare()
    home.plan.write_text("scenario;mandatory\none;ja\nnatt;ja\nfrivillig;nei\n")
    found = look(home, Settings("PC"), scenarios)["version"]
    assert found.state == "warn" and found.cure is not None
    assert "én øving som ikke er her: natt." in texts("nb")(found.cure)
    home.plan.write_text("no plan")
    assert look(home, Settings("PC"), scenarios)["version"].state == "good"


def test_broken_settings_are_told(home: Home, scenarios: Path) -> None:
    found = look(home, Problem("settings.broken"), scenarios)
    assert found["disk"].state == "bad"
    assert found["disk"].found.key == "problem.settings.broken"


def test_a_damaged_store_is_told(home: Home, scenarios: Path) -> None:
    home.prepare()
    home.database.write_bytes(b"This is no store" * 400)
    assert look(home, Settings("PC"), scenarios)["disk"].state == "bad"


def test_a_store_of_a_newer_program_is_told(home: Home, scenarios: Path) -> None:
    home.prepare()
    store = RunFile(home, lambda: False)
    store.delivery()
    store.close()
    with sqlite3.connect(home.database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    found = look(home, Settings("PC"), scenarios)["disk"]
    assert found.found.key == "problem.store.newer"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(home: Home, scenarios: Path) -> None:
    home.prepare()
    home.root.chmod(0o500)
    assert look(home, Settings("PC"), scenarios)["disk"].state == "bad"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, scenarios: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert disk.disk(Home(tmp_path / "file" / "home")).state == "bad"


@pytest.mark.parametrize(
    ("free", "ms", "state"),
    [(20, 1, "bad"), (99, 1, "bad"), (100, 1, "warn"), (5_000, 1, "good"), (5_000, 900, "warn")],
)
def test_room_and_speed_of_the_disk(home: Home, free: int, ms: int, state: str) -> None:
    assert disk.judged(home, free, ms).state == state


@pytest.mark.parametrize(("free", "said"), [(0, "full"), (99, "99 MB"), (80_491, "80 GB")])
def test_room_is_told_as_one_would_say_it(home: Home, free: int, said: str) -> None:
    assert said in texts("nb")(disk.judged(home, free, 1).found)


@pytest.mark.parametrize(
    ("found", "state"),
    [(None, "good"), ((3, True), "good"), ((80, False), "good"), ((40, False), "warn"),
     ((5, False), "bad")],
)  # fmt: skip
def test_power_for_two_hours(found: tuple[int, bool] | None, state: str) -> None:
    assert battery.judged(found).state == state


def test_a_sound_card_is_seen_in_the_kernels_list(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")
    assert sound.in_cards(cards)
    cards.write_text("--- no soundcards ---\n")
    assert not sound.in_cards(cards)
    assert not sound.in_cards(tmp_path / "none")
    assert sound.sound().check == "sound"


def test_an_answer_without_a_time_says_nothing_about_the_clock(home: Home) -> None:
    assert hub.clock(home, HandClock(NOW), hub.Answer()).state == "good"
