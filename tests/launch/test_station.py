"""A PC and a hub as processes of their own: enrol, play, upload, export, wipe."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from simtrainer.launch.commands import dispatch
from simtrainer.launch.demo import hub_process
from tests.launch.real import ROOT, Answer, run, seat

pytestmark = pytest.mark.qt
QUICK = "news2-kvarteret"


class Hub:
    """A hub with a roster and a PC's credential, made by its own commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = f"sqlite:///{folder / 'hub.sqlite3'}"
        self.ask("init")
        told = self.ask("import-roster", ROOT / "resources" / "roster" / "sample.csv", "--json")
        assert json.loads(told.out)["new_people"] > 20
        self.reader = self.key("innsyn", "all/read")

    def ask(self, *arguments: object) -> Answer:
        answer = run(self.folder, "hub", *arguments, "--database-url", self.database)
        assert answer.code == 0, answer.err
        return answer

    def tokens(self, *names: str, unit: str = "") -> list[str]:
        place = ["--unit", unit] if unit else []
        told = json.loads(self.ask("tokens", *names, *place, "--json").out)["tokens"]
        assert [one["name"] for one in told] == list(names)
        return [one["token"] for one in told]

    def key(self, name: str, scope: str) -> Mapping[str, str]:
        told = self.ask("credentials", name, "--scope", scope, "--json")
        assert told.out.count("\n") == 1
        found: dict[str, str] = json.loads(told.out)
        assert found["user"] == name and len(found["password"]) >= 20
        return found

    @contextmanager
    def serving(self) -> Iterator[str]:
        with hub_process(self.database, self.folder / "hub.log") as url:
            yield url

    def stored(self, url: str) -> int:
        auth = (self.reader["user"], self.reader["password"])
        with httpx.Client(base_url=url, auth=auth, trust_env=False) as client:
            page = client.get(
                "/xapi/statements",
                params={"limit": "200"},
                headers={"X-Experience-API-Version": "1.0.3"},
            ).json()
        assert not page.get("more")
        return len(page["statements"])


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return Hub(tmp_path_factory.mktemp("hub"))


def _finished(home: Path) -> None:
    """One run on this PC, ended at once: what it holds is for others to test."""
    with seat(home) as at:
        at.begin(QUICK)
        at.pilot.click("pause")
        at.pilot.click("overlay.finish")
        assert at.trainer.screen == "debrief"


def _json(answer: Answer) -> dict[str, Any]:
    assert answer.out.count("\n") == 1, answer.out
    found: dict[str, Any] = json.loads(answer.out)
    return found


def _status(home: Path) -> dict[str, Any]:
    answer = run(home, "station", "status", "--json")
    assert answer.code == 0, answer.err
    return _json(answer)


def test_a_pc_is_set_up_for_everybody_who_sits_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIMTRAINER_HOME", str(tmp_path))
    for key, value in (("language", "nn"), ("sound", "on"), ("screen", "full")):
        assert dispatch(["station", "set", key, value]) == 0
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert (kept["language"], kept["sound"], kept["screen"]) == ("nn", "on", "full")
    assert dispatch(["station", "set", "language", "se"]) == 1
    assert "nb, nn, en" in capsys.readouterr().err
    assert dispatch(["station", "set", "password", "x"]) == 1


def test_from_enrolment_to_return(hub: Hub, tmp_path: Path) -> None:
    home = tmp_path / "pc"
    assert _status(home)["delivery"]["enrolled"] is False
    _finished(home)
    (token,) = hub.tokens("Låne-PC 07", unit="solglott-2")
    with hub.serving() as url:
        wrong = run(home, "station", "enrol", url, "en-kode-som-ikke-finnes")
        assert (wrong.code, wrong.out) == (1, "") and wrong.err.strip()

        enrolled = run(home, "station", "enrol", url, token)
        assert enrolled.code == 0 and enrolled.err == "", enrolled.err
        before = _status(home)
        assert (before["hub"].startswith(url), before["name"]) == (True, "Låne-PC 07")
        assert (before["delivery"]["enrolled"], before["delivery"]["waiting"]) == (True, 1)
        secret = json.loads((home / "settings.json").read_text())["password"]
        assert secret not in run(home, "station", "status").out
        listed = json.loads(hub.ask("stations", "--json").out)["stations"]
        (mine,) = (one for one in listed if one["station"] == before["station"])
        assert (mine["units"], mine["seen_at"]) == (["solglott-2"], None)
        assert before["lists"]["roster"] == "none"

        lists = _json(run(home, "station", "fetch", "--json"))["lists"]
        assert (lists["roster"], lists["assigned"], lists["listed_units"]) == ("hub", "assigned", 1)

        refused = run(home, "station", "wipe")
        assert refused.code == 1 and refused.err.strip(), "what is not delivered is not wiped"

        assert _json(run(home, "station", "upload", "--json"))["waiting"] == 0
        count = hub.stored(url)
        assert count > 0
        again = run(home, "station", "upload", "--json")
        assert (again.code, hub.stored(url)) == (0, count), "a repeat is harmless"

    after = _status(home)["delivery"]
    assert after["waiting"] == 0 and after["delivered_at"]
    wiped = run(home, "station", "wipe")
    assert wiped.code == 0, wiped.err
    assert not list(home.glob("store.sqlite3*")) and not (home / "assigned").exists()


def test_without_a_network_all_waits_and_goes_by_file(hub: Hub, tmp_path: Path) -> None:
    home = tmp_path / "pc"
    (token,) = hub.tokens("PC uten nett", unit="solglott-2")
    with hub.serving() as url:
        assert run(home, "station", "enrol", url, token).code == 0
        assert run(home, "station", "fetch").code == 0
        before = hub.stored(url)
    _finished(home)
    away = run(home, "station", "upload", "--json")
    assert away.code == 1
    told = _json(away)
    assert told["waiting"] == 1 and told["trouble"]

    stick = tmp_path / "minnepinne"
    stick.mkdir()
    exported = run(home, "station", "export", stick / "pc-07.json")
    assert exported.code == 0 and re.match(r"1 ", exported.out), exported.out
    assert b"http" not in (stick / "pc-07.json").read_bytes(), "nobody but the hub reads it"
    first = _json(hub.ask("import-results", stick, "--json"))
    twice = _json(hub.ask("import-results", stick, "--json"))
    assert first["new"] > 0 and twice["new"] == 0, (first, twice)
    with hub.serving() as url:
        assert hub.stored(url) == before + first["new"]
        (again,) = hub.tokens("PC uten nett")
        assert run(home, "station", "enrol", url, again).code == 0, "the hub has moved"
        assert _json(run(home, "station", "upload", "--json"))["waiting"] == 0
        assert hub.stored(url) == before + first["new"], "the two routes meet in one place"
        mine = _status(home)["station"]
        assert run(home, "station", "wipe").code == 0
    listed = json.loads(hub.ask("stations", "--json").out)["stations"]
    assert [one["revoked_at"] is None for one in listed if one["station"] == mine] == [False]


def test_a_file_that_holds_no_results_is_refused(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "tull.json").write_text("{broken", encoding="utf-8")
    answer = run(
        tmp_path, "hub", "import-results", tmp_path / "tull.json", "--database-url", hub.database
    )
    assert (answer.code, answer.out) == (1, "") and answer.err.strip()


def test_a_taken_port_is_told(hub: Hub) -> None:
    with hub.serving() as url:
        port = url.rpartition(":")[2]
        answer = run(hub.folder, "hub", "serve", "--port", port, "--database-url", hub.database)
    assert answer.code == 1 and port in answer.err


def test_scenarios_are_handed_out_and_rolled_back(hub: Hub, tmp_path: Path) -> None:
    key, scenario = tmp_path / "key", ROOT / "scenarios" / QUICK
    assert run(tmp_path, "keys", "new", key).code == 0
    made = run(tmp_path, "pack", scenario, "-o", tmp_path / "a.simpack", "--key", key)
    assert made.code == 0, made.err
    refused = run(
        tmp_path, "hub", "add-package", tmp_path / "a.simpack", "--database-url", hub.database
    )
    assert refused.code == 1 and refused.err.strip(), "nobody here trusts that key"
    told = _json(hub.ask("add-package", tmp_path / "a.simpack", "--trust", f"{key}.pub", "--json"))
    assert told["scenario"] == QUICK
    homes = [tmp_path / f"pc-{n}" for n in range(3)]
    with hub.serving() as url:
        for home, token in zip(homes, hub.tokens("A", "B", "C"), strict=True):
            assert run(home, "station", "enrol", url, token).code == 0
            fetched = _json(run(home, "station", "fetch", "--json"))
            assert fetched["new"] == [[QUICK, told["version"]]]
            assert (home / "packages" / QUICK / "scenario.yaml").read_bytes() == (
                scenario / "scenario.yaml"
            ).read_bytes()
    with seat(homes[0]) as at:
        assert QUICK in {info.id for info in at.station.catalog.scenarios()}
